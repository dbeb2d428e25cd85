"""Haar proposes, as in the paper; BlazeFace confirms, rejects, and finds what Haar misses.

Each search begins with BlazeFace on the whole picture, which is the cheapest step.  Haar's search costs four times as
much, so that of a moving picture it is done at every third search, and BlazeFace's search for small faces at the
others; of a single picture both are done.  A box
that Haar alone proposes counts only if BlazeFace, looking at it enlarged, sees a face.  All boxes are BlazeFace's, made
from the eyes, so that a box does not jump when the detector that found it changes.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from emotion_desk.messages import Box, Picture
from emotion_desk.vision.blaze_detector import AGREED, BlazeDetector, distinct, same_face
from emotion_desk.vision.detector import Detector
from emotion_desk.vision.geometry import Detection

#: Of a moving picture, Haar searches once in so many searches.
HAAR_EVERY: Final = 3


class CombinedDetector:
    """Two detectors as one; used by one thread at a time.

    Args:
        proposes: the detector that proposes.
        decides: the detector that confirms; where it is thorough, every search is.
    """

    def __init__(self, proposes: Detector, decides: BlazeDetector) -> None:
        self._proposes = proposes
        self._decides = decides
        self._searches = 0

    def find(self, picture: Picture) -> list[Detection]:
        """Return the faces in a BGR picture (uint8, (height, width, 3)), boxes in its pixels, largest first."""
        proposes = self._decides.thorough or self._searches % HAAR_EVERY == 0
        searches_small = self._decides.thorough or not proposes
        self._searches += 1
        found = self._decides.find_large(picture)
        if proposes:
            found += self._confirmed(picture, found)
        if searches_small:
            found += self._decides.find_small(picture, found)
        return distinct(found)

    def _confirmed(self, picture: Picture, found: Sequence[Detection]) -> list[Detection]:
        """Return the faces that are proposed, not known yet, and confirmed."""
        new = [box for box in self._proposes.find(picture) if not any(same_face(box, face) for face in found)]
        return [face for box in new if (face := self._decides.look(picture, box, AGREED)) is not None]

    def find_near(self, picture: Picture, known: Sequence[Box]) -> list[Detection]:
        """Return faces near predicted boxes and of similar size."""
        return self._decides.find_near(picture, known)
