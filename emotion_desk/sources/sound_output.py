"""Plays samples on the chosen output through PortAudio, in the calling thread."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from emotion_desk.clock import now_ns
from emotion_desk.errors import SourceOpenError
from emotion_desk.sources import portaudio
from emotion_desk.translatable import translatable

#: Samples are written in pieces of so many seconds, so that stopping takes effect quickly.
_BLOCK_S: Final = 0.05


class _Chosen:
    """The output of this process, as PortAudio's state is one of the process."""

    name: str | None = None


def use_output(name: str | None) -> None:
    """Play on another device from the next sound on.

    Args:
        name: one of :func:`~emotion_desk.sources.portaudio.output_names`, ``None`` for the system's default.  While it
            is not connected nothing is played: what was meant for headphones is not played aloud.
    """
    _Chosen.name = name


class SoundOutput:
    """An open output; for one thread.

    Attributes:
        rate: samples a second.
        channels: their number.
    """

    def __init__(self, stream: Any, rate: int, channels: int) -> None:
        self._stream = stream
        self.rate, self.channels = rate, channels

    def audible_ns(self) -> int:
        """Return when a sample that is written now will be heard, on the desk's clock."""
        return now_ns() + round(float(self._stream.latency) * 1e9)

    def write(self, samples: NDArray[np.float32], stop: threading.Event) -> bool:
        """Play samples and return when the last ones are in the output's buffer; ``False`` once stopped.

        Args:
            samples: float32 in [-1, 1], (samples,) or (samples, channels).
            stop: ends playing; what the buffer holds is dropped.

        Raises:
            SourceOpenError: the output was removed.
        """
        frames = np.ascontiguousarray(samples, np.float32).reshape(-1, self.channels)
        block = max(1, round(self.rate * _BLOCK_S))
        for start in range(0, len(frames), block):
            if stop.is_set():
                break
            try:
                self._stream.write(frames[start : start + block])
            except portaudio.library().PortAudioError as error:
                raise SourceOpenError(translatable("The sound output was removed; playing is silent.")) from error
        if stop.is_set():
            self._stream.abort()
            return False
        return True


@contextmanager
def open_output(rate: int, channels: int = 1) -> Iterator[SoundOutput]:
    """Open the chosen output; when the context is left, what was written is played to its end.

    Args:
        rate: samples a second.
        channels: their number.

    Raises:
        SourceOpenError: there is no sound output, the chosen one is not connected, or the sound system does not answer.
    """
    sounddevice = portaudio.library()
    with portaudio.exclusive(), portaudio.quiet():
        try:
            stream = _open(sounddevice, rate, channels)
            stream.start()
        except (sounddevice.PortAudioError, ValueError, OSError) as error:
            raise SourceOpenError(translatable("There is no sound output; playing is silent.")) from error
        portaudio.count_stream(1)  # PortAudio must not be restarted under an open stream
    try:
        yield SoundOutput(stream, rate, channels)
        if stream.active:
            stream.stop()
    finally:
        stream.close()
        portaudio.count_stream(-1)


def _open(sounddevice: Any, rate: int, channels: int) -> Any:
    """Open a stream; the devices are read again first if they are known to have changed, or if it fails."""
    is_new = portaudio.outdated() and portaudio.read_again(sounddevice)
    options = {"samplerate": rate, "channels": channels, "dtype": "float32", "latency": "high"}
    try:
        return sounddevice.OutputStream(device=_device(sounddevice), **options)
    except (SourceOpenError, sounddevice.PortAudioError, ValueError, OSError):
        if is_new or not portaudio.read_again(sounddevice):
            raise
        return sounddevice.OutputStream(device=_device(sounddevice), **options)


def _device(sounddevice: Any) -> int | None:
    """Return the number of the chosen device, ``None`` for the default.

    Raises:
        SourceOpenError: it is not connected.
    """
    if _Chosen.name is None:
        return None
    index = portaudio.output_index(sounddevice, _Chosen.name)
    if index is None:
        raise SourceOpenError(
            translatable("The sound output {name} is not connected; playing is silent.", name=_Chosen.name)
        )
    return index
