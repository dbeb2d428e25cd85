from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

import numpy as np
import pytest

from emotion_desk.messages import TrackedFace
from emotion_desk.people.active_speaker import MOUTH, MOVES, PRESENCE, Attribution, Mouths
from emotion_desk.sessions.offline_inputs import step_inputs
from emotion_desk.sessions.source_state import MediaCounts
from emotion_desk.sources.media import open_media

FPS = 15.0
#: A face with the moment of its frame, and whether there is speech then.
Look = tuple[int, TrackedFace, bool]


def looks(clip: Path, seconds: float | None = None) -> list[Look]:
    """Return the first face of each frame of a clip."""
    found: list[Look] = []
    speaking = False
    for inputs in step_inputs(open_media(clip, paced=False), FPS, MediaCounts()):
        if inputs.window is not None:
            speaking = inputs.window.speaking
        if inputs.packet is not None:
            if seconds is not None and inputs.packet.frame.stamp_ns > seconds * 1e9:
                break
            found += [(inputs.packet.frame.stamp_ns, face, speaking) for face in inputs.packet.faces[:1]]
    return found


@pytest.fixture(scope="module")
def talking(ravdess_videos: list[Path]) -> list[Look]:
    """Return actor 01 saying a sentence."""
    return looks(ravdess_videos[1])


@pytest.fixture(scope="module")
def listening(demo_clip: Path) -> list[Look]:
    """Return somebody whose mouth stays closed, whatever is heard."""
    return [(stamp, face, True) for stamp, face, _ in looks(demo_clip, 3.0)]


def renamed(face: TrackedFace, track: int) -> TrackedFace:
    return TrackedFace(track, face.box, face.crop)


def test_a_frame_is_measured_when_somebody_asks_and_only_once(
    talking: list[Look], monkeypatch: pytest.MonkeyPatch
) -> None:
    measured: list[int] = []
    measure = Mouths._measure

    def counted(mouths: Mouths, faces: Sequence[TrackedFace], stamp_ns: int, unseen: Collection[int]) -> None:
        measured.append(stamp_ns)
        measure(mouths, faces, stamp_ns, unseen)

    monkeypatch.setattr(Mouths, "_measure", counted)
    lazy, prompt = Mouths(), Mouths()
    for stamp, face, _ in talking[:20]:
        lazy.see([face], stamp)
        before = len(measured)
        prompt.see([face], stamp)
        assert len(measured) == before  # not while a reading waits
        prompt.catch_up()
        prompt.catch_up()
        assert len(measured) == before + 1
    assert lazy.moves(talking[0][1].track_id) == prompt.moves(talking[0][1].track_id)
    assert len(measured) == 2 * 20
    lazy.see([], 0)
    lazy.clear()
    assert lazy.speaker() is None


def attributions(*people: list[Look]) -> list[Attribution | None]:
    """Show some people side by side while the first one's speech is heard; return who is taken for the speaker."""
    mouths = Mouths()
    found: list[Attribution | None] = []
    for together in zip(*people, strict=False):
        stamp, _, speaking = together[0]
        faces = [renamed(face, track) for track, (_, face, _) in enumerate(together, 1)]
        mouths.see(faces, stamp)
        if speaking:
            found.append(mouths.speaker())
    return found


def test_a_talking_mouth_scores_higher_than_a_still_one(talking: list[Look], listening: list[Look]) -> None:
    by_mouth = [one for one in attributions(talking) if one is not None and one.because == MOUTH]
    assert len(by_mouth) >= 5
    assert not by_mouth[0].guess
    silent = attributions(listening)
    assert {(one.because, one.guess) for one in silent if one is not None} <= {(PRESENCE, True)}
    assert silent[-1] is None  # speech while the only mouth in view is still comes from outside the picture


def test_of_two_people_the_one_who_talks_is_the_speaker(talking: list[Look], listening: list[Look]) -> None:
    said = [one for one in attributions(talking, listening) if one is not None]
    assert len(said) >= 5
    assert {one.track_id for one in said} == {1}
    assert {one.because for one in said} == {MOUTH}


@pytest.mark.slow
def test_of_two_people_who_do_not_talk_nobody_is(listening: list[Look]) -> None:
    assert set(attributions(listening, listening)) == {None}


def test_without_a_face_nobody_speaks() -> None:
    mouths = Mouths()
    mouths.see((), 0)
    assert mouths.speaker() is None


def test_a_face_that_left_is_forgotten(talking: list[Look]) -> None:
    mouths = Mouths()
    for stamp, face, _ in talking[:20]:
        mouths.see([face], stamp)
    track = talking[0][1].track_id
    assert mouths.moves(track) is not None
    mouths.see((), talking[20][0])
    assert mouths.moves(track) is None


@pytest.mark.parametrize("trembling", [0, 3])
def test_a_photograph_does_not_talk(talking: list[Look], trembling: int) -> None:
    mouths = Mouths()
    crop = talking[0][1].crop
    for turn in range(30):
        shifted = np.roll(crop, (turn % 3 * trembling, turn % 2 * trembling), axis=(0, 1))
        mouths.see([TrackedFace(1, talking[0][1].box, shifted)], turn * 66_000_000)
    moved = mouths.moves(1)
    assert moved is not None
    assert moved < MOVES
