"""Checks for a display before Qt is started, because Qt aborts the process if there is none."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Mapping
from pathlib import Path

from emotion_desk.errors import DisplayError

_WITHOUT_DISPLAY = {"offscreen", "minimal", "minimalegl", "vnc", "linuxfb", "eglfs", "vkkhrdisplay"}
_TIMEOUT_S = 2.0


def check_display(environment: Mapping[str, str] | None = None) -> None:
    """Raise unless a window can be shown.

    Args:
        environment: environment variables; by default those of the process.

    Raises:
        DisplayError: there is no display, or no server answers on it.
    """
    if not sys.platform.startswith("linux"):
        return
    env = os.environ if environment is None else environment
    if env.get("QT_QPA_PLATFORM", "").split(":")[0].split(";")[0] in _WITHOUT_DISPLAY:
        return
    wayland, display = env.get("WAYLAND_DISPLAY"), env.get("DISPLAY")
    if wayland and _wayland_socket(wayland, env).exists():
        return
    if not display:
        raise DisplayError("There is no display to show the window on.")
    if not _answers(display):
        raise DisplayError(f"No server answers on the display {display}.")


def _wayland_socket(name: str, env: Mapping[str, str]) -> Path:
    return Path(env.get("XDG_RUNTIME_DIR", "/nonexistent")) / name


def _answers(display: str) -> bool:
    """Return whether the X server of ``host:number.screen`` accepts a connection; without a host, its local socket."""
    host, _, rest = display.rpartition(":")
    number = rest.split(".")[0]
    if not number.isdigit():
        return False
    if host in ("", "unix") or host.startswith("/"):
        path = f"/tmp/.X11-unix/X{number}"
        return any(_connects(socket.AF_UNIX, address) for address in (path, "\0" + path))
    try:
        with socket.create_connection((host, 6000 + int(number)), _TIMEOUT_S):
            return True
    except (OSError, OverflowError):
        return False


def _connects(family: int, address: str) -> bool:
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.settimeout(_TIMEOUT_S)
        try:
            probe.connect(address)
        except OSError:
            return False
        return True
