"""The controls under the picture of the review page, and the actions with their shortcuts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QFontMetrics, QKeySequence
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from emotion_desk.ui.language import mark, number, tip_with_keys, tr
from emotion_desk.ui.mnemonics import give_mnemonics
from emotion_desk.ui.review.edit_menu import in_menus
from emotion_desk.ui.review.playback_clock import SPEEDS
from emotion_desk.ui.review.seek_slider import SeekSlider
from emotion_desk.ui.review.time_axis import clock_text
from emotion_desk.ui.review.transport_icons import transport_icon
from emotion_desk.ui.widgets.elided_label import ElidedLabel
from emotion_desk.ui.widgets.plain_label import plain_label
from emotion_desk.ui.widgets.theme import BODY, Theme, font

#: Steps of the seek bar per second.
_PER_S = 1000


@dataclass(frozen=True, slots=True)
class PageCommand:
    """An action of the page: name, text, shortcut, and whether it has a button."""

    name: str
    text: str
    keys: str
    button: bool = False


#: In the order of the buttons.
COMMANDS = (
    PageCommand("change_back", mark("Go to the change or event before"), "PgUp", True),
    PageCommand("step_back", mark("One frame back"), "Left", True),
    PageCommand("play", mark("Play or pause"), "Space", True),
    PageCommand("step_on", mark("One frame on"), "Right", True),
    PageCommand("change_on", mark("Go to the next change or event"), "PgDown", True),
    PageCommand("second_back", mark("One second back"), "Shift+Left"),
    PageCommand("second_on", mark("One second on"), "Shift+Right"),
    PageCommand("ten_back", mark("Ten seconds back"), "Ctrl+Left"),
    PageCommand("ten_on", mark("Ten seconds on"), "Ctrl+Right"),
    PageCommand("first", mark("Go to the beginning"), "Home"),
    PageCommand("last", mark("Go to the end"), "End"),
    PageCommand("slower", mark("Slower"), "-"),
    PageCommand("faster", mark("Faster"), "+"),
    PageCommand("mark", mark("Mark an event here"), "A", True),
    PageCommand("edit", mark("Rename the chosen event"), "E"),
    PageCommand("move", mark("Move the chosen event here"), "Shift+A"),
    PageCommand("delete", mark("Delete the chosen event"), "Del"),
    PageCommand("correct", mark("Correct the answer of the selected span"), "C"),
    PageCommand("span_begin", mark("Begin the selected span here"), "["),
    PageCommand("span_end", mark("End the selected span here"), "]"),
    PageCommand("span_clear", mark("Select no span"), "Ctrl+D"),
    PageCommand("neutral", mark("Use the selected span as this person's neutral"), "N"),
    PageCommand("baseline", mark("Correct answers by the neutral spans"), "Shift+N"),
    PageCommand("why", mark("Why this answer"), "W"),
    PageCommand("undo", mark("Undo"), "Ctrl+Z"),
    PageCommand("redo", mark("Redo"), "Ctrl+Shift+Z"),
    PageCommand("import_events", mark("Import events (CSV, ELAN, BORIS)"), "Ctrl+I"),
    PageCommand("export_events", mark("Export events (CSV, ELAN, BORIS)"), "Ctrl+Shift+I"),
    PageCommand("zoom_in", mark("Show less time in more detail"), "Ctrl++"),
    PageCommand("zoom_out", mark("Show more time"), "Ctrl+-"),
    PageCommand("zoom_whole", mark("Show everything"), "Ctrl+0"),
    PageCommand("analyse", mark("Analyse the opened file"), "Ctrl+Return"),
    PageCommand("analyse_part", mark("Analyse this part (the selected span)"), "Ctrl+Shift+Return"),
    PageCommand("export", mark("Export the session"), "Ctrl+Shift+E"),
    PageCommand("keys", mark("Show the keys of this page"), "?"),
    PageCommand("open_session", mark("Open a session"), "O"),
    PageCommand("open_file", mark("Open a video or sound file"), "Shift+O"),
)


def make_actions(page: QWidget, act: Callable[[str], None]) -> dict[str, QAction]:
    """Add the actions to a page; their shortcuts work while the page or a child has the focus."""
    made = {}
    for command in COMMANDS:
        action = QAction(tr(command.text), page)
        action.setShortcut(QKeySequence(command.keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.setToolTip(tip_with_keys(tr(command.text), command.keys))
        action.triggered.connect(lambda _checked=False, name=command.name: act(name))
        page.addAction(action)
        made[command.name] = action
    give_mnemonics(made[name] for name in in_menus())
    return made


class Controls(QWidget):
    """Seek bar; below it buttons, time, frame and speed."""

    #: The user dragged the seek bar to a moment in seconds.
    seek_requested = Signal(float)
    speed_chosen = Signal(float)

    def __init__(self, theme: Theme, actions: dict[str, QAction]) -> None:
        super().__init__()
        self._theme = theme
        self._playing = False
        self._start_s = 0.0
        self.seek = SeekSlider()
        self.seek.setAccessibleName(tr("Position"))
        self.seek.setToolTip(tr("Position (Left and Right: one frame, with Shift one second, with Ctrl ten)"))
        # The shortcuts of the page move it by exact steps.
        self.seek.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.seek.valueChanged.connect(lambda value: self.seek_requested.emit(self._start_s + value / _PER_S))
        buttons = QHBoxLayout()
        buttons.setSpacing(6)
        self.buttons: dict[str, QToolButton] = {}
        for command in COMMANDS:
            if command.button:
                buttons.addWidget(self._button(command, actions[command.name]))
        self.moment = plain_label()
        self.moment.setFont(font(BODY, bold=True))
        self.moment.setAccessibleName(tr("Moment"))
        self.moment.setMinimumWidth(QFontMetrics(self.moment.font()).horizontalAdvance("0:00.00 / 0:00.00") + 8)
        self.now = ElidedLabel()
        self.now.setFont(font(BODY))
        self.now.setObjectName("muted")
        self.now.setAccessibleName(tr("Now"))
        self.sound = plain_label()
        self.sound.setFont(font(BODY))
        self.sound.setObjectName("muted")
        self.sound.setAccessibleName(tr("Sound"))
        self.speed = QComboBox()
        self.speed.setAccessibleName(tr("Speed"))
        self.speed.setToolTip(tr("Speed (- slower, + faster); sound keeps its pitch from 0.5 × to 2 ×"))  # noqa: RUF001 - a real times sign
        self.speed.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        for speed in SPEEDS:
            self.speed.addItem(f"{number(speed, 'g')} ×", speed)  # noqa: RUF001 - a real times sign
        self.speed.activated.connect(lambda row: self.speed_chosen.emit(float(self.speed.itemData(row))))
        buttons.addSpacing(8)
        buttons.addWidget(self.moment)
        buttons.addWidget(self.now, 1)
        buttons.addWidget(self.sound)
        buttons.addWidget(self.speed)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(4)
        rows.addWidget(self.seek)
        rows.addLayout(buttons)
        self.show_playing(False, 1.0)

    def set_theme(self, theme: Theme) -> None:
        """Follow the theme."""
        self._theme = theme
        for name, button in self.buttons.items():
            button.setIcon(transport_icon("pause" if name == "play" and self._playing else name, theme))

    def set_range(self, start_s: float, end_s: float) -> None:
        """Set the range in seconds."""
        self._start_s = start_s
        self.seek.blockSignals(True)
        self.seek.setRange(0, max(1, round((end_s - start_s) * _PER_S)))
        self.seek.blockSignals(False)

    def show_position(self, time_s: float, end_s: float) -> None:
        """Show the position in seconds."""
        if not self.seek.isSliderDown():
            self.seek.blockSignals(True)
            self.seek.setValue(round((time_s - self._start_s) * _PER_S))
            self.seek.blockSignals(False)
        self.moment.setText(f"{clock_text(time_s)} / {clock_text(end_s)}")

    def show_playing(self, playing: bool, speed: float) -> None:
        """Show whether it is playing, and the speed."""
        button = self.buttons["play"]
        self._playing = playing
        button.setIcon(transport_icon("pause" if playing else "play", self._theme))
        button.setAccessibleName(tr("Pause") if playing else tr("Play"))
        self.speed.setCurrentIndex(SPEEDS.index(speed))

    def _button(self, command: PageCommand, action: QAction) -> QToolButton:
        button = QToolButton()
        button.setObjectName("transport")
        button.setIcon(transport_icon(command.name, self._theme))
        button.setIconSize(QSize(20, 20))
        button.setToolTip(action.toolTip())
        button.setAccessibleName(tr(command.text))
        button.setFixedSize(36, 30)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda _checked=False: action.trigger())
        action.enabledChanged.connect(button.setEnabled)
        self.buttons[command.name] = button
        return button
