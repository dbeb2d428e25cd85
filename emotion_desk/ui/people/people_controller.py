"""Opens the dialogs about people, one of each kind, and closes them with the window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QWidget

from emotion_desk.messages import Identity
from emotion_desk.pipeline.desk import Desk
from emotion_desk.settings import SettingsFile
from emotion_desk.ui.language import tr


class PeopleController(QObject):
    """Controls enrolment, the list of people and the privacy dialog.

    Args:
        desk: provides the recogniser; without one nobody can be enrolled.
        settings_file: stores the false-accept rate.
        mode: returns the mode in use.
        parent: the window.
    """

    #: One sentence for the status bar.
    message = Signal(object)
    #: The gallery is damaged, locked or of a newer version: one sentence.
    gallery_warning = Signal(object)
    #: The correction by each person's own neutral was switched.
    own_neutral_switched = Signal(bool)

    def __init__(self, desk: Desk, settings_file: SettingsFile, mode: Callable[[], str], parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._settings_file, self._mode, self._window = desk, settings_file, mode, parent
        self._open: dict[str, QDialog] = {}
        self._message: str | None = None
        #: Returns who the person of a track is.
        self.identity: Callable[[int], Identity] = lambda _track: Identity()
        if desk.people is not None:
            desk.people.false_accepts = settings_file.values.false_accepts

    def enrol(self, track_id: int | None = None) -> None:
        """Open the enrolment dialog, for the person of a track if given."""
        people = self._desk.people
        if people is None or self._raised("enrol"):
            return
        from emotion_desk.ui.people.enrol_dialog import EnrolDialog

        dialog = EnrolDialog(people, track_id, self._window)
        dialog.enrolled.connect(lambda name: self.message.emit(tr("{name} is enrolled.", name=name)))
        self._show("enrol", dialog)

    def measure_neutral(self, track_id: int) -> None:
        """Open the dialog that measures the neutral face of a track."""
        if self._raised("neutral"):
            return
        from emotion_desk.ui.people.neutral_dialog import NeutralDialog

        gallery = self._desk.people.gallery if self._desk.people is not None else None
        dialog = NeutralDialog(self._desk.neutrals, track_id, lambda: self.identity(track_id), gallery, self._window)
        dialog.kept.connect(self._neutral_kept)
        dialog.forgotten.connect(
            lambda name: self.message.emit(tr("The neutral face of {title} is forgotten.", title=name))
        )
        self._show("neutral", dialog)

    def switch_own_neutral(self, on: bool) -> None:
        """Correct the answers by each person's own neutral, or show them as they are given."""
        self._desk.neutrals.is_on = on
        self.own_neutral_switched.emit(on)
        self.message.emit(tr("Answers are corrected again.") if on else tr("Answers are shown as they were given."))

    def _neutral_kept(self, name: str) -> None:
        self.own_neutral_switched.emit(True)
        self.message.emit(tr("The answers to {title} are corrected by the own neutral face.", title=name))

    def manage(self) -> None:
        """Open the list of enrolled people."""
        people = self._desk.people
        if people is None or self._raised("manage"):
            return
        from emotion_desk.ui.people.manage_dialog import ManageDialog

        dialog = ManageDialog(people, self._mode(), self._window)
        dialog.enrol_requested.connect(self.enrol)
        dialog.rate_chosen.connect(lambda rate: self._settings_file.change(false_accepts=rate))
        self._show("manage", dialog)

    def privacy(self) -> None:
        """Open the privacy dialog."""
        if self._raised("privacy"):
            return
        from emotion_desk.ui.people.privacy_dialog import PrivacyDialog

        self._show("privacy", PrivacyDialog(self._window))

    def finish(self) -> None:
        """Close all dialogs."""
        for dialog in list(self._open.values()):
            dialog.done(0)

    def check_gallery(self) -> None:
        """Report once if the gallery's file cannot be read."""
        message = None if self._desk.people is None else self._desk.people.gallery.message
        if message != self._message:
            self._message = message
            if message:
                self.gallery_warning.emit(message)

    def dialog(self, name: str) -> QDialog | None:
        """Return an open dialog: ``enrol``, ``neutral``, ``manage`` or ``privacy``."""
        return self._open.get(name)

    def _raised(self, name: str) -> bool:
        dialog = self._open.get(name)
        if dialog is None:
            return False
        dialog.raise_()
        dialog.activateWindow()
        return True

    def _show(self, name: str, dialog: QDialog) -> None:
        self._open[name] = dialog

        def closed(_result: int) -> None:
            self._open.pop(name, None)
            dialog.deleteLater()

        dialog.finished.connect(closed)
        dialog.show()
        if name in ("enrol", "neutral"):
            self._move_aside(dialog)
        dialog.activateWindow()

    def _move_aside(self, dialog: QDialog) -> None:
        """Move a dialog to the right edge of the window, so that it does not cover the face to be enrolled."""
        frame = self._window.frameGeometry()
        dialog.move(frame.right() - dialog.width() - 12, frame.top() + max(60, (frame.height() - dialog.height()) // 2))
