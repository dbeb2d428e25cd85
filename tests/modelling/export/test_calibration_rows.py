"""Quantisation is calibrated on pictures cut as in evaluation: to the face geometry that the network learned."""

from __future__ import annotations

import zipfile
from pathlib import Path

import cv2
import numpy as np
import pytest

from emotion_desk.messages import Picture
from emotion_desk.modelling.data.datasets import ARCHIVES
from emotion_desk.modelling.data.face_placement import FACE_GEOMETRY, PLACEMENTS, cut_region
from emotion_desk.modelling.data.splits import rafdb_held_out
from emotion_desk.modelling.export.calibration_rows import Row, training_rows
from emotion_desk.modelling.export.release import Trained, calibration_rows
from emotion_desk.modelling.networks.multitask_net import HEADS
from emotion_desk.vision.crop import face_input

HEAD = "face_emotion"


@pytest.fixture
def pictures(tmp_path: Path) -> list[Picture]:
    """Write a small RAF-DB archive into the test's folder and return its training pictures."""
    rng = np.random.default_rng(3)
    kept = []
    with zipfile.ZipFile(tmp_path / ARCHIVES["rafdb"], "w") as archive:
        for number in range(12):
            picture = rng.integers(0, 255, (100, 100, 3)).astype(np.uint8)
            name = f"happiness/train_{number:05}.png"
            archive.writestr(name, cv2.imencode(".png", picture)[1].tobytes())
            if not rafdb_held_out(name):
                kept.append(picture)
    return kept


def is_among(row: Row, inputs: list[Row]) -> bool:
    return any(np.array_equal(row, one) for one in inputs)


@pytest.mark.parametrize("placed", [False, True])
def test_rows_are_cut_to_the_face_geometry_only_on_request(
    pictures: list[Picture], tmp_path: Path, placed: bool
) -> None:
    placement = PLACEMENTS["rafdb"]
    whole = [face_input([one])[0] for one in pictures]
    cut = [face_input([cut_region(one, placement.region(one))])[0] for one in pictures]
    rows = list(training_rows(tmp_path, [HEAD], rows=6, placed=placed))
    assert len(rows) == 6
    assert all(is_among(row, cut if placed else whole) for row in rows)
    assert not any(is_among(row, whole if placed else cut) for row in rows)


def test_the_provenance_of_the_network_decides(pictures: list[Picture], tmp_path: Path) -> None:
    assert pictures
    trained = Trained.__new__(Trained)
    trained.heads, trained.fold, trained.provenance = {HEAD: HEADS[HEAD]}, 0, {}
    whole = next(calibration_rows(trained, tmp_path, None))
    trained.provenance = {FACE_GEOMETRY: "2.5 d, 0.4 d below the eyes"}
    placed = next(calibration_rows(trained, tmp_path, None))
    np.testing.assert_array_equal(whole, next(training_rows(tmp_path, [HEAD])))
    np.testing.assert_array_equal(placed, next(training_rows(tmp_path, [HEAD], placed=True)))
    assert not np.array_equal(whole, placed)
