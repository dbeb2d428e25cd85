"""Blinks in a generated clip, through the networks: the lids of a still face are closed and opened."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from emotion_desk.inference.face_meters import load_face_meter
from emotion_desk.measures.blinks import blinks
from emotion_desk.measures.face_meter import FaceMeter
from emotion_desk.measures.names import action_units
from emotion_desk.messages import Box, Picture
from emotion_desk.opencv import cv2
from emotion_desk.vision.detector import HaarDetector

FPS = 30
#: Contours of both eyes: upper and lower lid from one corner to the other.
EYES = (
    ((33, 246, 161, 160, 159, 158, 157, 173, 133), (33, 7, 163, 144, 145, 153, 154, 155, 133)),
    ((362, 398, 384, 385, 386, 387, 388, 466, 263), (362, 382, 381, 380, 374, 373, 390, 249, 263)),
)
#: The landmarks lie inside the lashes; this share of an eye's width lies beyond them.
RIM = 0.1
#: How far the lids are closed in the frames of a blink, 0 to 1: a sixth of a second.
CLOSING = (0.5, 1.0, 1.0, 0.7, 0.3)


def with_lids(picture: Picture, points: NDArray[np.float32], closed: float) -> Picture:
    """Return a face whose upper lids, with their lashes, slide over the eyes by a share of their opening, 0 to 1."""
    height, width = picture.shape[:2]
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    from_y = y.copy()
    for upper, lower in EYES:
        top, bottom = (points[list(lid)][np.argsort(points[list(lid), 0])] for lid in (upper, lower))
        columns = np.arange(width, dtype=np.float32)
        upper_y, lower_y = (np.interp(columns, lid[:, 0], lid[:, 1]) for lid in (top, bottom))
        begin, end = float(top[0, 0]), float(top[-1, 0])
        rim = RIM * (end - begin)
        upper_y, lower_y = upper_y - rim, lower_y + rim
        brow_y = upper_y - 0.4 * (end - begin)
        lid_y = upper_y + closed * np.maximum(lower_y - upper_y, 0.0)
        moved = (x >= begin) & (x <= end) & (y >= brow_y) & (y <= lid_y)
        stretched = brow_y + (y - brow_y) * (upper_y - brow_y) / np.maximum(lid_y - brow_y, 1e-6)
        from_y = np.where(moved, stretched, from_y)
    return np.asarray(cv2.remap(picture, x, from_y.astype(np.float32), cv2.INTER_LINEAR), np.uint8)


@pytest.fixture(scope="module")
def meter() -> FaceMeter:
    return load_face_meter()


def clip(picture: Picture, points: NDArray[np.float32], begins: tuple[int, ...], frames: int) -> Iterator[Picture]:
    """Yield the frames of a clip with blinks that begin at some of them, and the noise of a camera."""
    rng = np.random.default_rng(0)
    for number in range(frames):
        since = [number - begin for begin in begins if 0 <= number - begin < len(CLOSING)]
        seen = with_lids(picture, points, CLOSING[since[0]]) if since else picture
        yield np.clip(seen + rng.normal(0.0, 2.0, seen.shape), 0, 255).astype(np.uint8)


def test_lids_that_close_over_several_frames_blink() -> None:
    """The first blink passes between both limits on its way, as that of a clip of RAVDESS does."""
    series = (0.21, 0.30, 0.48, 0.59, 0.62, 0.56, 0.35, 0.22, 0.17, 0.27, 0.54, 0.60, 0.56, 0.26)
    found = blinks([(number / FPS, closed) for number, closed in enumerate(series)])
    assert [round(blink.from_s * FPS) for blink in found] == [3, 10]


@pytest.mark.slow
@pytest.mark.parametrize("begins", [(), (10,), (6, 25, 44, 60)])
def test_the_blinks_of_a_generated_clip_are_counted_exactly(
    meter: FaceMeter, demo_picture: Picture, begins: tuple[int, ...]
) -> None:
    whole: Box = HaarDetector().find(demo_picture)[0]
    left, top, side = round(whole.x - whole.width / 2), round(whole.y - whole.height / 2), round(2 * whole.width)
    picture = demo_picture[max(0, top) : top + side, max(0, left) : left + side]  # the rest takes most of the time
    box = replace(whole, x=whole.x - max(0, left), y=whole.y - max(0, top))
    still = meter.measure(picture, box)
    assert still is not None
    closed = []
    for number, seen in enumerate(clip(picture, still.landmarks.points, begins, 75)):
        found = meter.measure(seen, box, track=1)
        assert found is not None
        closed.append((number / FPS, action_units(found.measures.blendshapes)["AU45"]))
    counted = blinks(closed)
    assert len(counted) == len(begins)
    for blink, begin in zip(counted, begins, strict=True):
        assert blink.from_s == pytest.approx(begin / FPS, abs=2.5 / FPS)
