"""The cards at the right of the window: one for each person in view, one for the voice."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from emotion_desk.messages import Emotions, Identity, PersonReading, Picture, SpeakerReading
from emotion_desk.ui.live.gauges import EmotionBars, LevelMeter, Thumbnail
from emotion_desk.ui.live.overlay import name_of, percent, strongest
from emotion_desk.ui.widgets.theme import BODY, SMALL, Look, emotion_colour, font, text_on


class Chip(QWidget):
    """One emotion as a coloured pill with its word; as wide as the longest word, so that it never jumps."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._emotion: str | None = None
        self._text = "…"
        metrics = QFontMetrics(font(SMALL, bold=True))
        self.setFixedSize(metrics.horizontalAdvance("surprised 100 %") + 18, metrics.height() + 6)

    @property
    def text(self) -> str:
        """Return what the chip says."""
        return self._text

    def set_look(self, look: Look) -> None:
        """Follow the theme."""
        self._look = look
        self.update()

    def show_emotion(self, emotions: Emotions | None, otherwise: str = "…") -> None:
        """Show the strongest of some emotions, or a word where there are none."""
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
        back = emotion_colour(self._emotion) if coloured and self._emotion else QColor(self._look.faint)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(back)
        painter.drawRoundedRect(QRectF(self.rect()), self.height() / 2, self.height() / 2)
        painter.setFont(font(SMALL, bold=coloured))
        painter.setPen(text_on(back) if coloured else QColor(self._look.muted))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._text)
        painter.end()


class Elided(QLabel):
    """A label of one line that ends in dots instead of pushing its neighbours away."""

    def __init__(self, text: str = "") -> None:
        super().__init__()
        self._whole = text
        self._short = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def set_whole(self, text: str, short: str = "") -> None:
        """Set the text; where it does not fit, ``short`` is shown if there is one, and the tooltip says all."""
        if (text, short) != (self._whole, self._short):
            self._whole, self._short = text, short
            self.setAccessibleName(text)
            self.update()

    def whole(self) -> str:
        """Return the text before it was shortened."""
        return self._whole

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint as much as fits."""
        fits = self.fontMetrics().horizontalAdvance(self._whole) <= self.width()
        text = self._whole if fits else self._short or self._whole
        shown = self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, self.width())
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), shown)
        painter.end()
        self.setToolTip(self._whole if shown != self._whole else "")


class Card(QFrame):
    """Title, chip and body in the one frame that all cards share."""

    def __init__(self, look: Look, bars_title: str) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.title = Elided()
        self.title.setFont(font(BODY, bold=True))
        self.chip = Chip(look)
        self.bars = EmotionBars(look, bars_title)
        self.note = Elided()
        self.note.setObjectName("muted")
        self.note.setFont(font(SMALL))
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.title, 1)
        head.addWidget(self.chip)
        self.body = QHBoxLayout()
        self.body.setSpacing(12)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(12, 10, 12, 10)
        whole.setSpacing(8)
        whole.addLayout(head)
        whole.addLayout(self.body)

    def set_look(self, look: Look) -> None:
        """Follow the theme."""
        self.chip.set_look(look)
        self.bars.set_look(look)


class PersonCard(Card):
    """One person: face, name and certainty, eight bars, what face and voice say together."""

    def __init__(self, look: Look, track_id: int) -> None:
        super().__init__(look, "Face emotions")
        self.track_id = track_id
        self.face = Thumbnail(look)
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
        self.title.set_whole("Unknown")
        self.chip.show_emotion(None, "reading…")

    def set_look(self, look: Look) -> None:
        """Follow the theme."""
        super().set_look(look)
        self.face.set_look(look)

    def show_reading(self, reading: PersonReading) -> None:
        """Show an answer."""
        self.title.set_whole(title_of(reading.identity), name_of(reading.identity))
        name = reading.identity.name
        self.enrol.setText("Enrol…" if name is None else "Add…")
        self.enrol.setToolTip("Enrol this person (Ctrl+E)" if name is None else f"Add samples of {name} (Ctrl+E)")
        self.bars.show_values(reading.emotion)
        self.chip.show_emotion(reading.fused or reading.emotion)
        self.note.set_whole("face + voice" if reading.fused else "face only")
        self.chip.setToolTip("Face and voice together" if reading.fused else "From the face alone")

    def show_crop(self, crop: Picture) -> None:
        """Show a newer face."""
        self.face.show_crop(crop)

    def set_present(self, present: bool) -> None:
        """Grey the card while its person is out of view."""
        if self.isEnabled() != present:
            self.setEnabled(present)
            if not present:
                self.note.set_whole("left")


class VoiceCard(Card):
    """The voice: speaker, level, eight bars, or that nobody speaks."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, "Voice emotions")
        self.meter = LevelMeter(look)
        column = QWidget()
        rows = QVBoxLayout(column)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(8)
        rows.addWidget(self.meter)
        rows.addWidget(self.note)
        rows.addWidget(self.bars)
        self.body.addWidget(column, 1)
        self.show_reading(None)

    def set_look(self, look: Look) -> None:
        """Follow the theme."""
        super().set_look(look)
        self.meter.set_look(look)

    def show_reading(self, reading: SpeakerReading | None) -> None:
        """Show an answer, or that there is no sound at all."""
        if reading is None:
            self.title.set_whole("Voice")
            self.chip.show_emotion(None, "no sound")
            self.meter.show_level(None)
            self.bars.show_values(None)
            self.note.set_whole("")
            return
        self.note.set_whole(whose(reading.identity) if reading.speaking else "")
        self.meter.show_level(reading.level_dbfs)
        if reading.speaking:
            whole, short = title_of(reading.identity), name_of(reading.identity)
            self.title.set_whole(f"Voice · {whole}", f"Voice · {short}")
        else:
            self.title.set_whole("Voice")
        self.bars.show_values(reading.emotion)
        self.chip.show_emotion(reading.emotion, "listening…" if reading.speaking else "no speech")


def title_of(identity: Identity) -> str:
    """Return the name with its certainty, for example ``Ana · 0.93``."""
    if identity.name is not None and identity.score is not None:
        return f"{identity.name} · {identity.score:.2f}"
    return name_of(identity)


def whose(identity: Identity) -> str:
    """Say by what a voice was attributed to a face, and whether that is a guess; empty where it was not."""
    reasons = {"mouth": "by the moving mouth", "presence": "the only face in view"}
    reason = reasons.get(identity.because, "")
    return f"{reason}, a guess" if reason and identity.guess else reason
