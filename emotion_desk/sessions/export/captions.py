"""WebVTT and SubRip captions: who shows which emotion, for any player.

Cues say ``Face 1: happy 81 %``.  WebVTT carries the marks of the session as well, as cues named ``mark N``.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from pathlib import Path
from typing import Final

from emotion_desk.sessions.export.emotion_segments import Segment
from emotion_desk.sessions.export.safe_text import one_line
from emotion_desk.sessions.format import Mark

_MARK_S: Final = 2.0


def write_webvtt(stretches: Iterable[Segment], marks: Iterable[Mark], path: Path) -> None:
    """Write WebVTT (W3C); cues by start."""
    cues = [(s.start_s, s.end_s, "", f"<v {_escaped(s.subject)}>{escape(text_of(s), quote=False)}") for s in stretches]
    cues += [(m.time_s, m.time_s + _MARK_S, f"mark {m.number}\n", _escaped(m.label)) for m in marks]
    blocks = [
        f"{name}{clock(start)} --> {clock(end)}\n{text}\n"
        for start, end, name, text in sorted(cues, key=lambda c: c[:2])
    ]
    path.write_text("\n".join(["WEBVTT\n", *blocks]), encoding="utf-8")


def write_srt(stretches: Iterable[Segment], marks: Iterable[Mark], path: Path) -> None:
    """Write SubRip; cues by start."""
    cues = [(s.start_s, s.end_s, text_of(s)) for s in stretches]
    cues += [(m.time_s, m.time_s + _MARK_S, f"[{_caption(m.label)}]") for m in marks]
    blocks = [
        f"{number}\n{clock(start, ',')} --> {clock(end, ',')}\n{text}\n"
        for number, (start, end, text) in enumerate(sorted(cues), start=1)
    ]
    path.write_text("\n".join(blocks), encoding="utf-8")


def text_of(stretch: Segment) -> str:
    """Return one caption."""
    share = "" if stretch.emotion is None else f" {stretch.share * 100:.1f} %"
    return f"{_caption(stretch.subject)}: {stretch.text}{share}"


def clock(seconds: float, point: str = ".") -> str:
    """Return ``HH:MM:SS.mmm``."""
    ms = max(0, round(seconds * 1000))
    return f"{ms // 3_600_000:02}:{ms // 60_000 % 60:02}:{ms // 1000 % 60:02}{point}{ms % 1000:03}"


def _caption(text: str) -> str:
    """Return text without what would end a cue: line breaks, arrows."""
    return one_line(text).replace("-->", "→") or "(no text)"


def _escaped(text: str) -> str:
    return escape(_caption(text), quote=False)
