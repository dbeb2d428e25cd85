"""Growth of the resident memory while synthetic frames, sound and readings are recorded."""

from __future__ import annotations

import time
from pathlib import Path

import psutil

from emotion_desk.clock import NS_PER_S, now_ns
from emotion_desk.sessions.disk_space import DiskLimits
from emotion_desk.sessions.recorder import Recorder
from emotion_desk.sessions.recording_options import RecordingRequest
from tests.sessions.feeding import BOTH, block, packet, reading

_RATE: int = 25


def growth_mb(folder: Path, seconds: float) -> tuple[float, float]:
    """Record for so long, and return the growth after the first third in MB, and the seconds that it took."""
    process = psutil.Process()
    recorder = Recorder(RecordingRequest(folder, limits=DiskLimits(0, 0)), BOTH)
    recorder.start()
    begun = now_ns()
    early: int | None = None
    frames = blocks = 0
    try:
        while (at_s := (now_ns() - begun) / NS_PER_S) < seconds:
            while blocks < at_s * 50:
                recorder.sound(block(begun + blocks * NS_PER_S // 50))
                blocks += 1
            recorder.picture(packet(frames, now_ns()))
            recorder.reading(reading(frames, now_ns()))
            frames += 1
            if early is None and at_s > seconds / 3:
                early = process.memory_info().rss
            time.sleep(1 / _RATE)
    finally:
        late = process.memory_info().rss
        recorder.stop(60)
    return (late - (early or late)) / 1e6, seconds * 2 / 3
