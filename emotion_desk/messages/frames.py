"""What a camera or a film gives: frames, the faces followed in them, and what is measured of a face."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

#: A BGR picture, uint8, shape (height, width, 3).
Picture = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Box:
    """An upright rectangle in picture pixels; ``x, y`` is the upper left corner."""

    x: float
    y: float
    width: float
    height: float

    @property
    def centre(self) -> tuple[float, float]:
        """Return the middle point ``(x, y)`` in pixels."""
        return self.x + self.width / 2, self.y + self.height / 2

    def overlap(self, other: Box) -> float:
        """Return intersection over union with another box, 0 to 1."""
        w = min(self.x + self.width, other.x + other.width) - max(self.x, other.x)
        h = min(self.y + self.height, other.y + other.height) - max(self.y, other.y)
        if w <= 0 or h <= 0:
            return 0.0
        shared = w * h
        return shared / (self.width * self.height + other.width * other.height - shared)


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """One picture as its source gave it.

    ``stamp_ns`` is the moment of capture; for files the presentation time on the playback's own time line.
    ``media_s`` is the position in the file in seconds, ``None`` for live sources.
    """

    index: int
    stamp_ns: int
    picture: Picture
    media_s: float | None = None


@dataclass(frozen=True, slots=True)
class FaceMeasures:
    """What is measured of a face beside its emotion (:mod:`emotion_desk.measures`); unknown values are NaN or ``None``.

    Attributes:
        yaw, pitch, roll: head pose in degrees, positive to the right of the picture, up, and clockwise.
        gaze_yaw, gaze_pitch: gaze relative to the head in degrees, positive to the right of the picture and up.
        eye_left, eye_right: aspect ratio of the person's left and right eye, about 0.3 open.
        mouth: gap between the lips over the width of the mouth.
        certainty: that the landmarks are on a face, 0 to 1.
        quality: of the picture of the face, 0 (poor) to 1; what is poor is said by ``problem``, empty otherwise.
        blendshapes: the 52 coefficients, 0 to 1, in the order of :data:`emotion_desk.measures.names.BLENDSHAPES`.
        arousal: 0 to 1, ``None`` before it was followed over time.
    """

    yaw: float | None
    pitch: float | None
    roll: float | None
    gaze_yaw: float
    gaze_pitch: float
    eye_left: float
    eye_right: float
    mouth: float
    certainty: float
    blendshapes: tuple[float, ...]
    quality: float = 1.0
    problem: str = ""
    arousal: float | None = None


@dataclass(frozen=True, slots=True, eq=False)
class TrackedFace:
    """A face followed over time: a stable id, where it is, and its crop (square BGR, any size).

    ``missed`` counts the detections in a row that did not find it (0: seen at the last one).  ``confidence`` is that of
    the detector when it last found it, 0 to 1 (see :class:`emotion_desk.vision.geometry.Detection`).
    """

    track_id: int
    box: Box
    crop: Picture
    missed: int = 0
    confidence: float = 1.0
    measures: FaceMeasures | None = None


@dataclass(frozen=True, slots=True, eq=False)
class FramePacket:
    """A frame with its tracked faces.

    ``searched`` is false if the detector did not run on it.  ``unseen`` are further tracks that the last detection did
    not find: their boxes may show the background, so they are not given to a network.
    """

    frame: Frame
    faces: tuple[TrackedFace, ...] = ()
    searched: bool = True
    unseen: frozenset[int] = frozenset()

    @property
    def tracks(self) -> frozenset[int]:
        """Return the ids of all followed faces."""
        return self.unseen.union(face.track_id for face in self.faces)

    def found_only(self) -> FramePacket:
        """Return the packet with the faces that the last detection found; the others become :attr:`unseen`."""
        if all(face.missed == 0 for face in self.faces):
            return self
        found = tuple(face for face in self.faces if face.missed == 0)
        return replace(self, faces=found, unseen=self.tracks - {face.track_id for face in found})
