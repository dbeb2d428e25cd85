"""The queue of files to analyse: filled, run, cancelled, and ended with the window."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from emotion_desk import open_session
from emotion_desk.sessions import batch_jobs
from emotion_desk.ui.analysis_dialog import AnalysisDialog
from emotion_desk.ui.analysis_run import THREAD_NAME
from emotion_desk.ui.widgets.theme import Theme
from tests.sessions.made import LookingReader
from tests.sources.clips import write_clip
from tests.ui.conftest import MakeWindow


class SlowReader(LookingReader):
    """Takes its time, so that somebody can cancel."""

    def read(self, crops, mel):  # type: ignore[no-untyped-def]
        time.sleep(0.05)
        return super().read(crops, mel)


@pytest.fixture
def clips(tmp_path: Path) -> list[Path]:
    folder = tmp_path / "some clips"
    folder.mkdir()
    (folder / "broken.mp4").write_bytes(b"no film")
    return [write_clip(folder / name, seconds=1.0) for name in ("one.mp4", "zwei ü.mp4")]


@pytest.fixture
def dialog(qtbot: QtBot, theme: Theme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AnalysisDialog]:
    reader = LookingReader()
    monkeypatch.setattr(batch_jobs, "load_reader", lambda _options: reader)
    made = AnalysisDialog(lambda: "compare", tmp_path / "results")
    qtbot.addWidget(made)
    made.show()
    yield made
    made.finish()


def states(dialog: AnalysisDialog) -> list[str]:
    items = [dialog.list.topLevelItem(row) for row in range(dialog.list.topLevelItemCount())]
    return sorted(item.text(1) for item in items if item is not None)


@pytest.mark.slow
def test_a_folder_is_analysed_and_the_broken_file_named(
    qtbot: QtBot, dialog: AnalysisDialog, clips: list[Path], tmp_path: Path
) -> None:
    assert not dialog.start.isEnabled()
    dialog.add([clips[0].parent])
    dialog.start.click()
    qtbot.waitUntil(lambda: dialog.note.text().startswith("Finished"), timeout=30_000)
    assert dialog.note.text() == "Finished; 1 of 3 files could not be analysed."
    assert states(dialog) == ["done", "done", "failed"]
    assert dialog.bar.value() == dialog.bar.maximum()
    sessions = [open_session(info.parent) for info in (tmp_path / "results").rglob("session.json")]
    assert {Path(session.info.media or "").name for session in sessions} == {clip.name for clip in clips}
    assert {session.info.mode for session in sessions} == {"multitask"}
    rows = {row.text(1): row for row in map(dialog.list.topLevelItem, range(3)) if row is not None}
    done, failed = rows["done"], rows["failed"]
    dialog.list.setCurrentItem(failed)
    assert not dialog.review.isEnabled()
    dialog.list.setCurrentItem(done)
    qtbot.waitUntil(dialog.review.isEnabled, timeout=5000)
    with qtbot.waitSignal(dialog.review_requested) as asked:
        dialog.review.click()
    assert open_session(asked.args[0]).info.media == done.text(0)
    with qtbot.waitSignal(dialog.review_requested):
        dialog.list.itemActivated.emit(done, 0)
    dialog.begin()
    qtbot.waitUntil(lambda: not dialog.is_running, timeout=30_000)
    assert states(dialog) == ["done before", "done before", "failed"]


@pytest.mark.slow
def test_cancelling_keeps_the_queue(
    qtbot: QtBot, dialog: AnalysisDialog, demo_clip: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch_jobs, "load_reader", lambda _options: SlowReader())
    dialog.add([demo_clip])
    dialog.begin()
    qtbot.waitUntil(lambda: any("%" in state for state in states(dialog)), timeout=30_000)
    assert not dialog.add_files.isEnabled()
    dialog.cancel.click()
    qtbot.waitUntil(lambda: not dialog.is_running, timeout=30_000)
    assert dialog.note.text() == "Stopped; Start goes on where it was."
    assert dialog.start.isEnabled()


def test_closing_the_window_ends_an_analysis(
    qtbot: QtBot, make_window: MakeWindow, clips: list[Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(batch_jobs, "load_reader", lambda _options: SlowReader())
    window = make_window()
    window.dialogs.open_analysis()
    assert window.dialogs.analysis is not None
    window.dialogs.analysis.out.setText(str(tmp_path / "elsewhere"))
    window.dialogs.analysis.add(clips)
    window.dialogs.analysis.begin()
    qtbot.waitUntil(lambda: any(thread.name == THREAD_NAME for thread in threading.enumerate()), timeout=10_000)
    window.close()
    assert not any(thread.name == THREAD_NAME for thread in threading.enumerate())


def test_a_part_of_each_file_gets_a_result_of_its_own(
    qtbot: QtBot, dialog: AnalysisDialog, clips: list[Path], tmp_path: Path
) -> None:
    dialog.add(clips[:1])
    dialog.begins.setText("soon")
    dialog.begin()
    assert dialog.note.text() == "'soon' is no time; give seconds or HH:MM:SS."
    dialog.begins.setText("0:00.5")
    dialog.ends.setText("0.4")
    dialog.begin()
    assert dialog.note.text() == "The end must lie behind the beginning."
    assert not dialog.is_running
    dialog.ends.setText("1")
    dialog.begin()
    assert not dialog.begins.isEnabled()
    qtbot.waitUntil(lambda: not dialog.is_running, timeout=30_000)
    assert states(dialog) == ["done"]
    (info,) = (tmp_path / "results").rglob("session.json")
    assert info.parent.name.endswith(" 0.50-1.00 s")
    found = list(open_session(info.parent).readings())
    moments = [reading.frame_s for reading in found if reading.frame_s is not None]
    assert 0.5 <= min(moments) <= max(moments) <= 1.0
