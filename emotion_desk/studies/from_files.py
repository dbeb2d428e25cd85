"""Runs a participant from a file: a video of somebody who watched the stimuli in the order of the schedule."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from emotion_desk.errors import DeskError, SessionError
from emotion_desk.plain_file import make_private_folder
from emotion_desk.studies.plan import Stimulus, Study, stimulus_path
from emotion_desk.studies.runs import SESSION, Run, Runner, Trial, planned_trials, run_folder, write_run
from emotion_desk.translatable import translatable

#: How long a picture is shown where the study does not say.
PICTURE_S: Final = 5.0
#: The last frame begins up to this much before the end of a file.
_LENGTH_TOLERANCE_S: Final = 0.2


def stimulus_lengths(folder: Path, study: Study) -> dict[str, float]:
    """Return the seconds of each stimulus by name: as the study says, else those of its file.

    Raises:
        SessionError: a file is missing or cannot be read.
    """
    return {stimulus.name: _length(folder, stimulus) for stimulus in study.stimuli}


def _length(folder: Path, stimulus: Stimulus) -> float:
    from emotion_desk.sources.media_file import probe

    path = stimulus_path(folder, stimulus)
    if stimulus.seconds > 0:
        return stimulus.seconds
    try:
        return probe(path).duration_s or PICTURE_S
    except DeskError as error:
        raise SessionError(
            translatable("The stimulus '{name}' cannot be used: {reason}", name=stimulus.name, reason=error)
        ) from error


def run_from_file(
    study_folder: Path,
    study: Study,
    participant: str,
    source: Path,
    *,
    begins_s: float = 0.0,
    agreed: bool = False,
    mode: str = "multitask",
    progress: Callable[[float], None] | None = None,
    stop: threading.Event | None = None,
) -> Run:
    """Analyse a file as the recording of a participant and write the run.

    Args:
        study_folder: folder of the study.
        study: its plan.
        participant: the code.
        source: a video (or sound) of the participant.
        begins_s: second of the file at which the schedule began.
        agreed: whether the participant agreed to the study's consent text.
        mode: which networks answer.
        progress: called with the seconds that are done.
        stop: cancels the analysis when set.

    Raises:
        SessionError: there is no consent, the participant has a run already, or the file is shorter than the schedule.
        DeskError: the file cannot be analysed.
    """
    from emotion_desk.sessions.analysis_options import AnalysisOptions
    from emotion_desk.sessions.batch_jobs import DONE, SKIPPED, Job, run_job

    runner = Runner(study, participant, stimulus_lengths(study_folder, study), agreed=agreed)
    folder = run_folder(study_folder, participant)
    if folder.exists():
        raise SessionError(translatable("There is already a run of '{participant}'.", participant=participant))
    trials = planned_trials(runner.steps, begins_s)
    _check_length(source, trials)
    target = folder / SESSION
    make_private_folder(folder)
    outcome = None
    try:
        outcome = run_job(Job(source.absolute(), target, AnalysisOptions(mode)), progress, stop, alone=True)
    finally:
        if outcome is None or outcome.state not in (DONE, SKIPPED):
            _remove(folder)
    if outcome.state not in (DONE, SKIPPED):
        raise SessionError(outcome.text or translatable("The analysis was stopped."))
    run = Run(participant, runner.result.consent, runner.result.agreed, trials, finished=True)
    write_run(folder, run)
    return run


def _check_length(source: Path, trials: Sequence[Trial]) -> None:
    """Check that a file is as long as the schedule.

    Raises:
        SessionError: it ends before.
        SourceOpenError: it cannot be read.
    """
    from emotion_desk.sources.media_file import probe

    length_s = probe(source).duration_s
    if trials and length_s is not None and trials[-1].end_s > length_s + _LENGTH_TOLERANCE_S:
        raise SessionError(
            translatable(
                "'{name}' lasts {length_s:.1f} s, but the schedule ends at {end_s:.1f} s.",
                name=source.name,
                length_s=length_s,
                end_s=trials[-1].end_s,
            )
        )


def _remove(folder: Path) -> None:
    """Remove the run that was begun; the folder is ours and new."""
    import shutil

    shutil.rmtree(folder, ignore_errors=True)
