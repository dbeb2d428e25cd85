"""Every dialog opens and works in every language: no text that is translated serves as a key."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from emotion_desk.sessions import batch_jobs
from emotion_desk.ui.analysis_dialog import AnalysisDialog
from emotion_desk.ui.help_tour import STOPS, HelpTour
from emotion_desk.ui.widgets.theme import Theme
from tests.sessions.made import LookingReader
from tests.sources.clips import write_clip
from tests.ui.conftest import MakeWindow


@pytest.mark.slow
def test_an_analysis_ends(
    language: str, qtbot: QtBot, theme: Theme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = LookingReader()
    monkeypatch.setattr(batch_jobs, "load_reader", lambda _options: reader)
    dialog = AnalysisDialog(lambda: "multitask", tmp_path / "results")
    qtbot.addWidget(dialog)
    dialog.add([write_clip(tmp_path / "one.mp4", seconds=1.0)])
    dialog.begin()
    qtbot.waitUntil(lambda: not dialog.is_running, timeout=30_000)
    assert dialog.note.text() == {"de": "Fertig: 1 Datei.", "pl": "Gotowe: 1 plik."}[language]
    assert dialog.review.isEnabled()
    dialog.finish()


def test_dialogs_of_the_window_open(language: str, make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window(demo=True)
    window.toolbar.privacy.trigger()
    window.dialogs.open_record_panel()
    window.dialogs.open_analysis()
    window.explain()
    tour = HelpTour(window, window)
    qtbot.addWidget(tour)
    tour.show()
    for number in range(len(STOPS)):
        tour.go(number)
        assert tour.isVisible()
    assert window.people.dialog("privacy") is not None
