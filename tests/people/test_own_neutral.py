"""The neutral face in a live run: what is measured, for whom it counts, and that it is kept with the person."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from emotion_desk.clock import NS_PER_S
from emotion_desk.labels import EMOTIONS
from emotion_desk.messages import Box, FaceReading, Frame, FramePacket, Identity, TrackedFace
from emotion_desk.people import gallery_file
from emotion_desk.people.gallery import Gallery
from emotion_desk.people.own_neutral import NeutralCapture, OwnNeutrals
from emotion_desk.people.person_records import NeutralFace
from emotion_desk.pipeline.reading_assembler import ReadingAssembler
from emotion_desk.sessions.recorded_neutrals import recorded_baselines
from tests.people.made import prototype

AT_REST = {name: 0.3 / 6 for name in EMOTIONS} | {"neutral": 0.3, "sad": 0.4}
SMILING = {name: 0.02 for name in EMOTIONS} | {"neutral": 0.2, "sad": 0.36, "happy": 0.32}
STEP_NS = NS_PER_S // 25


def captured(track: int = 1, seconds: float = 2.0, *networks: str) -> NeutralCapture:
    """Return a measurement of a face that looks sad at rest."""
    capture = NeutralCapture(track, seconds)
    for step in range(1, 200):
        for network in networks or ("net",):
            capture.add(network, track, AT_REST, step * STEP_NS)
    return capture


@pytest.fixture
def gallery(tmp_path: Path) -> Gallery:
    made = Gallery(tmp_path / "people")
    made.load()
    made.enrol("Ana", [prototype(1)], consent=True)
    return made


def test_a_measurement_takes_the_wanted_seconds_of_answers() -> None:
    capture = NeutralCapture(1, 2.0)
    for step in range(60):
        capture.add("net", 1, AT_REST, step * STEP_NS)
        assert capture.progress.done == (step >= 50)
    assert capture.progress.answers == 51
    assert capture.span_ns == (0, 50 * STEP_NS)


def test_gaps_other_faces_and_poor_pictures_do_not_count() -> None:
    capture = NeutralCapture(1, 2.0)
    capture.add("net", 1, AT_REST, 0)
    capture.add("net", 1, AT_REST, 5 * NS_PER_S)
    capture.add("net", 2, SMILING, 5 * NS_PER_S + STEP_NS)
    assert (capture.progress.seconds, capture.progress.answers) == (0.0, 2)
    capture.add("net", 1, SMILING, 5 * NS_PER_S + STEP_NS, "The face is too dark.")
    assert capture.progress.problem == "The face is too dark."
    assert capture.progress.answers == 2
    capture.add("net", 1, AT_REST, 5 * NS_PER_S + 2 * STEP_NS)
    assert capture.progress.seconds == 0.0
    (face,) = capture.faces()
    assert face.emotion["sad"] == pytest.approx(0.4, abs=0.01)


def test_answers_are_corrected_for_the_person_and_for_this_network_only() -> None:
    neutrals = OwnNeutrals()
    neutrals.keep(captured(), Identity("Ana"))
    right = neutrals.corrected("net", 7, Identity("ana"), SMILING)
    assert right is not None
    assert max(right, key=lambda name: right[name]) == "happy"
    assert neutrals.corrected("other net", 7, Identity("Ana"), SMILING) is None
    assert neutrals.corrected("net", 7, Identity("Ben"), SMILING) is None
    assert neutrals.corrected("net", 1, Identity(), SMILING) is not None, "the track before its name is known"
    assert neutrals.corrected("net", 1, Identity("Ben"), SMILING) is None, "the track turns out to be somebody else"
    neutrals.is_on = False
    assert neutrals.corrected("net", 7, Identity("Ana"), SMILING) is None


def test_a_stranger_keeps_the_neutral_face_for_the_run() -> None:
    neutrals = OwnNeutrals()
    neutrals.keep(captured(3), Identity(unknown=2))
    assert neutrals.corrected("net", 9, Identity(unknown=2), SMILING) is not None
    assert neutrals.corrected("net", 9, Identity(unknown=1), SMILING) is None


def test_a_neutral_face_is_kept_with_the_person_and_forgotten_with_them(gallery: Gallery) -> None:
    gallery.keep_neutral(gallery.person("Ana").key, captured(1, 2.0, "net", "second").faces())
    again = Gallery(gallery.folder)
    again.load()
    neutrals = OwnNeutrals(again)
    assert neutrals.corrected("net", 4, Identity("Ana"), SMILING) is not None
    assert neutrals.corrected("second", 4, Identity("Ana"), SMILING) is not None
    again.rename(again.person("Ana").key, "Bea")
    assert neutrals.corrected("net", 4, Identity("Bea"), SMILING) is not None
    assert neutrals.corrected("net", 4, Identity("Ana"), SMILING) is None
    again.keep_neutral(again.person("Bea").key, ())
    assert again.person("Bea").neutral == ()
    assert neutrals.corrected("net", 4, Identity("Bea"), SMILING) is None


def test_merged_people_keep_one_neutral_face_a_network(gallery: Gallery) -> None:
    gallery.enrol("Ben", [prototype(2)], consent=True)
    ana, ben = gallery.person("Ana").key, gallery.person("Ben").key
    gallery.keep_neutral(ana, [NeutralFace("net", 5, "2026-11-01T00:00:00+00:00", AT_REST)])
    gallery.keep_neutral(ben, [NeutralFace("net", 6, "2026-11-02T00:00:00+00:00", SMILING)])
    gallery.merge(ana, ben)
    (face,) = gallery.person("Ana").neutral
    assert face.answers == 5


def test_a_file_without_neutral_faces_is_read_and_impossible_ones_are_refused(gallery: Gallery) -> None:
    body = gallery_file.encode(gallery.people)
    older = body.replace(b',"neutral":[]', b"")
    assert older != body
    text = int.from_bytes(body[:8], "little") - len(body) + len(older)
    (person,) = gallery_file.decode(text.to_bytes(8, "little") + older[8:], 2)
    assert person.neutral == ()
    broken = [NeutralFace("net", 5, "2026-11-01T00:00:00+00:00", dict.fromkeys(EMOTIONS, 3.0))]
    gallery.keep_neutral(person.key, broken)
    with pytest.raises(gallery_file.DamagedError):
        gallery_file.decode(gallery_file.encode(gallery.people), 2)


def packet(track: int, stamp_ns: int) -> FramePacket:
    picture = np.zeros((90, 120, 3), np.uint8)
    face = TrackedFace(track, Box(10, 10, 50, 50), picture[10:60, 10:60])
    return FramePacket(Frame(stamp_ns // STEP_NS, stamp_ns, picture), (face,))


def test_live_readings_hold_the_raw_answer_and_the_corrected_one() -> None:
    neutrals = OwnNeutrals()
    assembler = ReadingAssembler(neutrals=neutrals, network="net")
    neutrals.capture = NeutralCapture(1, 1.0)

    def see(answer: dict[str, float], begin: int, steps: int) -> None:
        for step in range(begin, begin + steps):
            assembler.add_picture(packet(1, step * STEP_NS), [FaceReading(answer)], {1: Identity("Ana")})
            assembler.update_headlines()

    see(AT_REST, 1, 40)
    assert assembler.state.people[0].corrected is None
    assert neutrals.capture.progress.done
    neutrals.keep(neutrals.capture, Identity("Ana"))
    see(AT_REST, 41, 40)
    (rest,) = assembler.state.people
    assert rest.emotion["sad"] == pytest.approx(0.4, abs=0.01)
    assert rest.corrected is not None
    assert rest.corrected["neutral"] == pytest.approx(0.85, abs=0.01)
    assert rest.shown.emotion == "neutral"
    see(SMILING, 81, 60)
    assert assembler.state.people[0].shown.candidates[0] == "happy"
    neutrals.is_on = False
    see(AT_REST, 141, 60)
    assert assembler.state.people[0].corrected is None
    assert assembler.state.people[0].shown.candidates[0] == "sad"


def test_a_recording_tells_by_what_it_was_corrected() -> None:
    neutrals = OwnNeutrals()
    neutrals.keep(captured(), Identity("Ana"))
    for track in (1, 2, 3):
        neutrals.corrected("net", track, Identity("Ana"), SMILING)
    (one,) = recorded_baselines(neutrals.used(), {1, 3}, 0).each
    assert (one.subject, one.tracks) == ("Ana", (1, 3))
    assert one.to_s == pytest.approx(2.04)
    (before,) = recorded_baselines(neutrals.used(), {1}, 9 * NS_PER_S).each
    assert (before.from_s, before.to_s) == (None, None)
