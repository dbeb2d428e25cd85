"""One participant's run: consent, baseline, trials with their times in the recording; kept in ``run.json``.

A run is a folder ``participants/CODE`` of the study, with ``run.json`` and the recorded (or analysed) session.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Final, Literal

import msgspec

from emotion_desk.atomic_file import write_atomically
from emotion_desk.errors import SessionError
from emotion_desk.plain_file import make_private_folder, read_bounded
from emotion_desk.sessions.reader import Session, open_session
from emotion_desk.studies.plan import BASELINE, Stimulus, Study, checked_code, order_for
from emotion_desk.translatable import translatable

RUN_FILE: Final = "run.json"
FORMAT: Final = "emotion-desk study run"
PARTICIPANTS: Final = "participants"
SESSION: Final = "session"
_LARGEST_BYTES: Final = 5_000_000
_FIXATION: Final = "fixation"

_Time = Annotated[float, msgspec.Meta(ge=0, le=1e6)]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the schedule: ``baseline``, ``fixation`` or ``stimulus``, and how long it lasts."""

    kind: Literal["baseline", "fixation", "stimulus"]
    seconds: float
    stimulus: Stimulus | None = None


@dataclass(frozen=True, slots=True)
class Trial:
    """A stretch of the recording in which a stimulus was shown, in seconds of the session.

    The baseline is a trial whose stimulus is ``baseline`` and whose position is 0.
    """

    stimulus: str
    condition: str
    position: int
    start_s: _Time
    end_s: _Time


@dataclass(frozen=True, slots=True)
class Run:
    """The content of ``run.json``.

    Args:
        participant: the code.
        consent: the text that the participant agreed to; empty where the study has none.
        agreed: when the participant agreed, ISO 8601 in UTC; empty where there was nothing to agree to.
        trials: in the order in which they were shown.
        session: the session, relative to the run's folder.
        finished: whether everything was shown.
    """

    participant: str
    consent: str = ""
    agreed: str = ""
    trials: tuple[Trial, ...] = ()
    session: str = SESSION
    finished: bool = False
    format: str = FORMAT
    version: Literal[1] = 1


def schedule(study: Study, participant: str, lengths: dict[str, float]) -> list[Step]:
    """Return the steps that a participant goes through.

    Args:
        study: the study.
        participant: the code, by which a random order is made.
        lengths: seconds of each stimulus by name.
    """
    steps = [Step("baseline", study.baseline_s)] if study.baseline_s > 0 else []
    for stimulus in order_for(study, participant):
        if study.fixation_s > 0:
            steps.append(Step("fixation", study.fixation_s))
        steps.append(Step("stimulus", lengths[stimulus.name], stimulus))
    return steps


def planned_trials(steps: Iterable[Step], begins_s: float = 0.0) -> tuple[Trial, ...]:
    """Return the trials of a schedule that was kept exactly, from a moment of the recording on."""
    trials = []
    at, position = begins_s, 0
    for step in steps:
        end = round(at + step.seconds, 3)
        if step.kind == "baseline":
            trials.append(Trial(BASELINE, BASELINE, 0, round(at, 3), end))
        elif step.stimulus is not None:
            position += 1
            trials.append(Trial(step.stimulus.name, step.stimulus.condition, position, round(at, 3), end))
        at = end
    return tuple(trials)


class Runner:
    """Keeps the times of a run while it is shown; the clock is that of the recording.

    Args:
        study: the study.
        participant: the code.
        lengths: seconds of each stimulus by name.
        agreed: whether the participant agreed to the study's consent text.

    Raises:
        SessionError: the study asks for consent and there is none.
    """

    def __init__(self, study: Study, participant: str, lengths: dict[str, float], *, agreed: bool) -> None:
        if study.consent and not agreed:
            raise SessionError(translatable("The study needs the consent of the participant."))
        self.steps = schedule(study, checked_code(participant), lengths)
        moment = datetime.now(UTC).isoformat(timespec="seconds") if study.consent else ""
        self._run = Run(participant, study.consent, moment)
        self._at = -1
        self._begun_s = 0.0

    @property
    def step(self) -> Step | None:
        """Return the present step, ``None`` before the first and after the last."""
        return self.steps[self._at] if 0 <= self._at < len(self.steps) else None

    def advance(self, time_s: float) -> Step | None:
        """End the present step at a time of the recording and begin the next; return it, ``None`` at the end."""
        step = self.step
        if step is not None and step.kind != _FIXATION:
            position = sum(trial.position > 0 for trial in self._run.trials) + 1
            name, condition = (
                (BASELINE, BASELINE) if step.stimulus is None else (step.stimulus.name, step.stimulus.condition)
            )
            trial = Trial(
                name, condition, 0 if step.stimulus is None else position, round(self._begun_s, 3), round(time_s, 3)
            )
            self._run = replace(self._run, trials=(*self._run.trials, trial))
        self._at += 1
        self._begun_s = time_s
        if self.step is None:
            self._run = replace(self._run, finished=True)
        return self.step

    @property
    def result(self) -> Run:
        """Return the run as far as it went."""
        return self._run


def run_folder(study_folder: Path, participant: str) -> Path:
    """Return the folder of a participant's run.

    Raises:
        SessionError: the code cannot be one.
    """
    return study_folder / PARTICIPANTS / checked_code(participant)


def write_run(folder: Path, run: Run) -> None:
    """Write ``run.json``.

    Raises:
        SessionError: the folder cannot be written.
    """
    text = json.dumps(msgspec.to_builtins(run), indent=2, ensure_ascii=False) + "\n"
    try:
        make_private_folder(folder)
        write_atomically(folder / RUN_FILE, text)
    except OSError as error:
        raise SessionError(
            translatable(
                "'{folder}' cannot be written: {reason}.", folder=folder / RUN_FILE, reason=error.strerror or error
            )
        ) from error


def read_run(folder: Path) -> Run:
    """Read ``run.json`` of a participant's folder.

    Raises:
        SessionError: it is missing, damaged, or of another participant.
    """
    path = folder / RUN_FILE
    try:
        run = msgspec.json.decode(read_bounded(path, _LARGEST_BYTES), type=Run)
    except FileNotFoundError as error:
        raise SessionError(
            translatable("'{folder}' is no run of a study: it has no {run_file}.", folder=folder, run_file=RUN_FILE)
        ) from error
    except OSError as error:
        raise SessionError(
            translatable("'{path}' cannot be read: {reason}.", path=path, reason=error.strerror or error)
        ) from error
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise SessionError(translatable("'{path}' is damaged.", path=path)) from error
    wrong_span = any(not trial.end_s >= trial.start_s for trial in run.trials)
    if run.format != FORMAT or run.participant != folder.name or wrong_span or Path(run.session).name != run.session:
        raise SessionError(translatable("'{path}' is damaged.", path=path))
    return run


def keep_own_neutral(run: Run, session: Session) -> None:
    """Correct the answers to a participant by those to the baseline at the start of the run, if it has one.

    The baseline is kept with the session, so that Review shows it and can switch it off.  A session that has one
    already keeps it; one whose baseline trial shows too little of a face stays as it is.
    """
    trial = next((one for one in run.trials if one.stimulus == BASELINE), None)
    if trial is None or session.baselines is not None:
        return
    with suppress(SessionError):
        session.keep_baselines(session.measure_baseline((trial.start_s, trial.end_s)))


def runs_of(study_folder: Path) -> Iterator[tuple[Run, Session]]:
    """Yield every participant's run with its session, by code.

    Raises:
        SessionError: a run or its session cannot be read.
    """
    try:
        folders = sorted(path for path in (study_folder / PARTICIPANTS).iterdir() if (path / RUN_FILE).is_file())
    except FileNotFoundError:
        return
    except OSError as error:
        raise SessionError(
            translatable("'{folder}' cannot be read: {reason}.", folder=study_folder, reason=error.strerror or error)
        ) from error
    for folder in folders:
        run = read_run(folder)
        yield run, open_session(folder / run.session)
