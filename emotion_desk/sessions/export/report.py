"""One HTML page that says what happened in a session: plots inside, nothing fetched, no script."""

from __future__ import annotations

import io
from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from emotion_desk.labels import EMOTION_COLOURS, EMOTIONS
from emotion_desk.messages import Emotions
from emotion_desk.sessions.export.emotion_segments import Segment, subject_of
from emotion_desk.sessions.format import Mark, TimedReading
from emotion_desk.sessions.header import SessionInfo

if TYPE_CHECKING:
    from matplotlib.figure import Figure

#: Points of a plot; longer sessions are thinned out to this many.
_MOST_POINTS: Final = 2000
_MOST_SUBJECTS: Final = 8
_STYLE: Final = """
:root { color-scheme: light dark; }
body { font: 15px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; margin-bottom: 0; } h2 { font-size: 1.15rem; margin-top: 2rem; }
table { border-collapse: collapse; } td, th { padding: .2rem .9rem .2rem 0; text-align: left; vertical-align: top; }
th { font-weight: 600; } .number { text-align: right; font-variant-numeric: tabular-nums; }
figure { margin: 0; background: #fff; border-radius: 6px; padding: .4rem; } figure svg { width: 100%; height: auto; }
i { display: inline-block; width: .8em; height: .8em; border-radius: 2px; margin-right: .4em; }
p.note { opacity: .75; }
"""

#: Moments in seconds and the emotions then.
Line = tuple[list[float], list[Emotions]]


def write_report(
    info: SessionInfo,
    title: str,
    readings: Sequence[TimedReading],
    stretches: Sequence[Segment],
    marks: Sequence[Mark],
    path: Path,
) -> None:
    """Write the page."""
    lines = _lines(readings)
    shown = sorted(lines, key=lambda name: -len(lines[name][0]))[:_MOST_SUBJECTS]
    parts = [f"<h1>{escape(title)}</h1>", f"<p class=note>{escape(_what(info))}</p>", _facts(info, len(readings))]
    for name in sorted(shown):
        times, emotions = lines[name]
        mean = {each: float(np.mean([e[each] for e in emotions])) for each in EMOTIONS}
        parts.append(f"<h2>{escape(name)}</h2>{_svg(_plot(times, emotions, marks))}{_table(name, mean, stretches)}")
    if len(lines) > len(shown):
        parts.append(f"<p class=note>{len(lines) - len(shown)} more were seen only for a short time.</p>")
    if not lines:
        parts.append("<p>Nobody was seen or heard in this session.</p>")
    if marks:
        rows = "".join(f"<tr><td class=number>{m.time_s:.2f} s<td>{escape(m.label)}" for m in marks)
        parts.append(f"<h2>Marks</h2><table>{rows}</table>")
    parts.append(
        "<p class=note>Emotions are what networks infer from faces and voices; they may be wrong, and they are no "
        "measurement of what somebody feels. Inferring emotions at work or in education is prohibited in the EU "
        "(AI Act Art. 5(1)(f)).</p>"
    )
    page = f"<!doctype html><html lang=en><meta charset=utf-8><title>{escape(title)}</title><style>{_STYLE}</style>"
    path.write_text(page + "\n".join(parts) + "</html>\n", encoding="utf-8")


def _lines(readings: Sequence[TimedReading]) -> dict[str, Line]:
    """Return what was said of each subject."""
    lines: dict[str, Line] = {}
    for reading in readings:
        said = [(subject_of(p.identity, p.track_id), p.fused or p.emotion) for p in reading.people]
        if reading.voice is not None and reading.voice.emotion is not None:
            said.append(("Voice", reading.voice.emotion))
        for name, emotions in said:
            times, values = lines.setdefault(name, ([], []))
            times.append(reading.time_s)
            values.append(emotions)
    return lines


def _plot(times: Sequence[float], emotions: Sequence[Emotions], marks: Sequence[Mark]) -> Figure:
    """Return stacked probabilities over time, gaps left white."""
    from matplotlib.figure import Figure

    step = max(1, len(times) // _MOST_POINTS)
    at = np.array(times[::step])
    shares = np.array([[each[name] for name in EMOTIONS] for each in emotions[::step]]).T
    gaps = np.flatnonzero(np.diff(at) > max(0.6, 3.0 * float(np.median(np.diff(at))) if len(at) > 1 else 0.6))
    figure = Figure(figsize=(9, 2.4), layout="constrained")
    axes = figure.subplots()
    for part in np.split(np.arange(len(at)), gaps + 1):
        if len(part) == 1:  # a single answer is a bar, not a line without width
            axes.stackplot([at[part[0]], at[part[0]] + 0.05], np.repeat(shares[:, part], 2, axis=1), colors=_colours())
        else:
            axes.stackplot(at[part], shares[:, part], colors=_colours())
    for mark in marks:
        axes.axvline(mark.time_s, color="#222222", linewidth=1, linestyle=":")
    axes.set(xlabel="time (s)", ylabel="probability", ylim=(0, 1))
    axes.margins(x=0)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    return figure


def _colours() -> list[str]:
    return [EMOTION_COLOURS[name] for name in EMOTIONS]


def _svg(figure: Figure) -> str:
    buffer = io.StringIO()
    figure.savefig(buffer, format="svg", metadata={"Date": None})
    text = buffer.getvalue()
    return f"<figure>{text[text.index('<svg') :]}</figure>"


def _table(name: str, mean: Emotions, stretches: Sequence[Segment]) -> str:
    own = [s for s in stretches if s.subject == name]
    rows = "".join(
        f"<tr><td><i style='background:{EMOTION_COLOURS[each]}'></i>{each}<td class=number>{mean[each] * 100:.1f} %"
        f"<td class=number>{sum(s.end_s - s.start_s for s in own if s.emotion == each):.1f} s"
        for each in sorted(EMOTIONS, key=lambda each: -mean[each])
    )
    return f"<table><tr><th>Emotion<th>Mean probability<th>Strongest for{rows}</table>"


def _what(info: SessionInfo) -> str:
    what = "Analysis of a file" if info.kind == "analysis" else "Recording"
    return f"{what}, {info.started:%Y-%m-%d %H:%M} UTC, Emotion Desk {info.program}"


def _facts(info: SessionInfo, readings: int) -> str:
    sources = ", ".join(name for name in info.devices.values() if name) or "none"
    facts = {
        "Sources": " and ".join(dict.fromkeys(sources.split(", "))),
        "Length": "unknown" if info.duration_s is None else f"{info.duration_s:.1f} s",
        "Networks": f"{info.mode}, {info.engine}",
        "Readings": str(readings),
        "Ended": info.ended or "",
        "Recovered": info.recovered or "",
    }
    rows = "".join(f"<tr><th>{name}<td>{escape(value)}" for name, value in facts.items() if value)
    return f"<table>{rows}</table>"
