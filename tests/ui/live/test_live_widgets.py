"""The parts of the window, each by itself."""

from __future__ import annotations

import gc
import socket
import sys
import time
import weakref
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from emotion_desk.clock import NS_PER_MS, NS_PER_S, now_ns
from emotion_desk.display_check import check_display
from emotion_desk.errors import DisplayError
from emotion_desk.labels import EMOTION_COLOURS
from emotion_desk.messages import (
    Box,
    DeskReading,
    Frame,
    FramePacket,
    Headline,
    Identity,
    PersonReading,
    SpeakerReading,
)
from emotion_desk.pipeline.mel_ring import SpectrogramView
from emotion_desk.ui.live.cards import EmotionChip, PersonCard, VoiceCard
from emotion_desk.ui.live.gauges import LevelMeter
from emotion_desk.ui.live.lanes import answers_of
from emotion_desk.ui.live.overlay import FaceAnnotation, annotations_for, draw_annotations
from emotion_desk.ui.live.people_panel import LINGER_S, PeoplePanel
from emotion_desk.ui.live.picture_view import PictureView, image_over
from emotion_desk.ui.live.screen_latency import ScreenLatency
from emotion_desk.ui.live.scroll import ColumnCounter, columns_on_pixels
from emotion_desk.ui.live.spectrogram import Spectrogram, band_of
from emotion_desk.ui.source_controller import DEMO, NOTHING, SourceChoice
from emotion_desk.ui.toolbar import SourcePicker
from emotion_desk.ui.widgets.banner import Banner
from emotion_desk.ui.widgets.elided_label import ElidedLabel
from emotion_desk.ui.widgets.event_loop_watchdog import STALL_MS, Watchdog
from emotion_desk.ui.widgets.theme import DARK, LIGHT, Theme, luminance, text_on
from emotion_desk.wording import match_words
from tests.ui.conftest import emotions, packet, picture, reading


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
    ):
        assert contrast(QColor(text), QColor(back)) >= 4.5, (text, back)


def test_the_image_lies_over_the_frames_own_memory(theme: Theme) -> None:
    frame = picture()
    image, buffer = image_over(frame)
    assert buffer is frame
    frame[10, 20] = (1, 2, 3)
    assert image.pixelColor(20, 10) == QColor(3, 2, 1)


def test_the_frame_lives_as_long_as_it_is_shown(theme: Theme, qtbot: QtBot) -> None:
    view = PictureView(theme)
    qtbot.addWidget(view)

    class Owned(np.ndarray):
        """An array that can be watched."""

    def show(index: int) -> weakref.ref[Owned]:
        array = np.full((90, 160, 3), 200, np.uint8).view(Owned)
        view.show_packet(FramePacket(Frame(index, now_ns(), array)), None)
        return weakref.ref(array)

    first = show(0)
    gc.collect()
    assert first() is not None
    view.grab()
    show(1)
    gc.collect()
    assert first() is None


def test_a_flipped_picture_is_shown_rightly(theme: Theme) -> None:
    turned = np.arange(4 * 6 * 3, dtype=np.uint8).reshape(4, 6, 3)[:, ::-1]
    image, buffer = image_over(turned)
    assert buffer.flags.c_contiguous
    blue, green, red = (int(part) for part in turned[2, 1])
    assert image.pixelColor(1, 2) == QColor(red, green, blue)


def test_boxes_are_the_frames_own_and_go_stale() -> None:
    stamp = 10 * NS_PER_S
    frame = packet(1, 2, stamp_ns=stamp)
    fresh = annotations_for(frame, reading(1, stamp_ns=stamp - 400 * NS_PER_MS))
    assert [(annotation.emotion, annotation.stale) for annotation in fresh] == [("happy", False), (None, False)]
    assert fresh[0].box == frame.faces[0].box
    old = annotations_for(frame, reading(1, stamp_ns=stamp - 600 * NS_PER_MS))
    assert old[0].stale


def test_a_stale_box_is_fainter(theme: Theme) -> None:
    def strength(stale: bool) -> int:
        image = QImage(200, 200, QImage.Format.Format_RGB32)
        image.fill(QColor("black"))
        painter = QPainter(image)
        annotation = FaceAnnotation(Box(50, 80, 100, 100), "Ana", "happy", "happy 80 %", stale)
        draw_annotations(painter, [annotation], 1.0, QPointF(0, 0), QRectF(0, 0, 200, 200))
        painter.end()
        return max(image.pixelColor(x, 180).lightness() for x in range(60, 140))

    assert strength(True) < strength(False) * 0.7


def test_a_tag_stays_inside_the_picture(theme: Theme) -> None:
    image = QImage(200, 120, QImage.Format.Format_RGB32)
    image.fill(QColor("black"))
    painter = QPainter(image)
    draw_annotations(
        painter,
        [FaceAnnotation(Box(150, 0, 60, 110), "Ana", "surprised", "surprised 100 %")],
        1.0,
        QPointF(0, 0),
        QRectF(0, 0, 200, 120),
    )
    painter.end()
    yellow = QColor(EMOTION_COLOURS["surprised"])
    columns = [x for x in range(200) if any(image.pixelColor(x, y) == yellow for y in range(4, 30))]
    assert columns
    assert max(columns) <= 198


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
    panel.show_packet(packet(3, 7), NS_PER_S)
    assert all(card.isEnabled() for card in panel.cards)
    panel.remove_absent(round((1.1 + LINGER_S) * NS_PER_S))
    assert panel.cards == []


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


def test_speech_has_a_colour_that_no_emotion_has() -> None:
    for each in (LIGHT, DARK):
        speech = QColor(each.speech)
        for colour in (*EMOTION_COLOURS.values(), each.accent):
            hue = abs(QColor(colour).hslHue() - speech.hslHue()) % 360
            assert min(hue, 360 - hue) > 25, colour


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


@pytest.mark.parametrize("scale", [0.31, 1.0, 2.17, 3.9])
def test_a_step_moves_the_picture_by_whole_pixels(scale: float) -> None:
    width = 300
    before = columns_on_pixels(1000, scale, width)
    for end in range(1001, 1030):
        after = columns_on_pixels(end, scale, width)
        moved = int(np.floor(end * scale)) - int(np.floor((end - 1) * scale))
        # The last pixel may wait for its column; all others only move.
        np.testing.assert_array_equal(after[: width - moved - 1], before[moved : width - 1])
        assert after[-1] <= end - 1
        before = after


def test_columns_are_numbered_without_drift() -> None:
    counter = ColumnCounter()
    rng = np.random.default_rng(3)
    counter.advance(0, 0.024)
    for count in range(1, 5000):
        jitter = int(rng.integers(-4_000_000, 4_000_000))
        assert counter.advance(count * 24_000_000 + jitter, 0.024) == count


def test_the_spectrogram_has_fixed_levels_and_marks_speech(theme: Theme, qtbot: QtBot) -> None:
    plot = Spectrogram(theme)
    qtbot.addWidget(plot)
    plot.resize(700, 160)
    plot.show()
    mel = np.full((96, 417), -50.0, np.float32)
    mel[40] = 0.0
    speech = np.zeros(417, np.bool_)
    speech[-50:] = True
    view = SpectrogramView(mel, speech, 10 * NS_PER_S, 0.024)
    assert plot.show_view(view)
    assert not plot.show_view(view)
    numbers = plot.numbers
    assert numbers is not None
    assert numbers.shape == (96, plot.pixels)
    assert set(np.unique(numbers)) == {0, 127, 255} or set(np.unique(numbers)) == {127, 255}
    assert plot.grab().width() == 700


def test_an_empty_spectrogram_is_shown(theme: Theme, qtbot: QtBot) -> None:
    plot = Spectrogram(theme)
    qtbot.addWidget(plot)
    empty = SpectrogramView(np.empty((96, 0), np.float32), np.empty(0, np.bool_), 0, 0.024)
    assert plot.show_view(empty)
    assert plot.numbers is not None
    assert plot.numbers.max() == 0


def test_frequencies_lie_in_order() -> None:
    places = [band_of(hz) for hz in (100, 250, 1000, 4000, 8000)]
    assert places == sorted(places)
    assert 0 <= places[0] < places[-1] <= 97


def test_the_banner_keeps_topics_apart(theme: Theme, qtbot: QtBot) -> None:
    banner = Banner()
    qtbot.addWidget(banner)
    done: list[str] = []
    banner.show_topic("note", "First.")
    banner.show_topic("picture", "Second.", ("&Open again", lambda: done.append("opened")))
    assert banner.text.text() == "Second."
    banner.clear_topic("nothing")
    banner.button.click()
    assert done == ["opened"]
    assert banner.text.text() == "First."
    assert not banner.button.isVisibleTo(banner)
    banner.dismiss()
    assert banner.topic is None
    assert banner.isHidden()


def test_a_picker_keeps_a_device_that_was_unplugged_while_it_is_wanted(theme: Theme, qtbot: QtBot) -> None:
    picker = SourcePicker("No camera", "Camera", "Ctrl+1")
    qtbot.addWidget(picker)
    cam = SourceChoice("camera", "Cam")
    picker.set_devices([cam])
    assert picker.choices() == [NOTHING, cam, DEMO]
    picker.show_choice(cam)
    picker.set_devices([])
    assert picker.choices() == [NOTHING, DEMO, cam]
    assert picker.currentText() == "Cam"
    chosen: list[SourceChoice] = []
    picker.choice_made.connect(chosen.append)
    picker.activated.emit(0)
    assert chosen == [NOTHING]
    assert picker.currentText() == "Cam"


def test_the_watchdog_sees_a_stall(qtbot: QtBot) -> None:
    dog = Watchdog()
    dog.start()
    qtbot.wait(60)
    quiet = dog.stall_count
    time.sleep(STALL_MS / 1000 + 0.08)
    qtbot.wait(60)
    dog.stop()
    assert dog.stall_count == quiet + 1
    assert dog.max_ms >= STALL_MS
    assert dog.stalls[-1].ms >= STALL_MS
    assert dog.report()["over_100_ms"] == dog.stall_count


def test_screen_figures() -> None:
    figures = ScreenLatency()
    assert figures.fps(0) == 0.0
    assert figures.overall().p50 is None
    for frame in range(61):
        reading_received = None if frame < 21 else (frame - 2) * 40 * NS_PER_MS
        figures.painted(frame * 40 * NS_PER_MS, (frame * 40 + 25) * NS_PER_MS, reading_received)
    end = 60 * 40 * NS_PER_MS
    assert figures.fps(end) == pytest.approx(25.0)
    assert figures.recent().p50 == 25.0
    assert figures.overall_age().p50 == 105.0
    assert figures.frames == 61


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="X and Wayland")
class TestDisplay:
    def test_none(self) -> None:
        with pytest.raises(DisplayError):
            check_display({})

    @pytest.mark.parametrize("display", [":987", "nonsense", ":", "127.0.0.1:987"])
    def test_nobody_answers(self, display: str) -> None:
        with pytest.raises(DisplayError):
            check_display({"DISPLAY": display})

    def test_off_screen_needs_none(self) -> None:
        check_display({"QT_QPA_PLATFORM": "offscreen"})
        with pytest.raises(DisplayError):
            check_display({"QT_QPA_PLATFORM": "xcb"})

    def test_a_stale_wayland_name(self, tmp_path: Path) -> None:
        with pytest.raises(DisplayError):
            check_display({"WAYLAND_DISPLAY": "wayland-9", "XDG_RUNTIME_DIR": str(tmp_path)})
        with socket.socket(socket.AF_UNIX) as server:
            server.bind(str(tmp_path / "wayland-9"))
            check_display({"WAYLAND_DISPLAY": "wayland-9", "XDG_RUNTIME_DIR": str(tmp_path)})

    @pytest.mark.xvfb
    def test_a_real_one(self, x_display: str) -> None:
        check_display({"DISPLAY": x_display})
        check_display({"DISPLAY": f"{x_display}.0"})


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="singletons cannot die from Python 3.12 on")
def test_qt_gives_no_singleton_away() -> None:
    """PySide6 6.12.0 on Python 3.11 took a reference from None at every void call, until the interpreter died of it."""
    image = QImage(8, 8, QImage.Format.Format_RGB32)
    before = sys.getrefcount(None)
    for _ in range(2000):
        image.fill(0)
    assert abs(sys.getrefcount(None) - before) < 500


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


def test_a_low_spectrogram_has_as_many_labels_as_fit(qtbot: QtBot, theme: Theme) -> None:
    plot = Spectrogram(theme)
    qtbot.addWidget(plot)

    def labels(height: int) -> list[str]:
        plot.resize(400, height)
        plot.show()
        qtbot.wait(20)
        (ticks, _) = plot.getPlotItem().getAxis("left")._tickLevels
        return [words for _at, words in ticks]

    assert labels(200) == ["250", "1000", "2500", "6000"]
    assert labels(56) == ["250", "2500"]
