"""The toolbar: source pickers, mode switch, recording and the other actions, each with a shortcut."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QSizePolicy, QToolBar, QToolButton, QWidget

from emotion_desk.ui.language import mark, tip_with_keys, tr
from emotion_desk.ui.sentences import sentence
from emotion_desk.ui.source_picker import WIDTH, SourcePicker
from emotion_desk.ui.widgets.plain_label import plain_label
from emotion_desk.ui.widgets.theme import Theme, icon

#: Width of a picker in pixels by the least width of the window, widest window first.
_PICKER_WIDTHS = ((1160, WIDTH), (1050, 116), (0, 84))
#: What stays free before the last buttons.
_LEAST_GAP = 8
#: Narrower windows show the record button without its text.
_NARROW = 1160
#: Still narrower windows show short words for the modes.
_SHORT = 1050
#: In windows narrower than this the margins of the buttons shrink, so that the last ones stay in view.
_TIGHT = 960
#: From this width of the row on, the words of icon buttons stand below their icons.
_WORDS_BELOW = 1400
_SHORT_WORDS = {"multitask": mark("Multi"), "singles": mark("Singles"), "compare": mark("Compare")}
MODE_WORDS = {"multitask": mark("Multi-task"), "singles": mark("Single models"), "compare": mark("Compare")}
_MODE_TIPS = {
    "multitask": mark("One network answers everything"),
    "singles": mark("Four networks, one for each question"),
    "compare": mark("Both answer the same faces and the same sound, side by side"),
}


class Toolbar(QToolBar):
    """All main actions in one row."""

    mode_chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(tr("Tools"))
        self.setMovable(False)
        self.setIconSize(QSize(20, 20))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self._icons: dict[str, QAction] = {}
        self._labels: dict[str, QLabel] = {}
        self._label_actions: list[QAction] = []
        self._icon_buttons: list[QToolButton] = []
        self.cameras = SourcePicker(tr("No camera"), tr("Camera"), "Ctrl+1")
        self.microphones = SourcePicker(tr("No microphone"), tr("Microphone"), "Ctrl+2")
        self._add_picker("camera", self.cameras)
        self._add_picker("microphone", self.microphones)
        self.camera_action = self._focus_action(tr("Choose &camera"), "Ctrl+1", self.cameras)
        self.microphone_action = self._focus_action(tr("Choose &microphone"), "Ctrl+2", self.microphones)
        self.open = self._button("open", tr("&Open…"), "Ctrl+O", tr("Play a video or sound file"), words=False)
        self.recent = self._recent_menu()
        self.analyse = self._button(
            "analyse", tr("Anal&yse files"), "Ctrl+Shift+A", tr("Analyse videos, pictures and sound files"), words=False
        )
        self._add_modes()
        self.snapshot = self._button(
            "snapshot", tr("Snap&shot"), "Ctrl+S", tr("Save the picture with its boxes as PNG"), words=False
        )
        self.record = self._button(
            "record", tr("&Record"), "Ctrl+Shift+R", tr("Record a session, or end the recording")
        )
        self.record.setCheckable(True)
        self.record_options = self._menu_action(tr("Record with &options…"), "Ctrl+Alt+R", None)
        record_button = self.widgetForAction(self.record)
        if isinstance(record_button, QToolButton):
            record_button.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
            record_button.setObjectName("split")
            record_menu = QMenu(self)
            record_menu.addAction(self.record_options)
            record_button.setMenu(record_menu)
        self.enrol = self._menu_action(tr("&Enrol a person…"), "Ctrl+E", "enrol")
        self.people = self._menu_action(tr("&People…"), "Ctrl+P", "people")
        self.neutral = self._menu_action(tr("Measure a &neutral face…"), "Ctrl+Shift+N", None)
        self.own_neutral = self._menu_action(tr("&Correct by own neutral"), "Ctrl+Alt+N", None)
        self.own_neutral.setCheckable(True)
        self.own_neutral.setChecked(True)
        self.privacy = self._menu_action(tr("P&rivacy…"), "Ctrl+Shift+P", None)
        self._add_menu(
            "people",
            tr("People"),
            tr("Enrol a person, see who is enrolled and what is stored"),
            (self.enrol, self.people, self.neutral, self.own_neutral, self.privacy),
        )
        self._icons["send"] = QAction(tr("Send"), self)
        self.send = self._add_menu(
            "send", tr("Send"), tr("Send every answer to a table or to other programs, live"), ()
        )
        self._gap = QWidget()
        self._gap.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.addWidget(self._gap)
        self.settings = self._button("settings", tr("Se&ttings"), "Ctrl+,", tr("Settings"), words=False)
        self.about = self._button(
            "about", tr("&About"), "Shift+F1", tr("About Emotion Desk, weights and shortcuts"), words=False
        )
        self.set_theme(theme)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Shrink pickers and drop button texts in a narrow window, so that all actions stay visible."""
        has_room = event.size().width() >= _NARROW
        self._set_pickers(next(width for least, width in _PICKER_WIDTHS if event.size().width() >= least))
        self._set_tight(event.size().width() < _TIGHT)
        self._show_words(below=event.size().width() >= _WORDS_BELOW)
        words = _SHORT_WORDS if event.size().width() < _SHORT else MODE_WORDS
        for mode, action in self.modes.items():
            action.setText(tr(words[mode]))
        for action in self._label_actions:
            action.setVisible(True)
        button = self.widgetForAction(self.record)
        if isinstance(button, QToolButton):
            style = Qt.ToolButtonStyle
            button.setToolButtonStyle(style.ToolButtonTextBesideIcon if has_room else style.ToolButtonIconOnly)
            button.setMinimumWidth(0)  # a button with an icon alone is small
            button.setMinimumWidth(self._widest(button) if has_room else 0)
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._make_room)

    def _make_room(self) -> None:
        """Leave out the icons before the pickers where a language's words would push the last button out."""
        last, layout = self.widgetForAction(self.about), self.layout()
        if layout is not None:
            layout.activate()
        if self.isVisible() and last is not None and not last.isVisible():
            for action in self._label_actions:
                action.setVisible(False)
            return
        # What is left in a narrow window makes the names of the sources readable.
        before = self.cameras.minimumWidth()
        self._set_pickers(min(before + max(0, self._gap.width() - _LEAST_GAP) // 2, WIDTH))
        if layout is not None:
            layout.activate()
        if self.isVisible() and last is not None and not last.isVisible():
            self._set_pickers(before)

    def _set_pickers(self, width: int) -> None:
        for picker in (self.cameras, self.microphones):
            picker.setFixedWidth(width)

    def _set_tight(self, tight: bool) -> None:
        """Draw the buttons with narrow margins, or with the usual ones."""
        if bool(self.property("tight")) == tight:
            return
        self.setProperty("tight", tight)
        for button in self.findChildren(QToolButton):
            button.style().unpolish(button)
            button.style().polish(button)

    def _show_words(self, *, below: bool) -> None:
        """Show the words of the icon buttons below their icons, or icons alone."""
        style = Qt.ToolButtonStyle
        for button in self._icon_buttons:
            if button.property("below") != below:
                button.setProperty("below", below)
                button.setToolButtonStyle(style.ToolButtonTextUnderIcon if below else style.ToolButtonIconOnly)
                button.style().unpolish(button)
                button.style().polish(button)

    def set_theme(self, theme: Theme) -> None:
        """Follow the theme."""
        for name, action in self._icons.items():
            action.setIcon(icon(name, theme))
        for name, label in self._labels.items():
            label.setPixmap(icon(name, theme).pixmap(QSize(18, 18), self.devicePixelRatioF()))

    def set_modes(self, available: dict[str, str | None], chosen: str) -> None:
        """Disable the modes that are not available, with the reason as tooltip."""
        for mode, action in self.modes.items():
            reason = available.get(mode, tr("This mode is not part of this version."))
            action.setEnabled(reason is None)
            keys = action.shortcut().toString()
            action.setToolTip(tip_with_keys(tr(_MODE_TIPS[mode]), keys) if reason is None else sentence(reason))
            action.setChecked(mode == chosen and reason is None)
        self._round_ends()

    def _round_ends(self) -> None:
        """Draw the visible mode buttons as one segmented button."""
        for mode, action in self.modes.items():
            self._mode_buttons[mode].setVisible(action.isVisible())
        shown = [self._mode_buttons[mode] for mode, action in self.modes.items() if action.isVisible()]
        for number, button in enumerate(shown):
            side = "left" if number == 0 else "right" if number == len(shown) - 1 else "middle"
            if button.objectName() != side:
                button.setObjectName(side)
                button.style().unpolish(button)
                button.style().polish(button)

    def show_recording(self, on: bool) -> None:
        """Show on the button whether it starts or stops a recording."""
        self.record.setChecked(on)
        self.record.setText(tr("&Stop") if on else tr("&Record"))

    def _widest(self, button: QToolButton) -> int:
        """Return the width of the record button with the longer of its two texts, so that no button beside it moves."""
        now, widths = self.record.text(), []
        for text in (tr("&Record"), tr("&Stop")):
            self.record.setText(text)
            widths.append(button.sizeHint().width())
        self.record.setText(now)
        return max(widths)

    def actions_with_keys(self) -> list[QAction]:
        """Return every action that has a shortcut."""
        first = [self.camera_action, self.microphone_action, self.open, self.analyse]
        own = [
            self.snapshot,
            self.record,
            self.record_options,
            self.enrol,
            self.people,
            self.neutral,
            self.own_neutral,
            self.privacy,
            self.settings,
            self.about,
        ]
        return [*first, *self.modes.values(), *own]

    def _add_picker(self, name: str, picker: SourcePicker) -> None:
        label = plain_label()
        label.setFixedWidth(20)
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        label.setBuddy(picker)
        self._labels[name] = label
        self._label_actions.append(self.addWidget(label))
        self.addWidget(picker)

    def _focus_action(self, text: str, keys: str, picker: SourcePicker) -> QAction:
        action = QAction(text, self)
        action.setShortcut(QKeySequence(keys))

        def show() -> None:
            picker.setFocus(Qt.FocusReason.ShortcutFocusReason)
            picker.showPopup()

        action.triggered.connect(show)
        return action

    def _button(self, name: str, text: str, keys: str, tip: str, *, words: bool = True) -> QAction:
        action = QAction(text, self)
        action.setShortcut(QKeySequence(keys))
        action.setToolTip(tip_with_keys(tip, keys))
        self.addAction(action)
        button = self.widgetForAction(action)
        if isinstance(button, QToolButton):
            style = Qt.ToolButtonStyle
            button.setToolButtonStyle(style.ToolButtonTextBesideIcon if words else style.ToolButtonIconOnly)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            button.setAccessibleName(text.replace("&", "").rstrip("…"))
            if not words:
                self._icon_buttons.append(button)
                action.setIconText(text.replace("&", "").rstrip("…").partition(" ")[0])
        self._icons[name] = action
        return action

    def _recent_menu(self) -> QMenu:
        """Return a menu of recent files at the button that opens one."""
        button = self.widgetForAction(self.open)
        menu = QMenu(self)
        if isinstance(button, QToolButton):
            button.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
            button.setObjectName("split")
            button.setMenu(menu)
        return menu

    def _menu_action(self, text: str, keys: str, name: str | None) -> QAction:
        action = QAction(text, self)
        action.setShortcut(QKeySequence(keys))
        if name is not None:
            self._icons[name] = action
        return action

    def _add_menu(self, name: str, title: str, tip: str, actions: tuple[QAction, ...]) -> QMenu:
        """Add a button that opens a menu, with the icon of the action ``name``."""
        button = QToolButton()
        self._icons[name].changed.connect(lambda: button.setIcon(self._icons[name].icon()))
        button.setToolTip(tip)
        button.setText(title)
        button.setAccessibleName(title)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._icon_buttons.append(button)
        button.setObjectName("menu")
        menu = QMenu(button)
        menu.addActions(actions)
        menu.setToolTipsVisible(True)
        button.setMenu(menu)
        self.addWidget(button)
        return menu

    def _add_modes(self) -> None:
        group = QActionGroup(self)
        group.setExclusive(True)
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(6, 0, 6, 0)
        row.setSpacing(0)
        self.modes: dict[str, QAction] = {}
        self._mode_buttons: dict[str, QToolButton] = {}
        for (mode, word), keys in zip(MODE_WORDS.items(), ("Ctrl+M", "Ctrl+Shift+M", "Ctrl+Alt+M"), strict=True):
            action = QAction(tr(word), group)
            action.setCheckable(True)
            action.setShortcut(QKeySequence(keys))
            action.triggered.connect(lambda _on=False, chosen=mode: self.mode_chosen.emit(chosen))
            button = QToolButton()
            button.setDefaultAction(action)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            button.setAccessibleName(tr("Mode {word}", word=tr(word)))
            row.addWidget(button)
            self.modes[mode] = action
            self._mode_buttons[mode] = button
        self.addWidget(holder)
