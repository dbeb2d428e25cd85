"""Samples that match somebody of another name are noticed before they are stored."""

from __future__ import annotations

from emotion_desk.people.gallery import Gallery
from emotion_desk.people.impostor_thresholds import Impostors
from emotion_desk.people.person_records import FACE, VOICE, Prototype
from emotion_desk.people.resemblance import resemblances
from tests.people.made import MODEL, near, prototype, vector

#: Strangers around 0 with a spread of 0.1, as those of a good network.
TABLE = Impostors((0.5, 0.1, 0.01, 0.001, 0.0001), (0.0, 0.13, 0.23, 0.31, 0.37), 100_000, 100, "made")
TABLES = {FACE: TABLE, VOICE: TABLE}


def like(seed: int, modality: str, model: str = MODEL) -> Prototype:
    return Prototype(modality, near(vector(seed), 99), model, 0.9, "2026-01-01")


def test_a_voice_like_somebody_elses_is_noticed(gallery: Gallery) -> None:
    gallery.enrol("Ana", [prototype(1), prototype(2, VOICE)], consent=True)
    gallery.enrol("Bo", [prototype(3), prototype(4, VOICE)], consent=True)
    (found,) = resemblances("Bo", [like(3, FACE), like(2, VOICE)], gallery.people, TABLES)
    assert (found.modality, found.name) == (VOICE, "Ana")
    assert found.sentence == "The voice sounds like 'Ana', who is enrolled already."
    (found,) = resemblances("Cy", [like(1, FACE)], gallery.people, TABLES)
    assert found.sentence == "The face looks like 'Ana', who is enrolled already."


def test_the_same_person_a_stranger_or_another_network_is_no_resemblance(gallery: Gallery) -> None:
    gallery.enrol("Ana", [prototype(1), prototype(2, VOICE)], consent=True)
    assert resemblances("ana", [like(1, FACE), like(2, VOICE)], gallery.people, TABLES) == []
    assert resemblances("Bo", [like(7, FACE), like(8, VOICE)], gallery.people, TABLES) == []
    assert resemblances("Bo", [like(2, VOICE, "another")], gallery.people, TABLES) == []
    assert resemblances("Bo", [like(2, VOICE)], gallery.people, {}) == []
