"""The list of the enrolled: shown, changed by keys, and never changed by a Return that nobody meant."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QInputDialog, QLabel, QLineEdit, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from emotion_desk.people.gallery import Gallery
from emotion_desk.people.person_records import VOICE
from emotion_desk.ui.people import manage_dialog as module
from emotion_desk.ui.people import passphrase
from emotion_desk.ui.people.manage_dialog import ManageDialog
from emotion_desk.ui.widgets.theme import Theme
from tests.people.made import prototype
from tests.people.test_recogniser import Scene


@pytest.fixture
def dialog(qtbot: QtBot, gallery: Gallery, theme: Theme) -> Iterator[ManageDialog]:
    gallery.enrol("Ana", [prototype(1), prototype(11, VOICE)], consent=True)
    gallery.enrol("Bo", [prototype(2)], consent=True)
    gallery.enrol("Cem", [prototype(3, model="another:0000000000000000")], consent=True)
    made = ManageDialog(Scene(gallery).people, "multitask")
    qtbot.addWidget(made)
    with qtbot.waitExposed(made, timeout=20_000):
        made.show()
    yield made
    made.reject()


def rows(dialog: ManageDialog) -> list[list[str]]:
    items = [dialog.list.topLevelItem(row) for row in range(dialog.list.topLevelItemCount())]
    return [[item.text(column) for column in range(3)] for item in items if item is not None]


def choose(dialog: ManageDialog, *names: str) -> None:
    dialog.list.clearSelection()
    for name in names:
        dialog.list.findItems(name, Qt.MatchFlag.MatchExactly)[0].setSelected(True)


def answer(button: str | None, key: Qt.Key | None = None) -> None:
    """Answer the next question: by a button, or by a key."""

    def press() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        if key is not None:
            box.defaultButton().setFocus()
            QTest.keyClick(box, key)
            return
        next(one for one in box.findChildren(QPushButton) if one.text().replace("&", "") == button).click()

    QTimer.singleShot(200, press)


def test_who_is_there_and_how_well(dialog: ManageDialog, qtbot: QtBot) -> None:
    assert rows(dialog) == [
        ["Ana", "1, quality 90 %", "1, quality 90 %"],
        ["Bo", "1, quality 90 %", "none"],
        ["Cem", "1, of another network: enrol again", "none"],
    ]
    qtbot.waitUntil(lambda: "not encrypted" in dialog.protection.text())
    assert not dialog.buttons["Rename"].isEnabled()


def test_the_buttons_follow_in_every_language(language: str, dialog: ManageDialog) -> None:
    choose(dialog, "Bo")
    assert dialog.buttons["Rename"].isEnabled()
    assert dialog.buttons["Export"].isEnabled()
    assert not dialog.buttons["Merge"].isEnabled()


def test_forgetting_asks_once_and_return_means_no(dialog: ManageDialog, gallery: Gallery, qtbot: QtBot) -> None:
    choose(dialog, "Bo")
    answer(None, Qt.Key.Key_Return)
    dialog.buttons["Forget"].click()
    assert gallery.find("Bo") is not None
    answer("Forget")
    dialog.buttons["Forget"].click()
    qtbot.waitUntil(lambda: gallery.find("Bo") is None)
    qtbot.waitUntil(lambda: dialog.message.text() == "Bo is forgotten.")
    assert [row[0] for row in rows(dialog)] == ["Ana", "Cem"]


def test_renaming_and_merging(
    dialog: ManageDialog, gallery: Gallery, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QInputDialog, "getText", lambda *_args: ("Anna", True))
    choose(dialog, "Ana")
    dialog.buttons["Rename"].click()
    qtbot.waitUntil(lambda: gallery.find("Anna") is not None)
    qtbot.waitUntil(lambda: rows(dialog)[0][0] == "Anna")
    choose(dialog, "Anna", "Bo")
    answer("Merge")
    dialog.buttons["Merge"].click()
    qtbot.waitUntil(lambda: len(gallery.people) == 2)
    assert sum(len(person.prototypes) for person in gallery.people) == 4


def test_a_name_that_is_taken_is_refused_in_one_sentence(
    dialog: ManageDialog, gallery: Gallery, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QInputDialog, "getText", lambda *_args: ("bo", True))
    choose(dialog, "Ana")
    dialog.buttons["Rename"].click()
    qtbot.waitUntil(lambda: "is enrolled already" in dialog.message.text())
    assert gallery.find("Ana") is not None


@pytest.mark.slow
def test_everybody_goes_out_in_a_file_and_comes_back(
    dialog: ManageDialog, gallery: Gallery, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "team.people"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(file), ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(file), ""))
    for place in (module, passphrase):
        monkeypatch.setattr(place, "ask_hidden", lambda *_args: "a long passphrase")
    dialog.list.clearSelection()
    dialog.buttons["Export"].click()
    qtbot.waitUntil(lambda: "3 people exported" in dialog.message.text(), timeout=20_000)
    assert b"Ana" not in file.read_bytes()
    answer("Forget all")
    dialog.buttons["Forget all"].click()
    qtbot.waitUntil(lambda: gallery.people == ())
    qtbot.waitUntil(lambda: rows(dialog) == [])
    dialog.buttons["Import"].click()
    qtbot.waitUntil(lambda: len(gallery.people) == 3, timeout=20_000)
    qtbot.waitUntil(lambda: dialog.message.text() == "Imported: Ana, Bo, Cem.")


def test_the_rate_of_false_accepts_is_used_at_once(dialog: ManageDialog, qtbot: QtBot) -> None:
    with qtbot.waitSignal(dialog.rate_chosen) as emitted:
        dialog.rate.setValue(2.0)
    assert emitted.args == [pytest.approx(0.02)]
    assert dialog._people.false_accepts == pytest.approx(0.02)


def test_there_is_room_for_a_passphrase(dialog: ManageDialog) -> None:
    seen: list[tuple[int, int]] = []

    def look() -> None:
        asked = QApplication.activeModalWidget()
        assert isinstance(asked, QInputDialog)
        line, label = asked.findChild(QLineEdit), asked.findChild(QLabel)
        assert isinstance(line, QLineEdit)
        assert isinstance(label, QLabel)
        seen.append((line.width() // line.fontMetrics().averageCharWidth(), label.width() - label.sizeHint().width()))
        asked.reject()

    QTimer.singleShot(200, look)
    assert passphrase.ask_hidden(dialog, "The passphrase of the file:") is None
    QTimer.singleShot(200, look)
    assert passphrase.new_passphrase(dialog, dialog.message.setText) is None
    assert all(letters >= 50 and room >= 0 for letters, room in seen)
    assert len(seen) == 2


def test_a_merge_can_be_undone(dialog: ManageDialog, qtbot: QtBot) -> None:
    before = rows(dialog)
    assert not dialog.undo.isVisible()
    choose(dialog, "Ana", "Bo")
    answer(None, Qt.Key.Key_Return)  # the warning is left as it opens
    dialog.buttons["Merge"].click()
    assert rows(dialog) == before
    answer("Merge")
    dialog.buttons["Merge"].click()
    qtbot.waitUntil(lambda: dialog.undo.isVisible(), timeout=10_000)
    assert [row[0] for row in rows(dialog)] == ["Ana", "Cem"]
    dialog.undo.click()
    qtbot.waitUntil(lambda: rows(dialog) == before, timeout=10_000)
    assert not dialog.undo.isVisible()
    assert dialog.message.text() == "Ana and Bo are two people again."
