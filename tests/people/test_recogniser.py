from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from emotion_desk.labels import EMOTIONS
from emotion_desk.messages import (
    Box,
    FaceReading,
    Frame,
    FramePacket,
    Identity,
    Mel,
    MelWindow,
    Picture,
    TrackedFace,
    VoiceReading,
)
from emotion_desk.people.active_speaker import MOUTH, PRESENCE, Attribution
from emotion_desk.people.enrolment import EnrolmentSession
from emotion_desk.people.gallery import Gallery
from emotion_desk.people.impostor_thresholds import Impostors
from emotion_desk.people.person_records import FACE, VOICE, Prototype
from emotion_desk.people.recogniser import BOTH, Recogniser
from emotion_desk.pipeline.inference_step import InferenceStep, StepInput
from tests.people.made import MODEL, near, prototype, vector

#: Strangers around 0 with a spread of 0.1, as a good network's are: one in a hundred above 0.23.
TABLE = Impostors((0.5, 0.1, 0.01, 0.001, 0.0001), (0.0, 0.13, 0.23, 0.31, 0.37), 100_000, 100, "made")
EMOTION = dict.fromkeys(EMOTIONS, 1 / len(EMOTIONS))
STEP_NS = 66_000_000


class Reader:
    """A network that names its embeddings; the tests make them themselves."""

    mode = "multitask"
    engine = "made"

    def __init__(self, **made_by: str) -> None:
        self.made_by = made_by or {FACE: MODEL, VOICE: MODEL}

    def read(self, crops: Sequence[Picture], mel: Mel | None) -> tuple[tuple[FaceReading, ...], VoiceReading | None]:
        raise NotImplementedError


class Scene:
    """Shows frames and sound to a recogniser, as the inference thread does."""

    def __init__(self, gallery: Gallery, **tables: Impostors) -> None:
        self.people = Recogniser(gallery, tables=lambda made_by: tables or dict.fromkeys(made_by, TABLE))
        self.people.network(Reader())
        self.now_ns = 1_000_000_000
        self.noise = np.random.default_rng(1)
        self.voice = Identity()

    def see(self, faces: dict[int, np.ndarray], times: int = 1, cosine: float = 0.8) -> dict[int, Identity]:
        """Show faces for some frames and return who they are at the last."""
        named: dict[int, Identity] = {}
        for _ in range(times):
            self.now_ns += STEP_NS
            shown = tuple(TrackedFace(track, Box(100 * track, 0, 120, 120), self._crop()) for track in faces)
            readings = [
                FaceReading(EMOTION, near(whose, int(self.noise.integers(1 << 30)), cosine)) for whose in faces.values()
            ]
            packet = FramePacket(Frame(0, self.now_ns, np.zeros((2, 2, 3), np.uint8)), shown)
            named = dict(self.people.picture(packet, readings))
        return named

    def hear(self, whose: np.ndarray | None, times: int = 1, cosine: float = 0.8) -> Identity:
        """Let somebody speak (``None``: silence) for some windows and return who it was at the last."""
        for _ in range(times):
            self.now_ns += STEP_NS
            window = MelWindow(self.now_ns, np.zeros((96, 96), np.float32), 0.9, whose is not None, -20.0)
            seed = int(self.noise.integers(1 << 30))
            reading = None if whose is None else VoiceReading(EMOTION, near(whose, seed, cosine))
            self.voice = self.people.sound(window, reading)
        return self.voice

    def _crop(self) -> Picture:
        return self.noise.integers(0, 255, (96, 96, 3)).astype(np.uint8)


@pytest.fixture
def scene(gallery: Gallery) -> Scene:
    gallery.enrol("Ana", [prototype(1), prototype(11, VOICE)], consent=True)
    gallery.enrol("Bo", [prototype(2), prototype(12, VOICE)], consent=True)
    return Scene(gallery)


ANA, BO, STRANGER, OTHER = vector(1), vector(2), vector(3), vector(4)
ANA_VOICE, STRANGER_VOICE = vector(11), vector(13)


def test_a_name_comes_within_half_a_second_and_stays(scene: Scene) -> None:
    assert scene.see({1: ANA})[1].name is None
    named = scene.see({1: ANA}, 6)[1]
    assert (named.name, named.by, named.unknown) == ("Ana", "face", None)
    names = [scene.see({1: ANA})[1].name for _ in range(60)]
    assert names == ["Ana"] * 60


def test_single_bad_frames_do_not_take_a_name_away(scene: Scene) -> None:
    scene.see({1: ANA}, 10)
    names = [scene.see({1: STRANGER if turn % 3 == 0 else ANA})[1].name for turn in range(60)]
    assert set(names) == {"Ana"}


@pytest.mark.slow
def test_another_person_on_the_same_track_is_noticed(scene: Scene) -> None:
    assert scene.see({1: ANA}, 10)[1].name == "Ana"
    scene.see({1: BO}, 450)
    assert scene.see({1: BO})[1].name == "Bo"


def test_strangers_get_numbers_that_they_keep(scene: Scene) -> None:
    assert scene.see({1: STRANGER}, 3)[1].unknown is None
    late = scene.see({1: STRANGER}, 15)[1]
    assert (late.name, late.unknown) == (None, 1)
    assert scene.see({2: OTHER}, 20)[2].unknown == 2
    assert scene.see({3: STRANGER, 4: OTHER}, 20)[3].unknown == 1
    assert scene.see({3: STRANGER, 4: OTHER})[4].unknown == 2
    assert scene.see({5: ANA}, 10)[5].name == "Ana"


def test_strangers_keep_their_number_through_mode_switches_and_source_changes(scene: Scene) -> None:
    assert scene.see({1: STRANGER, 2: OTHER}, 20)[1].unknown == 1
    scene.people.network(Reader())
    seen = scene.see({1: STRANGER, 2: OTHER})
    assert (seen[1].unknown, seen[2].unknown) == (1, 2)
    scene.people.network(Reader(**{FACE: "another", VOICE: "another"}))
    scene.see({1: STRANGER, 2: OTHER}, 20)
    scene.people.network(Reader())
    seen = scene.see({1: STRANGER, 2: OTHER}, 20)
    assert (seen[1].unknown, seen[2].unknown) == (1, 2)
    scene.people.picture_gone()
    assert scene.see({7: OTHER}, 20)[7].unknown == 2
    assert scene.people.beside("singles")._strangers is scene.people._strangers


def test_a_stranger_seen_badly_at_first_gets_the_earlier_number_back(scene: Scene) -> None:
    assert scene.see({1: STRANGER}, 20)[1].unknown == 1
    scene.see({}, 3)
    assert scene.see({2: STRANGER}, 14, cosine=-0.1)[2].unknown == 2
    assert scene.see({2: STRANGER}, 40)[2].unknown == 1
    assert scene.see({2: STRANGER, 3: OTHER}, 20)[3].unknown == 2


def test_numbers_start_again_after_everybody_was_forgotten(scene: Scene) -> None:
    assert scene.see({1: STRANGER, 2: OTHER}, 20)[2].unknown == 2
    scene.people.gallery.forget_all()
    assert scene.see({3: OTHER}, 20)[3].unknown == 1


def test_a_stranger_has_one_number_by_face_and_by_voice(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    assert scene.see({1: OTHER, 2: STRANGER}, 20)[2].unknown == 2
    monkeypatch.setattr(scene.people._attribution.mouths, "speaker", lambda: Attribution(2, MOUTH, guess=False))
    assert scene.hear(STRANGER_VOICE, 20).unknown == 2
    scene.hear(None, 40)
    monkeypatch.setattr(scene.people._attribution.mouths, "speaker", lambda: None)
    assert scene.hear(STRANGER_VOICE, 20).unknown == 2


def test_a_known_voice_is_never_given_to_a_face_of_another_name(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    assert scene.see({1: BO}, 10)[1].name == "Bo"
    for because in (PRESENCE, MOUTH):
        said = Attribution(1, because, because == PRESENCE)
        monkeypatch.setattr(scene.people._attribution.mouths, "speaker", lambda said=said: said)
        heard = scene.hear(ANA_VOICE, 20)
        assert (heard.name, heard.track_id) == ("Ana", None)


def test_a_mouth_holds_the_voice_for_a_pause_only(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    scene.see({1: ANA}, 10)
    monkeypatch.setattr(scene.people._attribution.mouths, "speaker", lambda: Attribution(1, MOUTH, guess=False))
    assert scene.hear(STRANGER_VOICE, 2).track_id == 1
    monkeypatch.setattr(scene.people._attribution.mouths, "speaker", lambda: None)
    assert scene.hear(STRANGER_VOICE, 10).track_id == 1
    assert scene.hear(STRANGER_VOICE, 20).track_id is None


def test_nobody_is_in_the_picture_twice(scene: Scene) -> None:
    named = scene.see({1: ANA, 2: near(ANA, 99, 0.6)}, 20)
    assert named[1].name == "Ana"
    assert named[2].name is None


def test_a_change_of_the_gallery_counts_at_once(scene: Scene) -> None:
    assert scene.see({1: ANA}, 10)[1].name == "Ana"
    gallery = scene.people.gallery
    gallery.rename(gallery.person("Ana").key, "Anna")
    assert scene.see({1: ANA})[1].name == "Anna"
    gallery.forget(gallery.person("Anna").key)
    assert scene.see({1: ANA})[1].name is None
    assert scene.see({1: ANA}, 15)[1].unknown == 1


def test_prototypes_of_another_network_are_never_compared(gallery: Gallery) -> None:
    gallery.enrol("Ana", [prototype(1, model="another:1")], consent=True)
    scene = Scene(gallery)
    assert scene.see({1: ANA}, 20, cosine=1.0)[1].name is None


def test_without_measured_thresholds_nobody_is_named(gallery: Gallery) -> None:
    gallery.enrol("Ana", [prototype(1), prototype(11, VOICE)], consent=True)
    scene = Scene(gallery, none=TABLE)
    assert scene.see({1: ANA}, 20, cosine=1.0)[1] == Identity()
    assert scene.hear(ANA_VOICE, 20, cosine=1.0).name is None


def test_a_network_without_identity_names_nobody(scene: Scene) -> None:
    scene.people.network(Reader(nothing="x"))
    assert scene.see({1: ANA}, 20) == {}


@pytest.mark.slow
def test_strangers_are_accepted_at_the_rate(gallery: Gallery) -> None:
    for number in range(20):
        gallery.enrol(f"P{number}", [prototype(1000 + number)], consent=True)
    # In 128 dimensions the cosine of strangers has a spread of 0.088.
    table = Impostors((0.5, 0.1, 0.01, 0.001, 0.0001, 0.00001), (0.0, 0.113, 0.206, 0.273, 0.329, 0.377), 1, 1, "")
    named = 0
    for number in range(100):
        scene = Scene(gallery, face=table)
        named += scene.see({1: vector(5000 + number)}, 5, cosine=1.0)[1].name is not None
    assert named <= 5  # 1 % of 100; more than 5 would be a chance of one in two thousand


def test_a_voice_is_named_by_itself(scene: Scene) -> None:
    assert scene.hear(ANA_VOICE, 2).name is None
    heard = scene.hear(ANA_VOICE, 8)
    assert (heard.name, heard.by, heard.track_id) == ("Ana", "voice", None)
    scene.hear(None, 40)
    heard = scene.hear(STRANGER_VOICE, 20)
    assert (heard.name, heard.unknown) == (None, 1)


def test_the_voice_of_a_single_face_is_a_guess_unless_the_mouth_moves(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene.see({1: ANA}, 10)
    for because, guess in ((PRESENCE, True), (MOUTH, False)):
        said = Attribution(1, because, guess)
        monkeypatch.setattr(scene.people._attribution.mouths, "speaker", lambda said=said: said)
        heard = scene.hear(STRANGER_VOICE, 10, cosine=0.2)
        assert (heard.name, heard.by, heard.because, heard.guess, heard.track_id) == ("Ana", "face", because, guess, 1)
    heard = scene.hear(ANA_VOICE, 30)
    assert (heard.name, heard.by, heard.guess) == ("Ana", BOTH, False)


def test_face_and_voice_together_name_whom_neither_names_alone(
    gallery: Gallery, monkeypatch: pytest.MonkeyPatch
) -> None:
    gallery.enrol("Ana", [prototype(1), prototype(11, VOICE)], consent=True)
    weak = 0.18  # strangers come as close once in thirty times

    def at(whose: np.ndarray) -> np.ndarray:
        return near(whose, 77, weak)

    scene = Scene(gallery)
    assert scene.see({1: at(ANA)}, 20, cosine=1.0)[1].name is None
    assert scene.hear(at(ANA_VOICE), 20, cosine=1.0).name is None
    both = Scene(gallery)
    monkeypatch.setattr(both.people._attribution.mouths, "speaker", lambda: Attribution(1, MOUTH, False))
    for _ in range(20):
        named = both.see({1: at(ANA)}, cosine=1.0)
        both.hear(at(ANA_VOICE), cosine=1.0)
    assert (named[1].name, named[1].by) == ("Ana", BOTH)
    assert both.voice.name == "Ana"


def test_the_answers_of_the_desk_carry_names(scene: Scene) -> None:
    step = InferenceStep(scene.people)
    for turn in range(12):
        stamp = 5_000_000_000 + turn * STEP_NS
        crop = np.random.default_rng(turn).integers(0, 255, (96, 96, 3)).astype(np.uint8)
        face = TrackedFace(7, Box(0, 0, 120, 120), crop)
        packet = FramePacket(Frame(turn, stamp, crop), (face,))
        window = MelWindow(stamp, np.zeros((96, 96), np.float32), 0.9, True, -20.0)
        faces, voice = (
            (FaceReading(EMOTION, near(ANA, 500 + turn)),),
            VoiceReading(EMOTION, near(ANA_VOICE, 500 + turn)),
        )
        step.update(StepInput(packet=packet, window=window), (faces, voice))
    reading = step.reading(None, 0, 0.0, asked=True)
    assert reading is not None
    assert reading.people[0].identity.name == "Ana"
    assert reading.voice is not None
    assert reading.voice.identity.name == "Ana"
    step.use_network(Reader(face="another"))
    after = step.reading(None, 0, 0.0, asked=True)
    assert after is not None
    assert not after.people


def test_somebody_is_enrolled_from_what_the_recogniser_is_shown(gallery: Gallery) -> None:
    scene = Scene(gallery)
    session = EnrolmentSession()
    scene.people.enrolment = session
    for _ in range(60):
        scene.see({1: ANA}, 1)
        scene.hear(ANA_VOICE, 1)
    scene.people.enrolment = None
    progress = session.progress
    assert progress.face_ready
    assert progress.voice_ready
    gallery.enrol("Ana", session.prototypes(), consent=True)
    assert {one.modality for one in gallery.person("Ana").prototypes} == {FACE, VOICE}
    assert all(isinstance(one, Prototype) and one.model == MODEL for one in gallery.person("Ana").prototypes)
    assert scene.see({2: ANA}, 10)[2].name == "Ana"
