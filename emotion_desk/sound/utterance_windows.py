"""Cuts the mel spectrogram of a whole clip into network inputs.

Live, the network reads the last 2.3 s, whatever they contain.  A clip from a file is longer or shorter and has silence
around the voice.  Here the silent ends are removed and windows of the input width cover the rest.  Training uses the
same functions.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from emotion_desk.messages import Mel
from emotion_desk.sound.mel import FLOOR_DB, FRAMES

#: A column at the ends of a clip is silent if its level is this far below the loudest column.
SILENCE_BELOW_PEAK_DB: Final = 38.0
#: Columns kept on each side of the voice.
_AROUND: Final = 3


def voiced_span(mel: Mel) -> tuple[int, int]:
    """Return the first and one past the last voiced column of a clip; ``(0, 0)`` if all is silent.

    Args:
        mel: decibels, (bands, columns).
    """
    if mel.shape[1] == 0:
        return 0, 0
    level = 10.0 * np.log10(np.mean(10.0 ** (mel / 10.0), axis=0))
    if float(level.max()) <= FLOOR_DB + 5.0:
        return 0, 0
    loud = np.flatnonzero(level > level.max() - SILENCE_BELOW_PEAK_DB)
    return max(int(loud[0]) - _AROUND, 0), min(int(loud[-1]) + 1 + _AROUND, mel.shape[1])


def window_at(mel: Mel, start: int, frames: int = FRAMES) -> Mel:
    """Return ``frames`` columns from ``start`` on, padded with silence outside the clip (``start`` may be negative)."""
    left, right = max(start, 0), min(start + frames, mel.shape[1])
    if right <= left:
        return np.full((mel.shape[0], frames), FLOOR_DB, np.float32)
    return np.pad(mel[:, left:right], ((0, 0), (left - start, start + frames - right)), constant_values=FLOOR_DB)


def utterance_windows(mel: Mel, frames: int = FRAMES) -> list[Mel]:
    """Cover the voiced part of a clip with windows: one centred window if it fits, else evenly spaced ones.

    Neighbouring windows overlap by at least a half.  A silent clip gives no window.
    """
    first, last = voiced_span(mel)
    length = last - first
    if length == 0:
        return []
    if length <= frames:
        return [window_at(mel, first - (frames - length) // 2, frames)]
    count = 1 + -(-2 * (length - frames) // frames)
    starts = np.linspace(first, last - frames, count).round().astype(int)
    return [window_at(mel, int(start), frames) for start in starts]
