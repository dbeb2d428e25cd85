"""Pictures that are a face: cut out by somebody else, so tightly that no detector finds a face in them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from emotion_desk.messages import Box, Picture
from emotion_desk.vision.detector import Detector
from emotion_desk.vision.geometry import BOX_BELOW, BOX_SIDE, VIEW_BELOW, VIEW_SIDE, Detection

#: A square picture of fewer pixels a side, in which no face is found, is taken for a face that somebody cut out.
LARGEST_CUT_OUT: Final = 256
#: Sides of such a picture differ by no more than this share.
_SQUARE: Final = 0.05


def whole_face(picture: Picture, confidence: float = 1.0) -> Detection:
    """Return the box with which the network sees the picture's middle square, and nothing beyond it.

    Args:
        picture: BGR, uint8, (height, width, 3).
        confidence: of the detection: 1 where the user says that the picture is a face, 0 where nobody does.
    """
    height, width = picture.shape[:2]
    unit = min(height, width) / VIEW_SIDE
    side = BOX_SIDE * unit
    x, y = width / 2, height / 2 - (VIEW_BELOW - BOX_BELOW) * unit
    return Detection(x - side / 2, y - side / 2, side, side, confidence)


def is_cut_out(picture: Picture) -> bool:
    """Return whether a picture may be a face that somebody cut out: small and square."""
    height, width = picture.shape[:2]
    longer = int(max(height, width))
    return 0 < longer < LARGEST_CUT_OUT and abs(int(height) - int(width)) <= _SQUARE * longer


class WholePicture:
    """A detector for pictures that are faces: it says so of each."""

    def find(self, picture: Picture) -> list[Detection]:
        """Return the picture as a face."""
        return [whole_face(picture)] if picture.size else []

    def find_near(self, picture: Picture, known: Sequence[Box]) -> list[Detection]:
        """Return the picture as a face."""
        return self.find(picture)


class CutOuts:
    """Another detector, and where it finds nothing in a cut-out face, the picture as a whole.

    Attributes:
        taken_whole: how many pictures were taken for faces as a whole.
    """

    def __init__(self, detector: Detector) -> None:
        self._detector = detector
        self.taken_whole = 0

    def find(self, picture: Picture) -> Sequence[Box]:
        """Return the faces that are found; of a cut-out face in which there is none, the whole of it."""
        found = self._detector.find(picture)
        if found or not is_cut_out(picture):
            return found
        self.taken_whole += 1
        return [whole_face(picture, confidence=0.0)]

    def find_near(self, picture: Picture, known: Sequence[Box]) -> Sequence[Box]:
        """Return faces near predicted boxes."""
        return self._detector.find_near(picture, known)
