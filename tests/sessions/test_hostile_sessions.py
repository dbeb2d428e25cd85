"""A session folder from somebody else: damage costs the damaged line, links lead nowhere, sizes are bounded."""

from __future__ import annotations

import json
import os
import stat
import tracemalloc
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emotion_desk.errors import SessionError
from emotion_desk.sessions import recording_registry
from emotion_desk.sessions.annotations import Annotations
from emotion_desk.sessions.disk_space import DiskLimits
from emotion_desk.sessions.export.exporters import export
from emotion_desk.sessions.format import DAMAGED, READINGS_FILE, reading_from_raw, reading_to_raw
from emotion_desk.sessions.header import SessionInfo, info_from_raw, read_info
from emotion_desk.sessions.jsonl import LineReader, LineWriter
from emotion_desk.sessions.marks import Marks
from emotion_desk.sessions.reader import open_session
from emotion_desk.sessions.recorder import Recorder
from emotion_desk.sessions.recording_options import RecordingMetadata, RecordingRequest
from emotion_desk.sessions.recover import recover, recover_unfinished
from tests.fuzzing import FUZZ
from tests.sessions.made import made_readings, made_session

LINE = reading_to_raw(made_readings()[15])
SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_subnormal=False) | st.text(max_size=5)
JSON = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


def _places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the path of every value in a JSON document."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(place for key, inner in items for place in _places(inner, (*path, key)))]


def _with(value: Any, path: tuple[Any, ...], other: Any) -> Any:
    if not path:
        return other
    copy = dict(value) if isinstance(value, dict) else list(value)
    copy[path[0]] = _with(value[path[0]], path[1:], other)
    return copy


@pytest.mark.slow
@FUZZ
@given(st.sampled_from(_places(LINE)), JSON)
def test_a_reading_with_any_value_in_any_place_is_read_or_damaged(path: tuple[Any, ...], value: Any) -> None:
    try:
        reading = reading_from_raw(_with(LINE, path, value))
    except DAMAGED:
        return
    json.dumps(reading_to_raw(reading), allow_nan=False)


INFO = {
    "format": "emotion-desk session",
    "version": 1,
    "started": "2026-05-04T12:00:00+00:00",
    "devices": {"picture": "a"},
    "size": [160, 120],
    "counters": {"frames": {"offered": 1, "written": 1, "dropped": 0}},
    "device_events": [{"time_s": 1.0, "side": "sound", "state": "lost", "text": ""}],
    "device_changes": [{"time_s": 1.0, "side": "sound", "device": None}],
}


@pytest.mark.slow
@FUZZ
@given(st.sampled_from(_places(INFO)), JSON)
def test_a_header_with_any_value_in_any_place_is_read_or_refused_in_a_sentence(
    path: tuple[Any, ...], value: Any
) -> None:
    try:
        info = info_from_raw(_with(INFO, path, value))
    except SessionError as error:
        assert str(error).endswith(".")  # noqa: PT017 - most values raise nothing
        return
    assert isinstance(info, SessionInfo)


@pytest.mark.slow
@FUZZ
@given(content=st.binary(max_size=60) | st.text('[]{}":,0123456789.eE-+truefalsn\n', max_size=60).map(str.encode))
def test_any_bytes_are_lines_or_damage(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    folder = tmp_path_factory.getbasetemp()
    for name in (READINGS_FILE, "marks.jsonl", "session.json"):
        (folder / name).write_bytes(content)
    lines = LineReader(folder / READINGS_FILE)
    assert all(isinstance(line, dict) for line in lines)
    assert all(mark.number >= 0 for mark in Marks(folder).all())
    with pytest.raises(SessionError):
        read_info(folder)


@pytest.mark.slow
@pytest.mark.parametrize(
    "bad",
    [
        b'{"time_s":1e999}',
        b'{"time_s":' + b"9" * 400 + b"}",
        b"[" * 100_000,
        b"[]",
        b'{"people":[[]]}',
        b"\xff\xfe",
        b"NaN",
    ],
)
def test_one_bad_line_stops_no_export(tmp_path: Path, bad: bytes) -> None:
    session = made_session(tmp_path / "s")
    path = session.folder / READINGS_FILE
    path.write_bytes(bad + b"\n" + path.read_bytes())
    for kind in ("csv", "jsonl", "parquet", "webvtt", "srt", "elan", "report"):
        export(session, kind, tmp_path / f"out.{kind}")
    assert len(list(session.readings())) == len(made_readings())
    assert session.damaged_readings == 1


@pytest.mark.slow
def test_a_line_of_a_gigabyte_takes_no_memory(tmp_path: Path) -> None:
    path = tmp_path / READINGS_FILE
    with path.open("wb") as file:
        file.truncate(300_000_000)  # sparse: zeros without an end of line
    with path.open("ab") as file:
        file.write(b'\n{"a":1}\n')
    tracemalloc.start()
    try:
        lines = LineReader(path)
        assert list(lines) == [{"a": 1}]
        assert tracemalloc.get_traced_memory()[1] < 20_000_000
    finally:
        tracemalloc.stop()
    assert lines.damaged == 1


def test_a_huge_header_is_refused(tmp_path: Path) -> None:
    with (tmp_path / "session.json").open("wb") as file:
        file.truncate(1_000_000_000)
    with pytest.raises(SessionError, match="too large"):
        read_info(tmp_path)


@pytest.mark.parametrize("name", ["readings.jsonl", "marks.jsonl", ".recording", "media.mkv", ".media.recovered.mkv"])
def test_recovery_and_marks_follow_no_link_out_of_the_folder(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "s"
    mine = tmp_path / "mine"
    mine.write_bytes(b"precious without an end of line")
    made_session(folder)
    info = folder / "session.json"
    info.write_text(info.read_text().replace('"finished": true', '"finished": false'))
    (folder / name).unlink(missing_ok=True)
    (folder / name).symlink_to(mine)
    for attempt in (lambda: recover(folder), lambda: Marks(folder).add(1.0, "x"), lambda: LineWriter(folder / name)):
        try:
            attempt()
        except SessionError as error:
            assert str(error).endswith(".")  # noqa: PT017 - which of them refuses depends on the link
    assert mine.read_bytes() == b"precious without an end of line"


def test_the_media_of_a_recording_lies_in_its_folder(tmp_path: Path) -> None:
    (tmp_path / "private.mkv").write_bytes(b"x")
    made_session(tmp_path / "s")
    header = tmp_path / "s" / "session.json"
    for media in ("../private.mkv", str(tmp_path / "private.mkv"), "a\x00b", ".."):
        raw = json.loads(header.read_text()) | {"kind": "recording", "media": media}
        header.write_text(json.dumps(raw))
        assert open_session(tmp_path / "s").media is None


@pytest.mark.parametrize("content", [b"", b"   ", b".", b"relative", b"\x00", b"\xff" * 10, b"/" * 40_000])
def test_a_damaged_entry_of_an_unfinished_session_is_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes
) -> None:
    monkeypatch.setattr(recording_registry, "data_folder", lambda: tmp_path)
    (tmp_path / "unfinished").mkdir()
    (tmp_path / "unfinished" / "0123456789abcdef.session").write_bytes(content)
    monkeypatch.chdir(tmp_path)
    assert recover_unfinished() == []
    assert list((tmp_path / "unfinished").iterdir()) == []


def test_a_recording_is_readable_by_its_owner_only(tmp_path: Path) -> None:
    umask = os.umask(0)
    try:
        recorder = Recorder(RecordingRequest(tmp_path / "s", ("readings",), DiskLimits(0, 0)), RecordingMetadata())
        recorder.start()
        recorder.mark("door")
        modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "s").iterdir()}
        recorder.stop(60)
    finally:
        os.umask(umask)
    assert stat.S_IMODE((tmp_path / "s").stat().st_mode) == 0o700
    assert set(modes.values()) == {0o600}, modes


@pytest.mark.parametrize("limit", [float("inf"), float("nan"), -1.0])
def test_a_limit_of_the_free_space_is_finite(limit: float) -> None:
    with pytest.raises(SessionError, match="number of GB"):
        DiskLimits(5.0, limit)


def test_marks_and_annotations_beyond_a_number_are_left_out_and_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("marks", "annotations"):
        monkeypatch.setattr(f"emotion_desk.sessions.{module}.MOST_KEPT", 5)
    mark = {"time_s": 1.0, "label": "x" * 5000}
    span = {"start_s": 1.0, "end_s": 2.0, "subject": "x", "label": "y" * 5000, "coder": "", "made": ""}
    for name, one in (("marks.jsonl", mark), ("annotations.jsonl", span)):
        lines = [*({"number": n} | one for n in range(8)), {"number": 0, "removed": True}, {"number": 9} | one]
        (tmp_path / name).write_text("\n".join(map(json.dumps, lines)))
    for kept in (Marks(tmp_path), Annotations(tmp_path)):
        assert [one.number for one in kept.all()] == [1, 2, 3, 4, 9]
        assert kept.damaged == 3
        assert {len(one.label) for one in kept.all()} == {2000}
