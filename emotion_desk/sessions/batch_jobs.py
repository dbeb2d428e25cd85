"""Many files to analyse: which, where the results go, one after the other or in several processes.

A job never raises because of its file: a broken one is an outcome like any other, told at the end.
"""

from __future__ import annotations

import logging
import multiprocessing
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from emotion_desk.errors import DeskError, EngineError, ModelError, SessionError
from emotion_desk.inference.protocols import Reader, ReadsMany
from emotion_desk.messages import Mel, Picture
from emotion_desk.pipeline.event_log import sentence
from emotion_desk.pipeline.inference_step import Prediction
from emotion_desk.sessions.analyse import (
    AnalysisOptions,
    AnalysisStoppedError,
    Progress,
    analyse_file,
    content_hash,
    is_done,
    load_reader,
)
from emotion_desk.sources.media_file import probe

logger = logging.getLogger(__name__)

#: What is taken from a folder; a file that is named itself is tried whatever it is called.
MEDIA_ENDINGS: Final = frozenset(
    {".3gp", ".aac", ".aiff", ".avi", ".bmp", ".flac", ".flv", ".gif", ".jpeg", ".jpg", ".m4a", ".m4v", ".mkv", ".mov"}
    | {".mp3", ".mp4", ".mpeg", ".mpg", ".mts", ".oga", ".ogg", ".ogv", ".opus", ".png", ".tif", ".tiff", ".ts", ".wav"}
    | {".webm", ".webp", ".wma", ".wmv"}
)

#: A network is loaded once and asked by one thread at a time, though several files may be on their way through it.
_TURN: Final = threading.Lock()

#: Length assumed for a picture or for a file whose length cannot be read, in seconds.
UNKNOWN_LENGTH_S: Final = 1.0

DONE, SKIPPED, FAILED, STOPPED = "done", "skipped", "failed", "stopped"


@dataclass(frozen=True, slots=True)
class Job:
    """One file, and the folder that its session goes to; plain data, so that it may travel to another machine."""

    source: Path
    folder: Path
    options: AnalysisOptions


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a job; ``text`` is one sentence where it failed."""

    job: Job
    state: str
    text: str = ""
    seconds: float = 0.0


def plan(inputs: Sequence[Path], out: Path, options: AnalysisOptions) -> list[Job]:
    """Return a job for each file, folders searched through; results keep the names and folders of their files.

    Raises:
        SessionError: an input does not exist, or there is nothing to analyse.
    """
    jobs: dict[Path, Job] = {}
    for named in inputs:
        for source, place in _files(named, out):
            folder = out / place
            if folder in jobs and jobs[folder].source.resolve() != source.resolve():
                folder = folder.with_name(f"{folder.name}-{content_hash(source)[:8]}")
            jobs.setdefault(folder, Job(source, folder, options))
    if not jobs:
        raise SessionError("There is no video, picture or sound file to analyse.")
    return list(jobs.values())


def _files(named: Path, out: Path) -> Iterator[tuple[Path, Path]]:
    """Yield files, each with the place of its result below the output."""
    if not named.exists():
        raise SessionError(f"There is no file or folder '{named}'.")
    if not named.is_dir():
        yield named, Path(named.name)
        return
    inside_out = out.resolve()
    for path in sorted(named.rglob("*")):
        if path.suffix.lower() in MEDIA_ENDINGS and path.is_file() and inside_out not in path.resolve().parents:
            yield path, path.relative_to(named)


def run_job(
    job: Job, progress: Progress | None = None, stop: threading.Event | None = None, *, alone: bool = False
) -> Outcome:
    """Do one job, unless it is done already.

    Args:
        job: what to do.
        progress: told how many seconds of the file are done.
        stop: ends it early.
        alone: no other job is done beside it, so that its picture may be decoded by two threads.

    Raises:
        ModelError, EngineError: the network cannot be had; no other job would do better.
    """
    return _run_job(job, _InTurn(job.options), progress, stop, 2 if alone else 1)


class _InTurn:
    """The network of some options for several threads: one waits for the other, and it is loaded when first asked.

    So the first files are being read while it loads.
    """

    def __init__(self, options: AnalysisOptions) -> None:
        self._options = options

    @property
    def mode(self) -> str:
        return self._reader().mode

    @property
    def engine(self) -> str:
        return self._reader().engine

    def _reader(self) -> Reader:
        with _TURN:
            return load_reader(self._options)

    def read(self, crops: Sequence[Picture], mel: Mel | None) -> Prediction:
        reader = self._reader()
        with _TURN:
            return reader.read(crops, mel)

    def read_many(self, questions: Sequence[tuple[Sequence[Picture], Mel | None]]) -> Sequence[Prediction]:
        reader = self._reader()
        with _TURN:
            if isinstance(reader, ReadsMany):
                return reader.read_many(questions)
            return [reader.read(crops, mel) for crops, mel in questions]


def _run_job(
    job: Job, reader: Reader, progress: Progress | None, stop: threading.Event | None, decoders: int
) -> Outcome:
    try:
        if is_done(job.folder, job.source, content_hash(job.source), job.options, reader):
            return Outcome(job, SKIPPED)
        info = analyse_file(job.source, job.folder, job.options, reader, progress, stop, decoders)
    except AnalysisStoppedError as error:
        return Outcome(job, STOPPED, str(error))
    except (ModelError, EngineError):
        raise
    except Exception as error:
        if not isinstance(error, DeskError):
            logger.exception("analysing %s", job.source)
        return Outcome(job, FAILED, sentence(error, f"The file '{job.source.name}' could not be analysed"))
    return Outcome(job, DONE, seconds=info.duration_s or 0.0)


def run_here(
    jobs: Sequence[Job],
    progress: Callable[[Job, float], None] | None = None,
    stop: threading.Event | None = None,
    at_once: int = 1,
) -> Iterator[Outcome]:
    """Do the jobs in threads of this process and yield each outcome as it comes; stopped ones are left out.

    Args:
        jobs: what to do.
        progress: told of each job how many seconds of its file are done, one call at a time.
        stop: ends it early.
        at_once: files on their way at once: while one waits for the network another is decoded.
    """
    ended = stop or threading.Event()
    one_at_a_time = threading.Lock()

    def do(job: Job) -> Outcome | None:
        if ended.is_set():
            return None

        def tell(seconds: float) -> None:
            if progress is not None:
                with one_at_a_time:
                    progress(job, seconds)

        return run_job(job, tell, ended, alone=at_once < 2)

    with ThreadPoolExecutor(max(1, at_once), thread_name_prefix="emotion-desk-file") as pool:
        waiting = [pool.submit(do, job) for job in jobs]
        try:
            for future in as_completed(waiting):
                outcome = future.result()
                if outcome is not None:
                    yield outcome
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def run_in_processes(jobs: Sequence[Job], processes: int, stop: threading.Event | None = None) -> Iterator[Outcome]:
    """Do the jobs in so many processes and yield each outcome as it comes."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes, mp_context=context) as pool:
        waiting = {pool.submit(run_job, job): job for job in jobs}
        try:
            for future in as_completed(waiting):
                try:
                    yield future.result()
                except BrokenProcessPool:
                    job = waiting[future]
                    yield Outcome(job, FAILED, f"The process that should analyse '{job.source.name}' died.")
                if stop is not None and stop.is_set():
                    return
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def length_s(path: Path) -> float:
    """Return how long a file says it is, in seconds; only for progress bars, so a wrong value does no harm."""
    try:
        return probe(path).duration_s or UNKNOWN_LENGTH_S
    except (DeskError, OSError):
        return UNKNOWN_LENGTH_S
