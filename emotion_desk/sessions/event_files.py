"""Reads and writes events in the formats of other programs: CSV, ELAN (``.eaf``) and BORIS (``.boris``, its tables).

An event is a moment or a span with a label, perhaps of a subject.  Files are untrusted: sizes are bounded, XML without
declarations of entities, and anything that cannot be understood is one sentence.
"""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any, Final, NoReturn
from xml.etree import ElementTree as Xml

import msgspec

from emotion_desk.atomic_file import write_atomically
from emotion_desk.errors import SessionError
from emotion_desk.plain_file import read_bounded
from emotion_desk.sessions.export.safe_text import neutralised, one_line, restored
from emotion_desk.translatable import translatable

_LARGEST_BYTES: Final = 25_000_000
_MOST: Final = 100_000
#: A file of so many events has fewer tags in ELAN's form; each takes some 400 bytes of memory.
_MOST_TAGS: Final = 2_000_000
#: The line with the names of a table's columns is shorter than this.
_LONGEST_HEADER: Final = 10_000
_LONGEST_S: Final = 1e6
_LONGEST_LABEL: Final = 500
#: Names of columns in tables of this and other programs (BORIS, ELAN, Noldus), in small letters.
_STARTS: Final = ("start_s", "start (s)", "begin time - ss.msec", "start", "begin", "onset", "time_s", "time")
_ENDS: Final = ("end_s", "stop (s)", "end time - ss.msec", "end", "stop", "offset")
_LABELS: Final = ("label", "behavior", "behaviour", "annotation", "event", "code", "trial_type", "name")
_SUBJECTS: Final = ("subject", "tier", "person")
_STATUS: Final = ("status", "behavior type", "behaviour type")
#: What a file that is none of events raises while it is read.
_DAMAGED: Final = (
    Xml.ParseError, csv.Error, ValueError, KeyError, TypeError, AttributeError, IndexError, LookupError, OverflowError,
    RecursionError,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Event:
    """A moment (``end_s`` is ``None``) or a span in seconds of the media, with a label."""

    start_s: float
    end_s: float | None
    label: str
    subject: str = ""


def read_events(path: Path) -> list[Event]:
    """Read the events of a file by its ending: ``.csv``, ``.tsv``, ``.txt``, ``.eaf`` or ``.boris``.

    Raises:
        SessionError: it cannot be read, or holds no events in a form that is known.
    """
    readers: Mapping[str, Callable[[bytes], list[Event]]] = {".eaf": _read_elan, ".boris": _read_boris}
    try:
        content = read_bounded(path, _LARGEST_BYTES)
    except OSError as error:
        raise SessionError(
            translatable("'{name}' cannot be read: {reason}.", name=path.name, reason=error.strerror or error)
        ) from error
    try:
        events = readers.get(path.suffix.lower(), _read_table)(content)
    except SessionError:
        raise
    except _DAMAGED as error:
        raise SessionError(translatable("'{name}' is damaged, or no file of events.", name=path.name)) from error
    if not events:
        raise SessionError(translatable("There are no events in '{name}'.", name=path.name))
    return sorted(events[:_MOST], key=lambda event: event.start_s)


def write_events(events: Iterable[Event], path: Path, media: Path | None = None) -> None:
    """Write events in the format that the ending names.

    Raises:
        SessionError: the ending names none, or the file cannot be written.
    """
    writers: Mapping[str, Callable[[list[Event], Path | None], str]] = {
        ".csv": _csv,
        ".eaf": _elan,
        ".boris": _boris,
    }
    writer = writers.get(path.suffix.lower())
    if writer is None:
        raise SessionError(
            translatable(
                "Events are written as {known}, not as '{suffix}'.", known=", ".join(writers), suffix=path.suffix
            )
        )
    try:
        write_atomically(path, writer(list(events), media))
    except OSError as error:
        raise SessionError(
            translatable("'{path}' cannot be written: {reason}.", path=path, reason=error.strerror or error)
        ) from error


# ---- tables ---------------------------------------------------------------------------------------------------------


def _read_table(content: bytes) -> list[Event]:
    text = content.decode("utf-8-sig", "replace")
    lines = io.StringIO(text, newline=None)
    # BORIS writes facts about the observation above the header.
    header = next((line for line in islice(lines, 200) if _is_header(line)), None)
    if header is None:
        raise SessionError(translatable("The table has no columns for time and label (such as start_s, end_s, label)."))
    delimiter = max(",;\t", key=header.count)
    table = csv.DictReader(lines, next(csv.reader([header], delimiter=delimiter)), delimiter=delimiter)
    names = {name.strip().casefold(): name for name in table.fieldnames or () if name}

    def column(wanted: Iterable[str]) -> str | None:
        return next((names[name] for name in wanted if name in names), None)

    start, end, label = column(_STARTS), column(_ENDS), column(_LABELS)
    subject, status = column(_SUBJECTS), column(_STATUS)
    if start is None or label is None:
        raise SessionError(translatable("The table has no columns for time and label (such as start_s, end_s, label)."))
    found: list[Event] = []
    begun: dict[tuple[str, str], float] = {}
    for row in table:
        time_s = _seconds(row.get(start))
        text_of = restored((row.get(label) or "").strip())
        if time_s is None or not text_of:
            continue
        who = restored((row.get(subject) or "").strip()) if subject else ""
        state = (row.get(status) or "").strip().upper() if status else ""
        if state == "START":
            begun[who, text_of] = time_s
            continue
        if state == "STOP":
            found.append(_event(begun.pop((who, text_of), time_s), time_s, text_of, who))
        else:
            found.append(_event(time_s, _seconds(row.get(end)) if end else None, text_of, who))
        if len(found) + len(begun) >= _MOST:
            break
    return found + [_event(time_s, None, text_of, who) for (who, text_of), time_s in begun.items()]


def _is_header(line: str) -> bool:
    if len(line) > _LONGEST_HEADER:
        return False
    cells = {cell.strip().strip('"').casefold() for cell in line.replace(";", ",").replace("\t", ",").split(",")}
    return bool(cells & set(_STARTS)) and bool(cells & set(_LABELS))


def _csv(events: list[Event], _media: Path | None) -> str:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(("start_s", "end_s", "subject", "label"))
    for event in events:
        end = "" if event.end_s is None else f"{event.end_s:.3f}"
        writer.writerow((f"{event.start_s:.3f}", end, neutralised(event.subject), neutralised(event.label)))
    return out.getvalue()


# ---- ELAN -----------------------------------------------------------------------------------------------------------


class _WithoutDoctype(Xml.TreeBuilder):
    """Refuses a document type, in whatever encoding: only there entities can be declared."""

    def doctype(self, _name: str, _public: str | None, _system: str | None) -> NoReturn:
        raise SessionError(translatable("The ELAN file declares entities, which are not read."))


def _read_elan(content: bytes) -> list[Event]:
    if content.count(b"<") > _MOST_TAGS:
        raise SessionError(translatable("The ELAN file has too many parts."))
    root = Xml.fromstring(content, Xml.XMLParser(target=_WithoutDoctype()))
    times = {slot.get("TIME_SLOT_ID"): slot.get("TIME_VALUE") for slot in root.iter("TIME_SLOT")}
    found = []
    for tier in root.iter("TIER"):
        name = tier.get("TIER_ID") or ""
        for one in tier.iter("ALIGNABLE_ANNOTATION"):
            start, end = (times.get(one.get(f"TIME_SLOT_REF{number}")) for number in (1, 2))
            label = (one.findtext("ANNOTATION_VALUE") or "").strip()
            if start is None or end is None or not label:
                continue
            subject = "" if name in ("Marks", "Events") else name
            end_s = None if name == "Marks" else int(end) / 1000
            found.append(_event(int(start) / 1000, end_s, label, subject))
    return found


def _elan(events: list[Event], media: Path | None) -> str:
    from emotion_desk.sessions.export.elan import Span, document

    tiers: dict[str, list[Span]] = {}
    for event in events:
        start = max(0, round(event.start_s * 1000))
        end = start + 1 if event.end_s is None else max(start + 1, round(event.end_s * 1000))
        name = one_line(event.subject) or ("Marks" if event.end_s is None else "Events")
        tiers.setdefault(name, []).append((start, end, one_line(event.label)))
    Xml.indent(root := document(datetime.now(UTC), media, tiers))
    return Xml.tostring(root, encoding="unicode", xml_declaration=True)


# ---- BORIS ----------------------------------------------------------------------------------------------------------


def _read_boris(content: bytes) -> list[Event]:
    """Read a project of BORIS: of its observations, the events of all."""
    raw = msgspec.json.decode(content)
    states = {
        each["code"] for each in raw.get("behaviors_conf", {}).values() if "state" in str(each.get("type", "")).lower()
    }
    found: list[Event] = []
    for observation in raw["observations"].values():
        begun: dict[tuple[str, str], float] = {}
        for time_s, subject, code, *_more in sorted(observation["events"], key=lambda each: float(each[0])):
            key = (str(subject), str(code))
            if code not in states:
                found.append(_event(float(time_s), None, str(code), str(subject)))
            elif key in begun:
                found.append(_event(begun.pop(key), float(time_s), str(code), str(subject)))
            else:
                begun[key] = float(time_s)
        found += [_event(time_s, None, code, subject) for (subject, code), time_s in begun.items()]
    return found


def _boris(events: list[Event], media: Path | None) -> str:
    rows: list[list[Any]] = []
    for event in events:
        subject, label = one_line(event.subject), one_line(event.label)
        rows.append([round(event.start_s, 3), subject, label, "", "", "NA"])
        if event.end_s is not None:
            rows.append([round(event.end_s, 3), subject, label, "", "", "NA"])
    spans = {one_line(event.label) for event in events if event.end_s is not None}
    labels = dict.fromkeys(one_line(event.label) for event in events)
    subjects = dict.fromkeys(one_line(event.subject) for event in events if event.subject)
    project = {
        "time_format": "hh:mm:ss",
        "project_date": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S"),
        "project_name": "Emotion Desk",
        "project_description": "",
        "project_format_version": "7.0",
        "subjects_conf": {
            str(number): {"key": "", "name": name, "description": "", "independent variables": {}}
            for number, name in enumerate(subjects)
        },
        "behaviors_conf": {
            str(number): {
                "type": "State event" if label in spans else "Point event",
                "key": "",
                "code": label,
                "description": "",
                "category": "",
                "modifiers": "",
                "excluded": "",
                "coding map": "",
            }
            for number, label in enumerate(labels)
        },
        "observations": {
            "emotion desk": {
                "file": {"1": [str(media)] if media is not None else []},
                "type": "MEDIA",
                "date": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S"),
                "description": "",
                "time offset": 0.0,
                "events": sorted(rows, key=lambda row: row[0]),
                "observation time interval": [0, 0],
                "independent_variables": {},
            }
        },
        "behavioral_categories": [],
        "independent_variables": {},
        "coding_map": {},
        "behaviors_coding_map": [],
        "converters": {},
    }
    return json.dumps(project, ensure_ascii=False, indent=1)


# ---- shared ---------------------------------------------------------------------------------------------------------


def _event(start_s: float, end_s: float | None, label: str, subject: str) -> Event:
    if not (math.isfinite(start_s) and abs(start_s) <= _LONGEST_S):
        raise ValueError("no time")
    if end_s is not None and not start_s < end_s <= _LONGEST_S:
        end_s = None
    texts = (one_line(text[:_LONGEST_LABEL]) for text in (label, subject))
    return Event(round(start_s, 3), None if end_s is None else round(end_s, 3), *texts)


def _seconds(text: str | None) -> float | None:
    """Return seconds of ``12.5``, ``12,5``, ``1:02.5`` or ``0:01:02.5``."""
    if not text or not text.strip():
        return None
    total = 0.0
    try:
        for part in text.strip().replace(",", ".").split(":"):
            total = total * 60 + float(part)
    except ValueError:
        return None
    return total if math.isfinite(total) and abs(total) <= _LONGEST_S else None
