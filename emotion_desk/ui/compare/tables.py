"""Formats a comparison: the texts of the panel and the CSV tables."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable
from typing import Final

from emotion_desk.clock import NS_PER_S
from emotion_desk.messages import Identity
from emotion_desk.ui.compare.rolling_comparison import HEADS, Answer, RollingComparison, Side, Tick
from emotion_desk.ui.language import mark, number
from emotion_desk.ui.words import emotion, match_tip, match_words, percent

#: Longest name that fits the panel.
_LONGEST_NAME: Final = 14
MISSING: Final = "–"  # noqa: RUF001 - a real dash


def words(answer: Answer | None, head: str) -> str:
    """Return the text of an answer for the panel."""
    if answer is None:
        return MISSING
    if head.endswith("emotion"):
        return f"{emotion(answer.word)} {percent(answer.share)}"
    return answer.word if len(answer.word) <= _LONGEST_NAME else f"{answer.word[: _LONGEST_NAME - 1]}…"


def answer_tip(answer: Answer | None, head: str) -> str:
    """Return the tooltip of an answer: for a name, how well it matches, in words and with the cosine."""
    if answer is None or head.endswith("emotion"):
        return ""
    identity = Identity(answer.word, answer.share)
    return f"{match_words(identity)}. {match_tip(identity)}"


def _number(value: float | None, digits: int, unit: str = "") -> str:
    return MISSING if value is None else f"{number(value, f'.{digits}f')} {unit}".rstrip()


#: Rows of figures: name, value of a side, digits, unit, explanation.
FIGURES: Final[tuple[tuple[str, Callable[[Side], float | None], int, str, str], ...]] = (
    (
        mark("Latency p50"),
        lambda side: side.latency_ms.p50,
        1,
        "ms",
        mark("Median time of one answer, networks alone, last minute"),
    ),
    (
        mark("Latency p95"),
        lambda side: side.latency_ms.p95,
        1,
        "ms",
        mark("19 of 20 answers of the last minute took less"),
    ),
    (
        mark("Results/s"),
        lambda side: side.at_most,
        1,
        "",
        mark("Results a second that the mode could give alone: 1 / mean latency"),
    ),
    (
        mark("Parameters"),
        lambda side: None if side.facts is None else side.facts.parameters / 1e6,
        1,
        "M",
        mark("Numbers that were learned, in millions"),
    ),
    (
        mark("Weights"),
        lambda side: None if side.facts is None else side.facts.weight_bytes / 1e6,
        1,
        "MB",
        mark("Size of the files that are run"),
    ),
    (
        mark("Memory"),
        lambda side: None if side.facts is None else side.facts.memory_mb,
        0,
        "MB",
        mark("What the process grew by when the networks were loaded and had answered once"),
    ),
    (
        mark("Work a tick"),
        lambda side: side.gmac,
        2,
        "GMAC",
        mark("Thousand millions of multiplications of an answer, mean of the last minute"),
    ),
)


def figure_texts(side: Side) -> list[str]:
    """Return the texts of a side's figures for the panel."""
    return [_number(value(side), digits, unit) for _name, value, digits, unit, _tip in FIGURES]


def summary_csv(rolling: RollingComparison) -> str:
    """Return answers, agreement and figures as CSV: one per row, one column per mode."""
    summary, answers = rolling.summary(), rolling.answers()
    rows: list[Iterable[object]] = [("row", "unit", "multitask", "singles", "agreement_last_minute")]
    for head in HEADS:
        one, two = answers[head]
        share = summary.agreement[head]
        kind = "probability" if head.endswith("emotion") else "cosine"
        rows.append(
            (head, "", one.word if one else "", two.word if two else "", "" if share is None else f"{share:.4f}")
        )
        rows.append((f"{head}_certainty", kind, *(f"{each.share:.4f}" if each else "" for each in (one, two)), ""))
    for name, value, _digits, unit, _tip in FIGURES:
        sides = ("" if (got := value(side)) is None else f"{got:.6g}" for side in (summary.own, summary.other))
        rows.append((name, unit, *sides, ""))
    engines = ("" if side.facts is None else side.facts.engine for side in (summary.own, summary.other))
    rows.append(("Engine", "", *engines, ""))
    rows.append(("Ticks in the last minute", "", summary.ticks, summary.ticks, ""))
    rows.append(("Ticks a second", "", *[f"{summary.per_second:.2f}"] * 2, ""))
    return _csv(rows)


def ticks_csv(ticks: Iterable[Tick]) -> str:
    """Return every tick of the last minute as CSV; times are seconds relative to the last one."""
    kept = list(ticks)
    end = kept[-1].at_ns if kept else 0
    rows: list[Iterable[object]] = [("time_s", "multitask_ms", "singles_ms", "faces", "sound", *HEADS)]
    for tick in kept:
        agreed = (f"{tick.agreed[head][0]}/{tick.agreed[head][1]}" if tick.agreed[head][1] else "" for head in HEADS)
        time_s = f"{(tick.at_ns - end) / NS_PER_S:.3f}"
        rows.append((time_s, f"{tick.own_ms:.3f}", f"{tick.other_ms:.3f}", tick.faces, int(tick.sound), *agreed))
    return _csv(rows)


def _csv(rows: Iterable[Iterable[object]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()
