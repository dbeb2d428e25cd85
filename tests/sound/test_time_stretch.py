"""Sound at another pace: its length changes as asked, its pitch does not."""

from __future__ import annotations

import numpy as np
import pytest

from emotion_desk.sound.time_stretch import TimeStretch, stretched

RATE = 16_000


def tone(seconds: float, hz: float = 220.0) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
    times = np.arange(round(seconds * RATE)) / RATE
    return (0.5 * np.sin(2 * np.pi * hz * times) + 0.2 * np.sin(2 * np.pi * 3 * hz * times)).astype(np.float32)


@pytest.mark.parametrize("speed", [0.5, 0.75, 1.5, 2.0])
def test_length_changes_and_pitch_stays(speed: float) -> None:
    sound = tone(2.0)
    pieces = [sound[at : at + 777] for at in range(0, sound.size, 777)]
    out = np.concatenate(list(stretched(pieces, speed)))
    assert out.size == pytest.approx(sound.size / speed, abs=1300)
    middle = out[2000:-3000]
    spectrum = np.abs(np.fft.rfft(middle * np.hanning(middle.size)))
    loudest = np.fft.rfftfreq(middle.size, 1 / RATE)[int(spectrum.argmax())]
    assert loudest == pytest.approx(220.0, abs=3.0)
    assert np.sqrt(np.mean(middle**2)) == pytest.approx(np.sqrt(np.mean(sound**2)), rel=0.1)
    assert np.abs(np.diff(middle)).max() < 1.5 * np.abs(np.diff(sound)).max()  # no clicks


def test_pieces_do_not_matter() -> None:
    sound = np.random.default_rng(1).normal(size=RATE).astype(np.float32)
    whole = np.concatenate(list(stretched([sound], 1.5)))
    pieces = np.concatenate(list(stretched([sound[at : at + 100] for at in range(0, RATE, 100)], 1.5)))
    assert np.array_equal(whole, pieces)


def test_at_one_nothing_changes_and_memory_stays_small() -> None:
    sound = tone(0.1)
    assert next(stretched([sound], 1.0)) is sound
    stretch = TimeStretch(2.0)
    for _ in range(60):
        stretch.feed(tone(1.0))
    assert stretch._held.size < 4000
    with pytest.raises(ValueError, match="from 0"):
        TimeStretch(8.0)
