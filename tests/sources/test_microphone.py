"""The real PortAudio on a virtual microphone: any rate, unplugging, replugging, a sound server that is gone."""

from __future__ import annotations

import itertools
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from emotion_desk.clock import NS_PER_S, now_ns
from emotion_desk.errors import SourceLostError, SourceOpenError
from emotion_desk.messages import SoundBlock
from emotion_desk.sources import microphone as module
from emotion_desk.sources import portaudio
from emotion_desk.sources.devices import list_microphones
from emotion_desk.sources.microphone import Microphone
from emotion_desk.sources.microphone_lookup import MicrophoneTarget, find_microphone, lasting_name
from emotion_desk.sources.protocol import SoundSource
from tests.conftest import VirtualMicrophone, pactl, unload_sink
from tests.sources.clips import write_sound

pytestmark = pytest.mark.microphone


@pytest.fixture(scope="module")
def tone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return half a minute of 1 kHz."""
    at = tuple(n * 0.1 for n in range(300))
    return write_sound(tmp_path_factory.mktemp("tone") / "tone.wav", "pcm_s16le", rate=48_000, seconds=30, at=at)


@pytest.fixture
def mic(virtual_microphone: VirtualMicrophone) -> Iterator[VirtualMicrophone]:
    """Give the virtual microphone, plugged in and silent before and after."""
    virtual_microphone.reload()
    yield virtual_microphone
    virtual_microphone.silence()
    virtual_microphone.reload()


def listen(source: Microphone, seconds: float, limit_s: float = 12.0) -> list[SoundBlock]:
    """Read until there are so many seconds of sound."""
    blocks: list[SoundBlock] = []
    deadline = time.monotonic() + limit_s
    while sum(block.samples.size for block in blocks) < seconds * 16_000:
        assert time.monotonic() < deadline, "no sound came"
        block = source.read(0.2)
        if block is not None:
            blocks.append(block)
    return blocks


@pytest.mark.parametrize("rate", [44_100, 48_000, 16_000])
def test_any_rate_is_heard_as_16_khz(mic: VirtualMicrophone, tone: Path, rate: int) -> None:
    mic.play(tone)
    source = Microphone(rate=rate)
    assert isinstance(source, SoundSource)
    source.open()
    blocks = listen(source, 1.0)
    heard_ns = now_ns()
    source.close()
    samples = np.concatenate([block.samples for block in blocks])[-8_000:]
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(samples.size)))

    assert samples.dtype == np.float32
    assert np.argmax(spectrum) * 16_000 / samples.size == pytest.approx(1000, abs=4)
    assert np.abs(samples).max() == pytest.approx(0.5, abs=0.1)
    assert source.overflows == 0
    age_s = (heard_ns - blocks[-1].stamp_ns) / NS_PER_S
    assert 0.0 < age_s < 1.5
    for before, after in itertools.pairwise(blocks):
        assert after.stamp_ns > before.stamp_ns


def test_it_is_found_by_the_names_of_the_list(mic: VirtualMicrophone) -> None:
    names = [microphone.name for microphone in list_microphones()]
    assert names

    source = Microphone(names[0].upper())
    source.open()
    blocks = listen(source, 0.2)
    source.close()

    assert blocks
    assert source.kind == "microphone"


def test_unplugged_is_noticed_and_plugged_in_again_it_works(mic: VirtualMicrophone, tone: Path) -> None:
    """The sound server silently moves the recording to its dummy: no error, only silence for ever."""
    mic.play(tone)
    source = Microphone()
    source.open()
    listen(source, 0.5)
    mic.unload()
    with pytest.raises(SourceLostError, match="unplugged"):
        listen(source, 6.0)
    with pytest.raises(SourceLostError):
        source.read(0.1)
    source.close()
    with pytest.raises(SourceOpenError, match="No microphone was found"):
        source.open()
    mic.reload()
    mic.silence()
    mic.play(tone)
    source.open()
    blocks = listen(source, 0.5)
    source.close()

    assert np.abs(np.concatenate([block.samples for block in blocks])).max() > 0.2


def test_the_default_means_the_same_microphone_after_a_loss(mic: VirtualMicrophone) -> None:
    """While the microphone is away, another one is the system's default."""
    source = Microphone()
    source.open()
    listen(source, 0.2)
    pactl("load-module", "module-null-sink", "sink_name=other")
    try:
        pactl("set-default-source", "other.monitor")
        unload_sink("mic")
        with pytest.raises(SourceLostError):
            listen(source, 8.0)
        with pytest.raises(SourceOpenError, match=r"no microphone named 'mic\.monitor'"):
            source.open()
        mic.reload()
        source.open()
        blocks = listen(source, 0.2)
    finally:
        source.close()
        unload_sink("other")
    assert blocks


def test_the_number_of_an_alsa_card_is_no_part_of_the_name() -> None:
    assert lasting_name("USB Audio: - (hw:2,0)") == "USB Audio"
    assert lasting_name("HDA Intel: ALC (hw:0,0)") == "HDA Intel: ALC"
    assert lasting_name("Built-in Microphone") == "Built-in Microphone"


def test_a_reader_that_sleeps_too_long_learns_how_much_it_lost(
    mic: VirtualMicrophone, tone: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_RING_S", 0.3)
    mic.play(tone)
    source = Microphone()
    source.open()
    listen(source, 0.3)
    time.sleep(1.0)
    blocks = listen(source, 0.2)
    source.close()

    assert blocks[0].lost > 0.3 * 16_000
    assert source.overflows >= 1


def test_close_from_another_thread_ends_a_waiting_read(mic: VirtualMicrophone) -> None:
    source = Microphone()
    source.open()
    ended = threading.Event()

    def wait_on() -> None:
        while source._stream is not None:
            source.read(10.0)
        ended.set()

    reader = threading.Thread(target=wait_on, daemon=True)
    reader.start()
    source.close()

    assert ended.wait(5.0)


def test_a_sound_system_that_hangs_at_close_is_left_behind(
    mic: VirtualMicrophone, monkeypatch: pytest.MonkeyPatch
) -> None:
    release = threading.Event()
    close = module._close

    def hang(raw: object) -> None:
        release.wait(10)
        close(raw)

    source = Microphone()
    source.open()
    monkeypatch.setattr(module, "_close", hang)
    source.close()
    counted = portaudio._open_streams
    release.set()
    deadline = time.monotonic() + 3
    while portaudio._open_streams and time.monotonic() < deadline:
        time.sleep(0.01)

    assert counted == 1  # as long as it hangs PortAudio must not be initialised again
    assert portaudio._open_streams == 0


def test_a_sound_system_that_hangs_at_open_is_given_up(mic: VirtualMicrophone, monkeypatch: pytest.MonkeyPatch) -> None:
    release = threading.Event()

    def hang(which: str | int | None) -> MicrophoneTarget:
        release.wait(10)
        return find_microphone(which)

    monkeypatch.setattr(module, "find_microphone", hang)
    monkeypatch.setattr(portaudio, "LIMIT_S", 0.3)
    source = Microphone("Far away")
    with pytest.raises(SourceOpenError, match="Far away cannot be opened: the sound system does not answer"):
        source.open()
    release.set()
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline and any(t.name == "emotion-desk-microphone-open" for t in threading.enumerate()):
        time.sleep(0.02)

    assert portaudio._open_streams == 0  # what it opened in the end was closed again


def test_devices_are_not_read_again_while_a_stream_is_open(mic: VirtualMicrophone) -> None:
    source = Microphone()
    source.open()
    listen(source, 0.2)
    list_microphones()
    blocks = listen(source, 0.3)
    source.close()

    assert blocks


def test_closed_microphone_gives_nothing_and_closes_twice(mic: VirtualMicrophone) -> None:
    source = Microphone()
    assert source.read(0.01) is None
    source.open()
    source.close()
    source.close()
    assert source.read(0.01) is None
