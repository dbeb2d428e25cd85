"""Base of the frames that follow the theme."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame

from emotion_desk.ui.widgets.theme import Theme


class ThemedFrame(QFrame):
    """A frame whose colours depend on the theme."""

    def set_theme(self, theme: Theme) -> None:
        """Follow the theme."""
        raise NotImplementedError
