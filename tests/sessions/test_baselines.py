"""A session with a neutral span: answers corrected while they are read, raw ones kept, one switch back."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from emotion_desk.cli import main
from emotion_desk.errors import SessionError
from emotion_desk.labels import EMOTIONS
from emotion_desk.messages import Box, Identity, PersonReading, SpeakerReading
from emotion_desk.sessions.baselines import BASELINE_FILE, Baselines, corrected, measure, read_baselines
from emotion_desk.sessions.export.exporters import export
from emotion_desk.sessions.export.tidy_table import readings_from_rows, rows
from emotion_desk.sessions.format import ANALYSIS, READINGS_FILE, TimedReading, reading_from_raw, reading_to_raw
from emotion_desk.sessions.header import SessionInfo, write_info
from emotion_desk.sessions.jsonl import LineWriter
from emotion_desk.sessions.reader import Session, open_session

AT_REST = {name: 0.3 / 6 for name in EMOTIONS} | {"neutral": 0.3, "sad": 0.4}
SMILING = {name: 0.02 for name in EMOTIONS} | {"neutral": 0.2, "sad": 0.36, "happy": 0.32}


def face(track: int, time_s: float, name: str | None) -> PersonReading:
    emotion = AT_REST if time_s < 2.0 else SMILING
    return PersonReading(track, Box(10, 20, 40, 40), emotion, Identity(name), confidence=0.9)


@pytest.fixture
def session(tmp_path: Path) -> Session:
    """Ana rests for two seconds, then smiles a little; Ben does the same beside her."""
    folder = tmp_path / "talk"
    folder.mkdir()
    write_info(folder, SessionInfo(datetime(2026, 5, 4, tzinfo=UTC), ANALYSIS, finished=True))
    with LineWriter(folder / READINGS_FILE) as lines:
        for step in range(50):
            time_s = step / 10
            people = (face(1, time_s, "Ana" if step > 3 else None), face(2, time_s, "Ben"))
            lines.write(reading_to_raw(TimedReading(time_s, time_s, None, "multitask", "onnx-int8", 1.0, people)))
    return open_session(folder)


def shown(session: Session, track: int, time_s: float) -> PersonReading:
    reading = next(one for one in session.named_readings() if one.time_s >= time_s)
    return next(person for person in reading.people if person.track_id == track)


def test_a_baseline_corrects_one_person_and_stays_with_the_session(session: Session) -> None:
    before = shown(session, 1, 4.5)
    assert before.shown.candidates[0] == "sad"
    session.keep_baselines(session.measure_baseline((0.0, 1.9), "ana"))
    again = open_session(session.folder)
    after, other = shown(again, 1, 4.5), shown(again, 2, 4.5)
    assert after.shown.candidates[0] == "happy"
    assert after.emotion == before.emotion
    assert after.corrected is not None
    assert after.shown_emotions == after.corrected
    assert shown(again, 1, 0.5).shown.emotion == "neutral"
    assert other.corrected is None
    assert other.shown.candidates[0] == "sad"


def test_one_switch_takes_the_correction_back(session: Session) -> None:
    raw = list(session.named_readings())
    session.keep_baselines(session.measure_baseline((0.0, 1.9)))
    assert session.baselines is not None
    assert [one.subject for one in session.baselines.each] == ["Ana", "Ben"]
    assert session.baselines.each[0].tracks == (1,)
    session.keep_baselines(Baselines(session.baselines.each, is_on=False))
    again = open_session(session.folder)
    assert list(map(reading_to_raw, again.named_readings())) == list(map(reading_to_raw, raw))
    assert again.baselines is not None
    assert len(again.baselines.each) == 2


def test_a_new_span_of_a_person_replaces_the_one_before(session: Session) -> None:
    session.keep_baselines(session.measure_baseline((0.0, 1.0)))
    changed = session.measure_baseline((0.5, 1.9), "Ben")
    assert [(one.subject, one.from_s) for one in changed.each] == [("Ana", 0.0), ("Ben", 0.5)]


def test_corrections_made_live_come_back_and_can_be_taken_back(session: Session) -> None:
    session.keep_baselines(session.measure_baseline((0.0, 1.9)))
    live = [reading_from_raw(reading_to_raw(one)) for one in session.readings()]
    assert live[-1].people[0].corrected is not None
    with LineWriter(session.folder / "live.jsonl") as lines:
        for one in live:
            lines.write(reading_to_raw(one))
    (session.folder / "live.jsonl").replace(session.folder / READINGS_FILE)
    session.baselines = None
    assert shown(session, 1, 4.5).shown.candidates[0] == "happy"
    session.baselines = Baselines(is_on=False)
    assert shown(session, 1, 4.5).corrected is None
    assert shown(session, 1, 4.5).shown.candidates[0] == "sad"


def test_what_is_no_neutral_span_is_refused_in_a_sentence(session: Session) -> None:
    with pytest.raises(SessionError, match="a second or more"):
        session.measure_baseline((0.0, 0.5))
    with pytest.raises(SessionError, match="too few answers to the face of 'Cleo'"):
        session.measure_baseline((0.0, 2.0), "Cleo")
    with pytest.raises(SessionError, match="too few answers to a face between 60 and 70"):
        session.measure_baseline((60.0, 70.0))


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"format": "emotion-desk baseline", "on": 1, "baselines": []}'])
def test_a_damaged_file_of_baselines_changes_nothing(session: Session, content: str) -> None:
    (session.folder / BASELINE_FILE).write_text(content)
    assert read_baselines(session.folder) is None
    assert shown(open_session(session.folder), 1, 4.5).corrected is None


def test_tables_hold_raw_and_corrected_answers(session: Session, tmp_path: Path) -> None:
    session.keep_baselines(session.measure_baseline((0.0, 1.9), "Ana"))
    table = list(csv.DictReader(export(session, "csv", tmp_path / "t.csv").read_text().splitlines()))
    ana, ben = (table[-2], table[-1]) if table[-2]["name"] == "Ana" else (table[-1], table[-2])
    assert float(ana["sad"]) == pytest.approx(0.36, abs=1e-3)
    assert float(ana["corrected_happy"]) > 0.6
    assert ana["headline"] == "happy"
    assert ben["corrected_happy"] == ""
    given = list(session.named_readings())
    back = list(readings_from_rows(rows(given)))
    assert back[-1].people[0].corrected == pytest.approx(given[-1].people[0].corrected, abs=1e-4)


def test_the_voice_joins_the_corrected_face() -> None:
    voice = SpeakerReading(True, -20.0, SMILING | {"happy": 0.5})
    fused = [
        TimedReading(t / 10, t / 10, t / 10, "m", "e", 1.0, (replace(face(1, t / 10, "Ana"), fused=SMILING),), voice)
        for t in range(40)
    ]
    new = list(corrected(fused, Baselines(measure(fused, (0.0, 1.9)))))[-1].people[0]
    assert new.fused is not None
    assert new.fused["happy"] > 0.6
    assert new.shown.basis == "together"


def test_the_command_line_corrects_an_export(
    session: Session, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def last(*more: str) -> dict[str, str]:
        out = tmp_path / "t.csv"
        assert main(["export", str(session.folder), "--format", "csv", "--out", str(out), *more]) == 0
        return next(row for row in reversed(list(csv.DictReader(out.read_text().splitlines()))) if row["name"] == "Ana")

    assert last()["corrected_happy"] == ""
    assert last("--baseline", "0-0:01.9=Ana")["headline"] == "happy"
    assert not (session.folder / BASELINE_FILE).exists()
    session.keep_baselines(session.measure_baseline((0.0, 1.9)))
    assert last()["headline"] == "happy"
    assert last("--no-baseline")["corrected_happy"] == ""
    assert main(["export", str(session.folder), "--format", "csv", "--baseline", "5"]) == 2
    assert "is no span" in capsys.readouterr().err
    assert main(["export", str(session.folder), "--format", "csv", "--baseline", "60-70"]) == 1
    assert "too few answers" in capsys.readouterr().err
