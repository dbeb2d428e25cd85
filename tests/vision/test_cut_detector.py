"""Hard cuts are seen, and light, flashes, movement and noise are not taken for them."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from emotion_desk.messages import Picture
from emotion_desk.opencv import cv2
from emotion_desk.vision.cut_detector import CutDetector


def scene(seed: int, width: int = 320, height: int = 180) -> Picture:
    """Return a picture with structures of many sizes."""
    rng = np.random.default_rng(seed)
    picture = np.full((height, width, 3), 120, np.float32)
    for side in (4, 9, 20, 45):
        rough = rng.normal(0, 70 / side**0.5, (side, side, 3)).astype(np.float32)
        picture += cv2.resize(rough, (width, height), interpolation=cv2.INTER_CUBIC)
    return shown(picture)


def shown(values: NDArray[np.floating]) -> Picture:
    return np.asarray(np.clip(values, 0, 255), np.uint8)


def cuts(*pictures: Picture) -> list[int]:
    detector = CutDetector()
    return [n for n, picture in enumerate(pictures) if detector.is_cut(picture)]


def test_another_scene_is_a_cut_once() -> None:
    assert cuts(*[scene(1)] * 3, *[scene(2)] * 3, *[scene(1)] * 2) == [3, 6]


def test_the_first_frame_is_none_and_neither_is_one_after_a_reset() -> None:
    detector = CutDetector()
    assert not detector.is_cut(scene(1))
    detector.reset()
    assert not detector.is_cut(scene(2))


@pytest.mark.parametrize("light", ["brighter", "darker", "from the left", "lamp", "gamma"])
def test_a_change_of_the_light_is_none(light: str) -> None:
    picture = scene(3).astype(np.float32)
    height, width = picture.shape[:2]
    y, x = np.mgrid[:height, :width]
    factors = {
        "brighter": np.array(1.5),
        "darker": np.array(0.4),
        "from the left": np.linspace(0.5, 1.5, width)[None, :, None],
        "lamp": (1 + 0.8 * np.exp(-((x - 90) ** 2 + (y - 60) ** 2) / 80**2))[..., None],
    }
    lit = 255 * (picture / 255) ** 0.6 if light == "gamma" else picture * factors[light]
    assert cuts(shown(picture), shown(lit), shown(picture)) == []


def test_a_flash_is_none_even_if_it_clips_the_picture() -> None:
    quiet = scene(4)
    flashes = [shown(quiet * np.float32(factor)) for factor in (2.5, 6.0, 40.0)]
    for flash in flashes:
        assert cuts(quiet, flash, quiet) == []


def test_a_cut_during_a_flash_is_seen_after_it() -> None:
    white = np.full((180, 320, 3), 255, np.uint8)
    assert cuts(scene(5), white, scene(6), scene(6)) == [2]


def test_even_pictures_are_passed_over() -> None:
    black = np.zeros((180, 320, 3), np.uint8)
    assert cuts(black, black, scene(7), black, scene(7)) == []
    assert cuts(scene(7), black, black, scene(8)) == [3]


def test_noise_and_slow_movement_are_none() -> None:
    rng = np.random.default_rng(9)
    wide = scene(10, 480)
    moving = [shown(wide[:, 2 * n : 320 + 2 * n] + rng.normal(0, 8, (180, 320, 3))) for n in range(40)]
    assert cuts(*moving) == []


def test_a_fast_pan_is_a_movement() -> None:
    wide = scene(11, 4000)
    speeds = [2, 4, 8, 16, 30, 45, 60, 60, 60, 60, 45, 30, 16, 8]
    places = np.cumsum([0, *speeds])
    assert cuts(*(wide[:, at : at + 320] for at in places)) == []


@pytest.mark.parametrize("shape", [(1, 1, 3), (2, 500, 3), (0, 4, 3)])
def test_odd_pictures_do_no_harm(shape: tuple[int, ...]) -> None:
    assert cuts(np.zeros(shape, np.uint8), np.full(shape, 90, np.uint8)) == []


def test_size_may_change_without_a_cut() -> None:
    picture = scene(12)
    assert cuts(picture, np.asarray(cv2.resize(picture, (160, 90), interpolation=cv2.INTER_AREA), np.uint8)) == []
