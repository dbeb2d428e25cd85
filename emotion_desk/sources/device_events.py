"""Notices that cameras or microphones were connected or removed; opens no device.

Linux lists cameras in sysfs and sound cards in procfs, which are read once a second.  A sound server has microphones
that are no sound cards (Bluetooth, network, virtual ones): it reports them itself through ``pactl subscribe``.  On
Windows and macOS FFmpeg lists the devices, which takes longer and is therefore done less often.
"""

from __future__ import annotations

import logging
import os
import re
import selectors
import subprocess
import sys
import threading
from collections.abc import Callable, Hashable, Mapping, Sequence
from pathlib import Path
from typing import Final

from emotion_desk.clock import NS_PER_S, SYSTEM_CLOCK, Clock
from emotion_desk.sources.devices import V4L_ROOT
from emotion_desk.sources.pulse import find_pactl

logger = logging.getLogger(__name__)

#: Sound cards of this machine: numbers, names.
ALSA_CARDS: Final = Path("/proc/asound/cards")
_LINUX_S: Final = 1.0
_ELSEWHERE_S: Final = 3.0
#: A sound server that is gone is asked again after so long.
_RETRY_S: Final = 5.0
#: Of the server's events only these change the list: sources that come or go, and another default source.
_RELEVANT: Final = re.compile(rb"Event '(?:new|remove)' on (?:source|card) #|Event 'change' on server")


def server_command() -> Sequence[str] | None:
    """Return the command that prints the events of the sound server, ``None`` without one."""
    program = find_pactl()
    return None if program is None else (program, "subscribe")


def snapshot(root: Path = V4L_ROOT, cards: Path = ALSA_CARDS) -> Hashable:
    """Return what is connected now, to be compared with an earlier value.

    Args:
        root: folder in which Linux lists its cameras.
        cards: file in which Linux lists its sound cards.
    """
    if not sys.platform.startswith("linux"):
        return _listed()
    try:
        cameras = tuple(sorted(path.name for path in root.iterdir()))
    except OSError:
        cameras = ()
    try:
        sound = cards.read_bytes()
    except OSError:
        sound = b""
    return cameras, sound


def _listed() -> Hashable:
    """List what AVFoundation or DirectShow offers; empty if it cannot be listed."""
    import av
    import av.error

    try:
        devices = av.enumerate_input_devices("avfoundation" if sys.platform == "darwin" else "dshow")
    except (AttributeError, av.error.FFmpegError, OSError, ValueError) as error:
        logger.debug("devices cannot be listed: %s", error)
        return ()
    return tuple(sorted(f"{device.name} {device.description}" for device in devices))


class DeviceEvents:
    """Calls a function whenever devices may have changed.

    Args:
        changed: called in this object's thread; must not block for long.
        look: returns what is connected now.
        command: returns the command that prints the sound server's events, ``None`` without a server.
        clock: tells the time and waits.
    """

    def __init__(
        self,
        changed: Callable[[], None],
        look: Callable[[], Hashable] = snapshot,
        command: Callable[[], Sequence[str] | None] = server_command,
        clock: Clock = SYSTEM_CLOCK,
    ) -> None:
        self._changed, self._look, self._command, self._clock = changed, look, command, clock
        self._every_s = _LINUX_S if sys.platform.startswith("linux") else _ELSEWHERE_S
        self._stop = threading.Event()
        self._server: _ServerEvents | None = None
        self._retry_ns = 0
        self._appears = False
        self._thread = threading.Thread(target=self._run, name="emotion-desk-device-events", daemon=True)

    def start(self) -> None:
        """Begin to watch."""
        self._thread.start()

    def close(self, timeout_s: float = 2.0) -> None:
        """Stop watching, and wait for the thread."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join(timeout_s)

    def _run(self) -> None:
        try:
            before = self._look()
            while not self._clock.wait(self._stop, self._every_s):
                # Both are asked: an answer of the server must not hide the other's.
                told, now = self._server_told(), self._look()
                if told or now != before:
                    before = now
                    self._changed()
        except Exception:  # the lists are still made anew whenever they are opened
            logger.exception("Connected devices are not watched any more.")
        finally:
            if self._server is not None:
                self._server.close()

    def _server_told(self) -> bool:
        """Return whether the sound server reported a change, appeared or vanished."""
        if self._server is None:
            now_ns = self._clock.now_ns()
            command = self._command() if now_ns >= self._retry_ns else None
            if command is not None:
                self._server = _ServerEvents.begin(command)
                self._appears = self._retry_ns > 0
                self._retry_ns = now_ns + round(_RETRY_S * NS_PER_S)
            return False
        told = self._server.take()
        if told is None:  # the command ends at once if there is no server
            vanished = not self._appears and self._server.connected
            self._server.close()
            self._server = None
            return vanished
        appeared, self._appears = self._appears, False
        return told or appeared


class _ServerEvents:
    """The running ``pactl subscribe``."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        assert process.stdout is not None
        self._process, self._output = process, process.stdout
        self._rest = b""
        #: Whether the command has lasted, which it does only with a server.
        self.connected = False
        self._ready = selectors.DefaultSelector()
        self._ready.register(self._output, selectors.EVENT_READ)

    @classmethod
    def begin(cls, command: Sequence[str]) -> _ServerEvents | None:
        """Start the command; ``None`` if it cannot be started."""
        environ: Mapping[str, str] = {**os.environ, "LC_ALL": "C.UTF-8"}
        try:
            return cls(
                subprocess.Popen(
                    command,
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                    bufsize=0,
                    env=environ,
                )
            )
        except OSError as error:
            logger.info("the sound server's events cannot be read: %s", error)
            return None

    def take(self) -> bool | None:
        """Return whether something relevant was reported since; ``None`` once the server is gone."""
        told = False
        while self._ready.select(0):
            piece = os.read(self._output.fileno(), 65_536)
            if not piece:
                return None
            lines = (self._rest + piece).split(b"\n")
            self._rest = lines.pop()[-200:]
            told |= any(_RELEVANT.search(line) for line in lines)
        self.connected = True
        return told

    def close(self) -> None:
        """End the command."""
        self._ready.close()
        self._process.terminate()
        try:
            self._process.wait(1.0)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._output.close()
