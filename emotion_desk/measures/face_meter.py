"""Measures faces in pictures: landmarks, pose, eyes, mouth, gaze and blendshapes in one call."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import Final

from emotion_desk.clock import NS_PER_S
from emotion_desk.measures.blendshapes import BlendshapeNetwork
from emotion_desk.measures.eyes_and_mouth import eyes_and_mouth
from emotion_desk.measures.head_pose import HeadPose, head_pose
from emotion_desk.messages import Box, FaceMeasures, Picture
from emotion_desk.vision.crop import cut_face
from emotion_desk.vision.face_quality import face_quality
from emotion_desk.vision.landmarks import LandmarkDetector, Landmarks

#: A face that is turned further than this is judged badly, in degrees.
LARGEST_YAW: Final = 45.0
LARGEST_PITCH: Final = 35.0
#: A frame may come so much earlier than its turn: time stamps of files are rounded.
_EARLY_NS: Final = 4_000_000
#: Points of so many faces are remembered, those that were seen last.
_MOST_FOLLOWED: Final = 32


@dataclass(frozen=True, slots=True, eq=False)
class Measured:
    """Landmarks of a face and what was measured from them."""

    landmarks: Landmarks
    measures: FaceMeasures


class FaceMeter:
    """Measures faces; used by one thread at a time; made by :mod:`emotion_desk.inference.face_meters`.

    Args:
        landmarks: finds the points.
        blendshapes: computes the coefficients from them.
        rate: most frames a second that :meth:`is_due` lets through; ``None``: all.
    """

    def __init__(self, landmarks: LandmarkDetector, blendshapes: BlendshapeNetwork, rate: float | None = None) -> None:
        self._every_ns = 0 if rate is None else round(NS_PER_S / rate)
        self._due_ns: int | None = None
        self._landmarks = landmarks
        self._blendshapes = blendshapes
        self._before: OrderedDict[int, Landmarks] = OrderedDict()

    def is_due(self, stamp_ns: int) -> bool:
        """Return whether the faces of a frame are to be measured, and record that they are.

        Args:
            stamp_ns: of the frame; frames come in the order of time.
        """
        if self._due_ns is not None and self._due_ns - self._every_ns <= stamp_ns < self._due_ns - _EARLY_NS:
            return False
        late = self._due_ns is None or not 0 <= stamp_ns - self._due_ns + _EARLY_NS < self._every_ns
        self._due_ns = (stamp_ns if late or self._due_ns is None else self._due_ns) + self._every_ns
        return True

    def measure(
        self, picture: Picture, box: Box, track: int | None = None, crop: Picture | None = None
    ) -> Measured | None:
        """Return the measures of the face in a box, ``None`` where no face is found.

        Args:
            picture: BGR, uint8, (height, width, 3).
            box: of the face detector, in pixels.
            track: number of the face, by which it is followed from frame to frame.
            crop: the face as :func:`~emotion_desk.vision.crop.cut_face` cuts it, if it was cut already.
        """
        found = self._find(picture, box, track)
        if found is None:
            return None
        height, width = picture.shape[:2]
        pose = head_pose(found.points, width, height)
        near = eyes_and_mouth(found.points)
        quality, problem = _quality(cut_face(picture, box) if crop is None else crop, box, pose)
        return Measured(
            found,
            FaceMeasures(
                yaw=None if pose is None else pose.yaw,
                pitch=None if pose is None else pose.pitch,
                roll=None if pose is None else pose.roll,
                gaze_yaw=near.gaze_yaw,
                gaze_pitch=near.gaze_pitch,
                eye_left=near.eye_left,
                eye_right=near.eye_right,
                mouth=near.mouth,
                certainty=found.certainty,
                blendshapes=self._blendshapes.coefficients(found.points),
                quality=quality,
                problem=problem,
            ),
        )

    def _find(self, picture: Picture, box: Box, track: int | None) -> Landmarks | None:
        """Return the points of a face, followed from the frame before if its track is known."""
        if track is None:
            return self._landmarks.find(picture, box)
        found = self._landmarks.find(picture, box, self._before.pop(track, None))
        if found is not None:
            self._before[track] = found
            if len(self._before) > _MOST_FOLLOWED:
                self._before.popitem(last=False)
        return found


def _quality(crop: Picture, box: Box, pose: HeadPose | None) -> tuple[float, str]:
    """Return the quality of a face, 0 to 1, and what is poor about it: size, light, blur or pose."""
    found = face_quality(crop, max(box.width, box.height))
    if found.problem:
        return found.quality, found.problem
    if pose is None or abs(pose.yaw) > LARGEST_YAW or abs(pose.pitch) > LARGEST_PITCH:
        return 0.0, "The face is turned too far; look towards the camera."
    return found.quality, ""
