"""A person who was recognised again is one person in Review: one row, one list of answers, one correction."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from emotion_desk.messages import Box, Identity, PersonReading
from emotion_desk.sessions.annotations import Annotation
from emotion_desk.sessions.format import TimedReading
from emotion_desk.ui.review.merged_people import merged_people, with_people_merged
from emotion_desk.ui.review.reading_agreement import reading_agreement, spans_by_key, subject_keys
from emotion_desk.ui.review.readings import Readings, build_readings
from tests.ui.conftest import emotions

FIRST, SECOND = Identity(unknown=1), Identity(unknown=2)


def person(track: int, identity: Identity, strongest: str = "happy") -> PersonReading:
    return PersonReading(track, Box(10.0 * track, 0, 50, 50), emotions(strongest), identity)


def at(time_s: float, *people: PersonReading) -> TimedReading:
    return TimedReading(time_s, time_s, None, "multitask", "steady", 5.0, people)


def readings() -> Iterator[TimedReading]:
    """Two people for two seconds, a cut, and the same two in new tracks."""
    for number in range(40):
        time_s = number / 10
        tracks = (1, 2) if number < 20 else (4, 3)
        yield at(time_s, person(tracks[0], FIRST), person(tracks[1], SECOND, "sad"))


def merged() -> Readings:
    return with_people_merged(build_readings(readings()))


def test_tracks_of_one_person_are_one_series() -> None:
    one, two = merged().people
    assert (one.title, two.title) == ("Unknown 1", "Unknown 2")
    assert (one.counts, two.counts) == (((1, 20), (4, 20)), ((2, 20), (3, 20)))
    assert len(one.times) == 40
    assert np.all(np.diff(one.times) > 0)
    assert subject_keys(one) == ["face 1", "face 4"]
    assert [each.identity.unknown for each in merged().people_at(3.0)] == [1, 2]


def test_two_faces_at_once_stay_two_people() -> None:
    both = [at(number / 10, person(1, FIRST), person(2, FIRST)) for number in range(9)]
    assert len(merged_people(build_readings(both).people)) == 2


def test_a_face_without_a_name_stays_alone() -> None:
    lone = [at(number / 10, person(1 + number // 5, Identity())) for number in range(10)]
    assert len(merged_people(build_readings(lone).people)) == 2


def test_boxes_do_not_glide_from_one_track_to_the_next() -> None:
    (one, *_rest) = merged().people_at(1.95)
    assert one.box.x == 10.0


def test_a_correction_over_a_cut_speaks_of_both_tracks() -> None:
    one = merged().people[0]
    spans = spans_by_key(one, (1.0, 3.0))
    assert spans == [("face 1", (1.0, 2.0)), ("face 4", (2.0, 3.0))]
    assert spans_by_key(one, (0.2, 0.8)) == [("face 1", (0.2, 0.8))]
    made = [
        Annotation(number, key, *span, "surprised", "me", "2026-01-01T00:00:00+00:00")
        for number, (key, span) in enumerate(spans)
    ]
    found = reading_agreement(made, merged())
    assert (found.samples, found.agreed) == (20, 0)
    assert found == reading_agreement(made, build_readings(readings()))
