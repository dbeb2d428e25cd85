"""Makes one channel of many.

FFmpeg's own downmix of floating point samples is not normalised (stereo comes out 3 dB louder and may clip).  A plain
mean over 5.1 attenuates the speech, which lies in the centre, by 16 dB.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from emotion_desk.messages import Samples

#: ITU-R BS.775 proportions, halved towards the sides because speech sits in the centre; effects carry no speech.
_CENTRE: Final = 0.7071
_FRONT: Final = 0.5
_SURROUND: Final = 0.25
_EFFECTS: Final = frozenset({"LFE", "LFE2"})


@dataclass(frozen=True, slots=True)
class Downmix:
    """Weights of the channels and the constant offsets that are removed first.

    Attributes:
        weights: one per channel; empty: the mix that belongs to the layout.
        offsets: one per channel, in full scale; empty: none.
    """

    weights: tuple[float, ...] = ()
    offsets: tuple[float, ...] = ()

    def apply(self, channels: NDArray[np.float32], names: Sequence[str]) -> Samples:
        """Return one channel, float32 (samples,), finite and within full scale.

        Args:
            channels: float32 (channels, samples).
            names: FFmpeg's names of the channels, for example ``("FL", "FR", "FC", "LFE", "BL", "BR")``.
        """
        sound = finite(channels)
        if len(self.offsets) == sound.shape[0] and any(self.offsets):
            sound = sound - np.array(self.offsets, np.float32)[:, None]
        if len(self.weights) != sound.shape[0]:
            return mono(sound, names)
        return np.asarray(np.clip(np.array(self.weights, np.float32) @ sound, -1.0, 1.0), np.float32)


def finite(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return samples without NaN and infinity, limited to full scale; the same array if nothing is wrong."""
    if not samples.size or bool(np.abs(samples).max() <= 1.0):  # False for NaN
        return samples
    return np.clip(np.nan_to_num(samples, nan=0.0, posinf=1.0, neginf=-1.0), -1.0, 1.0)


def as_float(*frames: Any) -> NDArray[np.float32]:
    """Return consecutive decoded ``av.AudioFrame`` of one form as float32 in [-1, 1], shape (channels, samples)."""
    raw = frames[0].to_ndarray() if len(frames) == 1 else np.concatenate([f.to_ndarray() for f in frames], axis=1)
    if not frames[0].format.is_planar:
        raw = raw.reshape(-1, frames[0].layout.nb_channels).T
    if raw.dtype == np.uint8:
        return np.asarray((raw.astype(np.float32) - 128.0) / 128.0, dtype=np.float32)
    if np.issubdtype(raw.dtype, np.signedinteger):
        return np.asarray(raw.astype(np.float32) / -float(np.iinfo(raw.dtype).min), dtype=np.float32)
    return np.asarray(raw, dtype=np.float32)


class JoinedFrames:
    """Decoded ``av.AudioFrame`` that follow one another, converted together: each step costs more than its samples.

    Args:
        seconds: length from which on they are to be taken.
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._frames: list[Any] = []
        self._form: tuple[int, str, str] | None = None
        self._held_s = 0.0

    def continues_with(self, frame: Any) -> bool:
        """Return whether a frame has the rate, format and layout of those that are held."""
        return self._form is None or self._form == _form(frame)

    def add(self, frame: Any) -> bool:
        """Hold a frame, and return whether there are enough."""
        if not self._frames:
            self._form, self._held_s = _form(frame), 0.0
        self._frames.append(frame)
        self._held_s += frame.samples / frame.sample_rate
        return self._held_s >= self._seconds

    def take(self) -> list[Any]:
        """Return the frames that are held, and forget them."""
        frames, self._frames, self._form = self._frames, [], None
        return frames


def _form(frame: Any) -> tuple[int, str, str]:
    return frame.sample_rate, frame.format.name, frame.layout.name


def mono(channels: NDArray[np.float32], names: Sequence[str]) -> Samples:
    """Return the mix of a layout as one channel, shape (samples,).

    Args:
        channels: shape (channels, samples).
        names: FFmpeg's names of the channels.
    """
    weights = layout_weights(channels.shape[0], names)
    if weights is None:
        return np.asarray(channels.mean(axis=0), dtype=np.float32)
    return np.asarray(np.clip(weights @ channels, -1.0, 1.0), dtype=np.float32)


def layout_weights(count: int, names: Sequence[str]) -> NDArray[np.float32] | None:
    """Return the weights of a surround layout, float32 (channels,); ``None``: the mean of all channels."""
    if "FC" not in names or count != len(names) or len(names) == 1:
        return None
    return np.array([_weight(name) for name in names], dtype=np.float32)


def _weight(name: str) -> float:
    if name in _EFFECTS:
        return 0.0
    if name == "FC":
        return _CENTRE
    return _FRONT if name in ("FL", "FR") else _SURROUND
