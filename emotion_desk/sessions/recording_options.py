"""What to record, where, and what is known about the sources: plain data, light enough for ``--help``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from emotion_desk.sessions.disk_space import DiskLimits

SIDES: Final = ("picture", "sound", "readings")
#: Values of ``--keep`` and the sides that each records, from everything to as little as possible.
KEEPS: Final[Mapping[str, tuple[str, ...]]] = {
    "all": SIDES,
    "no-picture": ("sound", "readings"),
    "sound": ("sound",),
    "readings": ("readings",),
}


@dataclass(frozen=True, slots=True)
class RecordOptions:
    """The recording options of the command line.

    Limits of the free disk space are in GB of 10^9 bytes; ``None`` takes the limit from the settings.
    """

    folder: Path
    keep: str = "all"
    warn_gb: float | None = None
    stop_gb: float | None = None
    quality: str | None = None


@dataclass(frozen=True, slots=True)
class RecordingRequest:
    """One recording to make.

    Args:
        folder: becomes the session; it must be new or empty.
        keeps: which of :data:`SIDES` are recorded.
        limits: free disk space at which to warn and to stop.
        quality: of the picture, one of :data:`~emotion_desk.settings.RECORD_QUALITIES`.
    """

    folder: Path
    keeps: tuple[str, ...] = SIDES
    limits: DiskLimits = field(default_factory=DiskLimits)
    quality: str = "standard"


@dataclass(frozen=True, slots=True)
class RecordingMetadata:
    """What the recorder writes into ``session.json`` about its sources.

    Args:
        picture, sound: names of the sources; a side that is ``None`` is not waited for.
        mode, engine: networks and runtime, if they are known at the start.
        settings: options of the recording.
        consent: the notice that the user agreed to, ``None`` where no device is used.
    """

    picture: str | None = None
    sound: str | None = None
    mode: str = ""
    engine: str = ""
    settings: Mapping[str, Any] = field(default_factory=dict)
    consent: str | None = None
