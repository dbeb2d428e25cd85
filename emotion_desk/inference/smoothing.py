"""Smooths emotion probabilities over time, so that labels do not flicker from frame to frame.

Exponential smoothing of log-probabilities, by time and not by count of answers: a slow network is smoothed no more than
a fast one.  In the log domain two confident opposite answers meet in the middle instead of one washing out the other.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from emotion_desk.clock import NS_PER_S
from emotion_desk.labels import EMOTIONS

#: Time constants in seconds: a face changes faster than a voice, whose windows overlap anyway.
FACE_S: Final = 0.6
VOICE_S: Final = 1.0
#: Without an answer for so long, the next one begins anew.
GAP_S: Final = 1.5
#: Least probability that is believed: one overconfident answer must not outlast many others.
LEAST: Final = 1e-3


def to_log(emotion: Mapping[str, float]) -> NDArray[np.float64]:
    """Return log-probabilities in the order of the labels, float64 (8,); missing names count as impossible."""
    return np.log(np.maximum([emotion.get(name, 0.0) for name in EMOTIONS], LEAST))


def from_log(log: NDArray[np.float64]) -> dict[str, float]:
    """Return probabilities by name that sum to one from unnormalised log-probabilities (8,)."""
    weights = np.exp(log - log.max())
    shares = weights / weights.sum()
    return {name: float(share) for name, share in zip(EMOTIONS, shares, strict=True)}


def blend(before: NDArray[np.float64], now: NDArray[np.float64], dt_s: float, constant_s: float) -> NDArray[np.float64]:
    """Return the exponentially smoothed log-probabilities ``dt_s`` after the ones before; shapes (8,)."""
    share = 1.0 - math.exp(-max(0.0, dt_s) / constant_s)
    return before + share * (now - before)


@dataclass(slots=True)
class _Trace:
    log: NDArray[np.float64]
    stamp_ns: int


class Smoother:
    """Smooths the answers of any number of tracks; used by one thread.

    Args:
        constant_s: after this time an old answer weighs 37 percent.
        gap_s: a longer silence begins anew.
    """

    def __init__(self, constant_s: float, gap_s: float = GAP_S) -> None:
        self._constant_s = constant_s
        self._gap_s = gap_s
        self._traces: dict[Hashable, _Trace] = {}

    def __len__(self) -> int:
        return len(self._traces)

    def update(self, key: Hashable, emotion: Mapping[str, float], stamp_ns: int) -> dict[str, float]:
        """Take in an answer for a track and return the smoothed one."""
        now = to_log(emotion)
        trace = self._traces.get(key)
        dt_s = (stamp_ns - trace.stamp_ns) / NS_PER_S if trace is not None else 0.0
        if trace is None or not 0.0 <= dt_s <= self._gap_s:
            self._traces[key] = _Trace(now, stamp_ns)
            return from_log(now)
        trace.log = blend(trace.log, now, dt_s, self._constant_s)
        trace.stamp_ns = stamp_ns
        return from_log(trace.log)

    def keep_only(self, keys: Collection[Hashable]) -> None:
        """Forget all tracks but these."""
        for key in [key for key in self._traces if key not in keys]:
            del self._traces[key]

    def clear(self) -> None:
        """Forget everything."""
        self._traces.clear()
