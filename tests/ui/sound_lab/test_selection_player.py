"""The line over the panes of the sound lab is where the sound is heard, and only while it is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from emotion_desk.ui.sound_lab.loudspeaker import Loudspeaker
from emotion_desk.ui.sound_lab.pane_stack import PaneStack
from emotion_desk.ui.sound_lab.panes import SharedCursor
from emotion_desk.ui.sound_lab.selection_player import SelectionPlayer
from emotion_desk.ui.widgets.theme import Theme
from tests.fake_clock import FakeClock

SECOND = np.zeros(16_000, np.float32)


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def player(
    qtbot: QtBot, theme: Theme, clock: FakeClock, said: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Iterator[SelectionPlayer]:
    monkeypatch.setattr(Loudspeaker, "play", lambda *_args: None)
    panes = PaneStack(theme, SharedCursor())
    qtbot.addWidget(panes)
    panes.show()
    made = SelectionPlayer(panes, theme, said.append, panes, clock)
    yield made
    made.finish()


def shown(player: SelectionPlayer) -> set[float]:
    return {round(float(line.value()), 3) for line in player.lines if line.isVisible()}


def test_the_line_follows_what_is_heard_and_goes_at_the_end(player: SelectionPlayer, clock: FakeClock) -> None:
    player.play(SECOND, 2.0)
    assert shown(player) == set()
    player.loudspeaker.began.emit(clock.now_ns() + 100_000_000)  # heard a tenth of a second later
    assert shown(player) == {2.0}
    clock.advance(0.6)
    player.move()
    assert shown(player) == {2.5}
    assert all(line.isVisible() for line in player.lines)
    clock.advance(0.5)
    player.move()
    assert shown(player) == set()


def test_stopped_or_failed_there_is_no_line(player: SelectionPlayer, clock: FakeClock, said: list[str]) -> None:
    player.play(SECOND, 0.0)
    player.loudspeaker.began.emit(clock.now_ns())
    assert shown(player) == {0.0}
    player.stop()
    assert shown(player) == set()
    player.loudspeaker.began.emit(clock.now_ns())  # sent before it was stopped
    assert shown(player) == set()
    player.play(SECOND, 0.0)
    player.loudspeaker.began.emit(clock.now_ns())
    player.loudspeaker.failed.emit("There is no sound output.")
    assert (shown(player), said) == (set(), ["There is no sound output."])


def test_nothing_selected_is_said_and_live_panes_have_no_line(
    player: SelectionPlayer, clock: FakeClock, said: list[str]
) -> None:
    player.play(SECOND[:0], 0.0)
    assert "Nothing is selected" in said[0]
    player.play(SECOND, None)
    player.loudspeaker.began.emit(clock.now_ns())
    assert shown(player) == set()
