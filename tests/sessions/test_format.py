"""What a session folder says survives the way to disk and back."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from emotion_desk.errors import SessionError
from emotion_desk.labels import EMOTIONS
from emotion_desk.messages import Box, Compared, Identity, PersonReading, SpeakerReading
from emotion_desk.sessions import format as form
from emotion_desk.sessions import header
from emotion_desk.sessions.format import TimedReading
from emotion_desk.sessions.header import Counter, SessionInfo, read_info, write_info
from tests.sessions.made import made_readings

EMOTION = dict(zip(EMOTIONS, (0.3, 0.1, 0.2, 0.1, 0.1, 0.05, 0.05, 0.1), strict=True))
INFO = SessionInfo(
    started=datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC),
    devices={"picture": "Kamera Ü", "sound": None},
    models={"multitask": "ab" * 32},
    settings={"warn_gb": 5.0},
    size=(640, 360),
    counters={"frames": Counter(10, 9, 1)},
    consent="A notice.",
    duration_s=1.5,
)


def test_session_json_comes_back_as_it_was(tmp_path: Path) -> None:
    write_info(tmp_path, INFO)

    assert read_info(tmp_path) == INFO


def test_a_reading_comes_back_rounded_and_no_more() -> None:
    person = PersonReading(3, Box(10.04, 20, 30, 40), EMOTION, Identity("Ana", 0.93), EMOTION)
    voice = SpeakerReading(speaking=True, level_dbfs=float("-inf"), emotion=None)
    reading = TimedReading(1.2344, 1.2, None, "multitask", "onnx-int8", 5.0, (person,), voice)

    line = json.loads(json.dumps(form.reading_to_raw(reading), allow_nan=False))
    back = form.reading_from_raw(line)

    assert (back.time_s, back.frame_s, back.sound_s) == (1.234, 1.2, None)
    assert back.people[0].box == Box(10.0, 20, 30, 40)
    assert back.people[0].identity == Identity("Ana", 0.93)
    assert back.people[0].fused == pytest.approx(EMOTION)
    assert back.voice is not None
    assert back.voice.level_dbfs == form.SILENCE_DBFS


def test_what_a_second_mode_said_comes_back_and_is_left_out_where_there_was_none() -> None:
    person = PersonReading(3, Box(10, 20, 30, 40), EMOTION)
    compared = Compared("singles", "onnx-int8", 5.25, 17.5, 1, True, (person,))
    reading = TimedReading(1.0, 1.0, None, "compare", "onnx-int8", 22.9, (person,), None, compared)

    back = form.reading_from_raw(json.loads(json.dumps(form.reading_to_raw(reading)))).compared

    assert back is not None
    assert (back.mode, back.own_ms, back.other_ms, back.faces, back.sound) == ("singles", 5.25, 17.5, 1, True)
    assert back.people[0].emotion == pytest.approx(EMOTION)
    assert "compared" not in form.reading_to_raw(TimedReading(1.0, 1.0, None, "singles", "onnx-int8", 5.0))


def test_an_older_version_is_upgraded_step_by_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    raw = header.info_to_raw(INFO)
    del raw["consent"]
    raw["version"] = 1
    (tmp_path / "session.json").write_text(json.dumps(raw))
    monkeypatch.setattr(header, "VERSION", 3)
    monkeypatch.setitem(header.UPGRADES, 1, lambda old: {**old, "notice": "Agreed."})
    monkeypatch.setitem(header.UPGRADES, 2, lambda old: {**old, "consent": old["notice"]})

    assert read_info(tmp_path).consent == "Agreed."


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("", "is damaged"),
        ("[]", "does not describe a session"),
        ('{"format": "emotion-desk session", "version": 99}', "newer Emotion Desk"),
        ('{"format": "emotion-desk session", "version": 1}', "damaged"),
        ("[" * 100_000, "is damaged"),
    ],
)
def test_what_cannot_be_understood_is_refused_in_one_sentence(tmp_path: Path, content: str, says: str) -> None:
    (tmp_path / "session.json").write_text(content)

    with pytest.raises(SessionError, match=says):
        read_info(tmp_path)


def test_a_folder_without_session_json_is_no_session(tmp_path: Path) -> None:
    with pytest.raises(SessionError, match="is not a session"):
        read_info(tmp_path)


def test_what_an_identity_rests_on_comes_back_and_is_left_out_where_there_is_nothing_to_say() -> None:
    first = next(reading for reading in made_readings() if reading.people and reading.voice is not None)
    stranger = Identity(score=0.25, unknown=2)
    speaker = Identity("Ana", 0.75, by="face and voice", track_id=7, because="mouth", guess=True)
    assert first.voice is not None
    told = replace(
        first,
        people=(replace(first.people[0], identity=stranger),),
        voice=replace(first.voice, identity=speaker),
    )
    raw = form.reading_to_raw(told)
    assert raw["people"][0]["identity"] == {"name": None, "score": 0.25, "unknown": 2}
    back = form.reading_from_raw(json.loads(json.dumps(raw)))
    assert back.people[0].identity == stranger
    assert back.voice is not None
    assert back.voice.identity == speaker
