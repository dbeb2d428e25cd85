"""Titles of people without a name are explained where they are shown."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from emotion_desk.messages import Identity
from emotion_desk.ui.live.cards import PersonCard
from emotion_desk.ui.widgets.theme import Theme
from emotion_desk.ui.words import title_tip
from tests.ui.conftest import reading


@pytest.mark.parametrize(
    ("title", "begins"), [("Face 7", "A face that nobody"), ("Unknown 2", "A person without a name")]
)
def test_a_number_is_explained(qapp: QApplication, title: str, begins: str) -> None:
    tip = title_tip(title)
    assert tip.startswith(begins)
    assert max(map(len, tip.splitlines())) <= 70


@pytest.mark.parametrize("title", ["Ada", "Voice", "Face", "Unknown", "Face of Ada", ""])
def test_a_name_needs_no_explanation(qapp: QApplication, title: str) -> None:
    assert title_tip(title) == ""


def test_a_card_explains_its_number(qtbot: QtBot, theme: Theme) -> None:
    card = PersonCard(theme, 7)
    qtbot.addWidget(card)
    card.show()
    qtbot.waitUntil(lambda: card.title.toolTip().startswith("A face that nobody"))
    (person,) = reading(7).people
    card._show_name(Identity("Ada", 0.7))
    qtbot.waitUntil(lambda: card.title.toolTip() == "")
    card._show_name(Identity(unknown=2))
    qtbot.waitUntil(lambda: card.title.toolTip().startswith("A person without a name"))
    card.show_reading(person)
    qtbot.waitUntil(lambda: card.title.toolTip().startswith("A face that nobody"))
