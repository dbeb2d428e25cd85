"""The mean emotions of a session's subjects: of a voice, those of its utterances."""

from __future__ import annotations

from dataclasses import replace

import pytest

from emotion_desk.labels import EMOTIONS
from emotion_desk.messages import Emotions, Utterance
from emotion_desk.sessions.export.emotion_segments import VOICE
from emotion_desk.sessions.export.mean_emotions import mean_emotions
from emotion_desk.sessions.export.summary_table import summary_rows
from emotion_desk.sessions.format import TimedReading
from tests.sessions.made import made_readings

S = 1_000_000_000


def certain(emotion: str) -> Emotions:
    return {name: float(name == emotion) for name in EMOTIONS}


def with_utterances(*utterances: Utterance) -> list[TimedReading]:
    """Return the made readings, whose windows of sound say fearful, with utterances at their end."""
    *before, last = made_readings()
    return [*before, replace(last, utterances=utterances)]


def test_the_mean_of_a_voice_is_that_of_its_utterances_by_their_length() -> None:
    readings = with_utterances(
        Utterance(1, 1 * S, 2 * S, certain("happy")),
        Utterance(2, 2 * S, 5 * S, certain("sad")),
        Utterance(3, 5 * S, 6 * S),  # too short for an answer
    )
    mean = mean_emotions(readings)[VOICE]
    assert (mean["happy"], mean["sad"], mean["fearful"]) == (0.25, 0.75, 0.0)


def test_summary_headline_and_mean_of_a_voice_say_the_same() -> None:
    readings = with_utterances(Utterance(1, 1 * S, 3 * S, certain("happy")))
    row = next(row for row in summary_rows(readings) if row["subject"] == VOICE)
    assert row["strongest"] == "happy"
    assert row["mean_happy"] == 1.0
    assert row["seconds_happy"] == 2.0


def test_without_an_answer_for_an_utterance_the_windows_count() -> None:
    readings = with_utterances(Utterance(1, 1 * S, 3 * S))
    assert max(mean_emotions(readings)[VOICE].items(), key=lambda one: one[1])[0] == "fearful"


def test_the_mean_of_a_face_is_over_its_readings() -> None:
    mean = mean_emotions(made_readings())["Ana"]
    happy = sum(person.shown_emotions["happy"] for r in made_readings() for person in r.people if person.track_id == 1)
    count = sum(person.track_id == 1 for reading in made_readings() for person in reading.people)
    assert mean["happy"] == pytest.approx(happy / count)
