"""The dialogs that stay beside the window: analysis, record panel, exports; each is made when it is first needed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QMessageBox, QWidget

from emotion_desk.messages import FramePacket
from emotion_desk.settings import SettingsFile
from emotion_desk.ui.language import tr
from emotion_desk.ui.live.desk_poller import DeskPoller
from emotion_desk.ui.live.people_panel import PeoplePanel
from emotion_desk.ui.record_panel import RecordPanel
from emotion_desk.ui.recording_controller import RecordingController
from emotion_desk.ui.widgets.theme import Theme

if TYPE_CHECKING:
    from emotion_desk.ui.analysis_dialog import AnalysisDialog
    from emotion_desk.ui.export_dialog import ExportDialog
    from emotion_desk.ui.sound_lab.why_dialog import WhyDialog


class WindowDialogs(QObject):
    """Opens the dialogs and ends them with the window.

    Args:
        window: their parent.
        settings_file: gives folders and theme.
        recording: started by the record panel.
        poller: feeds the level meter of the record panel.
        mode: returns the mode of inference in use.
        theme: returns the present colours.
        packet: returns the newest frame with its faces.
        people: the cards, which know who is in view.
    """

    #: The folder of a finished analysis is to be opened on the review page.
    review_requested = Signal(object)
    #: Files were analysed.
    finished_files = Signal()

    def __init__(
        self,
        window: QWidget,
        settings_file: SettingsFile,
        recording: RecordingController,
        poller: DeskPoller,
        mode: Callable[[], str],
        theme: Callable[[], Theme],
        packet: Callable[[], FramePacket | None],
        people: PeoplePanel,
    ) -> None:
        super().__init__(window)
        self._window, self._settings_file, self._recording, self._poller = window, settings_file, recording, poller
        self._mode, self._theme, self._packet, self._people = mode, theme, packet, people
        self.analysis: AnalysisDialog | None = None
        self.record_panel: RecordPanel | None = None
        self.exports: list[ExportDialog] = []
        self.why: WhyDialog | None = None

    def open_analysis(self) -> None:
        """Show the queue of files to analyse."""
        if self.analysis is None:
            from emotion_desk.ui.analysis_dialog import AnalysisDialog

            folder = Path(self._settings_file.values.last_folder or Path.home()) / "analysed"
            self.analysis = AnalysisDialog(self._mode, folder, self._window)
            self.analysis.review_requested.connect(self.review_requested)
            self.analysis.finished_files.connect(self.finished_files)
        self.analysis.show()
        self.analysis.raise_()

    def analyse(self, paths: list[Path]) -> None:
        """Show the queue with more files in it, unless it is running."""
        self.open_analysis()
        if self.analysis is not None and not self.analysis.is_running:
            self.analysis.add(paths)

    def open_record_panel(self) -> None:
        """Show what will be recorded, with the red button."""
        if self.record_panel is None:
            self.record_panel = RecordPanel(self._settings_file, self._theme(), self._window)
            self.record_panel.record_requested.connect(self._recording.start)
            self._poller.reading_received.connect(self.record_panel.take)
        self.record_panel.show()
        self.record_panel.raise_()

    def export(self, folders: list[Path]) -> None:
        """Open the export of sessions."""
        from emotion_desk.ui.export_dialog import ExportDialog

        dialog = ExportDialog(folders, self._window)
        self.exports.append(dialog)
        dialog.destroyed.connect(lambda: self.exports.remove(dialog) if dialog in self.exports else None)
        dialog.show()

    def explain(self, track_id: int, name: str) -> None:
        """Explain the answer for the face of a track."""
        if self.why is None:
            from emotion_desk.ui.sound_lab.why_dialog import WhyDialog

            self.why = WhyDialog(self._theme(), self._packet, self._window)
        identity = self._people.identity(track_id)
        self.why.explain(track_id, name, lambda: self._people.tracks_of(identity))

    def set_theme(self, theme: Theme) -> None:
        """Follow the theme."""
        if self.why is not None:
            self.why.set_theme(theme)

    def finish(self) -> None:
        """End the work of all dialogs."""
        if self.record_panel is not None:
            self.record_panel.finish()
        for dialog in self.exports:
            dialog.finish()
        if self.analysis is not None:
            self.analysis.finish()
        if self.why is not None:
            self.why.finish()


def confirm_close(window: QWidget) -> bool:
    """Ask whether to stop the running recording and close."""
    box = QMessageBox(
        QMessageBox.Icon.Question,
        tr("Recording"),
        tr("A recording is running. Stop it, keep what was recorded and close?"),
        QMessageBox.StandardButton.Cancel,
        window,
    )
    box.setTextFormat(Qt.TextFormat.PlainText)
    stop = box.addButton(tr("&Stop and close"), QMessageBox.ButtonRole.AcceptRole)
    box.setDefaultButton(QMessageBox.StandardButton.Cancel)
    box.exec()
    return box.clickedButton() is stop
