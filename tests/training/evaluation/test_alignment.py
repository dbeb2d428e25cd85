"""Turning faces upright: the geometry is right, and the comparison asks about the same faces."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import numpy as np
import pytest

from emotion_desk.errors import DataError
from emotion_desk.inference.predictor import Predictor
from emotion_desk.messages import Box, Picture
from emotion_desk.opencv import cv2
from emotion_desk.training.evaluation import alignment
from emotion_desk.training.evaluation.alignment import AS_IT_IS, LEVEL, PLACED, Face, leaning, level, placed
from emotion_desk.vision.landmarks import POINTS, LandmarkDetector, Landmarks

SIDE = 100


def drawn(left: tuple[int, int], right: tuple[int, int], label: int = 2, name: str = "happy/a.png") -> Face:
    """A dark picture whose eyes are two bright spots."""
    picture = np.full((SIDE, SIDE, 3), 20, np.uint8)
    for eye in (left, right):
        cv2.circle(picture, eye, 3, (255, 255, 255), -1)
    return Face(name, label, picture, np.array([*left, *right]) / SIDE)


def spots(picture: Picture) -> list[tuple[float, float]]:
    """Where the bright spots are, from left to right."""
    _, _, _, centres = cv2.connectedComponentsWithStats((picture[..., 0] > 130).astype(np.uint8))
    return sorted((float(x), float(y)) for x, y in centres[1:])


def test_eyes_come_to_lie_level() -> None:
    (x1, y1), (x2, y2) = spots(level(drawn((30, 35), (68, 55))))
    assert y1 == pytest.approx(y2, abs=0.7)
    assert x2 - x1 == pytest.approx(np.hypot(38, 20), abs=1)


def test_eyes_come_to_lie_at_their_place() -> None:
    target = np.array([0.35, 0.4, 0.65, 0.4])
    found = spots(placed(drawn((30, 35), (60, 50)), target))
    np.testing.assert_allclose(found, [(35, 40), (65, 40)], atol=0.8)


def test_a_face_without_eyes_stays_as_it_is() -> None:
    face = Face("a", 0, drawn((30, 40), (60, 40)).picture, None)
    assert level(face) is face.picture
    assert placed(face, np.zeros(4)) is face.picture
    with pytest.raises(DataError, match="No eyes"):
        alignment.usual_eyes([face])


def test_the_usual_place_is_the_median_made_level() -> None:
    many = [drawn((30, 40), (60, 44)), drawn((32, 42), (62, 46)), drawn((90, 90), (95, 95))]
    np.testing.assert_allclose(alignment.usual_eyes(many), [0.32, 0.44, 0.62, 0.44])


def test_leans_are_even_and_depend_on_the_name_alone() -> None:
    leans = [alignment.lean_of(f"{number}.png") for number in range(500)]
    assert leans[3] == alignment.lean_of("3.png")
    assert -30 <= min(leans) < -27
    assert 27 < max(leans) <= 30
    assert abs(np.mean(leans)) < 3
    (x1, y1), (x2, y2) = spots(leaning(drawn((30, 50), (70, 50)).picture, -20.0))
    assert np.degrees(np.arctan2(y2 - y1, x2 - x1)) == pytest.approx(20, abs=2)


class Spots:
    """Finds the two bright spots as eyes."""

    def find(self, picture: Picture, _box: Box) -> Landmarks | None:
        found = spots(picture)
        if len(found) != 2:
            return None
        points = np.zeros((POINTS, 2), np.float32)
        points[[33, 133]], points[[362, 263]] = found
        return Landmarks(points, 1.0)


def test_the_same_faces_are_asked_about_in_each_way(tmp_path: Path) -> None:
    archive = tmp_path / "faces.zip"
    with zipfile.ZipFile(archive, "w") as opened:
        for number in range(6):
            face = drawn((30, 40 + number), (65, 40))
            blob = io.BytesIO(bytes(cv2.imencode(".png", face.picture)[1]))
            opened.writestr(f"{('happy', 'sad')[number % 2]}/{number}.png", blob.getvalue())
    names = alignment.picked(archive, lambda _name: True, 4)
    assert len(names) == 4
    assert names == alignment.picked(archive, lambda _name: True, 4)
    detector = cast("LandmarkDetector", Spots())
    found = list(alignment.faces(archive, names, detector, leans=False))
    assert {face.name for face in found} == names
    assert all(face.eyes is not None for face in found)
    logits = np.zeros(8)
    logits[2] = 5.0
    says_happy = SimpleNamespace(outputs=lambda faces: {"face_emotion": np.tile(logits, (len(faces), 1))})
    given = alignment.compared(cast("Predictor", says_happy), found)
    assert list(given) == [AS_IT_IS, LEVEL, PLACED]
    *lines, note = alignment.rows("A", found, given)
    happy = sum(face.label == 2 for face in found)
    assert lines[0].startswith(f"| A | as it is | {25 * happy:.1f} (")
    assert "+0.0 (+0.0 to +0.0)" in lines[1]
    assert "4 faces, eyes found in 100.0 %" in note


def test_data_that_is_not_there_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert alignment.main(["--data", str(tmp_path)]) == 1
    assert len(capsys.readouterr().err.splitlines()) == 1
