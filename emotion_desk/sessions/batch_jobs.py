"""Analyses many files: finds them, chooses the result folders, and runs the jobs in threads or processes.

A file that cannot be analysed is an outcome like any other and does not stop the remaining jobs.
"""

from __future__ import annotations

import logging
import os
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, replace
from functools import cached_property, partial
from pathlib import Path
from typing import Final

from emotion_desk.errors import DeskError, EngineError, ModelError, SessionError
from emotion_desk.inference.protocols import Reader, ReadsMany
from emotion_desk.messages import Mel, Picture
from emotion_desk.pipeline.event_log import sentence
from emotion_desk.pipeline.inference_step import Prediction
from emotion_desk.pipeline.profile import Profile
from emotion_desk.plain_file import exists, files_below, is_folder
from emotion_desk.sessions.analyse import ENDED_WHOLE, AnalysisStoppedError, Progress, analyse_file, is_done
from emotion_desk.sessions.analysis_options import AnalysisOptions, content_hash, engine_ahead, load_reader
from emotion_desk.sessions.format import ANALYSIS
from emotion_desk.sessions.header import SessionInfo, media_text, read_info
from emotion_desk.sources.endings import is_media
from emotion_desk.sources.media_file import probe
from emotion_desk.translatable import translatable

logger = logging.getLogger(__name__)

#: Held while the network is loaded or called: the jobs of one process share it, and it serves one thread at a time.
_NETWORK_LOCK: Final = threading.Lock()

#: Duration assumed for a picture or for a file whose duration cannot be read, in seconds.
UNKNOWN_LENGTH_S: Final = 1.0

#: Bytes that the name of a file may have.
_LONGEST_NAME: Final = 255

DONE, SKIPPED, FAILED, STOPPED = "done", "skipped", "failed", "stopped"


@dataclass(frozen=True, slots=True)
class Job:
    """A file and the folder for its session; it can be pickled and sent to another process or machine."""

    source: Path
    folder: Path
    options: AnalysisOptions


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of a job.

    Attributes:
        job: the job.
        state: ``done``, ``skipped`` (analysed before), ``failed`` or ``stopped``.
        text: one sentence if it failed or was stopped.
        seconds: duration of the file.
        notes: sentences on which parts of the file were analysed; empty if all was.
    """

    job: Job
    state: str
    text: str = ""
    seconds: float = 0.0
    notes: str = ""
    frames: int = 0

    @property
    def is_cut(self) -> bool:
        """Return whether the file was cut off or damaged, so that only a part of it was analysed."""
        return "breaks off" in self.notes or "damaged" in self.notes or "cannot be" in self.notes


#: Runs a job by the function that is given, and does something before and after.
Through = Callable[[Job, Callable[[Job], Outcome]], Outcome]


def plan(inputs: Sequence[Path], out: Path, options: AnalysisOptions) -> list[Job]:
    """Return a job for each file; folders are searched with their subfolders.

    A result keeps the name of its file and its place within the given folder.  If a folder of that name already holds
    the analysis of another file, the beginning of the content's hash is appended.

    Raises:
        SessionError: an input does not exist, or there is nothing to analyse.
    """
    jobs: dict[Path, Job] = {}
    for named in inputs:
        for source, place in _files(named, out):
            folder = out / place
            is_planned = folder in jobs and jobs[folder].source.resolve() != source.resolve()
            if is_planned or _belongs_to_another(folder, source):
                folder = folder.with_name(_longer(folder.name, f"-{content_hash(source)[:8]}"))
            jobs.setdefault(folder, Job(source, folder, options))
    if not jobs:
        raise SessionError(translatable("There is no video, picture or sound file to analyse."))
    return list(jobs.values())


def as_part(job: Job) -> Job:
    """Return the job of a part of a file with a folder of its own, beside that of the whole file."""
    start_s, end_s = job.options.start_s or 0.0, job.options.end_s
    ending = f" {start_s:.2f}-{'' if end_s is None else f'{end_s:.2f}'} s"
    return replace(job, folder=job.folder.with_name(_longer(job.folder.name, ending)))


def namesakes(jobs: Sequence[Job]) -> Iterator[tuple[Job, str]]:
    """Yield the jobs whose results get another name than their files, each with a sentence that says so."""
    for job in jobs:
        if job.folder.name != job.source.name:
            yield (
                job,
                translatable(
                    "The results of '{path}' are in '{folder}', because another file named '{name}' has its own "
                    "beside them.",
                    path=job.source,
                    folder=job.folder.name,
                    name=job.source.name,
                ),
            )


def _longer(name: str, ending: str) -> str:
    """Return a name with an ending, shortened where it would not fit into a name of a file."""
    room = _LONGEST_NAME - len(ending)
    named = os.fsencode(name)
    return name + ending if len(named) <= room else named[:room].decode("utf-8", "ignore") + ending


def _belongs_to_another(folder: Path, source: Path) -> bool:
    """Return whether a folder holds the analysis of another file: neither the same path nor the same content."""
    try:
        info = read_info(folder)
    except SessionError:
        return False
    if info.kind != ANALYSIS or info.media == media_text(source.resolve()):
        return False
    return info.settings.get("source_sha256") != content_hash(source)


def _files(named: Path, out: Path) -> Iterator[tuple[Path, Path]]:
    """Yield the files to analyse, each with the path of its result relative to the output folder."""
    if not exists(named):
        raise SessionError(translatable("There is no file or folder '{path}'.", path=named))
    if not is_folder(named):
        yield named, Path(named.name)
        return
    for path in _inside(named, out):
        if is_media(path):
            yield path, path.relative_to(named)


def _inside(folder: Path, out: Path) -> Iterator[Path]:
    """Yield the files of a folder and its subfolders, except those below the output folder."""
    inside_out = out.resolve()
    for path in files_below(folder):
        if inside_out not in path.resolve().parents:
            yield path


def passed_over(inputs: Sequence[Path], out: Path) -> list[Path]:
    """Return the files in the given folders that :func:`plan` leaves out because of their extensions."""
    return [path for named in inputs if is_folder(named) for path in _inside(named, out) if not is_media(path)]


def endings_of(paths: Sequence[Path]) -> str:
    """Return the number of files of each extension, for example ``3 .txt, 1 without an ending``."""
    count = Counter(path.suffix.lower() or "without an ending" for path in paths)
    return ", ".join(f"{number} {ending}" for ending, number in sorted(count.items()))


def run_job(
    job: Job,
    progress: Progress | None = None,
    stop: threading.Event | None = None,
    *,
    alone: bool = False,
    profile: Profile | None = None,
) -> Outcome:
    """Run one job, unless its result exists already.

    Args:
        job: file, folder and options.
        progress: called with the seconds of the file that are done.
        stop: cancels the job when set.
        alone: no other job runs at the same time, so two threads may decode the picture.
        profile: collects the time of the stages.

    Raises:
        ModelError: the weights are missing or damaged; other jobs would fail as well.
        EngineError: the engine is not available; other jobs would fail as well.
    """
    return _run_job(job, _SharedReader(job.options), progress, stop, 2 if alone else 1, profile)


class _SharedReader:
    """The networks of some options for several threads: calls are made one at a time.

    They are loaded at the first call.  Their names are known before, so that the first faces of the first files are
    found meanwhile.
    """

    def __init__(self, options: AnalysisOptions) -> None:
        self._options = options

    @property
    def mode(self) -> str:
        return self._options.mode if self._ahead is not None else self._reader().mode

    @property
    def engine(self) -> str:
        return self._ahead or self._reader().engine

    @cached_property
    def _ahead(self) -> str | None:
        return engine_ahead(self._options.mode, self._options.engine)

    def _reader(self) -> Reader:
        with _NETWORK_LOCK:
            return load_reader(self._options)

    def read(self, crops: Sequence[Picture], mel: Mel | None) -> Prediction:
        reader = self._reader()
        with _NETWORK_LOCK:
            return reader.read(crops, mel)

    def read_many(self, questions: Sequence[tuple[Sequence[Picture], Mel | None]]) -> Sequence[Prediction]:
        reader = self._reader()
        with _NETWORK_LOCK:
            if isinstance(reader, ReadsMany):
                return reader.read_many(questions)
            return [reader.read(crops, mel) for crops, mel in questions]


def _run_job(
    job: Job,
    reader: Reader,
    progress: Progress | None,
    stop: threading.Event | None,
    decoders: int,
    profile: Profile | None,
) -> Outcome:
    try:
        # Without a session there the file's content is not asked for: hashing it takes as long as reading it.
        if job.folder.exists() and is_done(job.folder, job.source, content_hash(job.source), job.options, reader):
            return Outcome(job, SKIPPED, notes=_notes(read_info(job.folder)))
        info = analyse_file(job.source, job.folder, job.options, reader, progress, stop, decoders, profile)
    except AnalysisStoppedError as error:
        return Outcome(job, STOPPED, str(error))
    except (ModelError, EngineError):
        raise
    except Exception as error:
        if not isinstance(error, DeskError):
            logger.exception("analysing %s", job.source)
        return Outcome(job, FAILED, sentence(error, f"The file '{job.source.name}' could not be analysed"))
    frames = info.counters["frames"].written
    return Outcome(job, DONE, seconds=info.duration_s or 0.0, notes=_notes(info), frames=frames)


def _notes(info: SessionInfo) -> str:
    """Return sentences on which part of a file was analysed; empty if it was read from beginning to end."""
    return (info.ended or "").removeprefix(ENDED_WHOLE).strip()


def run_here(
    jobs: Sequence[Job],
    progress: Callable[[Job, float], None] | None = None,
    stop: threading.Event | None = None,
    at_once: int = 1,
    profile: Profile | None = None,
    through: Through | None = None,
) -> Iterator[Outcome]:
    """Run the jobs in threads of this process and yield the outcomes in the order in which they finish.

    Jobs that had not begun when ``stop`` was set have no outcome.

    Args:
        jobs: the jobs.
        progress: called with a job and the seconds of its file that are done; never by two threads at once.
        stop: cancels all jobs when set.
        at_once: number of files analysed at the same time; one is decoded while another uses the network.
        profile: collects the time of the stages of all files.
        through: see :data:`Through`.
    """
    stopped = stop or threading.Event()
    progress_lock = threading.Lock()

    def run(job: Job) -> Outcome | None:
        if stopped.is_set():
            return None

        def report(seconds: float) -> None:
            if progress is not None:
                with progress_lock:
                    progress(job, seconds)

        call = partial(run_job, progress=report, stop=stopped, alone=at_once < 2, profile=profile)
        return call(job) if through is None else through(job, call)

    with ThreadPoolExecutor(max(1, at_once), thread_name_prefix="emotion-desk-file") as pool:
        waiting = [pool.submit(run, job) for job in jobs]
        try:
            for future in as_completed(waiting):
                outcome = future.result()
                if outcome is not None:
                    yield outcome
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def run_in_processes(
    jobs: Sequence[Job], processes: int, stop: threading.Event | None = None, through: Through | None = None
) -> Iterator[Outcome]:
    """Run the jobs in ``processes`` processes and yield the outcomes in the order in which they finish.

    ``through`` must be possible to pickle; see :data:`Through`.
    """
    import multiprocessing
    from concurrent.futures.process import BrokenProcessPool, ProcessPoolExecutor

    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes, mp_context=context) as pool:
        calls = ((run_job, job) if through is None else (through, job, run_job) for job in jobs)
        waiting = {pool.submit(*call): job for call, job in zip(calls, jobs, strict=True)}
        try:
            for future in as_completed(waiting):
                try:
                    yield future.result()
                except BrokenProcessPool:
                    job = waiting[future]
                    yield Outcome(
                        job,
                        FAILED,
                        translatable("The process that should analyse '{name}' died.", name=job.source.name),
                    )
                if stop is not None and stop.is_set():
                    return
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def length_s(path: Path) -> float:
    """Return the duration in a file's header in seconds; only for progress bars, so an error does no harm."""
    try:
        return probe(path).duration_s or UNKNOWN_LENGTH_S
    except (DeskError, OSError):
        return UNKNOWN_LENGTH_S
