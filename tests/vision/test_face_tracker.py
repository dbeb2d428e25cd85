"""Detector and tracker together, on real clips where they are at hand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from zipfile import ZipFile

import numpy as np
import pytest

from emotion_desk.messages import Box, Frame, Picture, TrackedFace
from emotion_desk.opencv import cv2
from emotion_desk.resources import shipped
from emotion_desk.vision.box_tracker import Tracker, TrackerSettings
from emotion_desk.vision.cut_detector import CutDetector
from emotion_desk.vision.detector import HaarDetector
from emotion_desk.vision.face_tracker import FaceTracker

CLIPS = Path(__file__).resolve().parents[3] / "shared" / "data" / "ravdess_video_5clips.zip"
STEP_NS = 40_000_000


class Counting:
    """Finds one box and counts how often it was asked."""

    def __init__(self, box: Box | None = None) -> None:
        self.box = box or Box(10, 10, 30, 30)
        self.searches: list[int] = []
        self.looks = 0

    def find(self, picture: Picture) -> list[Box]:
        self.searches.append(self.looks)
        return [self.box] if self.box.width else []

    def find_near(self, picture: Picture, known: Sequence[Box]) -> list[Box]:
        self.looks += 1
        return [self.box] if self.box.width else []


class Blinking:
    """Finds two boxes in every other search of the whole picture, and each one whenever it is looked for."""

    def __init__(self) -> None:
        self.searches = 0

    def find(self, picture: Picture) -> list[Box]:
        self.searches += 1
        return [Box(10, 10, 20, 20), Box(50, 10, 20, 20)] if self.searches % 2 else [Box(10, 10, 20, 20)]

    def find_near(self, picture: Picture, known: Sequence[Box]) -> list[Box]:
        return [Box(round(box.x), round(box.y), 20, 20) for box in known]


def frames(count: int, start_ns: int = 0) -> Iterator[Frame]:
    picture = np.zeros((60, 80, 3), np.uint8)
    for n in range(count):
        yield Frame(n, start_ns + n * STEP_NS, picture)


def test_live_no_frame_of_known_faces_waits_for_a_search() -> None:
    detector = Counting()
    finder = FaceTracker(detector, Tracker(TrackerSettings(hits=1)), sparing=True)
    first, *others = frames(60)
    assert len(finder.find(first)) == 1
    searched, asked = [finder.searched], 0
    for frame in others:
        before = (detector.looks, len(detector.searches))
        assert [face.track_id for face in finder.find(frame)] == [1]
        assert (detector.looks, len(detector.searches)) == before
        searched.append(finder.searched)
        finder.catch_up()
        asked += (detector.looks, len(detector.searches)) != before
        finder.catch_up()  # once is enough
    assert 8 <= asked <= 40
    assert searched == [True] + [False] * len(others)


def test_live_a_face_that_leaves_is_missed_in_the_frame_after_the_search() -> None:
    detector = Counting()
    finder = FaceTracker(detector, Tracker(TrackerSettings(hits=1)), sparing=True)
    stream = frames(60)
    for frame in (next(stream) for _ in range(20)):
        finder.find(frame)
        finder.catch_up()
    detector.box = Box(0, 0, 0, 0)
    looks, missed = detector.looks + len(detector.searches), []
    for frame in stream:
        faces = finder.find(frame)
        missed.append([face.missed for face in faces])
        finder.catch_up()
    assert detector.looks + len(detector.searches) > looks
    begins = next(number for number, faces in enumerate(missed) if faces != [0])
    assert begins <= 7  # 0.2 s for a picture that does not change, and the frame that waits for no search
    assert not any(faces == [0] for faces in missed[begins:])


def test_a_search_that_was_put_off_and_fails_is_not_repeated() -> None:
    detector = Counting()
    finder = FaceTracker(detector, Tracker(TrackerSettings(hits=1)), sparing=True)
    stream = frames(60)
    finder.find(next(stream))
    detector.find_near = lambda picture, known: 1 // 0  # type: ignore[assignment,method-assign,return-value]
    failed = 0
    for frame in (next(stream) for _ in range(10)):
        finder.find(frame)
        try:
            finder.catch_up()
        except ZeroDivisionError:
            failed += 1
            finder.catch_up()
    assert 1 <= failed <= 5


def test_detects_now_and_then_and_answers_always() -> None:
    detector = Counting()
    finder = FaceTracker(detector, Tracker(TrackerSettings(hits=1)))
    found = [finder.find(frame) for frame in frames(100)]
    assert 8 <= len(detector.searches) <= 10  # 4 s
    assert 40 <= detector.looks <= 48
    assert all(len(faces) == 1 for faces in found)
    assert {faces[0].track_id for faces in found} == {1}
    assert finder.seen == 1


def test_nobody_there_is_searched_for_with_moderation() -> None:
    detector = Counting(Box(0, 0, 0, 0))
    finder = FaceTracker(detector)
    assert all(finder.find(frame) == () for frame in frames(100))
    assert 32 <= len(detector.searches) <= 36
    assert detector.looks == 0


def test_missed_face_is_searched_for_everywhere() -> None:
    detector = Counting()
    finder = FaceTracker(detector, Tracker(TrackerSettings(hits=1)))
    for frame in frames(8):
        finder.find(frame)
    before = len(detector.searches)
    detector.box = Box(0, 0, 0, 0)
    for frame in frames(12, start_ns=8 * STEP_NS):
        finder.find(frame)
    assert len(detector.searches) >= before + 3


def test_a_face_that_a_search_overlooks_is_looked_for_in_its_place() -> None:
    finder = FaceTracker(Blinking(), Tracker(TrackerSettings(hits=4)), search_every_s=0.0)
    found = [finder.find(frame) for frame in frames(8)]
    assert [len(faces) for faces in found] == [0, 0, 0, 2, 2, 2, 2, 2]


def scene(seed: int) -> Picture:
    rough = np.random.default_rng(seed).integers(0, 255, (9, 12, 3), np.uint8)
    return np.asarray(cv2.resize(rough, (320, 240), interpolation=cv2.INTER_CUBIC), np.uint8)


def test_a_hard_cut_ends_the_tracks_though_the_next_face_is_in_the_same_place() -> None:
    finder = FaceTracker(Counting(Box(100, 60, 90, 90)), Tracker(TrackerSettings(hits=1)))
    pictures = [scene(1)] * 10 + [scene(2)] * 10
    ids = [
        [face.track_id for face in finder.find(Frame(n, n * STEP_NS, picture))] for n, picture in enumerate(pictures)
    ]
    assert ids == [[1]] * 10 + [[2]] * 10


@pytest.mark.parametrize(("step_s", "gap_s", "ends"), [(0.04, 0.64, False), (0.04, 0.08, True), (1.0, 1.0, True)])
def test_a_jump_after_lost_frames_is_no_cut(step_s: float, gap_s: float, ends: bool) -> None:
    finder = FaceTracker(Counting(Box(100, 60, 90, 90)), Tracker(TrackerSettings(hits=1, lost_s=3.0)))
    for n in range(5):
        (before,) = finder.find(Frame(n, round(n * step_s * 1e9), scene(1)))
    (after,) = finder.find(Frame(99, round((4 * step_s + gap_s) * 1e9), scene(2)))
    assert (after.track_id != before.track_id) is ends


def test_crop_is_square_own_and_small() -> None:
    finder = FaceTracker(Counting(Box(-5, 40, 30, 30)), Tracker(TrackerSettings(hits=1)))
    frame = next(frames(1))
    (face,) = finder.find(frame)
    assert face.crop.shape[0] == face.crop.shape[1]
    assert face.crop.flags.c_contiguous
    assert not np.shares_memory(face.crop, frame.picture)


def test_time_going_back_is_a_cut() -> None:
    finder = FaceTracker(Counting(), Tracker(TrackerSettings(hits=1)))
    for frame in frames(5, start_ns=10_000_000_000):
        finder.find(frame)
    (face,) = finder.find(next(frames(1)))
    assert face.track_id == 2


def test_face_that_left_the_picture_is_not_cut() -> None:
    detector = Counting(Box(60, 20, 20, 20))
    finder = FaceTracker(detector, Tracker(TrackerSettings(hits=1)))
    picture = np.zeros((60, 80, 3), np.uint8)
    for n in range(6):
        detector.box = Box(30 + 6.0 * n, 20, 20, 20)
        finder.find(Frame(n, n * 100_000_000, picture))
    detector.box = Box(500, 20, 0, 0)
    for n in range(6, 14):
        for face in finder.find(Frame(n, n * 100_000_000, picture)):
            assert 0 <= face.box.centre[0] < 80


def look(finder: FaceTracker, path: Path) -> tuple[int, list[int]]:
    """Return the frame with the first face and the number of faces on each frame from then on."""
    import av

    counts: list[int] = []
    with av.open(str(path)) as media:
        for index, frame in enumerate(media.decode(video=0)):
            picture = np.asarray(frame.to_ndarray(format="bgr24"), np.uint8)
            counts.append(len(finder.find(Frame(index, int(float(frame.time) * 1e9), picture))))
    first = next((index for index, count in enumerate(counts) if count), len(counts))
    return first, counts[first:]


@pytest.mark.slow
def test_demo_clip_shows_its_person_throughout() -> None:
    finder = FaceTracker(HaarDetector())
    first, counts = look(finder, shipped("assets") / "demo.mp4")
    assert first <= 10
    assert np.mean(np.array(counts) == 1) >= 0.98
    assert finder.seen == 1


@pytest.mark.data
@pytest.mark.skipif(not CLIPS.is_file(), reason="the RAVDESS clips are not beside the repository")
@pytest.mark.parametrize(
    "clip",
    [
        "Actor_01/01-01-01-01-01-01-01.mp4",
        "Actor_01/01-01-08-01-01-02-01.mp4",
        "Actor_05/01-01-03-01-01-02-05.mp4",
        "Actor_05/01-01-04-01-01-01-05.mp4",
        "Actor_05/01-01-06-01-02-02-05.mp4",
    ],
)
def test_ravdess_face_is_there_on_nearly_every_frame(clip: str, tmp_path: Path) -> None:
    with ZipFile(CLIPS) as archive:
        path = Path(archive.extract(clip, tmp_path))
    finder = FaceTracker(HaarDetector())
    first, counts = look(finder, path)
    assert first <= 15
    assert np.mean(np.array(counts) == 1) >= 0.95
    assert finder.seen == 1


def _portrait(at: int = 40, *, stranger: bool = False) -> Picture:
    """Return a textured picture with a textured square, 160 x 120."""
    random = np.random.default_rng(1)
    picture = random.integers(0, 256, (12, 16, 3), dtype=np.uint8).repeat(10, axis=0).repeat(10, axis=1)
    picture[30:90, at : at + 60] = random.integers(0, 256, (12, 12, 3), dtype=np.uint8).repeat(5, 0).repeat(5, 1)
    if stranger:
        picture[5:45, 120:155] = 255 - picture[5:45, 120:155]
    return picture


def live(finder: FaceTracker, frame: Frame) -> tuple[TrackedFace, ...]:
    """Find the faces of a frame as the capture thread does."""
    faces = finder.find(frame)
    finder.catch_up()
    return faces


def test_live_a_still_face_is_looked_at_seldom_and_at_once_when_it_moves() -> None:
    detector = Counting(Box(40, 30, 60, 60))
    finder = FaceTracker(detector, Tracker(TrackerSettings(hits=1)), sparing=True)
    for n in range(12):
        live(finder, Frame(n, n * STEP_NS, _portrait()))
    assert detector.looks <= 2  # 0.48 s
    before = detector.looks
    detector.box = Box(46, 30, 60, 60)
    faces = [live(finder, Frame(n, n * STEP_NS, _portrait(46)))[0] for n in range(12, 15)]
    assert detector.looks > before
    assert faces[-1].box.x > 42


def test_live_newcomers_are_searched_for_seldom_until_something_changes() -> None:
    detector = Counting(Box(40, 30, 60, 60))
    finder = FaceTracker(detector, Tracker(TrackerSettings(hits=1)), sparing=True)
    calm, changed = _portrait(), _portrait(stranger=True)
    for n in range(180):  # 18 s
        live(finder, Frame(n, n * 100_000_000, calm))
    settled = len(detector.searches)
    assert 18 <= settled <= 24  # twice a second for 8 s, then each two seconds
    for n in range(180, 192):
        live(finder, Frame(n, n * 100_000_000, changed))
    assert len(detector.searches) >= settled + 2


def test_live_an_empty_room_is_searched_seldom_until_something_changes() -> None:
    detector = Counting(Box(0, 0, 0, 0))
    finder = FaceTracker(detector, Tracker(TrackerSettings(hits=1)), sparing=True)
    empty, entered = _portrait(), _portrait(stranger=True)
    for n in range(105):  # 4.2 s
        live(finder, Frame(n, n * STEP_NS, empty))
    before = len(detector.searches)
    assert before >= 33  # more than eight a second
    for n in range(105, 355):  # 10 s
        live(finder, Frame(n, n * STEP_NS, empty))
    assert 9 <= len(detector.searches) - before <= 11  # once a second
    detector.box = Box(40, 30, 60, 60)
    assert [len(live(finder, Frame(n, n * STEP_NS, entered))) for n in range(355, 358)][-1] == 1


class InTurn(Counting):
    """Searches a picture part by part."""

    def searches_for_all(self, picture: Picture) -> int:
        return int(picture.shape[1]) // 16


def test_live_an_empty_room_is_searched_seldom_once_each_part_was_searched_twice() -> None:
    detector = InTurn(Box(0, 0, 0, 0))
    finder = FaceTracker(detector, Tracker(TrackerSettings(hits=1)), sparing=True)
    empty = _portrait()
    twice = 2 * detector.searches_for_all(empty)
    for n in range(3 * (twice + 1)):  # every third frame is searched
        live(finder, Frame(n, n * STEP_NS, empty))
    first = len(detector.searches)
    assert twice <= first <= twice + 2
    for n in range(3 * (twice + 1), 3 * (twice + 1) + 250):  # 10 s
        live(finder, Frame(n, n * STEP_NS, empty))
    assert 9 <= len(detector.searches) - first <= 11  # once a second


def test_live_frames_of_an_empty_room_are_compared_only_as_often_as_others_are_searched(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    compared: list[Picture] = []
    is_cut = CutDetector.is_cut

    def counted(cuts: CutDetector, picture: Picture) -> bool:
        compared.append(picture)
        return is_cut(cuts, picture)

    monkeypatch.setattr(CutDetector, "is_cut", counted)
    detector = Counting(Box(0, 0, 0, 0))
    finder = FaceTracker(detector, Tracker(TrackerSettings(hits=1)), sparing=True)
    empty, entered = _portrait(), _portrait(stranger=True)
    for n in range(120):  # 4.8 s
        live(finder, Frame(n, n * STEP_NS, empty))
    assert len(compared) >= 100
    compared.clear()
    for n in range(120, 180):
        live(finder, Frame(n, n * STEP_NS, empty))
    assert len(compared) == 20
    before = len(detector.searches)
    for n in range(180, 183):  # as soon as in a room that is not empty
        live(finder, Frame(n, n * STEP_NS, entered))
    assert len(detector.searches) > before
    compared.clear()
    for n in range(183, 193):
        live(finder, Frame(n, n * STEP_NS, entered))
    assert len(compared) == 10


def test_of_a_file_a_still_face_is_looked_at_steadily() -> None:
    detector = Counting(Box(40, 30, 60, 60))
    finder = FaceTracker(detector, Tracker(TrackerSettings(hits=1)))
    for n in range(13):
        finder.find(Frame(n, n * STEP_NS, _portrait()))
    assert detector.looks >= 5
