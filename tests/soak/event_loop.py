"""Walks the main road in the running window and tells every blocking of its event loop, with the stack that blocked.

python -m tests.soak.event_loop [--sessions 2000] [--events 2000] [--seconds 20] [--limit 50]

Live with two people, recorded with marks; the library with so many sessions, searched; the recording in Review, with
seeking, playing, corrections, undo and an import of so many events; three exports; the demo study with one participant.
The status is 1 if the window's thread itself worked longer than the limit at a stretch; a block in which it only waited
for a core is printed, too, because a stack says whether it waited for something of ours.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial, partialmethod
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QWidget

from emotion_desk.errors import DeskError
from tests.soak.stall_stacks import StallStacks

if TYPE_CHECKING:
    from emotion_desk.ui.export_dialog import ExportDialog
    from emotion_desk.ui.library.page import LibraryPage
    from emotion_desk.ui.review.page import ReviewPage
    from emotion_desk.ui.study.page import StudyPage
    from emotion_desk.ui.window import MainWindow

_PATIENCE_S: Final = 180.0
_SEARCHES: Final = ("0", "00", "000", "0007", "morning", "ana 0007 morning", "zzz", "")


class Road:
    """The main road, a step at a time.

    Args:
        window: the running window.
        stalls: watches the event loop.
        folder: holds the sessions and the study.
    """

    def __init__(self, window: MainWindow, stalls: StallStacks, folder: Path) -> None:
        self.window, self.stalls, self.folder = window, stalls, folder

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Name what is done meanwhile."""
        self.stalls.step = name
        _print(f"- {name}")
        yield
        wait(0.3)

    def until(self, holds: Callable[[], object]) -> None:
        """Let the event loop run until something holds.

        Raises:
            DeskError: it does not hold in time.
        """
        deadline = time.monotonic() + _PATIENCE_S
        while not holds():
            if time.monotonic() > deadline:
                raise DeskError(f"The step '{self.stalls.step}' did not end in time.")
            wait(0.02)

    def walk(self, seconds: float, events: Path) -> None:
        """Walk all of it."""
        self.live(seconds)
        self.library()
        self.review(seconds / 2, events)
        self.export()
        self.study()

    def live(self, seconds: float) -> None:
        """Show two people and record them with marks."""
        window = self.window
        with self.step("live"):
            self.until(lambda: window.desk.figures().results_per_second > 0 and window.live_page.people.cards)
            wait(seconds)
        with self.step("record"):
            window.dialogs.open_record_panel()
            panel = window.dialogs.record_panel
            assert panel is not None
            panel.name.setText("Two people")
            panel.record.click()
            self.until(lambda: window.recording.is_on)
            for action in window.record_bar.marker_actions[:2]:
                wait(seconds / 3)
                action.trigger()
            wait(seconds / 3)
        with self.step("stop recording"):
            window.record_bar.stop.click()
            self.until(lambda: window.banner.topic == "recorded")
        for number, page in ((2, "Sound lab"), (0, "Live")):
            with self.step(f"show {page}"):
                window.pages.bar.setCurrentIndex(number)
                wait(3.0)
                assert window.pages.shown == page

    def library(self) -> None:
        """Open the library and search it, a letter at a time."""
        with self.step("open the library"):
            page = cast("LibraryPage", self.window.pages.show_page("Library"))
            self.until(lambda: page.model.summaries and not page.keeper.busy)
        for text in _SEARCHES:
            with self.step(f"search '{text}'"):
                page.field.setText(text)
        for order in ("title", "people", "date"):
            with self.step(f"sort by {order}"):
                page.model.order_changed.emit(order, True)
        with self.step("scroll the library"):
            bar = page.table.verticalScrollBar()
            for part in range(11):
                bar.setValue(bar.maximum() * part // 10)
                wait(0.05)
        with self.step("select all of the library"):
            page.table.selectAll()
            wait(0.2)
            page.table.clearSelection()

    def review(self, seconds: float, events: Path) -> None:
        """Review the recording: seek, play, correct, undo and import."""
        window, folder = self.window, self.folder / "sessions" / "Two people"
        with self.step("open in Review"):
            page = cast("ReviewPage", window.pages.show_page("Review"))
            page.open(folder)
            self.until(lambda: page.opened is not None and not page.loader.busy and page.values.series is not None)
            wait(2.0)
        axis = page.timelines.axis
        length_s = axis.last_s - axis.first_s
        with self.step("seek"):
            for part in (0.9, 0.1, 0.5, 0.3, 0.7):
                page.timelines.seek_requested.emit(axis.first_s + part * length_s)
                wait(0.3)
        with self.step("play"):
            page.act("play")
            wait(seconds)
            page.act("play")
        with self.step("zoom and select"):
            for act in (page.timelines.zoom_in, page.timelines.zoom_out, page.timelines.zoom_whole):
                act()
                wait(0.1)
            page.coding.select((axis.first_s, axis.last_s))
        with self.step("correct"):
            for label in ("surprised", "calm"):
                page.coding.select((axis.first_s, axis.first_s + length_s / 2))
                page.coding.correct(label)
                wait(0.2)
        with self.step("undo and redo"):
            for name in ("undo", "undo", "redo"):
                page.act(name)
                wait(0.2)
        with self.step(f"import {events.stem} events"):
            before = page.undo_stack.index()
            page.coding.import_file(events)
            self.until(lambda: page.undo_stack.index() > before)
            wait(1.0)
        with self.step("undo the import"):
            page.act("undo")
            wait(0.5)
        with self.step("redo the import"):
            page.act("redo")
            wait(0.5)
        with self.step("correct one of many"):
            page.coding.select((axis.first_s, axis.first_s + length_s / 3))
            page.coding.correct("sad")
            wait(0.5)
        with self.step("save events"):
            page.coding.export_file(self.folder / "saved.csv")
            self.until((self.folder / "saved.csv").exists)
        with self.step("play with many events"):
            page.act("play")
            wait(seconds / 2)
            page.act("play")

    def export(self) -> None:
        """Export a table, annotations and a report."""
        with self.step("open the export"):
            self.window.pages.show_page("Review")
            cast("ReviewPage", self.window.pages.page("Review")).act("export")
            (dialog,) = self.window.dialogs.exports
            wait(1.0)
        for kind, name in (("csv", "export.csv"), ("elan", "export.eaf"), ("report", "export.html")):
            with self.step(f"export {kind}"):
                dialog.kind.setCurrentIndex(dialog.kind.findData(kind))
                wait(1.0)
                dialog.start.click()
                self.until(partial(_ends_with, dialog, name))
        dialog.close()

    def study(self) -> None:
        """Run one participant of the demo study, and combine."""
        folder = self.folder / "study"
        with self.step("prepare a study"):
            page = cast("StudyPage", self.window.pages.show_page("Studies"))
            short_study(folder)
            page.open(folder)
            self.until(lambda: page.study is not None)
        with self.step("run a participant"):
            live = page.run_live("P01")
            assert live is not None
            self.until(lambda: "P01" in page._runs)
        with self.step("combine the study"):
            page.combine()
            self.until(lambda: page.banner.topic == "combined")
        with self.step("back to Live"):
            self.window.pages.show_page("Live")
            wait(2.0)


def _ends_with(dialog: ExportDialog, name: str) -> bool:
    return dialog.state.text().endswith(name)


def short_study(folder: Path) -> None:
    """Write the demo study with stimuli of two seconds; in the step it belongs to no measurement of the window."""
    from emotion_desk.studies.demo import write_demo
    from emotion_desk.studies.plan import write_study

    if (folder / "study.toml").exists():
        return
    study = write_demo(folder)
    stimuli = tuple(replace(stimulus, seconds=2.0) for stimulus in study.stimuli)
    write_study(folder, replace(study, stimuli=stimuli, fixation_s=0.5, baseline_s=1.0, consent=""))


def many_sessions(folder: Path, count: int) -> None:
    """Write so many sessions."""
    from tests.sessions.made import made_session

    one = made_session(folder / "one").folder
    for number in range(count):
        shutil.copytree(one, folder / "sessions" / f"participant {number:04d} {('evening', 'morning')[number % 2]}")


def many_events(folder: Path, count: int) -> Path:
    """Write a table of so many events, half of them moments, half spans of the first face."""
    lines = ["start_s,end_s,label,subject"]
    for number in range(count):
        at_s = round(0.2 + number * 5.0 / count, 4)
        lines.append(f"{at_s},,door {number}," if number % 2 else f"{at_s},{at_s + 0.05:.4f},sad,Face 1")
    path = folder / f"{count}.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def wait(seconds: float) -> None:
    """Let the event loop run."""
    loop = QEventLoop()
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    loop.exec()


def report(stalls: StallStacks) -> int:
    """Print the blocks by step, the longest stacks first; return how many were work of the window's own thread."""
    by_step: dict[str, list[Any]] = defaultdict(list)
    for block in stalls.blocks:
        by_step[block.step].append(block)
    for step, blocks in by_step.items():
        longest = max(blocks, key=lambda block: (block.own_ms, block.ms))
        _print(
            f"\n{step}: {len(blocks)} blocks, longest {max(b.ms for b in blocks):.0f} ms, "
            f"most work {longest.own_ms:.0f} ms (of {longest.ms:.0f} ms, {longest.freeing_ms:.0f} ms to free memory)"
        )
        _print(longest.stack.rstrip("\n"))
    own = [block for block in stalls.blocks if block.own_ms > stalls.limit_ms]
    longest_ms = max((block.ms for block in stalls.blocks), default=0.0)
    count = f"{len(stalls.blocks)} blocks over {stalls.limit_ms:.0f} ms, longest {longest_ms:.0f} ms"
    _print(f"\n{stalls.beats} beats; {count}; {len(own)} in which the window's thread worked for so long")
    return len(own)


def main(arguments: list[str] | None = None) -> int:
    """Walk and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak.event_loop", description=__doc__)
    parser.add_argument("--sessions", type=int, default=2000)
    parser.add_argument("--events", type=int, default=2000, help="events of the file that is imported")
    parser.add_argument("--seconds", type=float, default=20.0, help="how long Live is shown and recorded, each")
    parser.add_argument("--limit", type=float, default=50.0, help="milliseconds that nothing may block")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="emotion-desk-road-") as name:
        folder = Path(name)
        os.environ["EMOTION_DESK_DATA"] = str(folder / "data")
        os.environ["EMOTION_DESK_CONFIG"] = str(folder / "config")
        many_sessions(folder, options.sessions)
        events = many_events(folder, options.events)
        short_study(folder / "study")
        try:
            return _walk(folder, events, options)
        except DeskError as error:
            sys.stderr.write(f"{error}\n")
            return 1


def _walk(folder: Path, events: Path, options: argparse.Namespace) -> int:
    from emotion_desk.commands.options import WindowOptions
    from emotion_desk.display_check import check_display
    from emotion_desk.resources import shipped
    from emotion_desk.settings import SettingsFile
    from emotion_desk.ui.app import _load_ahead, application, build
    from emotion_desk.ui.load_ahead import build_ahead, load_ahead
    from emotion_desk.ui.study.live_run import LiveRun
    from tests.two_people import two_people

    check_display()
    application()
    settings = SettingsFile(folder / "settings.json")
    settings.change(record_folder=str(folder / "sessions"), marker_labels=("door", "question"), repeat_files=True)
    film = two_people(shipped("assets") / "demo.mp4", folder / "two people.mp4")
    window, _ = build(WindowOptions(file=film, engine="onnx-int8"), settings)
    LiveRun.start = partialmethod(LiveRun.start, QWidget.show)  # type: ignore[assignment]
    _load_ahead()
    window.resize(1366, 768)
    window.show()
    wait(0.5)
    stalls = StallStacks(options.limit)
    window.start()
    stalls.start()
    build_ahead(load_ahead(), window.pages)
    try:
        Road(window, stalls, folder).walk(options.seconds, events)
    finally:
        stalls.stop()
        window.close()
        own = report(stalls)
    return int(own > 0)


def _print(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    # Processes that the window starts import the program's main module; that of the program is light, and this is not.
    sys.modules["__main__"].__spec__ = None
    del sys.modules["__main__"].__file__
    sys.exit(main())
