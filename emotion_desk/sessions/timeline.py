"""Converts stamps of the desk's clock to the time line of a session, and boxes to its one picture size.

The zero is the first frame or sample.  The recorder waits some seconds for every expected side, because a media file
has one header.  A side that begins much later (a camera takes seconds to open) moves the zero to its own beginning, so
that a recording has picture and sound from its start.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from emotion_desk.clock import NS_PER_MS, NS_PER_S
from emotion_desk.messages import (
    Box,
    Compared,
    DeskReading,
    Frame,
    Picture,
    SoundBlock,
    SpeakerReading,
    Utterance,
)
from emotion_desk.sessions.format import TimedReading

SAMPLE_RATE: Final = 16_000
#: An expected side that does not come within this time is left out.
EXPECT_S: Final = 8.0
#: Sides that begin within this time of each other begin together.
_TOGETHER_NS: Final = NS_PER_S
#: Changes of the picture's size that are remembered: a reading comes a little later than its frame.
_MOST_SCALINGS: Final = 32


class StartAligner:
    """Determines the zero of a session from the first items of each side.

    Args:
        picture: whether frames are expected.
        sound: whether sound is expected.
    """

    def __init__(self, picture: bool, sound: bool) -> None:
        self._expected = {kind for kind, is_wanted in ((Frame, picture), (SoundBlock, sound)) if is_wanted}
        self._first: dict[type, int] = {}
        self._held: list[Frame | SoundBlock] = []

    def expect(self, kind: type[Frame | SoundBlock], *, wanted: bool) -> None:
        """Wait for a side, or do not wait for it any more; from any thread."""
        self._expected = self._expected | {kind} if wanted else self._expected - {kind}

    def hold(self, medium: Frame | SoundBlock) -> None:
        """Keep an item that came before the zero is known."""
        self._first.setdefault(type(medium), medium.stamp_ns)
        self._held.append(medium)

    def ready(self, waited_s: float) -> bool:
        """Return whether all expected sides delivered something, or were waited for long enough."""
        if self._expected <= set(self._first):
            return bool(self._first)
        return bool(self._first) and waited_s >= EXPECT_S

    @property
    def sides(self) -> set[type]:
        """Return which of ``Frame`` and ``SoundBlock`` came."""
        return set(self._first)

    def start(self) -> tuple[int, list[Frame | SoundBlock]]:
        """Return the time zero in nanoseconds of the desk's clock, and the items that waited for it."""
        stamps = self._first.values()
        zero_ns = min(stamps) if max(stamps) - min(stamps) < _TOGETHER_NS else max(stamps)
        held, self._held = self._held, []
        return zero_ns, held

    def trim(self) -> list[Frame | SoundBlock]:
        """Drop all but the last second while another side is awaited, and return what was dropped."""
        if not self._held:
            return []
        newest_ns = self._held[-1].stamp_ns
        old = [medium for medium in self._held if newest_ns - medium.stamp_ns > _TOGETHER_NS]
        if old:
            self._held = [medium for medium in self._held if newest_ns - medium.stamp_ns <= _TOGETHER_NS]
            for kind in {type(medium) for medium in old}:
                self._first[kind] = next((m.stamp_ns for m in self._held if type(m) is kind), newest_ns)
        return old


@dataclass(frozen=True, slots=True)
class Scaling:
    """How a picture of another size is placed in the recorded one: scaled, with black borders."""

    scale: float = 1.0
    left: int = 0
    top: int = 0

    def box(self, box: Box) -> Box:
        """Return a box of the source's picture in pixels of the recorded one."""
        return Box(box.x * self.scale + self.left, box.y * self.scale + self.top, *self._scaled(box))

    def _scaled(self, box: Box) -> tuple[float, float]:
        return box.width * self.scale, box.height * self.scale


class FrameScaler:
    """Scales every picture to the size of the first.

    One thread calls :meth:`observe`, another may ask; the scalings are replaced as a whole, so no lock is needed.
    """

    def __init__(self) -> None:
        self.size: tuple[int, int] | None = None
        self._scalings: tuple[tuple[int, Scaling], ...] = ()
        self._source: tuple[int, int] | None = None

    def observe(self, frame: Frame) -> None:
        """Register the size of a frame; the first one holds for the whole session."""
        height, width = frame.picture.shape[:2]
        if self.size is None:
            self.size = (width, height)
        if (width, height) != self._source:
            self._source = (width, height)
            self._scalings = (*self._scalings[-_MOST_SCALINGS:], (frame.stamp_ns, self._scaling_for(width, height)))

    def at(self, stamp_ns: int | None) -> Scaling:
        """Return the scaling of the frame with this stamp."""
        scalings = self._scalings
        if stamp_ns is None or not scalings:
            return Scaling()
        return next((scaling for since_ns, scaling in reversed(scalings) if since_ns <= stamp_ns), scalings[0][1])

    def scaled(self, picture: Picture) -> Picture:
        """Return the picture in the recorded size."""
        height, width = picture.shape[:2]
        if self.size is None or (width, height) == self.size:
            return picture
        from emotion_desk.opencv import cv2

        scaling = self._scaling_for(width, height)
        wide, high = max(1, round(width * scaling.scale)), max(1, round(height * scaling.scale))
        inner = cv2.resize(np.asarray(picture), (wide, high), interpolation=cv2.INTER_AREA)
        right, below = self.size[0] - wide - scaling.left, self.size[1] - high - scaling.top
        bordered = cv2.copyMakeBorder(inner, scaling.top, below, scaling.left, right, cv2.BORDER_CONSTANT)
        return np.asarray(bordered, np.uint8)

    def _scaling_for(self, width: int, height: int) -> Scaling:
        if self.size is None or (width, height) == self.size:
            return Scaling()
        scale = min(self.size[0] / width, self.size[1] / height)
        wide, high = max(1, round(width * scale)), max(1, round(height * scale))
        return Scaling(scale, (self.size[0] - wide) // 2, (self.size[1] - high) // 2)


class Timeline:
    """Times relative to a zero; milliseconds as in the media, seconds as in the readings."""

    def __init__(self, zero_ns: int) -> None:
        self.zero_ns = zero_ns

    def ms(self, stamp_ns: int) -> int:
        """Return a stamp in whole milliseconds, the unit of the media."""
        return round((stamp_ns - self.zero_ns) / NS_PER_MS)

    def seconds(self, stamp_ns: int | None) -> float | None:
        """Return a stamp in seconds, equal to the media's time."""
        return None if stamp_ns is None else self.ms(stamp_ns) / 1000

    def cut(self, block: SoundBlock) -> SoundBlock | None:
        """Return the part of a block that lies after the zero, ``None`` if there is none."""
        early = -(-(self.zero_ns - block.stamp_ns) * SAMPLE_RATE // NS_PER_S)
        if early <= 0:
            return block
        if early >= block.samples.size:
            return None
        return replace(block, stamp_ns=self.zero_ns, samples=block.samples[early:])

    def reading(self, reading: DeskReading, scaling: Scaling) -> TimedReading | None:
        """Return a reading on this time line, ``None`` if it describes the time before the zero."""
        stamps = [s for s in (reading.frame_stamp_ns, reading.sound_stamp_ns, reading.published_ns) if s is not None]
        return self.convert(reading, scaling) if min(stamps) >= self.zero_ns else None

    def convert(self, reading: DeskReading, scaling: Scaling) -> TimedReading:
        """Return a reading on this time line; spans of speech that began before the zero are cut there."""
        people = tuple(replace(person, box=scaling.box(person.box)) for person in reading.people)
        return TimedReading(
            time_s=self.ms(reading.published_ns) / 1000,
            frame_s=self.seconds(reading.frame_stamp_ns),
            sound_s=self.seconds(reading.sound_stamp_ns),
            mode=reading.mode,
            engine=reading.engine,
            inference_ms=reading.inference_ms,
            people=people,
            voice=self._voice(reading.voice),
            compared=self._compared(reading.compared, scaling),
            frame=reading.frame_index,
            picture=reading.picture,
            utterances=tuple(self._utterance(one) for one in reading.utterances if one.to_ns > self.zero_ns),
        )

    def _voice(self, voice: SpeakerReading | None) -> SpeakerReading | None:
        if voice is None:
            return None
        return replace(voice, from_ns=self._since_zero(voice.from_ns), to_ns=self._since_zero(voice.to_ns))

    def _utterance(self, one: Utterance) -> Utterance:
        return replace(one, from_ns=max(0, one.from_ns - self.zero_ns), to_ns=max(0, one.to_ns - self.zero_ns))

    def _since_zero(self, stamp_ns: int | None) -> int | None:
        return None if stamp_ns is None else max(0, stamp_ns - self.zero_ns)

    def _compared(self, compared: Compared | None, scaling: Scaling) -> Compared | None:
        if compared is None:
            return None
        people = tuple(replace(person, box=scaling.box(person.box)) for person in compared.people)
        return replace(compared, people=people, voice=self._voice(compared.voice))
