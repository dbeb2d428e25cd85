"""``--stream``: sends the readings of a running desk to other programs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from emotion_desk.pipeline.desk import Desk

_PLACE: Final = "stream"


@contextmanager
def streaming(desk: Desk, name: str | None, notify: Callable[[str], None]) -> Iterator[None]:
    """Stream while the block runs; a name of ``None`` streams nothing.

    Args:
        desk: the desk whose readings are streamed.
        name: the stream, see :func:`open_stream`.
        notify: called with the address of the stream, and at the end with its summary.

    Raises:
        SessionError: the stream cannot be opened.
    """
    if name is None:
        yield
        return
    from emotion_desk.sessions.streams.open_stream import open_stream
    from emotion_desk.sessions.streams.stream_observer import StreamObserver

    stream = open_stream(name)
    try:
        notify(stream.address)
        desk.set_observer(StreamObserver(stream), _PLACE)
        yield
    finally:
        desk.set_observer(None, _PLACE)
        stream.close()
        if stream.summary is not None:
            notify(stream.summary)
