"""Cut-out faces: the network sees the whole of them, and only small square pictures are taken for one."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from emotion_desk.messages import Box, Picture
from emotion_desk.vision.crop import cut_face, network_view
from emotion_desk.vision.whole_picture import CutOuts, WholePicture, is_cut_out, whole_face


class Nothing:
    def find(self, picture: Picture) -> list[Box]:
        return []

    def find_near(self, picture: Picture, known: Sequence[Box]) -> list[Box]:
        return list(known)


@pytest.mark.parametrize("side", [48, 100, 190])
def test_the_network_sees_the_whole_picture_and_nothing_else(side: int) -> None:
    columns = np.linspace(0, 255, side).astype(np.uint8)
    picture = np.stack([np.tile(columns, (side, 1)), np.tile(columns[:, None], (1, side)), np.full((side, side), 9)], 2)
    picture = picture.astype(np.uint8)
    seen = network_view(cut_face(picture, whole_face(picture)))
    assert abs(len(seen) - min(side, 192 * 2.5 / (2.67 * 1.12))) <= 2
    for corner, expected in ((seen[0, 0], (0, 0)), (seen[-1, -1], (255, 255))):
        assert np.abs(corner[:2].astype(int) - expected).max() <= 3 * 255 / side + 2


def test_a_longer_picture_gives_its_middle_square() -> None:
    box = whole_face(np.zeros((120, 90, 3), np.uint8))
    assert box.centre[0] == 45
    assert box.width == pytest.approx(90 * 2.67 / 2.5)
    assert box.confidence == 1


@pytest.mark.parametrize(
    ("width", "height", "is_one"),
    [(48, 48, True), (100, 100, True), (250, 245, True), (256, 256, False), (100, 130, False), (640, 480, False)],
)
def test_small_square_pictures_may_be_cut_out(width: int, height: int, is_one: bool) -> None:
    picture = np.zeros((height, width, 3), np.uint8)
    assert is_cut_out(picture) is is_one
    detector = CutOuts(Nothing())
    assert [box.width for box in detector.find(picture)] == ([whole_face(picture).width] if is_one else [])
    assert detector.taken_whole == is_one
    assert [getattr(box, "confidence", None) for box in detector.find(picture)] == [0.0] * is_one


def test_what_is_found_is_left_as_it_is() -> None:
    found = CutOuts(WholePicture())
    picture = np.zeros((60, 60, 3), np.uint8)
    assert found.find(picture) == [whole_face(picture)]
    assert found.taken_whole == 0
    assert found.find_near(picture, []) == [whole_face(picture)]
    assert WholePicture().find(np.zeros((0, 0, 3), np.uint8)) == []
