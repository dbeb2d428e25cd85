"""Records sessions from the window: start, stop, marks, and recovery of interrupted sessions.

Writing the end of a session and repairing a file may take long, so both run in the background.
"""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QStandardPaths, QTimer, Signal

from emotion_desk.errors import DeskError
from emotion_desk.messages import Side
from emotion_desk.plain_file import exists
from emotion_desk.sessions.disk_space import DiskLimits
from emotion_desk.sessions.format import MEDIA_FILE
from emotion_desk.sessions.recording_options import KEEPS, RecordingMetadata, RecordingRequest, RecordOptions
from emotion_desk.settings import SettingsFile
from emotion_desk.ui.consent_dialog import POINTS
from emotion_desk.ui.language import plural, tr
from emotion_desk.ui.source_controller import NOTHING, SourceController
from emotion_desk.ui.widgets.background import BackgroundJobs, Job

if TYPE_CHECKING:
    from emotion_desk.pipeline.desk import Desk
    from emotion_desk.sessions.header import SessionInfo
    from emotion_desk.sessions.recorder import Recorder

_SHOW_MS: Final = 250
_STOP_S: Final = 10.0
#: A shorter recording does not tell how large the next one will be.
_LEAST_RATE_S: Final = 5.0


def sessions_folder() -> Path:
    """Return the folder for sessions: ``Emotion Desk`` in the user's videos."""
    movies = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.MoviesLocation)
    return (Path(movies) if movies else Path.home()) / "Emotion Desk"


def session_path(folder: Path, at: datetime) -> Path:
    """Return a folder name that is not used yet."""
    stem = at.strftime("session %Y-%m-%d %H.%M.%S")
    path, count = folder / stem, 1
    while exists(path):
        count += 1
        path = folder / f"{stem} ({count})"
    return path


def clock(seconds: float) -> str:
    """Return a duration as ``minutes:seconds`` or ``hours:minutes:seconds``.

    Example:
        >>> clock(3725.4)
        '1:02:05'
    """
    minutes, second = divmod(int(seconds), 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours}:{minute:02}:{second:02}" if hours else f"{minute}:{second:02}"


class RecordingController(QObject):
    """Records the desk of a window; at most one recording at a time.

    Args:
        desk: what is recorded.
        sources: the sources in use.
        settings_file: what to keep, where, and the limits of free disk space.
        parent: owner in Qt's sense.
    """

    #: Whether a recording is running, the text of the badge, and its tooltip.
    state_changed = Signal(bool, str, str)
    #: One sentence for the status bar.
    message = Signal(object)
    #: A session was saved: one sentence and its folder.
    saved = Signal(str, object)
    #: One sentence that needs the user's attention.
    warning = Signal(object)

    def __init__(
        self,
        desk: Desk,
        sources: SourceController,
        settings_file: SettingsFile,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._sources = sources
        self._settings_file = settings_file
        self._recorder: Recorder | None = None
        # Saving one session must not wait for the recovery of another.
        self._jobs = BackgroundJobs("emotion-desk-saving", self, threads=4)
        self._jobs.failed.connect(self.warning)
        self._marks = 0
        self._timer = QTimer(self)
        self._timer.setInterval(_SHOW_MS)
        self._timer.timeout.connect(self._show)

    @property
    def is_on(self) -> bool:
        """Return whether a recording is running."""
        return self._recorder is not None

    @property
    def folder(self) -> Path | None:
        """Return the folder of the running recording."""
        return self._recorder.request.folder if self._recorder is not None else None

    def toggle(self) -> None:
        """Start or stop."""
        if self.is_on:
            self.stop()
        else:
            self.start()

    def start(self, wanted: RecordOptions | None = None) -> bool:
        """Start a recording; return whether that succeeded.

        Args:
            wanted: folder and options of the command line; by default those of the settings.
        """
        if self.is_on:
            return True
        from emotion_desk.sessions.recorder import Recorder

        values = self._settings_file.values
        if wanted is None:
            folder = Path(values.record_folder) if values.record_folder else sessions_folder()
            wanted = RecordOptions(session_path(folder, datetime.now()), values.record_keep)
        warn_gb = values.record_warn_gb if wanted.warn_gb is None else wanted.warn_gb
        stop_gb = values.record_stop_gb if wanted.stop_gb is None else wanted.stop_gb
        quality = wanted.quality or values.record_quality
        request = RecordingRequest(wanted.folder, KEEPS[wanted.keep], DiskLimits(warn_gb, stop_gb), quality)
        recorder = Recorder(request, self._metadata(wanted.keep))
        recorder.neutrals.source = self._desk.neutrals
        try:
            recorder.start()
        except DeskError as error:
            self.state_changed.emit(False, "", "")
            self.warning.emit(str(error))
            return False
        self._recorder, self._marks = recorder, 0
        self._desk.set_observer(recorder)
        self._timer.start()
        self._show()
        self.message.emit(tr("Recording into {folder}.", folder=request.folder))
        return True

    def stop(self) -> None:
        """Stop; the last second is written in the background."""
        recorder = self._let_go()
        if recorder is not None:
            self._jobs.run(
                lambda job: self._save(job, recorder),
                lambda info: self._report_saved(recorder.request.folder, info),
            )

    @property
    def is_paused(self) -> bool:
        """Return whether the recording pauses."""
        return self._recorder is not None and self._recorder.paused

    def toggle_pause(self) -> None:
        """Pause, or go on."""
        recorder = self._recorder
        if recorder is None:
            return
        if recorder.paused:
            recorder.resume()
        else:
            recorder.pause()
        recorder.mark("Paused" if recorder.paused else "Resumed")
        self.message.emit(
            tr("The recording pauses; nothing is kept.") if recorder.paused else tr("The recording goes on.")
        )
        self._show()

    @property
    def is_timed(self) -> bool:
        """Return whether the time line of the recording has begun."""
        return self._recorder is not None and self._recorder.timed

    def stamp(self, label: str, at_ns: int | None = None) -> float | None:
        """Mark a moment (nanoseconds, by default now) and return its time in the recording, ``None`` without one."""
        mark = self._recorder.mark(label, at_ns) if self._recorder is not None else None
        return None if mark is None else mark.time_s

    def mark(self, label: str = "") -> None:
        """Set a mark at the present moment, by default with a number."""
        if self._recorder is not None and self._recorder.waits:
            self.message.emit(tr("There is nothing to mark yet: neither picture nor sound has arrived."))
            return
        mark = self._recorder.mark(label or f"Mark {self._marks + 1}") if self._recorder is not None else None
        if mark is None:
            self.message.emit(tr("Marks can be set while a session is being recorded."))
            return
        self._marks += 1
        self.message.emit(tr("{label} at {time}.", label=mark.label, time=clock(mark.time_s)))

    def rename(self, folder: Path, name: str) -> None:
        """Rename a finished session in the background; ``saved`` follows with its new folder."""
        from emotion_desk.sessions.session_edits import rename_session

        def failed(text: str) -> None:
            self.warning.emit(text)
            self.saved.emit(tr("Recorded: {name}", name=folder.name), folder)

        self._jobs.run(
            lambda _job: rename_session(folder, name),
            lambda renamed: self.saved.emit(tr("Recorded: {name}", name=renamed.name), renamed),
            failed,
        )

    def recover(self) -> None:
        """Recover interrupted recordings in the background."""
        self._jobs.run(self._recover)

    def close(self) -> None:
        """Stop and wait; call it after the desk has stopped, so that its last frame is recorded."""
        recorder = self._let_go()
        if recorder is not None:
            recorder.stop(_STOP_S)
        self._jobs.finish(_STOP_S)

    def _metadata(self, keep: str) -> RecordingMetadata:
        running, wanted = self._sources.running, self._sources.wanted
        names = {
            side: (wanted[side].label if running[side] != NOTHING else None) for side in (Side.PICTURE, Side.SOUND)
        }
        devices = any(running[side].kind in ("camera", "microphone") for side in names)
        return RecordingMetadata(
            picture=names[Side.PICTURE],
            sound=names[Side.SOUND],
            settings={"keep": keep},
            consent=re.sub(r"<[^>]+>", "", " ".join(POINTS)) if devices else None,
        )

    def _let_go(self) -> Recorder | None:
        recorder, self._recorder = self._recorder, None
        if recorder is not None:
            self._desk.set_observer(None)
            self._timer.stop()
            self.state_changed.emit(False, "", "")
        return recorder

    def _show(self) -> None:
        """Update the duration and pass on the recorder's warnings."""
        recorder = self._recorder
        if recorder is None:
            return
        for text in recorder.take_messages():
            self.warning.emit(text)
        if not recorder.recording:
            self.stop()
            return
        dropped = sum(counter.dropped for counter in recorder.counters.values())
        time = clock(recorder.seconds)
        text = tr("❚❚ PAUSED {time}", time=time) if recorder.paused else tr("● REC {time}", time=time)
        tip = tr("Recording into {folder}", folder=recorder.request.folder)
        if recorder.waits:
            text = tr("● REC · no picture, no sound")
        elif recorder.stands_still:
            text = tr("● REC {time} · no picture, no sound", time=time)
        elif dropped:
            text = f"{text} · {plural('%n lost', '%n lost', dropped)}"
            tip = f"{tip}\n{plural('%n frame or block dropped', '%n frames or blocks dropped', dropped)}"
        self.state_changed.emit(True, text, tip)

    def _save(self, job: Job, recorder: Recorder) -> SessionInfo:
        """Write the end of a session in the background, and return its header."""
        info = recorder.stop(_STOP_S)
        media = recorder.request.folder / MEDIA_FILE
        if info.duration_s and info.duration_s > _LEAST_RATE_S and media.is_file():
            rate = round(media.stat().st_size / info.duration_s, 1)
            job.report(lambda: self._settings_file.change(record_bytes_per_s=rate))
        for text in recorder.take_messages():
            job.report(self.warning.emit, text)
        return info

    def _report_saved(self, folder: Path, info: SessionInfo) -> None:
        time = clock(info.duration_s or 0.0)
        self.message.emit(tr("The session of {time} was saved as {folder}.", time=time, folder=folder))
        text = tr("Recorded {time}: {name}", time=time, name=folder.name)
        dropped = sum(counter.dropped for counter in info.counters.values())
        if dropped:
            lost = plural("%n frame or block dropped", "%n frames or blocks dropped", dropped)
            text = f"{text} · {lost}"
        self.saved.emit(text, folder)

    def _recover(self, job: Job) -> None:
        from emotion_desk.sessions.recover import recover_unfinished

        for recovered in recover_unfinished():
            job.report(self.warning.emit, recovered.text)
