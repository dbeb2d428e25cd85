"""Live microphone at any rate of the device, delivered as 16 kHz mono and stamped at capture time.

PortAudio's callback only copies into a ring.  Everything that may take time or block (opening, resampling, closing,
querying the sound server) runs outside the callback and with a time limit, because calls into a dead sound server
never return.
"""

from __future__ import annotations

import contextlib
import logging
import threading
import time
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from emotion_desk.clock import NS_PER_S, now_ns
from emotion_desk.errors import SourceError, SourceLostError, SourceOpenError
from emotion_desk.messages import SoundBlock
from emotion_desk.sources import portaudio, pulse
from emotion_desk.sources.callback_ring import CallbackRing
from emotion_desk.sources.live_resampler import LiveResampler
from emotion_desk.sources.microphone_lookup import find_microphone, lasting_name
from emotion_desk.sources.portaudio import InputDevice
from emotion_desk.translatable import translatable

logger = logging.getLogger(__name__)

#: Sample rates tried after the device's own, in Hz.
_RATES: Final = (48_000, 44_100, 16_000, 32_000, 8_000)
#: Requested from the driver: short enough for live results, long enough for a busy machine.
_LATENCY_S: Final = 0.1
_RING_S: Final = 5.0
#: Time limits without samples: for the first ones (some devices, and the monitor of a null sink, start slowly) and
#: for later ones; beyond them the device counts as lost.
_FIRST_S: Final = 5.0
_STALL_S: Final = 2.0
_CLOSE_WAIT_S: Final = 1.0
#: Interval at which the sound server is queried for the microphone.
_CHECK_S: Final = 1.0
_IDLE_S: Final = 0.02


class Microphone:
    """A live microphone; a :class:`~emotion_desk.sources.protocol.SoundSource`.

    Args:
        which: number, (part of) the name, or ``None`` for the system's default.  It is resolved at each ``open``.
            Opened again, a number or the default means the same device as before, found by its name: after a loss
            they may belong to another microphone.
        rate: sample rate in Hz; by default the device's own.
    """

    def __init__(self, which: str | int | None = None, *, rate: int | None = None) -> None:
        self._which = which
        self._rate = rate
        self._stream: _Stream | None = None
        self._device_name: str | None = None  # of the device that a number or the default stood for
        self._lock = threading.Lock()
        self._overflows = 0

    @property
    def name(self) -> str:
        """Return the requested name."""
        if self._which is None:
            return "Microphone"
        text = str(self._which)
        return f"Microphone {text}" if text.isdecimal() else text

    @property
    def kind(self) -> str:
        """Return ``microphone``."""
        return "microphone"

    @property
    def overflows(self) -> int:
        """Return how often sound was lost since ``open``: in the driver, or because it was not read in time."""
        stream = self._stream
        return stream.overflows if stream is not None else self._overflows

    def open(self) -> None:
        """Find the device and start recording.

        Raises:
            SourceOpenError: there is none, it is busy, or the sound system does not answer.
        """
        self.close()
        stream = _Stream(self.name, self._device_name or self._which, self._rate)
        with self._lock:
            self._stream = stream
        try:
            stream.start()
        except SourceError:
            self.close()
            raise
        if self._which is None or str(self._which).strip().isdecimal():
            self._device_name = stream.device_name

    def read(self, timeout_s: float) -> SoundBlock | None:
        """Return all sound since the last call, or ``None`` after ``timeout_s`` without any or when closed.

        Raises:
            SourceLostError: the microphone was unplugged or the sound system failed.
        """
        stream = self._stream
        if stream is None:
            time.sleep(min(timeout_s, _IDLE_S))
            return None
        return stream.read(timeout_s)

    def close(self) -> None:
        """Stop recording; waits at most a second for a sound system that hangs."""
        with self._lock:
            stream, self._stream = self._stream, None
        if stream is not None:
            self._overflows = stream.overflows
            stream.stop()


class _Stream:
    """One recording: the PortAudio stream, its ring, and the detection of its loss."""

    def __init__(self, name: str, which: str | int | None, rate: int | None) -> None:
        self._name = name
        self._which = which
        self._rate = rate
        self._arrived = threading.Event()
        self._stopping = threading.Event()
        self._finished = False
        self._guard = threading.Lock()
        self._raw: Any = None
        self._ring = CallbackRing(1)
        self._live = LiveResampler(16_000)
        self._latency_s = _LATENCY_S
        self._anchor: tuple[int, int] | None = None  # number of a sample and its capture time
        self._flagged = 0
        self._overruns = 0
        self._source: int | None = None
        self.device_name: str | None = None
        self._last_ns = self._checked_ns = now_ns()
        self._delivered = False
        self._lost: SourceLostError | None = None

    @property
    def overflows(self) -> int:
        return self._flagged + self._overruns

    def start(self) -> None:
        with portaudio.quiet():
            done, _ = portaudio.limited(self._open, portaudio.LIMIT_S, "microphone-open")
        if not done:
            raise SourceOpenError(
                translatable("{name} cannot be opened: the sound system does not answer.", name=self._name)
            )
        self._last_ns = self._checked_ns = now_ns()

    def read(self, timeout_s: float) -> SoundBlock | None:
        if self._lost is not None:
            raise self._lost
        self._arrived.wait(timeout_s)
        self._arrived.clear()
        if self._stopping.is_set():
            return None
        moment_ns = now_ns()
        anchor = self._anchor
        first, samples, lost = self._ring.read()
        if samples.shape[0]:
            self._last_ns = moment_ns
            self._delivered = True
        self._check_loss(moment_ns, bool(samples.shape[0]))
        if not samples.shape[0] or anchor is None:
            return None
        if lost:
            self._overruns += 1
        return self._live.block(first, samples, lost, anchor)

    def stop(self) -> None:
        self._stopping.set()
        self._arrived.set()
        with self._guard:
            raw, self._raw = self._raw, None
        if raw is not None:
            with contextlib.suppress(SourceError), portaudio.quiet():
                portaudio.limited(lambda: _close(raw), _CLOSE_WAIT_S, "microphone-close")

    def _check_loss(self, moment_ns: int, delivered: bool) -> None:
        """Raise if the microphone was lost."""
        limit_s = _STALL_S if self._delivered else _FIRST_S
        raw = self._raw
        if not delivered and (self._finished or (raw is not None and not raw.active)):
            self._raise_lost("stopped; was it unplugged?")
        if moment_ns - self._last_ns > limit_s * NS_PER_S:
            self._raise_lost(f"gives no sound any more (for {limit_s:.0f} seconds); was it unplugged?")
        if self._source is not None and moment_ns - self._checked_ns > _CHECK_S * NS_PER_S:
            self._checked_ns = moment_ns
            if pulse.exists(self._source) is False:
                self._raise_lost("was unplugged.")

    def _raise_lost(self, what: str) -> None:
        self._lost = SourceLostError(f"{self._name} {what}")
        raise self._lost

    def _open(self) -> None:
        """Open and start the stream; runs in a helper thread, which closes the stream itself if it was abandoned."""
        sounddevice = portaudio.library()
        with portaudio.exclusive():
            target = find_microphone(self._which)
            with pulse.recording_from(target.pulse_name):
                raw = self._open_at_some_rate(sounddevice, target.device)
            portaudio.count_stream(+1)
        with self._guard:
            if not self._stopping.is_set():
                self._raw = raw
        if self._raw is not raw:
            _close(raw)
            return
        if target.served:
            self._source = pulse.recorded_source()
            self.device_name = target.pulse_name or pulse.source_name(self._source)
        else:
            self.device_name = lasting_name(target.device.name)

    def _open_at_some_rate(self, sounddevice: Any, device: InputDevice) -> Any:
        rates = [self._rate] if self._rate else list(dict.fromkeys([device.rate, *_RATES]))
        problem: Exception | None = None
        for rate in rates:
            for channels in sorted({1, min(2, device.channels)}):
                self._ring = CallbackRing(round(rate * _RING_S), channels)
                self._live = LiveResampler(rate)
                raw = None
                try:
                    raw = sounddevice.InputStream(
                        device=device.index,
                        samplerate=rate,
                        channels=channels,
                        dtype="float32",
                        latency=_LATENCY_S,
                        callback=self._callback,
                        finished_callback=self._finish,
                    )
                    self._latency_s = float(raw.latency)
                    raw.start()
                except (sounddevice.PortAudioError, ValueError) as error:
                    problem = error
                    logger.info("%s at %d Hz, %d channels: %s", device.name, rate, channels, error)
                    if raw is not None:
                        raw.close(ignore_errors=True)
                    self._finished = False
                    continue
                logger.info("%s: %d Hz, %d channels", device.name, rate, channels)
                return raw
        raise SourceOpenError(
            translatable("{name} cannot be opened; is it allowed and not used by another program?", name=self._name)
        ) from problem

    def _callback(self, samples: NDArray[np.float32], count: int, times: Any, status: Any) -> None:
        """Copy the samples; called by PortAudio's real-time thread, which must not block."""
        moment_ns = now_ns()
        if status.input_overflow:
            self._flagged += 1
        delay_s = times.currentTime - times.inputBufferAdcTime
        if not 0.0 < delay_s < 1.0:
            delay_s = self._latency_s  # some host APIs report no capture time, or one of another clock
        delay_s = max(delay_s, count / self._live.rate)
        number = self._ring.written
        self._ring.write(samples)
        self._anchor = (number, moment_ns - round(delay_s * NS_PER_S))
        self._arrived.set()

    def _finish(self) -> None:
        self._finished = True
        self._arrived.set()


def _close(raw: Any) -> None:
    try:
        raw.abort(ignore_errors=True)
        raw.close(ignore_errors=True)
    finally:
        portaudio.count_stream(-1)
