"""The library page: a searchable table of all sessions and analyses, and what can be done with them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import groupby
from pathlib import Path

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QPoint, Qt, QTimer, QUrl
from PySide6.QtGui import QAction, QDesktopServices, QHideEvent, QKeySequence, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QMenu,
    QStackedLayout,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from emotion_desk.sessions.library_index import finder, sorted_by
from emotion_desk.sessions.library_summary import SessionSummary
from emotion_desk.ui import recents
from emotion_desk.ui.language import mark, plural, tr
from emotion_desk.ui.library.delegate import ROW_HEIGHT, LibraryDelegate
from emotion_desk.ui.library.dialogs import ask_folder
from emotion_desk.ui.library.edits import LibraryEdits
from emotion_desk.ui.library.keeper import LibraryKeeper
from emotion_desk.ui.library.model import COLUMNS, LibraryModel
from emotion_desk.ui.mnemonics import give_mnemonics
from emotion_desk.ui.pages import PageContext
from emotion_desk.ui.recording_controller import sessions_folder
from emotion_desk.ui.widgets.banner import Banner
from emotion_desk.ui.widgets.plain_label import plain_label
from emotion_desk.ui.widgets.theme import BODY, Theme, font

#: A search begins when no key was pressed for so long.
_REST_MS = 15
#: The folders are read so long after the page was shown, when its rows are there.
_REFRESH_MS = 400
#: Widths of the columns in pixels; that of the names takes what is left.
_WIDTHS = {"date": 140, "length": 70, "people": 140, "emotions": 330, "tags": 150}
_LEAST_NAME = 250
#: Least width in pixels of the field, and of a page that shows all buttons; in a narrower one the menu has the others.
_LEAST_FIELD = 150
_ALL_BUTTONS = 1000
#: Name, text, shortcut, tooltip, and whether it has a button.
_COMMANDS = (
    ("open", mark("&Open"), "Return", mark("Open the session in Review"), True),
    ("rename", mark("Re&name…"), "F2", mark("Give the session another name"), True),
    ("tags", mark("&Tags…"), "Ctrl+T", mark("Words by which sessions are found again"), True),
    ("export", mark("E&xport…"), "Ctrl+Shift+E", mark("Write tables, captions, annotations, videos or reports"), True),
    ("folder", mark("Show &folder"), "Ctrl+Shift+F", mark("Show the session's folder in the file manager"), True),
    ("relink", mark("Re&link media…"), "Ctrl+L", mark("Say where the media file lies now"), False),
    ("delete", mark("&Delete…"), "Del", mark("Move the session to the bin"), True),
    ("find", mark("Find"), "Ctrl+F", mark("Search the library"), False),
    ("add_folder", mark("&Add folder…"), "Ctrl+Shift+O", mark("Search another folder for sessions, too"), False),
    ("rebuild", mark("Read all anew"), "F5", mark("Make the index of the library anew"), False),
)
_OF_ONE = ("open", "rename", "folder", "relink")
_OF_SOME = ("tags", "export", "delete")


def build(context: PageContext) -> QWidget:
    """Build the page for :class:`~emotion_desk.ui.pages.Pages`."""
    return LibraryPage(context)


class LibraryPage(QWidget):
    """Searches, opens, names, tags, relinks and deletes sessions."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._order, self._falling = "date", True
        self._sorted: list[SessionSummary] = []
        #: The words of each listed summary, by its identity: a path is ten times as slow a key.
        self._words: dict[int, str] = {}
        self.keeper = LibraryKeeper(self)
        self.model = LibraryModel(self.keeper.index.picture, self)
        self.edits = LibraryEdits(self, context, self.keeper, lambda: self.model.summaries)
        self.delegate = LibraryDelegate(context.theme, self.model)
        self.banner = Banner()
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_REFRESH_MS)
        self._soon.timeout.connect(self.refresh)
        self._wanted_selection: Path | None = None
        self.commands = {
            name: self._command(name, tr(text), keys, tr(tip)) for name, text, keys, tip, _button in _COMMANDS
        }
        give_mnemonics(self.commands.values())
        self._build()
        self._connect()
        self._follow()

    def _command(self, name: str, text: str, keys: str, tip: str) -> QAction:
        action = QAction(text, self)
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.setToolTip(f"{tip} ({keys})")
        action.triggered.connect(lambda _on=False: self.act(name))
        self.addAction(action)
        return action

    def _build(self) -> None:
        self.buttons: list[QToolButton] = []
        self.field = QLineEdit()
        self.field.setMinimumWidth(_LEAST_FIELD)
        self.field.setPlaceholderText(tr("Search names, people, emotions, tags, dates"))
        self.field.setClearButtonEnabled(True)
        self.field.setAccessibleName(tr("Search the library"))
        self.field.setToolTip(tr("Every word must occur (Ctrl+F)"))
        self.count = plain_label()
        self.count.setObjectName("muted")
        self.count.setFont(font(BODY))
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.field, 1)
        top.addWidget(self.count)
        for name, _text, _keys, _tip, has_button in _COMMANDS:
            if has_button:
                top.addWidget(self._button(self.commands[name]))
        top.addWidget(self._more())
        self.table = QTableView()
        self.table.setModel(self.model)
        self.table.setItemDelegate(self.delegate)
        self.table.setAccessibleName(tr("Sessions"))
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.table.setShowGrid(False)
        self.table.setWordWrap(False)
        self.table.setTabKeyNavigation(False)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        rows = self.table.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(ROW_HEIGHT)
        columns = self.table.horizontalHeader()
        columns.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        columns.setHighlightSections(False)
        columns.setStretchLastSection(False)
        # A selection of its own: of that of the table it would ask for each cell, for as long as all rows are selected.
        columns.setSelectionModel(QItemSelectionModel(self.model, columns))
        columns.setMinimumSectionSize(60)
        columns.setSortIndicator(COLUMNS.index("date"), Qt.SortOrder.DescendingOrder)
        self.table.setSortingEnabled(True)
        for number, name in enumerate(COLUMNS):
            if name in _WIDTHS:
                columns.resizeSection(number, _WIDTHS[name])
        self.empty = plain_label()
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setObjectName("muted")
        self.empty.setWordWrap(True)
        holder = QWidget()
        self._stack = QStackedLayout(holder)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(10, 8, 10, 10)
        outer.setSpacing(8)
        outer.addLayout(top)
        outer.addWidget(self.banner)
        outer.addWidget(holder, 1)

    def _button(self, action: QAction) -> QToolButton:
        button = QToolButton()
        button.setObjectName("lab")
        button.setDefaultAction(action)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.buttons.append(button)
        return button

    def _more(self) -> QToolButton:
        button = QToolButton()
        button.setObjectName("lab")
        button.setText(tr("&More"))
        button.setToolTip(tr("More that can be done with the library (Alt+M)"))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.more = QMenu(button)
        self.more.addActions([self.commands[name] for name in ("tags", "folder", "relink", "add_folder", "rebuild")])
        button.setMenu(self.more)
        return button

    def _connect(self) -> None:
        self._rest.timeout.connect(self._show)
        self.field.textChanged.connect(lambda _text: self._rest.start())
        self.field.returnPressed.connect(self.table.setFocus)
        self.model.order_changed.connect(self._sort)
        self.edits.changed.connect(self._read_anew)
        self.edits.renamed.connect(self._select_later)
        self.keeper.loaded.connect(self._take)
        self.keeper.changed.connect(self.keeper.load)
        self.keeper.picture_made.connect(self.model.forget_picture)
        self.keeper.reading.connect(self._show_reading)
        self.keeper.failed.connect(lambda text: self.banner.show_topic("failed", text))
        self.table.selectionModel().selectionChanged.connect(lambda *_changes: self._follow())
        self.table.doubleClicked.connect(lambda _index: self.act("open"))
        self.table.customContextMenuRequested.connect(self._show_menu)

    # ---- the page's life ------------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Show what the index knows at once, and bring it up to date."""
        self.keeper.load()
        self._soon.start()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        """Stop reading folders while hidden."""
        self._rest.stop()
        self._soon.stop()
        self.keeper.stop()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Give the names what the other columns leave."""
        columns = self.table.horizontalHeader()
        others = sum(columns.sectionSize(number) for number, name in enumerate(COLUMNS) if name != "title")
        room = self.width() - 20 - 12 - others
        columns.resizeSection(COLUMNS.index("title"), max(room, _LEAST_NAME))
        for button in self.buttons:
            if button.defaultAction() in (self.commands["tags"], self.commands["folder"]):
                button.setVisible(self.width() >= _ALL_BUTTONS)

    def finish(self) -> None:
        """Stop all threads for good; the window closes."""
        self._rest.stop()
        self._soon.stop()
        self.keeper.finish()

    def set_theme(self, theme: Theme) -> None:
        """Follow the theme."""
        self.delegate.theme = theme
        self.table.viewport().update()

    def refresh(self) -> None:
        """Read what changed in the folders."""
        values = self._context.settings_file.values
        roots = [Path(values.record_folder) if values.record_folder else sessions_folder()]
        if values.last_folder:
            roots.append(Path(values.last_folder) / "analysed")
        roots += [Path(folder) for folder in values.library_folders]
        self.keeper.refresh(roots, recents.recent_sessions(self._context.settings_file))

    def select(self, folder: Path) -> None:
        """Select a session as soon as it is listed."""
        self._select_later(folder)
        self._select_wanted()

    def _select_later(self, folder: Path) -> None:
        self._wanted_selection = folder

    # ---- what is shown --------------------------------------------------------------------------------------------

    def _take(self, listed: list[tuple[SessionSummary, str]]) -> None:
        self._words = {id(summary): words for summary, words in listed}
        self._sorted = sorted_by((summary for summary, _words in listed), self._order, falling=self._falling)
        self._show()

    def _sort(self, order: str, falling: bool) -> None:
        self._order, self._falling = order, falling
        self._sorted = sorted_by(self._sorted, order, falling=falling)
        self._show()

    def _show(self) -> None:
        """Show the sessions that the search finds, in order."""
        text = self.field.text()
        is_found, words = finder(text), self._words
        found = [summary for summary in self._sorted if is_found(words[id(summary)])]
        kept = {summary.folder for summary in self.chosen()}
        here, place = self.current(), max(self.table.currentIndex().row(), 0)
        self.model.show(found)
        selection = self.table.selectionModel()
        rows = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        still = [row for row in map(self.model.row_of, kept) if row is not None]
        selection.select(self._ranges(still), rows)
        row_now = None if here is None else self.model.row_of(here.folder)
        if row_now is not None:
            selection.setCurrentIndex(self.model.index(row_now, 0), QItemSelectionModel.SelectionFlag.NoUpdate)
        elif found and not still:  # deleted, or not found by the search: the row in its place, for the keyboard
            self.table.selectRow(min(place, len(found) - 1))
        self._select_wanted()
        self.count.setText(plural("%n session", "%n sessions", len(found)))
        self.empty.setText(
            tr("Nothing that was recorded or analysed has all these words.")
            if self.field.text().strip()
            else tr("No session yet. What you record (Ctrl+Shift+R) or analyse (Ctrl+Shift+A) is listed here.")
        )
        self._stack.setCurrentWidget(self.table if found else self.empty)
        self._follow()

    def _select_wanted(self) -> None:
        row = None if self._wanted_selection is None else self.model.row_of(self._wanted_selection)
        if row is not None:
            self._wanted_selection = None
            self.table.selectRow(row)
            self.table.scrollTo(self.model.index(row, 0))

    def _show_reading(self, on: bool) -> None:
        self.count.setToolTip(tr("The folders are being read.") if on else "")

    def _follow(self) -> None:
        chosen = self.chosen()
        for name in _OF_ONE:
            self.commands[name].setEnabled(len(chosen) == 1)
        for name in _OF_SOME:
            self.commands[name].setEnabled(bool(chosen))
        one = chosen[0] if len(chosen) == 1 else None
        self.commands["open"].setEnabled(one is not None and one.fault is None)
        self.commands["export"].setEnabled(any(each.fault is None for each in chosen))
        self.commands["relink"].setEnabled(one is not None and one.missing)

    def chosen(self) -> list[SessionSummary]:
        """Return the selected sessions from top to bottom."""
        # By ranges: one index of each row would take a tenth of a second where thousands are selected.
        ranges = self.table.selectionModel().selection().toList()
        selected = {row for part in ranges for row in range(part.top(), part.bottom() + 1)}
        return [self.model.summaries[row] for row in sorted(selected) if row < len(self.model.summaries)]

    def _ranges(self, rows: Iterable[int]) -> QItemSelection:
        """Return rows as a selection with a range for each run."""
        found = QItemSelection()
        for _offset, run in groupby(enumerate(sorted(rows)), key=lambda pair: pair[1] - pair[0]):
            numbers = [row for _place, row in run]
            found.select(self.model.index(numbers[0], 0), self.model.index(numbers[-1], len(COLUMNS) - 1))
        return found

    def current(self) -> SessionSummary | None:
        """Return the session that has the keyboard."""
        row = self.table.currentIndex().row()
        return self.model.summaries[row] if 0 <= row < len(self.model.summaries) else None

    def _show_menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        menu.addActions(
            [self.commands[name] for name in ("open", "rename", "tags", "export", "folder", "relink", "delete")]
        )
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.table.viewport().mapToGlobal(at))

    # ---- what the user does ---------------------------------------------------------------------------------------

    def act(self, name: str) -> None:
        """Run a command by its name."""
        chosen = self.chosen()
        if name in (*_OF_ONE, *_OF_SOME) and not chosen:
            return
        acts: dict[str, Callable[[], object]] = {
            "open": lambda: self._context.review(chosen[0].folder),
            "rename": lambda: self.edits.ask_name(chosen[0].folder),
            "tags": lambda: self.edits.ask_tags(chosen),
            "export": lambda: self._context.export([each.folder for each in chosen if each.fault is None]),
            "folder": lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(chosen[0].folder))),
            "relink": lambda: self.edits.ask_media_of(chosen[0]),
            "delete": lambda: self.edits.ask_delete(chosen),
            "find": self._find,
            "add_folder": self._ask_folder,
            "rebuild": self._rebuild,
        }
        acts[name]()

    def _find(self) -> None:
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def _ask_folder(self) -> None:
        start = self._context.settings_file.values.last_folder or str(Path.home())
        ask_folder(self, self._context.settings_file, start, self.add_folder)

    def add_folder(self, folder: Path) -> None:
        """Search one more folder for sessions from now on."""
        known = self._context.settings_file.values.library_folders
        self._context.settings_file.change(library_folders=tuple(dict.fromkeys((*known, str(folder.absolute())))))
        self.refresh()

    def _rebuild(self) -> None:
        self.keeper.stop()
        self.keeper.edit(self.keeper.index.rebuild, lambda _done: self.refresh())

    def _read_anew(self) -> None:
        self.banner.clear_topic("failed")
        self.keeper.load()
        self.refresh()
