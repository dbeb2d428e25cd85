"""Edits of a session that can be undone: one class, so that events, corrections and imports share one history."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QUndoCommand, QUndoStack

from emotion_desk.errors import DeskError
from emotion_desk.ui.language import tr


class Edit(QUndoCommand):
    """Something that was done and its opposite; what cannot be written leaves the history.

    Args:
        text: what it does, for the menu.
        do: does it, again after it was undone.
        undo: undoes it.
        warn: shows a sentence.
    """

    def __init__(
        self, text: str, do: Callable[[], object], undo: Callable[[], object], warn: Callable[[str], object]
    ) -> None:
        super().__init__(text)
        self._do, self._undo, self._warn = do, undo, warn

    def redo(self) -> None:
        """Do it."""
        self._try(self._do)

    def undo(self) -> None:
        """Undo it."""
        self._try(self._undo)

    def _try(self, act: Callable[[], object]) -> None:
        try:
            act()
        except (DeskError, KeyError) as error:
            self.setObsolete(True)
            self._warn(str(error) if isinstance(error, DeskError) else tr("This cannot be undone any more."))


class Edits:
    """Pushes edits onto a stack.

    Args:
        stack: the history.
        warn: shows a sentence if an edit cannot be written.
    """

    def __init__(self, stack: QUndoStack, warn: Callable[[str], object]) -> None:
        self.stack = stack
        self._warn = warn

    def push(self, text: str, do: Callable[[], object], undo: Callable[[], object]) -> None:
        """Do something that can be undone."""
        self.stack.push(Edit(text, do, undo, self._warn))
