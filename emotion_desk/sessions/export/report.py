"""One HTML page about a session: plots inside, nothing fetched, no script."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from emotion_desk.labels import EMOTION_COLOURS, EMOTIONS
from emotion_desk.messages import Emotions
from emotion_desk.sessions.export.emotion_segments import Segment, observations
from emotion_desk.sessions.export.mean_emotions import mean_emotions
from emotion_desk.sessions.export.measure_summary import COLUMNS as MEASURE_COLUMNS
from emotion_desk.sessions.export.measure_summary import MeasureSummary
from emotion_desk.sessions.export.report_template import TEMPLATE
from emotion_desk.sessions.export.safe_text import one_line
from emotion_desk.sessions.export.tidy_table import COLUMNS as TABLE_COLUMNS
from emotion_desk.sessions.format import ANALYSIS, Mark, TimedReading
from emotion_desk.sessions.header import SessionInfo

if TYPE_CHECKING:
    from matplotlib.figure import Figure

#: Points of a plot; longer sessions are thinned out to this many.
_MOST_POINTS: Final = 2000
_MOST_SUBJECTS: Final = 8
#: Width of a plot that is a picture.
_PIXELS: Final = 1400
#: Units of the measures, as the table of readings tells them.
UNITS: Final = {column.name: column.unit for column in TABLE_COLUMNS}
#: Colour of unsure headlines.
_GREY: Final = "#9a9a9a"
#: Times in seconds, and the emotions at each.
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
    from jinja2 import Environment

    lines = _lines(readings)
    shown = _shown(lines)
    span = _span(readings)
    measures = _measures(readings)
    means = mean_emotions(readings)
    environment = Environment(autoescape=True)
    environment.filters["one_line"] = one_line
    page = environment.from_string(TEMPLATE).render(
        title=one_line(title),
        kind=_kind(info),
        facts=_facts(info, len(readings)),
        subjects=[
            {
                "name": name,
                "plot": _svg(_plot(*lines[name], marks, span)),
                "rows": _rows(name, means[name], stretches),
                "measures": measures.get(name, []),
            }
            for name in shown
        ],
        left_out=len(lines) - len(shown),
        marks=marks,
    )
    path.write_text(page, encoding="utf-8")


def first_plot(readings: Sequence[TimedReading], marks: Sequence[Mark]) -> bytes:
    """Return the first plot of a report as a PNG 1400 pixels wide, empty where there is none."""
    lines = _lines(readings)
    if not lines:
        return b""
    buffer = io.BytesIO()
    figure = _plot(*lines[_shown(lines)[0]], marks, _span(readings))
    figure.savefig(buffer, format="png", dpi=_PIXELS / figure.get_figwidth())
    return buffer.getvalue()


def _shown(lines: Mapping[str, Line]) -> list[str]:
    """Return the subjects that have a plot: those that were seen most, by name."""
    return sorted(sorted(lines, key=lambda name: -len(lines[name][0]))[:_MOST_SUBJECTS])


def _span(readings: Sequence[TimedReading]) -> tuple[float, float]:
    return (readings[0].time_s, readings[-1].time_s) if readings else (0.0, 0.0)


def _lines(readings: Sequence[TimedReading]) -> dict[str, Line]:
    """Return times and emotions of each subject."""
    lines: dict[str, Line] = {}
    for reading in readings:
        for seen in observations(reading):
            times, values = lines.setdefault(seen.subject, ([], []))
            times.append(seen.time_s)
            values.append(seen.emotions)
    return lines


def _plot(
    times: Sequence[float], emotions: Sequence[Emotions], marks: Sequence[Mark], span: tuple[float, float]
) -> Figure:
    """Return stacked probabilities over time, gaps left white; all plots of a report have the same span of time."""
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
    if marks:  # one line a pixel at most, and one object for all of them: ten thousand took minutes
        pixel_s = max(float(at[-1] - at[0]), 1.0) / _MOST_POINTS if len(at) else 1.0
        shown = {round(mark.time_s / pixel_s): mark.time_s for mark in marks}
        axes.vlines(list(shown.values()), 0, 1, colors="#222222", linewidth=1, linestyles=":")
    axes.set(xlabel="time (s)", ylabel="probability", ylim=(0, 1))
    axes.margins(x=0)
    if span[1] > span[0]:
        axes.set_xlim(*span)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    return figure


def _colours() -> list[str]:
    return [EMOTION_COLOURS[name] for name in EMOTIONS]


def _svg(figure: Figure) -> str:
    from matplotlib import rc_context

    buffer = io.StringIO()
    with rc_context({"svg.hashsalt": "emotion-desk"}):  # the same names of parts each time
        figure.savefig(buffer, format="svg", metadata={"Date": None})
    text = buffer.getvalue()
    return text[text.index("<svg") :]


def _rows(name: str, mean: Emotions, stretches: Sequence[Segment]) -> list[dict[str, object]]:
    """Return the table of a subject, the most probable emotion first."""
    own = [s for s in stretches if s.subject == name]
    unsure = [s.end_s - s.start_s for s in own if s.emotion is None]
    rows: list[dict[str, object]] = [
        {
            "emotion": each,
            "colour": EMOTION_COLOURS[each],
            "mean": mean[each],
            "seconds": sum(s.end_s - s.start_s for s in own if s.emotion == each),
        }
        for each in sorted(EMOTIONS, key=lambda each: -mean[each])
    ]
    rows.append({"emotion": "unsure", "colour": _GREY, "mean": None, "seconds": sum(unsure)})
    return rows


def _measures(readings: Sequence[TimedReading]) -> dict[str, list[dict[str, str]]]:
    """Return the means of the face measures of each subject that has any, and its blinks."""
    found: dict[str, MeasureSummary] = {}
    for reading in readings:
        for seen in observations(reading):
            if seen.measures is not None:
                summary = found.setdefault(seen.subject, MeasureSummary())
                summary.add(seen.time_s, seen.emotions, seen.measures, seen.headline.emotion)
    return {name: _measure_rows(summary) for name, summary in found.items()}


def _measure_rows(summary: MeasureSummary) -> list[dict[str, str]]:
    cells = summary.cells()
    return [
        {
            "name": column.name.removeprefix("mean_").replace("_", " "),
            "value": f"{cells[column.name]:g}",
            "unit": UNITS.get(column.name.removeprefix("mean_"), column.unit),
        }
        for column in MEASURE_COLUMNS
        if cells[column.name] is not None
    ]


def _kind(info: SessionInfo) -> str:
    kind = "Analysis of a file" if info.kind == ANALYSIS else "Recording"
    return f"{kind}, {info.started:%Y-%m-%d %H:%M} UTC, Emotion Desk {info.program}"


def _facts(info: SessionInfo, readings: int) -> dict[str, str]:
    sources = dict.fromkeys(name for name in info.devices.values() if name)
    return {
        "Sources": one_line(" and ".join(sources) or "none"),
        "Length": "unknown" if info.duration_s is None else f"{info.duration_s:.1f} s",
        "Networks": one_line(f"{info.mode}, {info.engine}"),
        "Readings": str(readings),
        "Ended": one_line(info.ended or ""),
        "Recovered": one_line(info.recovered or ""),
    }
