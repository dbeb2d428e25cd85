"""Runs labelled video clips through the pipeline of ``analyze`` and keeps the posteriors by face, by voice and fused.

The whole pipeline is evaluated, not the network alone: detection, tracking, cropping, smoothing and fusion.
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
from emotion_desk.sessions.media_streams import tracker_for
from emotion_desk.sessions.offline_inputs import step_inputs
from emotion_desk.sessions.offline_pipeline import readings_of
from emotion_desk.sessions.source_state import MediaCounts
from emotion_desk.sources.media import open_media
from emotion_desk.vision.crop import cut_face
from emotion_desk.vision.face_tracker import FaceTracker

FACE, VOICE, TOGETHER = SIDES = ("by face", "by voice", "together")
#: The part of a clip that is evaluated; before and after it actors show no emotion yet, or no longer.
FROM_SHARE, TO_SHARE = 0.25, 0.85
#: Length in seconds of the window that is searched for the most certain answer.
SECOND_S: Final = 1.0
#: A sound track whose level never exceeds this has no voice: some videos have a silent track.
_SILENT_DBFS: Final = -90.0

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Series:
    """Posteriors over time.

    Attributes:
        times_s: float64 (n,), ascending, in seconds from the start of the clip.
        posteriors: float64 (n, 8), in the order of the emotions; each row sums to one.
    """

    times_s: Floats
    posteriors: Floats

    def between(self, start_s: float, end_s: float) -> Floats:
        """Return the posteriors from ``start_s`` to ``end_s``, both included, float64 (m, 8)."""
        return self.posteriors[(self.times_s >= start_s) & (self.times_s <= end_s)]


@dataclass(frozen=True, slots=True, eq=False)
class VideoAnswer:
    """The answers to one clip.

    Attributes:
        name: of the clip.
        truth: label of the clip, an index into :data:`emotion_desk.labels.EMOTIONS`.
        length_s: seconds from the first frame or sample to the last.
        frames, frames_with_face: frames that were analysed, and those of them in which a face was tracked.
        sides: posteriors by side (:data:`SIDES`); without a picture or with a silent track that side is missing.
        headlines: times in seconds and headlines of the largest face.
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
        """Return the mean of :meth:`middle`, float64 (8,), or ``None`` without an answer."""
        rows = self.middle(side)
        return rows.mean(axis=0) if len(rows) else None

    def strongest(self, side: str) -> Floats | None:
        """Return the mean posterior of the second whose highest mean probability is greatest, float64 (8,).

        Windows of one second begin at each answer.  One that extends beyond the last answer is used only if the clip
        has no complete one.  ``None`` without an answer.
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
    """Run one clip through the pipeline for files.

    Args:
        file: the clip.
        name: name of the clip, for the answer.
        truth: label of the clip, an index into the emotions.
        reader: the networks.
        fps: upper limit of analysed frames a second, ``None`` for all frames.
        detector: face detector, one of :data:`~emotion_desk.catalogue.DETECTORS`.
        change: applied to each face box before cropping.

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
    """Counts the frames that go to the network, those with a face, and finds the maximum level of the sound."""

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
    """Add the posteriors of a reading under the times of their frame and sound; return the largest face."""
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
    """Return the fused posterior; if there is none, that of the face; if there is no face, that of the voice."""
    if person is None:
        return voice
    return person.fused if person.fused is not None else person.emotion


def _series(found: Mapping[int, Emotions]) -> Series:
    stamps = sorted(found)
    rows = [[found[stamp][emotion] for emotion in EMOTIONS] for stamp in stamps]
    times = np.array(stamps, np.float64) / NS_PER_S
    return Series(times, np.array(rows, np.float64).reshape(-1, len(EMOTIONS)))
