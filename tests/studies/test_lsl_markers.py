"""Markers that arrive by Lab Streaming Layer, from a real outlet."""

from __future__ import annotations

import time

import pytest

from emotion_desk.clock import NS_PER_S, now_ns
from emotion_desk.studies.lsl_markers import MarkerReceiver

pylsl = pytest.importorskip("pylsl")


@pytest.mark.slow
def test_a_marker_arrives_with_the_moment_it_was_sent() -> None:
    name = f"emotion-desk-test-{now_ns()}"
    outlet = pylsl.StreamOutlet(pylsl.StreamInfo(name, "Markers", 1, 0.0, "string", name))
    taken: list[tuple[str, int]] = []
    receiver = MarkerReceiver(name, lambda label, at_ns: taken.append((label, at_ns)))
    try:
        assert receiver.connected.wait(20)
        sent_ns = now_ns()
        outlet.push_sample(["picture on"])
        deadline = time.monotonic() + 10
        while not taken and time.monotonic() < deadline:
            time.sleep(0.01)
    finally:
        receiver.close()
    ((label, at_ns),) = taken
    assert label == "picture on"
    assert abs(at_ns - sent_ns) / NS_PER_S < 0.5
