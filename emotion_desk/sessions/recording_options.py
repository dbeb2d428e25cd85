"""What somebody wants recorded, and from what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from emotion_desk.sessions.disk_space import DiskLimits

SIDES: Final = ("picture", "sound", "readings")


@dataclass(frozen=True, slots=True)
class Wish:
    """What to record, and when to give up for want of room.

    ``folder`` becomes the session; it must be new or empty.  ``keeps`` names the sides that are kept.
    """

    folder: Path
    keeps: tuple[str, ...] = SIDES
    limits: DiskLimits = field(default_factory=DiskLimits)


@dataclass(frozen=True, slots=True)
class About:
    """What is known of the desk, for ``session.json``; a device of ``None`` is not waited for."""

    picture: str | None = None
    sound: str | None = None
    mode: str = ""
    engine: str = ""
    settings: Mapping[str, Any] = field(default_factory=dict)
    consent: str | None = None
