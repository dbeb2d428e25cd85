"""The benchmark report as text and as a plot."""

from __future__ import annotations

from pathlib import Path

from emotion_desk.errors import DeskError
from emotion_desk.modelling.benchmark.cases import FOUR, MULTITASK, ONE
from emotion_desk.modelling.benchmark.run import Line, Report

_WORDS = {MULTITASK: "multi-task", FOUR: "four singles", ONE: "one single"}
_COLOURS = {MULTITASK: "#0072B2", FOUR: "#D55E00", ONE: "#8A8F98"}


def table(report: Report) -> str:
    """Return a report as text."""
    lines = [f"{report.cpu}, {report.threads} threads", "", _head()]
    lines += [_row(line) for line in report.lines]
    lines.append("")
    for engine, one in report.speedup.items():
        lines.append(
            f"{engine}: four singles take {one.value:.2f} times as long as multi-task for 1 face + sound "
            f"(95 % interval {one.low:.2f} to {one.high:.2f})"
        )
        if engine in report.parts:
            lines.append(f"  {report.parts[engine].sentence()}")
    for engine, one in report.alone.items():
        lines.append(
            f"{engine}: for one question about one face, multi-task takes {one.value:.2f} times as long as one single "
            f"(95 % interval {one.low:.2f} to {one.high:.2f})"
        )
    lines += ["", *_sizes(report), *report.notes]
    return "\n".join(lines).rstrip() + "\n"


def _head() -> str:
    return f"{'engine':<16}{'mode':<14}{'in front':<18}{'p50 ms':>9}{'p95 ms':>9}{'n':>6}"


def _row(line: Line) -> str:
    return (
        f"{line.engine:<16}{_WORDS[line.mode]:<14}{line.case.text:<18}"
        f"{line.times.p50:>9.2f}{line.times.p95:>9.2f}{len(line.times.ms):>6}"
    )


def _sizes(report: Report) -> list[str]:
    lines = []
    for mode, count in report.parameters.items():
        memory = ", ".join(
            f"{engine} {held[mode]:.0f} MB"
            for engine, held in report.peak_memory_mb.items()
            if held.get(mode) is not None
        )
        lines.append(
            f"{_WORDS[mode]}: {count / 1e6:.1f} million parameters, {report.weight_bytes[mode] / 1e6:.1f} MB of weights"
            + (f", {report.macs[mode] / 1e9:.2f} GMAC a row" if report.macs[mode] and mode != FOUR else "")
            + (f"; peak memory {memory}" if memory else "")
        )
    for engine, joules in report.joules.items():
        if joules is not None:
            lines.append(f"{engine}: {joules * 1e3:.0f} mJ a tick, mean of the modes, 1 face + sound, whole processor")
    return lines


def plot(report: Report, file: Path) -> None:
    """Draw the medians with their 95th percentiles, one panel per engine.

    Raises:
        DeskError: matplotlib is not installed, or the file cannot be written.
    """
    try:
        from matplotlib.figure import Figure
    except ImportError as error:
        raise DeskError("The plot needs matplotlib, which comes with the extra 'train'.") from error
    engines = list(dict.fromkeys(line.engine for line in report.lines))
    cases = list(dict.fromkeys(line.case for line in report.lines))
    figure = Figure(figsize=(8.3, 2.4 * len(engines) + 0.6), layout="constrained")
    panels = figure.subplots(len(engines), 1, squeeze=False)[:, 0]
    for panel, engine in zip(panels, engines, strict=True):
        for shift, (mode, colour) in enumerate(_COLOURS.items()):
            mine = [line for line in report.lines if line.engine == engine and line.mode == mode]
            if not mine:
                continue
            places = [cases.index(line.case) + 0.21 * (shift - 1.5) for line in mine]
            medians = [line.times.p50 for line in mine]
            above = [max(0.0, line.times.p95 - line.times.p50) for line in mine]
            panel.bar(
                places, medians, 0.2, color=colour, label=_WORDS[mode], yerr=[[0.0] * len(mine), above], capsize=2
            )
        panel.set_xticks(range(len(cases)), [case.text for case in cases])
        panel.set_ylabel("ms")
        panel.set_title(f"{engine}: median, whisker to the 95th percentile", fontsize=9)
    panels[0].legend(fontsize=8)
    figure.suptitle(report.cpu, fontsize=9)
    try:
        figure.savefig(file, dpi=150)
    except (OSError, ValueError) as error:
        raise DeskError(f"The plot '{file}' cannot be written: {error}.") from error
