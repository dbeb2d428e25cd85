"""Resampling and stamping of a recording, on made-up device clocks."""

from __future__ import annotations

import itertools
import random

import numpy as np
import pytest

from emotion_desk.clock import NS_PER_MS, NS_PER_S
from emotion_desk.messages import SoundBlock
from emotion_desk.sources.live_resampler import LiveResampler

START_NS = 1_000 * NS_PER_S


def record(rate: int, seconds: float = 3.0, jitter_ms: float = 0.0, channels: int = 1) -> list[SoundBlock]:
    """Feed a click at 1.5 s through a device of some rate whose capture times jitter."""
    live = LiveResampler(rate)
    dice = random.Random(3)
    sound = np.zeros((round(rate * seconds), channels), np.float32)
    sound[round(1.5 * rate) :] = 0.5
    size = rate // 50
    blocks = []
    for number in range(0, sound.shape[0], size):
        moment = START_NS + number * NS_PER_S // rate + round(dice.uniform(-jitter_ms, jitter_ms) * NS_PER_MS)
        block = live.block(number, sound[number : number + size], 0, (number, moment))
        if block is not None:
            blocks.append(block)
    return blocks


@pytest.mark.parametrize("rate", [8_000, 16_000, 22_050, 44_100, 48_000, 96_000])
def test_any_rate_becomes_16_khz_with_the_click_where_it_was(rate: int) -> None:
    blocks = record(rate)
    samples = np.concatenate([block.samples for block in blocks])
    at = int(np.argmax(samples > 0.25))
    begin = 0
    for block in blocks:
        if at < begin + block.samples.size:
            click_ns = block.stamp_ns + (at - begin) * NS_PER_S // 16_000
            break
        begin += block.samples.size

    assert samples.size == pytest.approx(3.0 * 16_000, abs=0.1 * 16_000)  # the resampler keeps the last bit
    assert (click_ns - START_NS) / NS_PER_S == pytest.approx(1.5, abs=0.002)


def test_jitter_of_the_driver_is_smoothed_and_time_never_runs_back() -> None:
    blocks = record(44_100, jitter_ms=15)
    gaps = [
        (after.stamp_ns - before.stamp_ns) / NS_PER_MS - before.samples.size / 16
        for before, after in itertools.pairwise(blocks)
    ]

    assert max(np.abs(gaps)) < 3
    assert all(after.stamp_ns > before.stamp_ns for before, after in itertools.pairwise(blocks))


def test_channels_are_averaged() -> None:
    live = LiveResampler(16_000)
    sound = np.array([[0.2, 0.6], [0.0, -1.0]], np.float32)

    block = live.block(0, sound, 0, (0, START_NS))

    assert block is not None
    assert block.samples == pytest.approx([0.4, -0.5])
    assert block.stamp_ns == START_NS


def test_a_loss_is_reported_and_moves_the_stamps_not_the_clock() -> None:
    live = LiveResampler(48_000)
    block = np.zeros((4_800, 1), np.float32)
    for number in range(0, 48_000, 4_800):
        live.block(number, block, 0, (number, START_NS + number * NS_PER_S // 48_000))
    after = live.block(96_000, block, 48_000, (96_000, START_NS + 2 * NS_PER_S))

    assert after is not None
    assert after.lost == 16_000
    assert (after.stamp_ns - START_NS) / NS_PER_S == pytest.approx(2.0, abs=0.002)


def test_a_pause_of_the_device_is_believed_at_once() -> None:
    live = LiveResampler(16_000)
    block = np.zeros((1_600, 1), np.float32)
    live.block(0, block, 0, (0, START_NS))
    after = live.block(1_600, block, 0, (1_600, START_NS + 5 * NS_PER_S))

    assert after is not None
    assert after.stamp_ns == START_NS + 5 * NS_PER_S


@pytest.mark.parametrize("rate", [16_000, 44_100])
def test_blocks_of_any_size_rise_in_time_though_the_driver_errs(rate: int) -> None:
    """A single sample followed by a long block whose capture time is estimated earlier, as PulseAudio gives them."""
    dice = random.Random(0)
    live, number, given = LiveResampler(rate), 0, list[SoundBlock]()
    for size in (1, 1_600, *dice.choices([1, 2, 160, 1_600], k=300)):
        moment = START_NS + number * NS_PER_S // rate + round(dice.uniform(-30, 30) * NS_PER_MS)
        block = live.block(number, np.zeros((size, 1), np.float32), 0, (number, moment))
        number += size
        if block is not None:
            given.append(block)

    assert len(given) > 50
    assert all(after.stamp_ns > before.stamp_ns for before, after in itertools.pairwise(given))
