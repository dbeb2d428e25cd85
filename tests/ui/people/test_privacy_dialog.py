"""The privacy page tells everything that is stored, and the document tells the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from emotion_desk.people.gallery import Gallery
from emotion_desk.privacy import STORED, bytes_at
from emotion_desk.settings import DATA_VARIABLE
from emotion_desk.ui.people.privacy_dialog import PrivacyDialog
from emotion_desk.ui.widgets.theme import Theme
from tests.people.made import prototype

DOCUMENT = Path(__file__).parents[3] / "docs" / "privacy.md"


def test_the_page_measures_what_is_there(
    qtbot: QtBot, theme: Theme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(DATA_VARIABLE, str(tmp_path / "data"))
    gallery = Gallery()
    gallery.enrol("Ana", [prototype(1)], consent=True)
    dialog = PrivacyDialog()
    qtbot.addWidget(dialog)
    dialog.show()
    answer_of = dialog.body.text()
    assert f"{bytes_at(tmp_path / 'data' / 'people'):,} bytes" in answer_of
    assert "Not for work or school in the EU" in answer_of
    for one in STORED:
        assert one.title in answer_of
    dialog.reject()


def test_the_document_says_the_same() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    for one in STORED:
        assert f"| {one.title} | {one.what} |" in text
        assert one.until in text
