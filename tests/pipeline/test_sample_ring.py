"""The ring of samples behind the sound lab."""

from __future__ import annotations

import numpy as np

from emotion_desk.messages import SoundBlock
from emotion_desk.pipeline.audio_frontend import AudioFrontend
from emotion_desk.pipeline.mailbox import Mailbox
from emotion_desk.pipeline.mel_ring import MelRing
from emotion_desk.pipeline.sample_ring import SampleRing
from emotion_desk.sound.mel import FRAMES, HOP


def block(first: int, count: int, lost: int = 0) -> SoundBlock:
    return SoundBlock(0, np.arange(first, first + count, dtype=np.float32), lost)


def test_a_reader_takes_only_what_is_new() -> None:
    ring = SampleRing(10)
    ring.add(block(1, 6))
    samples, total = ring.since(0)
    assert (samples.tolist(), total) == ([1, 2, 3, 4, 5, 6], 6)
    ring.add(block(7, 6))
    assert ring.since(total)[0].tolist() == [7, 8, 9, 10, 11, 12]
    assert ring.since(0)[0].tolist() == [3, 4, 5, 6, 7, 8, 9, 10, 11, 12]
    assert ring.since(12)[0].size == 0


def test_lost_sound_is_silence_and_long_blocks_fit() -> None:
    ring = SampleRing(4)
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


def test_what_came_before_a_moment_is_found_as_long_as_it_is_kept() -> None:
    ring = SampleRing(6)
    ring.add(SoundBlock(0, np.arange(1, 5, dtype=np.float32)))
    assert ring.before(4, 3).tolist() == [2, 3, 4]
    assert ring.before(2, 4).tolist() == [0, 0, 1, 2]
    ring.add(SoundBlock(0, np.arange(5, 10, dtype=np.float32)))
    assert ring.before(8, 3).tolist() == [6, 7, 8]
    assert ring.before(5, 4).tolist() == [0, 0, 4, 5]  # what came before is gone
    assert ring.before(1, 2).tolist() == [0, 0]


def test_a_window_carries_the_sound_that_it_was_made_of() -> None:
    frontend = AudioFrontend(MelRing(), lambda _: 0.9)
    samples = np.random.default_rng(1).normal(0, 0.1, 64_000).astype(np.float32)
    windows = [frontend.push(SoundBlock(0, samples[at : at + 800])) for at in range(0, len(samples), 800)]
    for number, window in enumerate(windows):
        if window is not None and number > 60:
            assert window.sound is not None
            end = 800 * (number + 1)
            np.testing.assert_array_equal(window.sound(), samples[end - FRAMES * HOP : end])
    assert sum(window is not None for window in windows) > 30
