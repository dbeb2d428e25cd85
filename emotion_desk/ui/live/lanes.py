"""The lanes of each person, and one for the voice, over time: the widget that draws them.

A person has a lane of the face; one whose voice is known beyond doubt also has lanes of the voice and of both together.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, qRgb
from PySide6.QtWidgets import QSizePolicy, QWidget

from emotion_desk.labels import EMOTION_COLOURS, EMOTIONS
from emotion_desk.messages import FACE, TOGETHER, DeskReading, Emotions
from emotion_desk.messages import VOICE as FROM_VOICE
from emotion_desk.ui.language import mark, tr
from emotion_desk.ui.live.lane_history import BASES, VOICE, LaneHistory, part_key
from emotion_desk.ui.live.person_colours import PersonColours, key_of
from emotion_desk.ui.widgets.theme import SMALL, Theme, font, rgb
from emotion_desk.ui.words import ago_text, display_name, emotion, percent

#: Spans that can be shown, in seconds; ``None`` is everything since the start.
SPANS: dict[str, int | None] = {mark("60 s"): 60, mark("5 min"): 300, mark("All"): None}
#: Seconds from step to step.
STEP_S = 0.25
_NONE = len(EMOTIONS)
#: Left of the lanes: the name, and what the answer is based on.
_NAME = 82
#: Width of the mark in the colour of the person.
_MARK = 4
_GUTTER = 140
#: Lanes lower than this are not told apart, and their names would cover each other, in pixels.
_LEAST_LANE = 12.0
_BASIS_WORDS = {FACE: mark("face"), FROM_VOICE: mark("voice"), TOGETHER: mark("together")}
_RIGHT = 14
_AXIS = 18
_GAP = 3


@dataclass(frozen=True, slots=True)
class LaneRow:
    """One lane.

    Attributes:
        key: of the lane.
        title: name of the person.
        basis: what it is based on; empty: the shown answer.
        begins: whether it is the first of the person.
        person: key of the person.
    """

    key: str
    title: str
    basis: str
    begins: bool
    person: str = ""


def answers_of(reading: DeskReading | None) -> list[tuple[str, str, Emotions | None]]:
    """Return the subjects of a reading with their titles and shares."""
    if reading is None:
        return []
    found: list[tuple[str, str, Emotions | None]] = []
    for person in reading.people:
        key, title = key_of(person), display_name(person.identity, person.track_id)
        own_voice = reading.voice.emotion if reading.voice is not None and person.fused is not None else None
        found.append((key, title, person.shown_emotions))
        for basis, emotions in zip(BASES, (person.emotion, own_voice, person.fused), strict=True):
            if emotions is not None:
                found.append((part_key(key, basis), title, emotions))
    if reading.voice is not None:
        found.append((VOICE, tr("Voice"), reading.voice.emotion))
    return found


class Lanes(QWidget):
    """Draws the lanes; the newest answers are at the right."""

    def __init__(self, theme: Theme, colours: PersonColours | None = None) -> None:
        super().__init__()
        self._theme = theme
        self._colours = colours or PersonColours()
        self.history = LaneHistory(STEP_S)
        self._keys: dict[int, str] = {}
        self.span_s: int | None = 60
        self.is_active = True
        #: How often the lanes were drawn.
        self.drawn = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(round(3 * (_LEAST_LANE + _GAP)) + _AXIS + 6)
        self._name()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return the preferred size."""
        return QSize(320, 120)

    def set_theme(self, theme: Theme) -> None:
        """Follow the theme."""
        self._theme = theme
        self.update()

    def set_active(self, active: bool) -> None:
        """Draw the lanes as live, or dimmed because nothing feeds them any more."""
        self.is_active = active
        self.update()

    def choose_span(self, span_s: int | None) -> None:
        """Show another span in seconds, ``None`` for everything."""
        self.span_s = span_s
        self._name()
        self.update()

    def step(self, reading: DeskReading | None) -> None:
        """Append one step and redraw if visible."""
        self._follow(reading)
        self.history.add(answers_of(reading))
        if self.isVisible():
            self._name()
            self.update()

    def _follow(self, reading: DeskReading | None) -> None:
        """Merge the lane of a track with that of the person for whom it is recognised."""
        people = reading.people if reading is not None else ()
        for person in people:
            self._colours.of_person(person)
            key, before = key_of(person), self._keys.get(person.track_id)
            if before is not None and before.startswith("3") and before != key:
                self.history.merge(before, key)
        self._keys = {person.track_id: key_of(person) for person in people} or self._keys

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint every lane with its name, and the time axis."""
        self.drawn += 1
        painter = QPainter(self)
        painter.setOpacity(1.0 if self.is_active else 0.3)
        plot = QRectF(_GUTTER, 4, max(self.width() - _GUTTER - _RIGHT, 16), max(self.height() - _AXIS - 6, 20))
        rows = self.rows(plot.height())
        gaps = sum(_GAP if row.begins else 1 for row in rows[1:])
        each = min((plot.height() - gaps) / len(rows), 44.0)
        top = plot.top()
        for number, row in enumerate(rows):
            top += 0 if number == 0 else _GAP if row.begins else 1
            self._lane(painter, QRectF(plot.left(), top, plot.width(), each), row)
            top += each
        self._axis(painter, plot)
        painter.end()

    def rows(self, height: float) -> list[LaneRow]:
        """Return the lanes from top to bottom.

        Args:
            height: room for all in pixels; where it is too low, people have one lane each, of the shown answer.
        """
        keys = self.history.keys(self.span_s) or [""]
        titles = self.history.titles
        found: list[LaneRow] = []
        for key in keys:
            bases = self.history.bases(key, self.span_s)
            if len(bases) < 2:
                found.append(LaneRow(key, titles.get(key, ""), "", True, key))
                continue
            found += [
                LaneRow(part_key(key, basis), titles.get(key, ""), tr(_BASIS_WORDS[basis]), basis == bases[0], key)
                for basis in bases
            ]
        if (height + _GAP) / len(found) >= _LEAST_LANE + _GAP:
            return found
        # Those who are in view and known for long go first; who has left, or has just come, gives way.
        fitting = max(1, int((height + _GAP) / (_LEAST_LANE + _GAP)))
        kept = set(sorted(keys, key=lambda key: self.history.weight(key, self.span_s), reverse=True)[:fitting])
        return [LaneRow(key, titles.get(key, ""), "", True, key) for key in keys if key in kept]

    def _lane(self, painter: QPainter, place: QRectF, row: LaneRow) -> None:
        width = max(int(place.width()), 1)
        numbers = _stacked(self.history.shares(row.key, self.span_s, width))
        image = QImage(numbers.data, width, numbers.shape[0], width, QImage.Format.Format_Indexed8)
        image.setColorTable([qRgb(*rgb(EMOTION_COLOURS[name])) for name in EMOTIONS] + [qRgb(*rgb(self._theme.faint))])
        painter.drawImage(place, image)
        painter.setFont(font(SMALL))
        line = max(place.height(), 12)
        colour = self._colours.of_key(row.person)
        if colour is not None:
            painter.fillRect(QRectF(0, place.top(), _MARK, place.height()), colour)
        if row.basis:
            painter.setPen(QColor(self._theme.muted))
            room = QRectF(_NAME, place.center().y() - line / 2, _GUTTER - _NAME - 6, line)
            painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, row.basis)
        if row.begins:
            painter.setPen(QColor(self._theme.text))
            room = QRectF(_MARK + 4, place.center().y() - line / 2, (_NAME if row.basis else _GUTTER) - 14, line)
            text = painter.fontMetrics().elidedText(row.title, Qt.TextElideMode.ElideMiddle, int(room.width()))
            painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)

    def _axis(self, painter: QPainter, plot: QRectF) -> None:
        painter.setFont(font(SMALL))
        metrics = painter.fontMetrics()
        seconds = self.history.length(self.span_s) * self.history.step_s
        step = next((s for s in (10, 30, 60, 300, 600, 1800, 3600) if seconds / s <= 7), 7200)
        for ago in range(0, int(seconds) + 1, step):
            x = plot.right() - ago / seconds * plot.width()
            painter.setPen(QColor(self._theme.line))
            painter.drawLine(QPointF(x, self.height() - _AXIS), QPointF(x, self.height() - _AXIS + 3))
            painter.setPen(QColor(self._theme.muted))
            text = ago_text(ago)
            wide = metrics.horizontalAdvance(text)
            painter.drawText(QPointF(min(x - wide / 2, self.width() - wide - 2), self.height() - 4), text)

    def _name(self) -> None:
        """Tell the newest answers to a screen reader."""
        newest = []
        for key in self.history.keys(self.span_s):
            shares = self.history.shares(key, 60, round(60 / self.history.step_s))[-1]
            if not np.isnan(shares[0]):
                best = int(shares.argmax())
                newest.append(f"{self.history.titles[key]} {emotion(EMOTIONS[best])} {percent(float(shares[best]))}")
        self.setAccessibleName(
            ": ".join([tr("Emotions of each person over time"), *([", ".join(newest)] if newest else [])])
        )


def _stacked(shares: NDArray[np.float32], levels: int = 24) -> NDArray[np.uint8]:
    """Return columns of emotion indices, the height of each emotion proportional to its share; 8 without an answer."""
    known = ~np.isnan(shares[:, 0]) & (np.nan_to_num(shares).sum(axis=1) > 0)
    edges = np.cumsum(np.nan_to_num(shares), axis=1)
    edges /= np.maximum(edges[:, -1:], 1e-9)
    heights = (levels - 0.5 - np.arange(levels)) / levels
    numbers = (edges[:, :, None] <= heights[None, None, :]).sum(axis=1)
    numbers = np.where(known[:, None], np.minimum(numbers, _NONE - 1), _NONE)
    return np.ascontiguousarray(numbers.T.astype(np.uint8))
