"""A list of moments with a time and a text each, which stays quick with tens of thousands of them.

Only the rows on the screen are asked for, so that filling the list anew costs the same for ten rows as for all.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from emotion_desk.ui.review.time_axis import clock_text
from emotion_desk.ui.widgets.plain_label import plain_tip

Index = QModelIndex | QPersistentModelIndex
_TIME, _TEXT = 0, 1
#: The longest time that the first column has room for, of those below an hour and of those from an hour on.
_WIDEST: Final = {False: "00:00.00", True: "00:00:00.00"}
#: Pixels between the text of a row and its edges, both together.
_PADDING: Final = 8
_ROOT: Final = QModelIndex()
_ROLES: Final = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole, Qt.ItemDataRole.ToolTipRole)


class Numbered(Protocol):
    """What is listed has a number that stays the same."""

    @property
    def number(self) -> int:
        """Return the number."""
        ...


Item = TypeVar("Item", bound=Numbered)


@dataclass(frozen=True, slots=True)
class Row:
    """What a row shows; ``tip`` is the tooltip, by default the text."""

    time_s: float
    text: str
    tip: str = ""


def _nothing(_item: object) -> Row:
    return Row(0.0, "")


class _Rows(QAbstractTableModel):
    """The rows of a :class:`TimeList`."""

    #: The user gave a row another text: its number and the text.
    renamed = Signal(int, str)

    def __init__(self, can_rename: bool) -> None:
        super().__init__()
        self._can_rename = can_rename
        self.items: Sequence[Numbered] = ()
        self.describe: Callable[[Any], Row] = _nothing
        self._row_of: dict[int, int] | None = None

    def show(self, items: Sequence[Item], describe: Callable[[Item], Row]) -> None:
        self.beginResetModel()
        self.items, self.describe, self._row_of = items, describe, None
        self.endResetModel()

    def row_of(self, number: int) -> int | None:
        if self._row_of is None:
            self._row_of = {each.number: row for row, each in enumerate(self.items)}
        return self._row_of.get(number)

    def rowCount(self, parent: Index = _ROOT) -> int:  # noqa: N802
        return 0 if parent.isValid() else len(self.items)

    def columnCount(self, parent: Index = _ROOT) -> int:  # noqa: N802
        return 0 if parent.isValid() else 2

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in _ROLES:
            return None
        one = self.describe(self.items[index.row()])
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return clock_text(one.time_s) if index.column() == _TIME else one.text
        return plain_tip(one.tip or one.text) if index.column() == _TEXT else None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: N802
        one = self.items[index.row()]
        text = str(value).strip()
        if role != Qt.ItemDataRole.EditRole or not text or text == self.describe(one).text:
            return False
        self.renamed.emit(one.number, text)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        editable = self._can_rename and index.column() == _TEXT
        return flags | Qt.ItemFlag.ItemIsEditable if editable else flags


class TimeList(QTableView):
    """The list.

    Args:
        can_rename: whether texts are edited in place.
    """

    #: Another row was chosen by the user, or none.
    chosen_changed = Signal()
    #: The user gave a row another text: its number and the text.
    renamed = Signal(int, str)

    def __init__(self, *, can_rename: bool) -> None:
        super().__init__()
        self._is_filling = False
        self._rows = _Rows(can_rename)
        self._rows.renamed.connect(self.renamed)
        self.setModel(self._rows)
        self.setObjectName("times")
        self.horizontalHeader().hide()
        self.horizontalHeader().setStretchLastSection(True)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(QFontMetrics(self.font()).height() + _PADDING)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMinimumHeight(24)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.horizontalHeader().setMinimumSectionSize(20)

    def show_items(
        self, items: Sequence[Item], describe: Callable[[Item], Row], last_s: float, chosen: int | None = None
    ) -> None:
        """Show items in their order.

        Args:
            items: sorted by time.
            describe: called for those on the screen.
            last_s: the latest time, for the width of the first column.
            chosen: number of the one to choose; no signal follows.
        """
        self._is_filling = True
        try:
            self._rows.show(items, describe)
            words = _WIDEST[last_s >= 3600]
            self.setColumnWidth(_TIME, QFontMetrics(self.font()).horizontalAdvance(words) + 16)
            if chosen is not None:
                self.choose(chosen)
        finally:
            self._is_filling = False

    @property
    def count(self) -> int:
        """Return the number of rows."""
        return len(self._rows.items)

    @property
    def chosen(self) -> int | None:
        """Return the number of the chosen row."""
        row = self.currentIndex().row()
        return self._rows.items[row].number if 0 <= row < self.count else None

    def choose(self, number: int) -> None:
        """Choose a row."""
        row = self._rows.row_of(number)
        if row is not None:
            self.setCurrentIndex(self._rows.index(row, _TIME))

    def edit_chosen(self) -> None:
        """Start editing the text of the chosen row."""
        if self.chosen is not None:
            self.edit(self._rows.index(self.currentIndex().row(), _TEXT))

    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: N802
        """Tell that another row was chosen."""
        super().currentChanged(current, previous)
        if not self._is_filling:
            self.chosen_changed.emit()
