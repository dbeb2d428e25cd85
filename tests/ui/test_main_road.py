"""The main road in one window: record with marks, find, review, correct, undo, export; no command line."""

from __future__ import annotations

import csv
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from emotion_desk.sessions.reader import open_session
from emotion_desk.settings import SettingsFile
from emotion_desk.ui.library.page import LibraryPage
from emotion_desk.ui.review.page import ReviewPage
from tests.ui.conftest import MakeWindow

PATIENCE_MS = 60_000


@pytest.mark.slow
def test_from_record_to_export(
    make_window: MakeWindow, qtbot: QtBot, settings_file: SettingsFile, tmp_path: Path
) -> None:
    sessions = tmp_path / "sessions"
    settings_file.change(record_folder=str(sessions), marker_labels=("door", "question"))
    window = make_window(demo=True)
    qtbot.waitUntil(lambda: window.desk.figures().faces_seen > 0, timeout=PATIENCE_MS)

    # Record, with marks by their keys.
    window.dialogs.open_record_panel()
    panel = window.dialogs.record_panel
    assert panel is not None
    panel.name.setText("Two people")
    panel.record.click()
    recorder = window.recording._recorder
    assert recorder is not None
    qtbot.waitUntil(lambda: recorder.counters["readings"].written > 10, timeout=PATIENCE_MS)
    window.record_bar.marker_actions[0].trigger()
    window.record_bar.marker_actions[1].trigger()
    qtbot.waitUntil(lambda: recorder.counters["readings"].written > 40, timeout=PATIENCE_MS)
    window.record_bar.stop.click()
    qtbot.waitUntil(lambda: window.banner.topic == "recorded", timeout=PATIENCE_MS)

    # Find it.
    library = window.pages.show_page("Library")
    assert isinstance(library, LibraryPage)
    qtbot.waitUntil(lambda: len(library.model.summaries) == 1, timeout=PATIENCE_MS)
    library.field.setText("two people happy")
    qtbot.waitUntil(lambda: library.count.text() == "1 session", timeout=PATIENCE_MS)
    library.act("open")

    # Correct two answers, undo one.
    review = window.pages.page("Review")
    assert isinstance(review, ReviewPage)
    qtbot.waitUntil(lambda: review.opened is not None and not review.loader.busy, timeout=PATIENCE_MS)
    assert [mark.label for mark in review.events.all()] == ["door", "question"]
    series = review.values.series
    assert series is not None
    first_s, last_s = float(series.times[0]), float(series.times[-1])
    middle_s = (first_s + last_s) / 2
    review.coding.select((first_s, middle_s))
    review.coding.correct("surprised")
    review.coding.select((middle_s, last_s))
    review.coding.correct("calm")
    review.act("undo")
    folder = sessions / "Two people"
    (left,) = open_session(folder).annotations.all()
    assert left.label == "surprised"
    assert review.annotations.agreement().samples > 3

    # Export a table, annotations and a report.
    review.act("export")
    (dialog,) = window.dialogs.exports

    def written(name: str) -> bool:
        return dialog.state.text().endswith(name)

    for kind, name in (("csv", "export.csv"), ("elan", "export.eaf"), ("report", "export.html")):
        dialog.kind.setCurrentIndex(dialog.kind.findData(kind))
        dialog.start.click()
        qtbot.waitUntil(partial(written, name), timeout=PATIENCE_MS)
    with (folder / "export.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["subject"] for row in rows} >= {"face"}
    assert "door" in (folder / "export.eaf").read_text(encoding="utf-8")
    assert (folder / "export.html").read_text(encoding="utf-8").count("<svg") >= 1
    dialog.close()
    QApplication.processEvents()
