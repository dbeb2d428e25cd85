"""PortAudio's process-wide state in one place: loading it, its device list, and how many streams are open.

PortAudio reads the devices once, when it is initialised; a microphone plugged in later does not exist for it
(python-sounddevice #125) and numbers may point to other devices after replugging (#427).  Initialising it again heals
both but kills every open stream.  So it is done before each look at the list, and only while no stream is open.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from emotion_desk.errors import SourceOpenError

logger = logging.getLogger(__name__)

Result = TypeVar("Result")

#: No call into the sound system is waited for longer than this.
LIMIT_S: Final = 5.0
_SILENT: Final = "The sound system does not answer."

_lock = threading.RLock()
_open_streams = 0


@dataclass(frozen=True, slots=True)
class InputDevice:
    """Something PortAudio can record from; ``preferred`` if it belongs to the system's usual sound interface."""

    index: int
    name: str
    channels: int
    rate: int
    default: bool
    preferred: bool


def library() -> Any:
    """Return the module ``sounddevice``.

    Raises:
        SourceOpenError: the PortAudio library is missing.
    """
    try:
        import sounddevice
    except (ImportError, OSError) as error:
        raise SourceOpenError(
            "The sound library PortAudio is missing; install it (Debian or Ubuntu: sudo apt install libportaudio2)."
        ) from error
    return sounddevice


@contextmanager
def exclusive() -> Iterator[None]:
    """Hold PortAudio for one call; a call hanging elsewhere is not waited for.

    Raises:
        SourceOpenError: it is held for too long by another thread.
    """
    if not _lock.acquire(timeout=LIMIT_S):
        raise SourceOpenError(_SILENT)
    try:
        yield
    finally:
        _lock.release()


def input_devices() -> list[InputDevice]:
    """Return what can be recorded from, freshly read if no stream is open.

    Raises:
        SourceOpenError: no PortAudio, or the sound system does not answer.
    """
    sounddevice = library()
    with exclusive():
        try:
            if _open_streams == 0:
                sounddevice._terminate()
                sounddevice._initialize()
            devices = sounddevice.query_devices()
            default = int(sounddevice.default.device[0])
            if default < 0:
                default = int(sounddevice.query_hostapis(sounddevice.default.hostapi)["default_input_device"])
        except sounddevice.PortAudioError as error:
            raise SourceOpenError("The sound system cannot be used; no microphone was found.") from error
        home = devices[default]["hostapi"] if 0 <= default < len(devices) else 0
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


def count_stream(change: int) -> None:
    """Note that a stream was opened (+1) or closed (-1)."""
    global _open_streams
    with exclusive():
        _open_streams += change


def limited(function: Callable[[], Result], limit_s: float, name: str) -> tuple[bool, Result | None]:
    """Call a function that may block in the sound system, in a thread of its own.

    Returns:
        Whether it came back in time, and what it returned.  One that did not is left behind in its daemon thread.

    Raises:
        Exception: whatever the function raised in time.
    """
    results: list[Result] = []
    errors: list[Exception] = []

    def call() -> None:
        try:
            results.append(function())
        except Exception as error:  # noqa: BLE001 - handed over to the caller below
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
