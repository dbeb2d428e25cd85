"""The list of marked events: add, select, rename, move and delete; each change is written at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from emotion_desk.sessions.format import Mark
from emotion_desk.sessions.marks import Marks
from emotion_desk.ui.language import tr
from emotion_desk.ui.review.edits import Edits
from emotion_desk.ui.review.time_list import Row, TimeList
from emotion_desk.ui.widgets.plain_label import plain_label
from emotion_desk.ui.widgets.theme import BODY, font

#: Title and two entries, or title and a sentence, in pixels.
_LEAST_HEIGHT = 100


class EventList(QFrame):
    """The marks of one session, sorted by time; labels are edited in place.

    Args:
        edits: the history of edits.
        show_message: shows a sentence if a change cannot be written.
    """

    #: The marks or the selection changed.
    changed = Signal()
    #: The user selected a mark: its time in seconds.
    seek_requested = Signal(float)

    def __init__(self, edits: Edits, show_message: Callable[[str], None]) -> None:
        super().__init__()
        self._edits = edits
        self.setObjectName("plot")
        self._show_message = show_message
        self._marks: Marks | None = None
        self.title = plain_label(tr("Events"))
        self.title.setFont(font(BODY, bold=True))
        self.list = TimeList(can_rename=True)
        self.list.setAccessibleName(tr("Events"))
        self.list.doubleClicked.connect(lambda _index: self.edit())
        self.list.renamed.connect(self._renamed)
        self.list.chosen_changed.connect(self._chose)
        self.empty = plain_label()
        self.empty.setObjectName("muted")
        self.empty.setWordWrap(True)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(10, 8, 6, 8)
        rows.setSpacing(4)
        rows.addWidget(self.title)
        rows.addWidget(self.empty)
        rows.addWidget(self.list, 1)
        self.setMinimumHeight(_LEAST_HEIGHT)
        self.show_marks(None)

    @property
    def can_mark(self) -> bool:
        """Return whether marks can be stored."""
        return self._marks is not None

    @property
    def chosen(self) -> int | None:
        """Return the number of the selected mark."""
        return self.list.chosen

    def all(self) -> list[Mark]:
        """Return the marks, sorted by time."""
        return [] if self._marks is None else self._marks.all()

    def show_marks(self, marks: Marks | None) -> None:
        """Show the marks of a session, ``None`` without a session."""
        self._marks = marks
        self.show_again(None)

    def choose(self, number: int) -> None:
        """Select a mark."""
        self.list.choose(number)

    def add(self, time_s: float) -> None:
        """Add a mark and start editing its label."""
        if self._marks is None:
            self._show_message(tr("Events can be marked in sessions only; this file is not one yet."))
            return
        self.add_labelled(time_s, tr("event"))
        self.edit()

    def add_labelled(self, time_s: float, label: str) -> None:
        """Add a mark; it can be undone."""
        marks = self._marks
        if marks is None:
            return
        made: list[Mark] = []

        def do() -> None:
            if made:
                marks.restore(made[0])
            else:
                made.append(marks.add(time_s, label))
            self.show_again(made[0].number)

        def undo() -> None:
            if made:
                marks.remove(made[0].number)
            self.show_again(None)

        self._edits.push(tr("mark an event"), do, undo)

    def edit(self) -> None:
        """Start editing the label of the selected mark."""
        if self.chosen is not None:
            self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.list.edit_chosen()

    def move_to(self, time_s: float) -> None:
        """Move the selected mark to a time."""
        mark = self._chosen_mark()
        if mark is not None:
            self._change(tr("move an event"), mark, replace(mark, time_s=time_s))

    def delete(self) -> None:
        """Delete the selected mark."""
        mark, marks = self._chosen_mark(), self._marks
        if mark is None or marks is None:
            return

        def do() -> None:
            marks.remove(mark.number)
            self.show_again(None)

        def undo() -> None:
            marks.restore(mark)
            self.show_again(mark.number)

        self._edits.push(tr("delete an event"), do, undo)

    def _chosen_mark(self) -> Mark | None:
        number = self.chosen
        return next((mark for mark in self.all() if mark.number == number), None)

    def _change(self, text: str, before: Mark, after: Mark) -> None:
        """Replace a mark; it can be undone."""
        marks = self._marks
        if marks is None:
            return

        def put(mark: Mark) -> None:
            marks.edit(mark)
            self.show_again(mark.number)

        self._edits.push(text, lambda: put(after), lambda: put(before))

    def show_again(self, chosen: int | None = None) -> None:
        """Show what is kept now; ``chosen`` is the number of the mark to select."""
        marks = self.all()
        self.list.show_items(marks, _row, marks[-1].time_s if marks else 0.0, chosen)
        self.empty.setVisible(not marks)
        self.empty.setText(
            tr("None yet. Mark a moment with A.") if self.can_mark else tr("Events belong to a session.")
        )
        self.changed.emit()

    def _renamed(self, number: int, label: str) -> None:
        mark = next((each for each in self.all() if each.number == number), None)
        if mark is not None and self._marks is not None:
            # The row is being edited, and a list that is filled anew would end its editor.
            QTimer.singleShot(0, self, lambda: self._change(tr("rename an event"), mark, replace(mark, label=label)))

    def _chose(self) -> None:
        mark = self._chosen_mark()
        if mark is not None:
            self.seek_requested.emit(mark.time_s)
        self.changed.emit()


def _row(mark: Mark) -> Row:
    return Row(mark.time_s, mark.label)
