"""The panel "Why this answer": all is seen where there is room, and nothing covers anything where there is none."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtWidgets import QScrollArea
from pytestqt.qtbot import QtBot

from emotion_desk.ui.language import use
from emotion_desk.ui.sound_lab.why_panel import WhyPanel
from emotion_desk.ui.widgets.theme import Theme


@pytest.mark.parametrize("code", ["en", "de"])
@pytest.mark.parametrize(("height", "scrolls"), [(480, False), (200, True)])
def test_picture_table_and_text_have_their_places(
    qtbot: QtBot, theme: Theme, monkeypatch: pytest.MonkeyPatch, height: int, scrolls: bool, code: str
) -> None:
    monkeypatch.delenv("EMOTION_DESK_LANGUAGE", raising=False)
    use(code)
    try:
        panel = WhyPanel(theme)
        qtbot.addWidget(panel)
        panel.resize(352, height)
        panel.show()
        qtbot.waitExposed(panel)
        (area,) = (one for one in panel.findChildren(QScrollArea) if one.widget() is not None)
        assert (area.verticalScrollBar().maximum() > 0) == scrolls
        parts = (panel.answer, panel.view, panel.table, panel.caveat)
        for above, below in pairwise(parts):
            assert above.geometry().bottom() < below.geometry().top()
        assert panel.view.height() >= 100
        assert panel.caveat.height() >= panel.caveat.heightForWidth(panel.caveat.width())
    finally:
        use("en")
