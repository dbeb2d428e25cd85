"""What is named as the settings file is never moved away unless it is a damaged plain file."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from dataclasses import asdict, fields
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emotion_desk.errors import SettingsError
from emotion_desk.sessions.disk_space import DiskLimits
from emotion_desk.settings import Settings, SettingsFile
from tests.fuzzing import FUZZ


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


@pytest.mark.parametrize("value", ["1e999", "-1", "NaN", "Infinity", '"1"', "true", "[1]", "9" * 400, "1e7"])
def test_limits_of_the_disk_are_finite_amounts(tmp_path: Path, value: str) -> None:
    path = tmp_path / "settings.json"
    path.write_text(f'{{"schema": 2, "record_stop_gb": {value}, "theme": "dark"}}')
    kept = SettingsFile(path)
    assert kept.values == Settings(theme="dark")
    assert kept.message is None


def test_lone_surrogates_stay_out(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text('{"schema": 2, "camera": "\\ud800", "last_folder": "\\udcff", "theme": "dark"}')
    assert SettingsFile(path).values == Settings(theme="dark")


def test_a_pipe_is_not_waited_for_and_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    os.mkfifo(path)
    kept = SettingsFile(path)
    assert kept.message is not None
    with pytest.raises(SettingsError, match="could not be read"):
        kept.save()
    assert path.is_fifo()


def test_a_file_that_cannot_be_read_is_not_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "settings.json"
    path.write_text('{"schema": 2, "theme": "dark"}')

    def refuse(_path: Path, _limit: int) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("emotion_desk.settings.read_bounded", refuse)
    kept = SettingsFile(path)
    with pytest.raises(SettingsError):
        kept.save()
    assert "dark" in path.read_text()


def test_a_file_of_gigabytes_is_no_settings_file(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    with path.open("wb") as file:
        file.truncate(3_000_000_000)
    assert SettingsFile(path).message is not None


def test_what_a_killed_run_left_is_swept_at_the_start(tmp_path: Path) -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    left, other = tmp_path / f".part-{ended.pid}-x.json", tmp_path / ".part-of-mine"
    for path in (left, other):
        path.write_text("x")
    SettingsFile(tmp_path / "settings.json")
    assert [path.name for path in tmp_path.iterdir()] == [other.name]


VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_subnormal=False),
    st.text(max_size=5),
    st.just("\ud800"),
    st.just(10**400),
    st.lists(st.integers(), max_size=2),
    st.dictionaries(st.text(max_size=3), st.integers(), max_size=2),
)
NAMES = st.sampled_from(["schema", "devices", *(field.name for field in fields(Settings))])
DOCUMENTS = st.one_of(
    st.binary(max_size=60),
    st.dictionaries(NAMES, VALUES).map(lambda raw: json.dumps({"schema": 2} | raw).encode()),
    st.dictionaries(NAMES, VALUES).map(
        lambda raw: json.dumps({"schema": 1} | raw).replace("Infinity", "1e999").encode()
    ),
)


@pytest.mark.slow
@FUZZ
@given(content=DOCUMENTS)
def test_whatever_the_file_holds_there_are_settings(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(content)
    values = SettingsFile(path).values
    DiskLimits(values.record_warn_gb, values.record_stop_gb)
    assert 0 < values.false_accepts <= 0.5
    json.dumps(asdict(values), ensure_ascii=False, allow_nan=False).encode()


@pytest.mark.train
def test_no_share_of_strangers_is_refused_where_denormal_numbers_count_as_zero(tmp_path: Path) -> None:
    """A training switches them off in its process, and "more than 0" was compared with the smallest of them."""
    torch = pytest.importorskip("torch", reason="the extra 'train' is not installed")
    (tmp_path / "settings.json").write_text('{"schema": 2, "false_accepts": 0}')
    torch.set_flush_denormal(True)
    try:
        assert SettingsFile(tmp_path / "settings.json").values.false_accepts == Settings().false_accepts
    finally:
        torch.set_flush_denormal(False)
