"""The colours of people: apart for all eyes, kept by the person, and the same on box, card and lane."""

from __future__ import annotations

import itertools
import math
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from emotion_desk.messages import Identity, PersonReading
from emotion_desk.ui.live.overlay import annotations_for
from emotion_desk.ui.live.page import LivePage
from emotion_desk.ui.live.person_colours import PALETTE, PersonColours
from emotion_desk.ui.widgets.theme import Theme, luminance
from tests.ui.conftest import packet, reading

#: Machado, Oliveira and Fernandes 2009, severity 1; they act on linear RGB.
EYES = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.01182, 0.04294, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.3039)),
}


def lab(colour: str, eyes: str) -> tuple[float, float, float]:
    """Return CIE L*a*b* (D65) of a colour as these eyes see it."""
    shown = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in shown]
    seen = np.clip(np.array(EYES[eyes]) @ linear, 0, 1)
    xyz = np.array(((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))) @ seen
    parts = [float(v) for v in xyz / (0.95047, 1.0, 1.08883)]
    x, y, z = (v ** (1 / 3) if v > 0.008856 else 7.787 * v + 16 / 116 for v in parts)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


@pytest.mark.parametrize("eyes", EYES)
def test_the_colours_are_apart_for_all_eyes(eyes: str) -> None:
    least = min(math.dist(lab(one, eyes), lab(other, eyes)) for one, other in itertools.combinations(PALETTE, 2))
    assert least > 12  # 2.3 is just noticeable


def test_the_colours_are_seen_on_both_themes() -> None:
    for colour in PALETTE:
        light = luminance(QColor(colour))
        assert 1.05 / (light + 0.05) > 1.6  # on white
        assert (light + 0.05) / 0.06 > 2  # on the dark panel


def person(track: int, name: str | None = None) -> PersonReading:
    (one,) = reading(track).people
    return replace(one, identity=Identity(name)) if name else one


def test_a_person_keeps_the_colour_and_a_track_that_is_named_too() -> None:
    colours = PersonColours()
    first = colours.of_person(person(1))
    assert colours.of_person(person(2)) != first
    assert colours.of_person(person(1, "Ana")) == first
    assert colours.of_track(1) == first
    assert colours.of_person(person(7, "Ana")) == first
    assert colours.of_key("1 Ana") == first
    assert colours.of_track(9) is None


def test_those_seen_last_have_different_colours_for_hours() -> None:
    colours = PersonColours()
    for track in range(2000):
        colours.of_person(person(track))
        shown = {str(colours.of_track(one)) for one in range(max(0, track - 4), track + 1)}
        assert len(shown) == min(track + 1, 5)
    assert len(colours._people) <= 256


def test_box_card_and_lane_have_the_same_colour(qtbot: QtBot, theme: Theme) -> None:
    page = LivePage(theme, lambda *_stamps: None)
    qtbot.addWidget(page)
    page.resize(1200, 800)
    page.show()
    shown, answers = packet(1, 2), reading(1, 2)
    page.people.show_packet(shown, shown.frame.stamp_ns)
    page.people.show_reading(answers)
    page.picture.show_packet(shown, answers)
    page.lanes.step(answers)
    boxes = [one.colour for one in annotations_for(shown, answers, colours=page.picture.colours)]
    cards = [card.mark.colour for card in page.people.cards]
    lanes = [page.lanes._colours.of_key(row.person) for row in page.lanes.rows(400.0)]
    assert boxes == cards == lanes == [QColor(PALETTE[0]), QColor(PALETTE[1])]
    shot = page.lanes.grab().toImage()
    column = {shot.pixelColor(1, y).name().upper() for y in range(shot.height())}
    assert {PALETTE[0], PALETTE[1]} <= column
