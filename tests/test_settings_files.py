"""What is named as the settings file is never moved away unless it is a damaged plain file."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from emotion_desk.settings import Settings, SettingsFile


def test_a_folder_means_the_file_inside_and_stays(tmp_path: Path) -> None:
    folder = tmp_path / "precious"
    folder.mkdir()
    (folder / "letter.txt").write_text("x")
    kept = SettingsFile(folder)
    kept.change(theme="dark")
    kept.save()
    assert sorted(path.name for path in folder.iterdir()) == ["letter.txt", "settings.json"]
    assert SettingsFile(folder).values.theme == "dark"


def test_settings_are_private_whatever_the_umask(tmp_path: Path) -> None:
    umask = os.umask(0)
    try:
        SettingsFile(tmp_path / "new" / "settings.json").save()
    finally:
        os.umask(umask)
    assert stat.S_IMODE((tmp_path / "new" / "settings.json").stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o700


@pytest.mark.parametrize(
    "content", [b'{"schema": 1e999}', b"[" * 100_000, b'{"schema": ' + b"9" * 4000 + b"}", b"\xff"]
)
def test_damage_of_any_kind_is_renamed_with_a_sentence(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(content)
    kept = SettingsFile(path)
    assert kept.values == Settings()
    assert kept.message is not None
    assert kept.message.endswith(".")


def test_a_damaged_file_behind_a_link_is_not_moved(tmp_path: Path) -> None:
    target = tmp_path / "target"
    target.write_text("{")
    (tmp_path / "settings.json").symlink_to(target)
    assert SettingsFile(tmp_path / "settings.json").message is not None
    assert target.read_text() == "{"
    assert (tmp_path / "settings.json").is_symlink()
