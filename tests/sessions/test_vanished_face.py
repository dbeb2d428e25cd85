"""No answer is asked of the background after a face has left the picture."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

import numpy as np
import pytest

from emotion_desk.messages import Box, Frame, Picture
from emotion_desk.sessions import media_streams
from emotion_desk.sessions.source_state import MediaCounts
from emotion_desk.sources.protocol import PictureSource
from emotion_desk.vision.box_tracker import Tracker, TrackerSettings
from emotion_desk.vision.face_tracker import FaceTracker


def test_the_network_is_not_called_after_the_face_has_left(monkeypatch: pytest.MonkeyPatch) -> None:
    class Leaving:
        """A detector whose face is there in the first frames only."""

        def __init__(self) -> None:
            self.asked = 0

        def find(self, picture: Picture) -> list[Box]:
            self.asked += 1
            return [Box(10, 10, 40, 40)] if self.asked <= 6 else []

        def find_near(self, picture: Picture, known: Sequence[Box]) -> list[Box]:
            return self.find(picture)

    tracker = FaceTracker(Leaving(), Tracker(TrackerSettings(hits=1)), search_every_s=0.0)
    monkeypatch.setattr(media_streams, "tracker_for", lambda step_s: tracker)
    black = np.zeros((80, 80, 3), np.uint8)
    stamped = [Frame(n, n * 100_000_000, black) for n in range(12)]
    monkeypatch.setattr(media_streams, "sampled_frames", lambda *_: (one for one in stamped))
    faces = [len(packet.faces) for packet in media_streams.packets(cast("PictureSource", None), None, MediaCounts())]
    assert faces == [1] * 6 + [0] * 6
