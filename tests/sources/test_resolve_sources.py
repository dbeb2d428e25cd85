"""What the commands name and which sources they mean."""

from __future__ import annotations

from pathlib import Path

import pytest

from emotion_desk.errors import SourceEndedError, SourceOpenError
from emotion_desk.sources import resolve_sources as module
from emotion_desk.sources.camera import Camera
from emotion_desk.sources.devices import CameraDevice
from emotion_desk.sources.microphone import Microphone
from emotion_desk.sources.resolve_sources import NO_CAMERA, resolve_sources
from tests.sources.clips import write_clip, write_sound


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_clip(tmp_path_factory.mktemp("film") / "film.mp4", seconds=0.4)


def kinds(**named: object) -> tuple[str | None, str | None]:
    chosen = resolve_sources(**named)  # type: ignore[arg-type]
    return (
        chosen.picture.kind if chosen.picture is not None else None,
        chosen.sound.kind if chosen.sound is not None else None,
    )


def test_a_file_brings_its_sound(film: Path) -> None:
    assert kinds(file=film) == ("file", "file")
    assert kinds(file=film, mic="none") == ("file", None)
    assert kinds(file=film, mic="Headset") == ("file", "microphone")
    assert kinds(file=film, camera="none") == (None, "file")


def test_a_file_without_picture(tmp_path: Path) -> None:
    assert kinds(file=write_sound(tmp_path / "s.wav", "pcm_s16le")) == (None, "file")


def test_the_demo(film: Path) -> None:
    assert kinds(demo=True) == ("demo", "demo")
    assert kinds(demo=True, mic="NONE") == ("demo", None)
    assert kinds(demo=True, file=film) == ("file", "file")
    assert resolve_sources(demo=True).note is None


def test_a_camera_comes_with_the_microphone() -> None:
    chosen = resolve_sources(camera="1", mic="Desk mic")

    assert isinstance(chosen.picture, Camera)
    assert isinstance(chosen.sound, Microphone)
    assert (chosen.picture.name, chosen.sound.name) == ("Camera 1", "Desk mic")
    assert kinds(camera=0) == ("camera", "microphone")
    assert kinds(camera="none") == (None, "microphone")
    assert kinds(camera="none", mic="none") == (None, None)


def test_nothing_named_with_a_camera(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "list_cameras", lambda: [CameraDevice(2, "Built in")])

    chosen = resolve_sources()

    assert chosen.picture is not None
    assert chosen.picture.name == "Camera 2"
    assert kinds() == ("camera", "microphone")
    assert chosen.note is None


def test_nothing_named_without_a_camera(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "list_cameras", list)

    assert kinds() == ("demo", "demo")
    assert kinds(mic="none") == ("demo", None)
    assert kinds(mic="Headset") == ("demo", "microphone")
    assert resolve_sources().note == NO_CAMERA == "No camera was found; the demo clip is playing."


@pytest.mark.slow
def test_loops_are_the_demos_unless_said_otherwise(film: Path) -> None:
    def loops(**named: object) -> bool:
        picture = resolve_sources(paced=False, **named).picture  # type: ignore[arg-type]
        assert picture is not None
        picture.open()
        try:
            for _ in range(310):
                picture.read(1.0)
        except SourceEndedError:
            return False
        finally:
            picture.close()
        return True

    assert not loops(file=film)
    assert loops(file=film, loop=True)
    assert loops(demo=True)
    assert not loops(demo=True, loop=False)


def test_an_unreadable_file_is_reported_at_once(tmp_path: Path) -> None:
    with pytest.raises(SourceOpenError, match="does not exist"):
        resolve_sources(file=tmp_path / "missing.mp4")
