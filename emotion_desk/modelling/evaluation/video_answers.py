"""What the desk answers to whole videos: each clip through the pipeline of ``analyze``, by face, by voice, together.

Nothing is cut out beforehand: detector, tracker, crop, smoothing and fusion take part, as in a session of the desk.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from emotion_desk.catalogue import BOTH
from emotion_desk.clock import NS_PER_S
from emotion_desk.inference.protocols import Reader
from emotion_desk.labels import EMOTIONS
from emotion_desk.messages import Box, DeskReading, Emotions, Headline, PersonReading, Picture
from emotion_desk.modelling.evaluation.box_changes import BoxChange
from emotion_desk.pipeline.inference_step import StepInput
from emotion_desk.sessions.offline_pipeline import MediaCounts, readings_of, step_inputs, tracker_for
from emotion_desk.sources.media import open_media
from emotion_desk.vision.crop import cut_face
from emotion_desk.vision.face_tracker import FaceTracker

FACE, VOICE, TOGETHER = SIDES = ("by face", "by voice", "together")
#: Answers in this part of a clip count: before and after it an actor has not begun or has ended.
FROM_SHARE, TO_SHARE = 0.25, 0.85
#: Length of the span that is looked for as the strongest, in seconds.
SECOND_S: Final = 1.0
#: A sound that never becomes louder is no voice: videos without sound come with a silent track, too.
_SILENT_DBFS: Final = -90.0

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Series:
    """Answers over time: ``times_s`` float64 (n,) rising, ``posteriors`` float64 (n, 8), each row sums to one."""

    times_s: Floats
    posteriors: Floats

    def between(self, start_s: float, end_s: float) -> Floats:
        """Return the posteriors of a span, float64 (m, 8)."""
        return self.posteriors[(self.times_s >= start_s) & (self.times_s <= end_s)]


@dataclass(frozen=True, slots=True, eq=False)
class VideoAnswer:
    """What one clip was answered.

    Attributes:
        name, truth: of the clip; ``truth`` is an index into the emotions.
        length_s: from the first frame or sample to the last.
        frames, frames_with_face: frames that were analysed, and those of them in which a face was tracked.
        sides: by name of the side; a side that the file does not have (no picture, silence) is left out.
        headlines: what was shown for the largest face, with its time in seconds.
    """

    name: str
    truth: int
    length_s: float
    frames: int
    frames_with_face: int
    sides: Mapping[str, Series]
    headlines: tuple[tuple[float, Headline], ...] = ()

    def middle(self, side: str) -> Floats:
        """Return the answers between 25 and 85 % of the clip's length, float64 (m, 8)."""
        return self.sides[side].between(FROM_SHARE * self.length_s, TO_SHARE * self.length_s)

    def mean(self, side: str) -> Floats | None:
        """Return the mean posterior of the middle, float64 (8,), ``None`` where there was no answer."""
        rows = self.middle(side)
        return rows.mean(axis=0) if len(rows) else None

    def strongest(self, side: str) -> Floats | None:
        """Return the mean posterior of the second in which it is most certain of one emotion, ``None`` without answer.

        A second begins with an answer; one that would reach beyond the last answer is taken only where no other fits.
        """
        series = self.sides[side]
        if not len(series.times_s):
            return None
        last = series.times_s[-1]
        starts = [start for start in series.times_s if start + SECOND_S <= last + 1e-9] or [series.times_s[0]]
        means = [series.between(start, start + SECOND_S).mean(axis=0) for start in starts]
        best: Floats = max(means, key=lambda mean: float(mean.max()))
        return best


def answer(
    file: Path,
    name: str,
    truth: int,
    reader: Reader,
    fps: float | None = None,
    detector: str = BOTH,
    change: BoxChange | None = None,
) -> VideoAnswer:
    """Send one clip through the pipeline of files.

    Args:
        file: the clip.
        name: kept in the answer.
        truth: kept in the answer, an index into the emotions.
        reader: the networks.
        fps: at most so many frames a second, ``None`` for all.
        detector: what finds faces, one of :data:`~emotion_desk.catalogue.DETECTORS`.
        change: made to each face box before the face is cut out.

    Raises:
        SourceError: nothing of the file can be read.
    """
    media = open_media(file, paced=False)
    seen, counts = MediaCounts(), _Counts()
    steps = counts.counted(
        step_inputs(media, fps, seen, make_tracker=partial(_tracker, detector=detector, change=change))
    )
    found: dict[str, dict[int, Emotions]] = {side: {} for side in SIDES}
    headlines: list[tuple[float, Headline]] = []
    for reading in readings_of(steps, reader):
        person = _take(reading, found)
        if person is not None:
            headlines.append((reading.published_ns / NS_PER_S, person.shown))
    present = ([FACE] if media.picture is not None else []) + ([VOICE] if counts.loudest_dbfs > _SILENT_DBFS else [])
    sides = {side: _series(found[side]) for side in ([*present, TOGETHER] if len(present) == 2 else present)}
    return VideoAnswer(name, truth, seen.end_s, counts.frames, counts.with_face, sides, tuple(headlines))


class _Counts:
    """Counts frames, and those with a face, on their way to the network, and takes the highest level of the sound."""

    def __init__(self) -> None:
        self.frames = self.with_face = 0
        self.loudest_dbfs = -math.inf

    def counted(self, steps: Iterator[StepInput]) -> Iterator[StepInput]:
        for step in steps:
            if step.packet is not None:
                self.frames += 1
                self.with_face += bool(step.packet.faces)
            if step.window is not None:
                self.loudest_dbfs = max(self.loudest_dbfs, step.window.level_dbfs)
            yield step


def _tracker(step_s: float | None, detector: str, change: BoxChange | None) -> FaceTracker:
    tracker = tracker_for(step_s, detector)
    if change is not None:

        def cut(picture: Picture, box: Box) -> Picture:
            return cut_face(picture, change.applied(box))

        tracker.cut = cut
    return tracker


def _take(reading: DeskReading, found: dict[str, dict[int, Emotions]]) -> PersonReading | None:
    """Keep the answers of one reading by the moment they speak of, and return the largest face, which is the clip's."""
    person = max(reading.people, key=lambda one: one.box.width * one.box.height, default=None)
    voice = reading.voice.emotion if reading.voice is not None else None
    if person is not None and reading.frame_stamp_ns is not None:
        found[FACE][reading.frame_stamp_ns] = person.emotion
    if voice is not None and reading.sound_stamp_ns is not None:
        found[VOICE][reading.sound_stamp_ns] = voice
    together = _together(person, voice)
    if together is not None:
        found[TOGETHER][reading.published_ns] = together
    return person


def _together(person: PersonReading | None, voice: Emotions | None) -> Emotions | None:
    """Return the fused answer where the desk fused, else the face's, else the voice's."""
    if person is None:
        return voice
    return person.fused if person.fused is not None else person.emotion


def _series(found: Mapping[int, Emotions]) -> Series:
    stamps = sorted(found)
    rows = [[found[stamp][emotion] for emotion in EMOTIONS] for stamp in stamps]
    times = np.array(stamps, np.float64) / NS_PER_S
    return Series(times, np.array(rows, np.float64).reshape(-1, len(EMOTIONS)))
