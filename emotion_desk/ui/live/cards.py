"""The cards of the live page: one for each person in view and one for the voice."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from emotion_desk.messages import Emotions, Identity, PersonReading, Picture, SpeakerReading
from emotion_desk.ui.live.gauges import EmotionBars, LevelMeter, Thumbnail
from emotion_desk.ui.live.overlay import display_name, percent, strongest
from emotion_desk.ui.widgets.elided_label import ElidedLabel
from emotion_desk.ui.widgets.theme import BODY, SMALL, Theme, emotion_colour, font, text_on
from emotion_desk.ui.widgets.themed_frame import ThemedFrame


class EmotionChip(QWidget):
    """One emotion as a coloured pill with its name; the width is fixed, so that the layout does not move."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._emotion: str | None = None
        self._text = "…"
        metrics = QFontMetrics(font(SMALL, bold=True))
        self.setFixedSize(metrics.horizontalAdvance("surprised 100 %") + 18, metrics.height() + 6)

    @property
    def text(self) -> str:
        """Return the text of the chip."""
        return self._text

    def set_theme(self, theme: Theme) -> None:
        """Follow the theme."""
        self._theme = theme
        self.update()

    def show_emotion(self, emotions: Emotions | None, otherwise: str = "…") -> None:
        """Show the most probable emotion, or the text ``otherwise`` if there are no probabilities."""
        if emotions:
            self._emotion, share = strongest(emotions)
            self._text = f"{self._emotion} {percent(share)}"
        else:
            self._emotion, self._text = None, otherwise
        self.setAccessibleName(self._text)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint the pill."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
        coloured = self._emotion is not None and self.isEnabled()
        back = emotion_colour(self._emotion) if coloured and self._emotion else QColor(self._theme.faint)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(back)
        painter.drawRoundedRect(QRectF(self.rect()), self.height() / 2, self.height() / 2)
        painter.setFont(font(SMALL, bold=coloured))
        painter.setPen(text_on(back) if coloured else QColor(self._theme.muted))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._text)
        painter.end()


class Card(ThemedFrame):
    """A frame with title, chip and body, common to all cards."""

    def __init__(self, theme: Theme, bars_title: str) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.title = ElidedLabel()
        self.title.setFont(font(BODY, bold=True))
        self.chip = EmotionChip(theme)
        self.bars = EmotionBars(theme, bars_title)
        self.note = ElidedLabel()
        self.note.setObjectName("muted")
        self.note.setFont(font(SMALL))
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.title, 1)
        head.addWidget(self.chip)
        self.body = QHBoxLayout()
        self.body.setSpacing(12)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(12, 10, 12, 10)
        outer.setSpacing(8)
        outer.addLayout(head)
        outer.addLayout(self.body)

    def set_theme(self, theme: Theme) -> None:
        """Follow the theme."""
        self.chip.set_theme(theme)
        self.bars.set_theme(theme)


class PersonCard(Card):
    """One person: thumbnail, name, emotion probabilities and the headline."""

    def __init__(self, theme: Theme, track_id: int) -> None:
        super().__init__(theme, "Face emotions")
        self.track_id = track_id
        self.face = Thumbnail(theme)
        side = QVBoxLayout()
        side.setSpacing(6)
        side.addWidget(self.face)
        self.note.setFixedWidth(self.face.width())
        side.addWidget(self.note)
        self.enrol = QToolButton()
        self.enrol.setObjectName("lab")
        self.enrol.setText("Enrol…")
        self.enrol.setFont(font(SMALL))
        self.enrol.setToolTip("Enrol this person (Ctrl+E)")
        self.enrol.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.enrol.setFixedWidth(self.face.width())
        side.addWidget(self.enrol)
        side.addStretch(1)
        self.body.addLayout(side)
        self.body.addWidget(self.bars, 1)
        self.title.set_full_text("Unknown")
        self.chip.show_emotion(None, "reading…")

    def set_theme(self, theme: Theme) -> None:
        """Follow the theme."""
        super().set_theme(theme)
        self.face.set_theme(theme)

    def show_reading(self, reading: PersonReading) -> None:
        """Show the newest reading of this person."""
        self.title.set_full_text(identity_text(reading.identity), display_name(reading.identity))
        name = reading.identity.name
        self.enrol.setText("Enrol…" if name is None else "Add…")
        self.enrol.setToolTip("Enrol this person (Ctrl+E)" if name is None else f"Add samples of {name} (Ctrl+E)")
        self.bars.show_values(reading.emotion)
        self.chip.show_emotion(reading.fused or reading.emotion)
        self.note.set_full_text("face + voice" if reading.fused else "face only")
        self.chip.setToolTip("Face and voice together" if reading.fused else "From the face alone")

    def show_crop(self, crop: Picture) -> None:
        """Show a newer face crop."""
        self.face.show_crop(crop)

    def set_present(self, present: bool) -> None:
        """Disable the card while its person is out of view."""
        if self.isEnabled() != present:
            self.setEnabled(present)
            if not present:
                self.note.set_full_text("left")


class VoiceCard(Card):
    """The voice: speaker, sound level and emotion probabilities."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "Voice emotions")
        self.meter = LevelMeter(theme)
        column = QWidget()
        rows = QVBoxLayout(column)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(8)
        rows.addWidget(self.meter)
        rows.addWidget(self.note)
        rows.addWidget(self.bars)
        self.body.addWidget(column, 1)
        self.show_reading(None)

    def set_theme(self, theme: Theme) -> None:
        """Follow the theme."""
        super().set_theme(theme)
        self.meter.set_theme(theme)

    def show_reading(self, reading: SpeakerReading | None) -> None:
        """Show the newest reading of the voice; ``None`` means that there is no sound source."""
        if reading is None:
            self.title.set_full_text("Voice")
            self.chip.show_emotion(None, "no sound")
            self.meter.show_level(None)
            self.bars.show_values(None)
            self.note.set_full_text("")
            return
        self.note.set_full_text(attribution_text(reading.identity) if reading.speaking else "")
        self.meter.show_level(reading.level_dbfs)
        if reading.speaking:
            whole, short = identity_text(reading.identity), display_name(reading.identity)
            self.title.set_full_text(f"Voice · {whole}", f"Voice · {short}")
        else:
            self.title.set_full_text("Voice")
        self.bars.show_values(reading.emotion)
        self.chip.show_emotion(reading.emotion, "listening…" if reading.speaking else "no speech")


def identity_text(identity: Identity) -> str:
    """Return the name and the match score, for example ``Ana · 0.93``."""
    if identity.name is not None and identity.score is not None:
        return f"{identity.name} · {identity.score:.2f}"
    return display_name(identity)


def attribution_text(identity: Identity) -> str:
    """Return why a voice is attributed to a face and whether that is a guess; empty without an attribution."""
    reasons = {"mouth": "by the moving mouth", "presence": "the only face in view"}
    reason = reasons.get(identity.because, "")
    return f"{reason}, a guess" if reason and identity.guess else reason
