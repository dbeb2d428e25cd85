"""Ids that last, through misses, crossings and tremble."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from emotion_desk.messages import Box
from emotion_desk.vision.box_tracker import Track, Tracker, TrackerSettings
from emotion_desk.vision.geometry import Detection

STEP_NS = 100_000_000


def at(x: float, y: float = 100.0, size: float = 80.0) -> Box:
    return Box(x - size / 2, y - size / 2, size, size)


class Film:
    """Feeds a tracker ten detections a second."""

    def __init__(self, settings: TrackerSettings | None = None) -> None:
        self.tracker = Tracker(settings)
        self.now = 5_000_000_000

    def show(self, *boxes: Box, times: int = 1) -> list[Track]:
        tracks: list[Track] = []
        for _ in range(times):
            self.now += STEP_NS
            tracks = self.tracker.update(boxes, self.now)
        return tracks


def ids(tracks: Sequence[Track]) -> list[int]:
    return [track.track_id for track in tracks]


def test_believed_after_three_hits_only() -> None:
    film = Film()
    assert film.show(at(100), times=2) == []
    assert ids(film.show(at(100))) == [1]


def test_a_track_has_the_confidence_of_its_last_detection() -> None:
    film = Film(TrackerSettings(hits=1))
    sure = [Detection(60, 60, 80, 80, confidence=value) for value in (0.9, 0.6)]
    assert [film.show(one)[0].confidence for one in sure] == [0.9, 0.6]
    assert film.show()[0].confidence == 0.6  # missed: nothing newer is known
    assert film.show(at(100))[0].confidence == 1.0  # a detector that does not say


def test_flashes_are_never_believed() -> None:
    film = Film()
    for n in range(30):
        x = 100 + (n * 331) % 500
        assert film.show(at(x)) == []
        assert film.show() == []
    assert film.tracker.confirmed == 0


def test_empty_pictures_and_empty_boxes() -> None:
    film = Film()
    assert film.show(times=5) == []
    assert film.show(Box(10, 10, 0, 0), times=5) == []


def test_short_miss_keeps_the_id_and_counts_it() -> None:
    film = Film()
    film.show(at(100), times=5)
    tracks = film.show(times=4)
    assert [(track.track_id, track.missed) for track in tracks] == [(1, 4)]
    tracks = film.show(at(104))
    assert [(track.track_id, track.missed) for track in tracks] == [(1, 0)]


def test_gone_after_the_limit_and_a_new_id_on_return() -> None:
    film = Film()
    film.show(at(100), times=5)
    assert ids(film.show(times=7)) == [1]
    assert film.show() == []
    assert ids(film.show(at(100), times=3)) == [2]
    assert film.tracker.confirmed == 2


def test_limit_is_time_not_detections() -> None:
    film = Film()
    film.show(at(100), times=5)
    seen = film.now
    assert ids(film.tracker.at(seen + 690_000_000)) == [1]
    assert film.tracker.at(seen + 710_000_000) == []


def test_two_people_side_by_side_keep_their_ids_whatever_the_order() -> None:
    film = Film()
    film.show(at(100), at(300), times=3)
    for n in range(20):
        left, right = at(100 + n), at(300 - n)
        tracks = film.show(*((left, right) if n % 2 else (right, left)))
        assert ids(tracks) == [1, 2]
        assert tracks[0].box.centre[0] < tracks[1].box.centre[0]


def test_two_people_cross() -> None:
    film = Film()
    for n in range(31):
        left, right = at(100 + 20 * n), at(700 - 20 * n, y=110)
        hidden = abs(left.centre[0] - right.centre[0]) < 60  # the nearer head covers the other
        tracks = film.show(*((left,) if hidden else (left, right)))
    assert ids(tracks) == [1, 2]
    assert tracks[0].box.centre[0] == pytest.approx(700, abs=25)
    assert tracks[1].box.centre[0] == pytest.approx(100, abs=25)


def test_third_person_gets_a_new_id_beside_the_others() -> None:
    film = Film()
    film.show(at(100), at(300), times=4)
    assert ids(film.show(at(100), at(300), at(500), times=3)) == [1, 2, 3]


def test_box_of_a_very_different_size_is_someone_else() -> None:
    film = Film()
    film.show(at(100, size=80), times=4)
    tracks = film.show(at(100, size=200))
    assert [(track.track_id, track.missed) for track in tracks] == [(1, 1)]


def test_tremble_is_calmed() -> None:
    noise = np.random.default_rng(3)
    film = Film()
    given, shown, sizes = [], [], []
    for n in range(80):
        x, size = 200 + noise.normal(0, 3), 80 + noise.normal(0, 4)
        tracks = film.show(at(x, size=size))
        if n > 20:
            given.append(x)
            shown.append(tracks[0].box.centre[0])
            sizes.append(tracks[0].box.width)
    assert np.abs(np.diff(shown)).mean() < 0.6 * np.abs(np.diff(given)).mean()
    assert np.std(sizes) < 2.4
    assert np.mean(shown) == pytest.approx(200, abs=1.5)


def test_quick_move_is_followed() -> None:
    film = Film()
    film.show(at(100), times=10)
    x = 100.0
    for _ in range(8):  # 1.5 face widths a second to the right
        x += 12
        tracks = film.show(at(x))
    assert tracks[0].box.centre[0] == pytest.approx(x, abs=9)
    expected = film.tracker.at(film.now + STEP_NS)[0].box.centre[0]
    assert expected == pytest.approx(x + 12, abs=9)


def test_movement_is_not_carried_on_for_ever() -> None:
    film = Film()
    for n in range(10):
        film.show(at(100 + 15 * n))
    late = film.tracker.at(film.now + 650_000_000)[0].box.centre[0]
    assert late < 100 + 15 * 9 + 60


def test_reset_forgets_faces_but_never_gives_an_id_twice() -> None:
    film = Film()
    film.show(at(100), times=4)
    film.tracker.reset()
    assert film.tracker.at(film.now) == []
    assert ids(film.show(at(100), times=3)) == [2]


def test_many_faces_for_long_leave_nothing_behind() -> None:
    film = Film()
    noise = np.random.default_rng(0)
    for _ in range(2000):
        film.show(*(at(x, y) for x, y in noise.uniform(0, 2000, (4, 2))))
    film.show(times=10)
    assert film.tracker._faces == []
