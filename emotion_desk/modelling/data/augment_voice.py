"""Augmentation of voices for training, on log-mel spectrograms of clips in decibels; no operation changes the emotion.

The speaker: tempo and small shifts of pitch.  Vocal tract length perturbation (Jaitly & Hinton 2013) keeps the emotion
but not the person, so the caller must drop the person's label.  The window: its position, gain, a noise floor, and
torchaudio's masks (SpecAugment, Park et al. 2019), each for a share of the voices (docs/decisions, record 34).  The
recording (:func:`recording_conditions`): room, microphone, band limit of a line, codec and overload.

The operations change the spectrogram and not the samples: clips are decoded once and stored as spectrograms, and the
effect of a room or a microphone is approximately a change of each band's energy over time.  Effects of phase are not
modelled.  Random numbers come from torch's generator, which the batches seed.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import torch
import torchaudio
from torch import Tensor
from torch.nn import functional

from emotion_desk.messages import Mel
from emotion_desk.modelling.data.random_draws import chance, integer, log_uniform, uniform
from emotion_desk.sound.mel import (
    FLOOR_DB,
    FRAMES,
    HIGHEST_HZ,
    HOP,
    LOWEST_HZ,
    SAMPLE_RATE,
    band_centres,
    hz_to_mel,
    mel_to_hz,
)
from emotion_desk.sound.utterance_windows import voiced_span, window_at

#: Largest random shift of a window, in columns.
_JITTER: Final = 4
#: Largest factor of vocal tract length perturbation, by which all frequencies of a voice are multiplied or divided.
_VOCAL_TRACT: Final = 1.18
#: Reverberation times of small rooms to halls, in seconds (time in which the energy falls by 60 dB).
_REVERBERATION_S: Final = (0.15, 1.0)
#: Ratio of the energies of direct sound and reverberation, in decibels.
_DIRECT_TO_REVERBERANT_DB: Final = (-3.0, 15.0)
#: Probability of each condition.
_CONDITION: Final = 0.4


def augment_voice(mel: Mel, frames: int = FRAMES) -> Tensor:
    """Return one augmented window of a clip, decibels, float32 (bands, frames)."""
    if chance(0.5):
        mel = _tempo(mel, uniform(0.9, 1.1))
    window = torch.from_numpy(window_at(mel, _window_start(mel, frames), frames))
    window = torch.clamp(window + uniform(-8.0, 8.0), min=FLOOR_DB)
    if chance(0.3):
        window = _pitch(window, integer(-1, 2))  # a larger shift would change the person
    if chance(0.25):
        window = _noise_floor(window)
    return _masked(window) if chance(0.7) else window


def vocal_tract_perturbation(mel: Mel) -> Mel:
    """Return a clip with all frequencies multiplied by a random factor, as with a longer or shorter vocal tract.

    Pitch and formants move together: the emotion stays, the person changes.

    Args:
        mel: decibels, (bands, columns).
    """
    return stretched_bands(mel, float(np.exp(uniform(-np.log(_VOCAL_TRACT), np.log(_VOCAL_TRACT)))))


def stretched_bands(mel: Mel, factor: float) -> Mel:
    """Return a mel spectrogram whose frequencies are multiplied by ``factor``, decibels, (bands, columns).

    Beyond the lowest and the highest band, the value of that band is repeated.
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
    """Return a random first column: mostly as for a file, else as live, where a window may hold part of the voice."""
    first, last = voiced_span(mel)
    length = last - first
    if chance(0.75):
        slack = length - frames
        return first + (integer(0, slack + 1) if slack > 0 else slack // 2) + integer(-_JITTER, _JITTER + 1)
    least = max(1, round(min(length, frames) * 0.7))
    return integer(first + least - frames, last - least + 1)


def _pitch(window: Tensor, bands: int) -> Tensor:
    """Shift the voice by some mel bands; bands without a source get the lowest value of the window."""
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
    """Mask a range of bands and a range of columns, each at most an eighth of the window."""
    bands, frames = window.shape
    masked = torchaudio.functional.mask_along_axis(window[None], bands // 8, FLOOR_DB, 1)
    masked = torchaudio.functional.mask_along_axis(masked, frames // 8, FLOOR_DB, 2)
    return torch.as_tensor(masked[0])


def recording_conditions(mel: Mel) -> Mel:
    """Return a clip as recorded in another room, by another microphone, line or codec, decibels (bands, columns).

    Each condition has a probability; they are applied in the order in which sound passes them.
    """
    if chance(_CONDITION):
        mel = reverberated(mel, log_uniform(*_REVERBERATION_S), uniform(*_DIRECT_TO_REVERBERANT_DB))
    if chance(_CONDITION):
        mel = _microphone(mel)
    if chance(_CONDITION / 2):
        mel = _overloaded(mel)
    if chance(_CONDITION / 2):
        mel = _band_limited(mel)
    if chance(_CONDITION / 2):
        mel = _coded(mel)
    return mel


def reverberated(mel: Mel, seconds: float, direct_db: float) -> Mel:
    """Return a clip with late reverberation: the energy of each band decays exponentially (Polack 1988).

    Args:
        mel: decibels, (bands, columns).
        seconds: time in which the energy falls by 60 dB; high bands decay up to twice as fast, as in air and on walls.
        direct_db: energy of the direct sound against that of the reverberation.
    """
    energy = 10.0 ** (mel / 10.0)
    column_s = HOP / SAMPLE_RATE
    decay = 10.0 ** (-6.0 * column_s / (seconds * np.linspace(1.0, 0.5, len(mel))))[:, None]
    late = np.zeros_like(energy)
    state = np.zeros((len(mel), 1))
    for column in range(energy.shape[1]):
        late[:, column : column + 1] = state
        state = decay * (state + energy[:, column : column + 1])
    late *= (1 - decay) / decay * 10.0 ** (-direct_db / 10.0)
    least = 10.0 ** (FLOOR_DB / 10.0)  # the logarithm of which may be rounded to less than the floor
    return _floored(10.0 * np.log10(np.maximum(energy + late, least)))


def _microphone(mel: Mel) -> Mel:
    """Add a smooth frequency response: a few cosines over the bands, some decibels each, and another level."""
    bands = np.linspace(0.0, np.pi, len(mel))
    response = sum(uniform(-4.0, 4.0) * np.cos(order * bands) for order in range(1, 5))
    return _floored(mel + np.asarray(response)[:, None] + uniform(-6.0, 6.0))


def _band_limited(mel: Mel) -> Mel:
    """Attenuate the bands that a telephone or a small loudspeaker does not transmit, by 25 to 60 dB."""
    centres = band_centres()
    outside = (centres < log_uniform(60.0, 320.0)) | (centres > log_uniform(3200.0, 8000.0))
    return _floored(mel - outside[:, None] * uniform(25.0, 60.0))


def _overloaded(mel: Mel) -> Mel:
    """Limit loud columns and spread their excess over all bands as distortion 15 to 30 dB below."""
    loudness = mel.max(axis=0, keepdims=True)
    excess = np.maximum(loudness - (float(loudness.max()) - uniform(3.0, 12.0)), 0.0)
    distortion = np.where(excess > 0, loudness - excess - uniform(15.0, 30.0), FLOOR_DB)
    return _floored(np.maximum(mel - excess, distortion))


def _coded(mel: Mel) -> Mel:
    """Remove what a codec of low bit rate omits: in each column, the bands far below the loudest one."""
    return np.where(mel < mel.max(axis=0, keepdims=True) - uniform(25.0, 45.0), np.float32(FLOOR_DB), mel)


def _floored(mel: np.ndarray[tuple[int, int], np.dtype[np.float64]]) -> Mel:
    return np.asarray(np.maximum(mel, FLOOR_DB), np.float32)
