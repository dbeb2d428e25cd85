"""Measures the lab in the running desk: redraws a second, what one costs, and that the page costs nothing hidden.

``python -m tests.soak.sound_lab_redraw`` opens the window on the demo with all its threads, shows the lab for some
seconds, then the live page for half as many, and prints JSON.  Costs are processor time of the window's thread,
drawing and painting together, so that other programs do not count; while the desk runs on the live page, that page's
own share is in the figure for the hidden lab.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer

from emotion_desk.errors import DeskError
from emotion_desk.machine import cpu_name
from emotion_desk.ui.sound_lab.attribution_thread import THREAD_NAME
from emotion_desk.ui.sound_lab.page import LabPage
from emotion_desk.ui.widgets.event_loop_watchdog import Watchdog

if TYPE_CHECKING:
    from emotion_desk.ui.window import MainWindow

_TITLE: Final = "Sound lab"
#: Seconds that the desk may take to load its network, and then to fill the lab's panes; they are not measured.
_LOADING_S: Final = 120.0
_WARM_UP_S: Final = 6.0


class Paints(QObject):
    """Counts how often a widget is painted."""

    count = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Count, and let everything pass."""
        if event.type() == QEvent.Type.Paint:
            self.count += 1
        return super().eventFilter(watched, event)


@dataclass(frozen=True, slots=True)
class Mark:
    """What was counted up to a moment: seconds, processor time of the window's thread in s, redraws and paints."""

    at_s: float
    cpu_s: float
    draws: int
    paints: int

    def since(self, first: Mark) -> dict[str, float]:
        """Return the figures between two moments."""
        seconds, draws = self.at_s - first.at_s, self.draws - first.draws
        used = self.cpu_s - first.cpu_s
        return {
            "seconds": round(seconds, 2),
            "redraws_per_second": round(draws / seconds, 2),
            "paints_per_second": round((self.paints - first.paints) / seconds, 2),
            "window_thread_share_of_a_core": round(used / seconds, 3),
            "window_thread_ms_per_redraw": round(used * 1000 / draws, 2) if draws else 0.0,
        }


def wait(seconds: float) -> None:
    """Let the event loop run for a while; quitting the application would close the window."""
    loop = QEventLoop()
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    loop.exec()


def measure(window: MainWindow, seconds: float, why: bool) -> dict[str, object]:
    """Measure a window that runs; see the module.

    Raises:
        DeskError: the desk does not get going.
    """
    page = window.pages.show_page(_TITLE)
    assert isinstance(page, LabPage)
    paints = Paints()
    page.pane_stack.stft.plot.viewport().installEventFilter(paints)

    def mark() -> Mark:
        return Mark(time.perf_counter(), time.thread_time(), page.draws, paints.count)

    page.buttons.why.setChecked(why)
    deadline = time.monotonic() + _LOADING_S
    while not window.desk.figures().results_per_second or not len(page.samples):
        if time.monotonic() > deadline:
            raise DeskError("The desk did not answer in time, so there is nothing to measure.")
        wait(0.5)
    wait(_WARM_UP_S)
    watchdog = Watchdog()
    watchdog.start()
    begin = mark()
    wait(seconds)
    end = mark()
    watchdog.stop()
    window.pages.show_page("Live")
    wait(1.0)  # the thread that explains may be at its last answer
    resting = mark()
    wait(seconds / 2)
    rested = mark()
    hidden = rested.since(resting)
    hidden["timers_running"] = sum(timer.isActive() for timer in page.findChildren(QTimer))
    hidden["threads_running"] = sum(name == THREAD_NAME for name in _thread_names())
    figures = window.desk.figures()
    return {
        "cpu": cpu_name(),
        "window": [window.width(), window.height()],
        "explaining": why,
        "shown": end.since(begin),
        "event_loop": watchdog.report(),
        "hidden": hidden,
        "desk": {
            "results_per_second": round(figures.results_per_second, 2),
            "inference_ms": {"p50": figures.inference_ms.p50, "p95": figures.inference_ms.p95},
            "overflows": figures.overflows,
        },
    }


def _thread_names() -> list[str]:
    return [thread.name for thread in threading.enumerate()]


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak.sound_lab_redraw", allow_abbrev=False)
    parser.add_argument("--seconds", type=float, default=20.0, help="how long the lab is measured (default: 20)")
    parser.add_argument("--size", default="1280x800", metavar="WxH", help="of the window (default: 1280x800)")
    parser.add_argument("--why", action="store_true", help="with “Why this answer” switched on")
    options = parser.parse_args(arguments)
    from emotion_desk.commands.options import WindowOptions
    from emotion_desk.display_check import check_display
    from emotion_desk.settings import SettingsFile
    from emotion_desk.ui.app import application, build

    width, _, height = options.size.partition("x")
    if not (width.isdecimal() and height.isdecimal()):
        sys.stderr.write(f"'{options.size}' is no size; write it like 1280x800.\n")
        return 2
    try:
        check_display()
        application()
        with tempfile.TemporaryDirectory() as folder:
            window, _ = build(WindowOptions(demo=True), SettingsFile(Path(folder) / "settings.json"))
            window.resize(int(width), int(height))
            window.show()
            window.start()
            try:
                found = measure(window, options.seconds, options.why)
            finally:
                window.close()
    except DeskError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write(json.dumps(found, indent=1) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
