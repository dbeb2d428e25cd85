"""What counts as a face that has not moved, and as something new beside it; and the quick way to every n-th pixel."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from emotion_desk.messages import Box
from emotion_desk.vision.stillness import is_new_elsewhere, is_still
from emotion_desk.vision.thinning import thinned

SIZE = (480, 480)  # ten pixels a cell
FACE = Box(100, 100, 160, 160)


def scene(spread: float = 1.0) -> NDArray[np.float32]:
    return np.asarray(spread * np.random.default_rng(3).uniform(40, 200, (48, 48)), np.float32)


def test_noise_is_no_movement_and_a_shift_is() -> None:
    before = scene()
    noisy = before + np.random.default_rng(4).normal(0, 1.5, before.shape).astype(np.float32)
    assert is_still(before, noisy, [FACE], SIZE)
    assert not is_still(before, np.roll(before, 1, axis=1), [FACE], SIZE)


def test_what_changes_beside_a_face_does_not_move_it() -> None:
    before = scene()
    now = before.copy()
    now[36:44, 36:44] += 30
    assert is_still(before, now, [FACE], SIZE)
    assert is_new_elsewhere(before, now, [FACE], SIZE)
    assert not is_still(before, now, [FACE, Box(350, 350, 100, 100)], SIZE)


def test_a_known_person_who_moves_is_nothing_new() -> None:
    before = scene()
    now = before.copy()
    now[8:28, 8:28] += 30
    assert not is_new_elsewhere(before, now, [FACE], SIZE)
    assert is_new_elsewhere(before, now, [], SIZE)


def test_in_a_dark_picture_smaller_changes_count() -> None:
    before = scene(0.05)
    assert not is_still(before, np.roll(before, 1, axis=1), [FACE], SIZE)


def test_a_face_of_few_cells_is_never_called_still() -> None:
    before = scene()
    assert not is_still(before, before, [Box(100, 100, 25, 25)], SIZE)
    assert not is_still(before, before, [Box(-300, -300, 160, 160)], SIZE)


@pytest.mark.parametrize("step", [1, 2, 3, 5, 7, 40])
@pytest.mark.parametrize("part", [(0, 31, 0, 47), (3, 30, 5, 46), (1, 2, 1, 3)])
def test_thinning_takes_the_pixels_that_slicing_takes(step: int, part: tuple[int, int, int, int]) -> None:
    picture = np.random.default_rng(5).integers(0, 256, (31, 47, 3), dtype=np.uint8)
    top, bottom, left, right = part
    view = picture[top:bottom, left:right]
    assert np.array_equal(thinned(view, step), view[::step, ::step])
