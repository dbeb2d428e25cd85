"""Measures where the time of a running desk or of an analysis goes, by stage and by thread, for ``--profile``.

The desk contains no code for it.  :func:`profile_desk` replaces methods of its parts by wrappers that read the clocks
before and after each call.  Processor time is the measure of cost; wall time includes waiting.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter_ns, thread_time_ns
from typing import TYPE_CHECKING, Final, ParamSpec, TypeVar

from emotion_desk.vision.face_tracker import FaceTracker

if TYPE_CHECKING:
    from emotion_desk.pipeline.desk import Desk
    from emotion_desk.sources.media import Media
    from emotion_desk.sources.protocol import PictureSource, SoundSource

#: The stages in the order of the data flow.
STAGES: Final = (
    "open",
    "read",
    "convert",
    "detect",
    "track",
    "crop",
    "measure",
    "listen",
    "mel",
    "speech",
    "infer",
    "names",
    "smooth",
    "hand-over",
    "write",
)
_TASKS: Final = Path("/proc/self/task")

Target = TypeVar("Target")
Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")


@dataclass(slots=True)
class Spent:
    """Number of calls of a stage and their time in nanoseconds, without the stages nested in it."""

    calls: int = 0
    wall_ns: int = 0
    cpu_ns: int = 0


@dataclass(frozen=True, slots=True)
class StageRow:
    """One row of the table: processor and wall time in milliseconds per frame, processor time as share of a core."""

    stage: str
    calls: int
    cpu_ms: float
    wall_ms: float
    core: float


@dataclass(frozen=True, slots=True)
class Profiled:
    """The result of a profile.

    Attributes:
        frames: number of frames read.
        seconds: from the start of the desk to the end.
        stages: one row each, in the order of :data:`STAGES`.
        threads: share of one core that each thread used, by name; of those that have ended, until the end of their last
            stage.  Where the system does not report it, these only.
    """

    frames: int
    seconds: float
    stages: tuple[StageRow, ...]
    threads: dict[str, float]

    def table(self) -> str:
        """Return the profile as text."""
        lines = [f"{'stage':<12}{'calls':>8}{'CPU ms/frame':>15}{'ms/frame':>11}{'of a core':>12}"]
        lines += [
            f"{row.stage:<12}{row.calls:>8}{row.cpu_ms:>15.3f}{row.wall_ms:>11.3f}{row.core * 100:>10.1f} %"
            for row in self.stages
        ]
        if self.threads:
            lines.append(f"{'thread':<35}{'of a core':>23}")
            lines += [f"{name:<35}{share * 100:>21.1f} %" for name, share in self.threads.items()]
            lines.append(f"{'all':<35}{sum(self.threads.values()) * 100:>21.1f} %")
        return "\n".join(lines)


class Profile:
    """Collects the times of all threads.

    Args:
        wall: nanoseconds of a clock that runs while a thread waits.
        cpu: nanoseconds that the calling thread had a processor.
    """

    def __init__(self, wall: Callable[[], int] = perf_counter_ns, cpu: Callable[[], int] = thread_time_ns) -> None:
        self._wall_ns, self._cpu_ns = wall, cpu
        self._lock = threading.Lock()
        self._spent = {stage: Spent() for stage in STAGES}
        self._inside = threading.local()
        self._threads_before = thread_seconds()
        self._worked: dict[threading.Thread, int] = {}

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Count the time inside as a stage; time of a nested stage belongs to the nested one only."""
        outer: list[int] | None = getattr(self._inside, "taken", None)
        taken = self._inside.taken = [0, 0]
        wall, cpu = self._wall_ns(), self._cpu_ns()
        try:
            yield
        finally:
            now = self._cpu_ns()
            cpu, wall = now - cpu, self._wall_ns() - wall
            self._inside.taken = outer
            if outer is not None:
                outer[0] += wall
                outer[1] += cpu
            with self._lock:
                self._worked[threading.current_thread()] = now
                spent = self._spent[name]
                spent.calls += 1
                spent.wall_ns += wall - taken[0]
                spent.cpu_ns += cpu - taken[1]

    def wrap(self, stage: str, call: Callable[Arguments, Result]) -> Callable[Arguments, Result]:
        """Return a wrapper of a function that counts its calls as a stage."""

        def timed(*args: Arguments.args, **kwargs: Arguments.kwargs) -> Result:
            with self.stage(stage):
                return call(*args, **kwargs)

        return timed

    def timed(self, target: Target, **stages: str) -> Target:
        """Wrap methods of an object, named by keyword, so that they count as stages; return the object."""
        for method, stage in stages.items():
            setattr(target, method, self.wrap(stage, getattr(target, method)))
        return target

    def finder(self, make_finder: Callable[Arguments, FaceTracker]) -> Callable[Arguments, FaceTracker]:
        """Return a factory of face trackers whose parts are counted."""

        def make(*args: Arguments.args, **kwargs: Arguments.kwargs) -> FaceTracker:
            finder = make_finder(*args, **kwargs)
            finder.detector = self.timed(finder.detector, find="detect", find_near="detect")
            finder.cut = self.wrap("crop", finder.cut)
            return self.timed(finder, find="track")

        return make

    def measured(self, frames: int, seconds: float) -> Profiled:
        """Return the profile so far; to be called while the threads still run."""
        each, span = max(1, frames), max(seconds, 1e-9)
        with self._lock:
            rows = tuple(
                StageRow(name, one.calls, one.cpu_ns / 1e6 / each, one.wall_ns / 1e6 / each, one.cpu_ns / 1e9 / span)
                for name, one in self._spent.items()
                if one.calls
            )
            ended = {thread: ns for thread, ns in self._worked.items() if not thread.is_alive()}
        before = self._threads_before
        used = {name: (now - before.get(name, 0.0)) / span for name, now in thread_seconds().items()}
        for thread, ns in ended.items():
            used[thread.name] = used.get(thread.name, 0.0) + ns / 1e9 / span
        return Profiled(frames, seconds, rows, {name: share for name, share in used.items() if share > 0.0005})


def profile_media(profile: Profile, media: Media) -> None:
    """Count reading and converting the frames of a file, and reading its sound, as stages."""
    if media.picture is not None:
        profile.timed(media.picture, read="read")
        media.picture.prepare = lambda convert: profile.wrap("convert", convert)
    if media.sound is not None:
        profile.timed(media.sound, read="listen")


def profile_desk(profile: Profile, desk: Desk, *sources: PictureSource | SoundSource | None) -> None:
    """Count the parts of a desk as stages; to be called before it starts.

    Args:
        profile: collects the times.
        desk: its parts are wrapped in place.
        sources: those that the desk begins with.
    """
    for source in sources:
        if source is not None:
            profile.timed(source, read="read")
    profile.timed(desk.preview, put="hand-over")
    profile.timed(desk.readings, put="hand-over")
    profile.timed(desk.capture, offer="hand-over")
    profile.timed(desk.audio, offer="hand-over")
    desk.capture.make_finder = profile.finder(desk.capture.make_finder)
    make_detector, make_frontend, use = desk.audio.make_detector, desk.audio.make_frontend, desk.worker.use
    desk.audio.make_detector = lambda: profile.wrap("speech", make_detector())
    desk.audio.make_frontend = lambda *parts: profile.timed(make_frontend(*parts), push="mel")
    profile.timed(
        desk.worker.step, request="smooth", update="smooth", reading="smooth", identify="names", catch_up="names"
    )
    setattr(desk.worker, "use", lambda reader: use(profile.timed(reader, read="infer")))  # noqa: B010


def thread_seconds() -> dict[str, float]:
    """Return processor seconds of the running threads by name; native ones are decoders or thread pools of networks."""
    if sys.platform != "linux":
        return {}
    names = {thread.native_id: thread.name for thread in threading.enumerate()}
    found: dict[str, float] = {}
    for task in _TASKS.iterdir():
        with suppress(OSError, ValueError, IndexError):  # a thread may end while it is looked at
            seconds = int((task / "schedstat").read_text(encoding="ascii").split()[0]) / 1e9
            own = (task / "comm").read_text(encoding="utf-8", errors="replace").strip()
            name = names.get(int(task.name)) or ("decoders (native)" if own.startswith("av:") else "pools (native)")
            found[name] = found.get(name, 0.0) + seconds
    return found
