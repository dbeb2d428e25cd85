"""A film of twice the length asks detector, decoder and memory for twice as much, or for the same."""

from __future__ import annotations

import tracemalloc
from collections.abc import Sequence
from typing import cast

import numpy as np
import pytest

from emotion_desk.errors import SourceEndedError
from emotion_desk.messages import Box, Frame, Picture
from emotion_desk.sessions.media_streams import packets
from emotion_desk.sessions.source_state import MediaCounts
from emotion_desk.sources.protocol import PictureSource
from emotion_desk.vision.box_tracker import Tracker, TrackerSettings
from emotion_desk.vision.face_tracker import FaceTracker

_STEP_NS = 40_000_000


class Asked:
    """Finds a face that moves, and counts the questions."""

    def __init__(self) -> None:
        self.searches = self.looks = 0

    def find(self, picture: Picture) -> list[Box]:
        self.searches += 1
        return [Box(40, 30, 40, 40)]

    def find_near(self, picture: Picture, known: Sequence[Box]) -> list[Box]:
        self.looks += 1
        return [Box(40 + self.looks % 3, 30, 40, 40)]


class Film:
    """Noise, 25 frames a second, of so many frames."""

    def __init__(self, frames: int) -> None:
        self._left = self.frames = frames
        self._noise = np.random.default_rng(0).integers(0, 255, (120, 160, 3)).astype(np.uint8)

    def open(self) -> None:
        pass

    def read(self, _timeout_s: float) -> Frame:
        if not self._left:
            raise SourceEndedError("over")
        index = self.frames - self._left
        self._left -= 1
        return Frame(index, index * _STEP_NS, self._noise.copy())

    def close(self) -> None:
        pass


def _costs(frames: int) -> tuple[int, int, int]:
    """Return searches, looks, and the peak of the memory that Python and NumPy asked for, in bytes."""
    asked = Asked()
    tracker = FaceTracker(asked, Tracker(TrackerSettings(hits=1)), search_every_s=0.0)
    tracemalloc.start()
    try:
        found = sum(
            len(packet.faces)
            for packet in packets(
                cast("PictureSource", Film(frames)), None, MediaCounts(), make_tracker=lambda _: tracker
            )
        )
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert found == frames
    return asked.searches, asked.looks, peak


def test_twice_the_length_costs_twice_the_questions_and_the_same_memory() -> None:
    _costs(50)  # what is loaded at the first use is there
    searches, looks, peak = _costs(500)
    more_searches, more_looks, more_peak = _costs(1000)
    assert more_searches == pytest.approx(2 * searches, abs=2)
    assert more_looks == pytest.approx(2 * looks, abs=2)
    assert looks > searches
    assert more_peak < 1.3 * peak
