"""Only a choice from the open list changes a source: no key that was meant for something else, and no wheel."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from emotion_desk.ui.source_controller import NOTHING, SourceChoice
from emotion_desk.ui.source_picker import SourcePicker

CAMERA = SourceChoice("camera", "Big camera")


@pytest.fixture
def picker(qtbot: QtBot) -> Iterator[SourcePicker]:
    made = SourcePicker("No camera", "Camera", "Ctrl+1")
    qtbot.addWidget(made)
    made.set_devices([CAMERA])
    made.show_choice(CAMERA)
    made.show()
    made.setFocus()
    yield made
    made.hidePopup()


@pytest.mark.parametrize("modifier", [Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier])
def test_a_mistaken_shortcut_chooses_nothing(picker: SourcePicker, modifier: Qt.KeyboardModifier) -> None:
    chosen: list[SourceChoice] = []
    picker.choice_made.connect(chosen.append)
    for key in (Qt.Key.Key_N, Qt.Key.Key_D, Qt.Key.Key_B):
        QTest.keyClick(picker, key, modifier)
    assert (chosen, picker.currentData(), picker.view().isVisible()) == ([], CAMERA, False)


@pytest.mark.parametrize("key", [Qt.Key.Key_N, Qt.Key.Key_Down, Qt.Key.Key_Home])
def test_a_key_opens_the_list_and_return_chooses(picker: SourcePicker, key: Qt.Key, qtbot: QtBot) -> None:
    chosen: list[SourceChoice] = []
    picker.choice_made.connect(chosen.append)
    QTest.keyClick(picker, key)
    qtbot.waitUntil(picker.view().isVisible)
    assert (chosen, picker.currentData()) == ([], CAMERA)
    if key == Qt.Key.Key_N:
        qtbot.waitUntil(lambda: picker.view().currentIndex().row() == 0)
        QTest.keyClick(picker.view(), Qt.Key.Key_Return)
        assert chosen == [NOTHING]


def test_the_wheel_chooses_nothing(picker: SourcePicker) -> None:
    at = QPointF(10, 10)
    turned = QWheelEvent(
        at,
        QPointF(picker.mapToGlobal(at)),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(picker, turned)
    assert picker.currentData() == CAMERA
