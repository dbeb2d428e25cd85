"""Rates and percentiles over what happened last."""

from __future__ import annotations

import numpy as np
import pytest

from emotion_desk.clock import NS_PER_MS, NS_PER_S
from emotion_desk.messages import Spread
from emotion_desk.pipeline.live_metrics import LiveMetrics, Rate, SlidingPercentiles


def test_spread_of_nothing_is_unknown() -> None:
    assert SlidingPercentiles().spread() == Spread(None, None)


def test_spread_forgets_the_oldest() -> None:
    sliding = SlidingPercentiles(100)
    for value in [9999.0] * 50 + [float(n) for n in range(1, 101)]:
        sliding.add(value)
    assert sliding.spread().p50 == pytest.approx(50.5)
    assert sliding.spread().p95 == pytest.approx(95.05)


@pytest.mark.parametrize("fps", [1.0, 8.0, 25.0, 60.0, 240.0])
def test_rate_is_right_early_and_late(fps: float) -> None:
    rate = Rate()
    for n in range(int(10 * fps)):
        at = int(n * NS_PER_S / fps)
        rate.tick(at)
        if n >= max(2, fps / 2):
            assert rate.per_second(at) == pytest.approx(fps, rel=0.05, abs=0.5)


def test_rate_falls_to_zero_when_nothing_comes() -> None:
    rate = Rate()
    for n in range(50):
        rate.tick(n * 20 * NS_PER_MS)
    assert rate.per_second(4 * NS_PER_S) == 0.0
    assert Rate().per_second(0) == 0.0


def test_rate_after_a_pause_is_of_now() -> None:
    rate = Rate()
    for start in (0, 60 * NS_PER_S):
        for n in range(20):
            rate.tick(start + n * 40 * NS_PER_MS)
    assert rate.per_second(60 * NS_PER_S + 19 * 40 * NS_PER_MS) == pytest.approx(25, rel=0.01)


def test_latency_counts_only_where_a_frame_took_part() -> None:
    meter = LiveMetrics()
    meter.result(10 * NS_PER_MS, 4.0, 2 * NS_PER_MS)
    meter.result(20 * NS_PER_MS, 6.0, None)
    meter.result(30 * NS_PER_MS, 5.0, 900 * NS_PER_MS)  # a file read ahead of its own time
    measured = meter.measured()
    assert measured.results == 3
    assert measured.inference_ms.p50 == 5.0
    assert measured.capture_to_result_ms == Spread(8.0, 8.0)


def test_a_spread_is_that_of_numpy() -> None:
    random = np.random.default_rng(0)
    for count in (1, 2, 3, 20, 21, 512):
        values = random.exponential(10.0, count)
        found = Spread.of(values.tolist())
        assert [found.p50, found.p95] == pytest.approx(np.percentile(values, (50, 95)).tolist(), rel=1e-12)
    assert Spread.of([]) == Spread()
