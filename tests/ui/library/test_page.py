"""The library page as somebody uses it, by mouse and by keys."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QFile, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QInputDialog, QMessageBox
from pytestqt.qtbot import QtBot

from emotion_desk.sessions.session_edits import read_tags
from emotion_desk.settings import SettingsFile
from emotion_desk.ui import recents
from emotion_desk.ui.library.page import LibraryPage
from emotion_desk.ui.widgets.theme import DARK
from tests.sessions.made import made_session
from tests.ui.library.conftest import Opened

PATIENCE_MS = 20_000


def shown(qtbot: QtBot, page: LibraryPage, *names: str) -> None:
    """Wait until exactly these sessions are listed, in any order."""

    def listed() -> bool:
        return sorted(summary.title for summary in page.model.summaries) == sorted(names)

    qtbot.waitUntil(listed, timeout=PATIENCE_MS)


def choose(page: LibraryPage, *names: str) -> None:
    page.table.clearSelection()
    for row, summary in enumerate(page.model.summaries):
        if summary.title in names:
            selection = page.table.selectionModel()
            flags = selection.SelectionFlag.Select | selection.SelectionFlag.Rows
            selection.select(page.model.index(row, 0), flags)


def test_sessions_are_listed_with_picture_and_opened(
    page: LibraryPage, sessions: Path, asked: Opened, demo_clip: Path, qtbot: QtBot
) -> None:
    folder = made_session(sessions / "talk", demo_clip).folder
    page.show()
    shown(qtbot, page, "talk")
    qtbot.waitUntil(lambda: page.model.picture(folder) is not None, timeout=PATIENCE_MS)
    assert page.count.text() == "1 session"
    texts = [page.model.index(0, column).data() for column in range(6)]
    assert texts[0] == "talk"
    assert texts[2:4] == ["0:04", "Ana"]
    assert texts[4].startswith("fearful 29 %, happy 28 %")
    middle = page.table.visualRect(page.model.index(0, 1)).center()
    QTest.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, middle)
    QTest.mouseDClick(page.table.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, middle)
    assert asked.reviewed == [folder]
    page.set_theme(DARK)
    assert page.grab().toImage().pixelColor(20, 200).isValid()


def test_search_narrows_the_list_and_order_turns(page: LibraryPage, sessions: Path, qtbot: QtBot) -> None:
    for name in ("Interview A", "Interview B", "Pilot"):
        made_session(sessions / name)
    page.show()
    shown(qtbot, page, "Interview A", "Interview B", "Pilot")
    QTest.keyClicks(page.field, "inter ana")
    shown(qtbot, page, "Interview A", "Interview B")
    page.field.setText("zebra")
    shown(qtbot, page)
    assert "has all these words" in page.empty.text()
    page.field.clear()
    shown(qtbot, page, "Interview A", "Interview B", "Pilot")
    header = page.table.horizontalHeader()
    at = QPoint(header.sectionViewportPosition(0) + 20, header.height() // 2)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)

    def titles() -> list[str]:
        return [summary.title for summary in page.model.summaries]

    qtbot.waitUntil(lambda: titles() in (sorted(titles()), sorted(titles(), reverse=True)), timeout=PATIENCE_MS)


def test_a_session_is_renamed_and_stays_selected(
    page: LibraryPage, sessions: Path, asked: Opened, settings_file: SettingsFile, qtbot: QtBot
) -> None:
    folder = made_session(sessions / "talk").folder
    recents.remember(settings_file, folder)
    made_session(sessions / "other")
    page.show()
    shown(qtbot, page, "talk", "other")
    choose(page, "talk")
    page.commands["rename"].trigger()
    dialog = page.findChild(QInputDialog)
    assert isinstance(dialog, QInputDialog)
    dialog.setTextValue("Interview 1")
    dialog.accept()
    shown(qtbot, page, "Interview 1", "other")
    qtbot.waitUntil(lambda: [each.title for each in page.chosen()] == ["Interview 1"], timeout=PATIENCE_MS)
    assert (sessions / "Interview 1").is_dir()
    assert asked.released == [folder]
    assert recents.recent_sessions(settings_file) == [sessions / "Interview 1"]
    page.edits.rename(sessions / "Interview 1", "other")
    qtbot.waitUntil(lambda: page.banner.isVisible(), timeout=PATIENCE_MS)
    assert page.banner.text.text() == "There is already a session 'other'."


def test_tags_are_given_to_several_at_once(page: LibraryPage, sessions: Path, qtbot: QtBot) -> None:
    for name in ("a", "b", "c"):
        made_session(sessions / name)
    page.show()
    shown(qtbot, page, "a", "b", "c")
    choose(page, "a", "b")
    page.commands["tags"].trigger()
    dialog = page.findChild(QInputDialog)
    assert isinstance(dialog, QInputDialog)
    dialog.setTextValue("pilot, group 1")
    dialog.accept()
    qtbot.waitUntil(lambda: read_tags(sessions / "b") == ("pilot", "group 1"), timeout=PATIENCE_MS)
    page.field.setText("pilot")
    shown(qtbot, page, "a", "b")


def test_delete_asks_and_moves_to_the_bin(
    page: LibraryPage, sessions: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    bin_folder = tmp_path / "bin"
    bin_folder.mkdir()

    def move(path: str) -> tuple[bool, str]:
        target = bin_folder / Path(path).name
        shutil.move(path, target)
        return True, str(target)

    monkeypatch.setattr(QFile, "moveToTrash", staticmethod(move))
    for name in ("a", "b"):
        made_session(sessions / name)
    page.show()
    shown(qtbot, page, "a", "b")
    choose(page, "a")
    page.commands["delete"].trigger()
    box = page.findChild(QMessageBox)
    assert isinstance(box, QMessageBox)
    assert "Move 'a' to the bin?" in box.text()
    box.button(QMessageBox.StandardButton.Cancel).click()
    assert (sessions / "a").is_dir()
    qtbot.waitUntil(lambda: page.findChild(QMessageBox) is None, timeout=PATIENCE_MS)
    page.commands["delete"].trigger()
    box = page.findChild(QMessageBox)
    assert isinstance(box, QMessageBox)
    next(button for button in box.buttons() if "bin" in button.text()).click()
    shown(qtbot, page, "b")
    assert [each.title for each in page.chosen()] == ["b"]  # so that the keyboard goes on from there
    assert (bin_folder / "a" / "session.json").is_file()


def test_what_was_deleted_before_a_failure_is_not_listed(
    page: LibraryPage, sessions: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def move(path: str) -> tuple[bool, str]:
        if Path(path).name == "b":
            return False, ""
        shutil.move(path, tmp_path / "gone")
        return True, str(tmp_path / "gone")

    monkeypatch.setattr(QFile, "moveToTrash", staticmethod(move))
    for name in ("a", "b", "c"):
        made_session(sessions / name)
    page.show()
    shown(qtbot, page, "a", "b", "c")
    page.edits.delete([sessions / "a", sessions / "b", sessions / "c"])
    shown(qtbot, page, "b", "c")
    assert "'b' could not be moved to the bin" in page.banner.text.text()


def test_the_real_bin_takes_a_folder(sessions: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    folder = made_session(sessions / "talk").folder
    result = QFile.moveToTrash(str(folder))
    moved = result[0] if isinstance(result, tuple) else result
    if not moved:
        pytest.skip("this system has no bin for temporary folders")
    assert not folder.exists()


def test_missing_media_is_relinked(page: LibraryPage, sessions: Path, demo_clip: Path, qtbot: QtBot) -> None:
    made_session(sessions / "talk", sessions.parent / "gone.mp4")
    page.show()
    shown(qtbot, page, "talk")
    qtbot.waitUntil(lambda: page.commands["relink"].isEnabled(), timeout=PATIENCE_MS)
    page.edits.relink(page.model.summaries[0], demo_clip)
    qtbot.waitUntil(lambda: page.banner.isVisible(), timeout=PATIENCE_MS)
    assert "but the session was made of a file of 4.0 s" in page.banner.text.text()


def test_without_sessions_the_page_says_what_comes_here(page: LibraryPage, qtbot: QtBot) -> None:
    page.show()
    qtbot.waitUntil(lambda: "Ctrl+Shift+R" in page.empty.text(), timeout=PATIENCE_MS)
    assert not page.commands["open"].isEnabled()
    assert not page.commands["delete"].isEnabled()
