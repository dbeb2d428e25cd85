from __future__ import annotations

import cv2
import numpy as np
import pytest

from emotion_desk.labels import EMOTIONS
from emotion_desk.messages import Box, FaceReading, Frame, FramePacket, MelWindow, Picture, TrackedFace, VoiceReading
from emotion_desk.people.enrolment import LEAST_FACES, EnrolmentSession, Step
from emotion_desk.people.person_records import FACE, VOICE
from emotion_desk.people.sample_quality import appearance
from emotion_desk.vision.face_quality import face_quality
from tests.conftest import REPOSITORY
from tests.people.made import MODEL, near, vector

EMOTION = dict.fromkeys(EMOTIONS, 1 / len(EMOTIONS))
MADE_BY = {FACE: MODEL, VOICE: MODEL}
STEP_NS = 100_000_000


@pytest.fixture(scope="module")
def face() -> Picture:
    """Return a face, cut out of the demo."""
    from emotion_desk.vision.crop import cut_face
    from emotion_desk.vision.detector import HaarDetector

    capture = cv2.VideoCapture(str(REPOSITORY / "assets" / "demo.mp4"))
    capture.set(cv2.CAP_PROP_POS_FRAMES, 30)
    _, frame = capture.read()
    capture.release()
    picture = np.asarray(frame, np.uint8)
    return cut_face(picture, HaarDetector().find(picture)[0])


class Capture:
    """Shows one person to a session, a tenth of a second at a time."""

    def __init__(self, session: EnrolmentSession, face: Picture) -> None:
        self.session = session
        self.face = face
        self.now_ns = 0

    def see(self, turn: float = 0.0, whose: int = 1, crop: Picture | None = None, others: int = 0) -> None:
        """Show the face, its head turned by a share of its width."""
        self.now_ns += STEP_NS
        side = self.face.shape[0]
        move = np.array([[1, 0, turn * side], [0, 1, 0]], np.float32)
        turned = np.asarray(cv2.warpAffine(self.face, move, (side, side), borderMode=cv2.BORDER_REPLICATE), np.uint8)
        shown = tuple(
            TrackedFace(track, Box(0, 0, 150, 150), turned if crop is None else crop) for track in range(1, 2 + others)
        )
        readings = [FaceReading(EMOTION, near(vector(whose), self.now_ns % 9973 + 7, 0.85)) for _ in shown]
        self.session.add_frame(FramePacket(Frame(0, self.now_ns, turned), shown), readings, MADE_BY)

    def hear(self, whose: int = 2, level: float = -20.0, speaking: bool = True) -> None:
        self.now_ns += STEP_NS
        window = MelWindow(self.now_ns, np.zeros((96, 96), np.float32), 0.9, speaking, level)
        embedding = near(vector(whose), self.now_ns % 9973 + 7, 0.85)
        self.session.add_sound(window, VoiceReading(EMOTION, embedding) if speaking else None, MADE_BY)


def test_a_guided_capture_goes_through_its_steps(face: Picture) -> None:
    capture = Capture(EnrolmentSession(), face)
    steps = [capture.session.progress.step]
    for turn in range(400):
        capture.see(0.12 * np.sin(turn / 3))
        if capture.session.progress.step is Step.READ:
            capture.hear()
        if capture.session.progress.step is not steps[-1]:
            steps.append(capture.session.progress.step)
        if capture.session.progress.done:
            break
    assert steps == [Step.STRAIGHT, Step.LEFT, Step.RIGHT, Step.READ, Step.DONE]
    progress = capture.session.progress
    assert progress.face_ready
    assert progress.voice_ready
    assert progress.variety > 0.3
    assert progress.speech_s >= 5.0
    assert 3.0 <= capture.now_ns / 1e9 <= 30.0
    prototypes = capture.session.prototypes()
    assert {one.modality for one in prototypes} == {FACE, VOICE}
    assert all(0 < one.quality <= 1 for one in prototypes)
    thumbnail = capture.session.thumbnail()
    assert thumbnail is not None
    assert thumbnail.ndim == 3


def test_poor_pictures_are_not_taken_and_it_says_why(face: Picture) -> None:
    capture = Capture(EnrolmentSession(), face)
    for crop, word in (
        (np.asarray(cv2.GaussianBlur(face, (0, 0), 8), np.uint8), "blurred"),
        ((face * 0.2).astype(np.uint8), "dark"),
        ((255 - (255 - face) * 0.1).astype(np.uint8), "bright"),
    ):
        capture.see(crop=crop)
        assert word in capture.session.progress.hint
    small = FramePacket(Frame(0, 10**9, face), (TrackedFace(1, Box(0, 0, 30, 30), face),))
    capture.session.add_frame(small, [FaceReading(EMOTION, vector(1))], MADE_BY)
    assert "closer" in capture.session.progress.hint
    capture.see(others=1)
    assert "Only the person" in capture.session.progress.hint
    assert capture.session.progress.faces == 0
    assert capture.session.prototypes() == ()


def test_a_head_that_never_moves_gives_no_more_samples(face: Picture) -> None:
    capture = Capture(EnrolmentSession(), face)
    for _ in range(30):
        capture.see()
    progress = capture.session.progress
    assert progress.faces == 1
    assert not progress.face_ready
    assert "Move your head" in progress.hint


def test_somebody_else_is_not_taken(face: Picture) -> None:
    capture = Capture(EnrolmentSession(), face)
    for turn in range(LEAST_FACES):
        capture.see(0.05 * turn)
    taken = capture.session.progress.faces
    capture.see(-0.2, whose=77)
    assert capture.session.progress.hint == "This looks like somebody else."
    assert capture.session.progress.faces == taken


def test_the_face_that_is_meant_may_have_company(face: Picture) -> None:
    capture = Capture(EnrolmentSession(track_id=2), face)
    capture.see(others=2)
    assert capture.session.progress.faces == 1


def test_a_quiet_voice_is_not_taken(face: Picture) -> None:
    capture = Capture(EnrolmentSession((VOICE,)), face)
    assert capture.session.progress.step is Step.READ
    capture.hear(level=-70.0)
    assert "quiet" in capture.session.progress.hint
    assert capture.session.progress.voices == 0
    capture.hear(speaking=False)
    for _ in range(60):
        capture.hear()
    progress = capture.session.progress
    assert progress.done
    assert 4 <= progress.voices <= 6
    assert not progress.face_ready


def test_steps_may_be_skipped_and_nothing_is_missing_that_nobody_wants(face: Picture) -> None:
    session = EnrolmentSession((FACE,))
    for expected in (Step.LEFT, Step.RIGHT, Step.DONE, Step.DONE):
        session.skip()
        assert session.progress.step is expected
    capture = Capture(session, face)
    capture.hear()
    assert session.progress.voices == 0


def test_a_network_without_identity_is_named(face: Picture) -> None:
    session = EnrolmentSession()
    packet = FramePacket(Frame(0, 10**9, face), (TrackedFace(1, Box(0, 0, 150, 150), face),))
    session.add_frame(packet, [FaceReading(EMOTION)], {})
    assert session.progress.missing == (FACE,)
    assert session.progress.faces == 0


def test_another_network_begins_anew(face: Picture) -> None:
    capture = Capture(EnrolmentSession(), face)
    capture.see()
    packet = FramePacket(Frame(0, 10**10, face), (TrackedFace(1, Box(0, 0, 150, 150), face),))
    capture.session.add_frame(packet, [FaceReading(EMOTION, vector(1))], {FACE: "another:1"})
    assert [one.model for one in capture.session.prototypes(least_faces=1)] == ["another:1"]


def test_quality_falls_with_blur_and_turned_heads_differ(face: Picture) -> None:
    blurred = [np.asarray(cv2.GaussianBlur(face, (0, 0), blur), np.uint8) for blur in (1.5, 3.0)]
    qualities = [face_quality(crop, 120) for crop in (face, *blurred)]
    assert qualities[0].quality > qualities[1].quality > qualities[2].quality
    assert qualities[0].problem == ""
    moved = np.roll(face, face.shape[1] // 8, axis=1)
    assert float(appearance(face) @ appearance(face)) == pytest.approx(1.0, abs=1e-4)
    assert float(appearance(face) @ appearance(moved)) < 0.9
