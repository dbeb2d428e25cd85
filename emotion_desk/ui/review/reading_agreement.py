"""How far a coder agrees with the desk over the readings of a session, computed for all samples at once.

The same figures as :func:`~emotion_desk.sessions.annotations.agreement` gives answer by answer; a test compares them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from emotion_desk.labels import EMOTIONS
from emotion_desk.sessions.annotations import VOICE, Annotation, CoderAgreement, face_subject
from emotion_desk.ui.review.readings import Readings, ReadingSeries

_CODES: Final = {name: code for code, name in enumerate(EMOTIONS)}
_UNSURE: Final = len(EMOTIONS)
_NONE: Final = -1


def subject_keys(series: ReadingSeries) -> list[str]:
    """Return how annotations name a subject: a person has a key for each track."""
    return [VOICE if track == 0 else face_subject(track) for track, _first, _end in series.parts()]


def spans_by_key(series: ReadingSeries, span: tuple[float, float]) -> list[tuple[str, tuple[float, float]]]:
    """Return the keys of a subject in a span, each with its part of it; without a sample there, that of the nearest."""
    start_s, end_s = span
    parts = [part for part in series.parts() if part[2] > part[1]]
    firsts = [float(series.times[first]) for _track, first, _end in parts]
    found = []
    for number, key in enumerate(subject_keys(series) if parts else []):
        begins = start_s if number == 0 else max(start_s, firsts[number])
        ends = end_s if number + 1 == len(parts) else min(end_s, firsts[number + 1])
        if ends > begins:
            found.append((key, (begins, ends)))
    return found or [(key, span) for key in subject_keys(series)[:1]]


def reading_agreement(annotations: Sequence[Annotation], readings: Readings) -> CoderAgreement:
    """Compare a coder with the desk, sample by sample, within the annotated spans; of overlapping ones, the newest."""
    by_subject: dict[str, list[Annotation]] = defaultdict(list)
    for one in sorted((one for one in annotations if one.label in _CODES), key=lambda one: one.made):
        by_subject[one.subject].append(one)
    # How often the desk's answer (rows) met the coder's word (columns).
    met = np.zeros((_UNSURE + 1, _UNSURE + 1), np.int64)
    for series in (*readings.people, *([readings.voice] if readings.voice is not None else [])):
        for key, (_track, first, end) in zip(subject_keys(series), series.parts(), strict=True):
            if spans := by_subject.get(key):
                coder, desk = _coded(spans, series.times[first:end]), _answered(series)[first:end]
                both = (coder != _NONE) & (desk != _NONE)
                np.add.at(met, (desk[both], coder[both]), 1)
    return _summary(met)


def _coded(spans: Sequence[Annotation], times: NDArray[np.float64]) -> NDArray[np.int8]:
    """Return what the coder said at each time, the last of ``spans`` first."""
    firsts = np.searchsorted(times, [one.start_s for one in spans])
    lasts = np.searchsorted(times, [one.end_s for one in spans])
    coded = np.full(len(times), _NONE, np.int8)
    for one, first, last in zip(spans, firsts.tolist(), lasts.tolist(), strict=True):
        coded[first:last] = _CODES[one.label]
    return coded


def _answered(series: ReadingSeries) -> NDArray[np.int8]:
    """Return what the desk shows at each sample: an emotion, unsure, or nothing."""
    first, second = series.headlines[:, 0], series.headlines[:, 1]
    return np.where(first < 0, _NONE, np.where(second < 0, first, _UNSURE)).astype(np.int8)


def _summary(met: NDArray[np.int64]) -> CoderAgreement:
    total = int(met.sum())
    agreed = int(np.trace(met))
    if not total:
        return CoderAgreement(0, 0, None)
    chance = float((met.sum(axis=0) * met.sum(axis=1)).sum()) / total**2
    return CoderAgreement(total, agreed, None if chance == 1.0 else (agreed / total - chance) / (1.0 - chance))
