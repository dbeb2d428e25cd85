"""Dialogs for opening a sound and saving a pane; none blocks the window."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from emotion_desk.ui.language import tr
from emotion_desk.ui.mnemonics import give_mnemonics
from emotion_desk.ui.sound_lab.pane_export import FILTERS, PANES


def ask_for_file(parent: QWidget, folder: Path, then: Callable[[Path], None]) -> QFileDialog:
    """Ask for a sound or video file."""
    return _opened(QFileDialog(parent, tr("Open a sound"), str(folder)), then)


def ask_for_session(parent: QWidget, folder: Path, then: Callable[[Path], None]) -> QFileDialog:
    """Ask for the folder of a session."""
    dialog = QFileDialog(parent, tr("Open a session"), str(folder))
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    return _opened(dialog, then)


def ask_where(parent: QWidget, folder: Path, pane: str, proposed: str, then: Callable[[Path], None]) -> QFileDialog:
    """Ask where to save a pane; the file's suffix chooses the format, ``proposed`` is the name without suffix."""
    dialog = QFileDialog(parent, tr("Save: {pane}", pane=tr(pane)), str(folder), tr(FILTERS))
    dialog.selectFile(f"{proposed}.png")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix("png")
    dialog.filterSelected.connect(lambda kind: dialog.setDefaultSuffix(kind.split("*.")[1].rstrip(")")))
    return _opened(dialog, then)


def choose_pane(parent: QWidget, below: QWidget, then: Callable[[str], None]) -> QMenu:
    """Show a menu of the panes that can be saved."""
    menu = QMenu(parent)
    for pane in PANES:
        menu.addAction(tr(pane)).triggered.connect(partial(_choose, then, pane))
    give_mnemonics(menu.actions())
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(below.mapToGlobal(below.rect().bottomLeft()))
    return menu


def _choose(then: Callable[[str], None], pane: str, _checked: bool = False) -> None:
    then(pane)


def _opened(dialog: QFileDialog, then: Callable[[Path], None]) -> QFileDialog:
    dialog.fileSelected.connect(lambda name: then(Path(name)))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    return dialog
