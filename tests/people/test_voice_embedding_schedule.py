"""When a voice is listened to, and what its name rests on."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from emotion_desk.clock import NS_PER_S
from emotion_desk.errors import ModelError
from emotion_desk.inference.voice_embedder import NAME
from emotion_desk.labels import EMOTIONS
from emotion_desk.messages import Embedding, MelWindow, VoiceReading
from emotion_desk.people.embedding_schedule import VoiceEmbeddingSchedule
from emotion_desk.people.gallery import Gallery
from emotion_desk.people.person_records import FACE, VOICE
from emotion_desk.people.recogniser import Recogniser
from tests.people.made import MODEL, near, prototype, vector
from tests.people.test_face_embedding_schedule import TABLE, Reader

EMOTION = dict.fromkeys(EMOTIONS, 1 / len(EMOTIONS))


class Embedder:
    """Hears Ana everywhere, and notes what it was given."""

    def __init__(self) -> None:
        self.heard: list[NDArray[np.float32]] = []

    def embed_windows(self, windows: NDArray[np.float32]) -> Embedding:
        self.heard.append(windows)
        return near(vector(1), 100 + len(self.heard), 0.8)


def window(at_s: float, *, sound: bool = True) -> MelWindow:
    samples = np.full(8, at_s, np.float32)
    mel = np.zeros((96, 96), np.float32)
    return MelWindow(round(at_s * NS_PER_S), mel, 0.9, True, -20.0, (lambda: samples) if sound else None)


def times(schedule: VoiceEmbeddingSchedule, seconds: float, begin_s: float = 1.0, *, closely: bool = False) -> int:
    """Let windows come as live, and return how often one was listened to."""
    found = [schedule.at(window(begin_s + number * 0.2), closely=closely) for number in range(round(seconds / 0.2))]
    return sum(one is not None for one in found)


def test_a_new_voice_is_listened_to_often_and_a_known_one_seldom() -> None:
    schedule = VoiceEmbeddingSchedule(Embedder)
    assert times(schedule, 2.0) >= 4
    assert 4 <= times(schedule, 6.0, begin_s=3.4) <= 9


def test_after_a_pause_the_voice_is_a_new_one() -> None:
    schedule = VoiceEmbeddingSchedule(Embedder)
    times(schedule, 8.0)
    assert times(schedule, 1.0, begin_s=60.0) >= 2
    schedule.forget()
    assert schedule.at(window(60.9)) is not None


def test_somebody_who_is_enrolled_is_listened_to_closely() -> None:
    assert times(VoiceEmbeddingSchedule(Embedder), 8.0, closely=True) >= 18


def test_later_means_after_the_reading_and_with_the_next_window() -> None:
    embedder = Embedder()
    schedule = VoiceEmbeddingSchedule(lambda: embedder, later=True)
    assert schedule.at(window(1.0)) is None
    assert embedder.heard == []
    schedule.catch_up()
    schedule.catch_up()
    assert len(embedder.heard) == 1
    assert schedule.at(window(1.1)) is not None
    assert schedule.at(window(1.2)) is None
    assert schedule.at(window(1.3), closely=True) is not None


def test_what_was_heard_before_a_pause_is_not_of_the_next_voice() -> None:
    schedule = VoiceEmbeddingSchedule(Embedder, later=True)
    schedule.at(window(1.0))
    schedule.catch_up()
    assert schedule.at(window(9.0)) is None


def test_two_modes_share_what_was_heard() -> None:
    embedder = Embedder()
    schedule = VoiceEmbeddingSchedule(lambda: embedder)
    shown = window(1.0)
    assert schedule.at(shown) is schedule.at(shown)
    (heard,) = embedder.heard
    assert heard.tolist() == [[1.0] * 8]


def test_a_window_without_its_samples_is_let_go() -> None:
    assert VoiceEmbeddingSchedule(Embedder).at(window(1.0, sound=False)) is None


@pytest.fixture
def people(gallery: Gallery) -> Gallery:
    gallery.enrol("Ana", [prototype(1, modality=VOICE)], consent=True)
    return gallery


def test_a_name_rests_on_what_was_listened_to(people: Gallery) -> None:
    recogniser = Recogniser(
        people, tables=lambda made_by: dict.fromkeys(made_by, TABLE), voice_schedule=VoiceEmbeddingSchedule(Embedder)
    )
    recogniser.network(Reader())
    stranger = VoiceReading(EMOTION, vector(3))
    names = [recogniser.sound(window(1 + number * 0.2), stranger).name for number in range(20)]
    assert (names[0], names[-1]) == (None, "Ana")


def test_broken_weights_name_no_voice_and_the_desk_goes_on(people: Gallery) -> None:
    def broken() -> Embedder:
        raise ModelError("The weights 'x' are missing; install Emotion Desk again.")

    recogniser = Recogniser(
        people, tables=lambda made_by: dict.fromkeys(made_by, TABLE), voice_schedule=VoiceEmbeddingSchedule(broken)
    )
    recogniser.network(Reader())
    assert set(recogniser.made_by) == {FACE}
    ana = VoiceReading(EMOTION, vector(1))
    assert {recogniser.sound(window(1 + number * 0.2), ana).name for number in range(20)} == {None}


def test_without_an_embedding_a_voice_is_never_compared(people: Gallery) -> None:
    class Named(Reader):
        made_by = {FACE: MODEL, VOICE: f"{NAME}:0123"}  # noqa: RUF012

    recogniser = Recogniser(people, tables=lambda made_by: dict.fromkeys(made_by, TABLE))
    recogniser.network(Named())
    assert set(recogniser.made_by) == {FACE}
    assert recogniser.sound(window(1.0), VoiceReading(EMOTION, vector(1))).name is None
