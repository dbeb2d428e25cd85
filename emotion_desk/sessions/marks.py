"""Marked events of a session: added, edited and removed by appending, so that no edit can damage what was there."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

from emotion_desk.sessions.format import MARKS_FILE, Mark
from emotion_desk.sessions.jsonl import LineReader, LineWriter


class Marks:
    """The marks of one session folder; safe for any number of threads of one process.

    Args:
        folder: the session.

    Example:
        >>> marks = Marks(folder)  # doctest: +SKIP
        >>> marks.add(3.2, "door").number  # doctest: +SKIP
        1
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / MARKS_FILE
        self._lock = threading.Lock()
        self._marks: dict[int, Mark] = {}
        self._last = 0
        #: Lines that could not be read.
        self.damaged = 0
        self._load()

    def all(self) -> list[Mark]:
        """Return the marks by time."""
        with self._lock:
            return sorted(self._marks.values(), key=lambda mark: (mark.time_s, mark.number))

    def add(self, time_s: float, label: str) -> Mark:
        """Add one and return it.

        Raises:
            SessionError: it cannot be written.
        """
        with self._lock:
            mark = Mark(self._last + 1, round(time_s, 3), label)
            self._append({"number": mark.number, "time_s": mark.time_s, "label": mark.label})
            self._last = mark.number
            self._marks[mark.number] = mark
            return mark

    def edit(self, mark: Mark) -> None:
        """Put a mark in the place of the one with its number.

        Raises:
            SessionError: it cannot be written.
            KeyError: there is none with this number.
        """
        with self._lock:
            self._marks[mark.number]
            self._append({"number": mark.number, "time_s": round(mark.time_s, 3), "label": mark.label})
            self._marks[mark.number] = mark

    def remove(self, number: int) -> None:
        """Remove a mark; removing one that is not there does nothing.

        Raises:
            SessionError: it cannot be written.
        """
        with self._lock:
            if number in self._marks:
                self._append({"number": number, "removed": True})
                del self._marks[number]

    def _append(self, line: dict[str, Any]) -> None:
        with LineWriter(self._path) as lines:
            lines.write(line)

    def _load(self) -> None:
        lines = LineReader(self._path)
        bad = 0
        for raw in lines:
            try:
                number = int(raw["number"])
                if raw.get("removed"):
                    self._marks.pop(number, None)
                else:
                    self._marks[number] = Mark(number, float(raw["time_s"]), str(raw["label"]))
                self._last = max(self._last, number)
            except (KeyError, TypeError, ValueError):
                bad += 1
        self.damaged = lines.damaged + bad
