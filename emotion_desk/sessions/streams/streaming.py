"""``--stream``: sends the readings of a running desk to other programs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from emotion_desk.pipeline.desk import Desk
    from emotion_desk.sessions.streams.message import ReadingStream

_PLACE: Final = "stream"


@contextmanager
def opened(name: str | None) -> Iterator[ReadingStream | None]:
    """Open the stream that the command line names, and close it at the end of the block; ``None`` opens nothing.

    Whatever is started is started within: a stream that cannot be opened is refused before.

    Raises:
        SessionError: the stream cannot be opened, see :func:`~emotion_desk.sessions.streams.open_stream.open_stream`.
    """
    if name is None:
        yield None
        return
    from emotion_desk.sessions.streams.open_stream import open_stream

    stream = open_stream(name)
    try:
        yield stream
    finally:
        stream.close()


@contextmanager
def streaming(desk: Desk, stream: ReadingStream | None, notify: Callable[[str], None]) -> Iterator[None]:
    """Stream while the block runs, and close the stream; ``None`` streams nothing.

    Args:
        desk: the desk whose readings are streamed.
        stream: an open one.
        notify: called with the address of the stream, and at the end with its summary.
    """
    if stream is None:
        yield
        return
    from emotion_desk.sessions.streams.stream_observer import StreamObserver

    try:
        notify(stream.address)
        desk.set_observer(StreamObserver(stream), _PLACE)
        yield
    finally:
        desk.set_observer(None, _PLACE)
        stream.close()
        if stream.summary is not None:
            notify(stream.summary)
