"""Smooths emotion probabilities over time, so that labels do not flicker from frame to frame.

The method is exponential smoothing of log-probabilities.  Its time constant is in seconds and not in predictions, so
that a slow network is smoothed no more than a fast one.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from emotion_desk.clock import NS_PER_S
from emotion_desk.labels import EMOTIONS, SMOOTHINGS

#: Time constants in seconds.  The voice's is longer than the face's because the face changes faster;
#: a change of a face's headline must be shown within half a second (:mod:`emotion_desk.pipeline.headline`).
FACE_S: Final = 0.2
VOICE_S: Final = 1.0
#: The time constants are multiplied by these, in the order of :data:`emotion_desk.labels.SMOOTHINGS`.
FACTORS: Final = dict(zip(SMOOTHINGS, (0.0, 1.0, 3.0), strict=True))
#: After this many seconds without a prediction, smoothing starts again from the next one.
GAP_S: Final = 1.5
#: Lower bound of each probability: without it, one overconfident prediction would outweigh many that follow.
LEAST: Final = 1e-3


def to_log(emotion: Mapping[str, float]) -> NDArray[np.float64]:
    """Return log-probabilities in the order of the labels, float64 (8,); missing names get ``log(LEAST)``."""
    return np.log(np.maximum([emotion.get(name, 0.0) for name in EMOTIONS], LEAST))


def from_log(log: NDArray[np.float64]) -> dict[str, float]:
    """Return the softmax of unnormalised log-probabilities (8,) by emotion name."""
    weights = np.exp(log - log.max())
    probabilities = weights / weights.sum()
    return {name: float(probability) for name, probability in zip(EMOTIONS, probabilities, strict=True)}


def blend(before: NDArray[np.float64], now: NDArray[np.float64], dt_s: float, constant_s: float) -> NDArray[np.float64]:
    """Return smoothed log-probabilities (8,), ``dt_s`` seconds after ``before``.

    Args:
        before: smoothed log-probabilities so far, float64 (8,).
        now: log-probabilities of the new prediction, float64 (8,).
        dt_s: seconds between the two.
        constant_s: time constant in seconds; 0: the new prediction alone.
    """
    weight = 1.0 - math.exp(-max(0.0, dt_s) / constant_s) if constant_s > 0 else 1.0
    return before + weight * (now - before)


@dataclass(slots=True)
class _State:
    log: NDArray[np.float64]
    stamp_ns: int


class Smoother:
    """Smooths the predictions of any number of tracks; not thread-safe.

    Args:
        constant_s: time constant in seconds; after this time an old prediction weighs 37 percent.
        gap_s: after a longer interval in seconds, smoothing starts again.
    """

    def __init__(self, constant_s: float, gap_s: float = GAP_S) -> None:
        self.constant_s = constant_s
        self._gap_s = gap_s
        self._states: dict[Hashable, _State] = {}

    def __len__(self) -> int:
        return len(self._states)

    def update(self, key: Hashable, emotion: Mapping[str, float], stamp_ns: int) -> dict[str, float]:
        """Add a prediction for a track and return the smoothed probabilities by emotion name.

        Args:
            key: identifies the track.
            emotion: probabilities by emotion name.
            stamp_ns: time of the input in nanoseconds.
        """
        now = to_log(emotion)
        state = self._states.get(key)
        dt_s = (stamp_ns - state.stamp_ns) / NS_PER_S if state is not None else 0.0
        if state is None or not 0.0 <= dt_s <= self._gap_s:
            self._states[key] = _State(now, stamp_ns)
            return from_log(now)
        state.log = blend(state.log, now, dt_s, self.constant_s)
        state.stamp_ns = stamp_ns
        return from_log(state.log)

    def keep_only(self, keys: Collection[Hashable]) -> None:
        """Forget all tracks but these."""
        for key in [key for key in self._states if key not in keys]:
            del self._states[key]

    def clear(self) -> None:
        """Forget all tracks."""
        self._states.clear()
