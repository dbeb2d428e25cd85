"""``emotion-desk analyze``: analyses videos, pictures and sound files, each into a session folder of its own."""

from __future__ import annotations

import argparse
import gc
import math
import sys
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

from emotion_desk.catalogue import ANALYSIS_ENGINES, ANALYSIS_MODES, AUTO, BOTH, DETECTORS, FACES, HAAR, MULTITASK
from emotion_desk.commands.argument_parser import Parser, UsageError, mode_name
from emotion_desk.commands.moments import moment
from emotion_desk.commands.neutral_span import NeutralSpan, neutral_span
from emotion_desk.commands.output import say, warn
from emotion_desk.crash_log import printable
from emotion_desk.inference.shared_predictor import load_ahead
from emotion_desk.machine import keep_freed_memory, usable_cores

if TYPE_CHECKING:
    from emotion_desk.pipeline.profile import Profile
    from emotion_desk.sessions.analysis_options import AnalysisOptions
    from emotion_desk.sessions.batch_jobs import Job, Outcome
    from emotion_desk.sessions.remote_results import RemoteResults

#: Files that one process analyses at the same time.
_AT_ONCE = 3
#: Files that are named when a folder holds files that are not analysed.
_LISTED = 20


def add_arguments(parser: Parser) -> None:
    """Describe the command."""
    parser.description = "Analyse videos, pictures and sound files with the live pipeline, as fast as possible."
    parser.epilog = "Each file gets a session folder; files analysed before are skipped when the command is repeated."
    parser.add_argument("inputs", nargs="+", type=Path, metavar="INPUT", help="a file, or a folder to search through")
    parser.add_argument(
        "--out", required=True, metavar="DIR", help="folder of the sessions, or storage: s3://bucket/folder"
    )
    parser.add_argument(
        "--mode", type=mode_name, choices=ANALYSIS_MODES, default=MULTITASK, help="which networks (default: multitask)"
    )
    parser.add_argument(
        "--engine", choices=ANALYSIS_ENGINES, default="auto", help="what runs the networks (default: auto)"
    )
    parser.add_argument("--fps", type=_positive(float), metavar="N", help="at most N frames a second (default: all)")
    parser.add_argument("--every", type=_positive(float), metavar="S", help="one frame in S seconds")
    parser.add_argument("--from", dest="start", type=moment, metavar="TIME", help="begin here: seconds or HH:MM:SS")
    parser.add_argument("--to", dest="end", type=moment, metavar="TIME", help="end here: seconds or HH:MM:SS")
    parser.add_argument("--region", type=region, metavar="X,Y,W,H", help="only this part of the picture, in pixels")
    parser.add_argument(
        "--detector", choices=DETECTORS, default=BOTH, help=f"what finds faces (default: {BOTH}; {HAAR}: as in 0.1)"
    )
    parser.add_argument(
        "--faces", choices=FACES, default=AUTO,
        help="whole: each picture is a face; found: only what is found; auto (default): what is found, and small "
        "square pictures without any as a whole",
    )  # fmt: skip
    parser.add_argument("--sound-track", type=_positive(int), metavar="N", help="default: the one with most speech")
    parser.add_argument("--channel", type=channel, metavar="C", help="left, right, mix or N (default: by speech)")
    parser.add_argument(
        "--measures",
        action="store_true",
        help="also measure head pose, gaze, eyes, mouth and action units of each face",
    )
    parser.add_argument(
        "--measure-rate",
        type=_positive(float),
        metavar="HZ",
        help="measure at most so many frames a second; the measures of those between stay empty (default: all)",
    )
    parser.add_argument(
        "--baseline",
        type=neutral_span,
        action="append",
        metavar="FROM-TO[=PERSON]",
        help="correct the answers by this span of each file, in which the person (default: everybody) is neutral",
    )
    parser.add_argument(
        "--people",
        action=argparse.BooleanOptionalAction,
        default=True,
        help="name the people who are enrolled (default: yes, if there are any)",
    )
    parser.add_argument("--strict", action="store_true", help="end with 1 if a file was cut off or partly unreadable")
    parser.add_argument("--jobs", type=_positive(int), metavar="N", help="processes (default: one for two cores)")
    parser.add_argument("--profile", action="store_true", help="print where the time goes; one file at a time")
    parser.add_argument("--dask", metavar="ADDRESS", help="scheduler of a Dask cluster, for example tcp://host:8786")


def run(options: argparse.Namespace) -> int:
    """Run the command; return 0, or 1 if a file could not be analysed, or 130 if it was interrupted.

    Raises:
        UsageError: options do not belong together.
        DeskError: the networks cannot be loaded, or an input does not exist.
    """
    if options.dask and options.jobs:
        raise UsageError("--jobs belongs to this machine; with --dask the cluster says how many work at once.")
    if options.profile and (options.dask or (options.jobs or 1) > 1):
        raise UsageError("--profile measures one process; it excludes --dask and --jobs.")
    if options.fps and options.every:
        raise UsageError("--fps and --every exclude each other.")
    if options.measure_rate and not options.measures:
        raise UsageError("--measure-rate belongs to --measures.")
    if options.end is not None and options.end <= (options.start or 0.0):
        raise UsageError("--to must lie behind --from.")
    keep_freed_memory()
    processes = 1 if options.profile else options.jobs or max(1, usable_cores() // 2)
    if processes == 1 and not options.dask:
        load_ahead(options.mode, options.engine)
    remote, analysis, jobs = _planned(options)
    from emotion_desk.commands.stop_signals import stop_on_signals
    from emotion_desk.sessions.analysis_options import load_reader
    from emotion_desk.sessions.batch_jobs import namesakes

    for _, sentence in namesakes(jobs):
        say(sentence)
    # A job decodes and detects on one core while the network runs on another.
    processes = min(len(jobs), processes)
    if processes > 1 and not options.dask:
        load_reader(analysis)  # networks that cannot be loaded are reported once, before any process starts
    profile = _profile() if options.profile else None
    started = perf_counter()
    with stop_on_signals() as stop:
        outcomes = _analyse(jobs, processes, options.dask, stop, profile, remote)
    if options.dask:
        _print_scaling(options.dask, outcomes, perf_counter() - started)
    if profile is not None:
        _print_profile(profile, outcomes, perf_counter() - started, analysis)
    kept = _keep_baselines(outcomes, options.baseline or ())
    status = _summarise(outcomes, len(jobs), stop.is_set(), options.strict)
    return status if kept else max(status, 1)


def _planned(options: argparse.Namespace) -> tuple[RemoteResults | None, AnalysisOptions, list[Job]]:
    """Return the storage for the results, what is asked, and a job for each file; errors as :func:`run`."""
    was_on = gc.isenabled()
    gc.disable()  # all that is imported here stays: looking through it again and again takes 20 ms
    try:
        remote = _remote(options)
        from emotion_desk.sessions.analysis_options import AnalysisOptions
        from emotion_desk.sessions.batch_jobs import plan

        analysis = AnalysisOptions(
            options.mode,
            options.engine,
            options.fps,
            options.start,
            options.end,
            options.every,
            options.region,
            options.sound_track,
            options.channel,
            options.people,
            options.detector,
            options.faces,
            options.measures,
            options.measure_rate,
        )
        inputs = [path.absolute() for path in options.inputs]
        out = Path(options.out).absolute() if remote is None else remote.root
        jobs = plan(inputs, out, analysis)
        _list_passed_over(inputs, out)
        return remote, analysis, jobs
    finally:
        if was_on:
            gc.enable()


def _remote(options: argparse.Namespace) -> RemoteResults | None:
    """Return the storage for the results, ``None`` if they go into a folder.

    Raises:
        UsageError: an option needs a folder.
        SessionError: the storage cannot be reached.
    """
    from emotion_desk.sessions.remote_results import RemoteResults, is_remote

    if not is_remote(options.out):
        return None
    if options.baseline:
        raise UsageError("--baseline needs its results in a folder of this machine.")
    remote = RemoteResults(options.out, Path(tempfile.gettempdir()) / "emotion-desk-results" / "none")
    remote.check()
    return remote


def _print_scaling(address: str, outcomes: Sequence[Outcome], seconds: float) -> None:
    """Print how fast a cluster was, as a whole and a worker."""
    from emotion_desk.sessions.dask_jobs import workers_of

    workers = max(1, workers_of(address))
    material_s = sum(one.seconds for one in outcomes)
    times = material_s / max(seconds, 1e-9)
    say(
        f"{material_s:.1f} s of material in {seconds:.1f} s by {workers} worker{'s' * (workers > 1)}: "
        f"{times:.1f} times real time, {times / workers:.1f} a worker"
    )


def _list_passed_over(inputs: Sequence[Path], out: Path) -> None:
    """Say which files of the folders are not analysed."""
    from emotion_desk.sessions.batch_jobs import endings_of, passed_over

    paths = passed_over(inputs, out)
    if not paths:
        return
    say(f"passed over: {endings_of(paths)}")
    for path in paths[:_LISTED]:
        say(f"  {path}")
    if len(paths) > _LISTED:
        say(f"  and {len(paths) - _LISTED} more")


def _profile() -> Profile:
    from emotion_desk.pipeline.profile import Profile

    return Profile()


def _print_profile(profile: Profile, outcomes: Sequence[Outcome], seconds: float, options: AnalysisOptions) -> None:
    """Print what each stage and thread took, and the speed; the start of the program is not in it."""
    frames = sum(one.frames for one in outcomes)
    begin_s = options.start_s or 0.0
    end_s = options.end_s if options.end_s is not None else math.inf
    material_s = sum(max(0.0, min(one.seconds, end_s) - begin_s) for one in outcomes)
    sys.stdout.write(f"{profile.measured(frames, seconds).table()}\n")
    sys.stdout.write(
        f"{material_s:.1f} s of material in {seconds:.1f} s ({material_s / max(seconds, 1e-9):.1f} times real time), "
        f"{frames} frames\n"
    )


def _analyse(
    jobs: Sequence[Job],
    processes: int,
    dask: str | None,
    stop: threading.Event,
    profile: Profile | None = None,
    remote: RemoteResults | None = None,
) -> list[Outcome]:
    """Analyse all files with a progress bar in seconds of material, so that the remaining time is a good estimate."""
    from emotion_desk.sessions.batch_jobs import length_s, run_here, run_in_processes

    lengths = {job: length_s(job.source) for job in jobs} if sys.stderr.isatty() else {}
    done: dict[Job, float] = {}
    outcomes: list[Outcome] = []
    with _progress_bar(sum(lengths.values())) as bar:

        def advance(job: Job, seconds: float) -> None:
            if bar is None:
                return
            seconds = min(seconds, lengths[job])
            bar.update(max(0.0, seconds - done.get(job, 0.0)))
            done[job] = max(seconds, done.get(job, 0.0))

        def begin(job: Job, seconds: float) -> None:
            if bar is not None:
                bar.set_postfix_str(printable(job.source.name), refresh=False)
            advance(job, seconds)

        results: Iterator[Outcome]
        if dask:
            from emotion_desk.sessions.dask_jobs import run_on_cluster

            results = run_on_cluster(jobs, dask, remote)
        elif processes > 1:
            results = run_in_processes(jobs, processes, stop, remote.run if remote is not None else None)
        else:
            at_once = 1 if profile is not None else min(_AT_ONCE, usable_cores() + 1, len(jobs))
            results = run_here(jobs, begin, stop, at_once, profile, remote.run if remote is not None else None)
        for outcome in results:
            outcomes.append(outcome)
            advance(outcome.job, math.inf)
            if stop.is_set():
                break
        _close(results)
    return outcomes


def _progress_bar(total_s: float) -> AbstractContextManager[Any]:
    """Return a progress bar in seconds; ``None`` where nobody would see it, because importing it takes 40 ms."""
    if not sys.stderr.isatty():
        return nullcontext()
    from tqdm import tqdm

    style = "{l_bar}{bar}| {n:.0f}/{total:.0f} s [{elapsed}<{remaining}] {postfix}"
    bar: AbstractContextManager[Any] = tqdm(total=total_s, bar_format=style, file=sys.stderr)
    return bar


def _keep_baselines(outcomes: Sequence[Outcome], spans: Sequence[NeutralSpan]) -> bool:
    """Keep the baselines of the spans with each session; return whether all of them could be measured."""
    if not spans:
        return True
    from emotion_desk.errors import SessionError
    from emotion_desk.sessions.batch_jobs import DONE, SKIPPED
    from emotion_desk.sessions.reader import open_session

    all_kept = True
    for outcome in outcomes:
        if outcome.state not in (DONE, SKIPPED):
            continue
        session = open_session(outcome.job.folder)
        for span in spans:
            try:
                session.keep_baselines(session.measure_baseline((span.from_s, span.to_s), span.person))
            except SessionError as error:
                warn(f"{outcome.job.source}: {error}")
                all_kept = False
    return all_kept


def _close(results: Any) -> None:
    results.close()


def _summarise(outcomes: Sequence[Outcome], planned: int, stopped: bool, strict: bool) -> int:
    from emotion_desk.sessions.batch_jobs import DONE, FAILED, SKIPPED

    count = {state: sum(outcome.state == state for outcome in outcomes) for state in (DONE, SKIPPED, FAILED)}
    say(f"{count[DONE]} analysed, {count[SKIPPED]} done before, {count[FAILED]} failed of {planned} files")
    for outcome in sorted(outcomes, key=lambda outcome: outcome.job.source):
        if outcome.state == FAILED:
            warn(f"{outcome.job.source}: {outcome.text}")
        elif outcome.notes:
            warn(f"{outcome.job.source}: {outcome.notes}")
    if stopped:
        warn("stopped; the same command goes on where it was.")
        return 130
    cut = strict and any(outcome.is_cut for outcome in outcomes)
    return 1 if count[FAILED] or cut else 0


def region(text: str) -> tuple[int, int, int, int]:
    """Return x, y, width and height of ``X,Y,W,H``."""
    try:
        x, y, width, height = (int(part) for part in text.split(","))
    except ValueError:
        x = y = width = height = -1
    if x < 0 or y < 0 or width < 1 or height < 1 or max(x, y, width, height) > 100_000:
        raise argparse.ArgumentTypeError(f"'{text}' is no region; give X,Y,WIDTH,HEIGHT in pixels")
    return x, y, width, height


def channel(text: str) -> str:
    """Return the name or number of a channel."""
    name = text.strip().lower()
    if name not in ("left", "right", "mix") and not (name.isdecimal() and 1 <= int(name) <= 64):
        raise argparse.ArgumentTypeError(f"'{text}' is no channel; give left, right, mix or a number")
    return name


def _positive(kind: type[int] | type[float]) -> Any:
    def number(text: str) -> float:
        value = kind(text)
        if not 0 < value < 1e6:
            raise argparse.ArgumentTypeError(f"'{text}' is not a positive number")
        return value

    return number
