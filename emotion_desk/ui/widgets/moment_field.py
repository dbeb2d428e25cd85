"""A field for a moment of a file: seconds, MM:SS or HH:MM:SS; empty where none is meant."""

from __future__ import annotations

import argparse

from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLineEdit

from emotion_desk.commands.moments import moment
from emotion_desk.errors import DataError

_WIDEST = "00:00:00.00"


class MomentField(QLineEdit):
    """Takes a moment as the command line does.

    Args:
        name: what the moment is, for screen readers.
        usual: the text shown while the field is empty.
        tip: the tooltip.
    """

    def __init__(self, name: str, usual: str, tip: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(usual)
        self.setToolTip(tip)
        self.setFixedWidth(QFontMetrics(self.font()).horizontalAdvance(_WIDEST) + 40)

    def moment_s(self) -> float | None:
        """Return the moment in seconds, ``None`` if the field is empty.

        Raises:
            DataError: the text is no time.
        """
        text = self.text().strip()
        try:
            return moment(text) if text else None
        except argparse.ArgumentTypeError as error:
            raise DataError(f"{error}.") from error
