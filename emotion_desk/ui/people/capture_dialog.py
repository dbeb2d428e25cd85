"""What dialogs that capture a person's answers have in common: a timer, jobs that must end, buttons."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialog, QPushButton, QWidget

from emotion_desk.ui.widgets.background import BackgroundJobs


class CaptureDialog(QDialog):
    """A dialog that polls a capture and stores it in a background thread.

    Args:
        title: title of the window.
        jobs: name of the background thread.
        poll_ms: interval of the polling.
        parent: the window.
    """

    def __init__(self, title: str, jobs: str, poll_ms: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setModal(False)
        self.jobs = BackgroundJobs(jobs, self)
        self.jobs.failed.connect(self._refuse)
        self._timer = QTimer(self)
        self._timer.setInterval(poll_ms)
        self._timer.timeout.connect(self._poll)

    def reject(self) -> None:
        """Cancel; while something is being stored, the dialog closes by itself afterwards."""
        if not self.jobs.waiting:
            super().reject()

    def done(self, result: int) -> None:
        """Close and end the capture."""
        self._stop()
        self.jobs.finish()
        super().done(result)

    def _poll(self) -> None:
        """Show how far the capture is."""
        raise NotImplementedError

    def _refuse(self, text: str) -> None:
        """Say why the capture could not be stored."""
        raise NotImplementedError

    def _stop(self) -> None:
        """End the capture; may be called more than once."""
        self._timer.stop()

    def _button(self, text: str, call: Callable[[], object], tip: str) -> QPushButton:
        button = QPushButton(text)
        button.setToolTip(tip)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _checked=False: call())
        return button
