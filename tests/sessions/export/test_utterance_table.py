"""One row an utterance: its span, its speaker, the answers of voice and face."""

from __future__ import annotations

import sys
import wave
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from emotion_desk.cli import main
from emotion_desk.clock import NS_PER_S
from emotion_desk.messages import Box, Identity, PersonReading, SpeakerReading, Utterance
from emotion_desk.sessions.export import voice_columns
from emotion_desk.sessions.export.exporters import export
from emotion_desk.sessions.export.options import ExportOptions
from emotion_desk.sessions.export.table_files import read_jsonl
from emotion_desk.sessions.export.utterance_table import UTTERANCE_COLUMNS, utterance_rows
from emotion_desk.sessions.format import ANALYSIS, READINGS_FILE, TimedReading, reading_to_raw
from emotion_desk.sessions.header import SessionInfo, write_info
from emotion_desk.sessions.jsonl import LineWriter
from emotion_desk.sessions.reader import SAMPLE_RATE, Session, open_session
from tests.sessions.made import made_session, sure

SPEAKER = Identity("Ana", 0.7, track_id=1)


def reading(time_s: float, number: int | None, ended: tuple[Utterance, ...] = ()) -> TimedReading:
    """Return a reading with Ana's happy and somebody's angry face; voice in utterance ``number``."""
    people = (PersonReading(1, Box(0, 0, 9, 9), sure("happy", 0.8)), PersonReading(2, Box(20, 0, 9, 9), sure("angry")))
    voice = SpeakerReading(number is not None, -20.0, sure("sad") if number else None, SPEAKER, utterance=number)
    return TimedReading(time_s, time_s, time_s, "multitask", "none", 0.0, people, voice, utterances=ended)


def test_a_row_an_utterance_with_its_own_voice_and_the_speakers_face() -> None:
    first = Utterance(1, NS_PER_S, 2 * NS_PER_S, sure("sad", 0.9), None, SPEAKER)
    short = Utterance(2, 3 * NS_PER_S, round(3.2 * NS_PER_S))
    readings = [reading(step / 10, 1 if 10 <= step < 20 else None) for step in range(25)]
    readings += [reading(2.5, None, (first,)), reading(3.5, None, (short,))]
    rows = list(utterance_rows(readings))
    assert [(row["from_s"], row["to_s"], row["seconds"]) for row in rows] == [(1.0, 2.0, 1.0), (3.0, 3.2, 0.2)]
    assert (rows[0]["name"], rows[0]["track"], rows[0]["headline"]) == ("Ana", 1, "sad")
    assert rows[0]["sad"] == pytest.approx(0.9)
    assert rows[0]["face_readings"] == 11
    assert rows[0]["face_happy"] == pytest.approx(0.8)
    assert (rows[1]["name"], rows[1]["headline"], rows[1]["sad"], rows[1]["face_happy"]) == (None,) * 4
    assert all(tuple(row) == tuple(column.name for column in UTTERANCE_COLUMNS) for row in rows)


@pytest.mark.parametrize("kind", ["csv", "jsonl", "parquet"])
def test_every_table_format_writes_utterances(tmp_path: Path, kind: str) -> None:
    path = export(made_session(tmp_path / "s"), kind, tmp_path / f"t.{kind}", ExportOptions(rows="utterances"))
    assert path.stat().st_size > 100
    if kind == "jsonl":
        (row,) = read_jsonl(path)
        assert 0.5 < row["from_s"] < 1.5 < 2.5 < row["to_s"] < 3.5
        assert row["headline"] == "fearful"


def voiced_session(tmp_path: Path) -> Session:
    """Return an analysis of a sound file: a buzz of 125 Hz from 1 to 3 s, in which somebody speaks."""
    sound = np.zeros(4 * SAMPLE_RATE, np.float32)
    sound[SAMPLE_RATE : 3 * SAMPLE_RATE] = 0.3 * np.sign(
        np.sin(2 * np.pi * 125.0 * np.arange(2 * SAMPLE_RATE) / SAMPLE_RATE)
    )
    with wave.open(str(tmp_path / "talk.wav"), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(SAMPLE_RATE)
        file.writeframes((sound * 32767).astype("<i2").tobytes())
    folder = tmp_path / "talk"
    folder.mkdir()
    moment = datetime(2026, 5, 4, tzinfo=UTC)
    write_info(folder, SessionInfo(moment, ANALYSIS, finished=True, media=str(tmp_path / "talk.wav")))
    spoken = Utterance(1, NS_PER_S, 3 * NS_PER_S, sure("sad"))
    silent = Utterance(2, round(3.4 * NS_PER_S), round(3.8 * NS_PER_S))
    with LineWriter(folder / READINGS_FILE) as lines:
        lines.write(reading_to_raw(reading(3.9, None, (spoken, silent))))
    return open_session(folder)


def test_the_voice_of_each_utterance_is_measured(tmp_path: Path) -> None:
    pytest.importorskip("parselmouth")
    session = voiced_session(tmp_path)
    options = ExportOptions(rows="utterances", voice=True)
    spoken, silent = read_jsonl(export(session, "jsonl", tmp_path / "t.jsonl", options))
    assert spoken["pitch_hz"] == pytest.approx(125.0, rel=0.02)
    assert spoken["loudness_dbfs"] < -5
    assert {silent[column.name] for column in voice_columns.COLUMNS} == {None}
    options = ExportOptions(rows="utterances", voice=False)
    spoken, _ = read_jsonl(export(session, "jsonl", tmp_path / "t.jsonl", options))
    assert spoken["pitch_hz"] is None


def test_what_the_voice_needs_is_said_only_where_it_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    session = voiced_session(tmp_path)
    command = ["export", str(session.folder), "--format", "jsonl", "--rows", "utterances"]
    monkeypatch.setitem(sys.modules, "parselmouth", None)
    monkeypatch.setattr(voice_columns, "find_spec", lambda _name: None)
    assert main(command) == 0
    assert main([*command, "--voice-measures"]) == 1
    assert "pip install emotion-desk[voice]" in capsys.readouterr().err
    monkeypatch.undo()
    pytest.importorskip("parselmouth")
    (tmp_path / "talk.wav").unlink()
    assert main(command) == 0
    assert main([*command, "--voice-measures"]) == 1
    assert "has lost" in capsys.readouterr().err
