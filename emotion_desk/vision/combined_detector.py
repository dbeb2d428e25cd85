"""Haar proposes, as in the paper; BlazeFace confirms, rejects, and finds what Haar misses.

Each search begins with BlazeFace on the whole picture, which is the cheapest step.  A single picture is always searched
for small faces, too.  Haar's search costs many times as much: it is done where BlazeFace found nobody, or a crowd.  In
pictures of one to three faces BlazeFace missed none that Haar would have found (records 115 and 117).  Of a moving
picture Haar has every third search; where it is left out, that search takes the largest of the squares in which
BlazeFace looks for small faces, and the other searches take the smaller ones.  A box that Haar alone proposes counts
only if BlazeFace, looking at it enlarged, sees a face.  All boxes are BlazeFace's, made from the eyes, so that a box
does not jump when the detector that found it changes.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from emotion_desk.messages import Box, Picture
from emotion_desk.vision.blaze_detector import AGREED, BlazeDetector, distinct, same_face
from emotion_desk.vision.detector import Detector
from emotion_desk.vision.geometry import Detection

#: Of a moving picture, Haar's turn comes once in so many searches.
HAAR_EVERY: Final = 3
#: A picture with so many faces is searched by Haar, too: BlazeFace misses one in fifty of galleries.
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
        is_haars_turn = self._searches % HAAR_EVERY == 0
        self._searches += 1
        if 0 < len(found) < CROWD:
            more = self._decides.find_small(picture, found, large=is_haars_turn)
        elif is_haars_turn:
            more = self._confirmed(picture, found)
        else:
            more = self._decides.find_small(picture, found)
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
