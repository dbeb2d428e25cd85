"""Peak memory of a process that loads one mode in one engine and runs it.

python -m emotion_desk.modelling.benchmark.peak_memory ENGINE MODEL...

Each measurement is a process of its own, because a process does not return memory it once used.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence

import numpy as np

from emotion_desk.inference.model_store import ModelStore
from emotion_desk.machine import peak_rss_mb
from emotion_desk.modelling.benchmark.engines import load
from emotion_desk.vision.crop import INPUT_SIZE

_LONGEST_S = 300.0


def peak_mb(engine: str, models: Sequence[str], folder: str | None = None) -> float | None:
    """Return the peak memory in MB, ``None`` if it is not known or the process fails.

    Args:
        engine: name of the engine, see :mod:`emotion_desk.modelling.benchmark.engines`.
        models: names of the networks that are loaded together.
        folder: folder of weights; ``None``: the installed ones.
    """
    environment = {**os.environ, **({"EMOTION_DESK_MODELS": folder} if folder else {})}
    command = [sys.executable, "-m", "emotion_desk.modelling.benchmark.peak_memory", engine, *models]
    try:
        output = subprocess.run(
            command, capture_output=True, text=True, timeout=_LONGEST_S, check=True, env=environment
        ).stdout
        return float(output.split()[-1])
    except (OSError, subprocess.SubprocessError, ValueError, IndexError):
        return None


def main(arguments: list[str]) -> None:
    """Load the networks, run them three times, and print the peak memory."""
    engine, *models = arguments
    store = ModelStore()
    networks = [load(store, model, engine) for model in models]
    row = np.zeros((1, 3, INPUT_SIZE, INPUT_SIZE), np.float32)
    for _ in range(3):
        for network in networks:
            network.run(row)
    peak = peak_rss_mb()
    sys.stdout.write("unknown\n" if peak is None else f"{peak}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
