"""Queries the Linux sound server (PulseAudio or PipeWire) for what PortAudio does not report.

PortAudio sees the whole server as one device, "pulse".  The names that users know belong to the server.  When a
microphone is unplugged, the server silently moves the recording to another source, finally to a dummy that delivers
zeros: only the server reports that the microphone is gone.  All functions return ``None`` if there is no server.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

_LIMIT_S: Final = 2.0
#: Source that the server shows if there is no sound card.
_DUMMY: Final = "auto_null.monitor"


@dataclass(frozen=True, slots=True)
class PulseSource:
    """A source of the sound server; a monitor records the output of a loudspeaker."""

    index: int
    name: str
    description: str
    monitor: bool


def list_sources() -> list[PulseSource] | None:
    """Return the microphones and the default source, ``None`` without a server."""
    raw = _pactl("-f", "json", "list", "sources")
    if raw is None:
        return None
    try:
        sources = [_source(entry) for entry in json.loads(raw)]
    except (ValueError, KeyError, TypeError):
        return None
    default = default_source()
    return [s for s in sources if s.name != _DUMMY and (not s.monitor or s.name == default)]


def default_source() -> str | None:
    """Return the name of the default source."""
    raw = _pactl("info")
    for line in (raw or "").splitlines():
        key, _, value = line.partition(":")
        if key.strip() == "Default Source":
            return value.strip() or None
    return None


def recorded_source() -> int | None:
    """Return the index of the source that this process is recording from."""
    raw = _pactl("-f", "json", "list", "source-outputs")
    try:
        outputs = json.loads(raw) if raw else []
        ours = [o for o in outputs if o.get("properties", {}).get("application.process.id") == str(os.getpid())]
        return int(max(ours, key=lambda output: int(output["index"]))["source"]) if ours else None
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def source_name(index: int | None) -> str | None:
    """Return the name of a source, ``None`` if it does not exist or the server does not answer."""
    for line in (_pactl("list", "short", "sources") or "").splitlines():
        number, _, rest = line.partition("\t")
        if number == str(index):
            return rest.split("\t", 1)[0] or None
    return None


def exists(index: int) -> bool | None:
    """Return whether a source still exists, ``None`` if the server does not answer."""
    raw = _pactl("list", "short", "sources")
    if raw is None:
        return None
    return any(line.split("\t", 1)[0] == str(index) for line in raw.splitlines())


def find_pactl() -> str | None:
    """Return the command line client of the server, ``None`` where there is none."""
    return shutil.which("pactl") if sys.platform.startswith("linux") else None


@contextmanager
def recording_from(name: str | None) -> Iterator[None]:
    """Make streams that are opened in this context record from a source of the server; ``None``: its default."""
    variable = "PULSE_SOURCE"
    before = os.environ.get(variable)
    if name is not None:
        os.environ[variable] = name
    try:
        yield
    finally:
        if name is not None:
            if before is None:
                os.environ.pop(variable, None)
            else:
                os.environ[variable] = before


def _source(entry: dict[str, Any]) -> PulseSource:
    name = str(entry["name"])
    monitor = entry.get("properties", {}).get("device.class") == "monitor" or name.endswith(".monitor")
    return PulseSource(int(entry["index"]), name, str(entry.get("description") or name), monitor)


def _pactl(*arguments: str) -> str | None:
    """Run ``pactl``, the command line client of the server."""
    if find_pactl() is None:
        return None
    try:
        answer = subprocess.run(
            ["pactl", *arguments],
            capture_output=True,
            timeout=_LIMIT_S,
            check=True,
            env={**os.environ, "LC_ALL": "C.UTF-8"},
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return answer.stdout.decode("utf-8", errors="replace")
