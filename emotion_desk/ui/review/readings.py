"""The readings of a session as compact arrays, so that hours fit into a few megabytes and are drawn quickly.

A reading as an object takes some kilobytes, and an hour has ninety thousand; here a person's sample takes sixty bytes.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from emotion_desk.clock import NS_PER_S
from emotion_desk.labels import EMOTIONS
from emotion_desk.messages import FACE, TOGETHER, VOICE, Box, Emotions, Headline, Identity, PersonReading
from emotion_desk.sessions.format import TimedReading
from emotion_desk.sessions.utterances import UtteranceCollector
from emotion_desk.wording import display_name

#: A sample is valid for so long; samples further apart belong to separate appearances.
HOLD_S = 0.5
#: An emotion that is the most probable for less than this is flicker and no change.
_STEADY_S = 0.25
_BASES = (FACE, VOICE, TOGETHER)
_NO_SHARES = (float("nan"),) * len(EMOTIONS)


@dataclass(frozen=True, slots=True, eq=False)
class ReadingSeries:
    """The samples of one person, or of the voice, over time.

    Attributes:
        track_id: the track, 0 for the voice; of several, the first.
        times: seconds, float64, (n,), increasing.
        shares: emotions (face and voice joined where they were), float32, (n, 8); NaN where there was none.
        boxes: x, y, width, height in picture pixels, float32, (n, 4).
        headlines: int8, (n, 3): index of the emotion, or of the first candidate of an unsure one; index of the second
            candidate, -1 where it is sure; index of the basis; -1 throughout without an answer.
        names: index into ``known`` for each sample, int32, (n,); -1 for unknown.
        known: the names, and the numbers of people without a name as ``Unknown 2``.
        arousal: float32, (n,), 0 to 1; NaN where it was not measured.
        counts: tracks of a person who was recognised again, in order, each with its number of samples; empty for one.
    """

    track_id: int
    times: NDArray[np.float64]
    shares: NDArray[np.float32]
    boxes: NDArray[np.float32]
    headlines: NDArray[np.int8]
    names: NDArray[np.int32]
    known: tuple[str, ...] = ()
    arousal: NDArray[np.float32] = field(default_factory=lambda: np.zeros(0, np.float32))
    counts: tuple[tuple[int, int], ...] = ()

    def parts(self) -> list[tuple[int, int, int]]:
        """Return the tracks, each with its first sample and the one after its last."""
        found, first = [], 0
        for track, count in self.counts or ((self.track_id, len(self.times)),):
            found.append((track, first, first + count))
            first += count
        return found

    def at(self, time_s: NDArray[np.float64] | float) -> NDArray[np.int64]:
        """Return the index of the valid sample at each time, -1 without one."""
        index = np.asarray(np.searchsorted(self.times, np.asarray(time_s) + 0.0005, side="right") - 1, np.int64)
        if not len(self.times):
            return index
        silent = np.asarray(time_s) - self.times[np.maximum(index, 0)] > HOLD_S
        return np.where(silent, -1, index)

    def name(self, sample: int) -> str | None:
        """Return the name at a sample, ``None`` for unknown."""
        number = int(self.names[sample])
        return None if number < 0 else self.known[number]

    def headline(self, sample: int) -> Headline | None:
        """Return what is shown at a sample, ``None`` without an answer."""
        first, second, basis = (int(value) for value in self.headlines[sample])
        if first < 0:
            return None
        share = float(self.shares[sample, first])
        if second < 0:
            return Headline(EMOTIONS[first], (EMOTIONS[first],), share, _BASES[basis])
        return Headline(None, (EMOTIONS[first], EMOTIONS[second]), share, _BASES[basis])

    @property
    def title(self) -> str:
        """Return how the subject is called."""
        usual = self.usual_name()
        if self.track_id == 0:
            return "Voice"
        return usual if usual is not None else display_name(Identity(), self.track_id)

    @property
    def identity(self) -> Identity:
        """Return who it is: a name, or the number of somebody without one."""
        usual = self.usual_name()
        word, _space, number = (usual or "").partition(" ")
        return Identity(unknown=int(number)) if word == "Unknown" and number.isdecimal() else Identity(usual)

    def usual_name(self) -> str | None:
        """Return the most frequent name, ``None`` if nobody was recognised."""
        given = self.names[self.names >= 0]
        return self.known[int(np.bincount(given).argmax())] if given.size else None

    def changes(self) -> NDArray[np.float64]:
        """Return the times at which the series started or its headline changed for more than a flicker."""
        codes = self.headlines.astype(np.int64)
        lead = np.where(codes[:, 0] < 0, -1, codes[:, 0] * 100 + codes[:, 1] + 1)
        if not len(lead):
            return np.zeros(0)
        gaps = np.flatnonzero(np.diff(self.times) > HOLD_S) + 1
        starts = np.union1d(np.flatnonzero(np.diff(lead)) + 1, gaps)
        starts = np.concatenate(([0], starts)).astype(np.int64)
        ends = np.append(self.times[starts[1:]], self.times[-1] + HOLD_S)
        steady = [start for start, end in zip(starts, ends, strict=True) if end - self.times[start] >= _STEADY_S]
        found: list[float] = []
        last = -1
        for start in steady:
            if lead[start] != -1 and (lead[start] != last or start in gaps):
                found.append(float(self.times[start]))
            last = int(lead[start])
        return np.array(found)


@dataclass(frozen=True, slots=True, eq=False)
class Readings:
    """All people and the voice of a session.

    ``end_s`` is the time of the last reading; ``speech`` is begin and end of each utterance in seconds, (n, 2).
    """

    people: tuple[ReadingSeries, ...] = ()
    voice: ReadingSeries | None = None
    end_s: float = 0.0
    speech: NDArray[np.float64] = field(default_factory=lambda: np.zeros((0, 2)))

    def changes(self) -> NDArray[np.float64]:
        """Return the times at which any emotion changed, sorted."""
        lines = [*self.people, *([self.voice] if self.voice is not None else [])]
        return np.unique(np.concatenate([np.zeros(0), *(series.changes() for series in lines)]))

    def people_at(self, time_s: float) -> tuple[PersonReading, ...]:
        """Return the people in the picture at a time; boxes between two readings are interpolated."""
        found = []
        for series in self.people:
            if not len(series.times) or not series.times[0] - 0.0005 <= time_s <= series.times[-1] + HOLD_S:
                continue
            sample = int(series.at(time_s))
            if sample >= 0 and (shares := _shares(series, sample)):
                name = series.identity
                box, shown = _box(series, sample, time_s), series.headline(sample)
                found.append(PersonReading(series.track_id, box, shares, name, headline=shown))
        return tuple(found)


class ReadingsBuilder:
    """Builds :class:`Readings` from single readings."""

    def __init__(self) -> None:
        self._people: dict[int, _SeriesBuilder] = {}
        self._voice = _SeriesBuilder(0)
        self._end_s = 0.0
        self._utterances = UtteranceCollector()

    def add(self, reading: TimedReading) -> None:
        """Add a reading."""
        self._end_s = max(self._end_s, reading.time_s)
        self._utterances.add(reading)
        seen_s = reading.time_s if reading.frame_s is None else reading.frame_s
        for person in reading.people:
            series = self._people.setdefault(person.track_id, _SeriesBuilder(person.track_id))
            box = person.box
            place = (box.x, box.y, box.width, box.height)
            arousal = person.measures.arousal if person.measures is not None else None
            series.add(seen_s, person.shown_emotions, place, person.shown, person.identity, arousal)
        if reading.voice is not None:
            heard_s = reading.time_s if reading.sound_s is None else reading.sound_s
            voice = reading.voice
            self._voice.add(heard_s, voice.emotion, (0.0, 0.0, 0.0, 0.0), voice.shown, voice.identity)

    def result(self) -> Readings:
        """Return everything added so far."""
        people = sorted(self._people.values(), key=lambda series: series.times[0])
        voice = self._voice.series() if self._voice.times else None
        spans = [(one.from_ns / NS_PER_S, one.to_ns / NS_PER_S) for one in self._utterances.result()]
        speech = np.array(spans, np.float64).reshape(-1, 2)
        return Readings(tuple(series.series() for series in people), voice, self._end_s, speech)


def build_readings(readings: Iterable[TimedReading]) -> Readings:
    """Return the readings of a session as arrays."""
    builder = ReadingsBuilder()
    for reading in readings:
        builder.add(reading)
    return builder.result()


class _SeriesBuilder:
    """Builds a :class:`ReadingSeries`."""

    def __init__(self, track_id: int) -> None:
        self.track_id = track_id
        self.times = array("d")
        self._shares = array("f")
        self._boxes = array("f")
        self._headlines = array("b")
        self._names = array("i")
        self._arousal = array("f")
        self._known: dict[str, int] = {}

    def add(
        self,
        time_s: float,
        emotion: Emotions | None,
        box: tuple[float, float, float, float],
        headline: Headline | None,
        identity: Identity,
        arousal: float | None = None,
    ) -> None:
        """Append a sample; another one of the same frame or sound is ignored."""
        if self.times and time_s <= self.times[-1]:
            return
        self.times.append(time_s)
        self._shares.extend(_NO_SHARES if emotion is None else [emotion.get(name, 0.0) for name in EMOTIONS])
        self._boxes.extend(box)
        self._arousal.append(float("nan") if arousal is None else arousal)
        self._headlines.extend(_codes(headline))
        is_known = identity.name is not None or identity.unknown is not None
        name = display_name(identity) if is_known else None
        self._names.append(-1 if name is None else self._known.setdefault(name, len(self._known)))

    def series(self) -> ReadingSeries:
        """Return the series as arrays."""
        count = len(self.times)
        return ReadingSeries(
            self.track_id,
            np.array(self.times, np.float64),
            np.array(self._shares, np.float32).reshape(count, len(EMOTIONS)),
            np.array(self._boxes, np.float32).reshape(count, 4),
            np.array(self._headlines, np.int8).reshape(count, 3),
            np.array(self._names, np.int32),
            tuple(self._known),
            np.array(self._arousal, np.float32),
        )


def _codes(headline: Headline | None) -> tuple[int, int, int]:
    if headline is None:
        return -1, -1, -1
    first, *second = (EMOTIONS.index(name) for name in headline.candidates)
    return first, second[0] if second else -1, _BASES.index(headline.basis)


def _shares(series: ReadingSeries, sample: int) -> dict[str, float] | None:
    row = series.shares[sample]
    return None if np.isnan(row[0]) else {name: float(share) for name, share in zip(EMOTIONS, row, strict=True)}


def _box(series: ReadingSeries, sample: int, time_s: float) -> Box:
    box = series.boxes[sample]
    if sample + 1 < len(series.times):
        step_s = float(series.times[sample + 1] - series.times[sample])
        is_last = bool(series.counts) and any(end == sample + 1 for _track, _first, end in series.parts())
        if step_s <= HOLD_S and not is_last:
            part = min(max((time_s - float(series.times[sample])) / step_s, 0.0), 1.0)
            box = box + (series.boxes[sample + 1] - box) * part
    return Box(*(float(value) for value in box))
