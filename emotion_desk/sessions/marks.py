"""Marks of a session: added, edited and removed by appending lines, so that no edit can damage an earlier mark."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final

from emotion_desk.sessions.format import DAMAGED, MARKS_FILE, Mark
from emotion_desk.sessions.jsonl import LineReader, LineWriter

#: No number and no time (in seconds) of a mark is larger.
_MOST: Final = 10**9
#: More marks than these are not read, so that a file of gigabytes takes little memory; nor longer labels.
MOST_KEPT: Final = 100_000
LONGEST_TEXT: Final = 2_000


class Marks:
    """The marks of one session folder; safe for the threads of one process.

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

    def add_many(self, moments: Iterable[tuple[float, str]]) -> list[Mark]:
        """Add many at once, each with time and label, and return them.

        Raises:
            SessionError: they cannot be written.
        """
        with self._lock:
            made = [
                Mark(number, round(time_s, 3), label) for number, (time_s, label) in enumerate(moments, self._last + 1)
            ]
            self._put(made)
            return made

    def restore_many(self, marks: Sequence[Mark]) -> None:
        """Bring back marks that were removed, with their numbers.

        Raises:
            SessionError: they cannot be written.
        """
        with self._lock:
            self._put(marks)

    def remove_many(self, numbers: Iterable[int]) -> None:
        """Remove marks; numbers that do not exist do nothing.

        Raises:
            SessionError: it cannot be written.
        """
        with self._lock:
            known = [number for number in numbers if number in self._marks]
            self._append(*({"number": number, "removed": True} for number in known))
            for number in known:
                del self._marks[number]

    def edit(self, mark: Mark) -> None:
        """Replace the mark that has this number.

        Raises:
            SessionError: it cannot be written.
            KeyError: there is none with this number.
        """
        with self._lock:
            self._marks[mark.number]
            self._append({"number": mark.number, "time_s": round(mark.time_s, 3), "label": mark.label})
            self._marks[mark.number] = mark

    def restore(self, mark: Mark) -> None:
        """Bring back a mark that was removed, with its number.

        Raises:
            SessionError: it cannot be written.
        """
        with self._lock:
            self._append({"number": mark.number, "time_s": round(mark.time_s, 3), "label": mark.label})
            self._last = max(self._last, mark.number)
            self._marks[mark.number] = mark

    def remove(self, number: int) -> None:
        """Remove a mark; a number that does not exist does nothing.

        Raises:
            SessionError: it cannot be written.
        """
        with self._lock:
            if number in self._marks:
                self._append({"number": number, "removed": True})
                del self._marks[number]

    def _put(self, marks: Sequence[Mark]) -> None:
        self._append(*({"number": one.number, "time_s": round(one.time_s, 3), "label": one.label} for one in marks))
        self._last = max([self._last, *(one.number for one in marks)])
        self._marks.update((one.number, one) for one in marks)

    def _append(self, *lines: dict[str, Any]) -> None:
        with LineWriter(self._path) as file:
            file.write_records(lines)

    def _load(self) -> None:
        lines = LineReader(self._path)
        bad = 0
        for raw in lines:
            if len(self._marks) >= MOST_KEPT and not raw.get("removed"):
                bad += 1
                continue
            try:
                number = _number_of(raw)
                if raw.get("removed"):
                    self._marks.pop(number, None)
                else:
                    self._marks[number] = Mark(number, _time_of(raw), _label_of(raw))
                self._last = max(self._last, number)
            except DAMAGED:
                bad += 1
        self.damaged = lines.damaged + bad


def _number_of(raw: dict[str, Any]) -> int:
    number = raw["number"]
    if not isinstance(number, int) or not 0 <= number <= _MOST:
        raise ValueError("no number of a mark")
    return number


def _time_of(raw: dict[str, Any]) -> float:
    time_s = raw["time_s"]
    if isinstance(time_s, bool) or not isinstance(time_s, (int, float)) or not abs(time_s) <= _MOST:
        raise ValueError("no time")
    return float(time_s)


def _label_of(raw: dict[str, Any]) -> str:
    label = raw["label"]
    if not isinstance(label, str):
        raise ValueError("no label")  # noqa: TRY004 - one kind of error for all damage
    return label[:LONGEST_TEXT]
