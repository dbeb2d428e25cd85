"""The study page in a real window: a live run of the demo study, one from a file, and the combined results."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from emotion_desk.sessions import batch_jobs
from emotion_desk.sessions.reader import open_session
from emotion_desk.settings import SettingsFile
from emotion_desk.studies.demo import write_demo
from emotion_desk.studies.plan import Study, read_study, write_study
from emotion_desk.studies.runs import read_run
from emotion_desk.ui.study.live_run import LiveRun
from emotion_desk.ui.study.page import StudyPage
from emotion_desk.ui.study.stimulus_window import StimulusWindow
from tests.sessions.made import LookingReader
from tests.ui.conftest import MakeWindow

PATIENCE_MS = 60_000


@pytest.fixture
def study_folder(tmp_path: Path) -> Path:
    """The demo study, each stimulus for 0.4 s."""
    folder = tmp_path / "study"
    study = write_demo(folder)
    stimuli = tuple(replace(stimulus, seconds=0.4) for stimulus in study.stimuli)
    write_study(folder, replace(study, stimuli=stimuli, fixation_s=0.1, baseline_s=0.3, consent=""))
    return folder


@pytest.fixture(autouse=True)
def _in_a_window(monkeypatch: pytest.MonkeyPatch) -> None:
    """Show stimuli in a window, so that tests do not take the whole screen."""
    monkeypatch.setattr(StimulusWindow, "showFullScreen", QWidget.show)
    start = LiveRun.start
    monkeypatch.setattr(LiveRun, "start", lambda self: start(self, lambda window: window.show()))


def opened(qtbot: QtBot, page: QWidget, folder: Path) -> StudyPage:
    assert isinstance(page, StudyPage)
    page.open(folder)
    qtbot.waitUntil(lambda: page.study is not None, timeout=PATIENCE_MS)
    return page


def states(page: StudyPage) -> list[str]:
    items = [page.list.topLevelItem(row) for row in range(page.list.topLevelItemCount())]
    return [item.text(1) for item in items if item is not None]


def test_the_demo_study_asks_for_consent_in_the_language_of_the_window(
    make_window: MakeWindow, qtbot: QtBot, language: str, tmp_path: Path
) -> None:
    page = make_window().pages.show_page("Studies")
    assert isinstance(page, StudyPage)
    page.make_demo(tmp_path / "demo")
    qtbot.waitUntil(lambda: page.study is not None, timeout=PATIENCE_MS)
    expected = {"de": "Ich bin damit einverstanden", "pl": "Zgadzam się"}[language]
    assert read_study(tmp_path / "demo").consent.startswith(expected)


def test_the_arrow_keys_go_on_from_the_chosen_participant(
    make_window: MakeWindow, qtbot: QtBot, study_folder: Path
) -> None:
    page = opened(qtbot, make_window().pages.show_page("Studies"), study_folder)
    QTest.keyClick(page.list, Qt.Key.Key_Down)
    assert page.chosen() == "P02"
    page._fill()  # as after each run
    QTest.keyClick(page.list, Qt.Key.Key_Down)
    assert page.chosen() == "P03"


@pytest.mark.slow
def test_a_participant_is_run_live(
    make_window: MakeWindow, qtbot: QtBot, settings_file: SettingsFile, study_folder: Path
) -> None:
    window = make_window(demo=True)
    qtbot.waitUntil(lambda: window.desk.figures().faces_seen > 0, timeout=PATIENCE_MS)
    page = opened(qtbot, window.pages.show_page("Studies"), study_folder)
    assert states(page) == ["to do"] * 3
    assert page.chosen() == "P01"
    assert window.focusWidget() is page.list
    page.buttons["run"].click()
    live = page.live
    assert live is not None
    controller = window.recording
    assert controller.folder is not None
    assert not page.buttons["file"].isEnabled()
    qtbot.waitUntil(lambda: "P01" in page._runs, timeout=PATIENCE_MS)
    assert not controller.is_on
    run = read_run(study_folder / "participants" / "P01")
    assert run.finished
    assert [trial.position for trial in run.trials] == [0, 1, 2, 3]
    for trial in run.trials[1:]:
        assert trial.end_s - trial.start_s >= 0.39
    session = open_session(study_folder / "participants" / "P01" / "session")
    labels = [mark.label for mark in session.marks()]
    assert labels[0] == "study begins"
    assert labels[-1].endswith(" end")
    assert states(page)[0] == "done"
    assert not page.buttons["run"].isEnabled()


def test_a_stopped_run_is_kept_as_unfinished(
    make_window: MakeWindow, qtbot: QtBot, settings_file: SettingsFile, study_folder: Path
) -> None:
    window = make_window(demo=True)
    qtbot.waitUntil(lambda: window.desk.figures().faces_seen > 0, timeout=PATIENCE_MS)
    page = opened(qtbot, window.pages.show_page("Studies"), study_folder)
    page.add("../x")
    assert "code" in page.banner.text.text()
    page.add("X 9")
    assert page.chosen() == "X 9"
    live = page.run_live("X 9")
    assert live is not None
    qtbot.waitUntil(lambda: live._runner.step is not None, timeout=PATIENCE_MS)
    live.window.stopped.emit()
    qtbot.waitUntil(lambda: "X 9" in page._runs, timeout=PATIENCE_MS)
    assert not page._runs["X 9"].finished


@pytest.mark.slow
def test_files_are_added_and_everything_is_combined(
    make_window: MakeWindow, qtbot: QtBot, study_folder: Path, demo_clip: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = LookingReader()
    monkeypatch.setattr(batch_jobs, "load_reader", lambda _options: reader)
    window = make_window()
    page = opened(qtbot, window.pages.show_page("Studies"), study_folder)
    assert isinstance(page.study, Study)
    page.add_from_file("P02", demo_clip, 1.0)
    qtbot.waitUntil(lambda: "P02" in page._runs, timeout=PATIENCE_MS)
    page.buttons["combine"].click()
    qtbot.waitUntil(lambda: page.banner.topic == "combined", timeout=PATIENCE_MS)
    assert page.note.text().startswith("A run takes")
    for name in ("study.csv", "summary.csv", "report.html"):
        assert (study_folder / name).stat().st_size > 500
        (study_folder / name).unlink()
    page.buttons["combine"].click()
    assert page.buttons["cancel"].isEnabled()
    page.buttons["cancel"].click()
    assert page.note.text() == "Cancelled."
    qtbot.waitUntil(lambda: page.buttons["combine"].isEnabled(), timeout=PATIENCE_MS)
    assert not page.buttons["cancel"].isEnabled()
    assert not list(study_folder.glob("*.csv")) + list(study_folder.glob(".part-*"))
    page.open(study_folder / "nowhere")
    qtbot.waitUntil(lambda: page.banner.topic == "study", timeout=PATIENCE_MS)
    assert "is no study" in page.banner.text.text()
