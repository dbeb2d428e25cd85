"""A neutral span chosen in Review: answers change, the panel says so, and one click takes it back."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from emotion_desk.sessions.reader import open_session
from emotion_desk.ui.review.page import ReviewPage
from tests.ui.review.conftest import PATIENCE_MS, opened


def test_a_span_becomes_the_neutral_of_the_chosen_person(page: ReviewPage, session_folder: Path, qtbot: QtBot) -> None:
    opened(qtbot, page, session_folder)
    assert page.baseline.isHidden()
    series = page.readings.people[0]
    assert series.headline(len(series.times) - 1).emotion == "angry"  # type: ignore[union-attr]
    page.values.choose(1)
    page.act("neutral")  # nothing is selected
    page.coding.select((1.7, 2.9))
    with qtbot.waitSignals([page.neutral.changed, page.loader.done], timeout=PATIENCE_MS):
        page.act("neutral")
    assert not page.baseline.isHidden()
    assert page.baseline.switch.isChecked()
    assert "Ana: 0:01.70 to 0:02.90" in page.baseline.who.text()
    series = page.readings.people[0]
    assert series.headline(len(series.times) - 1).emotion == "neutral"  # type: ignore[union-attr]
    QApplication.processEvents()

    with qtbot.waitSignals([page.neutral.changed, page.loader.done], timeout=PATIENCE_MS):
        page.baseline.switch.click()
    series = page.readings.people[0]
    assert series.headline(len(series.times) - 1).emotion == "angry"  # type: ignore[union-attr]
    kept = open_session(session_folder).baselines
    assert kept is not None
    assert not kept.is_on
    assert kept.each[0].from_s == pytest.approx(1.7)


def test_the_voice_has_no_neutral_face(page: ReviewPage, session_folder: Path, qtbot: QtBot) -> None:
    opened(qtbot, page, session_folder)
    page.values.choose(0)
    page.coding.select((0.0, 2.0))
    page.act("neutral")
    page.act("baseline")
    assert not page.neutral._jobs.waiting
    assert open_session(session_folder).baselines is None
