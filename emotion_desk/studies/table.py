"""All participants of a study as one tidy table: a row for each reading and subject while a stimulus was shown.

Every row is one of :mod:`~emotion_desk.sessions.export.tidy_table`, cut to the trials and led by participant,
condition, stimulus, position and time in the stimulus, so that its figures are those of the single sessions.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from emotion_desk.atomic_file import atomic_path
from emotion_desk.errors import SessionError
from emotion_desk.labels import EMOTIONS
from emotion_desk.measures.names import ACTION_UNITS
from emotion_desk.sessions.export.options import ExportOptions
from emotion_desk.sessions.export.table_files import write_csv
from emotion_desk.sessions.export.tidy_table import COLUMNS, FACE, NOBODY, VOICE, Column, Row, rows
from emotion_desk.sessions.reader import Session
from emotion_desk.studies.plan import BASELINE, read_study
from emotion_desk.studies.runs import Run, Trial, keep_own_neutral, runs_of
from emotion_desk.translatable import translatable

LEAD: Final[tuple[Column, ...]] = (
    Column("participant", str, "", "code of the participant"),
    Column("condition", str, "", "condition of the stimulus; baseline before the first"),
    Column("stimulus", str, "", "name of the stimulus, or baseline"),
    Column("position", int, "count", "place of the stimulus in the participant's order, from 1; 0 for the baseline"),
    Column("time_in_stimulus_s", float, "s", "since the stimulus began"),
)
#: Affect and action units, which only faces have; all but valence need face measures.
AFFECT: Final = (
    ("valence", "-1 to 1"),
    ("arousal", "0 to 1"),
    ("intensity", "0 to 1"),
    *((unit, "0 to 1") for unit in ACTION_UNITS),
)
STUDY_COLUMNS: Final = (*LEAD, *COLUMNS)
SUMMARY_COLUMNS: Final[tuple[Column, ...]] = (
    *LEAD[:4],
    Column("subject", str, "", "face or voice"),
    Column("readings", int, "count", "answers while the stimulus was shown"),
    *(Column(f"mean_{name}", float, "probability", f"mean probability: {name}") for name in EMOTIONS),
    *(Column(f"change_{name}", float, "probability", f"mean minus that of the baseline: {name}") for name in EMOTIONS),
    *(Column(f"mean_{name}", float, unit, f"mean {name} of the face; empty where unknown") for name, unit in AFFECT),
    *(Column(f"change_{name}", float, unit, f"mean minus that of the baseline: {name}") for name, unit in AFFECT),
)
#: Quantile 0.975 of Student's t for 1 to 30 degrees of freedom; beyond, that of the normal distribution serves.
# fmt: off
_T_975: Final = (
    12.7062, 4.3027, 3.1824, 2.7764, 2.5706, 2.4469, 2.3646, 2.3060, 2.2622, 2.2281,
    2.2010, 2.1788, 2.1604, 2.1448, 2.1314, 2.1199, 2.1098, 2.1009, 2.0930, 2.0860,
    2.0796, 2.0739, 2.0687, 2.0639, 2.0595, 2.0555, 2.0518, 2.0484, 2.0452, 2.0423,
)
# fmt: on
_Z_975: Final = 1.9600


def study_rows(study_folder: Path) -> Iterator[Row]:
    """Yield the rows of all participants, by code and time.

    Raises:
        SessionError: a run or its session cannot be read.
    """
    corrects = read_study(study_folder).own_neutral
    for run, session in runs_of(study_folder):
        if corrects:
            keep_own_neutral(run, session)
        yield from rows_of(run, session)


def rows_of(run: Run, session: Session) -> Iterator[Row]:
    """Yield the rows of one participant.

    Raises:
        SessionError: the readings cannot be read.
    """
    trials = sorted(run.trials, key=lambda trial: trial.start_s)
    for row in rows(session.named_readings()):
        time_s = time_of(row)
        trial = next((each for each in trials if each.start_s <= time_s < each.end_s), None)
        if trial is not None:
            yield _lead(run, trial, time_s) | row


def time_of(row: Row) -> float:
    """Return the time that a row speaks of: that of its frame or of its sound."""
    time_s = {FACE: row["frame_s"], VOICE: row["sound_s"], NOBODY: row["frame_s"]}.get(row["subject"])
    return float(row["time_s"] if time_s is None else time_s)


def _lead(run: Run, trial: Trial, time_s: float) -> Row:
    return {
        "participant": run.participant,
        "condition": trial.condition,
        "stimulus": trial.stimulus,
        "position": trial.position,
        "time_in_stimulus_s": round(time_s - trial.start_s, 3),
    }


@dataclass(slots=True)
class _Sum:
    lead: Row
    count: int
    totals: dict[str, float]
    affect: dict[str, list[float]]

    def mean_of(self, name: str) -> float | None:
        """Return the mean of a measure, ``None`` where it was never known."""
        values = self.affect[name]
        return sum(values) / len(values) if values else None


def summary_rows(table: Iterable[Row]) -> list[Row]:
    """Return one row for each participant, stimulus and subject: means, and their change from the baseline."""
    sums: dict[tuple[str, str, str], _Sum] = {}
    for row in table:
        if row["subject"] not in (FACE, VOICE) or row[EMOTIONS[0]] is None:
            continue
        key = (row["participant"], row["stimulus"], row["subject"])
        lead = {name: row[name] for name in ("participant", "condition", "stimulus", "position", "subject")}
        one = sums.setdefault(key, _Sum(lead, 0, dict.fromkeys(EMOTIONS, 0.0), {name: [] for name, _ in AFFECT}))
        one.count += 1
        for name in EMOTIONS:
            one.totals[name] += row[name]
        for name, values in one.affect.items():
            if row.get(name) is not None:
                values.append(row[name])
    means = {key: {name: one.totals[name] / one.count for name in EMOTIONS} for key, one in sums.items()}
    found = []
    for key, one in sums.items():
        base = means.get((key[0], BASELINE, key[2]))
        change = {
            f"change_{name}": None if base is None else round(means[key][name] - base[name], 5) for name in EMOTIONS
        }
        mean = {f"mean_{name}": round(means[key][name], 5) for name in EMOTIONS}
        affect = _affect(one, sums.get((key[0], BASELINE, key[2])))
        found.append(one.lead | {"readings": one.count} | mean | change | affect)
    return found


def _affect(one: _Sum, base: _Sum | None) -> Row:
    """Return the means of the measures and their change from the baseline."""
    means = {name: one.mean_of(name) for name in one.affect}
    before = {name: None if base is None else base.mean_of(name) for name in one.affect}
    row: Row = {f"mean_{name}": None if mean is None else round(mean, 5) for name, mean in means.items()}
    for name, mean in means.items():
        old = before[name]
        row[f"change_{name}"] = None if mean is None or old is None else round(mean - old, 5)
    return row


@dataclass(frozen=True, slots=True)
class Course:
    """The course of one emotion over a stimulus: means over participants and the 95 % band of each mean.

    ``half_widths`` are half the width of the confidence interval, NaN where there are fewer than two participants.
    """

    times_s: tuple[float, ...]
    means: tuple[float, ...]
    half_widths: tuple[float, ...]
    participants: tuple[int, ...]


def courses(table: Iterable[Row], subject: str = FACE, bin_s: float = 0.5) -> dict[str, dict[str, Course]]:
    """Return by stimulus and emotion the mean course over the participants.

    A participant's answers in a bin of time are averaged first, so that everybody counts the same.  The band is the
    95 % confidence interval of the mean by Student's t.
    """
    sums: dict[tuple[str, int, str], tuple[int, dict[str, float]]] = {}
    order: dict[str, None] = {}
    for row in table:
        if row["subject"] != subject or row[EMOTIONS[0]] is None:
            continue
        order.setdefault(row["stimulus"])
        key = (row["stimulus"], int(row["time_in_stimulus_s"] // bin_s), row["participant"])
        count, totals = sums.get(key, (0, dict.fromkeys(EMOTIONS, 0.0)))
        sums[key] = (count + 1, {name: totals[name] + row[name] for name in EMOTIONS})
    grouped: dict[str, dict[int, list[dict[str, float]]]] = {stimulus: {} for stimulus in order}
    for (stimulus, number, _participant), (count, totals) in sums.items():
        mean = {name: totals[name] / count for name in EMOTIONS}
        grouped[stimulus].setdefault(number, []).append(mean)
    return {
        stimulus: {name: _course(bins, name, bin_s) for name in EMOTIONS} for stimulus, bins in grouped.items() if bins
    }


def _course(bins: dict[int, list[dict[str, float]]], name: str, bin_s: float) -> Course:
    numbers = sorted(bins)
    values = [[one[name] for one in bins[number]] for number in numbers]
    return Course(
        tuple(round((number + 0.5) * bin_s, 3) for number in numbers),
        tuple(sum(each) / len(each) for each in values),
        tuple(half_width(each) for each in values),
        tuple(len(each) for each in values),
    )


def half_width(values: Sequence[float]) -> float:
    """Return half the width of the 95 % confidence interval of a mean; NaN for fewer than two values.

    Example:
        >>> round(half_width([0.2, 0.4, 0.6]), 4)
        0.4968
    """
    count = len(values)
    if count < 2:
        return math.nan
    mean = sum(values) / count
    deviation = math.sqrt(sum((value - mean) ** 2 for value in values) / (count - 1))
    quantile = _T_975[count - 2] if count - 2 < len(_T_975) else _Z_975
    return quantile * deviation / math.sqrt(count)


def write_table(study_folder: Path, out: Path, *, summary: bool = False, options: ExportOptions | None = None) -> int:
    """Write the table of all participants, or one row a participant, stimulus and subject; return the number of rows.

    Raises:
        SessionError: there is no run, one cannot be read, or the file cannot be written.
    """
    count = 0

    def counted(table: Iterable[Row]) -> Iterator[Row]:
        nonlocal count
        for row in table:
            count += 1
            yield row

    table = study_rows(study_folder)
    chosen: Iterable[Row] = summary_rows(table) if summary else table
    columns = SUMMARY_COLUMNS if summary else STUDY_COLUMNS
    try:
        with atomic_path(out) as temporary:
            write_csv(counted(chosen), temporary, columns, options or ExportOptions())
            if not count:
                raise SessionError(
                    translatable("No participant of '{folder}' has a run with answers yet.", folder=study_folder)
                )
    except OSError as error:
        raise SessionError(
            translatable("'{out}' cannot be written: {reason}.", out=out, reason=error.strerror or error)
        ) from error
    return count
