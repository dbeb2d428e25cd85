"""The cards of persons and of the voice: one headline, its parts, its level meter."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFontMetrics
from pytestqt.qtbot import QtBot

from emotion_desk.clock import NS_PER_S
from emotion_desk.labels import EMOTION_COLOURS, EMOTIONS
from emotion_desk.messages import (
    Box,
    DeskReading,
    Headline,
    Identity,
    PersonReading,
    SpeakerReading,
)
from emotion_desk.ui.language import tr
from emotion_desk.ui.live.cards import EmotionChip, PersonCard, VoiceCard
from emotion_desk.ui.live.gauges import _VALUE, EmotionBars, LevelMeter, _word_width
from emotion_desk.ui.live.lanes import answers_of
from emotion_desk.ui.live.overlay import annotations_for
from emotion_desk.ui.live.page import SIDE_WIDTH
from emotion_desk.ui.live.people_panel import LINGER_S, PeoplePanel
from emotion_desk.ui.widgets.theme import DARK, LIGHT, SMALL, Theme, font
from emotion_desk.ui.words import emotion, percent
from emotion_desk.wording import match_words
from tests.ui.conftest import emotions, packet, reading


def test_cards_are_in_order_and_leave_later(theme: Theme, qtbot: QtBot) -> None:
    panel = PeoplePanel(theme)
    qtbot.addWidget(panel)
    panel.show_packet(packet(7, 3), 0)
    panel.show_reading(reading(3, 7))
    assert [card.track_id for card in panel.cards] == [3, 7]
    panel.show_packet(packet(7), round(0.5 * NS_PER_S))
    panel.remove_absent(round(0.9 * NS_PER_S))
    assert [(card.track_id, card.isEnabled()) for card in panel.cards] == [(3, False), (7, True)]
    assert panel.cards[0].bars.values is not None
    assert [card.note.full_text() for card in panel.cards] == ["left the picture", "from the face"]
    panel.show_packet(packet(3, 7), NS_PER_S)
    assert all(card.isEnabled() for card in panel.cards)
    assert [card.note.full_text() for card in panel.cards] == ["from the face", "from the face"]
    panel.remove_absent(round((1.1 + LINGER_S) * NS_PER_S))
    assert panel.cards == []


@pytest.mark.usefixtures("language")
def test_what_an_answer_is_based_on_is_not_cut_in_other_languages(theme: Theme, qtbot: QtBot) -> None:
    panel = PeoplePanel(theme)
    qtbot.addWidget(panel)
    panel.resize(SIDE_WIDTH, 200)
    panel.show()
    panel.show_packet(packet(1, 2), 0)
    card = panel.cards[0]
    qtbot.waitUntil(panel.verticalScrollBar().isVisible)
    answers = [f"{emotion(name)} {percent(0.88)}" for name in EMOTIONS]
    bold = QFontMetrics(font(SMALL, bold=True))
    room = card.answers.width() - _word_width() - _VALUE
    assert max(map(bold.horizontalAdvance, answers)) <= room
    for text in ("face and voice", "from the face", "from the voice", "left the picture"):
        card.note.set_full_text(tr(text))
        qtbot.waitUntil(lambda: card.note.width() > 0)
        assert card.note.fontMetrics().horizontalAdvance(card.note.full_text()) <= card.note.width(), text


def test_match_scores_are_words_with_the_number_in_the_tooltip(theme: Theme, qtbot: QtBot) -> None:
    assert match_words(Identity("Ana", 0.934)) == "strong match"
    assert match_words(Identity("Ana", 0.55)) == "match"
    assert match_words(Identity("Ana", 0.45)) == "weak match"
    assert match_words(Identity(unknown=2, score=0.2)) == ""
    card = PersonCard(theme, 1)
    qtbot.addWidget(card)
    card.show_reading(person(1, emotions("happy"), identity=Identity("Ana", 0.934)))
    assert card.title.full_text() == "Ana"
    assert "0.93" in card.match.toolTip()


def person(
    track: int, face: dict[str, float], fused: dict[str, float] | None = None, identity: Identity | None = None
) -> PersonReading:
    return PersonReading(track, Box(60, 120, 100, 100), face, identity or Identity(), fused)


def test_a_card_shows_face_voice_and_together_and_one_headline(theme: Theme, qtbot: QtBot) -> None:
    card = PersonCard(theme, 1)
    qtbot.addWidget(card)
    voice = SpeakerReading(True, -20.0, emotions("sad"))
    contradicting = person(1, emotions("neutral", 0.59), emotions("sad", 0.43))
    card.show_reading(contradicting, voice)
    assert card.answers.texts() == {"face": "neutral 59 %", "voice": "sad 79 %", "together": "sad 43 %"}
    assert card.chip.text == "sad 43 %"
    assert card.bars.headline == "sad"
    assert card.bars.values == contradicting.fused
    assert card.note.full_text() == "face and voice"
    card.show_reading(person(1, emotions("neutral", 0.59)), voice)
    assert card.answers.texts() == {"face": "neutral 59 %", "voice": "no answer", "together": "no answer"}
    assert card.chip.text == "neutral 59 %"
    assert card.bars.headline == "neutral"


def test_box_card_bar_and_ribbon_show_the_same_headline(theme: Theme, qtbot: QtBot) -> None:
    stamp = 10 * NS_PER_S
    someone = person(1, emotions("neutral", 0.59), emotions("sad", 0.43))
    whole = DeskReading(0, "multitask", "steady", stamp, 5.0, 0, stamp, stamp, (someone,), None)
    panel = PeoplePanel(theme)
    qtbot.addWidget(panel)
    panel.show_packet(packet(1, stamp_ns=stamp), stamp)
    panel.show_reading(whole)
    box = annotations_for(packet(1, stamp_ns=stamp), whole)[0]
    assert box.text == panel.cards[0].chip.text == "sad 43 %"
    assert panel.cards[0].bars.headline == box.emotion
    assert next(shares for _key, _title, shares in answers_of(whole)) == someone.fused


def test_an_unsure_headline_is_drawn_quietly(theme: Theme, qtbot: QtBot) -> None:
    chip = EmotionChip(theme)
    qtbot.addWidget(chip)
    chip.show_headline(Headline("sad", ("sad",), 0.8, "face"))
    coloured = {chip.grab().toImage().pixelColor(x, chip.height() // 2).name() for x in (8, chip.width() - 8)}
    assert coloured == {EMOTION_COLOURS["sad"].lower()}
    chip.show_headline(Headline(None, ("neutral", "sad"), 0.34, "face"))
    assert chip.text == "unsure (neutral / sad)"
    assert chip.accessibleName() == chip.text
    shown = {chip.grab().toImage().pixelColor(x, chip.height() // 2).name() for x in (8, chip.width() - 8)}
    assert not shown & {colour.lower() for colour in EMOTION_COLOURS.values()}


def test_the_voice_card_says_that_nobody_speaks(theme: Theme, qtbot: QtBot) -> None:
    card = VoiceCard(theme)
    qtbot.addWidget(card)
    assert card.chip.text == "no sound"
    card.show_reading(SpeakerReading(False, -55.0))
    assert card.chip.text == "no speech"
    assert card.bars.values is None
    card.show_reading(SpeakerReading(True, -20.0, emotions("angry")))
    assert card.chip.text == "angry 79 %"
    assert card.meter.share == pytest.approx(2 / 3)
    assert card.note.full_text() == ""
    ana = Identity("Ana", 0.5, by="face and voice", track_id=1, because="presence", guess=True)
    card.show_reading(SpeakerReading(True, -20.0, emotions("angry"), ana))
    assert card.title.full_text() == "Voice · Ana"
    assert card.match.text() == "match"
    assert card.note.full_text() == "the only face in view, a guess"


@pytest.mark.parametrize(("dbfs", "share"), [(None, 0.0), (-90.0, 0.0), (-30.0, 0.5), (3.0, 1.0), (float("-inf"), 0.0)])
def test_the_meter_has_fixed_ends(theme: Theme, qtbot: QtBot, dbfs: float | None, share: float) -> None:
    meter = LevelMeter(theme)
    qtbot.addWidget(meter)
    meter.show_level(dbfs)
    meter.grab()
    assert meter.share == pytest.approx(share)


def test_names_under_the_figures_follow_headline_theme_and_size(theme: Theme, qtbot: QtBot) -> None:
    values = {name: 1 / len(EMOTIONS) for name in EMOTIONS}
    kept, fresh = EmotionBars(theme, "Face"), EmotionBars(theme, "Face")
    other = LIGHT if theme.dark else DARK
    for bars in (kept, fresh):
        qtbot.addWidget(bars)
        bars.resize(300, bars.height())
    kept.show_values(values, "sad")
    kept.grab()  # keeps what is under the figures
    kept.resize(340, kept.height())
    kept.set_theme(other)
    kept.show_values(values, "happy")
    fresh.resize(340, fresh.height())
    fresh.set_theme(other)
    fresh.show_values(values, "happy")
    assert kept.grab().toImage() == fresh.grab().toImage()
    fresh.show_values(values, "sad")
    assert kept.grab().toImage() != fresh.grab().toImage()
