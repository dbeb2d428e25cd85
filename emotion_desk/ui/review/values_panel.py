"""The values beside the picture: eight bars of one subject, at the present moment or as the mean of a selected span."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QToolButton, QVBoxLayout

from emotion_desk.labels import EMOTIONS
from emotion_desk.measures.affect import valence
from emotion_desk.ui.language import plural, tr
from emotion_desk.ui.live.gauges import EmotionBars
from emotion_desk.ui.review.readings import Readings, ReadingSeries
from emotion_desk.ui.review.time_axis import clock_text
from emotion_desk.ui.widgets.circumplex import FADES_S, Circumplex
from emotion_desk.ui.widgets.plain_label import plain_label, plain_tip
from emotion_desk.ui.widgets.theme import SMALL, Theme, font
from emotion_desk.ui.words import title_tip, title_words

#: A span in seconds.
Span = tuple[float, float]


class ValuesPanel(QFrame):
    """Shows the probabilities of the chosen subject."""

    #: The user chose a subject: its track, 0 for the voice.
    subject_chosen = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("plot")
        self._readings = Readings()
        self.subject = QComboBox()
        self.subject.setAccessibleName(tr("Whose values"))
        self.subject.setToolTip(tr("Whose values are shown and corrected"))
        self.subject.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.bars = EmotionBars(theme, tr("Values"))
        self.circumplex = Circumplex(theme, 56)
        self.circumplex.hide()
        self.when = plain_label()
        self.when.setObjectName("muted")
        self.when.setFont(font(SMALL))
        self.when.setWordWrap(True)
        self.when.setMinimumHeight(30)
        self.when.setAlignment(Qt.AlignmentFlag.AlignTop)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(10, 8, 10, 6)
        rows.setSpacing(5)
        self.why = QToolButton()
        self.why.setObjectName("lab")
        self.why.setFont(font(SMALL))
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self.subject, 1)
        head.addWidget(self.why)
        rows.addLayout(head)
        rows.addWidget(self.bars)
        rows.addWidget(self.circumplex)
        rows.addWidget(self.when)
        self.subject.activated.connect(lambda row: self.subject_chosen.emit(int(self.subject.itemData(row))))

    def use_why(self, action: QAction) -> None:
        """Put the action that explains an answer beside the subject."""
        self.why.clicked.connect(action.trigger)
        self.why.setText(tr("Why…"))
        self.why.setToolTip(action.toolTip())
        self.why.setAccessibleName(action.text())

    def set_theme(self, theme: Theme) -> None:
        """Follow the theme."""
        self.bars.set_theme(theme)
        self.circumplex.set_theme(theme)

    @property
    def series(self) -> ReadingSeries | None:
        """Return the chosen subject."""
        track = self.subject.currentData()
        return next((each for each in subjects(self._readings) if each.track_id == track), None)

    def show_readings(self, readings: Readings) -> None:
        """Offer the subjects of a session; the chosen one stays."""
        self._readings = readings
        before = self.subject.currentData()
        self.subject.clear()
        for series in subjects(readings):
            self.subject.addItem(title_words(series.title), series.track_id)
            self.subject.setItemData(
                self.subject.count() - 1, plain_tip(title_tip(series.title)), Qt.ItemDataRole.ToolTipRole
            )
        self.subject.setEnabled(self.subject.count() > 0)
        self.choose(before)

    def choose(self, track: int | None) -> None:
        """Choose a subject by its track."""
        row = self.subject.findData(track)
        if row >= 0:
            self.subject.setCurrentIndex(row)

    def show_moment(self, time_s: float, span: Span | None, position_s: float | None = None) -> None:
        """Show the values at a moment, or their mean over a span.

        ``position_s`` is the position that the player shows, where it is not the moment: before the first frame the
        values of that frame are shown.
        """
        series = self.series
        self._show_affect(series, time_s)
        if series is None:
            self.bars.show_values(None)
            self.when.setText("")
            return
        if span is not None:
            values, count = mean_of(series, span)
            self.bars.show_values(values, None if values is None else max(values, key=values.__getitem__))
            length = span[1] - span[0]
            self.when.setText(
                plural(
                    "{begin} to {end} ({length:.2f} s): mean of %n answer",
                    "{begin} to {end} ({length:.2f} s): mean of %n answers",
                    count,
                    begin=clock_text(span[0]),
                    end=clock_text(span[1]),
                    length=length,
                )
            )
            return
        sample = int(series.at(time_s))
        shown = None if sample < 0 else series.headline(sample)
        row = None if shown is None else series.shares[sample]
        values = None if row is None else {name: float(share) for name, share in zip(EMOTIONS, row, strict=True)}
        self.bars.show_values(values, None if shown is None else shown.emotion)
        here = clock_text(time_s if position_s is None else position_s)
        self.when.setText(tr("at {time}. Drag over the time line for the mean of a span.", time=here))

    def _show_affect(self, series: ReadingSeries | None, time_s: float) -> None:
        points = [] if series is None else affect_until(series, time_s)
        self.circumplex.setVisible(series is not None and bool(np.isfinite(series.arousal).any()))
        self.circumplex.show_points(points)


def affect_until(series: ReadingSeries, time_s: float) -> list[tuple[float, float, float]]:
    """Return time, valence and arousal of the seconds before a moment, oldest first; empty without arousal."""
    if not series.arousal.size:
        return []
    first, last = np.searchsorted(series.times, [time_s - FADES_S, time_s + 0.0005])
    rows = [dict(zip(EMOTIONS, (float(share) for share in row), strict=True)) for row in series.shares[first:last]]
    times, arousal = series.times[first:last].tolist(), series.arousal[first:last].tolist()
    return [(at, valence(row), active) for at, row, active in zip(times, rows, arousal, strict=True)]


def subjects(readings: Readings) -> list[ReadingSeries]:
    """Return the people, those seen for longest first, and the voice."""
    people = sorted(readings.people, key=lambda series: -len(series.times))
    return [*people, *([readings.voice] if readings.voice is not None else [])]


def mean_of(series: ReadingSeries, span: Span) -> tuple[dict[str, float] | None, int]:
    """Return the mean probabilities of a subject over a span, and of how many answers."""
    first, last = np.searchsorted(series.times, [span[0] - 0.0005, span[1] + 0.0005])
    shares = series.shares[first:last]
    shares = shares[~np.isnan(shares[:, 0])]
    if not len(shares):
        return None, 0
    means = shares.astype(np.float64).mean(axis=0)
    return {name: float(share) for name, share in zip(EMOTIONS, means, strict=True)}, len(shares)
