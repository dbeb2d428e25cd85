"""The timelines: emotion ribbons of people and voice, speech, spectrogram and marks over one time axis."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from emotion_desk.sessions.annotations import Annotation
from emotion_desk.sessions.format import Mark
from emotion_desk.ui.language import tr
from emotion_desk.ui.live.person_colours import PersonColours
from emotion_desk.ui.review.file_spectrogram import FileSpectrogram
from emotion_desk.ui.review.reading_agreement import subject_keys
from emotion_desk.ui.review.readings import Readings, ReadingSeries
from emotion_desk.ui.review.time_axis import TimeAxis, clock_text, whole_axis
from emotion_desk.ui.review.timeline_rows import (
    LEAST_FLAG,
    draw_annotations,
    draw_axis,
    draw_cursor,
    draw_mark,
    draw_ribbon,
    draw_spectrum,
    draw_speech,
)
from emotion_desk.ui.widgets.theme import SMALL, Theme, font
from emotion_desk.ui.words import headline_text, title_tip, title_words

#: Most people with a row; of more, those visible for longest.
_MOST_ROWS = 6
_GUTTER = 104
_RIGHT = 12
#: Width of the mark in the colour of the person.
_MARK = 4
_FLAGS, _RIBBON, _SPEECH, _SPECTRUM, _AXIS, _GAP = 16, 24, 8, 64, 20, 4
#: Names of lower rows would cover each other.
_LEAST_ROW = 12
_STEP = 1.25
#: A pointer that moved this many pixels drags.
_DRAG = 4


class Timelines(QWidget):
    """Draws everything once per change, and only the cursor while playing."""

    #: The user clicked at a time in seconds.
    seek_requested = Signal(float)
    #: The user clicked a mark: its number.
    mark_selected = Signal(int)
    #: The user dragged over a span: (begin, end) in seconds, ``None`` where it was cleared.
    span_selected = Signal(object)
    #: The user clicked the row of a subject: its track, 0 for the voice.
    subject_chosen = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.readings = Readings()
        self._colours = PersonColours()
        self.spectrum: FileSpectrogram | None = None
        self.axis: TimeAxis = whole_axis(0.0, 1.0)
        self._marks: list[Mark] = []
        self._chosen: int | None = None
        self._position_s = 0.0
        self.span: tuple[float, float] | None = None
        self._annotations: list[Annotation] = []
        self._pressed: QPointF | None = None
        self._dragging = False
        self._drawn: QPixmap | None = None
        self._places: list[tuple[QRectF, ReadingSeries]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(66)
        self.setAccessibleName(tr("Timelines"))
        self.setAccessibleDescription(
            tr("Emotions of every person and of the voice, speech, sound and marks over time.")
        )

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return the preferred size."""
        rows = max(len(self._rows()), 1) + (self.readings.voice is not None)
        return QSize(640, _FLAGS + rows * (_RIBBON + _GAP) + _SPEECH + _SPECTRUM + _AXIS + 3 * _GAP + 4)

    def set_theme(self, theme: Theme) -> None:
        """Follow the theme."""
        self._theme = theme
        self.redraw()

    def set_range(self, first_s: float, last_s: float) -> None:
        """Set a new range and show all of it."""
        self.axis = whole_axis(first_s, last_s)
        self.redraw()

    def show_readings(self, readings: Readings, colours: PersonColours) -> None:
        """Show readings, each person with the colour of the box in the picture."""
        self.readings, self._colours = readings, colours
        self.updateGeometry()
        self.redraw()

    def show_spectrum(self, spectrum: FileSpectrogram | None) -> None:
        """Show a spectrogram; call :meth:`redraw` when more of it is filled."""
        self.spectrum = spectrum
        self.redraw()

    def show_marks(self, marks: list[Mark], chosen: int | None) -> None:
        """Show the marks, one of them selected."""
        if (marks, chosen) != (self._marks, self._chosen):
            self._marks, self._chosen = marks, chosen
            self.redraw()

    def show_annotations(self, annotations: list[Annotation]) -> None:
        """Show corrected answers under the rows of their subjects."""
        if annotations != self._annotations:
            self._annotations = annotations
            self.redraw()

    def show_span(self, span: tuple[float, float] | None) -> None:
        """Show a selected span."""
        self.span = span
        self.update()

    def show_position(self, time_s: float) -> None:
        """Move the cursor, and scroll the axis if the cursor would leave it."""
        self._position_s = time_s
        axis = self.axis.following(time_s)
        if axis is not self.axis:
            self.axis = axis
            self.redraw()
        self.update()

    def zoom(self, factor: float, around_s: float | None = None) -> None:
        """Show ``factor`` times the span."""
        self.axis = self.axis.zoomed(factor, self._position_s if around_s is None else around_s)
        self.redraw()

    def zoom_in(self) -> None:
        """Show a shorter span."""
        self.zoom(1 / _STEP**2)

    def zoom_out(self) -> None:
        """Show a longer span."""
        self.zoom(_STEP**2)

    def zoom_whole(self) -> None:
        """Show the whole range."""
        self.axis = whole_axis(self.axis.first_s, self.axis.last_s)
        self.redraw()

    def redraw(self) -> None:
        """Redraw everything at the next paint."""
        self._drawn = None
        self.update()

    # ---- painting -------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint the rows and the cursor."""
        if self._drawn is None:
            self._drawn = self._draw()
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._drawn)
        if self.span is not None:
            self._paint_span(painter, self.span)
        x = _GUTTER + self.axis.x(self._position_s, self._width)
        if _GUTTER - 1 <= x <= self.width() - _RIGHT + 1:
            draw_cursor(painter, x, 2, self.height() - _AXIS, self._theme)
        painter.end()

    def _paint_span(self, painter: QPainter, span: tuple[float, float]) -> None:
        left, right = (min(max(self._x(time_s), _GUTTER), self.width() - _RIGHT) for time_s in span)
        place = QRectF(left, 2, max(right - left, 1.0), self.height() - _AXIS - 2)
        colour = QColor(self._theme.accent)
        colour.setAlpha(60)
        painter.fillRect(place, colour)
        painter.setPen(QColor(self._theme.accent))
        painter.drawLine(place.topLeft(), place.bottomLeft())
        painter.drawLine(place.topRight(), place.bottomRight())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Redraw in the new size."""
        self._drawn = None

    @property
    def _width(self) -> float:
        return max(self.width() - _GUTTER - _RIGHT, 1)

    def _rows(self) -> list[ReadingSeries]:
        """Return the people to show: those with the most samples in the shown span."""

        def seen(series: ReadingSeries) -> int:
            first, last = np.searchsorted(series.times, [self.axis.start_s, self.axis.end_s])
            return int(last - first)

        counted = [(seen(series), series) for series in self.readings.people]
        longest = sorted((pair for pair in counted if pair[0]), key=lambda pair: -pair[0])[:_MOST_ROWS]
        return sorted((series for _count, series in longest), key=lambda series: series.track_id)

    def _draw(self) -> QPixmap:
        ratio = self.devicePixelRatioF()
        drawn = QPixmap(round(self.width() * ratio), round(self.height() * ratio))
        drawn.setDevicePixelRatio(ratio)
        drawn.fill(QColor(self._theme.panel))
        painter = QPainter(drawn)
        self._places = []
        voice = self.readings.voice
        everybody = self._rows()
        free = max(self.height() - _FLAGS - _AXIS - 2 * _GAP, 40)
        needed = (len(everybody) + (voice is not None)) * (_LEAST_ROW + _GAP)
        # Where it is low, people are worth more than the strip of speech, which their voice's row shows, too.
        with_speech = voice is not None and (not everybody or needed <= free - _SPEECH - _GAP)
        free -= _SPEECH + _GAP if with_speech else 0
        people = everybody[: max(1, int(free / (_LEAST_ROW + _GAP)) - (voice is not None))]
        rows = len(people) + (voice is not None)
        # The spectrogram gets a third, or what people leave; ribbons share the rest up to a greatest height.
        sound = max(0, min(free // 3, free - rows * (_LEAST_ROW + _GAP))) if rows else free
        sound = sound if self.spectrum is not None else 0
        each = min(max((free - sound - _GAP) / rows - _GAP, 6), 40) if rows else 0
        y = float(_FLAGS + 2)
        for series in people:
            y = self._ribbon(painter, y, each, series, title_words(series.title))
        if voice is not None:
            name = voice.usual_name()
            y = self._ribbon(
                painter, y, each, voice, tr("Voice · {name}", name=title_words(name)) if name else tr("Voice")
            )
            if with_speech:
                place = QRectF(_GUTTER, y, self._width, _SPEECH)
                draw_speech(painter, place, self.readings.speech, self.axis, self._theme)
                self._label(painter, place, tr("speech"))
                y = place.bottom() + _GAP
        bottom = self.height() - _AXIS
        if self.spectrum is not None and bottom - y - 2 >= _LEAST_ROW:
            place = QRectF(_GUTTER, y, self._width, bottom - y - 2)
            draw_spectrum(painter, place, self.spectrum, self.axis)
            self._label(painter, place, tr("sound, mel"))
        elif self.spectrum is None and not rows:
            painter.setPen(QColor(self._theme.muted))
            painter.drawText(
                QRectF(_GUTTER, y, self._width, bottom - y), Qt.AlignmentFlag.AlignCenter, tr("No readings")
            )
        draw_axis(painter, QRectF(_GUTTER, bottom, self._width, _AXIS), self.axis, self._theme)
        if len(people) < len(everybody):
            self._label(
                painter, QRectF(_GUTTER, bottom, 0, _AXIS), tr("{count} more", count=len(everybody) - len(people))
            )
        self._flags(painter, bottom)
        painter.end()
        return drawn

    def _ribbon(self, painter: QPainter, y: float, height: float, series: ReadingSeries, title: str) -> float:
        place = QRectF(_GUTTER, y, self._width, height)
        draw_ribbon(painter, place, series, self.axis, self._theme)
        own = self._colours.of_track(series.track_id)
        if own is not None:
            painter.fillRect(QRectF(_GUTTER - _MARK - 2, y, _MARK, height), own)
        self._label(painter, place, title)
        self._places.append((place, series))
        keys = set(subject_keys(series))
        painter.save()
        painter.setClipRect(place)
        draw_annotations(
            painter, place, [one for one in self._annotations if one.subject in keys], self.axis, self._theme
        )
        painter.restore()
        return place.bottom() + _GAP

    def _label(self, painter: QPainter, place: QRectF, text: str) -> None:
        painter.setFont(font(SMALL))
        painter.setPen(QColor(self._theme.muted))
        box = QRectF(10, place.top(), _GUTTER - 18, max(place.height(), 12))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(box.width()))
        painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, shown)

    def _flags(self, painter: QPainter, bottom: float) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
        flags = QRectF(_GUTTER, 2, self._width, _FLAGS)
        painter.setClipRect(QRectF(_GUTTER - 1, 0, self._width + _RIGHT, self.height()))
        times = np.array([mark.time_s for mark in self._marks], np.float64)
        places = [*(_GUTTER + self.axis.xs(times, self._width)).tolist(), self.width() + 1e6]
        last = -1
        lines: list[QLineF] = []
        for mark, x, following in zip(self._marks, places, places[1:], strict=False):
            chosen = mark.number == self._chosen
            # Of many marks on one pixel, the first is drawn, and the chosen one.
            if _GUTTER - 1 <= x <= self.width() and (chosen or int(x) != last):
                last = int(x)
                if chosen or following - x >= LEAST_FLAG:
                    draw_mark(painter, (x, following - x), flags, bottom, mark, chosen, self._theme)
                else:
                    lines.append(QLineF(x, flags.top(), x, bottom))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.setPen(QColor(self._theme.muted))
        painter.drawLines(lines)

    # ---- mouse ----------------------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Seek, or select a mark by its flag."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        at = event.position()
        if at.y() <= _FLAGS + 2:
            near = [mark for mark in self._marks if -3 <= at.x() - self._x(mark.time_s) <= 60]
            if near:
                self.mark_selected.emit(near[-1].number)
                return
        self._pressed, self._dragging = at, False
        for place, series in self._places:
            if place.contains(at):
                self.subject_chosen.emit(series.track_id)
        self._seek(at)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Select the span that is dragged over."""
        if self._pressed is None or not event.buttons() & Qt.MouseButton.LeftButton:
            return
        at = event.position()
        self._dragging = self._dragging or abs(at.x() - self._pressed.x()) >= _DRAG
        if self._dragging:
            first, last = sorted((self._time(self._pressed), self._time(at)))
            self.show_span((first, last))
            self.span_selected.emit(self.span)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """End a selection; a click without dragging clears it."""
        if event.button() == Qt.MouseButton.LeftButton and self._pressed is not None:
            if not self._dragging and self.span is not None:
                self.show_span(None)
                self.span_selected.emit(None)
            self._pressed, self._dragging = None, False

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """Zoom around the pointer."""
        steps = event.angleDelta().y() / 120
        if steps:
            self.zoom(_STEP**-steps, self.axis.time(event.position().x() - _GUTTER, self._width))
        event.accept()

    def event(self, event: QEvent) -> bool:
        """Show a tooltip for the place under the pointer."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            text = self.text_at(QPointF(event.pos()))
            if text:
                QToolTip.showText(event.globalPos(), text, self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    def text_at(self, at: QPointF) -> str:
        """Return the time, person and emotion at a position."""
        time_s = self.axis.time(at.x() - _GUTTER, self._width)
        for place, series in self._places:
            if at.x() < _GUTTER and place.top() <= at.y() <= place.bottom():
                return "\n".join(filter(None, (title_words(series.title), title_tip(series.title))))
            if place.contains(at):
                sample = int(series.at(time_s))
                answer = series.headline(sample) if sample >= 0 else None
                text = headline_text(answer) if answer is not None else tr("no answer")
                return f"{clock_text(time_s)}  {title_words(series.title)}: {text}"
        return clock_text(time_s) if at.x() >= _GUTTER else ""

    def _x(self, time_s: float) -> float:
        return _GUTTER + self.axis.x(time_s, self._width)

    def _time(self, at: QPointF) -> float:
        return self.axis.time(min(max(at.x() - _GUTTER, 0.0), self._width), self._width)

    def _seek(self, at: QPointF) -> None:
        self.seek_requested.emit(self._time(at))
