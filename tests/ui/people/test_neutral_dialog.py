"""Measuring a neutral face in the window: countdown, capture, keeping it with the person, and the switch."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from emotion_desk.clock import NS_PER_S
from emotion_desk.messages import Identity
from emotion_desk.people.gallery import Gallery
from emotion_desk.people.own_neutral import OwnNeutrals
from emotion_desk.ui.people import neutral_dialog
from emotion_desk.ui.people.neutral_dialog import NeutralDialog
from emotion_desk.ui.widgets.theme import Theme
from tests.people.made import prototype
from tests.ui.conftest import MakeWindow, emotions, packet, reading


@pytest.fixture
def neutrals(gallery: Gallery) -> OwnNeutrals:
    gallery.enrol("Ana", [prototype(1)], consent=True)
    return OwnNeutrals(gallery)


@pytest.fixture
def dialog(
    qtbot: QtBot, neutrals: OwnNeutrals, gallery: Gallery, theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> Iterator[NeutralDialog]:
    monkeypatch.setattr(neutral_dialog, "COUNTDOWN_S", 0.3)
    made = NeutralDialog(neutrals, 1, lambda: Identity("Ana"), gallery)
    qtbot.addWidget(made)
    made.show()
    yield made
    if made.isVisible():
        made.reject()


def measure(qtbot: QtBot, dialog: NeutralDialog, neutrals: OwnNeutrals) -> None:
    """Answer as the inference thread does, until there is enough."""
    dialog.begin.click()
    qtbot.waitUntil(lambda: neutrals.capture is not None)
    for step in range(250):
        neutrals.add("net", 1, emotions("sad"), step * NS_PER_S // 25, "")
    qtbot.waitUntil(dialog.keep.isEnabled)


def test_a_neutral_face_is_measured_and_kept_with_the_person(
    qtbot: QtBot, dialog: NeutralDialog, neutrals: OwnNeutrals, gallery: Gallery
) -> None:
    assert dialog.with_person.isChecked()
    measure(qtbot, dialog, neutrals)
    assert neutrals.capture is None
    assert neutrals.corrected("net", 1, Identity("Ana"), emotions("sad")) is None, "nothing counts before Keep"
    with qtbot.waitSignal(dialog.kept) as emitted:
        QTest.keyClick(dialog.keep, Qt.Key.Key_Return)
    assert emitted.args == ["Ana"]
    (face,) = gallery.person("Ana").neutral
    assert face.emotion["sad"] == pytest.approx(0.79, abs=0.01)
    corrected = neutrals.corrected("net", 5, Identity("Ana"), emotions("sad"))
    assert corrected is not None
    assert corrected["neutral"] == pytest.approx(0.85, abs=0.01)


def test_it_can_be_kept_for_the_run_alone(
    qtbot: QtBot, dialog: NeutralDialog, neutrals: OwnNeutrals, gallery: Gallery
) -> None:
    measure(qtbot, dialog, neutrals)
    dialog.with_person.click()
    with qtbot.waitSignal(dialog.kept):
        dialog.keep.click()
    assert gallery.person("Ana").neutral == ()
    assert neutrals.corrected("net", 1, Identity("Ana"), emotions("sad")) is not None


def test_cancelling_leaves_nothing_behind(
    qtbot: QtBot, dialog: NeutralDialog, neutrals: OwnNeutrals, gallery: Gallery
) -> None:
    dialog.begin.click()
    qtbot.waitUntil(lambda: neutrals.capture is not None)
    qtbot.waitUntil(lambda: "out of view" in dialog.hint.text())
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert neutrals.capture is None
    assert gallery.person("Ana").neutral == ()


def test_a_stranger_is_offered_the_run_only(
    qtbot: QtBot, neutrals: OwnNeutrals, gallery: Gallery, theme: Theme
) -> None:
    made = NeutralDialog(neutrals, 1, lambda: Identity(unknown=1), gallery)
    qtbot.addWidget(made)
    assert not made.with_person.isEnabled()
    assert not made.with_person.isChecked()


def test_a_known_neutral_face_can_be_forgotten(
    qtbot: QtBot, dialog: NeutralDialog, neutrals: OwnNeutrals, gallery: Gallery
) -> None:
    assert not dialog.forget.isVisible()
    measure(qtbot, dialog, neutrals)
    with qtbot.waitSignal(dialog.kept):
        dialog.keep.click()
    assert gallery.person("Ana").neutral
    again = NeutralDialog(neutrals, 1, lambda: Identity("Ana"), gallery)
    qtbot.addWidget(again)
    again.show()
    assert again.forget.isVisible()
    with qtbot.waitSignal(again.forgotten):
        again.forget.click()
    assert gallery.person("Ana").neutral == ()
    assert neutrals.corrected("net", 1, Identity("Ana"), emotions("sad")) is None
    assert not neutrals.knows(1, Identity("Ana"))


def test_the_card_opens_the_dialog_shows_the_correction_and_switches_it(qtbot: QtBot, make_window: MakeWindow) -> None:
    window = make_window()
    people = window.live_page.people
    people.show_packet(packet(1), 0)
    (card,) = people.cards
    card.neutral.click()
    assert window.people.dialog("neutral") is not None
    given = reading(1, emotion="sad")
    people.show_reading(given)
    assert not card.own_neutral.isVisibleTo(card)
    person = replace(given.people[0], corrected=emotions("neutral"))
    people.show_reading(replace(given, people=(person,)))
    assert card.own_neutral.isVisibleTo(card)
    assert "sad 0.79" in card.own_neutral.toolTip()
    assert card.chip.text.startswith("neutral")
    card.own_neutral.click()
    neutrals = window.desk.neutrals
    switched = [neutrals.is_on, window.toolbar.own_neutral.isChecked()]
    window.toolbar.own_neutral.trigger()
    assert [*switched, neutrals.is_on, card.own_neutral.isChecked()] == [False, False, True, True]
