"""The list of corrected answers and other labelled spans, and how far the coder agrees with the desk."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QTreeWidget, QTreeWidgetItem, QVBoxLayout

from emotion_desk.labels import EMOTIONS
from emotion_desk.sessions.annotations import (
    EVERYBODY,
    VOICE,
    Annotation,
    Annotations,
    CoderAgreement,
    agreement,
    face_subject,
)
from emotion_desk.ui.language import number, tr
from emotion_desk.ui.review.edits import Edits
from emotion_desk.ui.review.readings import Readings, ReadingSeries
from emotion_desk.ui.review.time_axis import clock_text
from emotion_desk.ui.widgets.plain_label import plain_label, plain_tip
from emotion_desk.ui.widgets.theme import BODY, SMALL, font
from emotion_desk.ui.words import emotion, title_words

_NUMBER = Qt.ItemDataRole.UserRole
_UNSURE = "unsure"


def subject_key(series: ReadingSeries) -> str:
    """Return how annotations name a subject."""
    return VOICE if series.track_id == 0 else face_subject(series.track_id)


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
        self.list = QTreeWidget()
        self.list.setColumnCount(2)
        self.list.setHeaderHidden(True)
        self.list.setRootIsDecorated(False)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setAccessibleName(tr("Corrections"))
        self.list.setMinimumHeight(24)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
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
        self.list.currentItemChanged.connect(lambda *_items: self._chose())
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
        self._fill()

    def show_readings(self, readings: Readings) -> None:
        """Name the subjects and compare with the desk."""
        self._readings = readings
        self._fill()

    def add(self, subject: str, span: tuple[float, float], label: str) -> None:
        """Add an annotation; it can be undone."""
        kept = self._kept
        if kept is None:
            return
        made: list[Annotation] = []

        def do() -> None:
            if made:
                kept.put(made[0])
            else:
                made.append(kept.add(subject, *span, label, self.coder.text().strip()))
            self._fill()

        def undo() -> None:
            if made:
                kept.remove(made[0].number)
            self._fill()

        self._edits.push(tr("correct to {label}", label=emotion(label)), do, undo)

    def delete(self) -> bool:
        """Delete the selected annotation; return whether there was one."""
        kept, one = self._kept, self._chosen()
        if kept is None or one is None:
            return False

        def do() -> None:
            kept.remove(one.number)
            self._fill()

        def undo() -> None:
            kept.put(one)
            self._fill()

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
            self._fill()

        self._edits.push(tr("change a correction"), lambda: put(replace(one, label=label)), lambda: put(one))

    def agreement(self) -> CoderAgreement:
        """Return how far coder and desk agree."""
        return agreement(self.all(), _answers(self.all(), self._readings), EMOTIONS)

    def title_of(self, subject: str) -> str:
        """Return the name of a subject."""
        series = [*self._readings.people, *([self._readings.voice] if self._readings.voice is not None else [])]
        return next((each.title for each in series if subject_key(each) == subject), subject)

    def _chosen(self) -> Annotation | None:
        item = self.list.currentItem()
        number = None if item is None else item.data(0, _NUMBER)
        return next((each for each in self.all() if each.number == number), None)

    def _chose(self) -> None:
        one = self._chosen()
        if one is not None:
            self.seek_requested.emit(one.start_s)

    def _fill(self) -> None:
        self.list.blockSignals(True)
        self.list.clear()
        for one in self.all():
            who = title_words(self.title_of(one.subject))
            item = QTreeWidgetItem(
                [clock_text(one.start_s), f"{who}: {emotion(one.label)}" if who else emotion(one.label)]
            )
            item.setData(0, _NUMBER, one.number)
            span = tr("{begin} to {end}", begin=clock_text(one.start_s), end=clock_text(one.end_s))
            details = ", ".join(filter(None, (emotion(one.label), one.coder, one.made)))
            item.setToolTip(1, plain_tip(f"{span}: {details}"))
            self.list.addTopLevelItem(item)
        self.list.resizeColumnToContents(0)
        self.list.blockSignals(False)
        count = self.list.topLevelItemCount()
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


def _answers(annotations: list[Annotation], readings: Readings) -> Iterator[tuple[str, float, str]]:
    """Yield the answers of the desk that lie in an annotated span of their subject, each once."""
    for series in (*readings.people, *([readings.voice] if readings.voice is not None else [])):
        subject = subject_key(series)
        wanted = np.zeros(len(series.times), np.bool_)
        for one in annotations:
            if one.subject == subject and subject != EVERYBODY:
                first, last = np.searchsorted(series.times, [one.start_s, one.end_s])
                wanted[first:last] = True
        for sample in np.flatnonzero(wanted):
            shown = series.headline(int(sample))
            if shown is not None:
                yield subject, float(series.times[sample]), shown.emotion or _UNSURE
