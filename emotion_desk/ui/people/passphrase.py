"""Asking for the passphrase of a file of people, hidden while it is typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtWidgets import QInputDialog, QLineEdit, QWidget

from emotion_desk.ui.language import tr

#: Least width of the question for a passphrase: fifty letters and more.
_PASSPHRASE_PX: Final = 520


def new_passphrase(parent: QWidget, say: Callable[[str], None]) -> str | None:
    """Ask for a new passphrase twice.

    Args:
        parent: the dialog that asks.
        say: shows a sentence if the two differ.

    Returns:
        The passphrase; ``None`` if the user cancelled, typed none, or typed two different ones.
    """
    first = ask_hidden(
        parent, tr("A passphrase for the file. Nobody can read it without the passphrase, so keep that well:")
    )
    if not first:
        return None
    again = ask_hidden(parent, tr("Type the passphrase once more, so that a slip of the keys is noticed:"))
    if again is None:
        return None
    if again != first:
        say(tr("The two passphrases differ; nothing was exported."))
        return None
    return first


def ask_hidden(parent: QWidget, label: str) -> str | None:
    """Ask for a passphrase in a dialog wide enough for a long one; ``None`` if the user cancelled."""
    asked = QInputDialog(parent)
    asked.setWindowTitle(tr("Passphrase"))
    asked.setLabelText(label)
    asked.setTextEchoMode(QLineEdit.EchoMode.Password)
    asked.resize(max(_PASSPHRASE_PX, asked.sizeHint().width()), asked.sizeHint().height())
    try:
        return asked.textValue() if asked.exec() else None
    finally:
        asked.deleteLater()
