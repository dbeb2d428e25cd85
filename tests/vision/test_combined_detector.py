"""Who proposes and who decides, with detectors that answer what the test says."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from emotion_desk.messages import Box, Picture
from emotion_desk.vision.blaze_detector import POSSIBLE, SURE, BlazeDetector
from emotion_desk.vision.blazeface import BlazeFace, BlazeFaces
from emotion_desk.vision.combined_detector import CROWD, HAAR_EVERY, CombinedDetector

#: A picture in which brightness says how sure the network is of a face there.
SIDE = 240


class Marked(BlazeFace):
    """Sees a face of 40 pixels about each pixel that is not black; its value is the confidence in per cent."""

    def __init__(self, *, whole: bool = True) -> None:
        self.whole = whole
        self.side = 2 * SIDE  # so that no square is reduced, which would blur the marks
        self.seen: list[tuple[int, ...]] = []

    def find(self, picture: Picture) -> BlazeFaces:
        self.seen.append(picture.shape)
        marks = np.argwhere(picture[..., 0]).tolist() if self.whole or len(picture) < SIDE else []
        points = np.array([_points(x, y) for y, x in marks], np.float32).reshape(-1, 6, 2)
        sure = np.array([picture[y, x, 0] / 100 for y, x in marks], np.float32)
        return BlazeFaces(np.zeros((len(sure), 4), np.float32), points, sure)


def _points(x: float, y: float) -> list[tuple[float, float]]:
    """Return eyes 15 pixels apart above the middle of the face, and a mouth."""
    return [(x - 7.5, y - 4), (x + 7.5, y - 4), (x, y + 4), (x, y + 12), (x - 15, y), (x + 15, y)]


class Proposing:
    """Proposes a box about each given point."""

    def __init__(self, *points: tuple[int, int]) -> None:
        self.boxes = [Box(x - 20, y - 20, 40, 40) for x, y in points]
        self.asked = 0

    def find(self, picture: Picture) -> list[Box]:
        self.asked += 1
        return self.boxes

    def find_near(self, picture: Picture, known: Sequence[Box]) -> list[Box]:
        raise AssertionError("BlazeFace looks at known faces")


def marked(*marks: tuple[int, int, int]) -> Picture:
    picture = np.zeros((SIDE, SIDE, 3), np.uint8)
    for x, y, sure in marks:
        picture[y, x] = sure
    return picture


def centres(boxes: Sequence[Box]) -> list[tuple[int, int]]:
    return sorted((round(box.centre[0]), round(box.centre[1])) for box in boxes)


@pytest.mark.parametrize("thorough", [False, True])
def test_what_haar_proposes_counts_if_the_other_sees_it(thorough: bool) -> None:
    picture = marked((60, 60, 70), (180, 60, 40))
    both = CombinedDetector(Proposing((60, 60), (180, 60), (60, 180)), BlazeDetector(Marked(), thorough=thorough))
    assert centres(both.find(picture)) == [(60, 60)]


def test_so_many_searches_take_every_square() -> None:
    network = Marked()
    both = CombinedDetector(Proposing(), BlazeDetector(network))
    picture = marked()
    searches = both.searches_for_all(picture)
    for _ in range(searches):
        both.find(picture)
    small = [shape for shape in network.seen if shape[0] < SIDE]
    assert len(small) >= 9  # three by three squares
    assert searches == 8  # five with two squares each, and Haar in every third


def test_what_haar_misses_is_found_and_needs_more_confidence() -> None:
    picture = marked((60, 60, 90), (180, 60, 70))
    both = CombinedDetector(Proposing(), BlazeDetector(Marked()))
    assert centres(both.find(picture)) == [(60, 60)]


@pytest.mark.parametrize(("faces", "asked"), [(0, 2), (1, 0), (CROWD - 1, 0), (CROWD, 2)])
def test_haar_has_its_turn_in_a_moving_picture_without_faces_or_with_many(faces: int, asked: int) -> None:
    haar = Proposing((200, 200))
    both = CombinedDetector(haar, BlazeDetector(Marked()))
    picture = marked(*((30 + 60 * at, 40, 90) for at in range(faces)))
    for _ in range(2 * HAAR_EVERY):
        assert len(both.find(picture)) == faces
    assert haar.asked == asked


def test_beside_a_known_face_large_squares_have_haars_turn() -> None:
    seen = Marked()
    both = CombinedDetector(Proposing(), BlazeDetector(seen))
    wide = np.zeros((SIDE, 2 * SIDE, 3), np.uint8)
    wide[60, 60] = 90
    sides = []
    for _ in range(2 * HAAR_EVERY):
        seen.seen.clear()
        both.find(wide)
        sides.append({shape[0] for shape in seen.seen[1:]})  # after the whole picture
    assert sides == [{SIDE}, {SIDE // 2}, {SIDE // 2}] * 2


@pytest.mark.parametrize(("faces", "asked"), [(0, 1), (1, 0), (CROWD - 1, 0), (CROWD, 1)])
def test_haar_is_asked_of_a_single_picture_without_faces_or_with_many(faces: int, asked: int) -> None:
    haar = Proposing((200, 200))
    both = CombinedDetector(haar, BlazeDetector(Marked(), thorough=True))
    found = both.find(marked(*((30 + 60 * at, 40, 90) for at in range(faces)), (200, 200, 70)))
    assert len(found) == faces + asked
    assert haar.asked == asked


def test_known_faces_need_less_confidence() -> None:
    both = CombinedDetector(Proposing(), BlazeDetector(Marked()))
    known = Box(40, 40, 40, 40)
    assert POSSIBLE < 0.6 < SURE
    assert both.find(marked((60, 60, 60))) == []
    (near,) = both.find_near(marked((60, 60, 60)), [known])
    assert near.confidence == pytest.approx(0.6)
    assert both.find_near(marked((60, 60, 40)), [known]) == []
    assert both.find_near(marked((120, 60, 90)), [known]) == []  # too far away


def test_all_squares_are_searched_in_turn() -> None:
    picture = marked((200, 220, 90))
    seeing = Marked(whole=False)
    detector = BlazeDetector(seeing)
    assert any(centres(detector.find(picture)) == [(200, 220)] for _ in range(6))
    seeing.seen.clear()
    assert centres(BlazeDetector(seeing, thorough=True).find(picture)) == [(200, 220)]
    assert max(len(seen) for seen in seeing.seen) == 3
    assert {shape[:2] for shape in seeing.seen} >= {(SIDE, SIDE), (SIDE // 2, SIDE // 2)}
