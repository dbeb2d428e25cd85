"""Draws the rows of the timelines: emotion ribbons, speech, spectrogram, marks and time axis."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QPolygonF, qRgb

from emotion_desk.labels import EMOTION_COLOURS, EMOTIONS
from emotion_desk.sessions.annotations import Annotation
from emotion_desk.sessions.format import Mark
from emotion_desk.ui.plotting import pg
from emotion_desk.ui.review.file_spectrogram import FileSpectrogram
from emotion_desk.ui.review.readings import ReadingSeries
from emotion_desk.ui.review.time_axis import TimeAxis
from emotion_desk.ui.widgets.theme import SMALL, Theme, font, rgb, text_on
from emotion_desk.ui.words import emotion

_NONE = len(EMOTIONS)
_LEVELS = 48
#: Least height in pixels of a strip with words in it.
_LEAST_WORDS = 11
#: Least room in pixels for the flag of a mark; closer ones are lines.
LEAST_FLAG = 6
#: Least width in pixels of a strip; narrower ones have no frame.
_LEAST_STRIP = 3.0


def stacked(shares: NDArray[np.float32], levels: int = _LEVELS) -> NDArray[np.uint8]:
    """Return columns of emotion indices, the height of each emotion proportional to its probability.

    Args:
        shares: float32, (n, 8); NaN without an answer.
        levels: height of the image.

    Returns:
        uint8, (levels, n), the first emotion at the bottom; 8 means no answer.
    """
    known = ~np.isnan(shares[:, 0]) & (np.nan_to_num(shares).sum(axis=1) > 0)
    edges = np.cumsum(np.nan_to_num(shares), axis=1)
    edges /= np.maximum(edges[:, -1:], 1e-9)
    heights = (levels - 0.5 - np.arange(levels)) / levels
    numbers = np.zeros((len(edges), levels), np.uint8)
    for edge in edges.T:  # one array of all emotions would be eight times as large, and slower
        numbers += edge[:, None] <= heights
    numbers = np.where(known[:, None], np.minimum(numbers, _NONE - 1), _NONE)
    return np.ascontiguousarray(numbers.T, dtype=np.uint8)


def draw_ribbon(painter: QPainter, place: QRectF, series: ReadingSeries, axis: TimeAxis, theme: Theme) -> None:
    """Draw the emotions of a person or of the voice."""
    width = max(int(place.width()), 1)
    times = axis.pixels(width) + axis.span_s / width / 2
    samples = series.at(times)
    shares = np.full((width, len(EMOTIONS)), np.nan, np.float32)
    shares[samples >= 0] = series.shares[samples[samples >= 0]]
    table = [qRgb(*rgb(EMOTION_COLOURS[name])) for name in EMOTIONS] + [qRgb(*rgb(theme.faint))]
    _draw_numbers(painter, place, stacked(shares), table)


def draw_speech(painter: QPainter, place: QRectF, spans: NDArray[np.float64], axis: TimeAxis, theme: Theme) -> None:
    """Draw a strip that marks speech; ``spans`` are begin and end of each utterance in seconds, (n, 2)."""
    width = max(int(place.width()), 1)
    times = axis.pixels(width) + axis.span_s / width / 2
    numbers = np.zeros(width, np.uint8)
    if len(spans):
        at = np.searchsorted(spans[:, 0], times, side="right") - 1
        numbers = ((at >= 0) & (times < spans[np.maximum(at, 0), 1])).astype(np.uint8)
    _draw_numbers(painter, place, numbers[None, :], [qRgb(*rgb(theme.faint)), qRgb(*rgb(theme.speech))])


def draw_spectrum(painter: QPainter, place: QRectF, spectrum: FileSpectrogram, axis: TimeAxis) -> None:
    """Draw the mel spectrogram, low frequencies at the bottom."""
    numbers = spectrum.on_pixels(axis.pixels(max(int(place.width()), 1)))
    _draw_numbers(painter, place, np.ascontiguousarray(numbers[::-1]), _magma())


def draw_axis(painter: QPainter, place: QRectF, axis: TimeAxis, theme: Theme) -> None:
    """Draw the labels of the time axis."""
    painter.setFont(font(SMALL))
    metrics = QFontMetricsF(painter.font())
    for time_s, text in axis.ticks(place.width()):
        x = place.left() + axis.x(time_s, place.width())
        painter.setPen(QColor(theme.line))
        painter.drawLine(QPointF(x, place.top()), QPointF(x, place.top() + 4))
        painter.setPen(QColor(theme.muted))
        width = metrics.horizontalAdvance(text)
        left = min(max(x - width / 2, place.left()), place.right() - width)
        painter.drawText(QPointF(left, place.bottom() - 3), text)


def draw_mark(
    painter: QPainter,
    x_and_room: tuple[float, float],
    place: QRectF,
    bottom: float,
    mark: Mark,
    chosen: bool,
    theme: Theme,
) -> None:
    """Draw a flag with its label, as far as there is room in pixels, and a line down through the rows."""
    x, room = x_and_room
    colour = QColor(theme.accent if chosen else theme.muted)
    painter.setPen(colour)
    painter.drawLine(QPointF(x, place.top()), QPointF(x, bottom))
    if room < LEAST_FLAG and not chosen:
        return
    painter.setBrush(colour)
    top = place.top()
    painter.drawPolygon(QPolygonF([QPointF(x, top), QPointF(x + 9, top + 5), QPointF(x, top + 10)]))
    painter.setFont(font(SMALL, bold=chosen))
    painter.setPen(QColor(theme.text if chosen else theme.muted))
    label = painter.fontMetrics().elidedText(mark.label, Qt.TextElideMode.ElideRight, int(max(min(room, 1e4) - 14, 0)))
    painter.drawText(QPointF(x + 12, top + 10), label)


def draw_annotations(
    painter: QPainter, place: QRectF, annotations: Sequence[Annotation], axis: TimeAxis, theme: Theme
) -> None:
    """Draw what a coder said as strips in the lower half of a row; of many within a pixel, the first."""
    if not annotations:
        return
    ends = np.array([(one.start_s, one.end_s) for one in annotations], np.float64)
    lefts, rights = (place.left() + axis.xs(ends[:, side], place.width()) for side in (0, 1))
    shown = np.flatnonzero((rights >= place.left()) & (lefts <= place.right()))
    pixels = np.stack((lefts[shown], rights[shown]), axis=1).astype(np.int64)
    is_new = np.ones(len(shown), bool)
    is_new[1:] = np.any(pixels[1:] != pixels[:-1], axis=1)
    narrow: dict[str, list[QRectF]] = {}
    top, height = place.center().y(), place.height() / 2
    for index in shown[is_new].tolist():
        one, left, width = annotations[index], float(lefts[index]), float(rights[index] - lefts[index])
        strip = QRectF(left, top, max(width, _LEAST_STRIP), height)
        if strip.width() > _LEAST_STRIP:
            _draw_strip(painter, strip, one, QColor(EMOTION_COLOURS.get(one.label, theme.raised)), theme)
        else:
            narrow.setdefault(one.label, []).append(strip)
    painter.setPen(Qt.PenStyle.NoPen)
    for label, strips in narrow.items():
        painter.setBrush(QColor(EMOTION_COLOURS.get(label, theme.raised)))
        painter.drawRects(strips)


def _draw_strip(painter: QPainter, strip: QRectF, one: Annotation, colour: QColor, theme: Theme) -> None:
    """Draw a strip with colour, frame and word."""
    painter.setPen(QColor(theme.text))
    painter.setBrush(colour)
    painter.drawRect(strip.adjusted(0.5, 0.5, -0.5, -0.5))
    painter.setFont(font(SMALL))
    painter.setPen(text_on(colour))
    words = painter.fontMetrics().elidedText(emotion(one.label), Qt.TextElideMode.ElideRight, int(strip.width() - 6))
    if len(words) > 2 and strip.height() >= _LEAST_WORDS:
        painter.drawText(strip.adjusted(3, 0, -3, 0), Qt.AlignmentFlag.AlignVCenter, words)


def draw_cursor(painter: QPainter, x: float, top: float, bottom: float, theme: Theme) -> None:
    """Draw the cursor of the present position."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.panel))
    painter.drawRect(QRectF(x - 2, top, 4, bottom - top))
    painter.setBrush(QColor(theme.text))
    painter.drawRect(QRectF(x - 1, top, 2, bottom - top))
    painter.drawPolygon(QPolygonF([QPointF(x - 5, top), QPointF(x + 5, top), QPointF(x, top + 7)]))


@cache
def _magma() -> list[int]:
    colours = pg.colormap.get("magma").getLookupTable(0.0, 1.0, 256, alpha=False)
    return [qRgb(*(int(part) for part in colour)) for colour in colours]


def _draw_numbers(painter: QPainter, place: QRectF, numbers: NDArray[np.uint8], table: list[int]) -> None:
    height, width = numbers.shape
    image = QImage(numbers.data, width, height, width, QImage.Format.Format_Indexed8)
    image.setColorTable(table)
    painter.drawImage(place, image)
