"""Changes that keep the answer: what a face or a voice goes through before the network sees it in training.

Faces: mirror, small turns, shifts and zooms, half of them grey (FER2013 is grey, RAF-DB is colour: without this a
network learns the set, not the face), light and contrast, low resolution and JPEG, a hidden patch.  Voices: where the
window lies, tempo, a shift of pitch by some bands, a noise floor, SpecAugment (Park et al. 2019).
"""

from __future__ import annotations

import numpy as np

from emotion_desk.messages import Mel, Picture
from emotion_desk.opencv import cv2
from emotion_desk.sound.mel import FLOOR_DB, FRAMES
from emotion_desk.sound.utterance import voiced_span, window_at

Generator = np.random.Generator


def augment_face(picture: Picture, size: int, rng: Generator) -> Picture:
    """Return a changed copy of a face picture, BGR uint8 (size, size, 3)."""
    if rng.random() < 0.15:
        picture = _worse(picture, rng)
    height, width = picture.shape[:2]
    zoom = rng.uniform(0.9, 1.2) * size / max(height, width)
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), float(rng.uniform(-15, 15)), float(zoom))
    shift = size / 2 - np.array([width, height]) / 2 + rng.uniform(-0.06, 0.06, 2) * size
    matrix[:, 2] = matrix[:, 2] + shift
    out = cv2.warpAffine(picture, matrix, (size, size), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    if rng.random() < 0.5:
        out = out[:, ::-1]
    if rng.random() < 0.5:
        out = cv2.cvtColor(cv2.cvtColor(np.ascontiguousarray(out), cv2.COLOR_BGR2GRAY), cv2.COLOR_GRAY2BGR)
    if rng.random() < 0.6:
        gain, offset = rng.uniform(0.7, 1.3), rng.uniform(-30, 30)
        out = np.clip(out.astype(np.float32) * gain + offset, 0, 255).astype(np.uint8)
    if rng.random() < 0.25:
        out = _hide_patch(np.ascontiguousarray(out), rng)
    return np.asarray(out, np.uint8)


def _worse(picture: Picture, rng: Generator) -> Picture:
    """Return the picture as a poor camera would give it: fewer pixels, then JPEG."""
    side = int(rng.integers(28, 64))
    small = cv2.resize(picture, (side, side), interpolation=cv2.INTER_AREA)
    _, blob = cv2.imencode(".jpg", small, [cv2.IMWRITE_JPEG_QUALITY, int(rng.integers(35, 90))])
    return np.asarray(cv2.imdecode(blob, cv2.IMREAD_COLOR), np.uint8)


def _hide_patch(picture: Picture, rng: Generator) -> Picture:
    size = picture.shape[0]
    height, width = (rng.uniform(0.1, 0.35, 2) * size).astype(int)
    top, left = int(rng.integers(0, size - height)), int(rng.integers(0, size - width))
    picture[top : top + height, left : left + width] = rng.integers(0, 256)
    return picture


def augment_voice(mel: Mel, rng: Generator, frames: int = FRAMES) -> Mel:
    """Return one changed window of a clip, decibels, (bands, frames)."""
    mel = _tempo(mel, float(rng.uniform(0.85, 1.18)))
    window = window_at(mel, _window_start(mel, frames, rng), frames)
    shift = int(rng.integers(-3, 4))
    if shift:
        window = np.roll(window, shift, axis=0)
        window[slice(0, shift) if shift > 0 else slice(shift, None)] = window.min()
    if rng.random() < 0.5:
        window = _noise_floor(window, rng)
    return _spec_augment(window, rng)


def _tempo(mel: Mel, factor: float) -> Mel:
    columns = max(2, round(mel.shape[1] * factor))
    return np.asarray(cv2.resize(mel, (columns, mel.shape[0]), interpolation=cv2.INTER_LINEAR), np.float32)


def _window_start(mel: Mel, frames: int, rng: Generator) -> int:
    """Choose where the window lies: half of the time as for a file, else as it comes live, with half of the voice."""
    first, last = voiced_span(mel)
    length = last - first
    if rng.random() < 0.5:
        slack = length - frames
        return first + (int(rng.integers(0, slack + 1)) if slack > 0 else slack // 2)
    least = max(1, min(length, frames) // 2)
    return int(rng.integers(first + least - frames, last - least + 1))


def _noise_floor(window: Mel, rng: Generator) -> Mel:
    """Add noise of a random level and slope below the loudest point, in power."""
    bands = window.shape[0]
    level = window.max() - rng.uniform(25, 60)
    slope = np.linspace(0, rng.uniform(-20, 5), bands, dtype=np.float32)[:, None]
    grain = 10.0 * np.log10(rng.exponential(1.0, window.shape) + 1e-6)
    noise = level + slope + grain
    return np.asarray(10.0 * np.log10(10.0 ** (window / 10.0) + 10.0 ** (noise / 10.0)), np.float32)


def _spec_augment(window: Mel, rng: Generator) -> Mel:
    bands, frames = window.shape
    window = window.copy()
    for _ in range(2):
        height = int(rng.integers(0, bands // 7))
        top = int(rng.integers(0, bands - height))
        window[top : top + height] = FLOOR_DB
        width = int(rng.integers(0, frames // 7))
        left = int(rng.integers(0, frames - width))
        window[:, left : left + width] = FLOOR_DB
    return window
