"""Opens a session or a media file in the background, part by part.

First the frame index, so that it can be played; then the readings; last the spectrogram, which takes longest.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from emotion_desk.errors import DeskError
from emotion_desk.plain_file import is_folder
from emotion_desk.sessions.format import INFO_FILE, RECORDING
from emotion_desk.sessions.header import media_path
from emotion_desk.sessions.reader import Session, open_session
from emotion_desk.ui.language import mark, plural, tr
from emotion_desk.ui.review.file_spectrogram import FileSpectrogram, fill_spectrogram
from emotion_desk.ui.review.frame_index import FrameIndex, build_index
from emotion_desk.ui.review.merged_people import with_people_merged
from emotion_desk.ui.review.readings import ReadingsBuilder
from emotion_desk.ui.widgets.background import BackgroundJobs, Job

#: After so many lines the thread yields the interpreter to the window.
_LINES = 64
#: Interval of intermediate results: an hour of readings takes ten seconds to read.
_EVERY_S = 2.0
#: Note for a media file without a session.
NOT_ANALYSED = mark("This file was not analysed yet: there is nothing to draw over it.")


@dataclass(frozen=True, slots=True, eq=False)
class Opened:
    """An opened session or media file.

    Attributes:
        path: the path that the user opened.
        session: the session, ``None`` for a plain media file.
        index: the frames, ``None`` without media.
        end_s: its end in seconds, as far as known before the readings.
        notes: faults, one sentence each.
    """

    path: Path
    session: Session | None
    index: FrameIndex | None
    end_s: float
    notes: tuple[str, ...] = ()


class SessionLoader(QObject):
    """Loads one session or file at a time; opening another cancels the one before."""

    #: :class:`Opened`.
    opened = Signal(object)
    #: :class:`~emotion_desk.ui.review.readings.Readings`: what is read so far, and at last everything.
    readings_loaded = Signal(object)
    #: :class:`~emotion_desk.ui.review.file_spectrogram.FileSpectrogram`, empty at first and filled while it is shown.
    spectrogram_started = Signal(object)
    #: One sentence about a part that could not be loaded.
    warning = Signal(object)
    #: One sentence: it cannot be opened at all.
    failed = Signal(object)
    #: Everything is loaded.
    done = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # A cancelled load may still wait for its disk when the next one starts.
        self._jobs = BackgroundJobs("emotion-desk-review-loader", self, threads=4)
        self._jobs.failed.connect(self.failed)

    @property
    def busy(self) -> bool:
        """Return whether something is still being loaded."""
        return self._jobs.waiting

    def open(self, path: Path) -> None:
        """Load a session folder, its ``session.json`` or a media file; returns at once."""
        self.cancel()
        self._jobs.run(
            lambda job: self._load(job, path),
            lambda _none: self.done.emit(),
            unexpected=tr("'{name}' cannot be opened; it is damaged.", name=path.name),
        )

    def read_again(self, session: Session) -> None:
        """Read the readings of the opened session again: how they are corrected has changed."""
        self._jobs.run(lambda job: self._read(job, session), lambda _none: self.done.emit())

    def cancel(self) -> None:
        """Stop loading; no signal follows."""
        self._jobs.cancel()

    def finish(self, timeout_s: float = 3.0) -> None:
        """Stop loading and wait for the end."""
        self.cancel()
        self._jobs.finish(timeout_s)

    def _load(self, job: Job, path: Path) -> None:
        """Load everything in order, in the background.

        Raises:
            DeskError: the path is neither a session nor a readable media file.
        """
        opened = _open(path, job)
        if not job.report(self.opened.emit, opened):
            return
        if opened.session is not None:
            self._read(job, opened.session)
        index = opened.index
        if index is not None and index.has_sound and not job.cancelled:
            start_s = index.zero_s - index.origin_s
            spectrum = FileSpectrogram(start_s, max(opened.end_s - start_s, 0.1))
            job.report(self.spectrogram_started.emit, spectrum)
            try:
                fill_spectrogram(spectrum, index, lambda: job.cancelled)
            except DeskError as error:
                job.report(self.warning.emit, str(error))

    def _read(self, job: Job, session: Session) -> None:
        builder = ReadingsBuilder()
        last_report_s = time.monotonic()
        try:
            for number, reading in enumerate(session.readings()):
                builder.add(reading)
                if number % _LINES == 0:
                    if job.cancelled:
                        return
                    time.sleep(0)
                    if time.monotonic() - last_report_s > _EVERY_S:
                        job.report(self.readings_loaded.emit, with_people_merged(builder.result()))
                        last_report_s = time.monotonic()
        except DeskError as error:
            job.report(self.warning.emit, str(error))
        job.report(self.readings_loaded.emit, with_people_merged(builder.result()))
        if session.damaged_readings:
            count = session.damaged_readings
            job.report(
                self.warning.emit,
                plural(
                    "One line of the readings could not be read and was left out.",
                    "%n lines of the readings could not be read and were left out.",
                    count,
                ),
            )


def _open(path: Path, job: Job) -> Opened:
    """Open a session or a media file and index its frames.

    Raises:
        DeskError: the path is neither a session nor a readable media file.
    """
    if not is_folder(path) and path.name != INFO_FILE:
        plain = build_index(path, from_zero=True, cancelled=lambda: job.cancelled)
        return Opened(path, None, plain, plain.end_s)
    session = open_session(path)
    info = session.info
    notes = [info.recovered] if info.recovered else []
    if session.mark_list.damaged:  # read here, so that the window does not wait for it
        notes.append(tr("Some events could not be read and were left out."))
    index: FrameIndex | None = None
    if session.media is not None:
        try:
            index = build_index(session.media, from_zero=info.kind != RECORDING, cancelled=lambda: job.cancelled)
        except DeskError as error:
            notes.append(str(error))
    elif info.media is not None:
        notes.append(
            tr(
                "The file '{name}' of this session is missing; only its readings are shown.",
                name=media_path(info.media).name,
            )
        )
    if not info.finished:
        notes.append(tr("The session was not ended properly; what was written is shown."))
    end_s = max(info.duration_s or 0.0, index.end_s if index is not None else 0.0)
    return Opened(path, session, index, end_s, tuple(notes))
