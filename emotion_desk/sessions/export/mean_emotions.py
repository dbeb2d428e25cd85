"""The mean emotions of each subject of a session, for the summary and the report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from emotion_desk.labels import EMOTIONS
from emotion_desk.messages import Emotions, Utterance
from emotion_desk.sessions.export.emotion_segments import VOICE, observations
from emotion_desk.sessions.format import TimedReading
from emotion_desk.sessions.utterances import utterances_of


def mean_emotions(readings: Sequence[TimedReading]) -> dict[str, Emotions]:
    """Return the mean probabilities of each subject, in the order in which they appear.

    A face's mean is over its readings.  The voice's is over its utterances, each with the weight of its length, because
    headlines and captions of a voice speak of whole utterances too; the readings, windows of some seconds that begin
    before the utterance, often say something else.  Without any utterance that was long enough for an answer, it is
    the mean of the readings.
    """
    sums: dict[str, _Sum] = {}
    for reading in readings:
        for seen in observations(reading):
            sums.setdefault(seen.subject, _Sum()).add(seen.emotions, 1.0)
    means = {subject: total.mean() for subject, total in sums.items()}
    if VOICE in means:
        means[VOICE] = _of_utterances(utterances_of(readings)) or means[VOICE]
    return means


def _of_utterances(utterances: Iterable[Utterance]) -> Emotions | None:
    total = _Sum()
    for one in utterances:
        if one.emotion is not None:
            total.add(one.emotion, float(one.to_ns - one.from_ns))
    return total.mean() if total.weight > 0 else None


class _Sum:
    def __init__(self) -> None:
        self.weight = 0.0
        self._totals = dict.fromkeys(EMOTIONS, 0.0)

    def add(self, emotions: Emotions, weight: float) -> None:
        self.weight += weight
        for name in EMOTIONS:
            self._totals[name] += weight * emotions[name]

    def mean(self) -> Emotions:
        return {name: total / self.weight for name, total in self._totals.items()}
