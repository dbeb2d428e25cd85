"""Runs one participant: shows the steps, records, and keeps the times of the trials on the recording's clock."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from emotion_desk.errors import DeskError
from emotion_desk.sessions.recording_options import RecordOptions
from emotion_desk.studies.lsl_markers import MarkerReceiver
from emotion_desk.studies.plan import Study, stimulus_path
from emotion_desk.studies.runs import SESSION, Runner, Step, run_folder, write_run
from emotion_desk.ui.language import tr
from emotion_desk.ui.sentences import sentence
from emotion_desk.ui.study.stimulus_window import StimulusWindow


@runtime_checkable
class Recording(Protocol):
    """The part of the recording controller that a run needs."""

    @property
    def is_on(self) -> bool:
        """Return whether something is being recorded."""
        ...

    @property
    def is_timed(self) -> bool:
        """Return whether the time line of the recording has begun."""
        ...

    def start(self, wanted: RecordOptions | None = None) -> bool:
        """Start recording."""
        ...

    def stop(self) -> None:
        """Stop recording."""
        ...

    def stamp(self, label: str, at_ns: int | None = None) -> float | None:
        """Mark a moment and return its time in the recording."""
        ...


_WAIT_MS = 20


class LiveRun(QObject):
    """One run; :meth:`finish` must be called before the program ends.

    Args:
        folder: of the study.
        study: its plan.
        participant: the code.
        lengths: seconds of each stimulus by name.
        recording: records the participant.
        parent: owner in Qt's sense.

    Raises:
        SessionError: the code cannot be one, or there is a run already.
    """

    #: Which step begins, in words.
    stepped = Signal(object)
    #: The run ended: one sentence.
    ended = Signal(object)

    def __init__(
        self,
        folder: Path,
        study: Study,
        participant: str,
        lengths: dict[str, float],
        recording: Recording,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._folder, self._study, self._participant = folder, study, participant
        self._recording = recording
        self._runner = Runner(study, participant, lengths, agreed=True)
        self._target = run_folder(folder, participant)
        self._markers: MarkerReceiver | None = None
        self._on = False
        self.window = StimulusWindow(study.screen)
        self.window.stopped.connect(self.stop)
        self.window.failed.connect(self._fail)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._advance)
        self._waiting = QTimer(self)
        self._waiting.setInterval(_WAIT_MS)
        self._waiting.timeout.connect(self._begin)

    @property
    def running(self) -> bool:
        """Return whether the run is under way."""
        return self._on

    def start(self, show: Callable[[StimulusWindow], object] = StimulusWindow.showFullScreen) -> bool:
        """Begin to record and to show; return whether that succeeded."""
        if self._recording.is_on or self._target.exists():
            self.ended.emit(tr("A recording is running, or this participant has a run already."))
            return False
        if not self._recording.start(RecordOptions(self._target / SESSION)):
            return False
        if self._study.lsl_markers:
            try:
                self._markers = MarkerReceiver(self._study.lsl_markers, self._take_marker)
            except DeskError as error:
                self.stepped.emit(str(error))
        self._on = True
        show(self.window)
        self.window.show_cross()
        self._waiting.start()
        return True

    def _begin(self) -> None:
        """Begin once the first frame or sound is there, from which all times count."""
        if not self._recording.is_on:
            self._end(tr("The recording ended; the run is kept as unfinished."))
        elif self._recording.is_timed:
            self._waiting.stop()
            self._advance()

    def stop(self) -> None:
        """End before everything was shown; what was recorded stays."""
        if self._on:
            step = self._runner.step
            if step is not None:
                self._recording.stamp("stopped")
            self._end(tr("The run was stopped; it is kept as unfinished."))

    def finish(self) -> None:
        """End without a word; the program ends."""
        self.stop()
        self.window.finish()

    def _advance(self) -> None:
        before = self._runner.step
        label = _label(before, "end") if before is not None else "study begins"
        time_s = self._recording.stamp(label)
        if time_s is None:
            self._end(tr("The recording ended; the run is kept as unfinished."))
            return
        step = self._runner.advance(time_s)
        if step is None:
            self._end(tr("The run of {participant} is finished.", participant=self._participant))
            return
        self._show(step)
        self._timer.start(round(step.seconds * 1000))
        self.stepped.emit(f"{self._participant}: {_label(step, 'begin')}")

    def _show(self, step: Step) -> None:
        if step.stimulus is None:
            self.window.show_cross()
            return
        try:
            self.window.show_file(stimulus_path(self._folder, step.stimulus))
        except DeskError as error:
            self._fail(str(error))

    def _fail(self, text: str) -> None:
        if self._on:
            self._end(tr("{text} The run is kept as unfinished.", text=sentence(text)))

    def _take_marker(self, label: str, at_ns: int) -> None:
        """Keep a received marker; in the receiver's thread."""
        self._recording.stamp(label, at_ns)

    def _end(self, text: str) -> None:
        self._on = False
        self._timer.stop()
        self._waiting.stop()
        if self._markers is not None:
            self._markers.close(1.0)
            self._markers = None
        self._recording.stop()
        self.window.finish()
        try:
            write_run(self._target, self._runner.result)
        except DeskError as error:
            text = str(error)
        self.ended.emit(text)


def _label(step: Step, what: str) -> str:
    return f"{step.kind if step.stimulus is None else step.stimulus.name} {what}"
