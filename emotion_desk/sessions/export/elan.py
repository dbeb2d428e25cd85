"""ELAN annotations (EAF 3.0): one tier for each subject with its emotions, one for speech, one for the marks."""

from __future__ import annotations

import math
import mimetypes
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final
from xml.etree import ElementTree as Xml

from emotion_desk.clock import NS_PER_S
from emotion_desk.sessions.export.emotion_segments import Segment
from emotion_desk.sessions.export.safe_text import one_line
from emotion_desk.sessions.format import Mark, TimedReading
from emotion_desk.sessions.header import SessionInfo
from emotion_desk.sessions.utterances import utterances_of

_SCHEMA: Final = "http://www.mpi.nl/tools/elan/EAFv3.0.xsd"
_MARK_MS: Final = 500
_LONGEST_S: Final = 1e7
_TYPE: Final = "default-lt"

#: (start ms, end ms, value)
Span = tuple[int, int, str]


def write_elan(
    info: SessionInfo,
    media: Path | None,
    stretches: Sequence[Segment],
    speech: Sequence[tuple[float, float]],
    marks: Sequence[Mark],
    path: Path,
) -> None:
    """Write an ``.eaf`` file; values are ``happy 0.812``, times milliseconds of the media."""
    tiers: dict[str, list[Span]] = {}
    for s in stretches:
        tiers.setdefault(s.subject, []).append((_ms(s.start_s), _ms(s.end_s), f"{s.text} {s.share:.3f}"))
    tiers["Speech"] = [(_ms(start), _ms(end), "speech") for start, end in speech]
    tiers["Marks"] = [
        (
            _ms(mark.time_s),
            _ms(mark.time_s) + max(1, min(_MARK_MS, _ms(following) - _ms(mark.time_s))),
            one_line(mark.label),
        )
        for mark, following in zip(marks, [*(mark.time_s for mark in marks[1:]), math.inf], strict=False)
    ]
    Xml.indent(root := document(info.started, media, tiers))
    Xml.ElementTree(root).write(path, encoding="UTF-8", xml_declaration=True)


def spoken(readings: Iterable[TimedReading]) -> list[tuple[float, float]]:
    """Return the spans in which somebody spoke, in seconds."""
    return [(one.from_ns / NS_PER_S, one.to_ns / NS_PER_S) for one in utterances_of(readings)]


def _ms(seconds: float) -> int:
    return max(0, round(min(seconds, _LONGEST_S) * 1000))


def document(made: datetime, media: Path | None, tiers: dict[str, list[Span]]) -> Xml.Element:
    """Return an EAF document with these tiers; ``made`` is its date."""
    root = Xml.Element(
        "ANNOTATION_DOCUMENT",
        {
            "AUTHOR": "Emotion Desk",
            "DATE": made.isoformat(timespec="seconds"),
            "FORMAT": "3.0",
            "VERSION": "3.0",
            "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
            "xsi:noNamespaceSchemaLocation": _SCHEMA,
        },
    )
    header = Xml.SubElement(root, "HEADER", {"MEDIA_FILE": "", "TIME_UNITS": "milliseconds"})
    if media is not None:
        kind = mimetypes.guess_type(media.name)[0] or "video/x-matroska"
        Xml.SubElement(header, "MEDIA_DESCRIPTOR", {"MEDIA_URL": one_line(media.resolve().as_uri()), "MIME_TYPE": kind})
    moments = sorted({moment for spans in tiers.values() for span in spans for moment in span[:2]})
    slots = {moment: f"ts{number}" for number, moment in enumerate(moments, start=1)}
    order = Xml.SubElement(root, "TIME_ORDER")
    for moment, slot in slots.items():
        Xml.SubElement(order, "TIME_SLOT", {"TIME_SLOT_ID": slot, "TIME_VALUE": str(moment)})
    number = 0
    for name, spans in tiers.items():
        tier = Xml.SubElement(root, "TIER", {"LINGUISTIC_TYPE_REF": _TYPE, "TIER_ID": name})
        for start, end, value in sorted(spans):
            number += 1
            holder = Xml.SubElement(tier, "ANNOTATION")
            annotation = Xml.SubElement(
                holder,
                "ALIGNABLE_ANNOTATION",
                {"ANNOTATION_ID": f"a{number}", "TIME_SLOT_REF1": slots[start], "TIME_SLOT_REF2": slots[end]},
            )
            Xml.SubElement(annotation, "ANNOTATION_VALUE").text = value
    Xml.SubElement(
        root, "LINGUISTIC_TYPE", {"GRAPHIC_REFERENCES": "false", "LINGUISTIC_TYPE_ID": _TYPE, "TIME_ALIGNABLE": "true"}
    )
    return root
