"""Number fields look and work as the others do: drawn by the theme, typed, stepped, in the language's writing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDoubleSpinBox, QStyle, QStyleOptionSpinBox
from pytestqt.qtbot import QtBot

from emotion_desk.settings import Settings
from emotion_desk.ui.language import use
from emotion_desk.ui.settings_dialog import SettingsDialog
from emotion_desk.ui.widgets.theme import DARK, LIGHT, Theme, apply_theme


@pytest.fixture(params=["en", "de", "pl"])
def language(request: pytest.FixtureRequest, qapp: object, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.delenv("EMOTION_DESK_LANGUAGE", raising=False)
    use(request.param)
    yield request.param
    use("en")


def arrow(box: QDoubleSpinBox, which: QStyle.SubControl) -> QPoint:
    option = QStyleOptionSpinBox()
    box.initStyleOption(option)
    place = box.style().subControlRect(QStyle.ComplexControl.CC_SpinBox, option, which, box)
    assert place.width() >= 12
    assert box.rect().contains(place)
    return place.center()


def shown(qtbot: QtBot) -> SettingsDialog:
    dialog = SettingsDialog(Settings(), "settings.json")
    qtbot.addWidget(dialog)
    dialog.tabs.setCurrentWidget(dialog.recording)
    dialog.show()
    QApplication.processEvents()
    return dialog


def test_arrows_keys_and_wheel_step(qtbot: QtBot, theme: Theme, language: str) -> None:
    dialog = shown(qtbot)
    for box in (dialog.recording.warn, dialog.recording.stop):
        box.setValue(5.0)
        QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=arrow(box, QStyle.SubControl.SC_SpinBoxUp))
        assert box.value() == 5.0 + box.singleStep()
        QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=arrow(box, QStyle.SubControl.SC_SpinBoxDown))
        QTest.keyClick(box, Qt.Key.Key_Down)
        assert box.value() == 5.0 - box.singleStep()


def test_numbers_are_typed_and_shown_as_in_the_language(qtbot: QtBot, theme: Theme, language: str) -> None:
    point = "." if language == "en" else ","
    dialog = shown(qtbot)
    for box in (dialog.recording.warn, dialog.recording.stop):
        box.selectAll()
        QTest.keyClicks(box, f"2{point}5")
        QTest.keyClick(box, Qt.Key.Key_Tab)
        assert box.value() == 2.5
        assert f"2{point}5" in box.text()


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
def test_arrows_are_drawn_in_the_colours_of_the_theme(qtbot: QtBot, qapp: QApplication, look: Theme) -> None:
    apply_theme(qapp, look)
    dialog = shown(qtbot)
    box = dialog.recording.warn
    place = arrow(box, QStyle.SubControl.SC_SpinBoxUp)
    picture = box.grab().toImage()
    seen = {picture.pixelColor(place.x() + x, place.y() + y).name() for x in range(-5, 6) for y in range(-5, 6)}
    assert len(seen) > 1, "there is no arrow"
    apply_theme(qapp, LIGHT)
