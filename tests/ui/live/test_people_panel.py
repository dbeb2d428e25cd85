"""Cards of people: one a person, also when somebody comes back."""

from __future__ import annotations

from dataclasses import replace

from pytestqt.qtbot import QtBot

from emotion_desk.clock import NS_PER_S
from emotion_desk.messages import DeskReading, Identity
from emotion_desk.ui.live.people_panel import PeoplePanel
from emotion_desk.ui.live.person_colours import PersonColours
from emotion_desk.ui.widgets.theme import Theme
from tests.ui.conftest import packet, reading


def known(track: int, number: int) -> DeskReading:
    plain = reading(track)
    return replace(plain, people=(replace(plain.people[0], identity=Identity(unknown=number)),))


def test_who_comes_back_has_one_card(qtbot: QtBot, theme: Theme) -> None:
    panel = PeoplePanel(theme, PersonColours())
    qtbot.addWidget(panel)
    panel.show_packet(packet(1), 0)
    panel.show_reading(known(1, 1))
    panel.remove_absent(NS_PER_S)
    assert not panel.cards[0].isEnabled()
    panel.show_packet(packet(2), NS_PER_S)
    panel.show_reading(reading(2))  # not recognised yet: both cards stay
    assert [card.track_id for card in panel.cards] == [1, 2]
    panel.show_reading(known(2, 1))
    assert [card.track_id for card in panel.cards] == [2]
    assert panel.tracks_of(Identity(unknown=1)) == [2]
    assert panel.tracks_of(Identity()) == []
    panel.show_packet(packet(2, 3), NS_PER_S)
    panel.show_reading(known(3, 2))
    assert [card.track_id for card in panel.cards] == [2, 3]
