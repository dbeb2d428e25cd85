"""Names of any script stand in the rendered video."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from emotion_desk.messages import Identity, Picture
from emotion_desk.sessions.export.video import draw
from tests.sessions.made import made_readings


def drawn(name: str) -> Picture:
    """Return a grey picture with the plate of somebody of this name."""
    reading = next(one for one in made_readings() if one.people)
    person = replace(reading.people[0], identity=Identity(name, 0.9))
    picture = np.full((240, 320, 3), 128, np.uint8)
    draw(picture, replace(reading, people=(person,), voice=None))
    return picture


@pytest.mark.parametrize(("name", "other"), [("محمد", "أحمد"), ("李小龍", "王小明"), ("Łucja", "Åucja")])
def test_names_are_drawn_with_their_own_letters(name: str, other: str) -> None:
    assert not np.array_equal(drawn(name), drawn(other))


def test_a_name_wider_than_the_picture_is_cut() -> None:
    assert drawn("W" * 60).shape == (240, 320, 3)


def test_a_picture_smaller_than_the_letters_is_drawn_on() -> None:
    reading = next(one for one in made_readings() if one.people)
    for size in ((1, 1), (8, 3), (3, 64)):
        draw(np.zeros((*size, 3), np.uint8), reading)
