"""The layout of the review page."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QUndoStack
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QScrollArea,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from emotion_desk.labels import EMOTION_COLOURS
from emotion_desk.ui.language import mark, tr
from emotion_desk.ui.live.legend import PlotHeader
from emotion_desk.ui.live.person_colours import PersonColours
from emotion_desk.ui.live.picture_view import PictureView
from emotion_desk.ui.review.annotation_list import AnnotationList
from emotion_desk.ui.review.baseline_box import BaselineBox
from emotion_desk.ui.review.controls import Controls, make_actions
from emotion_desk.ui.review.edit_menu import add_list_menu, add_time_menu, edit_button
from emotion_desk.ui.review.edits import Edits
from emotion_desk.ui.review.marks_list import EventList
from emotion_desk.ui.review.readings import Readings
from emotion_desk.ui.review.timelines import Timelines
from emotion_desk.ui.review.values_panel import ValuesPanel
from emotion_desk.ui.widgets.banner import Banner
from emotion_desk.ui.widgets.elided_label import ElidedLabel
from emotion_desk.ui.widgets.plain_label import plain_label
from emotion_desk.ui.widgets.theme import Theme
from emotion_desk.ui.words import emotion

_SIDE_WIDTH = 260
#: Least height of the picture, so that everything fits the smallest window.
_LEAST_PICTURE = 60
_TOP_BUTTONS = (("open_session", mark("Open session…")), ("open_file", mark("Open file…")))


class ReviewLayout(QWidget):
    """Title at the top; picture, controls and timelines below on the left, events on the right.

    It is empty until :meth:`lay_out` has run.
    """

    def lay_out(self, theme: Theme, act: Callable[[str], None]) -> Iterator[None]:
        """Make everything; yields between the pieces.

        Args:
            theme: the colours.
            act: called with the name of an action.
        """
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.actions_by_name: dict[str, QAction] = make_actions(self, act)
        self.title = ElidedLabel()
        self.loading = plain_label()
        self.loading.setObjectName("muted")
        self.banner = Banner()
        yield
        self.picture = PictureView(theme, colours=PersonColours())
        self.picture.setMinimumHeight(_LEAST_PICTURE)
        self.controls = Controls(theme, self.actions_by_name)
        yield
        self.timelines = Timelines(theme)
        self.undo_stack = QUndoStack(self)
        self.edits = Edits(self.undo_stack, lambda text: self.banner.show_topic("warning", text))
        self.events = EventList(self.edits, lambda text: self.banner.show_topic("warning", text))
        yield
        self.values = ValuesPanel(theme)
        self.values.use_why(self.actions_by_name["why"])
        yield
        self.baseline = BaselineBox()
        self.annotations = AnnotationList(self.edits)
        add_time_menu(self.timelines, self.actions_by_name)
        for each in (self.events.list, self.annotations.list):
            add_list_menu(each, self.actions_by_name)
        yield
        self._header = PlotHeader(
            theme,
            tr("Timelines"),
            [*((emotion(name), colour) for name, colour in EMOTION_COLOURS.items()), (tr("speech"), None)],
        )
        self.splitter = QSplitter(Qt.Orientation.Vertical)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(8)
        self.splitter.addWidget(self._player())
        self.splitter.addWidget(self._plots())
        self.splitter.setStretchFactor(0, 3)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([440, 260])
        yield
        side = QSplitter(Qt.Orientation.Vertical)
        side.setChildrenCollapsible(True)
        side.setHandleWidth(8)
        for widget in (self.values, self.events, self.annotations):
            side.addWidget(widget)
        side.setStretchFactor(1, 1)
        side.setStretchFactor(2, 1)
        side.setCollapsible(0, False)
        side.setSizes([210, 160, 170])
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(side, 1)
        column.addWidget(self.baseline)
        yield
        middle = QHBoxLayout()
        middle.setSpacing(10)
        middle.addWidget(self.splitter, 1)
        scrolled = QScrollArea()  # in a low window the values keep their height
        scrolled.setWidgetResizable(True)
        scrolled.setFrameShape(QFrame.Shape.NoFrame)
        scrolled.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scrolled.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scrolled.setFixedWidth(_SIDE_WIDTH + 2)
        scrolled.setWidget(right)
        middle.addWidget(scrolled)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(10, 8, 10, 10)
        outer.setSpacing(8)
        outer.addLayout(self._top())
        outer.addWidget(self.banner)
        outer.addLayout(middle, 1)

    def set_theme(self, theme: Theme) -> None:
        """Follow the theme."""
        self.picture.set_theme(theme)
        self.controls.set_theme(theme)
        self.timelines.set_theme(theme)
        self.values.set_theme(theme)
        self._header.set_theme(theme)

    def show_people(self, readings: Readings) -> None:
        """Show people in the picture and in rows, in the colours that Live gives them in this order."""
        colours = PersonColours()
        colours.of_series((series.track_id, series.identity) for series in readings.people)
        self.picture.colours = colours
        self.timelines.show_readings(readings, colours)

    def _top(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.recent_menus: dict[str, QMenu] = {}
        for name, text in _TOP_BUTTONS:
            row.addWidget(self._opener(name, tr(text)))
        row.addWidget(self.title, 1)
        row.addWidget(self.loading)
        self.edit = edit_button(self.actions_by_name)
        row.addWidget(self.edit)
        row.addWidget(self._button("export", tr("Export…")))
        row.addWidget(self._button("keys", tr("Keys")))
        return row

    def _opener(self, name: str, text: str) -> QToolButton:
        """Return a button that asks for what to open, with a menu of recent ones."""
        action = self.actions_by_name[name]
        button = QToolButton()
        button.setObjectName("opener")
        button.setText(text)
        button.setToolTip(tr("{tooltip}; the arrow lists recent ones", tooltip=action.toolTip()))
        button.setAccessibleName(text.rstrip("…"))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
        button.clicked.connect(lambda _checked=False: action.trigger())
        menu = self.recent_menus[name] = QMenu(button)
        button.setMenu(menu)
        return button

    def _button(self, name: str, text: str) -> QPushButton:
        action = self.actions_by_name[name]
        button = QPushButton(text)
        button.setToolTip(action.toolTip())
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda _checked=False: action.trigger())
        action.enabledChanged.connect(button.setEnabled)
        return button

    def _player(self) -> QWidget:
        player = QWidget()
        rows = QVBoxLayout(player)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(6)
        rows.addWidget(self.picture, 1)
        rows.addWidget(self.controls)
        return player

    def _plots(self) -> QFrame:
        plots = QFrame()
        plots.setObjectName("plot")
        rows = QVBoxLayout(plots)
        rows.setContentsMargins(1, 4, 1, 1)
        rows.setSpacing(0)
        rows.addWidget(self._header)
        rows.addWidget(self.timelines, 1)
        return plots
