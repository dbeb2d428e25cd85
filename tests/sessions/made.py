"""Sessions and networks for the tests: real files, answers that follow from what is asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from emotion_desk.labels import EMOTIONS
from emotion_desk.messages import (
    FACE_FOUND,
    NO_FACE,
    Box,
    FaceReading,
    Identity,
    Mel,
    PersonReading,
    Picture,
    SpeakerReading,
    VoiceReading,
)
from emotion_desk.sessions.format import READINGS_FILE, TimedReading, reading_to_raw
from emotion_desk.sessions.header import SessionInfo, write_info
from emotion_desk.sessions.jsonl import LineWriter
from emotion_desk.sessions.marks import Marks
from emotion_desk.sessions.reader import Session, open_session

S = 1_000_000_000


class LookingReader:
    """A network without weights: its answers depend on the very numbers that it is given."""

    mode = "multitask"
    engine = "onnx-fp32"

    def __init__(self) -> None:
        self.voices = 0

    def read(self, crops: Sequence[Picture], mel: Mel | None) -> tuple[tuple[FaceReading, ...], VoiceReading | None]:
        faces = tuple(FaceReading(_shares(float(crop.mean()))) for crop in crops)
        if mel is None:
            return faces, None
        self.voices += 1
        return faces, VoiceReading(_shares(float(mel.mean())))


def _shares(number: float) -> dict[str, float]:
    weights = 1.0 + np.cos(number + np.arange(len(EMOTIONS)))
    return dict(zip(EMOTIONS, (weights / weights.sum()).tolist(), strict=True))


def sure(name: str, share: float = 0.86) -> dict[str, float]:
    rest = (1 - share) / (len(EMOTIONS) - 1)
    return {each: share if each == name else rest for each in EMOTIONS}


def made_readings() -> list[TimedReading]:
    """Four seconds: Ana is happy, then sad; an unknown face comes for a second; a voice; nobody at the end."""
    readings = []
    for step in range(40):
        time_s = step / 10
        happy = time_s < 2.0
        ana = PersonReading(
            1, Box(10.5, 20, 40, 44.5), sure("happy" if happy else "sad"), Identity("Ana", 0.75), sure("calm", 0.5)
        )
        other = PersonReading(2, Box(70, 20, 30, 30), sure("angry"))
        speaks = 1.0 <= time_s < 3.0
        people: tuple[PersonReading, ...] = (
            () if step >= 38 else (PersonReading(1, ana.box, ana.emotion, ana.identity, None),)
        )
        if step == 5:
            people = (ana,)
        if 1.0 <= time_s < 2.0:
            people += (other,)
        people = tuple(replace(person, headline=person.shown, confidence=0.75) for person in people)
        voice = SpeakerReading(speaks, -23.4 if speaks else -100.0, sure("fearful") if speaks else None)
        if speaks:
            voice = replace(voice, headline=voice.shown, from_ns=S, to_ns=round(time_s * S), utterance=1)
        readings.append(
            TimedReading(
                time_s,
                time_s,
                None if step == 0 else time_s - 0.02,
                "multitask",
                "onnx-int8",
                9.25,
                people,
                None if step == 39 else voice,
                frame=step,
                picture=FACE_FOUND if people else NO_FACE,
            )
        )
    return readings


def made_session(folder: Path, media: Path | None = None) -> Session:
    """Write such a session, with two marks; ``media`` lies elsewhere, as for an analysed file."""
    folder.mkdir(parents=True)
    with LineWriter(folder / READINGS_FILE) as lines:
        for reading in made_readings():
            lines.write(reading_to_raw(reading))
    write_info(
        folder,
        SessionInfo(
            started=datetime(2026, 5, 4, 12, 0, tzinfo=UTC),
            kind="analysis",
            program="0",
            finished=True,
            ended="The file was analysed to its end.",
            duration_s=4.0,
            media=str(media) if media else None,
            mode="multitask",
            engine="onnx-int8",
            devices={"picture": "a & b.mp4", "sound": "a & b.mp4"},
            size=(160, 120),
        ),
    )
    marks = Marks(folder)
    marks.add(0.5, "door --> opens\n& <closes>")
    marks.add(0.7, "dzień dobry")
    return open_session(folder)
