"""Gives the entries of a menu their mnemonics: the underlined letters that choose them.

Letters that are marked in a text by ``&`` are kept.  The others are chosen by the words in the language in use, so that
no two entries of a menu share one: the first letter of a word if it is free, else any letter.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtGui import QAction, QKeySequence

MARK = "&"


def give_mnemonics(actions: Iterable[QAction]) -> None:
    """Mark a letter in each text that has none; no two of these actions share a letter.

    Args:
        actions: those of a menu, or of several menus that have entries in common.
    """
    wanted = [action for action in actions if not action.isSeparator()]
    for action, text in zip(wanted, with_mnemonics([action.text() for action in wanted]), strict=True):
        if text != action.text():
            tip = action.toolTip()
            action.setText(text)
            action.setToolTip(tip)


def with_mnemonics(texts: Sequence[str]) -> list[str]:
    """Return texts with one letter marked in each, while there are letters left.

    Example:
        >>> with_mnemonics(["Undo", "Undo all", "&Delete"])
        ['&Undo', 'Undo &all', '&Delete']
    """
    taken = {letter_of(text) for text in texts}
    done = []
    for text in texts:
        marked = text
        if not letter_of(text):
            for at in _places(text):
                if text[at].upper() not in taken:
                    taken.add(text[at].upper())
                    marked = text[:at] + MARK + text[at:]
                    break
        done.append(marked)
    return done


def letter_of(text: str) -> str:
    """Return the letter that a text answers to, as a capital; empty if there is none."""
    return QKeySequence.mnemonic(text).toString().rpartition("+")[2]


def _places(text: str) -> list[int]:
    """Return the places of the letters of a text, those that begin a word first; none within brackets."""
    until = text.find("(") if "(" in text else len(text)
    letters = [at for at in range(until) if text[at].isalnum()]
    return sorted(letters, key=lambda at: at > 0 and text[at - 1].isalnum())
