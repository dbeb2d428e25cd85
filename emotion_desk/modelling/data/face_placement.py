"""The position of the network's input region in the pictures of each data set.

The region is defined by the face.  With d, the distance of the two eye centres, it is a square of side 2.5 d whose
centre is 0.40 d below the middle of the eyes: the eyes are at 0.34 of its height and the chin at its lower edge.  The
placements are medians over some 245 pictures of each set, measured with a face mesh.  The alignment of RAF-DB stretches
faces, which are a quarter too wide for their height; so its region is wider than high.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from emotion_desk.messages import Box, Picture
from emotion_desk.opencv import cv2

#: Key of a network's provenance with the geometry that it was trained with; older networks were trained with the
#: complete pictures and have no such key.
FACE_GEOMETRY: Final = "face_geometry"
#: Side of the region, and the distance of its centre below the middle of the eyes, in d.
SIDE: Final = 2.5
BELOW_EYES: Final = 0.40
#: The same of the box of the Haar detector: medians over four data sets.
_HAAR_SIDE: Final = 2.67
_HAAR_BELOW_EYES: Final = 0.285


@dataclass(frozen=True, slots=True)
class Placement:
    """The network's input region in the pictures of a data set, as shares of a picture's width and height.

    Attributes:
        width, height: size of the region; more than 1 if it reaches beyond the picture.
        x, y: centre of the region.
    """

    width: float
    height: float
    x: float
    y: float

    def region(self, picture: Picture) -> Box:
        """Return the region of a picture in pixels; it may reach beyond the picture."""
        height, width = picture.shape[:2]
        across, down = self.width * width, self.height * height
        return Box(self.x * width - across / 2, self.y * height - down / 2, across, down)


#: Placement of pictures that are cut to the region already.
WHOLE: Final = Placement(1.0, 1.0, 0.5, 0.5)
PLACEMENTS: Final[Mapping[str, Placement]] = {
    "fer2013": Placement(0.906, 0.906, 0.497, 0.535),
    "rafdb": Placement(1.19, 0.943, 0.485, 0.497),
    "lfw": Placement(0.68, 0.68, 0.502, 0.540),
    "colour": Placement(0.613, 0.613, 0.497, 0.572),
    "celeba": Placement(0.63, 0.63, 0.496, 0.527),
}


def cut_region(picture: Picture, region: Box) -> Picture:
    """Return a region as a square picture, BGR, uint8 (side, side, 3), at the resolution of the region's height.

    Beyond the picture, its border is repeated; a region that is not a square is compressed to one.
    """
    side = max(2, round(region.height))
    across, down = region.width / side, region.height / side
    matrix = np.array([[across, 0, region.x + (across - 1) / 2], [0, down, region.y + (down - 1) / 2]])
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    return np.asarray(
        cv2.warpAffine(picture, matrix, (side, side), flags=flags, borderMode=cv2.BORDER_REPLICATE), np.uint8
    )


def region_of_haar(box: Box) -> Box:
    """Return the network's input region for a box of the Haar detector, in the same pixels."""
    eyes = max(box.width, box.height) / _HAAR_SIDE
    side = SIDE * eyes
    across, down = box.centre
    return Box(across - side / 2, down + (BELOW_EYES - _HAAR_BELOW_EYES) * eyes - side / 2, side, side)
