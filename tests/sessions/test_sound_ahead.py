"""The sound of a file is read ahead; what is known of it belongs to the window that was taken last."""

from __future__ import annotations

import time
from types import SimpleNamespace
from typing import cast

import numpy as np

from emotion_desk.errors import SourceLostError
from emotion_desk.messages import SoundBlock
from emotion_desk.sessions.offline_inputs import step_inputs
from emotion_desk.sessions.source_state import MediaCounts
from emotion_desk.sound.mel import SAMPLE_RATE
from emotion_desk.sources.media import Media

_BLOCK = SAMPLE_RATE // 10


class Damaged:
    """Two seconds of silence, and then damage."""

    def __init__(self) -> None:
        self.read_so_far = 0
        self.met = False

    def open(self) -> None:
        pass

    def read(self, _timeout_s: float) -> SoundBlock:
        if self.read_so_far == 20:
            self.met = True
            raise SourceLostError("It is damaged.")
        self.read_so_far += 1
        return SoundBlock((self.read_so_far - 1) * 100_000_000, np.zeros(_BLOCK, np.float32))

    def close(self) -> None:
        pass


def test_damage_of_the_sound_is_known_when_its_last_window_was_taken() -> None:
    sound, counts = Damaged(), MediaCounts()
    inputs = step_inputs(cast("Media", SimpleNamespace(picture=None, sound=sound)), None, counts)
    taken = [next(inputs) for _ in range(8)]
    for _ in range(100):  # the thread meets the damage, with the rest of the windows in the queue
        if sound.met:
            break
        time.sleep(0.1)
    assert sound.met
    taken.append(next(inputs))
    assert (counts.lost, counts.blocks) == ([], 0)
    taken += list(inputs)
    assert len(taken) > 12
    assert (counts.lost, counts.blocks, counts.end_s) == (["It is damaged."], 20, 2.0)
