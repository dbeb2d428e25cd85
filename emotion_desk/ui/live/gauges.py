"""Painted parts of the cards: emotion bars, level meter, thumbnail."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QImage, QPainter, QPainterPath, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from emotion_desk.labels import EMOTIONS
from emotion_desk.messages import Emotions, Picture
from emotion_desk.ui.language import mark, tr
from emotion_desk.ui.live.overlay import strongest
from emotion_desk.ui.live.picture_view import image_over
from emotion_desk.ui.widgets.theme import SMALL, Theme, emotion_colour, font
from emotion_desk.ui.words import emotion, percent

#: Rows of a person's answers and their labels.
ANSWERS = {"face": mark("Face"), "voice": mark("Voice"), "together": mark("Together")}
_ROW = 15
_WORD = 68
#: From the end of the row labels to the answer, with a dot in its colour between.
_VALUE = 15
_FIGURE = 40
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
#: Lower end of the level meter in dBFS.
QUIET_DBFS = -60.0


def _word_width() -> int:
    """Return the width of the longest row label in pixels, at least :data:`_WORD`."""
    widths = QFontMetrics(font(SMALL, bold=True))
    labels = (*map(emotion, EMOTIONS), *(f"▸ {tr(text)}" for text in ANSWERS.values()))
    return max(_WORD, *(widths.horizontalAdvance(label) for label in labels))


class EmotionBars(QWidget):
    """Eight rows of name, bar and per cent in a fixed order; empty without values."""

    def __init__(self, theme: Theme, title: str) -> None:
        super().__init__()
        self._theme = theme
        self._title = title
        self._values: Emotions | None = None
        self._headline: str | None = None
        #: What is under the figures, and what it was drawn for.
        self._drawn: tuple[tuple[object, ...], QPixmap] | None = None
        self.setAccessibleName(title)
        self.setFixedHeight(_ROW * len(EMOTIONS))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return the preferred size."""
        return QSize(200, _ROW * len(EMOTIONS))

    @property
    def values(self) -> Emotions | None:
        """Return the probabilities shown."""
        return self._values

    @property
    def headline(self) -> str | None:
        """Return the emotion drawn bold."""
        return self._headline

    def show_values(self, values: Emotions | None, headline: str | None = None) -> None:
        """Show new probabilities, or none; ``headline`` is the emotion to draw bold, ``None`` if unsure."""
        if values is self._values and headline == self._headline:
            return
        self._values, self._headline = values, headline
        if values is None:
            self.setAccessibleName(tr("{title}: no answer", title=self._title))
            self.setAccessibleDescription("")
        else:
            ordered = sorted(values, key=lambda name: -values[name])
            self.setAccessibleName(f"{self._title}: {emotion(ordered[0])} {percent(values[ordered[0]])}")
            self.setAccessibleDescription(", ".join(f"{emotion(name)} {percent(values[name])}" for name in ordered))
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Follow the theme."""
        self._theme = theme
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint the rows."""
        painter = QPainter(self)
        muted = not self.isEnabled()
        strong = self._headline if not muted else None
        word = _word_width()
        painter.drawPixmap(0, 0, self._ground(word, strong))
        if not self._values:
            painter.end()
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
        track = self._track(word)
        painter.setFont(font(SMALL))
        painter.setPen(QColor(self._theme.muted))
        for row, name in enumerate(EMOTIONS):
            if name != strong:
                painter.drawText(self._place_of_figure(row), _RIGHT, percent(float(self._values.get(name, 0.0))))
        if strong in EMOTIONS:
            painter.setFont(font(SMALL, bold=True))
            painter.setPen(QColor(self._theme.text))
            figure = percent(float(self._values.get(strong, 0.0)))
            painter.drawText(self._place_of_figure(EMOTIONS.index(strong)), _RIGHT, figure)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setOpacity(0.4 if muted else 1.0)
        for row, name in enumerate(EMOTIONS):
            share = float(self._values.get(name, 0.0))
            if share > 0.004:
                painter.setBrush(emotion_colour(name))
                painter.drawRoundedRect(QRectF(word + 2, row * _ROW + 4, max(track * share, 3.0), _ROW - 8), 3, 3)
        painter.end()

    def _track(self, word: int) -> int:
        return self.width() - word - _FIGURE - 6

    def _place_of_figure(self, row: int) -> QRectF:
        return QRectF(self.width() - _FIGURE, row * _ROW, _FIGURE, _ROW)

    def _ground(self, word: int, strong: str | None) -> QPixmap:
        """Return the names and the empty bars, which seldom change, while figures and bars do so with each answer."""
        names = tuple(map(emotion, EMOTIONS))
        ratio = self.devicePixelRatioF()
        known = (self.width(), ratio, self._theme, word, strong, names, font(SMALL).toString())
        if self._drawn is not None and self._drawn[0] == known:
            return self._drawn[1]
        ground = QPixmap(round(self.width() * ratio), round(self.height() * ratio))
        ground.setDevicePixelRatio(ratio)
        ground.fill(Qt.GlobalColor.transparent)
        painter = QPainter(ground)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
        for row, (name, text) in enumerate(zip(EMOTIONS, names, strict=True)):
            is_strong = name == strong
            painter.setFont(font(SMALL, bold=is_strong))
            painter.setPen(QColor(self._theme.text if is_strong else self._theme.muted))
            painter.drawText(QRectF(0, row * _ROW, word, _ROW), _LEFT, text)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._theme.faint))
            painter.drawRoundedRect(QRectF(word + 2, row * _ROW + 4, self._track(word), _ROW - 8), 3, 3)
        painter.end()
        self._drawn = known, ground
        return ground


class AnswerRows(QWidget):
    """Three labelled rows: the strongest emotion of the face, of the voice, and of both together.

    The row that the headline is computed from is bold and marked with an arrow.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._answers: Mapping[str, Emotions | None] = {}
        self._basis = ""
        self.setAccessibleName(tr("Face, voice and both together"))
        self.setFixedHeight(_ROW * len(ANSWERS))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_theme(self, theme: Theme) -> None:
        """Follow the theme."""
        self._theme = theme
        self.update()

    def texts(self) -> dict[str, str]:
        """Return the text of each row, for example ``happy 81 %``."""
        found = {}
        for name in ANSWERS:
            values = self._answers.get(name)
            best = strongest(values) if values else None
            found[name] = tr("no answer") if best is None else f"{emotion(best[0])} {percent(best[1])}"
        return found

    def show_answers(self, answers: Mapping[str, Emotions | None], basis: str) -> None:
        """Show the probabilities of each row, ``None`` without an answer; ``basis`` is the row of the headline."""
        self._answers, self._basis = answers, basis
        self.setAccessibleDescription("; ".join(f"{tr(ANSWERS[name])}: {text}" for name, text in self.texts().items()))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint the rows."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
        vertical, word = Qt.AlignmentFlag.AlignVCenter, _word_width()
        for row, (name, text) in enumerate(self.texts().items()):
            top = row * _ROW
            strong = name == self._basis and self.isEnabled()
            values = self._answers.get(name)
            painter.setFont(font(SMALL, bold=strong))
            painter.setPen(QColor(self._theme.text if strong else self._theme.muted))
            pointer = "▸ " if name == self._basis and values else ""
            painter.drawText(
                QRectF(0, top, word + 3, _ROW), Qt.AlignmentFlag.AlignLeft | vertical, pointer + tr(ANSWERS[name])
            )
            if values:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(emotion_colour(strongest(values)[0]))
                painter.setOpacity(1.0 if self.isEnabled() else 0.4)
                painter.drawEllipse(QRectF(word + 5, top + 4, 7, 7))
                painter.setOpacity(1.0)
            painter.setPen(QColor(self._theme.text if strong else self._theme.muted))
            place = QRectF(word + _VALUE, top, self.width() - word - _VALUE, _ROW)
            painter.drawText(place, Qt.AlignmentFlag.AlignLeft | vertical, text if values else "–")  # noqa: RUF001
        painter.end()


class LevelMeter(QWidget):
    """The sound level, from :data:`QUIET_DBFS` to full scale."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._dbfs: float | None = None
        self._speech = False
        self._threshold: float | None = None
        self.setAccessibleName(tr("Sound level"))
        self.setFixedHeight(8)

    def set_theme(self, theme: Theme) -> None:
        """Follow the theme."""
        self._theme = theme
        self.update()

    @property
    def share(self) -> float:
        """Return the filled part of the meter, 0 to 1."""
        if self._dbfs is None:
            return 0.0
        return min(max((self._dbfs - QUIET_DBFS) / -QUIET_DBFS, 0.0), 1.0)

    def show_threshold(self, dbfs: float | None) -> None:
        """Draw a line at a level in dBFS, ``None`` for none."""
        self._threshold = dbfs
        self.update()

    def show_level(self, dbfs: float | None, speech: bool = False) -> None:
        """Show a level in dBFS, ``None`` without sound; ``speech`` draws it in the colour of speech."""
        self._dbfs, self._speech = dbfs, speech
        self.setAccessibleName(
            tr("Sound level: no sound") if dbfs is None else tr("Sound level: {level:.0f} dBFS", level=dbfs)
        )
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint the meter."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
        painter.setPen(Qt.PenStyle.NoPen)
        bar = QRectF(self.rect())
        painter.setBrush(QColor(self._theme.faint))
        painter.drawRoundedRect(bar, 4, 4)
        if self.share > 0:
            bar.setWidth(max(bar.width() * self.share, 8.0))
            painter.setBrush(QColor(self._theme.speech if self._speech else self._theme.muted))
            painter.drawRoundedRect(bar, 4, 4)
        if self._threshold is not None:
            x = self.width() * (self._threshold - QUIET_DBFS) / -QUIET_DBFS
            painter.setBrush(QColor(self._theme.text))
            painter.drawRect(QRectF(min(max(x - 1, 0.0), self.width() - 2.0), 0, 2, self.height()))
        painter.end()


class Thumbnail(QWidget):
    """A face crop with rounded corners; it keeps a small copy, so that no whole frame stays in memory."""

    def __init__(self, theme: Theme, side: int = 84) -> None:
        super().__init__()
        self._theme = theme
        self._image: QImage | None = None
        self.setFixedSize(side, side)
        self.setAccessibleName(tr("Face"))

    def set_theme(self, theme: Theme) -> None:
        """Follow the theme."""
        self._theme = theme
        self.update()

    def show_crop(self, crop: Picture) -> None:
        """Show a face crop, BGR of any size."""
        if crop.size == 0:
            return
        image, _kept = image_over(crop)
        ratio = self.devicePixelRatioF()
        self._image = image.scaled(
            round(self.width() * ratio),
            round(self.height() * ratio),
            Qt.AspectRatioMode.KeepAspectRatioByExpanding,
            Qt.TransformationMode.SmoothTransformation,
        ).convertToFormat(QImage.Format.Format_RGB32)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint the crop."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
        path = QPainterPath()
        path.addRoundedRect(QRectF(self.rect()), 6, 6)
        painter.fillPath(path, QColor(self._theme.faint))
        if self._image is not None:
            painter.setClipPath(path)
            painter.setOpacity(1.0 if self.isEnabled() else 0.35)
            painter.drawImage(self.rect(), self._image)
        painter.end()
