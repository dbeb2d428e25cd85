"""What is dropped on the window goes where it makes sense; a second copy is noticed; figures are one click away."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot

from emotion_desk.settings import SettingsFile
from emotion_desk.studies.demo import write_demo
from emotion_desk.ui.drops import Goal, goal_of
from emotion_desk.ui.other_copy import OtherCopy
from emotion_desk.ui.review.page import ReviewPage
from emotion_desk.ui.source_controller import SourceChoice
from tests.sessions.made import made_session
from tests.ui.conftest import MakeWindow

PATIENCE_MS = 20_000


def test_goals(tmp_path: Path, demo_clip: Path) -> None:
    session = made_session(tmp_path / "talk").folder
    write_demo(tmp_path / "study")
    assert goal_of([session], "Live") is Goal.REVIEW
    assert goal_of([session / "session.json"], "Library") is Goal.REVIEW
    assert goal_of([tmp_path / "study"], "Review") is Goal.STUDY
    assert goal_of([demo_clip], "Live") is Goal.PLAY
    assert goal_of([demo_clip], "Sound lab") is Goal.LAB
    assert goal_of([session], "Sound lab") is Goal.REVIEW
    assert goal_of([demo_clip], "Library") is Goal.REVIEW
    assert goal_of([demo_clip, session], "Live") is Goal.ANALYSE
    assert goal_of([tmp_path], "Library") is Goal.LIBRARY
    assert goal_of([tmp_path], "Live") is Goal.ANALYSE
    assert goal_of([], "Live") is None


def test_a_dropped_session_opens_in_review(make_window: MakeWindow, qtbot: QtBot, tmp_path: Path) -> None:
    session = made_session(tmp_path / "talk").folder
    window = make_window()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(session)), QUrl("https://example.org/x.mp4")])
    copy, none = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    event = QDropEvent(QPointF(50, 50), copy, data, Qt.MouseButton.LeftButton, none)
    window.dropEvent(event)
    assert event.isAccepted()
    assert window.pages.shown == "Review"
    review = window.pages.page("Review")
    assert isinstance(review, ReviewPage)
    qtbot.waitUntil(lambda: review.opened is not None and not review.loader.busy, timeout=PATIENCE_MS)
    assert review.opened is not None
    assert review.opened.path == session


def test_dropped_media_play_or_queue(make_window: MakeWindow, qtbot: QtBot, demo_clip: Path, tmp_path: Path) -> None:
    window = make_window()
    window.drops.take([demo_clip])
    assert window.sources.wanted[next(iter(window.sources.wanted))] == SourceChoice("file", str(demo_clip))
    window.drops.take([demo_clip, tmp_path])
    assert window.dialogs.analysis is not None
    assert window.dialogs.analysis.list.topLevelItemCount() == 2


def test_a_file_dropped_on_the_sound_lab_opens_there(make_window: MakeWindow, qtbot: QtBot, demo_clip: Path) -> None:
    window = make_window()
    lab = window.pages.show_page("Sound lab")
    window.drops.take([demo_clip])
    qtbot.waitUntil(lambda: not lab.is_live, timeout=PATIENCE_MS)  # type: ignore[attr-defined]
    assert window.pages.shown == "Sound lab"


def test_the_second_copy_notices_the_first(qtbot: QtBot) -> None:
    first, second = OtherCopy(), OtherCopy()
    first.look()
    qtbot.waitUntil(lambda: first._server is not None, timeout=PATIENCE_MS)
    with qtbot.waitSignal(second.found, timeout=PATIENCE_MS):
        second.look()
    with qtbot.waitSignal(first.show_requested, timeout=PATIENCE_MS):
        second.show_other()
    second.finish()
    first.finish()


def test_figures_are_one_click_away(make_window: MakeWindow, settings_file: SettingsFile) -> None:
    window = make_window()
    assert not window.status.fields["dropped"].isVisible()
    window.status.details.click()
    assert window.status.fields["dropped"].isVisible()
    assert settings_file.values.show_figures
