"""Colours that can be read and told apart."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor

from emotion_desk.labels import EMOTION_COLOURS
from emotion_desk.ui.widgets.theme import DARK, LIGHT, Theme, luminance, progress_colour, text_on


def contrast(one: QColor, other: QColor) -> float:
    bright, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("colour", EMOTION_COLOURS.values())
def test_chip_text_can_be_read(colour: str) -> None:
    assert contrast(QColor(colour), text_on(QColor(colour))) >= 4.5


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_text_can_be_read_in_both_themes(theme: Theme) -> None:
    for text, back in (
        (theme.text, theme.panel),
        (theme.muted, theme.panel),
        (theme.muted, theme.window),
        (theme.muted, theme.faint),
        (theme.accent_text, theme.accent),
        (theme.warning_text, theme.warning),
        (theme.text, theme.faint),
        (theme.text, progress_colour(theme)),
    ):
        assert contrast(QColor(text), QColor(back)) >= 4.5, (text, back)


def test_speech_has_a_colour_that_no_emotion_has() -> None:
    for each in (LIGHT, DARK):
        speech = QColor(each.speech)
        for colour in (*EMOTION_COLOURS.values(), each.accent):
            hue = abs(QColor(colour).hslHue() - speech.hslHue()) % 360
            assert min(hue, 360 - hue) > 25, colour
