"""A message across the window that needs the user's attention, with a button for the remedy."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy

from emotion_desk.ui.widgets.theme import BODY, font


class Banner(QFrame):
    """Shows the newest of several messages, one per topic; hidden without a message."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("banner")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._said: dict[str, tuple[str, str | None, Callable[[], None] | None]] = {}
        self.text = QLabel()
        self.text.setFont(font(BODY))
        self.text.setWordWrap(True)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.button = QPushButton("&Open again")
        self.button.clicked.connect(self._act)
        self.close_button = QPushButton("&Dismiss")
        self.close_button.setToolTip("Dismiss this message (Esc)")
        self.close_button.clicked.connect(self.dismiss)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 8, 6)
        row.setSpacing(8)
        row.addWidget(self.text, 1)
        row.addWidget(self.button)
        row.addWidget(self.close_button)
        self.hide()

    @property
    def topic(self) -> str | None:
        """Return the topic shown, ``None`` while hidden."""
        return next(reversed(self._said), None)

    def show_topic(
        self, topic: str, text: str, label: str | None = None, act: Callable[[], None] | None = None
    ) -> None:
        """Show a sentence; it replaces an older one of the same topic.

        Args:
            topic: key of the message.
            text: the sentence.
            label: text of the button, ``None`` for no button.
            act: called when the button is pressed.
        """
        self._said.pop(topic, None)
        self._said[topic] = (text, label, act)
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

    def _act(self) -> None:
        if not self._said:
            return
        _topic, (_text, _label, act) = self._said.popitem()
        self._refresh()
        if act is not None:
            act()

    def _refresh(self) -> None:
        if not self._said:
            self.hide()
            return
        text, label, _act = next(reversed(self._said.values()))
        self.text.setText(text)
        self.setAccessibleName(text)
        self.button.setVisible(label is not None)
        if label is not None:
            self.button.setText(label)
        self.show()
