"""What can be done on the review page, as a menu: at a button, over the time lines, and over the lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from emotion_desk.ui.language import tip_with_keys, tr
from emotion_desk.ui.mnemonics import letter_of

#: Names of actions (:data:`~emotion_desk.ui.review.controls.COMMANDS`) in groups.
_ALL: Final = (
    ("undo", "redo"),
    ("correct", "neutral", "baseline", "why"),
    ("mark", "edit", "move", "delete"),
    ("span_begin", "span_end", "span_clear"),
    ("zoom_in", "zoom_out", "zoom_whole"),
    ("import_events", "export_events"),
)
_OF_TIME: Final = (
    ("correct", "neutral", "mark"),
    ("span_begin", "span_end", "span_clear"),
    ("analyse_part",),
    ("zoom_whole",),
)
_OF_LIST: Final = (("edit", "move", "delete"), ("import_events", "export_events"))
Actions = Mapping[str, QAction]


def in_menus() -> list[str]:
    """Return the names of the actions that any of the menus has."""
    return list(dict.fromkeys(name for groups in (_ALL, _OF_TIME, _OF_LIST) for group in groups for name in group))


def edit_button(actions: Actions) -> QToolButton:
    """Return a button that opens the menu of everything."""
    button = QToolButton()
    button.setObjectName("lab")
    words = tr("&Edit")
    button.setText(words)
    button.setAccessibleName(words.replace("&", ""))
    tip = tr("Correct answers, mark events, undo, import and export events")
    button.setToolTip(tip_with_keys(tip, f"Alt+{letter_of(words)}"))
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    button.setMenu(_filled(QMenu(button), actions, _ALL))
    return button


def add_time_menu(widget: QWidget, actions: Actions) -> None:
    """Give the time lines a menu at the right button of the mouse."""
    _add(widget, actions, _OF_TIME)


def add_list_menu(widget: QWidget, actions: Actions) -> None:
    """Give a list of events or corrections a menu at the right button of the mouse."""
    _add(widget, actions, _OF_LIST)


def _add(widget: QWidget, actions: Actions, groups: Sequence[Sequence[str]]) -> None:
    def show(at: QPoint) -> None:
        menu = _filled(QMenu(widget), actions, groups)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(widget.mapToGlobal(at))

    widget.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
    widget.customContextMenuRequested.connect(show)


def _filled(menu: QMenu, actions: Actions, groups: Sequence[Sequence[str]]) -> QMenu:
    for group in groups:
        if not menu.isEmpty():
            menu.addSeparator()
        menu.addActions([actions[name] for name in group])
    return menu
