"""The report of a study: for each stimulus the mean course of the emotions over all participants, with a 95 % band."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import numpy as np

from emotion_desk.atomic_file import write_atomically
from emotion_desk.errors import SessionError
from emotion_desk.labels import EMOTION_COLOURS, EMOTIONS
from emotion_desk.sessions.export.safe_text import one_line
from emotion_desk.sessions.export.tidy_table import FACE, VOICE
from emotion_desk.studies.plan import Study
from emotion_desk.studies.table import Course, courses, study_rows, summary_rows
from emotion_desk.translatable import translatable

_TEMPLATE: Final = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ title }}</title><style>
:root { color-scheme: light dark; } body { font: 15px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto;
padding: 0 1rem; } table { border-collapse: collapse; } td, th { padding: .2rem .7rem; text-align: right; }
td:first-child, th:first-child { text-align: left; } figure { margin: 0 0 1rem; background: #fff; border-radius: 6px;
padding: .4rem; } figure svg { width: 100%; height: auto; }
</style></head><body><h1>{{ title }}</h1>
<p>{{ participants }} participants, {{ stimuli }} stimuli. Lines are means over participants in bins of {{ bin_s }} s,
bands their 95&nbsp;% confidence interval (Student's t); each participant counts the same.</p>
{% for part in parts %}<h2>{{ part.stimulus }}{% if part.condition %} · {{ part.condition }}{% endif %}</h2>
{% for plot in part.plots %}<h3>{{ plot.subject }}</h3><figure>{{ plot.svg|safe }}</figure>{% endfor %}
<table><tr><th>mean over participants</th>{% for name in emotions %}<th>{{ name }}</th>{% endfor %}</tr>
{% for row in part.rows %}<tr><td>{{ row.title }}</td>
{% for value in row["values"] %}<td>{{ value }}</td>{% endfor %}</tr>
{% endfor %}</table>{% endfor %}</body></html>
"""
_BIN_S: Final = 0.5


def write_report(study_folder: Path, study: Study, out: Path) -> None:
    """Write the report as one HTML page that fetches nothing.

    Raises:
        SessionError: there is no run, one cannot be read, or the file cannot be written.
    """
    from jinja2 import Environment

    table = list(study_rows(study_folder))
    if not table:
        raise SessionError(
            translatable("No participant of '{folder}' has a run with answers yet.", folder=study_folder)
        )
    by_subject = {subject: courses(table, subject, _BIN_S) for subject in (FACE, VOICE)}
    conditions = {row["stimulus"]: row["condition"] for row in table}
    summary = summary_rows(table)
    parts = []
    for stimulus, condition in conditions.items():
        plots = [
            {"subject": subject, "svg": _svg(found[stimulus])}
            for subject, found in by_subject.items()
            if stimulus in found
        ]
        rows = []
        for subject in (FACE, VOICE):
            own = [row for row in summary if row["stimulus"] == stimulus and row["subject"] == subject]
            if own:
                means = [f"{float(np.mean([row[f'mean_{name}'] for row in own])):.3f}" for name in EMOTIONS]
                rows.append({"title": f"{subject}, n = {len(own)}", "values": means})
        parts.append(
            {
                "stimulus": one_line(stimulus),
                "condition": one_line(condition) if condition != stimulus else "",
                "plots": plots,
                "rows": rows,
            }
        )
    page = (
        Environment(autoescape=True)
        .from_string(_TEMPLATE)
        .render(
            title=one_line(study.title),
            participants=len({row["participant"] for row in table}),
            stimuli=len(study.stimuli),
            bin_s=_BIN_S,
            parts=parts,
            emotions=EMOTIONS,
        )
    )
    try:
        write_atomically(out, page)
    except OSError as error:
        raise SessionError(
            translatable("'{out}' cannot be written: {reason}.", out=out, reason=error.strerror or error)
        ) from error


def _svg(found: Mapping[str, Course]) -> str:
    from matplotlib import rc_context
    from matplotlib.figure import Figure

    figure = Figure(figsize=(9, 2.8), layout="constrained")
    axes = figure.subplots()
    for name in EMOTIONS:
        course = found[name]
        times, means = np.array(course.times_s), np.array(course.means)
        half = np.nan_to_num(np.array(course.half_widths))
        axes.plot(times, means, color=EMOTION_COLOURS[name], label=name, marker="." if len(times) == 1 else "")
        if half.any():
            low, high = np.clip(means - half, 0, 1), np.clip(means + half, 0, 1)
            axes.fill_between(times, low, high, color=EMOTION_COLOURS[name], alpha=0.2, linewidth=0)
    axes.set(xlabel="time in stimulus (s)", ylabel="probability", ylim=(0, 1))
    axes.margins(x=0)
    axes.legend(ncols=8, fontsize=7, loc="upper center", frameon=False)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    buffer = io.StringIO()
    with rc_context({"svg.hashsalt": "emotion-desk"}):  # the same names of parts each time
        figure.savefig(buffer, format="svg", metadata={"Date": None})
    text = buffer.getvalue()
    return text[text.index("<svg") :]
