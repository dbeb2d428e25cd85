"""What is explained is what was answered."""

from __future__ import annotations

from typing import cast

import numpy as np
from numpy.typing import NDArray

from emotion_desk.inference.class_activation_map import Explainer
from emotion_desk.ui.sound_lab.attribution_thread import AttributionRequest, explain
from emotion_desk.vision.crop import face_input, network_view


class Recorder:
    """Keeps the row that it is to explain."""

    def explain(self, row: NDArray[np.float32], _head: str) -> Recorder:
        self.row = row
        return self

    def heat(self, size: int) -> NDArray[np.float32]:
        return np.zeros((size, size), np.float32)

    def probabilities(self, rows: NDArray[np.float32], _head: str) -> list[dict[str, float]]:
        return [{} for _ in rows]


def test_a_face_is_explained_as_the_network_saw_it() -> None:
    crop = np.random.default_rng(0).integers(0, 255, (120, 120, 3), np.uint8)
    recorder = Recorder()
    explain(cast("Explainer", recorder), AttributionRequest(face=crop))
    np.testing.assert_array_equal(recorder.row, face_input([network_view(crop)]))
