"""The loudspeaker of the sound lab: played whole, replaced, stopped, and absent."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

import numpy as np
import pytest
from numpy.typing import NDArray
from pytestqt.qtbot import QtBot

from emotion_desk.errors import SourceOpenError
from emotion_desk.ui.sound_lab import loudspeaker as module
from emotion_desk.ui.sound_lab.loudspeaker import Loudspeaker

PATIENCE_MS = 60_000


class Output:
    """Keeps what is written; while ``holds`` it plays until it is stopped."""

    def __init__(self) -> None:
        self.written: list[NDArray[np.float32]] = []
        self.holds = False
        self.began = threading.Event()

    def audible_ns(self) -> int:
        return 7

    def write(self, samples: NDArray[np.float32], stop: threading.Event) -> bool:
        self.written.append(samples)
        self.began.set()
        if self.holds:
            stop.wait(PATIENCE_MS / 1000)
        return not stop.is_set()


@pytest.fixture
def output(monkeypatch: pytest.MonkeyPatch) -> Output:
    made = Output()

    @contextmanager
    def opened(_rate: int) -> Iterator[Output]:
        yield made

    monkeypatch.setattr(module, "open_output", opened)
    return made


def test_a_piece_is_played_as_it_was_when_asked(output: Output, qtbot: QtBot) -> None:
    speaker, samples = Loudspeaker(), np.full(100, 0.5, np.float32)
    heard = list[int]()
    speaker.began.connect(heard.append)
    with qtbot.waitSignal(speaker.played, timeout=PATIENCE_MS):
        speaker.play(samples, 16_000)
        samples[:] = 0
    speaker.finish()
    np.testing.assert_array_equal(output.written[0], np.full(100, 0.5, np.float32))
    assert heard == [7]


def test_another_piece_replaces_the_first(output: Output, qtbot: QtBot) -> None:
    speaker, ends = Loudspeaker(), list[int]()
    speaker.played.connect(lambda: ends.append(1))
    output.holds = True
    speaker.play(np.zeros(10, np.float32), 16_000)
    assert output.began.wait(PATIENCE_MS / 1000)
    output.holds = False
    with qtbot.waitSignal(speaker.played, timeout=PATIENCE_MS):
        speaker.play(np.ones(10, np.float32), 16_000)
    speaker.finish(PATIENCE_MS / 1000)
    assert len(output.written) == 2
    assert ends == [1]


def test_without_an_output_that_is_said(monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
    def opened(_rate: int) -> NoReturn:
        raise SourceOpenError("There is no sound output; playing is silent.")

    monkeypatch.setattr(module, "open_output", opened)
    speaker = Loudspeaker()
    with qtbot.waitSignal(speaker.failed, timeout=PATIENCE_MS) as failed:
        speaker.play(np.zeros(10, np.float32), 16_000)
    speaker.finish()
    assert failed.args == ["There is no sound output; playing is silent."]
