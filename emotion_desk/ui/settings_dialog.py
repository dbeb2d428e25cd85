"""The dialog of settings that have no control in the window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTabWidget, QVBoxLayout, QWidget

from emotion_desk.errors import DeskError
from emotion_desk.settings import Settings
from emotion_desk.ui.language import tr
from emotion_desk.ui.settings_pages import AnswersPage, DevicesPage, GeneralPage, RecordingPage, SettingsPage
from emotion_desk.ui.widgets.background import BackgroundJobs
from emotion_desk.ui.widgets.plain_label import plain_label
from emotion_desk.ui.widgets.theme import SMALL, font


class SettingsDialog(QDialog):
    """Edits a copy of the settings; :meth:`changes` returns the new values after it was accepted.

    Sound outputs and engines are listed beside the window, because either may take seconds.
    """

    def __init__(
        self, settings: Settings, path: str, parent: QWidget | None = None, *, usual_recordings: Path = Path()
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Settings"))
        self.setMinimumWidth(580)
        self.general, self.devices, self.answers = GeneralPage(settings), DevicesPage(settings), AnswersPage(settings)
        self.recording = RecordingPage(settings, usual_recordings)
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName(tr("Groups of settings"))
        for title, page in self._titled():
            self.tabs.addTab(page, title)
        where = plain_label(tr("Kept in {path}", path=path))
        where.setObjectName("muted")
        where.setFont(font(SMALL))
        where.setWordWrap(True)
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel,
        )
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(20, 16, 20, 16)
        rows.setSpacing(12)
        rows.addWidget(self.tabs, 1)
        rows.addWidget(where)
        rows.addWidget(self.buttons)
        self._jobs = BackgroundJobs("emotion-desk-settings", self)

    def _titled(self) -> tuple[tuple[str, SettingsPage], ...]:
        return (
            (tr("Ge&neral"), self.general),
            (tr("De&vices"), self.devices),
            (tr("&Answers"), self.answers),
            (tr("&Recording"), self.recording),
        )

    def list_choices(self) -> None:
        """List the sound outputs and the engines of this machine in the background."""
        self._jobs.run(
            lambda _job: _outputs(),
            lambda names: self.devices.show_outputs(names, listed=True),
            lambda text: self.devices.output.setToolTip(text),
        )
        self._jobs.run(lambda _job: _engines(), self.answers.show_engines)

    def done(self, result: int) -> None:
        """Close; what is not listed yet is no longer wanted."""
        self._jobs.cancel()
        super().done(result)

    def changes(self) -> dict[str, object]:
        """Return the values set in the dialog."""
        return {name: value for _title, page in self._titled() for name, value in page.changes().items()}


def _outputs() -> list[str]:
    from emotion_desk.sources.portaudio import output_names

    return output_names()


def _engines() -> list[str]:
    from emotion_desk.inference.engines import engine_names

    try:
        return engine_names()
    except (ImportError, DeskError):
        return []
