"""A message across the window that needs the user's attention, with a button for the remedy."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy

from emotion_desk.ui.language import tr
from emotion_desk.ui.sentences import sentence
from emotion_desk.ui.widgets.plain_label import plain_label
from emotion_desk.ui.widgets.theme import BODY, font

#: Text of a button and what it does.
BannerAction = tuple[str, Callable[[], object]]
_MOST_ACTIONS = 3


class Banner(QFrame):
    """Shows the newest of several messages, one per topic; hidden without a message."""

    #: Another message is shown, or none.
    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("banner")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._said: dict[str, tuple[str, tuple[BannerAction, ...]]] = {}
        self.text = plain_label()
        self.text.setFont(font(BODY))
        self.text.setWordWrap(True)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.buttons = [QPushButton() for _ in range(_MOST_ACTIONS)]
        for number, button in enumerate(self.buttons):
            button.clicked.connect(lambda _checked=False, number=number: self._act(number))
        self.close_button = QPushButton(tr("&Dismiss"))
        self.close_button.setToolTip(tr("Dismiss this message (Esc)"))
        self.close_button.clicked.connect(self.dismiss)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 8, 6)
        row.setSpacing(8)
        row.addWidget(self.text, 1)
        for button in self.buttons:
            row.addWidget(button)
        row.addWidget(self.close_button)
        self.hide()

    @property
    def topic(self) -> str | None:
        """Return the topic shown, ``None`` while hidden."""
        return next(reversed(self._said), None)

    @property
    def button(self) -> QPushButton:
        """Return the first button."""
        return self.buttons[0]

    def show_topic(self, topic: str, text: str, *actions: BannerAction) -> None:
        """Show a sentence; it replaces an older one of the same topic.

        Args:
            topic: key of the message.
            text: the sentence.
            actions: up to three buttons, each with its text and what it does.
        """
        self._said.pop(topic, None)
        self._said[topic] = (sentence(text), actions)
        self._refresh()

    def clear_topic(self, topic: str) -> None:
        """Remove the message of a topic, if there is one."""
        if self._said.pop(topic, None) is not None:
            self._refresh()

    def dismiss(self) -> None:
        """Remove the message shown; the one before it appears."""
        if self._said:
            self._said.popitem()
            self._refresh()

    def _act(self, number: int) -> None:
        if not self._said:
            return
        _topic, (_text, actions) = self._said.popitem()
        self._refresh()
        actions[number][1]()

    def _refresh(self) -> None:
        if not self._said:
            self.hide()
            self.changed.emit()
            return
        text, actions = next(reversed(self._said.values()))
        self.text.setText(text)
        self.setAccessibleName(text)
        for number, button in enumerate(self.buttons):
            button.setVisible(number < len(actions))
            if number < len(actions):
                button.setText(actions[number][0])
        self.show()
        self.changed.emit()
