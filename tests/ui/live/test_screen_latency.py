"""The measured delay until a frame is painted."""

from __future__ import annotations

import pytest

from emotion_desk.clock import NS_PER_MS
from emotion_desk.ui.live.screen_latency import ScreenLatency


def test_screen_figures() -> None:
    figures = ScreenLatency()
    assert figures.fps(0) == 0.0
    assert figures.overall().p50 is None
    for frame in range(61):
        reading_received = None if frame < 21 else (frame - 2) * 40 * NS_PER_MS
        figures.painted(frame * 40 * NS_PER_MS, (frame * 40 + 25) * NS_PER_MS, reading_received)
    end = 60 * 40 * NS_PER_MS
    assert figures.fps(end) == pytest.approx(25.0)
    assert figures.recent().p50 == 25.0
    assert figures.overall_age().p50 == 105.0
    assert figures.frames == 61
