"""What counts as found and as false, and scenes whose boxes lie where faces are."""

from __future__ import annotations

import zipfile
from pathlib import Path

import numpy as np
import pytest

from emotion_desk.messages import Box
from emotion_desk.modelling.data.datasets import ARCHIVES
from emotion_desk.modelling.evaluation.detection_scenes import Scenes
from emotion_desk.modelling.evaluation.face_detection import Found, measured, table
from emotion_desk.opencv import cv2

BLACK = np.zeros((100, 100, 3), np.uint8)
FACE = Box(20, 20, 40, 40)


@pytest.mark.parametrize(
    ("box", "found", "false"),
    [
        (FACE, 1, 0),
        (Box(24, 16, 44, 44), 1, 0),
        (Box(30, 30, 20, 20), 0, 0),  # too small, and yet no other place
        (Box(60, 60, 40, 40), 0, 1),
    ],
)
def test_found_and_false(box: Box, found: int, false: int) -> None:
    one = measured(lambda picture: [box], [(BLACK, [FACE])])
    assert (one.faces, one.found, one.false, one.pictures) == (1, found, false, 1)


def test_each_box_without_a_face_is_false() -> None:
    assert measured(lambda picture: [FACE, FACE], [(BLACK, [])] * 3).false == 6


def test_the_table_has_a_row_a_scene() -> None:
    lines = table({"nobody": {"haar": Found(0, 0, 2, 9, 3.2)}, "two": {"haar": Found(2, 1, 0, 1, 4.8)}}).splitlines()
    assert lines[0] == "| scene | faces | haar |"
    assert lines[2:] == [
        "| nobody | 0 | 0 found, 2 false, 3 ms |",
        "| two | 2 | 1 found, 0 false, 5 ms |",
        "| all | 2 | 1 found, 2 false |",
    ]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of sets whose pictures are red where their faces lie."""
    folder = tmp_path_factory.mktemp("sets")
    for name, side in (("lfw", 160), ("colour", 96), ("celeba", 112)):
        picture = np.zeros((side, side, 3), np.uint8)
        picture[side // 4 : 3 * side // 4, side // 4 : 3 * side // 4, 2] = 255
        with zipfile.ZipFile(folder / ARCHIVES[name], "w") as archive:
            archive.writestr("a/1.png", bytes(cv2.imencode(".png", picture)[1]))
    return folder


def test_boxes_lie_where_the_faces_are(data: Path) -> None:
    for name, scenes in Scenes(data).all(1):
        for picture, boxes in scenes:
            assert picture.dtype == np.uint8
            assert (boxes == []) == (name == "nobody")
            for box in boxes:
                x, y = (round(value) for value in box.centre)
                seen = picture[max(0, y - 3) : y + 3, max(0, x - 3) : x + 3]
                assert seen[..., 2].mean() > 200, name


def test_scenes_follow_from_their_seed(data: Path) -> None:
    for make in ("nobody", "gallery"):
        arguments = (2, 2, 40) if make == "gallery" else ()
        first, second = (getattr(Scenes(data, 3), make)(*arguments) for _ in range(2))
        assert np.array_equal(first[0], second[0])
