from __future__ import annotations

import json
from pathlib import Path

import pytest

from emotion_desk.errors import SettingsError
from emotion_desk.settings import CONFIG_VARIABLE, SCHEMA, Settings, SettingsFile, migrate, settings_path


def test_a_missing_file_gives_the_defaults(tmp_path: Path) -> None:
    kept = SettingsFile(tmp_path / "none.json")
    assert kept.values == Settings()
    assert kept.message is None


def test_what_is_saved_comes_back(tmp_path: Path) -> None:
    kept = SettingsFile(tmp_path / "deep" / "settings.json")
    kept.change(theme="dark", camera="Bildkamera ü", consent=1, repeat_files=True, geometry="AAEC")
    kept.save()
    assert SettingsFile(kept.path).values == kept.values
    assert [path.name for path in kept.path.parent.iterdir()] == ["settings.json"]


def test_schema_1_is_brought_up(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    old = {"schema": 1, "consent": True, "devices": {"camera": "Cam", "microphone": "none"}, "theme": "dark"}
    path.write_text(json.dumps(old))
    values = SettingsFile(path).values
    assert (values.camera, values.microphone, values.theme) == ("Cam", "none", "dark")
    assert values.consented


def test_migration_ends_at_the_present_schema() -> None:
    assert migrate({"schema": 1})["schema"] == SCHEMA


@pytest.mark.parametrize("schema", [None, 0, "2", True, SCHEMA + 1])
def test_an_unknown_schema_is_refused(schema: object) -> None:
    with pytest.raises(SettingsError):
        migrate({"schema": schema})


@pytest.mark.parametrize("text", ["{", "[]", "", '{"schema": 99}', "\x00\xff", "[" * 100_000])
def test_a_damaged_file_is_renamed_with_a_sentence(tmp_path: Path, text: str) -> None:
    path = tmp_path / "settings.json"
    path.write_text(text, encoding="latin-1")
    kept = SettingsFile(path)
    assert kept.values == Settings()
    assert kept.message is not None
    assert kept.message.endswith("the defaults are used.")
    aside = tmp_path / "settings.damaged.json"
    assert aside.read_text(encoding="latin-1") == text
    kept.save()
    assert SettingsFile(path).message is None


def test_values_of_a_wrong_kind_stay_at_their_default(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text(
        json.dumps({"schema": SCHEMA, "consent": "yes", "theme": "pink", "mode": None, "camera": 3, "x": 1})
    )
    assert SettingsFile(path).values == Settings()


@pytest.mark.parametrize(
    ("name", "good", "bad"),
    [
        ("camera_size", "1280x720", ["720x1280", "640 x 480", 640, None, ["640x480"]]),
        ("camera_rate", 60, [0, 59, -1, "60", True, 60.5, 1e300, None]),
        ("sound_output", "Headphones", [7, {}, "\ud800"]),
        ("engine", "onnx-fp32", ["abacus", 1, None, ""]),
        ("smoothing", "strong", ["very", 3.0, None]),
    ],
)
def test_settings_of_devices_and_answers_are_checked(
    tmp_path: Path, name: str, good: object, bad: list[object]
) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({"schema": SCHEMA, name: good}))
    assert getattr(SettingsFile(path).values, name) == good
    for value in bad:
        path.write_text(json.dumps({"schema": SCHEMA, name: value}))
        assert SettingsFile(path).values == Settings(), value


def test_a_file_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(SettingsError, match="could not be saved"):
        SettingsFile(tmp_path / "file" / "settings.json").save()


def test_the_environment_names_another_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(CONFIG_VARIABLE, str(tmp_path / "mine.json"))
    assert settings_path() == tmp_path / "mine.json"
    monkeypatch.delenv(CONFIG_VARIABLE)
    assert settings_path().name == "settings.json"
    assert settings_path().parent.name == "emotion-desk"
