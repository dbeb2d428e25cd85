"""Haar proposes, as in the paper; BlazeFace confirms, rejects, and finds what Haar misses.

Each search begins with BlazeFace on the whole picture, which is the cheapest step.  Haar's search costs many times as
much, so that of a moving picture it is done at every third search, and BlazeFace's search for small faces at the
others.  A single picture is always searched for small faces, and by Haar where it found nobody, or a crowd: in pictures
of one to three faces BlazeFace missed none that Haar would have found (record 115).  A box
that Haar alone proposes counts only if BlazeFace, looking at it enlarged, sees a face.  All boxes are BlazeFace's, made
from the eyes, so that a box does not jump when the detector that found it changes.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from emotion_desk.messages import Box, Picture
from emotion_desk.vision.blaze_detector import AGREED, BlazeDetector, distinct, same_face
from emotion_desk.vision.detector import Detector
from emotion_desk.vision.geometry import Detection

#: Of a moving picture, Haar searches once in so many searches.
HAAR_EVERY: Final = 3
#: A single picture with so many faces is searched by Haar, too: BlazeFace misses one in fifty of galleries.
CROWD: Final = 4


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
        found = self._decides.find_large(picture)
        if self._decides.thorough:
            found = distinct([*found, *self._decides.find_small(picture, found)])
            return distinct([*found, *self._confirmed(picture, found)]) if not 0 < len(found) < CROWD else found
        proposes = self._searches % HAAR_EVERY == 0
        self._searches += 1
        more = self._confirmed(picture, found) if proposes else self._decides.find_small(picture, found)
        return distinct([*found, *more])

    def searches_for_all(self, picture: Picture) -> int:
        """Return the number of searches after which each square of a picture has been searched for small faces."""
        small = self._decides.searches_for_all(picture)
        return small if self._decides.thorough else math.ceil(small * HAAR_EVERY / (HAAR_EVERY - 1))

    def _confirmed(self, picture: Picture, found: Sequence[Detection]) -> list[Detection]:
        """Return the faces that are proposed, not known yet, and confirmed."""
        new = [box for box in self._proposes.find(picture) if not any(same_face(box, face) for face in found)]
        return [face for box in new if (face := self._decides.look(picture, box, AGREED)) is not None]

    def find_near(self, picture: Picture, known: Sequence[Box]) -> list[Detection]:
        """Return faces near predicted boxes and of similar size."""
        return self._decides.find_near(picture, known)
