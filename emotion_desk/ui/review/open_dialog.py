"""Asks for a session or a media file without blocking the window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from emotion_desk.settings import SettingsFile
from emotion_desk.ui.language import tr
from emotion_desk.ui.recents import offer_recents

_ENDINGS = "mp4 m4v mov mkv webm avi wav flac ogg opus mp3 m4a png jpg"
_MEDIA = f"({' '.join('*.' + ending for ending in _ENDINGS.split())})"


def ask_session(parent: QWidget, settings_file: SettingsFile, folder: str, take: Callable[[Path], None]) -> None:
    """Ask for the folder of a session."""
    dialog = QFileDialog(parent, tr("Open a session"), folder)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    _ask(dialog, settings_file, take)


def ask_file(parent: QWidget, settings_file: SettingsFile, folder: str, take: Callable[[Path], None]) -> None:
    """Ask for a media file."""
    dialog = QFileDialog(parent, tr("Open a video or sound file"), folder)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilters([f"{tr('Video, sound and pictures')} {_MEDIA}", tr("All files (*)")])
    _ask(dialog, settings_file, take)


def _ask(dialog: QFileDialog, settings_file: SettingsFile, take: Callable[[Path], None]) -> None:
    offer_recents(dialog, settings_file)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(lambda path: take(Path(path)))
    dialog.open()
