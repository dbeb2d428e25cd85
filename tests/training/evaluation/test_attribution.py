"""Hiding places: what is hidden, how it is averaged, and a table of it."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import numpy as np
import pytest
from numpy.typing import NDArray

from emotion_desk.errors import DataError
from emotion_desk.inference.attribution import Explainer, Explanation
from emotion_desk.training.evaluation import attribution

SIZE = 30


class LooksAtACorner:
    """Answers happy as far as the upper left fifth of the picture is bright, and says so."""

    def explain(self, row: NDArray[np.float32], _head: str) -> Explanation:
        places = np.zeros((6, 6), np.float32)
        places[:3, :3] = 1.0
        return Explanation(self.probabilities(row, "")[0], places)

    def probabilities(self, rows: NDArray[np.float32], _head: str) -> NDArray[np.float32]:
        bright = np.clip(rows[:, 0, : SIZE // 2, : SIZE // 2].mean(axis=(1, 2)), 0, 1)
        given = np.zeros((len(rows), 8), np.float32)
        given[:, 2], given[:, 0] = bright, 1 - bright
        return given


@pytest.fixture
def explainer() -> Explainer:
    return cast("Explainer", LooksAtACorner())


def corner() -> NDArray[np.float32]:
    row = np.zeros((1, 3, SIZE, SIZE), np.float32)
    row[..., : SIZE // 2, : SIZE // 2] = 1.0
    return row


def test_hiding_what_it_looks_at_hurts_most(explainer: Explainer) -> None:
    found = attribution.measure(explainer, "face_emotion", iter([corner()] * 4), 3)
    assert found[attribution.NOTHING].value == pytest.approx(1.0)
    assert found[attribution.NOTHING].n == 3
    assert found[attribution.HOTTEST].value < found[attribution.PATCHES].value < 1.0
    assert found[attribution.HOTTEST].value < found[attribution.PIXELS].value < 1.0
    assert found[attribution.COLDEST].value == pytest.approx(1.0)
    row = attribution.row_of("faces", "float32", "mean", found)
    assert row.startswith("| 3 faces | float32 | mean | 1.000 | **0.")
    assert row.count("|") == 11


def test_blur_covers_what_is_flat_with_itself(explainer: Explainer) -> None:
    flat = np.ones((1, 3, SIZE, SIZE), np.float32)
    found = attribution.measure(explainer, "face_emotion", iter([flat]), 1, "blur")
    assert all(one.value == pytest.approx(1.0) for one in found.values())


def test_without_samples_there_is_nothing_to_measure(explainer: Explainer) -> None:
    with pytest.raises(DataError, match="no sample"):
        attribution.measure(explainer, "face_emotion", iter(()), 3)


def test_data_that_is_not_there_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert attribution.main(["--data", str(tmp_path)]) == 1
    assert "missing" in capsys.readouterr().err
