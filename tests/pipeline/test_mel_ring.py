"""The ring of mel columns: order, edges, copies."""

from __future__ import annotations

import threading

import numpy as np
import pytest

from emotion_desk.pipeline.mel_ring import COLUMN_S, KEPT, MelRing
from emotion_desk.sound.mel import BANDS, FLOOR_DB, FRAMES
from emotion_desk.sound.mel_stream import MelColumns


def columns(first: int, count: int, speech: bool = False) -> MelColumns:
    mel = np.repeat(np.arange(first, first + count, dtype=np.float32)[None, :], BANDS, axis=0)
    return MelColumns(mel, np.full(count, speech), end_ns=(first + count) * 1000, level_dbfs=-30.0)


def test_ten_seconds_are_kept() -> None:
    assert pytest.approx(10.0, abs=COLUMN_S) == KEPT * COLUMN_S
    view = MelRing().snapshot()
    assert view.mel.shape == (BANDS, KEPT)
    assert view.speech.shape == (KEPT,)
    assert (view.mel == FLOOR_DB).all()
    assert view.end_ns == 0


@pytest.mark.parametrize("step", [1, 4, 7, 50, 1000])
def test_newest_is_at_the_right_whatever_the_steps(step: int) -> None:
    rolling = MelRing()
    for first in range(0, 1000, step):
        assert rolling.add(columns(first, step)) == step
    view = rolling.snapshot()
    last = view.total
    assert view.mel[0].tolist() == list(range(last - KEPT, last))
    assert view.end_ns == last * 1000


def test_window_is_led_by_silence_while_young() -> None:
    rolling = MelRing()
    rolling.add(columns(0, 10))
    window = rolling.window()
    assert window.mel.shape == (BANDS, FRAMES)
    assert window.mel.flags.c_contiguous
    assert (window.mel[:, :-10] == FLOOR_DB).all()
    assert window.mel[0, -10:].tolist() == list(range(10))
    assert (window.stamp_ns, window.level_dbfs, window.speech, window.speaking) == (10_000, -30.0, 0.0, False)


def test_speaking_needs_enough_speech_and_recent_speech() -> None:
    rolling = MelRing()
    rolling.add(columns(0, 20, speech=True))
    assert not rolling.window().speaking
    rolling.add(columns(20, 10, speech=True))
    assert rolling.window().speaking
    assert rolling.window().speech == pytest.approx(30 / FRAMES)
    rolling.add(columns(30, 20))
    assert rolling.window().speaking
    rolling.add(columns(50, 15))
    assert not rolling.window().speaking


def test_what_was_handed_on_is_never_written_again() -> None:
    rolling = MelRing()
    rolling.add(columns(0, KEPT))
    view, window = rolling.snapshot(), rolling.window()
    before = view.mel.copy(), window.mel.copy()
    rolling.add(columns(5000, KEPT, speech=True))
    rolling.clear()
    assert np.array_equal(view.mel, before[0])
    assert np.array_equal(window.mel, before[1])
    assert not view.speech.any()


def test_clear_leaves_the_floor() -> None:
    rolling = MelRing()
    rolling.add(columns(0, 100, speech=True))
    rolling.clear()
    assert (rolling.snapshot().mel == FLOOR_DB).all()
    assert rolling.window().level_dbfs == FLOOR_DB


def test_snapshots_are_whole_while_somebody_writes() -> None:
    rolling = MelRing()
    done = threading.Event()

    def write() -> None:
        for first in range(0, 20_000, 5):
            rolling.add(columns(first, 5))
        done.set()

    writer = threading.Thread(target=write)
    writer.start()
    torn = 0
    while not done.is_set():
        view = rolling.snapshot()
        newest = view.mel[0, -1]
        if newest >= KEPT:
            torn += int(not (np.diff(view.mel[0]) == 1).all()) + int(view.end_ns != (newest + 1) * 1000)
    writer.join()
    assert torn == 0
