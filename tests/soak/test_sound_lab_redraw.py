"""The measurement of the lab: what it makes of counts, and that it counts what Qt paints."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.soak import sound_lab_redraw
from tests.soak.sound_lab_redraw import Mark, Paints


def test_figures_are_rates_between_two_moments() -> None:
    found = Mark(12.0, 3.0, 140, 130).since(Mark(10.0, 2.5, 100, 100))
    assert found["redraws_per_second"] == 20.0
    assert found["paints_per_second"] == 15.0
    assert found["window_thread_ms_per_redraw"] == 12.5
    assert found["window_thread_share_of_a_core"] == 0.25
    assert Mark(12.0, 2.5, 100, 100).since(Mark(10.0, 2.5, 100, 100))["window_thread_ms_per_redraw"] == 0.0


def test_paints_are_counted(qtbot: QtBot) -> None:
    widget, paints = QWidget(), Paints()
    qtbot.addWidget(widget)
    widget.installEventFilter(paints)
    widget.show()
    qtbot.waitUntil(lambda: paints.count > 0, timeout=10_000)
    before = paints.count
    widget.repaint()
    assert paints.count == before + 1


def test_an_invalid_size_is_reported(capsys: pytest.CaptureFixture[str]) -> None:
    assert sound_lab_redraw.main(["--size", "wide"]) == 2
    assert "'wide' is no size" in capsys.readouterr().err
