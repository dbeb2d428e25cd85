"""A lane for each person, and one for the voice, over time: the history behind and the widget that draws it.

The history keeps one column of emotion shares for each step; a lane is drawn from as many as the chosen span holds.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, qRgb
from PySide6.QtWidgets import QSizePolicy, QWidget

from emotion_desk.labels import EMOTION_COLOURS, EMOTIONS
from emotion_desk.messages import DeskReading, Emotions, PersonReading
from emotion_desk.ui.widgets.theme import SMALL, Theme, font, rgb
from emotion_desk.wording import display_name

#: Spans that can be shown, in seconds; ``None`` is everything since the start.
SPANS: dict[str, int | None] = {"60 s": 60, "5 min": 300, "All": None}
#: Seconds from step to step.
STEP_S = 0.25
#: Most lanes that are drawn, and that are remembered.
MOST_SHOWN = 5
_MOST_KEPT = 12
#: So much is remembered at most; then every second step is dropped and steps count double.
_MOST_STEPS = 14_400
_NONE = len(EMOTIONS)
_GUTTER = 72
_RIGHT = 14
_AXIS = 18
_GAP = 3

VOICE = "voice"


class LaneHistory:
    """Shares of the emotions of every subject in equal steps of time.

    Args:
        step_s: seconds from step to step.
    """

    def __init__(self, step_s: float) -> None:
        self.step_s = step_s
        self.steps = 0
        self._lanes: OrderedDict[str, NDArray[np.float32]] = OrderedDict()
        self.titles: dict[str, str] = {}
        #: Of so many steps that are offered one is kept.
        self._every = 1
        self._offered = 0

    def add(self, answers: Iterable[tuple[str, str, Emotions | None]]) -> None:
        """Append one step.

        Args:
            answers: key, title and shares of each subject that is present; others get a gap.
        """
        self._offered += 1
        if self._offered % self._every:
            return
        if self.steps >= _MOST_STEPS:
            self._halve()
        column = self.steps
        self.steps += 1
        for key, title, emotions in answers:
            lane = self._lanes.get(key)
            if lane is None:
                lane = np.full((64, _NONE), np.nan, np.float32)
            if len(lane) <= column:
                more = np.full((max(len(lane), column + 1 - len(lane)), _NONE), np.nan, np.float32)
                lane = np.concatenate((lane, more))
            if emotions is not None:
                lane[column] = [max(emotions.get(name, 0.0), 0.0) for name in EMOTIONS]
            self._lanes[key] = lane
            self._lanes.move_to_end(key)
            self.titles[key] = title
        while len(self._lanes) > _MOST_KEPT:
            gone, _lane = self._lanes.popitem(last=False)
            self.titles.pop(gone, None)

    def merge(self, old: str, new: str) -> None:
        """Give the steps of one subject to another, because both are the same person."""
        lane = self._lanes.pop(old, None)
        self.titles.pop(old, None)
        if lane is None:
            return
        other = self._lanes.get(new)
        if other is not None:
            longer, shorter = (lane, other) if len(lane) >= len(other) else (other, lane)
            known = ~np.isnan(shorter[:, 0])
            longer[: len(shorter)][known] = shorter[known]
            lane = longer
        self._lanes[new] = lane

    def keys(self, span_s: int | None) -> list[str]:
        """Return the subjects to show over a span: those present for longest, people first, then the voice."""
        first = self._first(span_s)
        counted = {
            key: int((~np.isnan(lane[first : self.steps, 0])).sum()) for key, lane in self._lanes.items() if len(lane)
        }
        present = [key for key in self._lanes if counted.get(key, 0) > 0]
        people = sorted((key for key in present if key != VOICE), key=lambda key: -counted[key])[: MOST_SHOWN - 1]
        return [*sorted(people), *([VOICE] if VOICE in present else [])]

    def shares(self, key: str, span_s: int | None, width: int) -> NDArray[np.float32]:
        """Return the shares of a subject on pixels, float32, (width, 8); NaN without an answer, newest at the right."""
        length = self.length(span_s)
        found = np.full((width, _NONE), np.nan, np.float32)
        lane = self._lanes.get(key)
        if lane is None or not self.steps:
            return found
        index = self.steps - length + np.floor((np.arange(width) + 0.5) * length / width).astype(int)
        inside = (index >= 0) & (index < min(len(lane), self.steps))
        found[inside] = lane[index[inside]]
        return found

    def length(self, span_s: int | None) -> int:
        """Return how many steps a span holds."""
        return max(self.steps, round(60 / self.step_s)) if span_s is None else round(span_s / self.step_s)

    def clear(self) -> None:
        """Forget everything."""
        self._lanes.clear()
        self.titles.clear()
        self.steps = 0

    def _first(self, span_s: int | None) -> int:
        return max(0, self.steps - self.length(span_s))

    def _halve(self) -> None:
        """Keep every second step, so that hours take no more memory than one."""
        self.steps //= 2
        self.step_s *= 2
        self._every *= 2
        for key, lane in self._lanes.items():
            self._lanes[key] = lane[::2][: max(self.steps, 1)].copy()


def answers_of(reading: DeskReading | None) -> list[tuple[str, str, Emotions | None]]:
    """Return the subjects of a reading with their titles and shares."""
    if reading is None:
        return []
    found: list[tuple[str, str, Emotions | None]] = [
        (key_of(person), display_name(person.identity, person.track_id), person.shown_emotions)
        for person in reading.people
    ]
    if reading.voice is not None:
        found.append((VOICE, "Voice", reading.voice.emotion))
    return found


def key_of(person: PersonReading) -> str:
    """Return the key of a person's lane: one for all tracks of the same name or number."""
    if person.identity.name is not None:
        return f"1 {person.identity.name}"
    if person.identity.unknown is not None:
        return f"2 {person.identity.unknown:06d}"
    return f"3 {person.track_id:06d}"


class Lanes(QWidget):
    """Draws the lanes; the newest answers are at the right."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.history = LaneHistory(STEP_S)
        self._keys: dict[int, str] = {}
        self.span_s: int | None = 60
        self.is_active = True
        #: How often the lanes were drawn.
        self.drawn = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(60)
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
            key, before = key_of(person), self._keys.get(person.track_id)
            if before is not None and before.startswith("3") and before != key:
                self.history.merge(before, key)
        self._keys = {person.track_id: key_of(person) for person in people} or self._keys

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint every lane with its name, and the time axis."""
        self.drawn += 1
        painter = QPainter(self)
        painter.setOpacity(1.0 if self.is_active else 0.3)
        keys = self.history.keys(self.span_s) or [""]
        plot = QRectF(_GUTTER, 4, max(self.width() - _GUTTER - _RIGHT, 16), max(self.height() - _AXIS - 6, 20))
        each = min((plot.height() + _GAP) / len(keys) - _GAP, 44.0)
        for number, key in enumerate(keys):
            place = QRectF(plot.left(), plot.top() + number * (each + _GAP), plot.width(), each)
            self._lane(painter, place, key)
        self._axis(painter, plot)
        painter.end()

    def _lane(self, painter: QPainter, place: QRectF, key: str) -> None:
        width = max(int(place.width()), 1)
        numbers = _stacked(self.history.shares(key, self.span_s, width))
        image = QImage(numbers.data, width, numbers.shape[0], width, QImage.Format.Format_Indexed8)
        image.setColorTable([qRgb(*rgb(EMOTION_COLOURS[name])) for name in EMOTIONS] + [qRgb(*rgb(self._theme.faint))])
        painter.drawImage(place, image)
        title = self.history.titles.get(key, "")
        painter.setFont(font(SMALL))
        painter.setPen(QColor(self._theme.muted))
        room = QRectF(4, place.top(), _GUTTER - 8, max(place.height(), 12))
        text = painter.fontMetrics().elidedText(title, Qt.TextElideMode.ElideMiddle, int(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)

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
            text = "now" if ago == 0 else f"−{ago} s" if step < 60 else f"−{ago // 60} min"  # noqa: RUF001 - minus
            wide = metrics.horizontalAdvance(text)
            painter.drawText(QPointF(min(x - wide / 2, self.width() - wide - 2), self.height() - 4), text)

    def _name(self) -> None:
        """Tell the newest answers to a screen reader."""
        newest = []
        for key in self.history.keys(self.span_s):
            shares = self.history.shares(key, 60, round(60 / self.history.step_s))[-1]
            if not np.isnan(shares[0]):
                best = int(shares.argmax())
                newest.append(f"{self.history.titles[key]} {EMOTIONS[best]} {round(float(shares[best]) * 100)} %")
        self.setAccessibleName("Emotions of each person over time" + (": " + ", ".join(newest) if newest else ""))


def _stacked(shares: NDArray[np.float32], levels: int = 24) -> NDArray[np.uint8]:
    """Return columns of emotion indices, the height of each emotion proportional to its share; 8 without an answer."""
    known = ~np.isnan(shares[:, 0]) & (np.nan_to_num(shares).sum(axis=1) > 0)
    edges = np.cumsum(np.nan_to_num(shares), axis=1)
    edges /= np.maximum(edges[:, -1:], 1e-9)
    heights = (levels - 0.5 - np.arange(levels)) / levels
    numbers = (edges[:, :, None] <= heights[None, None, :]).sum(axis=1)
    numbers = np.where(known[:, None], np.minimum(numbers, _NONE - 1), _NONE)
    return np.ascontiguousarray(numbers.T.astype(np.uint8))
