"""Enrols a person in front of the camera: name and consent, then a guided capture of some seconds.

The inference thread passes frames and sound to the :class:`~emotion_desk.people.enrolment.EnrolmentSession`; the dialog
polls its progress with a timer.  Nothing is written before "Keep", so cancelling leaves nothing behind.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from emotion_desk.errors import GalleryError
from emotion_desk.people.enrolment import (
    FACES_A_STEP,
    LEAST_FACES,
    LEAST_SPEECH_S,
    SENTENCE,
    EnrolmentProgress,
    EnrolmentSession,
    Step,
)
from emotion_desk.people.person_records import FACE, VOICE, checked_name
from emotion_desk.people.recogniser import Recogniser
from emotion_desk.ui.language import mark, plural, tr
from emotion_desk.ui.people.capture_dialog import CaptureDialog
from emotion_desk.ui.people.enrolment_meters import EnrolmentMeters
from emotion_desk.ui.sentences import sentence
from emotion_desk.ui.widgets.background import Job
from emotion_desk.ui.widgets.plain_label import plain_label
from emotion_desk.ui.widgets.theme import BODY, SMALL, TITLE, font

_POLL_MS: Final = 100
#: Samples of the face in the three guided steps.
FACES_ALL: Final = 3 * FACES_A_STEP
_WANTS: Final = {
    mark("Face and voice"): (FACE, VOICE),
    mark("Face only"): (FACE,),
    mark("Voice only"): (VOICE,),
}
_CONSENT: Final = mark("This person &agrees that the desk remembers them")
_MISSING: Final = {
    (FACE,): mark("The network in use cannot tell people apart by their faces."),
    (VOICE,): mark("The network in use cannot tell people apart by their voices."),
    (FACE, VOICE): mark("The network in use cannot tell people apart, so nobody can be enrolled with it."),
}


class EnrolDialog(CaptureDialog):
    """Asks for a name, guides through the capture and stores the samples.

    Args:
        people: the desk's recogniser, which gets the session during the capture.
        track_id: the track to enrol, ``None`` for the only face in the picture.
        parent: the window.
    """

    #: The name of a person who was enrolled.
    enrolled = Signal(str)

    def __init__(self, people: Recogniser, track_id: int | None = None, parent: QWidget | None = None) -> None:
        super().__init__(tr("Enrol a person"), "emotion-desk-enrolment", _POLL_MS, parent)
        self.setMinimumWidth(480)
        self._people, self._track_id = people, track_id
        self.session: EnrolmentSession | None = None
        self._confirmed = ""
        self._pages = QStackedWidget()
        self._pages.addWidget(self._asking())
        rows = QVBoxLayout(self)
        rows.setContentsMargins(24, 20, 24, 18)
        rows.addWidget(self._pages)
        self._check()

    # ---- name and consent -----------------------------------------------------------------------------------------

    def _asking(self) -> QWidget:
        self.name = QLineEdit()
        self.name.setPlaceholderText(tr("Name", sense="person"))
        self.name.setAccessibleName(tr("Name", sense="person"))
        self.name.setToolTip(
            tr("As it shall stand over the face; a name that is there already gets more samples (Alt+N)")
        )
        self.wants = QComboBox()
        for words, modalities in _WANTS.items():
            self.wants.addItem(tr(words), modalities)
        self.wants.setToolTip(tr("What the desk shall know this person by (Alt+K)"))
        self.consent = QCheckBox(tr(_CONSENT))
        self.consent.setToolTip(tr("Nobody is enrolled without their consent (Alt+A)"))
        self.thumbnail = QCheckBox(tr("Keep a small &picture of the face too"))
        self.thumbnail.setToolTip(tr("Without it only numbers are kept, from which no picture can be made (Alt+P)"))
        self.why = plain_label()
        self.why.setObjectName("muted")
        self.why.setWordWrap(True)
        self.why.setFont(font(SMALL))
        self.why.setMinimumHeight(2 * self.why.fontMetrics().height())
        self.begin = self._button(tr("&Begin"), self._begin, tr("Begin the capture (Alt+B)"))
        self.begin.setDefault(True)
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(12)
        form.addRow(tr("&Name", sense="person"), self.name)
        form.addRow(tr("&Know by"), self.wants)
        form.addRow(self.consent)
        form.addRow(self.thumbnail)
        note = _text(
            tr(
                "What is kept are numbers that describe a face and a voice, no pictures and no sound. They "
                "stay on this machine, and everything can be forgotten again at any time."
            )
        )
        page, rows = _page(tr("Who is it?"))
        rows.addLayout(form)
        rows.addWidget(note)
        rows.addWidget(self.why)
        rows.addStretch(1)
        rows.addLayout(self._buttons(self.begin))
        self.name.textChanged.connect(self._check)
        self.consent.toggled.connect(self._check)
        self.wants.currentIndexChanged.connect(self._check)
        return page

    def _check(self) -> None:
        """Show the first condition that is not met yet."""
        reason = self._reason()
        self.begin.setEnabled(not reason)
        there = self._people.gallery.find(self.name.text()) if not reason else None
        self.why.setText(
            reason or (tr("{name} is enrolled; the new samples are added.", name=there.name) if there else "")
        )

    def _reason(self) -> str:
        wanted = self._wanted()
        missing = tuple(one for one in wanted if one not in self._people.made_by)
        if len(missing) == len(wanted):
            return tr(_MISSING[missing])
        try:
            checked_name(self.name.text())
        except GalleryError as error:
            return sentence(str(error))
        return "" if self.consent.isChecked() else tr("Ask the person, and tick that they agree.")

    def _wanted(self) -> tuple[str, ...]:
        """Return what the person shall be known by."""
        return tuple(self.wants.currentData())

    # ---- the capture ----------------------------------------------------------------------------------------------

    def _begin(self) -> None:
        wanted = self._wanted()
        self.session = EnrolmentSession(wanted, self._track_id)
        self._pages.addWidget(self._capturing(wanted))
        self._pages.setCurrentIndex(1)
        self.keep.setFocus()
        self._people.enrolment = self.session
        self._poll()
        self._timer.start()

    def _capturing(self, wanted: tuple[str, ...]) -> QWidget:
        self.step = plain_label()
        self.step.setFont(font(TITLE, bold=True))
        self.step.setWordWrap(True)
        self.sentence = _text(f"“{SENTENCE}”")
        self.hint = plain_label()
        self.hint.setWordWrap(True)
        self.hint.setMinimumHeight(2 * self.hint.fontMetrics().height())
        self.meters = EnrolmentMeters(FACE in wanted, VOICE in wanted)
        self.skip = self._button(tr("&Next step"), self._skip, tr("Go on with what there is (Alt+N)"))
        self.keep = self._button(tr("&Keep"), self._keep, tr("Enrol with the samples that were taken (Alt+K)"))
        page, rows = _page(self.name.text().strip())
        rows.addWidget(self.step)
        rows.addWidget(self.sentence)
        rows.addWidget(self.meters)
        rows.addWidget(self.hint)
        rows.addStretch(1)
        rows.addLayout(self._buttons(self.skip, self.keep))
        # The sentence keeps its place while hidden, so that the layout below does not move.
        keeps_room = self.sentence.sizePolicy()
        keeps_room.setRetainSizeWhenHidden(VOICE in wanted)
        self.sentence.setSizePolicy(keeps_room)
        return page

    def _poll(self) -> None:
        if self.session is None:
            return
        progress = self.session.progress
        self.step.setText(instruction(progress, self._wanted()))
        self.sentence.setVisible(progress.step is Step.READ)
        self.hint.setText(_hint(progress))
        self.meters.show_progress(progress)
        self.skip.setEnabled(not progress.done)
        self.keep.setEnabled(progress.ready)
        if progress.done and not self.keep.isDefault():
            self.keep.setDefault(True)
            self.keep.setFocus()

    def _skip(self) -> None:
        if self.session is not None:
            self.session.skip()
            self._poll()

    def _keep(self) -> None:
        session = self.session
        if session is None or not session.progress.ready:
            return
        self._stop()
        name, wants_picture = self.name.text(), self.thumbnail.isChecked()
        gallery = self._people.gallery

        def enrol(_job: Job) -> str:
            from emotion_desk.people.enrol_from_files import encode_thumbnail
            from emotion_desk.people.resemblance import resemblances

            people, tables = gallery.people, self._people.tables
            found = resemblances(name, session.prototypes(), people, tables, self._people.false_accepts)
            if found and name != self._confirmed:
                self._confirmed = name
                said = " ".join(one.sentence for one in found)
                raise GalleryError(
                    tr(
                        "{said} Press the button again to keep it as '{name}' all the same.",
                        said=sentence(said),
                        name=name,
                    )
                )
            crop = session.thumbnail() if wants_picture else None
            thumbnail = None if crop is None else encode_thumbnail(crop)
            return gallery.enrol(name, session.prototypes(), consent=True, thumbnail=thumbnail).name

        self.keep.setEnabled(False)
        self.skip.setEnabled(False)
        self.hint.setText(tr("Keeping …"))
        self.jobs.run(enrol, self._kept)

    def _kept(self, name: str) -> None:
        self.enrolled.emit(name)
        self.accept()

    def _refuse(self, text: str) -> None:
        """Show why the samples could not be stored; they are not lost."""
        self.hint.setText(sentence(text))
        self.keep.setEnabled(True)

    # ---- life -----------------------------------------------------------------------------------------------------

    def done(self, result: int) -> None:
        """Close and release the session."""
        super().done(result)
        self.session = None

    def _stop(self) -> None:
        super()._stop()
        if self.session is not None and self._people.enrolment is self.session:
            self._people.enrolment = None

    def _buttons(self, *own: QPushButton) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._button(tr("Cancel"), self.reject, tr("Leave nothing behind (Esc)")))
        for button in own:
            row.addWidget(button)
        return row


def instruction(progress: EnrolmentProgress, wanted: tuple[str, ...]) -> str:
    """Return what to do; at the end which samples suffice, and which do not and are left out."""
    if not progress.done:
        return sentence(progress.step.value)
    if not progress.ready:
        return tr("There is too little to keep.")
    if FACE in wanted and not progress.face_ready:
        return plural(
            "Only the voice is kept: %n sample of the face is too few, at least {least}.",
            "Only the voice is kept: %n samples of the face are too few, at least {least}.",
            progress.faces,
            least=LEAST_FACES,
        )
    if VOICE in wanted and not progress.voice_ready:
        return tr(
            "Only the face is kept: {heard:.1f} s of speech are too little, at least {least:g} s.",
            heard=progress.speech_s,
            least=LEAST_SPEECH_S,
        )
    if FACE in wanted and progress.faces < FACES_ALL:
        return tr(
            "{number} of {total} samples of the face suffice. Keep the samples?",
            number=progress.faces,
            total=FACES_ALL,
        )
    return tr("The capture is complete. Keep the samples?")


def _hint(progress: EnrolmentProgress) -> str:
    if progress.done:
        return "" if progress.ready else tr("Close this, change the light or the microphone, and try again.")
    missing = _MISSING.get(progress.missing, "")
    return sentence(progress.hint) or (tr(missing) if missing else "")


def _page(title: str) -> tuple[QWidget, QVBoxLayout]:
    page = QWidget()
    rows = QVBoxLayout(page)
    rows.setContentsMargins(0, 0, 0, 0)
    rows.setSpacing(12)
    heading = plain_label(title)
    heading.setFont(font(TITLE, bold=True))
    heading.setTextFormat(Qt.TextFormat.PlainText)
    rows.addWidget(heading)
    return page, rows


def _text(words: str) -> QLabel:
    label = plain_label(words)
    label.setFont(font(BODY))
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
