"""Where the time of a running desk goes: stage by stage and thread by thread, for ``run --headless --profile``.

Nothing of it is in the path unless a profile is asked for: the parts' methods are then put behind others that
look at the clock before and after each call.  Processor time counts; time on the clock holds waiting, too.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter_ns, thread_time_ns
from typing import Final, ParamSpec, TypeVar

from emotion_desk.vision.face_tracker import FaceFinder

#: The stages in the order of the path.
STAGES: Final = ("read", "detect", "track", "crop", "mel", "speech", "infer", "smooth", "hand-over")
_TASKS: Final = Path("/proc/self/task")

Target = TypeVar("Target")
Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")


@dataclass(slots=True)
class Spent:
    """Calls of a stage and what they took, in nanoseconds; stages inside it are not counted in."""

    calls: int = 0
    wall_ns: int = 0
    cpu_ns: int = 0


@dataclass(frozen=True, slots=True)
class StageRow:
    """A line of the table: processor and clock time in milliseconds a frame, processor time as share of one core."""

    stage: str
    calls: int
    cpu_ms: float
    wall_ms: float
    core: float


@dataclass(frozen=True, slots=True)
class Profiled:
    """What was measured.

    Attributes:
        frames: that were read.
        seconds: from the start of the desk to the end.
        stages: a row each, in the order of the path.
        threads: share of one core that each thread used, by name; empty where the system does not tell.
    """

    frames: int
    seconds: float
    stages: tuple[StageRow, ...]
    threads: dict[str, float]

    def table(self) -> str:
        """Return it as text."""
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
    """Collects from all threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._spent = {stage: Spent() for stage in STAGES}
        self._inside = threading.local()
        self._threads_before = thread_seconds()

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Count what is done inside as a stage; what a stage inside it takes is that one's."""
        outer: list[int] | None = getattr(self._inside, "taken", None)
        taken = self._inside.taken = [0, 0]
        wall, cpu = perf_counter_ns(), thread_time_ns()
        try:
            yield
        finally:
            cpu, wall = thread_time_ns() - cpu, perf_counter_ns() - wall
            self._inside.taken = outer
            if outer is not None:
                outer[0] += wall
                outer[1] += cpu
            with self._lock:
                spent = self._spent[name]
                spent.calls += 1
                spent.wall_ns += wall - taken[0]
                spent.cpu_ns += cpu - taken[1]

    def wrap(self, stage: str, call: Callable[Arguments, Result]) -> Callable[Arguments, Result]:
        """Return the call, counted as a stage."""

        def timed(*args: Arguments.args, **kwargs: Arguments.kwargs) -> Result:
            with self.stage(stage):
                return call(*args, **kwargs)

        return timed

    def timed(self, target: Target, **stages: str) -> Target:
        """Let some methods of an object count as stages from now on, and return the object."""
        for method, stage in stages.items():
            setattr(target, method, self.wrap(stage, getattr(target, method)))
        return target

    def finder(self, make_finder: Callable[[], FaceFinder]) -> Callable[[], FaceFinder]:
        """Return a way to make a face finder whose parts are counted."""

        def make() -> FaceFinder:
            finder = make_finder()
            finder.detector = self.timed(finder.detector, find="detect", find_near="detect")
            finder.cut = self.wrap("crop", finder.cut)
            return self.timed(finder, find="track")

        return make

    def measured(self, frames: int, seconds: float) -> Profiled:
        """Return what was measured so far; to be called while the threads still live."""
        each, span = max(1, frames), max(seconds, 1e-9)
        with self._lock:
            rows = tuple(
                StageRow(name, one.calls, one.cpu_ns / 1e6 / each, one.wall_ns / 1e6 / each, one.cpu_ns / 1e9 / span)
                for name, one in self._spent.items()
            )
        before = self._threads_before
        used = {name: (now - before.get(name, 0.0)) / span for name, now in thread_seconds().items()}
        return Profiled(frames, seconds, rows, {name: share for name, share in used.items() if share > 0.0005})


def watched(profile: Profile | None, target: Target, **stages: str) -> Target:
    """Return the object, with some methods counted as stages where somebody profiles."""
    return target if profile is None else profile.timed(target, **stages)


def thread_seconds() -> dict[str, float]:
    """Return the processor seconds of the living threads by name; native ones are decoders, or the networks' pool."""
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
