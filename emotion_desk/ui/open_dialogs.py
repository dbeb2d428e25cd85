"""Opens dialogs without blocking the window."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QWidget

from emotion_desk.settings import SettingsFile
from emotion_desk.ui.about_dialog import AboutDialog
from emotion_desk.ui.language import mark, tr
from emotion_desk.ui.recents import offer_recents
from emotion_desk.ui.recording_controller import sessions_folder
from emotion_desk.ui.settings_dialog import SettingsDialog

_MEDIA = mark("Video and sound (*.mp4 *.m4v *.mov *.mkv *.webm *.avi *.wav *.flac *.ogg *.opus *.mp3 *.m4a)")


def open_file_dialog(parent: QWidget, settings_file: SettingsFile, play: Callable[[Path], None]) -> None:
    """Ask for a media file and play it."""
    folder = settings_file.values.last_folder or str(Path.home())
    dialog = QFileDialog(parent, tr("Open a video or sound file"), folder)
    offer_recents(dialog, settings_file)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilters([tr(_MEDIA), tr("All files (*)")])
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(lambda path: play(Path(path)))
    dialog.open()


def open_settings(
    parent: QWidget,
    settings_file: SettingsFile,
    apply: Callable[[dict[str, object]], None],
    measure: Callable[[], None] | None = None,
) -> None:
    """Show the settings; apply them after OK, benchmark the engines on request."""
    dialog = SettingsDialog(settings_file.values, str(settings_file.path), parent, usual_recordings=sessions_folder())
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.accepted.connect(lambda: apply(dialog.changes()))
    if measure is not None:
        dialog.answers.measure.clicked.connect(measure)
    dialog.list_choices()
    dialog.open()


def open_about(parent: QWidget, actions: Iterable[QAction], privacy: Callable[[], None]) -> None:
    """Show version, licence, weights and shortcuts."""
    dialog = AboutDialog(actions, parent)
    dialog.privacy_requested.connect(dialog.accept)
    dialog.privacy_requested.connect(privacy)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
