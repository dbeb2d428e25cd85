"""Costs of whole programs, start included: the analysis of a film, and films of several rates and sizes in the window.

Elapsed time and latency mean something on an idle machine only.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from emotion_desk.errors import DataError
from emotion_desk.messages import Picture
from emotion_desk.modelling.benchmark.cost_growth import Cost, cost_of, frames_of
from emotion_desk.modelling.benchmark.desk_process import run_desk
from emotion_desk.opencv import cv2
from emotion_desk.sessions.batch_jobs import length_s

#: Films that the window plays: frames a second, and rows.
FILMS: Final[Mapping[str, tuple[int, int]]] = {
    "30 a second, 720 rows": (30, 720),
    "60 a second, 720 rows": (60, 720),
    "30 a second, 1080 rows": (30, 1080),
}
#: A film in the window is so much longer than its run: the networks are loaded meanwhile.
_LOADING_S: Final = 15
_RATE: Final = 48_000


def analysis_program_costs(film: Path, runs: int) -> list[Cost]:
    """Return seconds that ``emotion-desk analyze`` takes for a minute of a film, without and with measures of faces.

    Args:
        film: the film.
        runs: how often each case is run.

    Raises:
        DeskError: the film cannot be analysed.
    """
    minutes = length_s(film) / 60
    if minutes <= 0:
        raise DataError(f"The length of '{film.name}' is not known.")
    spent: dict[str, list[float]] = {}
    peaks: dict[str, list[float]] = {}
    for _ in range(runs):
        for name, further in (("", []), (", measures", ["--measures"])):
            with tempfile.TemporaryDirectory(prefix="emotion-desk-") as scratch:
                used = run_desk(["analyze", str(film), "--out", str(Path(scratch) / "out"), "--no-people", *further])
            spent.setdefault(f"elapsed{name}", []).append(used.elapsed_s / minutes)
            spent.setdefault(f"processor{name}", []).append(used.cpu_s / minutes)
            peaks.setdefault(f"analysis{name}", []).append(used.peak_mb)
    costs = [cost_of("program, s/min", name, times) for name, times in spent.items()]
    return [*costs, *(cost_of("memory, MB", name, held) for name, held in peaks.items())]


def window_costs(film: Path, runs: int, seconds: int) -> list[Cost]:
    """Return latencies in ms, frames dropped in per cent, the longest stall and peak memory of films in the window.

    Needs a display.

    Args:
        film: a film of a speaking face.
        runs: how often each case is run.
        seconds: length of a run, after the networks are loaded.

    Raises:
        DeskError: the film cannot be read, or a run fails.
    """
    found: dict[tuple[str, str], list[float]] = {}
    with tempfile.TemporaryDirectory(prefix="emotion-desk-") as scratch:
        films: dict[str, Path] = {}
        for name, (rate, rows) in FILMS.items():
            films[name] = Path(scratch) / f"{rate}-{rows}.mkv"
            write_film(film, films[name], rate, rows, seconds + _LOADING_S)
        report = Path(scratch) / "report.json"
        for _ in range(runs):
            for name, path in films.items():
                used = run_desk(["run", "--file", str(path), "--seconds", str(seconds), "--report", str(report)])
                for measure, value in _measured(json.loads(report.read_text(encoding="utf-8"))):
                    found.setdefault((measure, name), []).append(value)
                found.setdefault(("memory, MB", f"window, {name}"), []).append(used.peak_mb)
    return [cost_of(measure, name, values) for (measure, name), values in sorted(found.items())]


def _measured(report: Mapping[str, Any]) -> Iterator[tuple[str, float]]:
    latency, dropped, shown = report["latency_ms"], report["frames_dropped"], report["frames_on_screen"]
    yield "to screen, p50", latency["capture_to_screen"]["p50"]
    yield "to screen, p95", latency["capture_to_screen"]["p95"]
    yield "to result, p50", latency["capture_to_result"]["p50"]
    yield "to result, p95", latency["capture_to_result"]["p95"]
    yield "dropped, %", 100.0 * dropped / max(1, dropped + shown)
    yield "longest stall", report["event_loop"]["max_ms"]


def write_film(film: Path, path: Path, rate: int, rows: int, seconds: int) -> None:
    """Write a film again, over and over, at another rate and size, with its sound.

    Args:
        film: the film, of 30 frames a second.
        path: the new film, Matroska.
        rate: its frames a second, a multiple of 30; frames are repeated.
        rows: its height in pixels.
        seconds: its length.

    Raises:
        DeskError: the film cannot be read.
    """
    import av

    with av.open(str(path), "w") as container:
        picture: Any = container.add_stream("libx264", rate=rate, options={"preset": "ultrafast", "crf": "23"})
        sound: Any = container.add_stream("pcm_s16le", rate=_RATE, layout="mono")
        for index, frame in enumerate(islice(_over_and_over(film, 30 * seconds), 30 * seconds)):
            height, width = frame.shape[:2]
            size = (round(width * rows / height / 2) * 2, rows)
            image = np.asarray(cv2.resize(frame, size, interpolation=cv2.INTER_LINEAR), np.uint8)
            if index == 0:
                picture.width, picture.height, picture.pix_fmt = *size, "yuv420p"
            for _ in range(rate // 30):
                container.mux(picture.encode(av.VideoFrame.from_ndarray(image, format="bgr24")))
        container.mux(picture.encode(None))
        for samples in np.split(np.resize(_samples(film), seconds * _RATE), seconds):
            block = av.AudioFrame.from_ndarray(samples[None], format="s16", layout="mono")
            block.sample_rate = _RATE
            container.mux(sound.encode(block))
        container.mux(sound.encode(None))


def _over_and_over(film: Path, most: int) -> Iterator[Picture]:
    while True:
        count = 0
        for frame in frames_of(film, most):
            count += 1
            yield frame.picture
        if not count:
            raise DataError(f"The file '{film.name}' holds no picture.")


def _samples(film: Path) -> NDArray[np.int16]:
    """Return the sound of a film, mono at :data:`_RATE`; a second of silence if it has none."""
    import av

    found = [np.zeros(0, np.int16)]
    with av.open(str(film)) as container:
        resampler = av.AudioResampler("s16", "mono", _RATE)
        for frame in container.decode(audio=0) if container.streams.audio else ():
            found += [one.to_ndarray()[0] for one in resampler.resample(frame)]
    samples = np.concatenate(found)
    return samples if samples.size else np.zeros(_RATE, np.int16)
