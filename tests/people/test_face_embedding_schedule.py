from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from emotion_desk.clock import NS_PER_S
from emotion_desk.errors import ModelError
from emotion_desk.inference.face_embedder import NAME
from emotion_desk.labels import EMOTIONS
from emotion_desk.messages import Box, FaceReading, Frame, FramePacket, Mel, Picture, TrackedFace, VoiceReading
from emotion_desk.people.embedding_schedule import FaceEmbeddingSchedule
from emotion_desk.people.gallery import Gallery
from emotion_desk.people.impostor_thresholds import Impostors
from emotion_desk.people.person_records import FACE, VOICE
from emotion_desk.people.recogniser import Recogniser
from tests.people.made import MODEL, near, prototype, vector

TABLE = Impostors((0.5, 0.1, 0.01, 0.001, 0.0001), (0.0, 0.13, 0.23, 0.31, 0.37), 100_000, 100, "made")
EMOTION = dict.fromkeys(EMOTIONS, 1 / len(EMOTIONS))
CROP = np.zeros((96, 96, 3), np.uint8)


class Embedder:
    """Sees Ana everywhere, and notes how many faces it was asked about at once."""

    def __init__(self) -> None:
        self.asked: list[int] = []

    def embed(self, crops: Sequence[Picture]) -> NDArray[np.float32]:
        self.asked.append(len(crops))
        return np.stack([near(vector(1), 100 + len(self.asked), 0.8) for _ in crops])


class Reader:
    mode = "multitask"
    engine = "made"
    made_by = {FACE: MODEL, VOICE: MODEL}  # noqa: RUF012

    def read(self, crops: Sequence[Picture], mel: Mel | None) -> tuple[tuple[FaceReading, ...], VoiceReading | None]:
        raise NotImplementedError


def packet(at_s: float, *tracks: int, missed: int = 0) -> FramePacket:
    faces = tuple(TrackedFace(track, Box(100 * track, 0, 90, 90), CROP, missed) for track in tracks)
    return FramePacket(Frame(0, round(at_s * NS_PER_S), np.zeros((2, 2, 3), np.uint8)), faces)


def embedded(
    schedule: FaceEmbeddingSchedule, seconds: float, *tracks: int, closely: bool = False, begin_s: float = 1.0
) -> list[int]:
    """Show 30 frames a second and return how often each track was looked at."""
    counts = dict.fromkeys(tracks, 0)
    for number in range(round(seconds * 30)):
        for track in schedule.at(packet(begin_s + number / 30, *tracks), closely=closely):
            counts[track] += 1
    return list(counts.values())


def test_a_new_face_is_looked_at_often_and_a_known_one_seldom() -> None:
    schedule = FaceEmbeddingSchedule(Embedder)
    (new,) = embedded(schedule, 0.5, 1)
    assert new >= 4  # enough for a name within half a second
    (known,) = embedded(schedule, 6.0, 1, begin_s=1.5)
    assert 6 <= known <= 12


def test_somebody_who_is_enrolled_is_looked_at_closely() -> None:
    (looks,) = embedded(FaceEmbeddingSchedule(Embedder), 6.0, 1, closely=True)
    assert looks >= 40


def test_a_crowd_does_not_delay_readings_and_each_face_is_embedded_in_turn() -> None:
    embedder = Embedder()
    counts = embedded(FaceEmbeddingSchedule(lambda: embedder), 3.0, *range(10))
    assert max(embedder.asked) <= 2
    assert min(counts) >= 4


def test_a_face_that_is_only_expected_somewhere_is_not_looked_at() -> None:
    assert FaceEmbeddingSchedule(Embedder).at(packet(1.0, 1, missed=2)) == {}


def test_two_modes_share_a_look() -> None:
    embedder = Embedder()
    schedule = FaceEmbeddingSchedule(lambda: embedder)
    shown = packet(1.0, 1)
    assert schedule.at(shown) is schedule.at(shown)
    assert embedder.asked == [1]


def test_a_time_that_goes_back_does_not_end_the_looking() -> None:
    schedule = FaceEmbeddingSchedule(Embedder)
    embedded(schedule, 3.0, 1, begin_s=50.0)
    assert schedule.at(packet(0.0, 1))


def test_later_means_after_the_reading_and_for_the_next_frame() -> None:
    embedder = Embedder()
    schedule = FaceEmbeddingSchedule(lambda: embedder, later=True)
    assert schedule.at(packet(1.0, 1, 2)) == {}
    assert embedder.asked == []
    schedule.catch_up()
    schedule.catch_up()
    assert embedder.asked == [2]
    found = schedule.at(packet(1.03, 1))  # the other one has left
    assert list(found) == [1]
    assert schedule.at(packet(1.06, 1)) == {}


def test_later_looks_as_often_and_an_enrolment_does_not_wait() -> None:
    schedule = FaceEmbeddingSchedule(Embedder, later=True)
    found = 0
    for number in range(15):
        found += len(schedule.at(packet(1.0 + number / 30, 1)))
        schedule.catch_up()
    assert found >= 4
    assert schedule.at(packet(5.0, 1), closely=True)


@pytest.fixture
def people(gallery: Gallery) -> Gallery:
    gallery.enrol("Ana", [prototype(1)], consent=True)
    return gallery


def test_a_name_follows_from_the_face_embedder_not_from_the_reading_network(people: Gallery) -> None:
    recogniser = Recogniser(
        people, tables=lambda made_by: dict.fromkeys(made_by, TABLE), face_schedule=FaceEmbeddingSchedule(Embedder)
    )
    recogniser.network(Reader())
    stranger = FaceReading(EMOTION, vector(3))
    names = [recogniser.picture(packet(1 + number / 30, 1), [stranger])[1].name for number in range(20)]
    assert (names[0], names[-1]) == (None, "Ana")


def test_broken_weights_name_nobody_and_the_desk_goes_on(people: Gallery) -> None:
    def broken() -> Embedder:
        raise ModelError("The weights 'x' are missing; install Emotion Desk again.")

    recogniser = Recogniser(
        people, tables=lambda made_by: dict.fromkeys(made_by, TABLE), face_schedule=FaceEmbeddingSchedule(broken)
    )
    recogniser.network(Reader())
    assert set(recogniser.made_by) == {VOICE}
    ana = FaceReading(EMOTION, vector(1))
    for number in range(20):
        found = recogniser.picture(packet(1 + number / 30, 1), [ana])
    assert found == {}


def test_without_an_embedding_a_face_is_never_compared(people: Gallery) -> None:
    class Named(Reader):
        made_by = {FACE: f"{NAME}:0123", VOICE: MODEL}  # noqa: RUF012

    recogniser = Recogniser(people, tables=lambda made_by: dict.fromkeys(made_by, TABLE))
    recogniser.network(Named())
    assert set(recogniser.made_by) == {VOICE}
    recogniser.network(Named())  # nor after a change of network
    assert recogniser.picture(packet(1.0, 1), [FaceReading(EMOTION, vector(1))]) == {}
