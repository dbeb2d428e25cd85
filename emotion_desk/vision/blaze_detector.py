"""Faces by BlazeFace: the whole picture, squares of it for what is small, and the neighbourhood of known faces.

The network reads a small square, so that in a large picture a face soon has too few of its pixels.  A picture is
therefore also searched in overlapping squares, and a known face is looked at enlarged.  Boxes come from the points of
the eyes and the mouth and have the desk's one geometry (:mod:`emotion_desk.vision.geometry`).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from emotion_desk.messages import Box, Picture
from emotion_desk.vision.blazeface import BlazeFace, BlazeFaces
from emotion_desk.vision.geometry import Detection, box_from_points, roll_of
from emotion_desk.vision.reduced_squares import ReducedSquares

#: Confidence of a face that is believed: seen enlarged, nine faces in ten had 0.8 and more, also rolled by 45 degrees
#: or cut by the border of the picture; coins and galaxies had at most 0.78, most of them under 0.7.
SURE: Final = 0.75
#: Confidence that suffices where another detector says the same.
AGREED: Final = 0.6
#: Confidence from which a face is looked at again, and that suffices for a face that is being followed.
POSSIBLE: Final = 0.5
#: The picture around a known face, in sides of its box.
NEAR_ROOM: Final = 2.2
#: A known face may have become so much smaller or larger, and may have moved by this share of its side.
NEAR_CHANGE: Final = 1.7
NEAR_REACH: Final = 0.6
#: Neighbouring squares share at least this part of their side.
SHARED: Final = 0.45
#: Sizes of the squares, in shorter sides of the picture.  Squares of the first size are left out where the picture is
#: hardly longer than it is wide.
_SIDES: Final = (1.0, 0.5)
_LONG: Final = 1.15
#: Squares that one search of a moving picture takes; the next search goes on with the following ones.
SQUARES_A_SEARCH: Final = 2
#: Squares that one search takes at most, the larger ones first: a strip may be thousands of times as long as wide.
_MOST_SQUARES: Final = 120
#: Of a box, this share on each side may lie beyond an edge of a square: there eyes and mouth are still inside.
_BEYOND: Final = 0.2
#: What is nearer to the right or lower edge of the picture than this, in pixels, lies at it.
_EDGE: Final = 0.5
#: How much too large the network sees a face, against Face Mesh on 23 RAVDESS videos (medians): in a whole picture, and
#: enlarged.  Boxes are made smaller by it.
_TOO_LARGE: Final = 1.048
_TOO_LARGE_NEAR: Final = 1.020
#: Boxes that overlap by more than this show one face.
_SAME_FACE: Final = 0.3


class BlazeDetector:
    """Finds faces with BlazeFace; used by one thread at a time.

    Args:
        network: finds faces in one square; it must report those of confidence :data:`POSSIBLE`, too.
        thorough: search all squares at once, for single pictures; otherwise some at each search, in turn.
    """

    def __init__(self, network: BlazeFace, *, thorough: bool = False) -> None:
        self._network = network
        self.thorough = thorough
        self._next_square = 0
        self._next_large = 0

    def find(self, picture: Picture) -> list[Detection]:
        """Return the faces in a BGR picture (uint8, (height, width, 3)), boxes in its pixels, largest first."""
        found = self.find_large(picture)
        return distinct([*found, *self.find_small(picture, found)])

    def find_large(self, picture: Picture) -> list[Detection]:
        """Return the faces that are seen in the picture as a whole."""
        height, width = picture.shape[:2]
        seen = self._inside(picture, Box(0, 0, width, height), POSSIBLE)
        sure = [face if face.confidence >= SURE else self.look(picture, face) for face in seen]
        return distinct([face for face in sure if face is not None])

    def find_small(self, picture: Picture, found: Sequence[Detection], *, large: bool | None = None) -> list[Detection]:
        """Return the faces that are seen in squares of the picture only.

        Args:
            picture: as for :meth:`find`.
            found: faces that are known already.
            large: of a moving picture, take the next of the largest squares, or of the others; ``None``: of all.
        """
        height, width = picture.shape[:2]
        squares = _squares(width, height)
        if not self.thorough and squares:
            squares = self._turn(squares, min(width, height), large=large)
        reduced = ReducedSquares(picture, self._network.side) if self.thorough and squares else None
        small: list[Detection] = []
        for square in squares:
            for face in self._in_square(picture, square, reduced):
                if any(same_face(face, other) for other in (*found, *small)):
                    continue
                again = self.look(picture, face)  # a part of something may look like a face, the whole of it does not
                small += [] if again is None else [again]
        return small

    def searches_for_all(self, picture: Picture) -> int:
        """Return the number of searches for small faces after which each square has been searched."""
        height, width = picture.shape[:2]
        return 1 if self.thorough else max(1, math.ceil(len(_squares(width, height)) / SQUARES_A_SEARCH))

    def _turn(self, squares: list[Box], short: int, *, large: bool | None) -> list[Box]:
        """Return the squares of a moving picture that one search takes."""
        of_size = [square for square in squares if large is None or (square.width >= short) == large] or squares
        at = (self._next_large if large else self._next_square) % len(of_size)
        if large:
            self._next_large = at + SQUARES_A_SEARCH
        else:
            self._next_square = at + SQUARES_A_SEARCH
        return (of_size + of_size)[at : at + min(SQUARES_A_SEARCH, len(of_size))]

    def _in_square(self, picture: Picture, square: Box, reduced: ReducedSquares | None) -> list[Detection]:
        """Return the possible faces of a square, which is cut from a reduced copy of the picture if there is one."""
        cut = reduced.cut(square) if reduced is not None else None
        if cut is None:
            return self._inside(picture, square, POSSIBLE)
        box, side = cut.box, self._network.side
        found = self._network.find_square(cut.pixels, box.width / side, box.height / side)
        return _whole(_detections(found, box.x, box.y, _TOO_LARGE), box, picture, POSSIBLE)

    def find_near(self, picture: Picture, known: Sequence[Box]) -> list[Detection]:
        """Return faces near predicted boxes and of similar size."""
        return distinct([face for box in known if (face := self.look(picture, box, POSSIBLE)) is not None])

    def look(self, picture: Picture, box: Box, least: float = SURE) -> Detection | None:
        """Return the face that a box is about, enlarged and looked at alone; ``None`` if there is none.

        Args:
            picture: BGR, uint8, (height, width, 3).
            box: where a face is supposed to be, in pixels.
            least: confidence that it must have.
        """
        x, y = box.centre
        room = max(box.width, box.height) * NEAR_ROOM
        faces = self._inside(picture, Box(x - room / 2, y - room / 2, room, room), least, _TOO_LARGE_NEAR)
        return max((face for face in faces if _fits(face, box)), key=lambda face: face.overlap(box), default=None)

    def _inside(self, picture: Picture, part: Box, least: float, too_large: float = _TOO_LARGE) -> list[Detection]:
        """Return the faces of a part of the picture, without those that its edges cut."""
        height, width = picture.shape[:2]
        left, top = max(0, round(part.x)), max(0, round(part.y))
        right, bottom = min(width, round(part.x + part.width)), min(height, round(part.y + part.height))
        if right - left < 2 or bottom - top < 2:
            return []
        faces = _detections(self._network.find(picture[top:bottom, left:right]), left, top, too_large)
        return _whole(faces, Box(left, top, right - left, bottom - top), picture, least)


def _whole(faces: Sequence[Detection], part: Box, picture: Picture, least: float) -> list[Detection]:
    """Return the faces of a part of a picture that are certain enough, and that its edges do not cut."""
    height, width = picture.shape[:2]
    left, top, right, bottom = part.x, part.y, part.x + part.width, part.y + part.height
    return [
        face
        for face in faces
        if face.confidence >= least
        and (left <= 0 or face.x >= left - _BEYOND * face.width)
        and (top <= 0 or face.y >= top - _BEYOND * face.height)
        and (right > width - _EDGE or face.x + face.width <= right + _BEYOND * face.width)
        and (bottom > height - _EDGE or face.y + face.height <= bottom + _BEYOND * face.height)
    ]


def _squares(width: int, height: int) -> list[Box]:
    """Return the overlapping squares of a picture, the larger ones first."""
    short, long = min(width, height), max(width, height)
    squares: list[Box] = []
    for share in _SIDES:
        side = short * share
        if side >= 2 and (share < 1 or long > _LONG * short):
            rows, columns = _starts(height, side), _starts(width, side)
            squares += [Box(left, top, side, side) for top in rows for left in columns]
    return squares[:_MOST_SQUARES]


def _starts(length: int, side: float) -> list[float]:
    """Return where squares begin along one side of a picture, so that they cover it and overlap."""
    if length <= side:
        return [0.0]
    count = math.ceil((length - side) / (side * (1 - SHARED)) - 1e-9) + 1
    return [place * (length - side) / (count - 1) for place in range(min(count, _MOST_SQUARES))]


def _detections(found: BlazeFaces, left: float, top: float, too_large: float) -> list[Detection]:
    """Return the faces as boxes of the one geometry, moved by the corner of the part that was searched."""
    faces = []
    for points, sure in zip(found.points, found.confidence, strict=True):
        eye, other, mouth = points[0], points[1], points[3]
        box = box_from_points(eye, other, mouth)
        side = box.width / too_large
        x, y = box.centre
        faces.append(Detection(x + left - side / 2, y + top - side / 2, side, side, float(sure), roll_of(eye, other)))
    return faces


def _fits(face: Box, box: Box) -> bool:
    """Return whether a detection may be of the face that was expected in a box."""
    (x, y), (known_x, known_y) = face.centre, box.centre
    side = max(box.width, box.height)
    ratio = face.width / max(side, 1e-6)
    return math.hypot(x - known_x, y - known_y) <= NEAR_REACH * side and 1 / NEAR_CHANGE <= ratio <= NEAR_CHANGE


def distinct(faces: Sequence[Detection]) -> list[Detection]:
    """Return one detection a face, the most certain one, largest first."""
    kept: list[Detection] = []
    for face in sorted(faces, key=lambda one: -one.confidence):
        if not any(same_face(face, other) for other in kept):
            kept.append(face)
    return sorted(kept, key=lambda one: -one.width * one.height)


def same_face(one: Box, other: Box) -> bool:
    """Return whether two boxes show one face: they overlap, or one's centre lies well inside the larger one."""
    if one.overlap(other) > _SAME_FACE:
        return True
    (x, y), (other_x, other_y) = one.centre, other.centre
    return max(abs(x - other_x), abs(y - other_y)) < max(one.width, other.width) / 3
