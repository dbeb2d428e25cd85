"""Reads the processor's energy counter (RAPL, through Linux powercap) where it is readable."""

from __future__ import annotations

from pathlib import Path
from typing import Final

_COUNTERS: Final = Path("/sys/class/powercap")


class EnergyMeter:
    """Measures energy in joules between calls; ``None`` without a readable counter."""

    def __init__(self, folder: Path = _COUNTERS) -> None:
        # One counter per processor package; its subzones (cores, memory) are parts of it.
        self._files = sorted(file for file in folder.glob("intel-rapl:?/energy_uj"))
        self._ranges = [_read(file.with_name("max_energy_range_uj")) for file in self._files]
        self._before = [_read(file) for file in self._files]

    def joules(self) -> float | None:
        """Return the energy in joules since the last call, or since the object was created."""
        now = [_read(file) for file in self._files]
        before, self._before = self._before, now
        if not now or any(value is None for value in (*now, *before)):
            return None
        used = 0
        for old, new, span in zip(before, now, self._ranges, strict=True):
            assert old is not None
            assert new is not None
            used += new - old if new >= old else new - old + (span or 0)  # the counter wraps around
        return used / 1e6


def _read(file: Path) -> int | None:
    try:
        return int(file.read_text(encoding="ascii"))
    except (OSError, ValueError):
        return None
