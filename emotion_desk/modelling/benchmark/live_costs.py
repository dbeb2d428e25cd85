"""Processor time of a live run without a window, a second: with somebody there, and with nobody there and no sound.

The program runs in a process of its own, once shortly and once longer; the difference is what the seconds between the
two cost, without the start and the loading of networks.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any, Final

import numpy as np

from emotion_desk.modelling.benchmark.cost_growth import Cost, cost_of
from emotion_desk.modelling.benchmark.desk_process import Usage, run_desk

_SHORT_S: Final = 3
#: A film that shows nobody is so much longer than the longest run: the networks are loaded meanwhile.
_LOADING_S: Final = 20
#: Different pictures of noise in it.
_NOISES: Final = 8
_RATE: Final = 48_000


def live_costs(runs: int, seconds: int) -> list[Cost]:
    """Return milliseconds of processor time a second, and megabytes of peak memory, of live runs.

    Args:
        runs: how often each case is run.
        seconds: length that is measured.

    Raises:
        DeskError: a run fails.
    """
    spent: dict[str, list[float]] = {}
    peaks: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory(prefix="emotion-desk-") as scratch:
        empty = Path(scratch) / "empty.mkv"
        write_empty_film(empty, _SHORT_S + seconds + _LOADING_S)
        cases: dict[str, list[str]] = {"demo": ["--demo"], "nobody, silence": ["--file", str(empty)]}
        for _ in range(runs):
            for name, arguments in cases.items():
                short = _run(arguments, _SHORT_S)
                long = _run(arguments, _SHORT_S + seconds)
                spent.setdefault(name, []).append((long.cpu_s - short.cpu_s) * 1000 / seconds)
                peaks.setdefault(name, []).append(long.peak_mb)
    costs = [cost_of("live, 1 s", name, times) for name, times in spent.items()]
    return [*costs, *(cost_of("memory, MB", name, held) for name, held in peaks.items())]


def _run(arguments: Sequence[str], seconds: int) -> Usage:
    return run_desk(["run", "--headless", *arguments, "--seconds", str(seconds)])


def write_empty_film(path: Path, seconds: int) -> None:
    """Write a film of an empty room: 640 x 480, 30 frames a second, a camera's noise, and silence."""
    import av

    noise = np.random.default_rng(0)
    rows, columns = np.mgrid[0:480, 0:640]
    room = (70 + rows / 8 + 20 * (columns > 400))[..., None].repeat(3, axis=2)
    shown = [np.clip(room + noise.normal(0, 2, room.shape), 0, 255).astype(np.uint8) for _ in range(_NOISES)]
    with av.open(str(path), "w") as container:
        picture: Any = container.add_stream("mjpeg", rate=30)
        picture.width, picture.height, picture.pix_fmt = 640, 480, "yuvj420p"
        sound: Any = container.add_stream("pcm_s16le", rate=_RATE, layout="mono")
        for index in range(30 * seconds):
            frame = av.VideoFrame.from_ndarray(shown[index % _NOISES], format="bgr24")
            container.mux(picture.encode(frame.reformat(format="yuvj420p")))
            silence = av.AudioFrame.from_ndarray(np.zeros((1, _RATE // 30), np.int16), format="s16", layout="mono")
            silence.sample_rate, silence.pts = _RATE, index * (_RATE // 30)
            silence.time_base = Fraction(1, _RATE)
            container.mux(sound.encode(silence))
        container.mux(picture.encode(None))
        container.mux(sound.encode(None))
