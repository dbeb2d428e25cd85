"""A desk's side of a recording: made frames, sound and readings, stamped as a desk stamps them."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import numpy as np

from emotion_desk.clock import NS_PER_S, now_ns
from emotion_desk.labels import EMOTIONS
from emotion_desk.messages import Box, DeskReading, Frame, FramePacket, PersonReading, SoundBlock
from emotion_desk.sessions.recorder import Recorder
from emotion_desk.sessions.recording_options import RecordingMetadata, RecordingRequest

EMOTION = dict.fromkeys(EMOTIONS, 1 / len(EMOTIONS))
BLOCK = 320
BOTH = RecordingMetadata("Camera", "Microphone")


def packet(index: int, stamp_ns: int, value: int = 40, size: tuple[int, int] = (160, 120)) -> FramePacket:
    picture = np.full((size[1], size[0], 3), value, np.uint8)
    picture[: size[1] // 4, :: 1 + index % 7] = 90
    return FramePacket(Frame(index, stamp_ns, picture))


def block(stamp_ns: int, loud: bool = False) -> SoundBlock:
    wave = np.sin(np.arange(BLOCK) * 0.4) if loud else np.zeros(BLOCK)
    return SoundBlock(stamp_ns, (0.5 * wave).astype(np.float32))


def reading(index: int, stamp_ns: int) -> DeskReading:
    person = PersonReading(1, Box(10, 20, 30, 40), EMOTION)
    return DeskReading(index, "multitask", "none", stamp_ns + 5_000_000, 5.0, index, stamp_ns, stamp_ns, (person,))


def feed_until_killed(folder: Path) -> None:
    """Record at 25 frames a second, in real time, until somebody kills this process."""
    recorder = Recorder(RecordingRequest(folder), BOTH)
    recorder.start()
    zero = now_ns()
    frames = blocks = 0
    while True:
        now = now_ns()
        while zero + (blocks + 1) * NS_PER_S // 50 <= now:
            recorder.sound(block(zero + blocks * NS_PER_S // 50))
            blocks += 1
        if zero + frames * NS_PER_S // 25 <= now:
            recorder.picture(packet(frames, now))
            recorder.reading(reading(frames, now))
            frames += 1
            sys.stdout.write(f"{(now - zero) / NS_PER_S:.3f}\n")
            sys.stdout.flush()
        time.sleep(0.004)


if __name__ == "__main__":
    feed_until_killed(Path(sys.argv[1]))
