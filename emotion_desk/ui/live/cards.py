"""The cards of the live page: one for each person in view and one for the voice."""

from __future__ import annotations

import math
from time import monotonic

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from emotion_desk import wording
from emotion_desk.labels import EMOTIONS
from emotion_desk.measures.affect import intensity, valence
from emotion_desk.measures.names import action_units
from emotion_desk.messages import (
    FACE,
    TOGETHER,
    VOICE,
    Emotions,
    Headline,
    Identity,
    PersonReading,
    Picture,
    SpeakerReading,
)
from emotion_desk.ui.language import mark, tr
from emotion_desk.ui.live.gauges import AnswerRows, EmotionBars, LevelMeter, Thumbnail
from emotion_desk.ui.sentences import sentence
from emotion_desk.ui.widgets.circumplex import Circumplex
from emotion_desk.ui.widgets.elided_label import ElidedLabel
from emotion_desk.ui.widgets.plain_label import plain_label, plain_tip
from emotion_desk.ui.widgets.theme import BODY, SMALL, Theme, emotion_colour, font, text_on
from emotion_desk.ui.widgets.themed_frame import ThemedFrame
from emotion_desk.ui.words import display_name, emotion, headline_text, match_tip, match_words, title_tip

_MEASURES_TIP = mark(
    "Head and gaze in degrees, to the right of the picture and up; valence from -1 to 1; arousal from 0 to 1"
)
_BASIS_TEXTS = {TOGETHER: mark("face and voice"), FACE: mark("from the face"), VOICE: mark("from the voice")}


class EmotionChip(QWidget):
    """A headline as a pill; its width is fixed, so that the layout does not move.

    A sure headline is filled with the emotion's colour; an unsure one has an outline only.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._emotion: str | None = None
        self._text = "…"
        self._unsure = False
        metrics = QFontMetrics(font(SMALL, bold=True))
        longest = sorted(map(emotion, EMOTIONS), key=metrics.horizontalAdvance)[-2:]
        self.setFixedSize(
            metrics.horizontalAdvance(tr("unsure ({emotions})", emotions=" / ".join(longest))) + 18,
            metrics.height() + 6,
        )

    @property
    def text(self) -> str:
        """Return the text of the chip."""
        return self._text

    @property
    def is_unsure(self) -> bool:
        """Return whether an unsure headline is shown."""
        return self._unsure

    def set_theme(self, theme: Theme) -> None:
        """Follow the theme."""
        self._theme = theme
        self.update()

    def show_headline(self, headline: Headline | None, otherwise: str = "…") -> None:
        """Show a headline, or the text ``otherwise`` without one."""
        self._emotion = headline.emotion if headline is not None else None
        self._unsure = headline is not None and headline.emotion is None
        if headline is None:
            self._text = otherwise
        else:
            self._text = headline_text(headline)
        self.setAccessibleName(self._text)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint the pill."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
        coloured = self._emotion is not None and self.isEnabled()
        back = emotion_colour(self._emotion) if coloured and self._emotion else QColor(self._theme.faint)
        pill = QRectF(self.rect())
        if self._unsure:
            painter.setPen(QPen(QColor(self._theme.line), 1.0))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            pill = pill.adjusted(0.5, 0.5, -0.5, -0.5)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(back)
        painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
        painter.setFont(font(SMALL, bold=coloured))
        painter.setPen(text_on(back) if coloured else QColor(self._theme.muted))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._text)
        painter.end()


class ColourMark(QWidget):
    """A bar in the colour of a person, before the name; empty until there is a colour."""

    def __init__(self) -> None:
        super().__init__()
        self.colour: QColor | None = None
        self.setFixedSize(4, QFontMetrics(font(BODY, bold=True)).height())

    def set_colour(self, colour: QColor | None) -> None:
        """Show another colour."""
        if colour != self.colour:
            self.colour = colour
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint the bar."""
        if self.colour is not None:
            painter = QPainter(self)
            painter.fillRect(self.rect(), self.colour)
            painter.end()


class Card(ThemedFrame):
    """A frame with title, headline and body, common to all cards."""

    def __init__(self, theme: Theme, bars_title: str) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.title = ElidedLabel()
        self.title.setFont(font(BODY, bold=True))
        self.match = plain_label()
        self.match.setObjectName("muted")
        self.match.setFont(font(SMALL))
        self.chip = EmotionChip(theme)
        self.bars = EmotionBars(theme, bars_title)
        self.note = ElidedLabel()
        self.note.setObjectName("muted")
        self.note.setFont(font(SMALL))
        name_row = QHBoxLayout()
        name_row.setSpacing(8)
        self.name_row = name_row
        name_row.addWidget(self.title, 1)
        name_row.addWidget(self.match)
        headline_row = QHBoxLayout()
        headline_row.setSpacing(8)
        headline_row.addWidget(self.chip)
        headline_row.addWidget(self.note, 1)
        self.body = QHBoxLayout()
        self.body.setSpacing(8)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(12, 8, 12, 8)
        outer.setSpacing(6)
        outer.addLayout(name_row)
        outer.addLayout(headline_row)
        outer.addLayout(self.body)
        self.outer = outer

    def set_theme(self, theme: Theme) -> None:
        """Follow the theme."""
        self.chip.set_theme(theme)
        self.bars.set_theme(theme)

    def show_match(self, identity: Identity | None) -> None:
        """Show in words how well a person matches the enrolled samples; the cosine is in the tooltip."""
        words = match_words(identity)
        self.match.setText(words)
        self.match.setVisible(bool(words))
        self.match.setToolTip(plain_tip(match_tip(identity)) if words else "")


class PersonCard(Card):
    """One person: thumbnail, name, headline, the answers of face, voice and both, and the headline's probabilities."""

    def __init__(self, theme: Theme, track_id: int) -> None:
        super().__init__(theme, tr("Emotions"))
        self.track_id = track_id
        #: What the headline is based on, in words; it stands beside the headline while the person is in view.
        self._basis = ""
        self.measures = plain_label()
        self.measures.setObjectName("muted")
        self.measures.setFont(font(SMALL))
        self.measures.setToolTip(tr(_MEASURES_TIP))
        self.measures.hide()
        self.circumplex = Circumplex(theme)
        self.circumplex.hide()
        self.outer.addWidget(self.measures)
        self.outer.addWidget(self.circumplex)
        self.mark = ColourMark()
        self.name_row.insertWidget(0, self.mark)
        self.face = Thumbnail(theme)
        self.answers = AnswerRows(theme)
        self.enrol = self._small_button(tr("Enrol…"), tr("Enrol this person (Ctrl+E)"))
        self.why = self._small_button(tr("Why…"), tr("Why this answer: which places of the face spoke for it (Ctrl+Y)"))
        self.why.setAccessibleName(tr("Why this answer"))
        self.neutral = self._small_button(
            tr("Neutral…"), tr("Measure this person's neutral face; answers are then corrected by it (Ctrl+Shift+N)")
        )
        self.neutral.setAccessibleName(tr("Measure the neutral face"))
        self.own_neutral = QCheckBox(tr("Corrected by own neutral"))
        self.own_neutral.setFont(font(SMALL))
        self.own_neutral.hide()
        self.outer.insertWidget(2, self.own_neutral)
        buttons = (self.enrol, self.why, self.neutral)
        width = max(self.face.width(), *(button.sizeHint().width() for button in buttons))
        for button in buttons:
            button.setFixedWidth(width)
        side = QVBoxLayout()
        side.setSpacing(6)
        side.addWidget(self.face)
        side.addWidget(self.enrol)
        side.addWidget(self.why)
        side.addWidget(self.neutral)
        side.addStretch(1)
        values = QVBoxLayout()
        values.setSpacing(6)
        values.addWidget(self.answers)
        values.addWidget(self.bars)
        self.body.addLayout(side)
        self.body.addLayout(values, 1)
        self._show_name(Identity())
        self.show_match(None)
        self.chip.show_headline(None, tr("reading…"))

    def _show_name(self, identity: Identity) -> None:
        tip = title_tip(wording.display_name(identity, self.track_id)) if identity.name is None else ""
        self.title.set_full_text(display_name(identity, self.track_id), tip=plain_tip(tip) if tip else "")

    def _small_button(self, text: str, tip: str) -> QToolButton:
        """Return a button that stands under the thumbnail."""
        button = QToolButton()
        button.setObjectName("lab")
        button.setText(text)
        button.setFont(font(SMALL))
        button.setToolTip(tip)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return button

    def set_theme(self, theme: Theme) -> None:
        """Follow the theme."""
        super().set_theme(theme)
        self.face.set_theme(theme)
        self.answers.set_theme(theme)
        self.circumplex.set_theme(theme)

    def show_reading(self, reading: PersonReading, voice: SpeakerReading | None = None) -> None:
        """Show the newest reading of this person; ``voice`` is the voice of the same reading."""
        self._show_name(reading.identity)
        self.show_match(reading.identity)
        name = reading.identity.name
        self.enrol.setText(tr("Enrol…") if name is None else tr("Add…"))
        self.enrol.setToolTip(
            tr("Enrol this person (Ctrl+E)") if name is None else tr("Add samples of {name} (Ctrl+E)", name=name)
        )
        headline = reading.shown
        own_voice = voice.emotion if voice is not None and reading.fused is not None else None
        self.answers.show_answers({FACE: reading.of_face, VOICE: own_voice, TOGETHER: reading.fused}, headline.basis)
        self.bars.show_values(reading.shown_emotions, headline.emotion)
        words = measures_text(reading)
        problem = reading.measures.problem if reading.measures is not None else ""
        self.measures.setText(words)
        self.measures.setVisible(bool(words))
        self.circumplex.setVisible(reading.measures is not None)
        if reading.measures is not None:
            self.circumplex.add(monotonic(), valence(reading.shown_emotions), reading.measures.arousal)
        if reading.corrected is not None:
            self.own_neutral.show()
            self.own_neutral.setToolTip(
                tr("As given: {answer}. Ctrl+Alt+N switches the correction.", answer=answer_text(reading.emotion))
            )
        self.chip.show_headline(headline)
        self._basis = sentence(problem) or tr(_BASIS_TEXTS[headline.basis])
        self.note.set_full_text(self._basis)
        self.chip.setToolTip(
            tr("Computed from face and voice together")
            if headline.basis == TOGETHER
            else tr("Computed from the face: no voice belongs to this person beyond doubt")
        )

    def show_crop(self, crop: Picture) -> None:
        """Show a newer face crop."""
        self.face.show_crop(crop)

    def set_present(self, present: bool) -> None:
        """Disable the card while its person is out of view."""
        if self.isEnabled() != present:
            self.setEnabled(present)
            self.note.set_full_text(self._basis if present else tr("left the picture"))


class VoiceCard(Card):
    """The voice: speaker, sound level and emotion probabilities."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, tr("Voice emotions"))
        self.meter = LevelMeter(theme)
        column = QWidget()
        rows = QVBoxLayout(column)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(6)
        rows.addWidget(self.meter)
        rows.addWidget(self.bars)
        self.body.addWidget(column, 1)
        self.show_reading(None)

    def set_theme(self, theme: Theme) -> None:
        """Follow the theme."""
        super().set_theme(theme)
        self.meter.set_theme(theme)

    def set_compact(self, compact: bool) -> None:
        """Show or hide the probabilities, to leave their place to the cards of people."""
        self.bars.setVisible(not compact)

    def show_reading(self, reading: SpeakerReading | None) -> None:
        """Show the newest reading of the voice; ``None`` means that there is no sound source."""
        self.setEnabled(reading is not None)
        speaking = reading is not None and reading.speaking
        identity = reading.identity if reading is not None and speaking else None
        self.title.set_full_text(
            tr("Voice") if identity is None else tr("Voice · {name}", name=display_name(identity, identity.track_id))
        )
        self.show_match(identity)
        if identity is None:
            self.note.set_full_text("")
        else:
            self.note.set_full_text(attribution_text(identity), attribution_text(identity, short=True))
        if reading is None:
            self.chip.show_headline(None, tr("no sound"))
            self.meter.show_level(None)
            self.bars.show_values(None)
            return
        self.meter.show_level(reading.level_dbfs, speaking)
        headline = reading.shown
        self.bars.show_values(reading.emotion, headline.emotion if headline is not None else None)
        self.chip.show_headline(headline, tr("listening…") if speaking else tr("no speech"))


def answer_text(emotions: Emotions) -> str:
    """Return the two most probable emotions with their probabilities."""
    first = sorted(emotions, key=lambda name: -emotions[name])[:2]
    return ", ".join(f"{emotion(name)} {emotions[name]:.2f}" for name in first)


def measures_text(reading: PersonReading) -> str:
    """Return head pose and gaze in one line, valence and arousal in another; empty without measures."""
    measures = reading.measures
    if measures is None:
        return ""
    parts = []
    if measures.yaw is not None and measures.pitch is not None:
        parts.append(tr("head {yaw:+.0f}° {pitch:+.0f}°", yaw=measures.yaw, pitch=measures.pitch))
    if not math.isnan(measures.gaze_yaw):
        parts.append(tr("gaze {yaw:+.0f}° {pitch:+.0f}°", yaw=measures.gaze_yaw, pitch=measures.gaze_pitch))
    affect = [tr("valence {valence:+.1f}", valence=valence(reading.shown_emotions))]
    if measures.arousal is not None:
        affect.append(tr("arousal {arousal:.1f}", arousal=measures.arousal))
    shown = intensity(reading.shown.emotion, action_units(measures.blendshapes))
    if shown is not None:
        affect.append(tr("intensity {intensity:.1f}", intensity=shown))
    return "\n".join("  ·  ".join(line) for line in (parts, affect) if line)


def attribution_text(identity: Identity, *, short: bool = False) -> str:
    """Return why a voice is attributed to a face and whether that is a guess; empty without an attribution."""
    reasons = {"mouth": tr("by the moving mouth"), "presence": tr("the only face in view")}
    if short:
        reasons = {"mouth": tr("by the mouth"), "presence": tr("only face")}
    reason = reasons.get(identity.because, "")
    return tr("{reason}, a guess", reason=reason) if reason and identity.guess else reason
