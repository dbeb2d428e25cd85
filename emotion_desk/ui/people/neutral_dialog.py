"""Measures a person's neutral face live: an instruction, a countdown, eight seconds of answers, then what to keep.

The inference thread passes answers to the :class:`~emotion_desk.people.own_neutral.NeutralCapture`; the dialog polls
its progress with a timer.  Nothing is corrected before "Keep", so cancelling leaves nothing behind.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from emotion_desk.messages import Identity
from emotion_desk.people.gallery import Gallery
from emotion_desk.people.own_neutral import MEASURED_S, NeutralCapture, NeutralProgress, OwnNeutrals
from emotion_desk.ui.language import tr
from emotion_desk.ui.live.cards import answer_text
from emotion_desk.ui.people.capture_dialog import CaptureDialog
from emotion_desk.ui.sentences import sentence
from emotion_desk.ui.widgets.plain_label import plain_label
from emotion_desk.ui.widgets.theme import BODY, SMALL, TITLE, font
from emotion_desk.ui.words import display_name

_POLL_MS: Final = 100
#: Seconds between the button and the first answer that counts.
COUNTDOWN_S: Final = 3
#: Without a new answer for so long the face counts as out of view.
_AWAY_MS: Final = 800


class NeutralDialog(CaptureDialog):
    """Guides through the measurement and keeps its result.

    Args:
        neutrals: the neutral faces of the desk.
        track_id: the face.
        identity: returns who it is.
        gallery: people with whom a neutral face can be kept.
        parent: the window.
    """

    #: The name of the person whose neutral face is used from now on.
    kept = Signal(str)
    #: The name of the person whose neutral face was forgotten.
    forgotten = Signal(str)

    def __init__(
        self,
        neutrals: OwnNeutrals,
        track_id: int,
        identity: Callable[[], Identity],
        gallery: Gallery | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(tr("Own neutral"), "emotion-desk-neutral", _POLL_MS, parent)
        self.setMinimumWidth(400)
        self._neutrals, self._track_id, self._identity, self._gallery = neutrals, track_id, identity, gallery
        self.capture: NeutralCapture | None = None
        self._is_known = False
        self._left_ms = 0
        self._still_ms = 0
        self._shown = NeutralProgress()
        self.step = plain_label(display_name(identity(), track_id))
        self.step.setFont(font(TITLE, bold=True))
        self.hint = plain_label(
            tr(
                "Sit as usual, look at the picture, close the mouth and show no expression. After a countdown the "
                "answers of eight seconds are measured; later answers to this face are corrected by them."
            )
        )
        self.hint.setFont(font(BODY))
        self.hint.setWordWrap(True)
        self.hint.setMinimumHeight(4 * self.hint.fontMetrics().height())
        self.bar = QProgressBar()
        self.bar.setRange(0, round(MEASURED_S * 10))
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("Measured so far"))
        self.with_person = QCheckBox(tr("Keep it with this &person, for later runs too"))
        self.with_person.setFont(font(SMALL))
        self.begin = self._button(tr("&Begin"), self._begin, tr("Begin the countdown (Alt+B)"))
        self.keep = self._button(tr("&Keep"), self._keep, tr("Correct the answers to this face from now on (Alt+K)"))
        self.keep.setEnabled(False)
        self.begin.setDefault(True)
        self.forget = self._button(
            tr("&Forget"), self._forget, tr("Forget the neutral face that is known; answers stand as given (Alt+F)")
        )
        self.forget.setVisible(neutrals.knows(track_id, identity()))
        row = QHBoxLayout()
        row.addWidget(self.forget)
        row.addStretch(1)
        row.addWidget(self._button(tr("Cancel"), self.reject, tr("Leave nothing behind (Esc)")))
        row.addWidget(self.begin)
        row.addWidget(self.keep)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(24, 20, 24, 18)
        rows.setSpacing(12)
        for part in (self.step, self.hint, self.bar, self.with_person):
            rows.addWidget(part)
        rows.addLayout(row)
        self._offer_person()

    def _offer_person(self) -> None:
        """Offer to keep the result with the person, where the face is one that is enrolled."""
        name = self._identity().name
        is_known = name is not None and self._gallery is not None and self._gallery.find(name) is not None
        if is_known != self._is_known:
            self.with_person.setChecked(is_known)
        self._is_known = is_known
        self.with_person.setEnabled(is_known)
        self.with_person.setToolTip(
            tr("Eight numbers are stored, no picture (Alt+P)")
            if is_known
            else tr("Only for people who are enrolled; otherwise it lasts until the program ends")
        )

    def _begin(self) -> None:
        self.begin.setEnabled(False)
        self.keep.setEnabled(False)
        self.capture = None
        self._left_ms = COUNTDOWN_S * 1000
        self.bar.setValue(0)
        self.hint.setText(tr("Look at the picture and show no expression."))
        self._timer.start()
        self._count()

    def _count(self) -> None:
        self.step.setText(str(-(-self._left_ms // 1000)))

    def _poll(self) -> None:
        if self.capture is None:
            self._left_ms -= _POLL_MS
            if self._left_ms > 0:
                self._count()
                return
            self._still_ms, self._shown = 0, NeutralProgress()
            self.capture = self._neutrals.capture = NeutralCapture(self._track_id)
        progress = self.capture.progress
        self._still_ms = 0 if progress != self._shown else self._still_ms + _POLL_MS
        self._shown = progress
        self.bar.setValue(round(progress.seconds * 10))
        self.step.setText(tr("Stay neutral: {left:.0f} s", left=max(0.0, MEASURED_S - progress.seconds)))
        if progress.problem:
            self.hint.setText(sentence(progress.problem))
        elif self._still_ms >= _AWAY_MS:
            self.hint.setText(tr("The face is out of view, or no network answers; the measurement waits."))
        else:
            self.hint.setText(tr("Look at the picture and show no expression."))
        if progress.done:
            self._finish_capture(self.capture)

    def _finish_capture(self, capture: NeutralCapture) -> None:
        self._stop()
        self.step.setText(tr("Measured"))
        self.hint.setText(
            tr(
                "This face at rest is answered: {answer}. Answers that differ from it are what counts from now on.",
                answer=answer_text(capture.faces()[0].emotion),
            )
        )
        self._offer_person()
        self.begin.setText(tr("&Again"))
        self.begin.setToolTip(tr("Measure once more (Alt+A)"))
        self.begin.setEnabled(True)
        self.keep.setEnabled(True)
        self.keep.setDefault(True)
        self.keep.setFocus()

    def _keep(self) -> None:
        capture = self.capture
        if capture is None or not capture.progress.done:
            return
        identity = self._identity()
        self._neutrals.keep(capture, identity)
        shown = display_name(identity, self._track_id)
        person = self._gallery.find(identity.name) if self._gallery is not None and identity.name is not None else None
        if person is None or self._gallery is None or not self.with_person.isChecked():
            self._kept(shown)
            return
        gallery, key = self._gallery, person.key
        self.keep.setEnabled(False)
        self.begin.setEnabled(False)
        self.jobs.run(lambda _job: gallery.keep_neutral(key, capture.faces()), lambda _none: self._kept(shown))

    def _forget(self) -> None:
        identity = self._identity()
        self._neutrals.forget(self._track_id, identity)
        shown = display_name(identity, self._track_id)
        person = self._gallery.find(identity.name) if self._gallery is not None and identity.name is not None else None
        if person is None or self._gallery is None or not person.neutral:
            self._forgotten(shown)
            return
        gallery, key = self._gallery, person.key
        self.forget.setEnabled(False)
        self.jobs.run(lambda _job: gallery.keep_neutral(key, ()), lambda _none: self._forgotten(shown))

    def _forgotten(self, name: str) -> None:
        self.forgotten.emit(name)
        self.accept()

    def _kept(self, name: str) -> None:
        self.kept.emit(name)
        self.accept()

    def _refuse(self, text: str) -> None:
        """Show why it could not be kept with the person; for this run it is used."""
        self.hint.setText(sentence(text))
        self.keep.setEnabled(True)
        self.begin.setEnabled(True)
        self.forget.setEnabled(True)

    def _stop(self) -> None:
        super()._stop()
        if self.capture is not None and self._neutrals.capture is self.capture:
            self._neutrals.capture = None
