"""What a coder says of a session: corrected answers and other labelled spans, with who said it and when.

The readings are never changed: a correction is an annotation beside them, so that desk and coder can be compared.
Annotations are added, changed and removed by appending lines, as marks are.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from emotion_desk.errors import SessionError
from emotion_desk.sessions.format import DAMAGED
from emotion_desk.sessions.jsonl import LineReader, LineWriter
from emotion_desk.sessions.marks import LONGEST_TEXT, MOST_KEPT
from emotion_desk.translatable import translatable

ANNOTATIONS_FILE: Final = "annotations.jsonl"
#: Subject of an annotation that belongs to nobody.
EVERYBODY: Final = ""
VOICE: Final = "voice"
_LARGEST: Final = 10**9


@dataclass(frozen=True, slots=True)
class Annotation:
    """A labelled span.

    Args:
        number: stays the same when it is edited.
        subject: ``face 1`` (the number of the track), :data:`VOICE`, or :data:`EVERYBODY`.
        start_s, end_s: the span in seconds of the session.
        label: an emotion, or any other word.
        coder: who says so.
        made: when it was said, ISO 8601 in UTC.
    """

    number: int
    subject: str
    start_s: float
    end_s: float
    label: str
    coder: str = ""
    made: str = ""


def face_subject(track: int) -> str:
    """Return the subject of a tracked face."""
    return f"face {track}"


class Annotations:
    """The annotations of one session folder; safe for the threads of one process."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / ANNOTATIONS_FILE
        self._lock = threading.Lock()
        self._kept: dict[int, Annotation] = {}
        self._last = 0
        #: Lines that could not be read.
        self.damaged = 0
        self._load()

    def all(self) -> list[Annotation]:
        """Return them by time."""
        with self._lock:
            return sorted(self._kept.values(), key=lambda each: (each.start_s, each.number))

    def add(self, subject: str, start_s: float, end_s: float, label: str, coder: str) -> Annotation:
        """Add one, stamped with the present moment, and return it.

        Raises:
            SessionError: the span is empty, or it cannot be written.
        """
        if not end_s > start_s:
            raise SessionError(translatable("An annotation needs a span of time."))
        made = datetime.now(UTC).isoformat(timespec="seconds")
        with self._lock:
            new = Annotation(self._last + 1, subject, round(start_s, 3), round(end_s, 3), label, coder, made)
            self._append(new)
            return new

    def add_many(self, spans: Iterable[tuple[str, float, float, str]], coder: str) -> list[Annotation]:
        """Add many at once, each with subject, begin, end and label, and return them; empty spans are left out.

        Raises:
            SessionError: they cannot be written.
        """
        made = datetime.now(UTC).isoformat(timespec="seconds")
        with self._lock:
            kept = (one for one in spans if one[2] > one[1])
            new = [
                Annotation(number, subject, round(start_s, 3), round(end_s, 3), label, coder, made)
                for number, (subject, start_s, end_s, label) in enumerate(kept, self._last + 1)
            ]
            self._append(*new)
            return new

    def put_many(self, annotations: Sequence[Annotation]) -> None:
        """Bring back annotations that were removed, as they were.

        Raises:
            SessionError: they cannot be written.
        """
        with self._lock:
            self._append(*annotations)

    def remove_many(self, numbers: Iterable[int]) -> None:
        """Remove annotations; numbers that do not exist do nothing.

        Raises:
            SessionError: it cannot be written.
        """
        with self._lock:
            known = [number for number in numbers if number in self._kept]
            with LineWriter(self._path) as lines:
                lines.write_records({"number": number, "removed": True} for number in known)
            for number in known:
                del self._kept[number]

    def put(self, annotation: Annotation) -> None:
        """Write one as it is: an edited one, or one that comes back after it was removed.

        Raises:
            SessionError: it cannot be written.
        """
        with self._lock:
            self._append(annotation)

    def remove(self, number: int) -> None:
        """Remove one; a number that does not exist does nothing.

        Raises:
            SessionError: it cannot be written.
        """
        with self._lock:
            if number in self._kept:
                with LineWriter(self._path) as lines:
                    lines.write({"number": number, "removed": True})
                del self._kept[number]

    def _append(self, *new: Annotation) -> None:
        with LineWriter(self._path) as lines:
            lines.write_records(new)
        self._last = max([self._last, *(one.number for one in new)])
        self._kept.update((one.number, one) for one in new)

    def _load(self) -> None:
        lines = LineReader(self._path)
        bad = 0
        for raw in lines:
            if len(self._kept) >= MOST_KEPT and not raw.get("removed"):
                bad += 1
                continue
            try:
                number = raw["number"]
                if type(number) is not int or not 0 <= number <= _LARGEST:
                    raise ValueError("no number")
                if raw.get("removed"):
                    self._kept.pop(number, None)
                else:
                    self._kept[number] = _annotation(number, raw)
                self._last = max(self._last, number)
            except DAMAGED:
                bad += 1
        self.damaged = lines.damaged + bad


def _annotation(number: int, raw: dict[str, Any]) -> Annotation:
    start_s, end_s = raw["start_s"], raw["end_s"]
    for time_s in (start_s, end_s):
        if isinstance(time_s, bool) or not isinstance(time_s, (int, float)) or not abs(time_s) <= _LARGEST:
            raise ValueError("no time")
    texts = [raw[name] for name in ("subject", "label", "coder", "made")]
    if not end_s > start_s or not all(isinstance(text, str) for text in texts):
        raise ValueError("no annotation")
    subject, label, coder, made = (text[:LONGEST_TEXT] for text in texts)
    return Annotation(number, subject, float(start_s), float(end_s), label, coder, made)


@dataclass(frozen=True, slots=True)
class CoderAgreement:
    """How far coder and desk agree over the annotated samples.

    Args:
        samples: answers of the desk that lie in an annotated span of their subject.
        agreed: of these, how many have the coder's label.
        kappa: Cohen's kappa, ``None`` where it is not defined (no samples, or one label throughout).
    """

    samples: int
    agreed: int
    kappa: float | None


def cohens_kappa(one: Sequence[str], other: Sequence[str]) -> float | None:
    """Return Cohen's kappa of two raters (Cohen, 1960): agreement beyond chance; ``None`` where it is not defined.

    Example:
        >>> cohens_kappa(["a", "a", "b", "b"], ["a", "a", "b", "a"])
        0.5
    """
    total = len(one)
    if not total:
        return None
    observed = sum(a == b for a, b in zip(one, other, strict=True)) / total
    chance = sum(one.count(label) * other.count(label) for label in set(one)) / total**2
    return None if chance == 1.0 else (observed - chance) / (1.0 - chance)


def agreement(
    annotations: Iterable[Annotation], answers: Iterable[tuple[str, float, str]], labels: Iterable[str]
) -> CoderAgreement:
    """Compare a coder with the desk, sample by sample, within the annotated spans.

    Args:
        annotations: spans whose label is one of ``labels`` count; of overlapping ones, the newest.
        answers: subject, time in seconds and label of each answer of the desk (``unsure`` is a label of its own).
        labels: the emotions.
    """
    known = set(labels)
    spans = sorted((each for each in annotations if each.label in known), key=lambda each: each.made)
    desk: list[str] = []
    coder: list[str] = []
    for subject, time_s, label in answers:
        said = next((s.label for s in reversed(spans) if s.subject == subject and s.start_s <= time_s < s.end_s), None)
        if said is not None:
            desk.append(label)
            coder.append(said)
    agreed = sum(a == b for a, b in zip(desk, coder, strict=True))
    return CoderAgreement(len(desk), agreed, cohens_kappa(desk, coder))
