"""The ways from the window to its people: keys, buttons, a person's card; and out of it again."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from emotion_desk.people.gallery import Gallery
from emotion_desk.people.gallery_store import FILE
from emotion_desk.people.recogniser import Recogniser
from emotion_desk.settings import DATA_VARIABLE
from emotion_desk.ui.people.enrol_dialog import EnrolDialog
from emotion_desk.ui.window import MainWindow
from tests.ui.conftest import MakeWindow, packet, reading


@pytest.fixture
def window(make_window: MakeWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> MainWindow:
    monkeypatch.setenv(DATA_VARIABLE, str(tmp_path / "data"))
    made = make_window()
    made.desk.people = Recogniser(Gallery())
    with qtbot.waitActive(made, timeout=20_000):
        made.activateWindow()
    return made


@pytest.mark.parametrize(
    ("key", "with_shift", "name"),
    [(Qt.Key.Key_E, False, "enrol"), (Qt.Key.Key_P, False, "manage"), (Qt.Key.Key_P, True, "privacy")],
)
def test_keys_open_each_dialog_once_and_escape_closes_it(
    window: MainWindow, qtbot: QtBot, key: Qt.Key, with_shift: bool, name: str
) -> None:
    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(window, key, control | shift if with_shift else control)
    qtbot.waitUntil(lambda: window.people.dialog(name) is not None)
    dialog = window.people.dialog(name)
    assert dialog is not None
    getattr(window.people, name)()
    assert window.people.dialog(name) is dialog

    def is_closed() -> bool:  # off screen, nobody but the test decides which window is active
        shown = window.people.dialog(name)
        if shown is not None:
            shown.activateWindow()
            QTest.keyClick(shown, Qt.Key.Key_Escape)
        return window.people.dialog(name) is None

    qtbot.waitUntil(is_closed)


def test_the_enrolment_opens_beside_the_face(window: MainWindow, qtbot: QtBot) -> None:
    window.resize(1366, 740)
    window.people.enrol()
    dialog = window.people.dialog("enrol")
    assert dialog is not None
    picture = window.live_page.picture
    middle = picture.mapToGlobal(picture.rect().center())
    qtbot.waitUntil(lambda: dialog.frameGeometry().left() > middle.x(), timeout=5000)
    assert dialog.frameGeometry().right() <= window.frameGeometry().right()


def test_a_card_offers_to_enrol_its_person(window: MainWindow, qtbot: QtBot) -> None:
    window.poller.stop()  # the test shows what it wants
    shown = packet(7)
    window.live_page.people.show_packet(shown, shown.frame.stamp_ns)
    window.live_page.people.show_reading(reading(7))
    card = window.live_page.people.cards[0]
    assert card.enrol.text() == "Enrol…"
    card.enrol.click()
    dialog = window.people.dialog("enrol")
    assert isinstance(dialog, EnrolDialog)
    assert dialog._track_id == 7
    dialog.reject()


def test_the_rate_is_kept_and_used_at_the_next_start(window: MainWindow, make_window: MakeWindow, qtbot: QtBot) -> None:
    window.people.manage()
    dialog = window.people.dialog("manage")
    assert dialog is not None
    dialog.rate.setValue(3.0)  # type: ignore[attr-defined]
    assert window.settings_file.values.false_accepts == pytest.approx(0.03)
    dialog.reject()


def test_closing_the_window_ends_an_enrolment(window: MainWindow, qtbot: QtBot) -> None:
    window.people.enrol()
    assert window.people.dialog("enrol") is not None
    window.close()
    qtbot.waitUntil(lambda: window.people.dialog("enrol") is None)
    assert window.desk.people is not None
    assert window.desk.people.enrolment is None


def test_a_damaged_gallery_is_reported_in_the_window(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    folder = tmp_path / "data" / "people"
    folder.mkdir(parents=True)
    (folder / FILE).write_bytes(b"no gallery")
    assert window.desk.people is not None
    window.desk.people.gallery.load()
    window.poller.reading_received.emit(reading())
    assert window.banner.isVisible()
    assert "renamed" in window.banner.text.text()
