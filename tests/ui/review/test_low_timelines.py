"""In a low window people are shown before speech and sound, and it is said how many are left out."""

from __future__ import annotations

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from emotion_desk.ui.live.person_colours import PersonColours
from emotion_desk.ui.review.readings import Readings, ReadingSeries
from emotion_desk.ui.review.timelines import Timelines
from emotion_desk.ui.widgets.theme import Theme


def series(track: int) -> ReadingSeries:
    count = 50
    shares = np.full((count, 8), 0.125, np.float32)
    none = np.full((count, 3), -1, np.int8)
    times = np.arange(count, dtype=np.float64) * 0.1
    return ReadingSeries(track, times, shares, np.zeros((count, 4), np.float32), none, np.full(count, -1, np.int32))


@pytest.mark.parametrize(
    ("height", "people", "rows", "has_speech", "left_out"),
    [(96, 2, 3, False, 0), (104, 2, 3, True, 0), (180, 2, 3, True, 0), (104, 5, 3, False, 3), (300, 5, 6, True, 0)],
)
def test_people_come_first(
    qtbot: QtBot,
    theme: Theme,
    monkeypatch: pytest.MonkeyPatch,
    height: int,
    people: int,
    rows: int,
    has_speech: bool,
    left_out: int,
) -> None:
    lines = Timelines(theme)
    qtbot.addWidget(lines)
    lines.resize(600, height)
    written: list[str] = []
    monkeypatch.setattr(lines, "_label", lambda _painter, _place, text: written.append(text))
    readings = Readings(tuple(series(number) for number in range(1, people + 1)), series(0), 5.0, np.zeros((1, 2)))
    lines.set_range(0.0, 5.0)
    lines.show_readings(readings, PersonColours())
    lines.grab()
    assert len(lines._places) == rows
    assert all(place.bottom() <= height for place, _series in lines._places)
    assert ("speech" in written) == has_speech
    assert [text for text in written if "more" in text] == ([f"{left_out} more"] if left_out else [])
