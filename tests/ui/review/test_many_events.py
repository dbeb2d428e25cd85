"""Sessions with thousands of events: an import is one step and quick, the list shows any number, agreement is right."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from emotion_desk.labels import EMOTIONS
from emotion_desk.sessions.annotations import VOICE, Annotation, agreement, face_subject
from emotion_desk.sessions.event_files import Event
from emotion_desk.sessions.event_import import import_events
from emotion_desk.sessions.reader import open_session
from emotion_desk.ui.review.page import ReviewPage
from emotion_desk.ui.review.reading_agreement import reading_agreement, subject_keys
from emotion_desk.ui.review.readings import Readings, ReadingSeries
from emotion_desk.ui.review.time_list import Row, TimeList
from tests.soak.event_loop import many_events

PATIENCE_MS = 20_000


def opened(qtbot: QtBot, page: ReviewPage, folder: Path) -> None:
    page.open(folder)
    qtbot.waitUntil(lambda: page.opened is not None and not page.loader.busy, timeout=PATIENCE_MS)


def test_an_import_of_thousands_is_one_step(
    page: ReviewPage, session_folder: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    opened(qtbot, page, session_folder)
    page.coding.import_file(many_events(tmp_path, 4000))
    qtbot.waitUntil(lambda: page.undo_stack.count() == 1, timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: (page.events.list.count, page.annotations.list.count) == (2000, 2000), timeout=PATIENCE_MS)
    took = {}
    for name in ("undo", "redo"):
        began = time.thread_time()
        page.act(name)
        QApplication.processEvents()
        took[name] = time.thread_time() - began
    # One by one, the list was filled anew 4,000 times, which took minutes.
    assert max(took.values()) < 1.0
    session = open_session(session_folder)
    assert (len(session.marks()), len(session.annotations.all())) == (2000, 2000)
    page.act("undo")
    session = open_session(session_folder)
    assert (session.marks(), session.annotations.all()) == ([], [])
    qtbot.waitUntil(lambda: (page.events.list.count, page.annotations.list.count) == (0, 0), timeout=PATIENCE_MS)


def test_an_import_that_ends_after_another_session_was_opened_stays_out_of_its_history(
    page: ReviewPage, session_folder: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    opened(qtbot, page, session_folder)
    session = page.coding._session
    assert session is not None
    imported = import_events(session, [Event(1.0, None, "door"), Event(1.0, 2.0, "sad", "Nobody")], "me")
    page.coding.open(None)
    page.coding._take(session, imported, "a.csv")
    assert page.undo_stack.count() == 0
    assert (len(imported), imported.after(1.0), imported.after(0.5)) == (2, 0, 2)
    assert [one.coder for one in open_session(session_folder).annotations.all()] == ["me"]


def test_events_after_the_end_are_imported_and_said(
    page: ReviewPage, session_folder: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    said: list[str] = []
    opened(qtbot, page, session_folder)
    page.coding._show_message = said.append
    path = tmp_path / "other.csv"
    path.write_text("start_s,end_s,label,subject\n1.0,,door,\n100.0,,bell,\n100.0,101.0,sad,Nobody\n")
    page.coding.import_file(path)
    qtbot.waitUntil(lambda: bool(said), timeout=PATIENCE_MS)
    assert said[-1].endswith("2 begin after the end of the session: is the file of another one?")


def test_the_list_asks_for_the_rows_on_the_screen_only(qtbot: QtBot) -> None:
    asked: set[int] = set()

    def describe(one: Annotation) -> Row:
        asked.add(one.number)
        return Row(one.start_s, one.label)

    shown = TimeList(can_rename=False)
    qtbot.addWidget(shown)
    shown.resize(200, 120)
    shown.show()
    items = [Annotation(number, VOICE, number, number + 0.5, "sad") for number in range(50_000)]
    shown.show_items(items, describe, 50_000.0, chosen=40_000)
    QApplication.processEvents()
    assert shown.count == 50_000
    assert shown.chosen == 40_000
    assert len(asked) < 500
    chosen: list[int | None] = []
    shown.chosen_changed.connect(lambda: chosen.append(shown.chosen))
    QTest.keyClick(shown, Qt.Key.Key_Down)
    assert chosen == [40_001]


def test_a_text_is_edited_in_place(page: ReviewPage, session_folder: Path, qtbot: QtBot) -> None:
    opened(qtbot, page, session_folder)
    page.events.add(1.0)
    editor = page.events.list.findChild(QLineEdit)
    assert editor is not None
    editor.setText("  door ")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: [mark.label for mark in page.events.all()] == ["door"], timeout=PATIENCE_MS)
    page.act("undo")
    assert [mark.label for mark in page.events.all()] != ["door"]


@pytest.mark.parametrize("seed", range(5))
def test_agreement_equals_that_of_single_answers(seed: int) -> None:
    rng, numbers = random.Random(seed), np.random.default_rng(seed)
    readings = Readings(tuple(series(track, numbers) for track in (1, 2)), series(0, numbers))
    labels = [*EMOTIONS, "yawns"]
    made = []
    for number in range(60):
        start_s = rng.uniform(0, 9)
        subject = rng.choice([face_subject(1), face_subject(2), VOICE, "Ana"])
        stamp = f"2026-05-04T10:{rng.randrange(5):02d}"
        made.append(Annotation(number, subject, start_s, start_s + rng.uniform(0.1, 2), rng.choice(labels), "", stamp))
    expected = agreement(made, answers(readings), EMOTIONS)
    found = reading_agreement(made, readings)
    assert (found.samples, found.agreed) == (expected.samples, expected.agreed)
    assert found.kappa == pytest.approx(expected.kappa)
    assert reading_agreement([], readings).kappa is None


def series(track: int, numbers: np.random.Generator) -> ReadingSeries:
    count = 100
    first = numbers.integers(-1, len(EMOTIONS), count)
    second = np.where((first >= 0) & (numbers.random(count) < 0.3), (first + 1) % len(EMOTIONS), -1)
    codes = np.stack([first, second, np.zeros(count)], axis=1).astype(np.int8)
    times = np.arange(count) / 10.0
    shares = np.full((count, len(EMOTIONS)), 0.125, np.float32)
    return ReadingSeries(track, times, shares, np.zeros((count, 4), np.float32), codes, np.full(count, -1, np.int32))


def answers(readings: Readings) -> Iterator[tuple[str, float, str]]:
    assert readings.voice is not None
    for one in (*readings.people, readings.voice):
        for sample, time_s in enumerate(one.times):
            shown = one.headline(sample)
            if shown is not None:
                yield subject_keys(one)[0], float(time_s), shown.emotion or "unsure"
