"""The 52 blendshape coefficients of a face from its landmarks.

The network is MediaPipe's Blendshape V2 (Apache-2.0; a part of ``face_landmarker.task``): 146 of the 478 landmarks in
pixels give 52 coefficients, 0 to 1, of Apple's ARKit naming.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

#: The landmarks that the network reads (``blendshapes`` subset of MediaPipe's graph).
_SUBSET: Final = np.array(
    [0, 1, 4, 5, 6, 7, 8, 10, 13, 14, 17, 21, 33, 37, 39, 40, 46, 52, 53, 54, 55, 58, 61, 63, 65, 66, 67, 70, 78, 80,
     81, 82, 84, 87, 88, 91, 93, 95, 103, 105, 107, 109, 127, 132, 133, 136, 144, 145, 146, 148, 149, 150, 152, 153,
     154, 155, 157, 158, 159, 160, 161, 162, 163, 168, 172, 173, 176, 178, 181, 185, 191, 195, 197, 234, 246, 249,
     251, 263, 267, 269, 270, 276, 282, 283, 284, 285, 288, 291, 293, 295, 296, 297, 300, 308, 310, 311, 312, 314,
     317, 318, 321, 323, 324, 332, 334, 336, 338, 356, 361, 362, 365, 373, 374, 375, 377, 378, 379, 380, 381, 382,
     384, 385, 386, 387, 388, 389, 390, 397, 398, 400, 402, 405, 409, 415, 454, 466, 468, 469, 470, 471, 472, 473,
     474, 475, 476, 477],
    np.int64,
)  # fmt: skip


class Network(Protocol):
    """Runs the graph; an engine of :mod:`emotion_desk.inference` is one."""

    def run(self, rows: NDArray[np.float32]) -> Mapping[str, NDArray[np.float32]]:
        """Return ``coefficients`` (52,) for ``rows`` float32 (1, 146, 2)."""
        ...


class BlendshapeNetwork:
    """Computes the coefficients; used by one thread at a time.

    Args:
        network: runs the graph.
    """

    def __init__(self, network: Network) -> None:
        self._network = network

    def coefficients(self, points: NDArray[np.float32]) -> tuple[float, ...]:
        """Return the coefficients in the order of :data:`emotion_desk.measures.names.BLENDSHAPES`, 0 to 1.

        Args:
            points: landmarks with irises in pixels, float32 (478, 2 or more).
        """
        read = np.ascontiguousarray(points[_SUBSET, :2], np.float32)[None]
        return tuple(self._network.run(read)["coefficients"].clip(0.0, 1.0).tolist())
