"""Augmentation of faces and voices for training; every change keeps the label.

Faces: mirroring, rotation, scale and shift in one resampling, generous enough that the answer does not depend on where
a detector puts its box; light, colour, sharpness, blur, low resolution and JPEG (by OpenCV), erasing.  Two in five
colour faces become grey, because FER2013 is grey and RAF-DB is not, and a network would learn the set instead.
Voices, each change to a part of them only (docs/decisions, record 34): where the window lies, tempo, a shift of pitch
by a band, gain, a noise floor, then torchaudio's masks (SpecAugment, Park et al. 2019).  Another throat (vocal tract
length perturbation, Jaitly & Hinton 2013) keeps the emotion but not the person; who asks for it drops the name.
Chance comes from torch's generator, which the batches seed.
"""

from __future__ import annotations

from functools import cache
from typing import Final

import numpy as np
import torch
import torchaudio
from torch import Tensor
from torch.nn import functional
from torchvision.transforms import v2

from emotion_desk.messages import Box, Mel, Picture
from emotion_desk.opencv import cv2
from emotion_desk.sound.mel import FLOOR_DB, FRAMES, HIGHEST_HZ, LOWEST_HZ, hz_to_mel, mel_to_hz
from emotion_desk.sound.utterance_windows import voiced_span, window_at
from emotion_desk.vision.crop import MARGIN, cut_face

#: A wide picture is cut around its face as loosely or tightly as a detector may do it.
_MARGINS: Final = (MARGIN - 0.08, MARGIN + 0.16)
_SHIFT: Final = 0.12
#: Smallest and largest scale of a face, largest rotation in degrees, largest change of aspect ratio (logarithm).
_SCALES: Final = (0.75, 1.35)
_TURN: Final = 20.0
_STRETCH: Final = 0.08
#: Columns by which a window misses the middle of a voice.
_JITTER: Final = 4
#: By what factor, at most, another throat raises or lowers all frequencies of a voice.
_THROAT: Final = 1.18


def uniform(low: float, high: float) -> float:
    """Draw a number from torch's generator."""
    return float(torch.empty(()).uniform_(low, high))


def chance(share: float) -> bool:
    """Say yes in this share of all cases."""
    return uniform(0.0, 1.0) < share


def whole(low: int, high: int) -> int:
    """Draw a whole number, ``low`` to ``high - 1``."""
    return int(torch.randint(low, high, ()))


def augment_face(picture: Picture, box: Box | None, size: int) -> Tensor:
    """Return an augmented copy of a face, RGB, uint8 (3, size, size).

    Args:
        picture: BGR, uint8, (height, width, 3).
        box: where the face is in it; ``None`` where the picture is cut to the face already.
        size: side of the result in pixels.
    """
    if box is not None:
        picture = cut_face(picture, box, uniform(*_MARGINS))
    tensor = torch.from_numpy(picture[:, :, ::-1].copy()).permute(2, 0, 1)
    if chance(0.25):
        tensor = _low_quality(tensor)
    if max(tensor.shape[1:]) > 2 * size:
        tensor = v2.functional.resize(tensor, [2 * size, 2 * size], antialias=True)
    return torch.as_tensor(_appearance()(_moved(tensor, size)))


def _moved(picture: Tensor, size: int) -> Tensor:
    """Return the picture mirrored, rotated, scaled and shifted by chance, uint8 (3, size, size).

    One resampling does all of it.  Scale is uniform in its logarithm; outside of the picture its border is repeated or
    mirrored, because no detector leaves a black frame around a face.
    """
    angle = np.deg2rad(uniform(-_TURN, _TURN))
    scale = float(np.exp(uniform(np.log(_SCALES[0]), np.log(_SCALES[1]))))
    stretch = float(np.exp(uniform(-_STRETCH, _STRETCH)))
    mirror = -1.0 if chance(0.5) else 1.0
    cos, sin = float(np.cos(angle)) / scale, float(np.sin(angle)) / scale
    # A shift by a share of the side is twice that in the grid's units, -1 to 1.
    shift = [2.0 * uniform(-_SHIFT, _SHIFT), 2.0 * uniform(-_SHIFT, _SHIFT)]
    theta = torch.tensor([[[mirror * cos * stretch, sin, shift[0]], [-mirror * sin * stretch, cos, shift[1]]]])
    grid = functional.affine_grid(theta, [1, 3, size, size], align_corners=False)
    padding = "border" if chance(0.5) else "reflection"
    source = functional.interpolate(picture[None].float(), [size, size], mode="bilinear", antialias=True)
    moved = functional.grid_sample(source, grid, mode="bilinear", padding_mode=padding, align_corners=False)
    return moved[0].round_().clamp_(0, 255).to(torch.uint8)


@cache
def _appearance() -> v2.Transform:
    """Return the changes of light, colour, sharpness and occlusion that every face goes through by chance."""
    return v2.Compose(
        [
            v2.RandomGrayscale(0.4),
            v2.RandomApply([v2.ColorJitter(brightness=0.45, contrast=0.45, saturation=0.3, hue=0.02)], 0.6),
            v2.RandomEqualize(0.05),
            v2.RandomAutocontrast(0.1),
            v2.RandomAdjustSharpness(2.0, 0.1),
            v2.RandomApply([v2.GaussianBlur(5, (0.2, 1.6))], 0.15),
            v2.RandomErasing(0.25, scale=(0.02, 0.18), ratio=(0.4, 2.5), value=127),
        ]
    )


def _low_quality(picture: Tensor) -> Tensor:
    """Return the picture as a poor camera would give it: fewer pixels, then JPEG."""
    side = whole(24, 64)
    small = v2.functional.resize(picture, [side, side], antialias=True)
    _, blob = cv2.imencode(".jpg", small.permute(1, 2, 0).numpy(), [cv2.IMWRITE_JPEG_QUALITY, whole(30, 90)])
    return torch.from_numpy(cv2.imdecode(blob, cv2.IMREAD_COLOR)).permute(2, 0, 1)


def augment_voice(mel: Mel, frames: int = FRAMES) -> Tensor:
    """Return one changed window of a clip, decibels, float32 (bands, frames)."""
    if chance(0.5):
        mel = _tempo(mel, uniform(0.9, 1.1))
    window = torch.from_numpy(window_at(mel, _window_start(mel, frames), frames))
    window = torch.clamp(window + uniform(-8.0, 8.0), min=FLOOR_DB)
    if chance(0.3):
        window = _pitch(window, whole(-1, 2))  # more would make it another person
    if chance(0.25):
        window = _noise_floor(window)
    return _masked(window) if chance(0.7) else window


def another_throat(mel: Mel) -> Mel:
    """Return a clip as somebody with a longer or shorter throat would have said it: frequencies times a factor.

    Pitch and formants move together, as from a man's voice to a woman's; who listens hears the same emotion of
    another person.

    Args:
        mel: decibels, (bands, columns).
    """
    return stretched_bands(mel, float(np.exp(uniform(-np.log(_THROAT), np.log(_THROAT)))))


def stretched_bands(mel: Mel, factor: float) -> Mel:
    """Return a mel picture whose frequencies are multiplied by ``factor``, decibels, (bands, columns).

    What would come from beyond the lowest or highest band is as loud as that band.
    """
    bands = mel.shape[0]
    lowest, highest = float(hz_to_mel(LOWEST_HZ)), float(hz_to_mel(HIGHEST_HZ))
    centres = np.linspace(lowest, highest, bands + 2)[1:-1]
    from_hz = hz_to_mel(mel_to_hz(centres) / factor)
    at = np.clip((from_hz - centres[0]) / (centres[1] - centres[0]), 0, bands - 1)
    below = np.minimum(at.astype(np.int64), bands - 2)
    share = (at - below).astype(np.float32)[:, None]
    return np.asarray(mel[below] * (1 - share) + mel[below + 1] * share, np.float32)


def _tempo(mel: Mel, factor: float) -> Mel:
    columns = max(2, round(mel.shape[1] * factor))
    plane = torch.from_numpy(mel)[None]
    stretched: Mel = functional.interpolate(plane, columns, mode="linear", align_corners=False)[0].numpy()
    return stretched


def _window_start(mel: Mel, frames: int) -> int:
    """Choose where the window lies: mostly as for a file, else as it comes live, with most of the voice."""
    first, last = voiced_span(mel)
    length = last - first
    if chance(0.75):
        slack = length - frames
        return first + (whole(0, slack + 1) if slack > 0 else slack // 2) + whole(-_JITTER, _JITTER + 1)
    least = max(1, round(min(length, frames) * 0.7))
    return whole(first + least - frames, last - least + 1)


def _pitch(window: Tensor, bands: int) -> Tensor:
    """Shift the voice by some mel bands; what comes in from outside is as quiet as the quietest point."""
    if bands == 0:
        return window
    shifted = torch.roll(window, bands, 0)
    shifted[slice(0, bands) if bands > 0 else slice(bands, None)] = window.min()
    return shifted


def _noise_floor(window: Tensor) -> Tensor:
    """Add noise of a random level and slope below the loudest point, in power."""
    bands, _ = window.shape
    level = float(window.max()) - uniform(35, 65)
    slope = torch.linspace(0, uniform(-20, 5), bands)[:, None]
    grain = 10.0 * torch.log10(torch.empty_like(window).exponential_() + 1e-6)
    return 10.0 * torch.log10(10.0 ** (window / 10.0) + 10.0 ** ((level + slope + grain) / 10.0))


def _masked(window: Tensor) -> Tensor:
    """Hide a stripe of bands and one of columns, each an eighth of the picture at most."""
    bands, frames = window.shape
    masked = torchaudio.functional.mask_along_axis(window[None], bands // 8, FLOOR_DB, 1)
    masked = torchaudio.functional.mask_along_axis(masked, frames // 8, FLOOR_DB, 2)
    return torch.as_tensor(masked[0])
