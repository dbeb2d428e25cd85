"""A session as one row a subject: when it was seen or heard, its mean emotions, and how long each was strongest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from emotion_desk.labels import EMOTIONS
from emotion_desk.sessions.export import measure_summary
from emotion_desk.sessions.export.emotion_segments import Segment, observations, segments
from emotion_desk.sessions.export.mean_emotions import mean_emotions
from emotion_desk.sessions.export.measure_summary import MeasureSummary
from emotion_desk.sessions.export.tidy_table import Column, Row
from emotion_desk.sessions.format import TimedReading

SUMMARY_COLUMNS: Final[tuple[Column, ...]] = (
    Column("subject", str, "", "name of the person, Face N for a face without a name, or Voice"),
    Column("readings", int, "count", "readings that describe the subject"),
    Column("first_s", float, "s", "time of the first of them"),
    Column("last_s", float, "s", "time of the last of them"),
    Column("strongest", str, "", "emotion with the highest mean probability"),
    *(
        Column(f"mean_{name}", float, "probability", f"mean probability: {name}; that of the voice over its utterances")
        for name in EMOTIONS
    ),
    *(Column(f"seconds_{name}", float, "s", f"how long the headline was {name}") for name in EMOTIONS),
    Column("seconds_unsure", float, "s", "how long the headline was unsure"),
    *measure_summary.COLUMNS,
)


def summary_rows(readings: Iterable[TimedReading]) -> Iterator[Row]:
    """Yield one row a subject, in the order in which they appear."""
    kept = list(readings)
    times: dict[str, list[float]] = {}
    measured: dict[str, MeasureSummary] = {}
    for reading in kept:
        for seen in observations(reading):
            subject, time_s = seen.subject, seen.time_s
            measures = measured.setdefault(subject, MeasureSummary())
            if seen.measures is not None:
                measures.add(time_s, seen.emotions, seen.measures, seen.headline.emotion)
            span = times.setdefault(subject, [0.0, time_s, time_s])
            span[0] += 1
            span[1], span[2] = min(span[1], time_s), max(span[2], time_s)
    stretches = segments(kept)
    all_means = mean_emotions(kept)
    for subject, (count, first_s, last_s) in times.items():
        means = all_means[subject]
        yield {
            "subject": subject,
            "readings": int(count),
            "first_s": round(first_s, 3),
            "last_s": round(last_s, 3),
            "strongest": max(means, key=means.__getitem__),
            **{f"mean_{name}": round(share, 5) for name, share in means.items()},
            **{f"seconds_{name}": _seconds(stretches, subject, name) for name in EMOTIONS},
            "seconds_unsure": _seconds(stretches, subject, None),
            **measured[subject].cells(),
        }


def _seconds(stretches: Iterable[Segment], subject: str, emotion: str | None) -> float:
    return round(sum(s.end_s - s.start_s for s in stretches if s.subject == subject and s.emotion == emotion), 3)
