"""The rows of the library as a Qt model; pictures are read when a row is first drawn."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QPixmap

from emotion_desk.sessions.library_index import ORDERS
from emotion_desk.sessions.library_summary import SessionSummary
from emotion_desk.ui.language import mark, plural, tr
from emotion_desk.ui.recording_controller import clock
from emotion_desk.ui.sentences import sentence
from emotion_desk.ui.words import emotion, percent

#: Column titles, in the order of :data:`~emotion_desk.sessions.library_index.ORDERS`.
TITLES = (mark("Session"), mark("Date"), mark("Length"), mark("People"), mark("Strongest emotions"), mark("Tags"))
COLUMNS = tuple(ORDERS)
SUMMARY = Qt.ItemDataRole.UserRole
#: Pictures held in memory.
_MOST_PICTURES = 400

Index = QModelIndex | QPersistentModelIndex


class LibraryModel(QAbstractTableModel):
    """Shows a list of summaries.

    Args:
        read_picture: returns the JPEG of a session, ``None`` or empty without one.
        parent: owner in Qt's sense.
    """

    #: The user wants another order: its name, and whether it falls.
    order_changed = Signal(str, bool)

    def __init__(self, read_picture: Callable[[Path], bytes | None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._read_picture = read_picture
        self._rows: list[SessionSummary] = []
        self._row_of: dict[Path, int] | None = None
        self._pictures: OrderedDict[Path, QPixmap | None] = OrderedDict()

    @property
    def summaries(self) -> list[SessionSummary]:
        """Return the rows from top to bottom."""
        return self._rows

    def show(self, rows: list[SessionSummary]) -> None:
        """Show other rows."""
        if rows == self._rows:
            return
        self.beginResetModel()
        self._rows, self._row_of = rows, None
        self.endResetModel()

    def row_of(self, folder: Path) -> int | None:
        """Return the row of a session."""
        if self._row_of is None:
            self._row_of = {each.folder: row for row, each in enumerate(self._rows)}
        return self._row_of.get(folder)

    def forget_picture(self, folder: Path) -> None:
        """Read a picture again, because it was made."""
        self._pictures.pop(folder, None)
        row = self.row_of(folder)
        if row is not None:
            self.dataChanged.emit(self.index(row, 0), self.index(row, 0), [Qt.ItemDataRole.DecorationRole])

    def picture(self, folder: Path) -> QPixmap | None:
        """Return the picture of a session, ``None`` without one."""
        if folder not in self._pictures:
            jpeg = self._read_picture(folder)
            pixmap = QPixmap()
            self._pictures[folder] = pixmap if jpeg and pixmap.loadFromData(jpeg, "JPEG") else None
            if len(self._pictures) > _MOST_PICTURES:
                self._pictures.popitem(last=False)
        return self._pictures[folder]

    # ---- Qt's interface -------------------------------------------------------------------------------------------

    def rowCount(self, parent: Index | None = None) -> int:  # noqa: N802
        """Return the number of sessions."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:  # noqa: N802
        """Return the number of columns."""
        return 0 if parent is not None and parent.isValid() else len(TITLES)

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the title of a column."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return tr(TITLES[section])
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return text, tooltip or summary of a cell."""
        if not index.isValid():
            return None
        summary = self._rows[index.row()]
        if role == SUMMARY:
            return summary
        if role == Qt.ItemDataRole.DisplayRole:
            return cell_text(summary, COLUMNS[index.column()])
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{tr(TITLES[index.column()])}: {cell_text(summary, COLUMNS[index.column()]) or tr('none')}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return sentence(summary.fault or "") or f"{summary.folder}\n{cell_text(summary, COLUMNS[index.column()])}"
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Ask for another order."""
        self.order_changed.emit(COLUMNS[column], order == Qt.SortOrder.DescendingOrder)


def cell_text(summary: SessionSummary, column: str) -> str:
    """Return the text of a cell."""
    if column == "title":
        return summary.title
    if column == "date":
        return date_text(summary.started)
    if column == "length":
        return "" if summary.duration_s is None else clock(summary.duration_s)
    if column == "people":
        return people_text(summary)
    if column == "emotions":
        return ", ".join(f"{emotion(name)} {percent(share)}" for name, share in summary.emotions)
    return ", ".join(summary.tags)


def people_text(summary: SessionSummary) -> str:
    """Return who is in a session: names, or how many faces."""
    if summary.people:
        return ", ".join(summary.people)
    if summary.faces:
        return plural("%n face", "%n faces", summary.faces)
    return ""


def date_text(started: float) -> str:
    """Return a moment in local time; empty where it is not known."""
    if not started:
        return ""
    try:
        return datetime.fromtimestamp(started).strftime("%Y-%m-%d  %H:%M")
    except (ValueError, OverflowError, OSError):
        return ""


def state_text(summary: SessionSummary) -> str:
    """Return what is remarkable about a session: damaged, media missing, or what it is."""
    if summary.fault is not None:
        return tr("cannot be opened")
    if summary.missing:
        return tr("media file missing")
    return tr("analysis") if summary.kind == "analysis" else tr("recording")
