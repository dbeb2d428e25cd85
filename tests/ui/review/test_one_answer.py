"""One session, one answer: lines, table, captions, annotations, report and Review all say the same."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree as Xml

import numpy as np
import pytest

from emotion_desk.labels import EMOTIONS
from emotion_desk.messages import (
    Box,
    FaceReading,
    Frame,
    FramePacket,
    Mel,
    MelWindow,
    Picture,
    SpeechSpan,
    TrackedFace,
    VoiceReading,
)
from emotion_desk.pipeline.inference_step import InferenceStep, StepInput
from emotion_desk.sessions.export.exporters import ENDINGS, export
from emotion_desk.sessions.format import READINGS_FILE, reading_to_raw
from emotion_desk.sessions.header import SessionInfo, write_info
from emotion_desk.sessions.jsonl import LineReader, LineWriter
from emotion_desk.sessions.reader import Session, open_session
from emotion_desk.sessions.timeline import Scaling, Timeline
from emotion_desk.ui.review.readings import build_readings
from emotion_desk.ui.review.wording import now_text

S = 1_000_000_000
FPS = 25
PICTURE = np.zeros((64, 64, 3), np.uint8)


class ScriptedReader:
    """Says what the test scripted for the moment."""

    mode = "multitask"
    engine = "onnx-int8"
    face: dict[str, float]
    voice: dict[str, float]

    def read(self, crops: Sequence[Picture], mel: Mel | None) -> tuple[tuple[FaceReading, ...], VoiceReading | None]:
        return tuple(FaceReading(self.face) for _ in crops), None if mel is None else VoiceReading(self.voice)


def shares(**given: float) -> dict[str, float]:
    rest = (1 - sum(given.values())) / (len(EMOTIONS) - len(given))
    return {name: given.get(name, rest) for name in EMOTIONS}


@pytest.fixture
def session(tmp_path: Path) -> Session:
    """Eight seconds: a face is happy, then neutral or sad, then gone; somebody speaks from 1.0 to 3.0 s."""
    folder = tmp_path / "one"
    folder.mkdir()
    step, reader, timeline = InferenceStep(every_frame=True), ScriptedReader(), Timeline(0)
    step.use_network(reader)
    with LineWriter(folder / READINGS_FILE) as lines:
        for number in range(8 * FPS):
            stamp = number * S // FPS
            reader.face = shares(happy=0.8) if stamp < 3 * S else shares(neutral=0.42, sad=0.4)
            reader.voice = shares(angry=0.75)
            faces = (TrackedFace(1, Box(8, 8, 40, 40), PICTURE),) if stamp < 6 * S else ()
            packet = FramePacket(Frame(number, stamp, PICTURE, stamp / S), faces)
            spoke = SpeechSpan(1, S, min(max(stamp, S), 3 * S), ended=stamp > 3 * S) if stamp >= S else None
            window = MelWindow(stamp, np.zeros((4, 4), np.float32), 0.5, stamp >= S, -20.0, utterance=spoke)
            one = StepInput(packet, window=window if number % 2 == 0 else None)
            request = step.request(one)
            answer = reader.read(request.crops, request.mel) if request is not None else None
            step.update(one, answer)
            reading = step.reading(reader, stamp, 0.0, asked=answer is not None)
            assert reading is not None  # each frame has one
            lines.write(reading_to_raw(timeline.convert(reading, Scaling())))
    info = SessionInfo(datetime(2026, 5, 4, tzinfo=UTC), kind="analysis", finished=True, duration_s=8.0, media=None)
    write_info(folder, info)
    return open_session(folder)


def test_all_outputs_say_the_same(session: Session, tmp_path: Path) -> None:
    raws = list(LineReader(session.folder / READINGS_FILE))
    table = list(csv.DictReader(export(session, "csv", tmp_path / "t.csv").read_text().splitlines()))
    faces = {row["frame"]: row for row in table if row["subject"] == "face"}
    series = build_readings(session.readings())
    cues = _cues(export(session, "webvtt", tmp_path / "t.vtt").read_text())
    elan = _annotations(export(session, "elan", tmp_path / f"t{ENDINGS['elan']}"))

    words = set()
    for raw in raws:
        time_s = raw["frame_s"]
        assert raw["picture"] == ("face" if time_s < 6 else "no face")
        if not raw["people"]:
            assert not series.people_at(time_s + 0.5)
            continue
        headline = raw["people"][0]["headline"]
        text = headline["emotion"] or f"unsure ({' / '.join(headline['candidates'])})"
        words.add(text)
        row = faces[str(raw["frame"])]
        assert row["headline"] == (headline["emotion"] or "unsure")
        assert float(row["headline_probability"]) == headline["probability"]
        assert row["headline_basis"] == headline["basis"]
        probabilities = raw["people"][0]["fused" if headline["basis"] == "together" else "emotion"]
        assert headline["probability"] == probabilities[headline["candidates"][0]]
        (person,) = series.people_at(time_s)
        assert person.shown.text == text
        assert person.shown.probability == pytest.approx(headline["probability"], abs=1e-5)
        assert text in now_text(time_s, None, series)
        for found in (cues, elan):
            (at,) = [said for start, end, said in found["Face 1"] if start <= time_s < end]
            assert at.startswith(text), (time_s, found)
    assert words == {"happy", "unsure (neutral / sad)"}  # the sad candidate never wins over the neutral one


def test_the_utterance_has_one_answer_and_its_true_limits(session: Session, tmp_path: Path) -> None:
    (utterance,) = session.utterances()
    assert [utterance.from_ns / S, utterance.to_ns / S] == pytest.approx([1.0, 3.0])
    assert utterance.shown is not None
    assert utterance.shown.emotion == "angry"
    for found in (
        _cues(export(session, "webvtt", tmp_path / "t.vtt").read_text()),
        _annotations(export(session, "elan", tmp_path / "t.eaf")),
    ):
        ((start, end, said),) = found["Voice"]
        assert [start, end] == pytest.approx([1.0, 3.0])
        assert said.startswith("angry")
    ((start, end, _),) = _annotations(export(session, "elan", tmp_path / "u.eaf"))["Speech"]
    assert [start, end] == pytest.approx([1.0, 3.0])
    assert build_readings(session.readings()).speech.tolist() == [[1.0, 3.0]]
    for reading in session.readings():
        if reading.voice is not None and reading.voice.from_ns is not None and reading.voice.to_ns is not None:
            assert S - 1 <= reading.voice.from_ns <= reading.voice.to_ns <= 3 * S + 1


def test_report_and_summary_count_the_same_seconds(session: Session, tmp_path: Path) -> None:
    from emotion_desk.sessions.export.summary_table import summary_rows

    (row,) = [row for row in summary_rows(session.readings()) if row["subject"] == "Face 1"]
    page = export(session, "report", tmp_path / "t.html").read_text()
    section = page[page.index("<h2>Face 1</h2>") : page.index("<h2>Voice</h2>")]
    for name in (*EMOTIONS, "unsure"):
        told = re.search(rf"</i>{name}\n.*?([0-9.]+) s", section, re.DOTALL)
        assert told is not None, name
        assert float(told[1]) == pytest.approx(row[f"seconds_{name}"], abs=0.051)
    assert row["seconds_unsure"] > 2.0


def _cues(text: str) -> dict[str, list[tuple[float, float, str]]]:
    found: dict[str, list[tuple[float, float, str]]] = {}
    for start, end, who, said in re.findall(r"(\S+) --> (\S+)\n<v ([^>]+)>(.*)", text):
        found.setdefault(who, []).append((_clock(start), _clock(end), said.split(": ", 1)[1]))
    return found


def _clock(text: str) -> float:
    hours, minutes, seconds = text.split(":")
    return int(hours) * 3600 + int(minutes) * 60 + float(seconds)


def _annotations(path: Path) -> dict[str, list[tuple[float, float, str]]]:
    root = Xml.parse(path).getroot()
    slots = {slot.get("TIME_SLOT_ID"): int(slot.get("TIME_VALUE", "0")) / 1000 for slot in root.iter("TIME_SLOT")}
    return {
        tier.get("TIER_ID", ""): [
            (
                slots[each.get("TIME_SLOT_REF1")],
                slots[each.get("TIME_SLOT_REF2")],
                each.findtext("ANNOTATION_VALUE") or "",
            )
            for each in tier.iter("ALIGNABLE_ANNOTATION")
        ]
        for tier in root.iter("TIER")
    }
