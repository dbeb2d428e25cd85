"""The window while the demo plays: what is drawn from frames and answers."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from emotion_desk.labels import EMOTION_COLOURS
from emotion_desk.ui.live.overlay import annotations_for
from emotion_desk.ui.widgets.theme import rgb
from tests.ui.conftest import MakeWindow


def near(image: QImage, colour: tuple[int, int, int], tolerance: int = 24) -> int:
    """Count the pixels close to a colour."""
    plain = image.convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(plain.constBits(), np.uint8).reshape(plain.height(), plain.bytesPerLine())
    pixels = rows[:, : plain.width() * 3].reshape(-1, 3).astype(int)
    return int((np.abs(pixels - colour).max(axis=1) <= tolerance).sum())


@pytest.mark.slow
def test_the_demo_shows_box_card_and_moving_spectrogram(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window(demo=True)
    live_page = window.live_page
    qtbot.waitUntil(
        lambda: bool(live_page.people.cards) and live_page.people.cards[0].bars.values is not None, timeout=15000
    )
    happy = rgb(EMOTION_COLOURS["happy"])
    qtbot.waitUntil(lambda: near(live_page.picture.grab().toImage(), happy) > 200, timeout=5000)
    card = live_page.people.cards[0]
    assert card.chip.text.startswith(("happy", "sad"))
    assert card.title.full_text() == "Face 1"
    assert window.status.badge.text() == "DEMO"
    qtbot.waitUntil(lambda: window.status.fields["fps"].text() not in ("", "0 fps"), timeout=5000)
    assert window.status.engine.text() == "steady"
    qtbot.waitUntil(
        lambda: live_page.spectrogram.numbers is not None and live_page.spectrogram.numbers.max() > 60, timeout=8000
    )
    before = live_page.spectrogram.numbers
    assert before is not None
    qtbot.wait(300)
    after = live_page.spectrogram.numbers
    assert after is not None
    assert not np.array_equal(before, after)
    assert window.screen_latency.overall().p50 is not None


@pytest.mark.slow
def test_the_live_page_behind_another_draws_nothing_and_catches_up(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window(demo=True)
    live_page, fps = window.live_page, window.status.fields["fps"]
    qtbot.waitUntil(lambda: bool(live_page.people.cards) and live_page.lanes.history.steps > 0, timeout=15000)
    window.pages.show_page("Review")
    qtbot.waitUntil(lambda: fps.text() == "… fps", timeout=5000)
    live_page.people.clear()
    drawn, steps = live_page.lanes.drawn, live_page.lanes.history.steps
    qtbot.waitUntil(lambda: live_page.lanes.history.steps >= steps + 2, timeout=5000)
    assert live_page.lanes.drawn == drawn
    assert not live_page.people.cards

    window.pages.show_page("Live")
    qtbot.waitUntil(lambda: bool(live_page.people.cards), timeout=5000)
    qtbot.waitUntil(lambda: live_page.lanes.drawn > drawn, timeout=5000)
    qtbot.waitUntil(lambda: fps.text() != "… fps", timeout=5000)


@pytest.mark.slow
def test_box_and_card_never_differ(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window(demo=True)
    live = window.live_page
    qtbot.waitUntil(lambda: bool(live.people.cards) and live.people.cards[0].bars.values is not None, timeout=15000)
    compared: list[tuple[str, str]] = []

    def compare() -> None:
        boxes = annotations_for(live.picture.packet, live.picture._reading) if live.picture.packet else []
        if boxes and live.people.cards and boxes[0].text:
            compared.append((boxes[0].text, live.people.cards[0].chip.text))

    timer = QTimer(window)
    timer.timeout.connect(compare)
    timer.start(3)
    qtbot.waitUntil(lambda: len(compared) > 50, timeout=15000)
    timer.stop()
    assert [pair for pair in compared if pair[0] != pair[1]] == []


@pytest.mark.slow
def test_a_snapshot_has_the_frames_own_size_and_the_boxes(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window(demo=True)
    assert window.take_snapshot() is None or window.live_page.picture.packet is not None
    qtbot.waitUntil(lambda: bool(window.live_page.people.cards), timeout=10000)
    qtbot.waitUntil(lambda: window.live_page.people.cards[0].bars.values is not None, timeout=10000)
    with qtbot.waitSignal(window.saver.message, timeout=5000) as emitted:
        path = window.take_snapshot()
    assert path is not None
    assert str(path) in emitted.args[0]
    image = QImage(str(path))
    shown = window.live_page.picture.packet
    assert shown is not None
    assert (image.height(), image.width()) == shown.frame.picture.shape[:2]
    assert near(image, rgb(EMOTION_COLOURS["happy"])) > 200
