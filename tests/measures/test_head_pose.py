"""Head pose: exact on projected canonical faces, close under noise, and following a picture that is turned."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from emotion_desk.measures.head_pose import CANONICAL, HeadPose, angles, head_pose, rotation_of

WIDTH, HEIGHT = 640, 480


def projected(pose: HeadPose, distance: float = 50.0) -> NDArray[np.float32]:
    """Return the landmarks of a canonical face with this pose before the camera, float32 (478, 2)."""
    model = np.array([row[1:] for row in CANONICAL])
    placed = model @ rotation_of(pose).T * [1.0, -1.0, -1.0] + [1.0, -2.0, distance]
    points = np.zeros((478, 2), np.float32)
    points[[row[0] for row in CANONICAL]] = placed[:, :2] / placed[:, 2:] * WIDTH + [WIDTH / 2, HEIGHT / 2]
    return points


@pytest.mark.parametrize("yaw", [-30.0, -15.0, 0.0, 15.0, 30.0])
@pytest.mark.parametrize(("pitch", "roll"), [(0.0, 0.0), (-15.0, 10.0), (20.0, -30.0)])
def test_the_pose_of_a_projected_face_is_found(yaw: float, pitch: float, roll: float) -> None:
    found = head_pose(projected(HeadPose(yaw, pitch, roll)), WIDTH, HEIGHT)
    assert found is not None
    assert [found.yaw, found.pitch, found.roll] == pytest.approx([yaw, pitch, roll], abs=0.1)


def test_noise_of_a_pixel_costs_few_degrees() -> None:
    rng = np.random.default_rng(3)
    errors = []
    for yaw in np.linspace(-30, 30, 13):
        points = projected(HeadPose(float(yaw), 5.0, 0.0)) + rng.normal(0, 1.0, (478, 2)).astype(np.float32)
        found = head_pose(points, WIDTH, HEIGHT)
        assert found is not None
        errors.append(abs(found.yaw - yaw))
    assert np.mean(errors) < 3.0


def test_directions_are_those_of_the_picture() -> None:
    right = projected(HeadPose(30.0, 0.0, 0.0))
    assert right[4, 0] > right[[33, 263]].mean(axis=0)[0]  # the nose points to the right
    up = projected(HeadPose(0.0, 30.0, 0.0))
    level = projected(HeadPose(0.0, 0.0, 0.0))
    assert up[4, 1] - up[6, 1] < level[4, 1] - level[6, 1]  # the tip of the nose rises
    leaning = projected(HeadPose(0.0, 0.0, 20.0))
    assert leaning[263, 1] > leaning[33, 1]  # the eye at the right is lower


def test_what_is_no_pose_is_none() -> None:
    assert head_pose(np.full((478, 2), np.nan, np.float32), WIDTH, HEIGHT) is None
    assert angles(rotation_of(HeadPose(0.0, 0.0, 0.0)) @ np.diag([-1.0, 1.0, -1.0])) is None
