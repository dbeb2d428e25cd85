"""A label that shortens its text where it does not fit."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from emotion_desk.ui.widgets.elided_label import ElidedLabel


def test_a_title_that_does_not_fit_loses_its_score_and_not_its_name(qtbot: QtBot) -> None:
    label = ElidedLabel()
    qtbot.addWidget(label)
    label.set_full_text("Voice · Ana Example · 0.93", "Voice · Ana Example")
    metrics = label.fontMetrics()
    label.resize(metrics.horizontalAdvance("Voice · Ana Example · 0.93") - 2, 20)
    short = label.grab().toImage()
    assert label.toolTip() == "Voice · Ana Example · 0.93"
    label.set_full_text("Voice · Ana Example")
    assert label.grab().toImage() == short
    assert label.toolTip() == ""
