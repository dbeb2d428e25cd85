"""What the comparison counts: times, agreement, work; and the tables that are saved of it."""

from __future__ import annotations

import csv
import io

import pytest

from emotion_desk.clock import NS_PER_S
from emotion_desk.messages import (
    Box,
    Compared,
    DeskReading,
    Emotions,
    Identity,
    ModeFacts,
    PersonReading,
    SpeakerReading,
)
from emotion_desk.ui.compare.rolling_comparison import Answer, RollingComparison
from emotion_desk.ui.compare.tables import FIGURES, answer_tip, figure_texts, summary_csv, ticks_csv, words
from tests.ui.conftest import emotions

OWN = ModeFacts("multitask", "onnx-int8", 24_300_000, 27_300_000, 700_000_000, 700_000_000, 40.0)
OTHER = ModeFacts("singles", "onnx-int8", 94_900_000, 99_300_000, 1_400_000_000, 1_400_000_000, None)


def person(track: int, emotion: str, identity: Identity | None = None, side: float = 100) -> PersonReading:
    return PersonReading(track, Box(0, 0, side, side), emotions(emotion), identity or Identity())


def voice(emotion: Emotions | None, *, speaking: bool = True) -> SpeakerReading:
    return SpeakerReading(speaking, -20.0, emotion)


def reading(
    at_s: float,
    own: tuple[PersonReading, ...],
    other: tuple[PersonReading, ...],
    *,
    ms: tuple[float, float] = (5.0, 15.0),
    voices: tuple[SpeakerReading, SpeakerReading] | None = None,
) -> DeskReading:
    at_ns = round(at_s * NS_PER_S)
    compared = Compared(
        "singles",
        "onnx-int8",
        *ms,
        faces=len(own),
        sound=voices is not None,
        people=other,
        voice=voices[1] if voices else None,
        facts=(OWN, OTHER),
    )
    return DeskReading(
        0, "compare", "onnx-int8", at_ns, sum(ms), 0, at_ns, at_ns, own, voices[0] if voices else None, compared
    )


def test_agreement_counts_every_face_that_both_answered() -> None:
    rolling = RollingComparison()
    rolling.add(reading(1.0, (person(1, "happy"), person(2, "sad")), (person(1, "happy"), person(2, "angry"))))
    rolling.add(reading(1.1, (person(1, "happy"), person(2, "sad")), (person(1, "happy"),)))

    agreement = rolling.summary().agreement
    assert agreement["face_emotion"] == pytest.approx(2 / 3)
    assert agreement["voice_emotion"] is None
    assert agreement["face_identity"] is None  # nobody is enrolled: "unknown" twice is no agreement


def test_identities_agree_when_both_name_the_same_person() -> None:
    ana, unknown = Identity("Ana", 0.9), Identity(None, 0.2)
    rolling = RollingComparison()
    rolling.add(reading(1.0, (person(1, "happy", ana),), (person(1, "happy", Identity("Ana", 0.7)),)))
    rolling.add(reading(1.1, (person(1, "happy", ana),), (person(1, "happy", unknown),)))

    assert rolling.summary().agreement["face_identity"] == pytest.approx(0.5)
    assert rolling.answers()["face_identity"] == (Answer("Ana", 0.9), Answer("Unknown", 0.2))


def test_the_answers_shown_are_those_of_the_largest_face_and_of_a_voice_that_speaks() -> None:
    small, large = person(1, "sad", side=50), person(2, "happy", side=120)
    both = (voice(emotions("angry")), voice(emotions("angry"), speaking=False))
    rolling = RollingComparison()
    rolling.add(reading(1.0, (small, large), (small, large), voices=both))

    answers = rolling.answers()
    assert answers["face_emotion"][0] == Answer("happy", 0.79)
    assert answers["voice_emotion"] == (Answer("angry", 0.79), None)
    assert words(answers["voice_emotion"][0], "voice_emotion") == "angry 79 %"
    long = Answer("Maximiliane Sophie", 0.5)
    assert words(long, "face_identity") == "Maximiliane S…"
    assert answer_tip(long, "face_identity").startswith("match. Cosine similarity to the enrolled samples: 0.50")
    assert answer_tip(answers["voice_emotion"][0], "voice_emotion") == ""


def test_only_the_last_minute_counts_and_only_ticks_with_a_call() -> None:
    rolling = RollingComparison()
    for at_s, took in ((0.0, 900.0), (50.0, 4.0), (61.0, 6.0)):
        rolling.add(reading(at_s, (person(1, "happy"),), (person(1, "happy"),), ms=(took, 3 * took)))
    rolling.add(reading(61.5, (), (), ms=(0.0, 0.0)))

    summary = rolling.summary()
    assert summary.ticks == 2
    assert summary.own.latency_ms.p50 == pytest.approx(5.0)
    assert summary.other.at_most == pytest.approx(1000 / 15)
    assert summary.per_second == pytest.approx(1 / 11)


def test_work_is_the_mean_over_the_calls() -> None:
    voices = (voice(emotions("sad")), voice(emotions("sad")))
    rolling = RollingComparison()
    rolling.add(reading(1.0, (person(1, "happy"),), (person(1, "happy"),), voices=voices))
    rolling.add(reading(1.1, (person(1, "happy"),), (person(1, "happy"),)))

    summary = rolling.summary()
    assert summary.own.gmac == pytest.approx(1.05)
    assert summary.other.gmac == pytest.approx(2.1)


def test_readings_of_other_modes_are_left_out() -> None:
    rolling = RollingComparison()
    rolling.add(DeskReading(0, "multitask", "onnx-int8", 1, 5.0))

    assert rolling.newest is None
    assert rolling.summary().ticks == 0


def test_the_saved_tables_have_what_the_panel_shows() -> None:
    rolling = RollingComparison()
    rolling.add(reading(1.0, (person(1, "happy"),), (person(1, "sad"),)))
    rolling.add(reading(1.5, (person(1, "happy"),), (person(1, "happy"),)))

    rows = {row["row"]: row for row in csv.DictReader(io.StringIO(summary_csv(rolling)))}
    assert (rows["face_emotion"]["multitask"], rows["face_emotion"]["singles"]) == ("happy", "happy")
    assert float(rows["face_emotion"]["agreement_last_minute"]) == pytest.approx(0.5)
    assert rows["Memory"]["singles"] == ""
    assert {name for name, *_rest in FIGURES} <= set(rows)
    assert figure_texts(rolling.summary().own)[3] == "24.3 M"

    ticks = list(csv.DictReader(io.StringIO(ticks_csv(rolling))))
    assert [tick["time_s"] for tick in ticks] == ["-0.500", "0.000"]
    assert [tick["face_emotion"] for tick in ticks] == ["0/1", "1/1"]
