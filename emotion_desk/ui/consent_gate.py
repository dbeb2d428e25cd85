"""Asks for consent before a device is opened, once."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from emotion_desk.errors import DeskError
from emotion_desk.settings import NOTICE_VERSION, SettingsFile
from emotion_desk.ui.consent_dialog import ConsentDialog


class ConsentGate:
    """Runs an action that opens a device only after consent.

    Args:
        window: parent of the notice.
        settings_file: stores the consent.
        show_message: shows a sentence.
    """

    def __init__(self, window: QWidget, settings_file: SettingsFile, show_message: Callable[[str], None]) -> None:
        self._window = window
        self._settings_file = settings_file
        self._show_message = show_message
        self.dialog: ConsentDialog | None = None

    def ask(self, act: Callable[[], None], refused: Callable[[], None]) -> None:
        """Call ``act`` after consent, at once if it was given before, else ``refused``; returns at once."""
        if self._settings_file.values.consented:
            act()
            return
        if self.dialog is not None:
            self.dialog.reject()
        dialog = self.dialog = ConsentDialog(self._window)

        def done(agreed: int) -> None:
            if self.dialog is dialog:
                self.dialog = None
            dialog.deleteLater()
            if agreed:
                self._remember()
                act()
            else:
                refused()

        dialog.finished.connect(done)
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.open()

    def _remember(self) -> None:
        self._settings_file.change(consent=NOTICE_VERSION)
        try:
            self._settings_file.save()
        except DeskError as error:
            self._show_message(str(error))
