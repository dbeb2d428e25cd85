"""The list of corrected answers and other labelled spans, and how far the coder agrees with the desk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout

from emotion_desk.sessions.annotations import (
    Annotation,
    Annotations,
    CoderAgreement,
)
from emotion_desk.ui.language import number, tr
from emotion_desk.ui.review.edits import Edits
from emotion_desk.ui.review.reading_agreement import reading_agreement, subject_keys
from emotion_desk.ui.review.readings import Readings
from emotion_desk.ui.review.time_axis import clock_text
from emotion_desk.ui.review.time_list import Row, TimeList
from emotion_desk.ui.widgets.plain_label import plain_label
from emotion_desk.ui.widgets.theme import BODY, SMALL, font
from emotion_desk.ui.words import emotion, title_words

#: Title, two entries and the agreement, or title and a sentence, in pixels.
_LEAST_HEIGHT = 124


class AnnotationList(QFrame):
    """The annotations of one session.

    Args:
        edits: the history of edits.
    """

    #: The annotations changed.
    changed = Signal()
    #: The user selected an annotation: its begin in seconds.
    seek_requested = Signal(float)
    #: The user gave another name as coder.
    coder_named = Signal(str)

    def __init__(self, edits: Edits) -> None:
        super().__init__()
        self.setObjectName("plot")
        self._edits = edits
        self._kept: Annotations | None = None
        self._readings = Readings()
        self._titles: dict[str, str] = {}
        title = plain_label(tr("Corrections"))
        title.setFont(font(BODY, bold=True))
        self.coder = QLineEdit()
        self.coder.setPlaceholderText(tr("Coder"))
        self.coder.setAccessibleName(tr("Coder"))
        self.coder.setToolTip(tr("Who corrects answers; kept with every correction"))
        self.coder.setMaximumWidth(110)
        top = QHBoxLayout()
        top.addWidget(title)
        top.addStretch(1)
        top.addWidget(self.coder)
        self.list = TimeList(can_rename=False)
        self.list.setAccessibleName(tr("Corrections"))
        self.empty = plain_label()
        self.empty.setObjectName("muted")
        self.empty.setWordWrap(True)
        self.kappa = plain_label()
        self.kappa.setObjectName("muted")
        self.kappa.setFont(font(SMALL))
        self.kappa.setWordWrap(True)
        self.kappa.setToolTip(
            tr("Cohen's kappa: agreement of coder and desk beyond chance, over the annotated answers")
        )
        rows = QVBoxLayout(self)
        rows.setContentsMargins(10, 8, 8, 8)
        rows.setSpacing(4)
        rows.addLayout(top)
        rows.addWidget(self.empty)
        rows.addWidget(self.list, 1)
        rows.addWidget(self.kappa)
        self.coder.editingFinished.connect(lambda: self.coder_named.emit(self.coder.text().strip()))
        self.list.chosen_changed.connect(self._chose)
        self.setMinimumHeight(_LEAST_HEIGHT)
        self.show_annotations(None)

    @property
    def can_correct(self) -> bool:
        """Return whether annotations can be stored."""
        return self._kept is not None

    def all(self) -> list[Annotation]:
        """Return the annotations by time."""
        return [] if self._kept is None else self._kept.all()

    def show_annotations(self, kept: Annotations | None) -> None:
        """Show those of a session, ``None`` without a session."""
        self._kept = kept
        self.show_again()

    def show_readings(self, readings: Readings) -> None:
        """Name the subjects and compare with the desk."""
        self._readings = readings
        series = (*readings.people, *([readings.voice] if readings.voice is not None else []))
        self._titles = {key: each.title for each in series for key in subject_keys(each)}
        self.show_again()

    def add(self, spans: Sequence[tuple[str, tuple[float, float]]], label: str) -> None:
        """Add an annotation for each subject and span; it can be undone as one."""
        kept = self._kept
        if kept is None or not spans:
            return
        made: list[Annotation] = []

        def do() -> None:
            if made:
                kept.put_many(made)
            else:
                coder = self.coder.text().strip()
                made.extend(kept.add_many([(subject, *span, label) for subject, span in spans], coder))
            self.show_again()

        def undo() -> None:
            kept.remove_many(one.number for one in made)
            self.show_again()

        self._edits.push(tr("correct to {label}", label=emotion(label)), do, undo)

    def delete(self) -> bool:
        """Delete the selected annotation; return whether there was one."""
        kept, one = self._kept, self._chosen()
        if kept is None or one is None:
            return False

        def do() -> None:
            kept.remove(one.number)
            self.show_again()

        def undo() -> None:
            kept.put(one)
            self.show_again()

        self._edits.push(tr("delete a correction"), do, undo)
        return True

    def relabel(self, number: int, label: str) -> None:
        """Change the label of an annotation."""
        kept = self._kept
        one = next((each for each in self.all() if each.number == number), None)
        if kept is None or one is None:
            return

        def put(annotation: Annotation) -> None:
            kept.put(annotation)
            self.show_again()

        self._edits.push(tr("change a correction"), lambda: put(replace(one, label=label)), lambda: put(one))

    def agreement(self) -> CoderAgreement:
        """Return how far coder and desk agree."""
        return reading_agreement(self.all(), self._readings)

    def title_of(self, subject: str) -> str:
        """Return the name of a subject."""
        return self._titles.get(subject, subject)

    def _chosen(self) -> Annotation | None:
        number = self.list.chosen
        return next((each for each in self.all() if each.number == number), None)

    def _chose(self) -> None:
        one = self._chosen()
        if one is not None:
            self.seek_requested.emit(one.start_s)

    def show_again(self) -> None:
        """Show what is kept now."""
        kept = self.all()
        names = {subject: title_words(self.title_of(subject)) for subject in {one.subject for one in kept}}
        last_s = kept[-1].start_s if kept else 0.0
        self.list.show_items(kept, lambda one: _row(one, names[one.subject]), last_s)
        count = len(kept)
        self.empty.setVisible(count == 0)
        self.list.setVisible(count > 0)
        self.empty.setText(
            tr("None yet. Select a span and press C to say what was shown.")
            if self.can_correct
            else tr("Corrections belong to a session.")
        )
        self.kappa.setText(_kappa_text(self.agreement()) if count else "")
        self.kappa.setVisible(count > 0)
        self.changed.emit()


def _row(one: Annotation, who: str) -> Row:
    span = tr("{begin} to {end}", begin=clock_text(one.start_s), end=clock_text(one.end_s))
    details = ", ".join(filter(None, (emotion(one.label), one.coder, one.made)))
    text = f"{who}: {emotion(one.label)}" if who else emotion(one.label)
    return Row(one.start_s, text, f"{span}: {details}")


def _kappa_text(found: CoderAgreement) -> str:
    if not found.samples:
        return tr("No answer of the desk lies in a corrected span.")
    kappa = tr("not defined") if found.kappa is None else number(found.kappa, ".2f")
    return tr(
        "Desk and coder agree in {agreed} of {samples} answers; Cohen's kappa {kappa}",
        agreed=found.agreed,
        samples=found.samples,
        kappa=kappa,
    )
