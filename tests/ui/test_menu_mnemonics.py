"""Every entry of every menu answers to a key of its own, in any language."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from emotion_desk.labels import EMOTIONS
from emotion_desk.sessions.library_summary import SessionSummary
from emotion_desk.ui.language import use
from emotion_desk.ui.mnemonics import give_mnemonics, letter_of, with_mnemonics
from emotion_desk.ui.sound_lab.dialogs import choose_pane
from tests.sessions.made import made_session
from tests.ui.conftest import MakeWindow

PAGES = ("Live", "Review", "Sound lab", "Library", "Studies")


def faults(menu: QMenu) -> list[str]:
    """Return what is wrong with the keys of a menu."""
    entries = [each for each in menu.actions() if not each.isSeparator() and each.isEnabled()]
    letters = [letter_of(each.text()) for each in entries]
    return [
        f"{each.text()!r}: {letter or 'none'}"
        for each, letter in zip(entries, letters, strict=True)
        if not letter or letters.count(letter) > 1
    ]


def all_menus(top: QWidget) -> list[QMenu]:
    """Return the menus of a window, also those that the right button of the mouse opens."""
    for widget in top.findChildren(QWidget):
        if widget.contextMenuPolicy() == Qt.ContextMenuPolicy.CustomContextMenu:
            widget.customContextMenuRequested.emit(QPoint(5, 5))
    menus = top.findChildren(QMenu)
    for menu in menus:
        menu.aboutToShow.emit()  # some are filled then
    return menus


@pytest.mark.parametrize("code", ["en", "de", "pl"])
def test_entries_of_all_menus_have_keys(
    make_window: MakeWindow, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("EMOTION_DESK_LANGUAGE", raising=False)
    use(code)
    try:
        window = make_window()
        window.resize(1366, 768)
        for name in PAGES:
            window.pages.show_page(name)
        folder = made_session(tmp_path / "talk").folder
        library = window.pages.page("Library")
        library._take([(SessionSummary(folder), "talk")])  # type: ignore[union-attr]
        lab = window.pages.page("Sound lab")
        assert lab is not None
        choose_pane(lab, lab, lambda _pane: None)
        menus = all_menus(window)
        assert len(menus) >= 12
        found = {menu.title() or str(index): faults(menu) for index, menu in enumerate(menus)}
        assert {name: wrong for name, wrong in found.items() if wrong} == {}
    finally:
        for popup in QApplication.topLevelWidgets():
            if isinstance(popup, QMenu):
                popup.close()
        use("en")


def test_marked_letters_stay_and_no_letter_is_given_twice(qapp: QApplication) -> None:
    texts = with_mnemonics(["Undo", "Undo all", "&Delete", "Import (CSV)", "Export", "?", *EMOTIONS])
    assert texts[:6] == ["&Undo", "Undo &all", "&Delete", "&Import (CSV)", "&Export", "?"]
    letters = [letter_of(text) for text in texts]
    assert letters.count("") == 1  # a text without letters
    assert len(set(letters)) == len(letters)
    assert with_mnemonics(["ab", "ba", "ab"]) == ["&ab", "&ba", "ab"]  # none is left


def test_a_tooltip_shows_no_mark(qapp: QApplication) -> None:
    action = QAction("Undo")
    action.setToolTip("Undo (Ctrl+Z)")
    give_mnemonics([action])
    assert (action.text(), action.toolTip()) == ("&Undo", "Undo (Ctrl+Z)")
