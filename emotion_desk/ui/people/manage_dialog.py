"""The list of enrolled people: rename, add samples, merge, forget, export and import."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QDoubleSpinBox,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QInputDialog,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from emotion_desk.people.embedder_ids import Embedders
from emotion_desk.people.encrypted_export import export_people, import_people, read_people
from emotion_desk.people.gallery import Gallery
from emotion_desk.people.person_records import Person
from emotion_desk.people.recogniser import Recogniser
from emotion_desk.ui.language import mark, plural, tip_with_keys, tr
from emotion_desk.ui.people.enrol_files import enrol_files
from emotion_desk.ui.people.passphrase import ask_hidden, new_passphrase
from emotion_desk.ui.people.people_list import PeopleList
from emotion_desk.ui.sentences import sentence
from emotion_desk.ui.widgets.background import BackgroundJobs
from emotion_desk.ui.widgets.plain_label import plain_label
from emotion_desk.ui.widgets.theme import SMALL, font

_POLL_MS: Final = 500
_MEDIA: Final = mark(
    "Pictures, videos and sounds (*.png *.jpg *.jpeg *.webp *.bmp *.tif *.tiff *.mp4 *.m4v *.mov "
    "*.mkv *.webm *.avi *.wav *.flac *.ogg *.opus *.mp3 *.m4a)"
)
_EXPORT: Final = mark("Enrolled people (*.people)")


class ManageDialog(QDialog):
    """The list of enrolled people, updated while it is open.

    Args:
        people: the desk's recogniser.
        mode: the networks for samples from files.
        parent: the window.
    """

    #: The user asked to enrol somebody in front of the camera.
    enrol_requested = Signal()
    #: The new false-accept rate, 0 to 1.
    rate_chosen = Signal(float)

    def __init__(self, people: Recogniser, mode: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("People"))
        self.setModal(False)
        self.resize(640, 460)
        self._people, self._mode = people, mode
        self._seen = -1
        #: Pairs that were merged while this dialog is open: who stayed and who went, as they were before.
        self._merges: list[tuple[Person, Person]] = []
        self._made_by: Embedders = {}
        self.jobs = BackgroundJobs("emotion-desk-gallery", self)
        self.list = PeopleList()
        self.list.itemSelectionChanged.connect(self._enable)
        self.message = plain_label()
        self.message.setWordWrap(True)
        self.message.setAccessibleName(tr("Message"))
        self.protection = plain_label()
        self.protection.setObjectName("muted")
        self.protection.setFont(font(SMALL))
        self.protection.setWordWrap(True)
        self.rate = QDoubleSpinBox()
        self.rate.setRange(0.1, 20.0)
        self.rate.setSingleStep(0.5)
        self.rate.setDecimals(1)
        self.rate.setSuffix(" %")
        self.rate.setValue(100 * people.false_accepts)
        self.rate.setToolTip(tr("Of all strangers, how many may be taken for somebody enrolled, in per cent (Alt+S)"))
        self.rate.valueChanged.connect(self._choose_rate)
        self._lay_out()
        self.jobs.failed.connect(self.message.setText)
        self._timer = QTimer(self)
        self._timer.setInterval(_POLL_MS)
        self._timer.timeout.connect(self.refresh)
        self._timer.start()
        self.jobs.run(lambda _job: self._gallery.protection(), lambda text: self.protection.setText(sentence(text)))
        self.refresh()

    @property
    def _gallery(self) -> Gallery:
        return self._people.gallery

    # ---- what is shown --------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        actions: tuple[tuple[str, str, str, str, Callable[[], object]], ...] = (
            ("Enrol", tr("&Enrol…"), "", tr("Enrol somebody in front of the desk"), self.enrol_requested.emit),
            (
                "From files",
                tr("From &files…"),
                "",
                tr("Enrol, or add samples, from pictures, videos and sounds"),
                self._from_files,
            ),
            ("Rename", tr("&Rename…"), "F2", tr("Give the chosen person another name"), self._rename),
            ("Merge", tr("&Merge"), "", tr("Make one person of the two that are chosen"), self._merge),
            ("Forget", tr("F&orget"), "Del", tr("Forget the chosen people"), self._forget),
            ("Forget all", tr("Forget &all"), "", tr("Forget everybody"), self._forget_all),
            (
                "Export",
                tr("E&xport…"),
                "",
                tr("Write the chosen people, or all, into an encrypted file"),
                self._export,
            ),
            ("Import", tr("&Import…"), "", tr("Add the people of such a file"), self._import),
        )
        self.buttons: dict[str, QPushButton] = {}
        grid = QGridLayout()
        grid.setSpacing(8)
        for place, (name, text, keys, tip, call) in enumerate(actions):
            button = QPushButton(text)
            letter = text[text.index("&") + 1].upper()
            button.setToolTip(tip_with_keys(tip, keys or f"Alt+{letter}"))
            button.setAutoDefault(False)
            button.clicked.connect(lambda _checked=False, call=call: call())
            if keys:
                QShortcut(QKeySequence(keys), self, button.click)
            self.buttons[name] = button
            grid.addWidget(button, place // 4, place % 4)
        self.undo = QPushButton(tr("&Undo merge"))
        self.undo.setToolTip(tr("Make two people again of the two that were merged last (Ctrl+Z)"))
        self.undo.setAutoDefault(False)
        self.undo.clicked.connect(self._undo_merge)
        QShortcut(QKeySequence("Ctrl+Z"), self, self.undo.click)
        strangers = plain_label(tr("&Strangers taken for somebody, at most"))
        strangers.setBuddy(self.rate)
        close = QPushButton(tr("Close"))
        close.setToolTip(tr("Close (Esc)"))
        close.setAutoDefault(False)
        close.clicked.connect(self.reject)
        last = QHBoxLayout()
        last.addWidget(strangers)
        last.addWidget(self.rate)
        last.addStretch(1)
        last.addWidget(self.undo)
        last.addWidget(close)
        self.message.setMinimumHeight(2 * self.message.fontMetrics().height())
        rows = QVBoxLayout(self)
        rows.setContentsMargins(20, 16, 20, 16)
        rows.setSpacing(12)
        rows.addWidget(self.list, 1)
        rows.addLayout(grid)
        rows.addWidget(self.message)
        rows.addLayout(last)
        rows.addWidget(self.protection)

    def refresh(self) -> None:
        """Show changes of the gallery, including those by another program."""
        gallery = self._gallery
        gallery.poll()
        if (gallery.version, self._people.made_by) == (self._seen, self._made_by):
            return
        self._seen, self._made_by = gallery.version, self._people.made_by
        self.list.fill(gallery.people, self._made_by)
        if gallery.message:
            self.message.setText(sentence(gallery.message))
        elif not gallery.people:
            self.message.setText(tr("Nobody is enrolled yet."))
        elif self.message.text() == tr("Nobody is enrolled yet."):
            self.message.clear()
        self._enable()

    def chosen(self) -> list[Person]:
        """Return the people selected in the list."""
        keys = self.list.chosen_keys()
        return [person for person in self._gallery.people if person.key in keys]

    def _enable(self) -> None:
        count = len(self.list.selectedItems())
        self.undo.setVisible(bool(self._merges))
        self.buttons["Rename"].setEnabled(count == 1)
        self.buttons["Merge"].setEnabled(count == 2)
        self.buttons["Forget"].setEnabled(count > 0)
        for name in ("Forget all", "Export"):
            self.buttons[name].setEnabled(bool(self._gallery.people) or bool(self._gallery.message))

    # ---- what the user does ---------------------------------------------------------------------------------------

    def _choose_rate(self, percent: float) -> None:
        self._people.false_accepts = percent / 100
        self.rate_chosen.emit(percent / 100)

    def _work(self, change: Callable[[], object], text: str) -> None:
        """Change the gallery in the background, then show a sentence."""

        def done(_answer: object) -> None:
            self.refresh()
            self.message.setText(text)

        self.message.setText("…")
        self.jobs.run(lambda _job: change(), done)

    def _rename(self) -> None:
        chosen = self.chosen()
        if len(chosen) != 1:
            return
        person = chosen[0]
        name, agreed = QInputDialog.getText(
            self, tr("Rename"), tr("A new name for {name}:", name=person.name), QLineEdit.EchoMode.Normal, person.name
        )
        if agreed and name.strip() != person.name:
            self._work(
                lambda: self._gallery.rename(person.key, name),
                tr("{name} is now {new}.", name=person.name, new=name.strip()),
            )

    def _merge(self) -> None:
        chosen = sorted(self.chosen(), key=lambda person: person.added)
        if len(chosen) != 2:
            return
        kept, gone = chosen
        text = tr(
            "{gone} becomes part of {kept}, who keeps the name. It can be undone until this window closes.",
            gone=gone.name,
            kept=kept.name,
        )
        if self._sure(text, tr("Merge")):

            def merge() -> None:
                self._gallery.merge(kept.key, gone.key)
                self._merges.append((kept, gone))

            self._work(merge, tr("{gone} is now part of {kept}.", gone=gone.name, kept=kept.name))

    def _undo_merge(self) -> None:
        if not self._merges:
            return
        kept, gone = self._merges.pop()
        self._work(
            lambda: self._gallery.unmerge(kept, gone),
            tr("{kept} and {gone} are two people again.", kept=kept.name, gone=gone.name),
        )

    def _forget(self) -> None:
        chosen = self.chosen()
        if not chosen:
            return
        names = ", ".join(person.name for person in chosen)
        if self._sure(tr("{names}: all samples are deleted and cannot be brought back.", names=names), tr("Forget")):

            def forget() -> None:
                self._merges.clear()  # nothing of the forgotten may come back
                for person in chosen:
                    self._gallery.forget(person.key)

            self._work(
                forget,
                tr("{names} is forgotten.", names=names)
                if len(chosen) == 1
                else tr("{names} are forgotten.", names=names),
            )

    def _forget_all(self) -> None:
        if self._sure(tr("Everybody's samples are deleted and cannot be brought back."), tr("Forget all")):
            self._work(self._gallery.forget_all, tr("Everybody is forgotten."))

    def _sure(self, text: str, action: str) -> bool:
        """Ask for confirmation; Return and Esc mean no."""
        box = QMessageBox(QMessageBox.Icon.Warning, action, text, QMessageBox.StandardButton.Cancel, self)
        box.setTextFormat(Qt.TextFormat.PlainText)
        yes = box.addButton(action, QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(QMessageBox.StandardButton.Cancel)
        box.exec()
        return box.clickedButton() is yes

    def _from_files(self) -> None:
        files, _kind = QFileDialog.getOpenFileNames(
            self, tr("Pictures, videos and sounds of one person"), "", tr(_MEDIA)
        )
        if not files:
            return
        chosen = self.chosen()
        name, agreed = QInputDialog.getText(
            self,
            tr("From files"),
            tr("Who is it? By going on you say that this person agrees that the desk remembers them."),
            QLineEdit.EchoMode.Normal,
            chosen[0].name if len(chosen) == 1 else "",
        )
        if not agreed:
            return
        self.message.setText(tr("Reading …"))
        paths: Iterable[Path] = [Path(file) for file in files]
        self.jobs.run(lambda _job: enrol_files(self._gallery, name, paths, self._mode), self._read)

    def _read(self, text: str) -> None:
        self.refresh()
        self.message.setText(text)

    def _export(self) -> None:
        people = self.chosen() or list(self._gallery.people)
        file, _kind = QFileDialog.getSaveFileName(self, tr("Export people"), "people.people", tr(_EXPORT))
        passphrase = new_passphrase(self, self.message.setText) if file else None
        if passphrase:
            text = plural("%n person exported to {file}.", "%n people exported to {file}.", len(people), file=file)
            self._work(lambda: export_people(people, Path(file), passphrase), text)

    def _import(self) -> None:
        file, _kind = QFileDialog.getOpenFileName(
            self, tr("Import people"), "", f"{tr(_EXPORT)};;{tr('All files (*)')}"
        )
        passphrase = ask_hidden(self, tr("The passphrase that was chosen when the file was written:")) if file else None
        if passphrase:
            self.message.setText("…")
            self.jobs.run(
                lambda _job: import_people(self._gallery, read_people(Path(file), passphrase)),
                lambda names: self._read(tr("Imported: {names}.", names=", ".join(names))),
            )

    # ---- life -----------------------------------------------------------------------------------------------------

    def reject(self) -> None:
        """Close; running jobs are finished first, with the dialog hidden."""
        if self.jobs.waiting:
            self.hide()
            self.jobs.busy.connect(lambda is_busy: None if is_busy else self.done(0))
        else:
            super().reject()

    def done(self, result: int) -> None:
        """Close, and wait for running jobs."""
        self._timer.stop()
        self.jobs.finish()
        super().done(result)
