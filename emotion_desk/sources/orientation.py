"""Orientation of pictures: EXIF tags and display matrices, both with mirroring.

PyAV reports only the rotation angle of a display matrix; for a mirrored picture that angle is wrong.  Here the matrix
itself is reduced to a transposition and two reflections, the eight cases that EXIF numbers from 1 to 8.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from emotion_desk.messages import Picture


@dataclass(frozen=True, slots=True)
class Orientation:
    """How the stored picture becomes upright: first ``transpose``, then ``flip_x`` and ``flip_y``."""

    transpose: bool = False
    flip_x: bool = False
    flip_y: bool = False

    def apply(self, picture: Picture) -> Picture:
        """Return the upright picture, uint8 (height, width, 3), contiguous."""
        if self == UPRIGHT:
            return picture
        turned = picture.transpose(1, 0, 2) if self.transpose else picture
        if self.flip_x:
            turned = turned[:, ::-1]
        if self.flip_y:
            turned = turned[::-1]
        return np.ascontiguousarray(turned)


UPRIGHT: Final = Orientation()
#: EXIF tag 274 (TIFF 6.0, "Orientation"), values 1 to 8.
_EXIF: Final = {
    1: UPRIGHT,
    2: Orientation(flip_x=True),
    3: Orientation(flip_x=True, flip_y=True),
    4: Orientation(flip_y=True),
    5: Orientation(transpose=True),
    6: Orientation(transpose=True, flip_x=True),
    7: Orientation(transpose=True, flip_x=True, flip_y=True),
    8: Orientation(transpose=True, flip_y=True),
}
#: Quarter turns to the left, as PyAV's ``rotation`` gives them, where the matrix itself is not available.
_QUARTERS: Final = (UPRIGHT, _EXIF[8], _EXIF[3], _EXIF[6])
_MATRIX_BYTES: Final = 36
#: Decoders that attach a colour profile with a name to their frames.
_NAMED_PROFILES: Final = frozenset({"png", "apng"})


def from_exif(tag: object) -> Orientation:
    """Return the orientation for the value of EXIF tag 274; unknown values count as upright."""
    return _EXIF.get(tag, UPRIGHT) if isinstance(tag, int) else UPRIGHT


def from_matrix(matrix: bytes) -> Orientation:
    """Return the orientation for a display matrix (ISO/IEC 14496-12, 6.2.2), nine int32; the nearest quarter turn.

    Stored coordinates become ``x' = a x + c y``, ``y' = b x + d y``.
    """
    if len(matrix) < _MATRIX_BYTES:
        return UPRIGHT
    a, b, _, c, d, *_ = (int(value) for value in np.frombuffer(matrix[:_MATRIX_BYTES], np.int32))
    if abs(a) + abs(d) >= abs(b) + abs(c):
        return Orientation(flip_x=a < 0, flip_y=d < 0)
    return Orientation(transpose=True, flip_x=c < 0, flip_y=b < 0)


def of_frame(frame: Any, codec: str = "") -> Orientation:
    """Return the orientation of a decoded ``av.VideoFrame``.

    Of :data:`_NAMED_PROFILES` only the angle is read: PyAV 18 frees the name of a colour profile twice, which ends the
    process, as soon as the side data of such a frame is looked at.

    ``frame.side_data`` is not used: it would make the frame refer to itself, and frames would stay in memory, hundreds
    of megabytes of them, until the garbage collector looks for cycles.
    """
    if codec in _NAMED_PROFILES:
        return _QUARTERS[round(frame.rotation / 90) % 4]
    from av.sidedata.sidedata import SideDataContainer, Type

    try:
        found: Any = SideDataContainer(frame)  # type: ignore[call-arg]  # missing in PyAV's type stub
        # Asked for by its type: what iterating gives, the data or their types, depends on PyAV's version.
        data = found.get(Type.DISPLAYMATRIX)
    except ValueError:  # side data of a type that PyAV does not know
        return _QUARTERS[round(frame.rotation / 90) % 4]
    return from_matrix(bytes(data)) if data is not None else UPRIGHT
