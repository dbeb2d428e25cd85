"""Why this answer: from a card of the live page, held, closed, and explained again for another person."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from emotion_desk.messages import Identity, Side
from emotion_desk.ui.sound_lab import attribution_thread
from emotion_desk.ui.sound_lab.attribution_thread import AttributionRequest, AttributionResult
from emotion_desk.ui.window import MainWindow
from tests.ui.conftest import MakeWindow, packet, reading


class Requests:
    """Stands in for the network: notes what it is asked, and answers in one sentence."""

    def __init__(self) -> None:
        self.faces: list[int] = []

    def explain(self, _explainer: object, request: AttributionRequest) -> AttributionResult:
        assert request.face is not None
        self.faces.append(int(request.face[0, 0, 0]))
        return AttributionResult(request, error=f"Explained {request.face[0, 0, 0]}.")


def resting(make_window: MakeWindow, qtbot: QtBot) -> MainWindow:
    """Return a window that has said that it has no sources, and clears nothing any more."""
    window = make_window()
    sides: set[Side] = set()
    window.poller.event_received.connect(lambda event: sides.add(event.side))
    qtbot.waitUntil(lambda: sides >= {Side.PICTURE, Side.SOUND}, timeout=8000)
    return window


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Requests:
    requests = Requests()
    monkeypatch.setattr(attribution_thread, "Explainer", lambda _store: object())
    monkeypatch.setattr(attribution_thread, "explain", requests.explain)
    return requests


def test_a_card_explains_the_answer_of_its_own_face(make_window: MakeWindow, qtbot: QtBot, asked: Requests) -> None:
    window = resting(make_window, qtbot)
    live = window.live_page
    both = packet(1, 2)
    faces = tuple(replace(face, crop=np.full_like(face.crop, 10 * face.track_id)) for face in both.faces)
    both = replace(both, faces=faces)
    live.picture.show_packet(both, reading(1, 2))
    live.people.show_packet(both, both.frame.stamp_ns)
    first, second = live.people.cards
    assert second.why.accessibleName() == "Why this answer"
    QTest.mouseClick(second.why, Qt.MouseButton.LeftButton)
    dialog = window.dialogs.why
    assert dialog is not None
    assert (dialog.isVisible(), dialog.windowTitle()) == (True, "Why this answer · Face 2")
    qtbot.waitUntil(lambda: dialog.panel.answer.text() == "Explained 20.", timeout=8000)
    assert set(asked.faces) == {20}

    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=8000)
    QTest.keyClick(window, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert dialog.track_id == first.track_id
    qtbot.waitUntil(lambda: dialog.panel.answer.text() == "Explained 10.", timeout=8000)
    states = []
    for change in (lambda: dialog.hold.setChecked(True), lambda: dialog.hold.setChecked(False), dialog.close):
        change()
        states.append(dialog.feeder.is_running)
    assert states == [False, True, False]


def test_without_a_face_the_key_says_so(make_window: MakeWindow) -> None:
    window = make_window()
    window.explain()
    assert window.dialogs.why is None
    assert "no face" in window.status.message.full_text()


def test_a_person_who_left_is_no_longer_explained(make_window: MakeWindow, qtbot: QtBot, asked: Requests) -> None:
    window = resting(make_window, qtbot)
    live = window.live_page
    live.picture.show_packet(packet(2), reading(2))
    window.dialogs.explain(1, "Face 1")
    dialog = window.dialogs.why
    assert dialog is not None
    assert dialog.panel.answer.text() == "This person is not in the picture now."
    assert asked.faces == []


def test_a_person_who_came_back_is_explained_again(make_window: MakeWindow, qtbot: QtBot, asked: Requests) -> None:
    window = resting(make_window, qtbot)
    people = window.live_page.people

    def show(track: int) -> None:
        known = reading(track)
        known = replace(known, people=(replace(known.people[0], identity=Identity(unknown=1)),))
        window.live_page.picture.show_packet(packet(track), known)
        people.show_packet(packet(track), known.frame_stamp_ns or 0)
        people.show_reading(known)

    show(1)
    window.dialogs.explain(1, "Unknown 1")
    qtbot.waitUntil(lambda: len(asked.faces) > 0)
    people.clear()
    show(4)
    count = len(asked.faces)
    qtbot.waitUntil(lambda: len(asked.faces) > count)
