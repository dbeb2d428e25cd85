"""Switches for live streams: a table that grows, Lab Streaming Layer, and a WebSocket; with an indicator for each.

Opening a stream may take a while (a library is loaded, a port is bound), so it happens in the background.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction

from emotion_desk.sessions.streams.message import ReadingStream
from emotion_desk.ui.language import mark, tr
from emotion_desk.ui.widgets.background import BackgroundJobs

if TYPE_CHECKING:
    from emotion_desk.pipeline.desk import Desk

#: Kind, text and tooltip of each switch.
_SWITCHES: Final = (
    ("csv", mark("Append to a &table (CSV)"), mark("Append every answer to a new CSV file while the desk runs")),
    ("lsl", mark("Send by &Lab Streaming Layer"), mark("Other programs on the local network can receive the answers")),
    ("ws", mark("Send by &WebSocket"), mark("Programs on this machine that know the address receive the answers")),
)
_WORDS: Final = {"csv": "CSV", "lsl": "LSL", "ws": "WS"}


class StreamSwitches(QObject):
    """Opens and closes streams; each is an observer of the desk of its own.

    Args:
        desk: whose readings are sent.
        folder: returns the folder of live tables.
        parent: owner in Qt's sense.
    """

    #: Kinds that are on, with one sentence each on where they go.
    changed = Signal(object)
    #: One sentence.
    message = Signal(object)
    #: One sentence that needs attention.
    warning = Signal(object)

    def __init__(self, desk: Desk, folder: Callable[[], Path], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._folder = folder
        self._jobs = BackgroundJobs("emotion-desk-streams", self)
        self._streams: dict[str, ReadingStream] = {}
        self._made: list[ReadingStream] = []
        self._foreign: dict[str, str] = {}
        self.actions: dict[str, QAction] = {}
        for kind, text, tip in _SWITCHES:
            action = QAction(tr(text), self)
            action.setCheckable(True)
            action.setToolTip(tr(tip))
            action.triggered.connect(lambda on, kind=kind: self.turn(kind, on))
            self.actions[kind] = action

    @property
    def on(self) -> dict[str, str]:
        """Return the kinds that are on and where they go."""
        return self._foreign | {kind: stream.address for kind, stream in self._streams.items()}

    def adopt(self, name: str) -> None:
        """Show a stream of the command line, which ends with the program and cannot be switched here."""
        kind = name.partition(":")[0]
        if kind in self.actions:
            self._foreign[kind] = tr("Readings are sent as the command line says: --stream {name}.", name=name)
            self.actions[kind].setChecked(True)
            self.actions[kind].setEnabled(False)
            self.changed.emit(self.on)

    def turn(self, kind: str, on: bool) -> None:
        """Switch a stream on or off; returns at once."""
        action = self.actions[kind]
        action.setEnabled(False)
        if on:
            name = self._name(kind)
            self._jobs.run(
                lambda _job: self._open(name),
                lambda stream: self._opened(kind, stream),
                lambda text: self._refused(kind, text),
                unexpected=tr("The stream could not be opened ({name}).", name=_WORDS[kind]),
            )
            return
        stream = self._streams.pop(kind, None)
        if stream is None:
            action.setEnabled(True)
            return
        self._desk.set_observer(None, f"stream-{kind}")
        self._jobs.run(lambda _job: stream.close(), lambda _none: self._closed(kind, stream))

    def finish(self) -> None:
        """Close all streams and wait."""
        for kind in self._streams:
            self._desk.set_observer(None, f"stream-{kind}")
        self._streams.clear()
        self._jobs.finish(3.0)
        for stream in self._made:  # also one that was still being opened
            stream.close()

    def _open(self, name: str) -> ReadingStream:
        stream = _open(name)
        self._made.append(stream)
        return stream

    def _name(self, kind: str) -> str:
        if kind != "csv":
            return kind
        return f"csv:{self._folder() / datetime.now().strftime('live %Y-%m-%d %H.%M.%S.csv')}"

    def _opened(self, kind: str, stream: ReadingStream) -> None:
        from emotion_desk.sessions.streams.stream_observer import StreamObserver

        self._streams[kind] = stream
        self._desk.set_observer(StreamObserver(stream), f"stream-{kind}")
        self._show(kind, on=True)
        self.message.emit(stream.address)

    def _refused(self, kind: str, text: str) -> None:
        self._show(kind, on=False)
        self.warning.emit(text)

    def _closed(self, kind: str, stream: ReadingStream) -> None:
        self._show(kind, on=False)
        summary = stream.summary
        if summary is not None:
            self.warning.emit(summary)
        else:
            path = self.path_of(stream)
            closed = tr("The stream ({name}) was closed.", name=_WORDS[kind])
            self.message.emit(f"{closed} {path}" if path else closed)

    @staticmethod
    def path_of(stream: ReadingStream) -> Path | None:
        """Return the file that a stream writes, ``None`` if it writes none."""
        return getattr(stream, "path", None)

    def _show(self, kind: str, *, on: bool) -> None:
        action = self.actions[kind]
        action.setChecked(on)
        action.setEnabled(True)
        self.changed.emit(self.on)


def _open(name: str) -> ReadingStream:
    """Open a stream in the background.

    Raises:
        SessionError: it cannot be opened.
    """
    from emotion_desk.plain_file import make_private_folder
    from emotion_desk.sessions.streams.open_stream import open_stream

    if name.startswith("csv:"):
        make_private_folder(Path(name.removeprefix("csv:")).parent)
    return open_stream(name)
