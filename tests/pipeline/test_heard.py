"""The ring of samples behind the sound lab."""

from __future__ import annotations

import numpy as np

from emotion_desk.messages import SoundBlock
from emotion_desk.pipeline.heard import RollingSound
from emotion_desk.pipeline.mailbox import Mailbox


def block(first: int, count: int, lost: int = 0) -> SoundBlock:
    return SoundBlock(0, np.arange(first, first + count, dtype=np.float32), lost)


def test_a_reader_takes_only_what_is_new() -> None:
    ring = RollingSound(10)
    ring.add(block(1, 6))
    samples, total = ring.since(0)
    assert (samples.tolist(), total) == ([1, 2, 3, 4, 5, 6], 6)
    ring.add(block(7, 6))
    assert ring.since(total)[0].tolist() == [7, 8, 9, 10, 11, 12]
    assert ring.since(0)[0].tolist() == [3, 4, 5, 6, 7, 8, 9, 10, 11, 12]
    assert ring.since(12)[0].size == 0


def test_lost_sound_is_silence_and_long_blocks_fit() -> None:
    ring = RollingSound(4)
    ring.add(block(1, 1, lost=2))
    assert ring.since(0)[0].tolist() == [0, 0, 1]
    ring.add(block(1, 9))
    assert ring.since(0)[0].tolist() == [6, 7, 8, 9]
    ring.clear()
    assert not ring.since(0)[0].any()
    ring.add(block(1, 0, lost=1_000_000))
    assert ring.since(0)[0].tolist() == [0, 0, 0, 0]


def test_looking_into_a_mailbox_takes_nothing() -> None:
    box = Mailbox[int]()
    before = box.newest
    box.put(1)
    taken = [box.newest, box.take(), box.newest, box.take()]
    box.clear()
    assert [before, *taken, box.newest] == [None, 1, 1, 1, None, None]
