"""The report of a run: its fields, and writing it as JSON."""

from __future__ import annotations

import json
import os
import tempfile
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from emotion_desk.atomic_file import write_atomically
from emotion_desk.commands.argument_parser import UsageError
from emotion_desk.errors import DeskError
from emotion_desk.plain_file import exists, is_folder

if TYPE_CHECKING:
    from emotion_desk.pipeline.profile import Profiled


class Ending(StrEnum):
    """Why a run ended."""

    SECONDS = "seconds"
    SOURCE_END = "source ended"
    STOPPED = "stopped by the user"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class FrameCounts:
    """Frames read from the source, processed for the preview, and dropped on the way to the preview."""

    read: int
    processed: int
    dropped: int


@dataclass(frozen=True, slots=True)
class ResultCounts:
    """Number of results, and their rate from the first result to the end of the run, without the time for loading."""

    count: int
    per_second: float


@dataclass(frozen=True, slots=True)
class Percentiles:
    """Median and 95th percentile in milliseconds; ``None`` if nothing was measured."""

    p50: float | None
    p95: float | None


@dataclass(frozen=True, slots=True)
class Latencies:
    """Latencies of a run.

    Attributes:
        inference: duration of a network call.
        capture_to_result: age of a frame when its result was published.
        capture_to_screen: age of a frame when it was shown; only with a window.
        reading_age: age of the newest reading whenever a frame was shown, or taken from the preview without a window.
    """

    inference: Percentiles
    capture_to_result: Percentiles
    capture_to_screen: Percentiles = Percentiles(None, None)
    reading_age: Percentiles = Percentiles(None, None)


@dataclass(frozen=True, slots=True)
class SoundCounts:
    """Number of blocks of sound, and of overflows, in which sound was lost."""

    blocks: int
    overflows: int


@dataclass(frozen=True, slots=True)
class MeanEmotions:
    """The mean emotion probabilities of one person or voice over all readings."""

    readings: int
    emotion: dict[str, float]
    track_id: int | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class ReportedEvent:
    """An event, ``at_s`` seconds after the start."""

    at_s: float
    side: str
    state: str
    text: str


@dataclass(frozen=True, slots=True)
class Recorded:
    """The session that the run recorded; ``counters`` are those of its ``session.json``.

    ``failure`` is the sentence for the user if the recording ended before the run or could not be finished.
    """

    folder: str
    finished: bool
    ended: str | None
    duration_s: float | None
    counters: dict[str, dict[str, int]]
    failure: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """The report of a run; docs/report.md explains each field."""

    source: str
    mode: str
    engine: str
    cpu: str
    seconds: float
    frames: FrameCounts
    preview_fps: float
    results: ResultCounts
    latency_ms: Latencies
    sound: SoundCounts
    peak_rss_mb: float | None
    faces_seen: int
    ended: Ending
    first_frame_s: float | None = None
    first_result_s: float | None = None
    sources: dict[str, str | None] = field(default_factory=dict)
    people: tuple[MeanEmotions, ...] = ()
    voice: MeanEmotions | None = None
    events: tuple[ReportedEvent, ...] = ()
    recording: Recorded | None = None
    profile: Profiled | None = None
    threads: int = 0
    threads_joined: bool = True
    version: str = ""
    failures: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Return the report as plain JSON values."""
        return asdict(self)


def check_writable(path: Path, what: str) -> None:
    """Check that a file can be written, before the run begins.

    Raises:
        UsageError: the folder does not exist, the path is a folder, or writing is not allowed.
    """
    if is_folder(path):
        raise UsageError(f"The {what} cannot be written to '{path}': that is a folder.")
    if not is_folder(path.parent):
        raise UsageError(f"The {what} cannot be written to '{path}': its folder does not exist.")
    try:
        with tempfile.TemporaryFile(dir=path.parent):
            pass
    except OSError as error:
        raise UsageError(f"The {what} cannot be written to '{path}': {error.strerror or error}.") from error
    if exists(path) and not os.access(path, os.W_OK):
        raise UsageError(f"The {what} cannot be written to '{path}': the file there is write-protected.")


def write_report(report: Report, path: Path) -> None:
    """Write the report as JSON; the file is replaced atomically.

    Raises:
        DeskError: the disk is full or the folder went away.
    """
    text = json.dumps(report.as_dict(), indent=2, ensure_ascii=False) + "\n"
    try:
        write_atomically(path, text)
    except OSError as error:
        raise DeskError(f"The report could not be written to '{path}': {error.strerror or error}.") from error
