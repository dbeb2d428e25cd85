"""Valence against arousal, on the card and in Review."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from emotion_desk.messages import Box, PersonReading
from emotion_desk.sessions.format import TimedReading
from emotion_desk.ui.live.cards import PersonCard
from emotion_desk.ui.review.readings import build_readings
from emotion_desk.ui.review.values_panel import ValuesPanel
from emotion_desk.ui.widgets.circumplex import FADES_S, Circumplex
from emotion_desk.ui.widgets.theme import DARK, Theme
from tests.measures.made import MEASURES
from tests.ui.conftest import emotions


def coloured(widget: Circumplex, theme: Theme) -> tuple[float, float]:
    """Return where the newest point was painted: the mean place of pixels of the accent's colour, 0 to 1."""
    picture = widget.grab().toImage()
    accent = QColor(theme.accent).rgb()
    found = [(x, y) for x in range(picture.width()) for y in range(picture.height()) if picture.pixel(x, y) == accent]
    assert found
    x, y = np.mean(found, axis=0)
    return float(x) / picture.width(), float(y) / picture.height()


def test_pleasant_is_right_and_active_is_up(theme: Theme, qtbot: QtBot) -> None:
    widget = Circumplex(theme)
    qtbot.addWidget(widget)
    widget.resize(300, 64)
    widget.show_points([(0.0, 0.8, 0.9)])
    x, y = coloured(widget, theme)
    assert x > 0.8
    assert y < 0.3
    widget.show_points([(0.0, -0.8, 0.1)])
    x, y = coloured(widget, theme)
    assert x < 0.2
    assert y > 0.7
    widget.set_theme(DARK)
    widget.grab()


def test_the_trace_fades_and_begins_anew(theme: Theme, qtbot: QtBot) -> None:
    widget = Circumplex(theme)
    qtbot.addWidget(widget)
    for step in range(30):
        widget.add(step * 1.0, 0.1, None if step == 28 else 0.5)
    assert widget.points[0][0] == 29 - FADES_S
    assert math.isnan(widget.points[-2][2])
    assert widget.accessibleDescription() == "valence +0.1, arousal 0.5"
    widget.add(3.0, 0.2, 0.5)
    assert len(widget.points) == 1


def test_the_card_shows_it_only_with_measures(theme: Theme, qtbot: QtBot) -> None:
    card = PersonCard(theme, 1)
    qtbot.addWidget(card)
    person = PersonReading(1, Box(0, 0, 9, 9), emotions("happy"))
    card.show_reading(person)
    assert card.circumplex.isHidden()
    card.show_reading(replace(person, measures=replace(MEASURES, arousal=0.25, problem="The face is too dark.")))
    assert not card.circumplex.isHidden()
    assert card.circumplex.points[-1][1:] == pytest.approx((0.76, 0.25))
    assert card.note.full_text() == "The face is too dark."


def test_review_shows_the_seconds_before_the_position(theme: Theme, qtbot: QtBot) -> None:
    def reading(step: int, arousal: float | None) -> TimedReading:
        measures = None if arousal is None else replace(MEASURES, arousal=arousal)
        person = PersonReading(1, Box(0, 0, 9, 9), emotions("happy"), measures=measures)
        return TimedReading(step / 2, step / 2, None, "multitask", "none", 0.0, (person,))

    panel = ValuesPanel(theme)
    qtbot.addWidget(panel)
    panel.show_readings(build_readings(reading(step, step / 100) for step in range(60)))
    panel.show_moment(20.0, None)
    assert not panel.circumplex.isHidden()
    assert [point[0] for point in panel.circumplex.points] == [10 + step / 2 for step in range(21)]
    assert panel.circumplex.points[-1][1:] == pytest.approx((0.76, 0.4), abs=0.01)
    panel.show_readings(build_readings(reading(step, None) for step in range(60)))
    panel.show_moment(20.0, None)
    assert panel.circumplex.isHidden()
