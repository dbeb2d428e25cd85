"""Sound that is played arrives at a real sound server; without one that is said in one sentence."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import numpy as np
import pytest

from emotion_desk.errors import SourceOpenError
from emotion_desk.sources import portaudio
from emotion_desk.sources.microphone import Microphone
from emotion_desk.sources.sound_output import open_output, use_output
from tests.conftest import VirtualMicrophone
from tests.sources.test_microphone import listen


@pytest.fixture
def mic(virtual_microphone: VirtualMicrophone) -> Iterator[VirtualMicrophone]:
    virtual_microphone.reload()
    yield virtual_microphone
    virtual_microphone.silence()


def tone(hz: float, seconds: float, rate: int, channels: int = 1) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    wave = 0.5 * np.sin(2 * np.pi * hz * np.arange(round(seconds * rate)) / rate)
    return np.repeat(wave[:, None], channels, axis=1).astype(np.float32)


def pitch(heard: np.ndarray[tuple[int], np.dtype[np.float32]]) -> int:
    """Return the strongest frequency in a second of 16 kHz, in Hz."""
    return int(np.argmax(np.abs(np.fft.rfft(heard * np.hanning(heard.size)))))


@pytest.mark.microphone
@pytest.mark.slow
@pytest.mark.parametrize(("rate", "channels"), [(16_000, 1), (48_000, 2)])
def test_what_is_played_is_heard(mic: VirtualMicrophone, rate: int, channels: int) -> None:
    source, stop = Microphone(), threading.Event()
    source.open()
    errors: list[Exception] = []

    def play() -> None:
        try:
            with open_output(rate, channels) as output:
                output.write(tone(1000, 60.0, rate, channels), stop)
        except SourceOpenError as error:
            errors.append(error)

    player = threading.Thread(target=play)
    player.start()
    deadline = time.monotonic() + 40.0
    try:
        heard = np.zeros(16_000, np.float32)
        while pitch(heard) != pytest.approx(1000, abs=4) and not errors and time.monotonic() < deadline:
            heard = np.concatenate([block.samples for block in listen(source, 1.0, 40.0)])[-16_000:]
    finally:
        stop.set()
        player.join(20)
        source.close()
    assert not errors
    assert not player.is_alive()
    assert pitch(heard) == pytest.approx(1000, abs=4)


class _Absent:
    """PortAudio on a machine without outputs that counts how often its devices were read."""

    class PortAudioError(Exception):
        """As sounddevice's."""

    def __init__(self) -> None:
        self.reads = 0

    def _terminate(self) -> None:
        pass

    def _initialize(self) -> None:
        self.reads += 1

    def OutputStream(self, **_options: object) -> object:  # noqa: N802
        raise self.PortAudioError("no device")


def test_without_an_output_the_devices_are_read_again_once(monkeypatch: pytest.MonkeyPatch) -> None:
    absent = _Absent()
    monkeypatch.setattr(portaudio, "library", lambda: absent)
    with pytest.raises(SourceOpenError, match="There is no sound output"), open_output(48_000):
        pass
    assert absent.reads == 1


def test_devices_are_not_read_again_under_an_open_stream(monkeypatch: pytest.MonkeyPatch) -> None:
    absent = _Absent()
    monkeypatch.setattr(portaudio, "library", lambda: absent)
    monkeypatch.setattr(portaudio, "_open_streams", 1)
    with pytest.raises(SourceOpenError), open_output(48_000):
        pass
    assert absent.reads == 0
    assert portaudio.outdated()
    monkeypatch.setattr(portaudio, "_open_streams", 0)
    with pytest.raises(SourceOpenError), open_output(48_000):
        pass
    assert absent.reads == 1
    assert not portaudio.outdated()


class _Two(_Absent):
    """PortAudio with two outputs of the default host API, one of another, and an input."""

    class default:  # noqa: N801
        device = (3, 0)
        hostapi = 0

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[object] = []

    def query_devices(self) -> list[dict[str, object]]:
        names = (("Loudspeakers", 2, 0), ("Headphones", 2, 0), ("Headphones", 2, 1), ("Microphone", 0, 0))
        return [{"name": name, "max_output_channels": most, "hostapi": api} for name, most, api in names]

    def OutputStream(self, **options: object) -> object:  # noqa: N802
        self.opened.append(options["device"])
        raise self.PortAudioError("busy")


@pytest.fixture
def two(monkeypatch: pytest.MonkeyPatch) -> Iterator[_Two]:
    made = _Two()
    monkeypatch.setattr(portaudio, "library", lambda: made)
    yield made
    use_output(None)


def test_the_chosen_output_is_opened(two: _Two) -> None:
    assert portaudio.output_names() == ["Loudspeakers", "Headphones"]
    for name, number in ((None, None), ("Headphones", 1), ("Loudspeakers", 0)):
        two.opened.clear()
        use_output(name)
        with pytest.raises(SourceOpenError), open_output(48_000):
            pass
        assert set(two.opened) == {number}


def test_what_was_meant_for_headphones_is_not_played_aloud(two: _Two) -> None:
    use_output("Earphones")
    with pytest.raises(SourceOpenError, match="Earphones is not connected"), open_output(48_000):
        pass
    assert two.opened == []
