"""The list of marked events: add, select, rename, move and delete; each change is written at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTreeWidget, QTreeWidgetItem, QVBoxLayout

from emotion_desk.sessions.format import Mark
from emotion_desk.sessions.marks import Marks
from emotion_desk.ui.language import tr
from emotion_desk.ui.review.edits import Edits
from emotion_desk.ui.review.time_axis import clock_text
from emotion_desk.ui.widgets.plain_label import plain_label, plain_tip
from emotion_desk.ui.widgets.theme import BODY, font

_NUMBER = Qt.ItemDataRole.UserRole


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
        self.list = QTreeWidget()
        self.list.setColumnCount(2)
        self.list.setHeaderHidden(True)
        self.list.setRootIsDecorated(False)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setAccessibleName(tr("Events"))
        self.list.setMinimumHeight(24)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.itemDoubleClicked.connect(lambda _item, _column: self.edit())
        self.list.itemChanged.connect(self._renamed)
        self.list.currentItemChanged.connect(lambda *_items: self._chose())
        self.empty = plain_label()
        self.empty.setObjectName("muted")
        self.empty.setWordWrap(True)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(10, 8, 6, 8)
        rows.setSpacing(4)
        rows.addWidget(self.title)
        rows.addWidget(self.empty)
        rows.addWidget(self.list, 1)
        self.show_marks(None)

    @property
    def can_mark(self) -> bool:
        """Return whether marks can be stored."""
        return self._marks is not None

    @property
    def chosen(self) -> int | None:
        """Return the number of the selected mark."""
        item = self.list.currentItem()
        return None if item is None else int(item.data(0, _NUMBER))

    def all(self) -> list[Mark]:
        """Return the marks, sorted by time."""
        return [] if self._marks is None else self._marks.all()

    def show_marks(self, marks: Marks | None) -> None:
        """Show the marks of a session, ``None`` without a session."""
        self._marks = marks
        self._fill(None)

    def choose(self, number: int) -> None:
        """Select a mark."""
        for row in range(self.list.topLevelItemCount()):
            item = self.list.topLevelItem(row)
            if item is not None and item.data(0, _NUMBER) == number:
                self.list.setCurrentItem(item)

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
            self._fill(made[0].number)

        def undo() -> None:
            if made:
                marks.remove(made[0].number)
            self._fill(None)

        self._edits.push(tr("mark an event"), do, undo)

    def edit(self) -> None:
        """Start editing the label of the selected mark."""
        item = self.list.currentItem()
        if item is not None:
            self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.list.editItem(item, 1)

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
            self._fill(None)

        def undo() -> None:
            marks.restore(mark)
            self._fill(mark.number)

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
            self._fill(mark.number)

        self._edits.push(text, lambda: put(after), lambda: put(before))

    def _fill(self, chosen: int | None) -> None:
        self.list.blockSignals(True)
        self.list.clear()
        for mark in self.all():
            item = QTreeWidgetItem([clock_text(mark.time_s), mark.label])
            item.setData(0, _NUMBER, mark.number)
            item.setToolTip(1, plain_tip(mark.label))
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
            self.list.addTopLevelItem(item)
        self.list.resizeColumnToContents(0)
        if chosen is not None:
            self.choose(chosen)
        self.list.blockSignals(False)
        self.empty.setVisible(self.list.topLevelItemCount() == 0)
        self.empty.setText(
            tr("None yet. Mark a moment with A.") if self.can_mark else tr("Events belong to a session.")
        )
        self.changed.emit()

    def _renamed(self, item: QTreeWidgetItem, column: int) -> None:
        number = int(item.data(0, _NUMBER))
        mark = next((each for each in self.all() if each.number == number), None)
        if mark is None or self._marks is None or column != 1:
            return
        label = item.text(1).strip() or mark.label
        if label != mark.label:
            # The item is being edited, and a list that is filled anew would end its editor.
            QTimer.singleShot(0, self, lambda: self._change(tr("rename an event"), mark, replace(mark, label=label)))
        else:
            self.list.blockSignals(True)
            item.setText(1, label)
            self.list.blockSignals(False)

    def _chose(self) -> None:
        mark = self._chosen_mark()
        if mark is not None:
            self.seek_requested.emit(mark.time_s)
        self.changed.emit()
