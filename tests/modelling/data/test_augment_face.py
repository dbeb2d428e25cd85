"""Augmentation of faces: a marker in the picture stays where the geometry says, and colours stay plausible."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from emotion_desk.messages import Box
from emotion_desk.modelling.data import augment_face
from emotion_desk.modelling.data.augment_face import SCALES, SHIFT, _warped


def marked(size: int, x: int, y: int) -> np.ndarray[tuple[int, int, int], np.dtype[np.uint8]]:
    picture = np.zeros((size, size, 3), np.uint8)
    picture[y - 2 : y + 3, x - 2 : x + 3] = 255
    return picture


def centre_of(picture: np.ndarray[tuple[int, int, int], np.dtype[np.uint8]]) -> tuple[float, float]:
    weight = picture[..., 0].astype(float)
    rows, columns = np.indices(weight.shape)
    return float((columns * weight).sum() / weight.sum()), float((rows * weight).sum() / weight.sum())


def test_without_a_change_the_picture_stays() -> None:
    picture = np.random.default_rng(1).integers(0, 256, (64, 64, 3), np.uint8)
    same = _warped(picture, np.array([32.0, 32.0]), np.ones(2), 0.0, mirror=False, size=64)
    assert np.array_equal(same, picture)
    mirrored = _warped(picture, np.array([32.0, 32.0]), np.ones(2), 0.0, mirror=True, size=64)
    assert np.array_equal(mirrored, picture[:, ::-1])


def test_a_quarter_turn_moves_the_right_to_where_it_belongs() -> None:
    turned = _warped(marked(64, 48, 32), np.array([32.0, 32.0]), np.ones(2), np.pi / 2, mirror=False, size=64)
    assert centre_of(turned) == pytest.approx((32, 48), abs=1.5) or centre_of(turned) == pytest.approx(
        (32, 15), abs=1.5
    )


@pytest.mark.parametrize("region", [Box(0, 0, 120, 120), Box(40, 30, 60, 60), Box(-10, 20, 140, 80)])
def test_the_middle_of_the_region_stays_within_the_shift(region: Box) -> None:
    middle = (round(region.centre[0]), round(region.centre[1]))
    torch.manual_seed(3)
    found = np.array([centre_of(augment_face._resampled(marked(120, *middle), region, 64)) for _ in range(60)])
    reach = 64 * SHIFT * SCALES[1] * 2**0.5 + 1
    assert np.abs(found - 31.5).max() < reach
    assert found.std(axis=0).min() > 64 * SHIFT / 4


def test_a_face_has_the_given_size_and_depends_on_the_seed_alone() -> None:
    picture = np.random.default_rng(1).integers(0, 256, (100, 100, 3), np.uint8)
    torch.manual_seed(5)
    faces = [augment_face.augment_face(picture, Box(0, 0, 100, 100), 64) for _ in range(40)]
    assert {face.shape for face in faces} == {(64, 64, 3)}
    assert {face.dtype for face in faces} == {np.dtype(np.uint8)}
    assert len({face.tobytes() for face in faces}) == 40
    torch.manual_seed(5)
    assert np.array_equal(augment_face.augment_face(picture, Box(0, 0, 100, 100), 64), faces[0])


@pytest.mark.parametrize("operation", augment_face._OPERATIONS)
def test_every_operation_changes_a_little(operation: object) -> None:
    assert callable(operation)
    rng = np.random.default_rng(2)
    face = np.clip(rng.normal(120, 40, (16, 16, 3)), 0, 255).astype(np.uint8).repeat(4, 0).repeat(4, 1)
    torch.manual_seed(7)
    for _ in range(10):
        changed = operation(face)
        assert changed.shape == face.shape
        assert changed.dtype == np.uint8
        assert np.corrcoef(changed.ravel(), face.ravel())[0, 1] > 0.4
