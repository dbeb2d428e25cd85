"""What was marked and counted by hand in the five RAVDESS clips that the measures of faces are checked on.

The points were read from frames enlarged four times, with a grid, before the landmarks were computed; the blinks from
pictures of the eyes in every frame.  Only coordinates are kept here, no pictures.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Marked:
    """Points of one frame.

    Attributes:
        frame: number of the frame, from 0.
        points: x and y in pixels of the picture, by number of the landmark.
    """

    frame: int
    points: Mapping[int, tuple[float, float]]


#: Width in pixels of the clips in which the points were marked; smaller copies have the same names.
MARKED_WIDTH: Final = 1280
#: Corners of the eyes (33, 133, 362, 263, from the left of the picture), middles of the irises (468, 473), corners of
#: the mouth (61, 291), upper edge of the upper lip and lower edge of the lower one (0, 17).
MARKED: Final[Mapping[str, Marked]] = {
    "01-01-01-01-01-01-01": Marked(
        12,
        {
            33: (534.0, 298.0), 133: (608.4, 299.4), 362: (681.3, 301.6), 263: (749.0, 300.0), 473: (719.1, 295.6),
            61: (567.5, 447.2), 291: (695.0, 455.6), 0: (632.0, 443.5), 17: (630.6, 473.4),
        },
    ),
    "01-01-08-01-01-02-01": Marked(
        12,
        {
            33: (528.9, 291.0), 133: (599.7, 287.9), 362: (670.4, 282.3), 263: (740.8, 275.5), 468: (562.4, 284.5),
            473: (705.4, 274.5), 61: (582.7, 443.7), 291: (699.3, 433.2), 0: (640.3, 418.6), 17: (641.9, 460.5),
        },
    ),
    "01-01-03-01-01-02-05": Marked(
        70,
        {
            33: (515.7, 332.1), 133: (592.5, 334.6), 362: (673.9, 331.4), 263: (753.6, 325.0), 468: (555.0, 327.9),
            473: (713.9, 321.1), 61: (576.1, 505.4), 291: (718.9, 491.1), 0: (642.1, 473.6), 17: (645.7, 548.6),
        },
    ),
    "01-01-04-01-01-01-05": Marked(
        12,
        {
            33: (549.0, 310.2), 133: (620.0, 315.8), 362: (697.1, 321.7), 263: (769.1, 320.3), 468: (580.3, 305.0),
            473: (738.5, 318.9), 61: (586.1, 488.6), 291: (715.4, 493.1), 0: (649.7, 472.2), 17: (648.6, 530.3),
        },
    ),
    "01-01-06-01-02-02-05": Marked(
        12,
        {
            33: (531.1, 302.3), 133: (600.6, 310.3), 362: (675.4, 311.7), 263: (748.8, 310.0), 468: (561.0, 299.5),
            473: (716.4, 307.2), 61: (576.1, 484.8), 291: (695.0, 487.6), 0: (634.5, 459.8), 17: (639.3, 525.2),
        },
    ),
}  # fmt: skip

#: First and last frame in which the eyes are shut, of each blink; eyes that are still shut from before the first frame
#: are none.
BLINKS: Final[Mapping[str, tuple[tuple[int, int], ...]]] = {
    "01-01-01-01-01-01-01": ((33, 35), (53, 55)),
    "01-01-03-01-01-02-05": ((19, 22),),
    "01-01-04-01-01-01-05": (),
    "01-01-06-01-02-02-05": (),
    "01-01-08-01-01-02-01": (),
}
