"""Owns PortAudio's process-wide state: the library, its device list, and the number of open streams.

PortAudio reads the devices once, at initialisation.  It does not see a microphone that is connected later
(python-sounddevice #125), and numbers may refer to other devices after a reconnection (#427).  Re-initialising repairs
both but closes every open stream.  Therefore it is done before each listing, and only while no stream is open.
"""

from __future__ import annotations

import logging
import os
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from ctypes.util import find_library
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any, Final, Literal, TypeVar

from emotion_desk.crash_log import debugging
from emotion_desk.errors import SourceOpenError
from emotion_desk.translatable import translatable

logger = logging.getLogger(__name__)

Result = TypeVar("Result")

#: Time limit for calls into the sound system, in seconds.
LIMIT_S: Final = 5.0
_SILENT: Final = translatable("The sound system does not answer.")

_lock = threading.RLock()
_open_streams = 0
#: Whether the devices were not read again when they should have been, because a stream was open.
_outdated = False
_quiet_lock = threading.Lock()
_quiet = 0
_terminal: int | None = None


@dataclass(frozen=True, slots=True)
class InputDevice:
    """A PortAudio input device; ``preferred`` if it belongs to the default host API."""

    index: int
    name: str
    channels: int
    rate: int
    default: bool
    preferred: bool


def is_installed() -> bool:
    """Return whether PortAudio and its Python module are there, without loading them."""
    if "sounddevice" in sys.modules:
        return sys.modules["sounddevice"] is not None
    return find_spec("sounddevice") is not None and find_library("portaudio") is not None


def library() -> Any:
    """Return the module ``sounddevice``.

    Raises:
        SourceOpenError: the PortAudio library is missing.
    """
    try:
        import sounddevice
    except (ImportError, OSError) as error:
        raise SourceOpenError(
            translatable(
                "The sound library PortAudio is missing; install it (Debian or Ubuntu: sudo apt install libportaudio2)."
            )
        ) from error
    return sounddevice


@contextmanager
def exclusive() -> Iterator[None]:
    """Hold the PortAudio lock for one call; do not wait for a call that hangs in another thread.

    Raises:
        SourceOpenError: another thread holds the lock for too long.
    """
    if not _lock.acquire(timeout=LIMIT_S):
        raise SourceOpenError(_SILENT)
    try:
        yield
    finally:
        _lock.release()


def input_devices() -> list[InputDevice]:
    """Return the input devices; re-reads them if no stream is open.

    Raises:
        SourceOpenError: PortAudio is missing, or the sound system does not answer.
    """
    with _read_devices(translatable("The sound system cannot be used; no microphone was found.")) as sounddevice:
        devices, default, home = _devices(sounddevice, "input")
    return [
        InputDevice(
            index,
            str(device["name"]),
            int(device["max_input_channels"]),
            int(device["default_samplerate"]),
            index == default,
            device["hostapi"] == home,
        )
        for index, device in enumerate(devices)
        if device["max_input_channels"] > 0
    ]


def output_names() -> list[str]:
    """Return the names of the output devices of the default host API; re-reads them if no stream is open.

    Raises:
        SourceOpenError: PortAudio is missing, or the sound system does not answer.
    """
    with _read_devices(translatable("The sound system cannot be used; no sound output was found.")) as sounddevice:
        return list(_outputs(sounddevice))


@contextmanager
def _read_devices(otherwise: str) -> Iterator[Any]:
    """Read the devices again if no stream is open, and give the module ``sounddevice`` for questions about them.

    Raises:
        SourceOpenError: PortAudio is missing, or it reports an error meanwhile; ``otherwise`` ends the sentence then.
    """
    sounddevice = library()
    with exclusive(), quiet():
        try:
            read_again(sounddevice)
            yield sounddevice
        except sounddevice.PortAudioError as error:
            raise SourceOpenError(otherwise) from error


def output_index(sounddevice: Any, name: str) -> int | None:
    """Return the number of an output device, ``None`` if it is not connected; hold :func:`exclusive` meanwhile."""
    return _outputs(sounddevice).get(name)


def _outputs(sounddevice: Any) -> dict[str, int]:
    """Return the number of each output of the default host API by its name; one device may be in several."""
    devices, _, home = _devices(sounddevice, "output")
    found: dict[str, int] = {}
    for index, device in enumerate(devices):
        if device["max_output_channels"] > 0 and device["hostapi"] == home:
            found.setdefault(str(device["name"]), index)
    return found


def _devices(sounddevice: Any, side: Literal["input", "output"]) -> tuple[Any, int, int]:
    """Return all devices, the number of the default one of a side (negative: none), and its host API."""
    devices = sounddevice.query_devices()
    default = int(sounddevice.default.device[side == "output"])
    if default < 0:
        default = int(sounddevice.query_hostapis(sounddevice.default.hostapi)[f"default_{side}_device"])
    return devices, default, devices[default]["hostapi"] if 0 <= default < len(devices) else 0


def read_again(sounddevice: Any) -> bool:
    """Read the devices again if no stream is open, else note that they are outdated; hold :func:`exclusive` meanwhile.

    Returns:
        Whether they were read.
    """
    global _outdated
    _outdated = _open_streams > 0
    if not _outdated:
        sounddevice._terminate()
        sounddevice._initialize()
    return not _outdated


def outdated() -> bool:
    """Return whether devices may have changed since they were read."""
    return _outdated


@contextmanager
def quiet() -> Iterator[None]:
    """Keep what PortAudio and ALSA print from the terminal; several threads may be inside.

    What Python prints goes on where ``cli.program`` gave standard error a descriptor of its own.  Both libraries print
    to file descriptor 2 whenever a device is missing or refuses a format, which is reported as a sentence.
    """
    _change_quiet(+1)
    try:
        yield
    finally:
        _change_quiet(-1)


def _change_quiet(change: int) -> None:
    """Count a reason to be quiet that begins (+1) or ends (-1), and redirect at the first, restore after the last."""
    global _quiet, _terminal
    with _quiet_lock:
        if _quiet == 0:
            _terminal = _redirect()
        _quiet += change
        if _quiet == 0 and _terminal is not None:
            os.dup2(_terminal, 2)
            os.close(_terminal)
            _terminal = None


def _redirect() -> int | None:
    """Point file descriptor 2 at nothing and return a copy of what it was; does nothing while debugging."""
    if debugging():
        return None
    try:
        sys.stderr.flush()
        copy = os.dup(2)
        nothing = os.open(os.devnull, os.O_WRONLY)
    except (OSError, ValueError, AttributeError):  # there is no standard error
        return None
    os.dup2(nothing, 2)
    os.close(nothing)
    return copy


def count_stream(change: int) -> None:
    """Count a stream that was opened (+1) or closed (-1); as long as one is open, native output is kept quiet.

    PortAudio's own thread prints when a device vanishes or the machine is late.
    """
    global _open_streams
    with exclusive():
        _open_streams += change
    _change_quiet(change)


def limited(function: Callable[[], Result], limit_s: float, name: str) -> tuple[bool, Result | None]:
    """Call a function that may block in the sound system, in a separate thread with a time limit.

    Returns:
        Whether it returned in time, and its result.  Otherwise its daemon thread is abandoned.

    Raises:
        Exception: any exception that the function raised within the limit.
    """
    results: list[Result] = []
    errors: list[Exception] = []

    def call() -> None:
        try:
            results.append(function())
        except Exception as error:  # noqa: BLE001 - raised in the calling thread below
            errors.append(error)

    thread = threading.Thread(target=call, name=f"emotion-desk-{name}", daemon=True)
    thread.start()
    thread.join(limit_s)
    if thread.is_alive():
        logger.warning("%s does not come back from the sound system; its thread was left behind.", name)
        return False, None
    if errors:
        raise errors[0]
    return True, results[0]
