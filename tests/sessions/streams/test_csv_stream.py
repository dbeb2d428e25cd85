"""The live table: what it holds equals what an export of the same readings holds."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest

from emotion_desk.clock import now_ns
from emotion_desk.errors import SessionError
from emotion_desk.messages import Box, DeskReading, Identity, PersonReading, SpeakerReading
from emotion_desk.sessions.export.table_files import read_csv
from emotion_desk.sessions.streams.csv_file import CsvStream
from emotion_desk.sessions.streams.open_stream import open_stream
from tests.sessions.made import sure


def reading(number: int) -> DeskReading:
    stamp = now_ns()
    person = PersonReading(1, Box(1, 2, 3, 4), sure("happy"), Identity("=Ana", 0.5))
    voice = SpeakerReading(True, -20.0, sure("sad"))
    return DeskReading(number, "multitask", "onnx", stamp, 5.0, number, stamp, stamp, (person,), voice)


def test_rows_are_those_of_an_export(tmp_path: Path) -> None:
    path = tmp_path / "live.csv"
    stream = open_stream(f"csv:{path}")
    for number in range(20):
        stream.send(reading(number))
    stream.close()
    stream.close()
    rows = list(read_csv(path))
    assert [row["reading"] for row in rows] == [number // 2 for number in range(40)]
    assert [row["subject"] for row in rows[:2]] == ["face", "voice"]
    assert rows[0]["happy"] == pytest.approx(0.86)
    assert rows[0]["name"] == "=Ana"
    assert "'=Ana" in path.read_text()  # no spreadsheet runs it
    assert stream.summary is None
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_an_existing_file_is_never_written_over(tmp_path: Path) -> None:
    path = tmp_path / "live.csv"
    path.write_text("mine")
    with pytest.raises(SessionError, match="exists already"):
        CsvStream(path)
    assert path.read_text() == "mine"
    with pytest.raises(SessionError, match="cannot be written"):
        open_stream(f"csv:{tmp_path / 'nowhere' / 'live.csv'}")
    with pytest.raises(SessionError, match="There is no stream"):
        open_stream("csv:")
