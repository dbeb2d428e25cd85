"""Whether the package index can be reached, said within ten seconds.

pip tries each package again and again, for minutes, before it gives up; a connection that nobody uses tells the same.
"""

from __future__ import annotations

import os
import re
import socket
import subprocess
import threading
from pathlib import Path
from urllib.parse import urlsplit

#: A host that does not take a connection for so long is not there; resolving its name counts as well.
LIMIT_S = 8.0
_PYPI = "https://pypi.org/simple"
_PORTS = {"http": 80, "https": 443}
_SETTING = re.compile(r"^(?:global|install)\.(index-url|proxy|no-index|find-links)='(.*)'$", re.MULTILINE)


def answers(interpreter: Path) -> bool:
    """Say whether the index that pip uses, or the proxy before it, takes a connection.

    True where none is needed, and where a Python has no pip, so that nobody can tell which index it is.
    """
    found = settings(interpreter)
    place = None if found is None else host_of(found, os.environ)
    return place is None or connects(*place)


def settings(interpreter: Path) -> dict[str, str] | None:
    """Return pip's settings from its files and from the environment; ``None`` if this Python has no pip."""
    command = [str(interpreter), "-m", "pip", "config", "list"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError:
        return None
    if done.returncode != 0:
        return None
    found = dict(_SETTING.findall(done.stdout))
    for name in ("index-url", "proxy", "no-index", "find-links"):
        value = os.environ.get(f"PIP_{name.upper().replace('-', '_')}")
        if value:
            found[name] = value
    return found


def host_of(found: dict[str, str], environ: dict[str, str] | os._Environ[str]) -> tuple[str, int] | None:
    """Return host and port that pip connects to; ``None`` if it needs none, or nobody can tell."""
    if found.get("no-index") or "find-links" in found:
        return None
    index = urlsplit(found.get("index-url", _PYPI))
    proxy = found.get("proxy") or environ.get(f"{index.scheme}_proxy") or environ.get(f"{index.scheme.upper()}_PROXY")
    place = urlsplit(proxy if "://" in proxy else f"http://{proxy}") if proxy else index
    try:
        port = place.port or _PORTS.get(place.scheme)
    except ValueError:
        return None
    return (place.hostname, port) if place.hostname and port else None


def connects(host: str, port: int) -> bool:
    """Say whether somebody takes a connection there within the limit."""
    reached = threading.Event()

    def connect() -> None:
        try:
            socket.create_connection((host, port), LIMIT_S).close()
        except OSError:
            return
        reached.set()

    thread = threading.Thread(target=connect, daemon=True)
    thread.start()
    thread.join(LIMIT_S)
    return reached.is_set()
