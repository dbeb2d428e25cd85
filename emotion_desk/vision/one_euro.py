"""The One Euro filter (Casiez, Roussel and Vogel, CHI 2012): low jitter at rest, low lag in motion.

The cut-off frequency of a low-pass grows with the speed of the signal.  Here the values are face centres and sizes in
units of the face's own
size, so that one setting serves near and far faces.
"""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OneEuroSettings:
    """``rest_hz`` is the cut-off at rest, ``per_speed`` how much it grows by speed, ``speed_hz`` smooths the speed."""

    rest_hz: float
    per_speed: float
    speed_hz: float = 1.5


class OneEuro:
    """Filters one value over time.

    Example:
        >>> f = OneEuro(OneEuroSettings(rest_hz=1.0, per_speed=1.0), 5.0)
        >>> f.update(5.0, dt_s=0.1)
        5.0
    """

    def __init__(self, settings: OneEuroSettings, value: float) -> None:
        self._settings = settings
        self._raw = value
        self.value = value
        self.speed = 0.0

    def update(self, raw: float, dt_s: float, unit: float = 1.0) -> float:
        """Take in a new measurement ``dt_s`` after the last and return the filtered value.

        ``unit`` is the length that counts as one when the speed is judged (a face's size).
        """
        if dt_s <= 0:
            return self.value
        self.speed += _share(self._settings.speed_hz, dt_s) * ((raw - self._raw) / dt_s - self.speed)
        self._raw = raw
        cutoff = self._settings.rest_hz + self._settings.per_speed * abs(self.speed) / unit
        self.value += _share(cutoff, dt_s) * (raw - self.value)
        return self.value


def _share(cutoff_hz: float, dt_s: float) -> float:
    """Return the weight of the newest value in a first-order low-pass."""
    return 1.0 - math.exp(-2.0 * math.pi * cutoff_hz * dt_s)
