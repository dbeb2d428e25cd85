"""Asks for a name, tags, a moved file, or whether to delete; none of these blocks the window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QInputDialog, QMessageBox, QWidget

from emotion_desk.settings import SettingsFile
from emotion_desk.ui.language import plural, tr
from emotion_desk.ui.recents import offer_recents


def ask_text(parent: QWidget, title: str, label: str, text: str, take: Callable[[str], object]) -> QInputDialog:
    """Ask for one line of text."""
    dialog = QInputDialog(parent)
    dialog.setWindowTitle(title)
    dialog.setLabelText(label)
    dialog.setTextValue(text)
    dialog.setMinimumWidth(420)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.textValueSelected.connect(take)
    dialog.open()
    return dialog


def ask_delete(parent: QWidget, folders: list[Path], act: Callable[[], object]) -> QMessageBox:
    """Ask whether sessions go to the bin."""
    count = len(folders)
    box = QMessageBox(
        QMessageBox.Icon.Question,
        tr("Delete"),
        tr("Move '{name}' to the bin?", name=folders[0].name)
        if count == 1
        else plural("Move %n session to the bin?", "Move %n sessions to the bin?", count),
        QMessageBox.StandardButton.Cancel,
        parent,
    )
    box.setInformativeText(
        tr("Picture, sound, readings and events go with the folder; files that were analysed stay where they are.")
    )
    box.setTextFormat(Qt.TextFormat.PlainText)
    move = box.addButton(tr("&Move to the bin"), QMessageBox.ButtonRole.DestructiveRole)
    box.setDefaultButton(QMessageBox.StandardButton.Cancel)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.buttonClicked.connect(lambda button: act() if button is move else None)
    box.open()
    return box


def ask_media(
    parent: QWidget, missing: str, settings_file: SettingsFile, folder: str, take: Callable[[Path], object]
) -> QFileDialog:
    """Ask where a media file lies now."""
    dialog = QFileDialog(parent, tr("Where is '{name}' now?", name=Path(missing).name), folder)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilters(
        [tr("This file or another copy (*{suffix})", suffix=Path(missing).suffix), tr("All files (*)")]
    )
    return _shown(dialog, settings_file, take)


def ask_folder(
    parent: QWidget, settings_file: SettingsFile, folder: str, take: Callable[[Path], object]
) -> QFileDialog:
    """Ask for a folder with sessions."""
    dialog = QFileDialog(parent, tr("Add a folder with sessions"), folder)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    return _shown(dialog, settings_file, take)


def _shown(dialog: QFileDialog, settings_file: SettingsFile, take: Callable[[Path], object]) -> QFileDialog:
    offer_recents(dialog, settings_file)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(lambda name: take(Path(name)))
    dialog.open()
    return dialog
