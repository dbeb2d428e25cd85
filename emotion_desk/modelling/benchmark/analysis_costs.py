"""Processor time of the analysis of files: by stage, by the length of a film, and for a folder of pictures.

Each figure is that of whole analyses, repeated in turn; what the threads of a decoder spend is in the sums, but in no
stage.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from time import process_time_ns
from typing import Final

from emotion_desk.errors import DataError, DeskError
from emotion_desk.modelling.benchmark.cost_growth import Cost, cost_of, frames_of
from emotion_desk.opencv import cv2
from emotion_desk.pipeline.profile import Profile
from emotion_desk.sessions.analysis_options import AnalysisOptions, load_reader
from emotion_desk.sessions.batch_jobs import DONE, Job, Outcome, length_s, run_here

#: Lengths that are analysed, as shares of the film.
SHARES: Final = (0.25, 0.5, 1.0)
#: Every n-th frame of the film is one of the pictures of a folder.
_PICTURE_EVERY: Final = 5


def stage_costs(film: Path, options: AnalysisOptions, runs: int) -> list[Cost]:
    """Return the processor time of each stage of an analysis, in milliseconds a frame; ``n`` is the number of runs.

    Raises:
        DeskError: the film cannot be analysed.
    """
    load_reader(options)  # once a process, and no cost of a frame
    spent: dict[str, list[float]] = {}
    for _ in range(runs):
        profile = Profile()
        began = process_time_ns()
        outcome = _analysed(film, options, profile)
        whole = (process_time_ns() - began) / 1e6 / max(1, outcome.frames)
        for row in profile.measured(outcome.frames, 1.0).stages:
            if row.stage != "open":
                spent.setdefault(row.stage, []).append(row.cpu_ms)
        spent.setdefault("a frame, all", []).append(whole)
    return [cost_of("analysis", stage, times) for stage, times in spent.items()]


def length_costs(film: Path, options: AnalysisOptions, runs: int) -> list[Cost]:
    """Return the processor time of a frame in analyses of the first quarter, half and all of a film.

    Raises:
        DeskError: the film cannot be analysed.
    """
    load_reader(options)
    seconds = length_s(film)
    spent: dict[str, list[float]] = {f"first {share * seconds:.1f} s": [] for share in SHARES}
    for _ in range(runs):
        for name, share in zip(spent, SHARES, strict=True):
            part = options if share == 1.0 else replace(options, end_s=share * seconds)
            began = process_time_ns()
            outcome = _analysed(film, part, None)
            spent[name].append((process_time_ns() - began) / 1e6 / max(1, outcome.frames))
    return [cost_of("length", name, times) for name, times in spent.items()]


def picture_costs(film: Path, options: AnalysisOptions, runs: int, count: int, at_once: int) -> list[Cost]:
    """Return the processor time of a picture in a folder of frames of a film, saved as JPEG.

    Args:
        film: the film.
        options: how to analyse.
        runs: how often the folder is analysed.
        count: number of pictures; the frames repeat if the film is too short.
        at_once: pictures analysed at the same time.

    Raises:
        DeskError: a picture cannot be written or analysed.
    """
    load_reader(options)
    with tempfile.TemporaryDirectory(prefix="emotion-desk-") as scratch:
        pictures = list(_pictures(film, Path(scratch) / "pictures", count))
        times = []
        for run in range(runs):
            jobs = [Job(path, Path(scratch) / f"out-{run}" / path.name, options) for path in pictures]
            began = process_time_ns()
            failed = [one for one in run_here(jobs, at_once=at_once) if one.state != DONE]
            times.append((process_time_ns() - began) / 1e6 / len(pictures))
            if failed:
                raise DeskError(failed[0].text)
    return [cost_of("pictures", f"a picture of {count}", times)]


def _pictures(film: Path, folder: Path, count: int) -> Iterator[Path]:
    folder.mkdir()
    frames = [frame.picture for frame in frames_of(film, count * _PICTURE_EVERY) if frame.index % _PICTURE_EVERY == 0]
    if not frames:
        raise DataError(f"The file '{film.name}' holds no picture.")
    for index in range(count):
        path = folder / f"{index:05d}.jpg"
        if not cv2.imwrite(str(path), frames[index % len(frames)]):
            raise DeskError(f"The picture '{path}' cannot be written.")
        yield path


def _analysed(film: Path, options: AnalysisOptions, profile: Profile | None) -> Outcome:
    with tempfile.TemporaryDirectory(prefix="emotion-desk-") as scratch:
        jobs: Sequence[Job] = [Job(film, Path(scratch) / "session", options)]
        (outcome,) = run_here(jobs, profile=profile)
    if outcome.state != DONE:
        raise DeskError(outcome.text)
    return outcome
