"""Device lists without devices: a made-up kernel folder, and machines that have nothing."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from emotion_desk.errors import SourceOpenError
from emotion_desk.sources import portaudio, pulse
from emotion_desk.sources.devices import CameraDevice, camera_index, list_cameras, list_microphones
from emotion_desk.sources.microphone_lookup import find_microphone
from emotion_desk.sources.portaudio import InputDevice
from emotion_desk.sources.pulse import PulseSource

linux_only = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads Linux' own folder")


@pytest.fixture
def kernel(tmp_path: Path) -> Path:
    """Return a folder as the kernel shows it: two cameras with two nodes each, out of order."""
    nodes = [
        (10, "HD Webcam C525", 0),
        (11, "HD Webcam C525", 1),
        (2, "Integrated Camera: HD", 0),
        (3, "Integrated", 1),
    ]
    for number, name, part in nodes:
        node = tmp_path / f"video{number}"
        node.mkdir()
        (node / "name").write_text(f"{name}\n")
        (node / "index").write_text(f"{part}\n")
    (tmp_path / "v4l-subdev0").mkdir()
    (tmp_path / "video77").mkdir()  # disappears while it is looked at
    return tmp_path


@linux_only
def test_cameras_are_listed_without_their_metadata_nodes(kernel: Path) -> None:
    assert list_cameras(kernel) == [CameraDevice(2, "Integrated Camera: HD"), CameraDevice(10, "HD Webcam C525")]


@linux_only
def test_no_folder_no_cameras(tmp_path: Path) -> None:
    assert list_cameras(tmp_path / "missing") == []


@linux_only
@pytest.mark.parametrize(
    ("which", "index"),
    [
        (3, 3),
        ("4", 4),
        ("/dev/video5", 5),
        ("HD Webcam C525", 10),
        ("hd webcam c525", 10),
        ("integrated", 2),
        ("c525", 10),
    ],
)
def test_cameras_are_found_by_number_and_name(kernel: Path, which: int | str, index: int) -> None:
    assert camera_index(which, kernel) == index


@linux_only
def test_unknown_names_are_reported_with_those_that_exist(kernel: Path, tmp_path: Path) -> None:
    with pytest.raises(
        SourceOpenError, match=r"no camera named 'Beamer'; there is 'Integrated Camera: HD', 'HD Webcam"
    ):
        camera_index("Beamer", kernel)
    with pytest.raises(SourceOpenError, match=r"no camera named 'Beamer'; no camera is connected\.$"):
        camera_index("Beamer", tmp_path / "missing")


def test_microphones_without_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sounddevice", None)

    assert list_microphones() == []
    with pytest.raises(SourceOpenError, match="PortAudio is missing; install it"):
        portaudio.input_devices()


def device(index: int, name: str, *, default: bool = False, preferred: bool = True) -> InputDevice:
    return InputDevice(index, name, 2, 48_000, default, preferred)


@pytest.fixture
def plugged(monkeypatch: pytest.MonkeyPatch) -> list[InputDevice]:
    """Return what PortAudio sees, to be changed by the test; no sound server unless the test sets one."""
    seen = [
        device(0, "USB Mic (hw:1,0)"),
        device(1, "USB Mic"),
        device(2, "Line", preferred=False),
        device(3, "LINE in", default=True),
    ]
    monkeypatch.setattr(portaudio, "input_devices", lambda: seen)
    monkeypatch.setattr(pulse, "list_sources", lambda: None)
    return seen


@pytest.mark.parametrize(
    ("which", "index"), [("usb mic", 1), ("hw:1", 0), (2, 2), ("3", 3), (None, 3), ("lin", 3), ("line", 2)]
)
def test_microphones_are_found_exactly_first(plugged: list[InputDevice], which: str | int | None, index: int) -> None:
    assert find_microphone(which).device.index == index


def test_no_such_microphone(plugged: list[InputDevice]) -> None:
    with pytest.raises(SourceOpenError, match=r"^There is no microphone named 'Harp'\.$"):
        find_microphone("Harp")
    with pytest.raises(SourceOpenError, match=r"^There is no microphone number 9\.$"):
        find_microphone(9)
    plugged.clear()
    with pytest.raises(SourceOpenError, match=r"^No microphone was found\.$"):
        find_microphone(None)


def test_names_of_the_sound_server_are_found_behind_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(portaudio, "input_devices", lambda: [device(4, "pulse"), device(5, "default", default=True)])
    headset = PulseSource(7, "alsa_input.usb-1", "Headset Mono", False)
    monkeypatch.setattr(pulse, "list_sources", lambda: [headset])

    target = find_microphone("headset")

    assert (target.device.name, target.pulse_name, target.served) == ("pulse", "alsa_input.usb-1", True)
    assert find_microphone("alsa_input.usb-1").pulse_name == "alsa_input.usb-1"
    assert find_microphone(None).device.name == "default"
    monkeypatch.setattr(portaudio, "is_installed", lambda: True)
    assert [microphone.name for microphone in list_microphones()] == ["Headset Mono"]


def test_where_a_server_lists_the_microphones_portaudio_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """With the plugins of the sound system and what they need, it takes some twenty megabytes."""
    asked: list[str] = []
    monkeypatch.setattr(portaudio, "library", lambda: asked.append("library"))
    monkeypatch.setattr(portaudio, "is_installed", lambda: True)
    monkeypatch.setattr(pulse, "list_sources", lambda: [PulseSource(7, "alsa_input.usb-1", "Headset", False)])

    assert [(microphone.index, microphone.name) for microphone in list_microphones()] == [(None, "Headset")]
    assert asked == []


def test_looking_for_portaudio_does_not_load_it() -> None:
    code = """
import sys
from emotion_desk.sources import portaudio
found = portaudio.is_installed()
assert "sounddevice" not in sys.modules
try:
    portaudio.library()
except Exception:
    assert not found
else:
    assert found and portaudio.is_installed()
"""
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_server_is_not_asked_where_portaudio_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its microphones could not be opened."""
    monkeypatch.setitem(sys.modules, "sounddevice", None)
    monkeypatch.setattr(pulse, "list_sources", lambda: [PulseSource(7, "alsa_input.usb-1", "Headset", False)])

    assert list_microphones() == []


def test_a_sound_server_without_microphones_is_no_microphone(monkeypatch: pytest.MonkeyPatch) -> None:
    """The server would record its dummy, zeros for ever."""
    monkeypatch.setattr(portaudio, "input_devices", lambda: [device(0, "pulse"), device(1, "default", default=True)])
    monkeypatch.setattr(pulse, "list_sources", list)

    with pytest.raises(SourceOpenError, match="No microphone was found"):
        find_microphone(None)
    assert list_microphones() == []


def test_pulse_answers_none_without_a_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PULSE_SERVER", "unix:/nonexistent/socket")

    assert pulse.list_sources() is None
    assert pulse.exists(1) is None
    assert pulse.recorded_source() is None


def test_a_hanging_pactl_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    def hang(*_: object, **options: float) -> None:
        raise subprocess.TimeoutExpired("pactl", options["timeout"])

    monkeypatch.setattr(subprocess, "run", hang)
    monkeypatch.setattr(shutil, "which", lambda _: "/usr/bin/pactl")

    assert pulse.list_sources() is None


def test_listing_opens_no_heavy_library() -> None:
    heavy = ("cv2", "sounddevice", "PySide6")
    code = f"import sys; import emotion_desk.sources.resolve_sources; print([n for n in {heavy} if n in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)

    assert done.stdout.strip() == "[]"


def test_native_lines_are_kept_from_the_terminal_while_a_stream_is_open(capfd: pytest.CaptureFixture[str]) -> None:
    portaudio.count_stream(+1)
    try:
        os.write(2, b"Expression 'ret' failed in 'src/hostapi/alsa/pa_linux_alsa.c', line: 3355\n")  # as PortAudio does
        with portaudio.quiet():
            pass
        os.write(2, b"ALSA lib pcm.c: underrun\n")
    finally:
        portaudio.count_stream(-1)
    os.write(2, b"seen\n")
    assert capfd.readouterr().err == "seen\n"


def test_sentences_are_printed_while_a_stream_is_open(tmp_path: Path) -> None:
    code = (
        "import os, sys; from emotion_desk import cli; from emotion_desk.sources import portaudio\n"
        "def main():\n"
        "    portaudio.count_stream(+1)\n"
        "    os.write(2, b'native')\n"
        "    print('sentence', file=sys.stderr)\n"
        "    return 0\n"
        "cli.main = main\n"
        "cli.program()\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr == "sentence\n"
