"""Makes one channel of many, for files whose tracks have a layout.

FFmpeg's own downmix of floating point samples is not normalised (stereo comes out 3 dB louder and may clip), and a
plain mean over 5.1 buries the speech, which lies in the centre, 16 dB deep.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from emotion_desk.messages import Samples

#: ITU-R BS.775 proportions, halved towards the sides because speech sits in the centre; effects carry no speech.
_CENTRE: Final = 0.7071
_FRONT: Final = 0.5
_SURROUND: Final = 0.25
_EFFECTS: Final = frozenset({"LFE", "LFE2"})


def as_float(frame: Any) -> NDArray[np.float32]:
    """Return a decoded ``av.AudioFrame`` as float32 in [-1, 1], shape (channels, samples)."""
    raw = frame.to_ndarray()
    if not frame.format.is_planar:
        raw = raw.reshape(-1, frame.layout.nb_channels).T
    if raw.dtype == np.uint8:
        return np.asarray((raw.astype(np.float32) - 128.0) / 128.0, dtype=np.float32)
    if np.issubdtype(raw.dtype, np.signedinteger):
        return np.asarray(raw.astype(np.float32) / -float(np.iinfo(raw.dtype).min), dtype=np.float32)
    return np.asarray(raw, dtype=np.float32)


def mono(channels: NDArray[np.float32], names: Sequence[str]) -> Samples:
    """Return one channel, shape (samples,).

    Args:
        channels: shape (channels, samples).
        names: what FFmpeg calls them, for example ``("FL", "FR", "FC", "LFE", "BL", "BR")``.
    """
    if "FC" not in names or channels.shape[0] != len(names) or len(names) == 1:
        return np.asarray(channels.mean(axis=0), dtype=np.float32)
    weights = np.array([_weight(name) for name in names], dtype=np.float32)
    return np.asarray(np.clip(weights @ channels, -1.0, 1.0), dtype=np.float32)


def _weight(name: str) -> float:
    if name in _EFFECTS:
        return 0.0
    if name == "FC":
        return _CENTRE
    return _FRONT if name in ("FL", "FR") else _SURROUND
