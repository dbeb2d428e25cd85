"""Opens a session or a media file in the background and hands over its parts as they are ready.

First the index, so that it can be played; then the readings; then the spectrogram, which takes longest.
"""

from __future__ import annotations

import logging
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from emotion_desk.errors import DeskError
from emotion_desk.sessions.format import INFO_FILE, RECORDING
from emotion_desk.sessions.reader import Session, open_session
from emotion_desk.ui.review.file_spectrogram import WholeSpectrum, fill
from emotion_desk.ui.review.frame_index import FrameIndex, build_index
from emotion_desk.ui.review.readings import Gatherer

_log = logging.getLogger(__name__)

#: After so many lines the window gets its turn at the interpreter.
_LINES = 64
#: What was read so far is shown so often: an hour of readings takes ten seconds to read.
_EVERY_S = 2.0
#: Said of a media file without a session.
NOT_ANALYSED = "This file was not analysed yet: there is nothing to draw over it."


@dataclass(frozen=True, slots=True, eq=False)
class Opened:
    """A session that can be shown.

    Attributes:
        path: what the user opened.
        session: the session, ``None`` for a plain media file.
        index: the frames, ``None`` without media.
        end_s: where it ends, as far as is known before the readings.
        notes: what is wrong with it, one sentence each.
    """

    path: Path
    session: Session | None
    index: FrameIndex | None
    end_s: float
    notes: tuple[str, ...] = ()


class Loader(QObject):
    """Loads one thing at a time; a new one ends the one before."""

    #: :class:`Opened`.
    opened = Signal(object)
    #: :class:`~emotion_desk.ui.review.readings.Readings`: what was read so far, and at last all of it.
    read = Signal(object)
    #: :class:`~emotion_desk.ui.review.file_spectrogram.WholeSpectrum`, at its start; it is filled while it is shown.
    heard = Signal(object)
    #: One sentence about a part that could not be loaded.
    noted = Signal(str)
    #: One sentence: it cannot be opened at all.
    failed = Signal(str)
    #: Everything is there.
    done = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._cancel = threading.Event()
        self._threads: list[threading.Thread] = []

    @property
    def busy(self) -> bool:
        """Return whether something is still being loaded."""
        return any(thread.is_alive() for thread in self._threads)

    def open(self, path: Path) -> None:
        """Load a session folder, its ``session.json`` or a media file; returns at once."""
        self.cancel()
        self._cancel = threading.Event()
        thread = threading.Thread(
            target=self._run, args=(path, self._cancel), name="emotion-desk-review-loader", daemon=True
        )
        self._threads = [each for each in self._threads if each.is_alive()]
        self._threads.append(thread)
        thread.start()

    def cancel(self) -> None:
        """End the loading; nothing of it is told any more."""
        self._cancel.set()

    def finish(self, timeout_s: float = 3.0) -> None:
        """End the loading and wait for it."""
        self.cancel()
        for thread in self._threads:
            thread.join(timeout_s)
        self._threads.clear()

    def _run(self, path: Path, cancel: threading.Event) -> None:
        try:
            self._load(path, cancel)
        except DeskError as error:
            self._tell(cancel, self.failed, str(error))
        except Exception:  # noqa: BLE001 - a hostile file must not end the window; it is logged whole
            _log.exception("%s cannot be opened.", path)
            self._tell(cancel, self.failed, f"'{path.name}' cannot be opened; it is damaged.")

    def _load(self, path: Path, cancel: threading.Event) -> None:
        opened = _open(path, cancel)
        if not self._tell(cancel, self.opened, opened):
            return
        if opened.session is not None:
            self._read(opened.session, cancel)
        index = opened.index
        if index is not None and index.has_sound and not cancel.is_set():
            start_s = index.zero_s - index.origin_s
            spectrum = WholeSpectrum(start_s, max(opened.end_s - start_s, 0.1))
            self._tell(cancel, self.heard, spectrum)
            try:
                fill(spectrum, index, cancel.is_set)
            except DeskError as error:
                self._tell(cancel, self.noted, str(error))
        self._tell(cancel, self.done)

    def _read(self, session: Session, cancel: threading.Event) -> None:
        gatherer = Gatherer()
        told_s = time.monotonic()
        try:
            for number, reading in enumerate(session.readings()):
                gatherer.add(reading)
                if number % _LINES == 0:
                    if cancel.is_set():
                        return
                    time.sleep(0)
                    if time.monotonic() - told_s > _EVERY_S:
                        self._tell(cancel, self.read, gatherer.result())
                        told_s = time.monotonic()
        except DeskError as error:
            self._tell(cancel, self.noted, str(error))
        self._tell(cancel, self.read, gatherer.result())
        if session.damaged_readings:
            count = session.damaged_readings
            lines = "One line" if count == 1 else f"{count} lines"
            were = "was" if count == 1 else "were"
            self._tell(cancel, self.noted, f"{lines} of the readings could not be read and {were} left out.")

    @staticmethod
    def _tell(cancel: threading.Event, signal: object, *values: object) -> bool:
        """Emit unless cancelled; return whether it was told."""
        if cancel.is_set():
            return False
        try:
            signal.emit(*values)  # type: ignore[attr-defined]
        except RuntimeError:  # the window is gone by now
            return False
        return True


def _open(path: Path, cancel: threading.Event) -> Opened:
    """Open what the user named.

    Raises:
        DeskError: it is neither a session nor a media file that can be read.
    """
    if not path.is_dir() and path.name != INFO_FILE:
        plain = build_index(path, from_zero=True, cancelled=cancel.is_set)
        return Opened(path, None, plain, plain.end_s)
    session = open_session(path)
    info = session.info
    notes = [info.recovered] if info.recovered else []
    if session.mark_list.damaged:  # read here, not by the window
        notes.append("Some events could not be read and were left out.")
    index: FrameIndex | None = None
    if session.media is not None:
        try:
            index = build_index(session.media, from_zero=info.kind != RECORDING, cancelled=cancel.is_set)
        except DeskError as error:
            notes.append(str(error))
    elif info.media is not None:
        notes.append(f"The file '{Path(info.media).name}' of this session is missing; only its readings are shown.")
    if not info.finished:
        notes.append("The session was not ended properly; what was written is shown.")
    end_s = max(info.duration_s or 0.0, index.end_s if index is not None else 0.0)
    return Opened(path, session, index, end_s, tuple(notes))
