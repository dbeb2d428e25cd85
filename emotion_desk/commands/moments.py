"""The options that name a moment of a file."""

from __future__ import annotations

import argparse


def moment(text: str) -> float:
    """Return the seconds of ``S``, ``MM:SS`` or ``HH:MM:SS``, each with a fraction or without."""
    parts = text.strip().split(":")
    try:
        numbers = [float(part) for part in parts]
    except ValueError:
        numbers = []
    if not 1 <= len(numbers) <= 3 or not all(0 <= number < 1e7 for number in numbers):
        raise argparse.ArgumentTypeError(f"'{text}' is no time; give seconds or HH:MM:SS")
    return sum(number * 60.0**power for power, number in enumerate(reversed(numbers)))
