"""The comparison panel: both modes' answers to each question, and below them the cost of each mode."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QPoint, QSize, Qt, QTimer
from PySide6.QtGui import (
    QAction,
    QColor,
    QFontMetrics,
    QHideEvent,
    QImage,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QShowEvent,
)
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from emotion_desk.atomic_file import write_atomically
from emotion_desk.clock import now_ns
from emotion_desk.errors import DeskError
from emotion_desk.labels import EMOTIONS
from emotion_desk.messages import DeskReading
from emotion_desk.ui.compare.latency_plot import LatencyPlot
from emotion_desk.ui.compare.rolling_comparison import HEADS, RollingComparison
from emotion_desk.ui.compare.tables import FIGURES, MISSING, answer_tip, figure_texts, summary_csv, ticks_csv, words
from emotion_desk.ui.language import keys_text, mark, tr
from emotion_desk.ui.widgets.elided_label import ElidedLabel
from emotion_desk.ui.widgets.image_saver import save_image
from emotion_desk.ui.widgets.plain_label import plain_label, plain_tip
from emotion_desk.ui.widgets.theme import BODY, SMALL, Theme, font, icon
from emotion_desk.ui.widgets.themed_frame import ThemedFrame
from emotion_desk.ui.words import emotion, percent

SAVE_KEYS = "Ctrl+Shift+S"
#: Interval of updates: figures that change faster cannot be read.
_SHOW_MS = 250
_PICTURE_SCALE = 2.0
_WAITING = mark("waiting for both modes")


class Head(QWidget):
    """The name of a mode, underlined with the style of its line in the plot."""

    def __init__(self, text: str, line: Qt.PenStyle) -> None:
        super().__init__()
        self.text = text
        self.colour = QColor()
        self._line = line
        self._font = font(SMALL, bold=True)
        metrics = QFontMetrics(self._font)
        self.setFixedSize(metrics.horizontalAdvance(text) + 2, metrics.height() + 4)
        self.setAccessibleName(text)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint name and line."""
        painter = QPainter(self)
        painter.setFont(self._font)
        painter.setPen(QPen(self.colour, 2.0, self._line))
        painter.drawLine(0, self.height() - 2, self.width(), self.height() - 2)
        painter.setPen(self.colour)
        painter.drawText(self.rect().adjusted(0, 0, 0, -4), Qt.AlignmentFlag.AlignRight, self.text)
        painter.end()


class ComparePanel(ThemedFrame):
    """Shows a :class:`~emotion_desk.ui.compare.rolling_comparison.RollingComparison`; redraws only while visible."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setAccessibleName(tr("Comparison of multi-task and single models"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.rolling = RollingComparison()
        self._theme = theme
        self.save = QAction(tr("Save the comparison"), self)
        self.save.setShortcut(QKeySequence(SAVE_KEYS))
        self.save.setToolTip(tr("Save the comparison as CSV and as a picture ({keys})", keys=keys_text(SAVE_KEYS)))
        self.rate = ElidedLabel(tr(_WAITING))
        self.plot = LatencyPlot(theme)
        self.cells: dict[str, tuple[QLabel, QLabel, QLabel | None]] = {}
        self._heads = (Head(tr("Multi-task"), Qt.PenStyle.SolidLine), Head(tr("Single models"), Qt.PenStyle.DashLine))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(6, 8, 4, 6)
        outer.setSpacing(4)
        outer.addLayout(self._top())
        outer.addLayout(self._grid())
        outer.addWidget(self.plot)
        self._timer = QTimer(self)
        self._timer.setInterval(_SHOW_MS)
        self._timer.timeout.connect(self.refresh)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Follow the theme."""
        self._theme = theme
        self.plot.set_theme(theme)
        self.save.setIcon(icon("snapshot", theme))
        for label, colour in zip(self._heads, (theme.accent, theme.second), strict=True):
            label.colour = QColor(colour)
            label.update()

    def add(self, reading: DeskReading) -> None:
        """Add a reading."""
        self.rolling.add(reading)

    def reset(self) -> None:
        """Start again: the mode was changed."""
        self.rolling.clear()
        self.refresh()

    def refresh(self) -> None:
        """Show the last minute."""
        summary, answers = self.rolling.summary(), self.rolling.answers()
        for head, (one, two) in answers.items():
            own, other, agreed = self.cells[head]
            _put(own, words(one, head))
            _put(other, words(two, head))
            own.setToolTip(plain_tip(answer_tip(one, head)))
            other.setToolTip(plain_tip(answer_tip(two, head)))
            share = summary.agreement[head]
            same = "=" if one is None or two is None or one.word == two.word else "≠"
            if agreed is not None:
                _put(agreed, MISSING if share is None else f"{same} {percent(share)}")
        for (name, *_rest), one_text, two_text in zip(
            FIGURES, figure_texts(summary.own), figure_texts(summary.other), strict=True
        ):
            own, other, _none = self.cells[name]
            _put(own, one_text)
            _put(other, two_text)
        self.rate.set_full_text(
            tr("both {per_second:.1f} times a second", per_second=summary.per_second) if summary.ticks else tr(_WAITING)
        )
        self.save.setEnabled(bool(summary.ticks))
        self.plot.show_comparison(self.rolling, now_ns())

    def tables(self) -> tuple[str, str]:
        """Return the summary of the last minute and its ticks, both as CSV."""
        return summary_csv(self.rolling), ticks_csv(self.rolling)

    def picture(self) -> QImage:
        """Return the panel as a picture at twice its resolution, without the button that saves it."""
        image = QImage(self.size() * _PICTURE_SCALE, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(_PICTURE_SCALE)
        image.fill(self._theme.window)
        painter = QPainter(image)
        had_focus = self._save_button.hasFocus()
        self._save_button.hide()
        self.render(painter, QPoint())
        self._save_button.show()
        if had_focus:  # hiding a widget passes its focus on
            self._save_button.setFocus()
        painter.end()
        return image

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Start updating."""
        super().showEvent(event)
        self.refresh()
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        """Stop updating."""
        self._timer.stop()
        super().hideEvent(event)

    def _top(self) -> QHBoxLayout:
        title = plain_label(tr("Compare"))
        title.setFont(font(BODY, bold=True))
        self.rate.setObjectName("muted")
        self.rate.setFont(font(SMALL))
        button = self._save_button = QToolButton()
        button.setDefaultAction(self.save)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        button.setAutoRaise(True)
        button.setIconSize(QSize(16, 16))
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(title)
        row.addWidget(self.rate, 1)
        row.addWidget(button)
        return row

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(3)
        grid.setVerticalSpacing(1)
        agree = plain_label(tr("same"))
        agree.setToolTip(tr("= or ≠ now; share of equal answers over the last minute"))
        agree.setFont(font(SMALL, bold=True))
        for column, label in enumerate((*self._heads, agree), 1):
            grid.addWidget(label, 0, column, Qt.AlignmentFlag.AlignRight)
        for row, (head, name) in enumerate(HEADS.items(), 1):
            is_face = head.startswith("face_")
            who = tr("The smoothed answers of the largest face") if is_face else tr("The smoothed answers of the voice")
            self._row(grid, row, head, tr(name), who, agrees=True)
        grid.setRowMinimumHeight(len(HEADS) + 1, 6)
        for row, (name, _value, _digits, _unit, tip) in enumerate(FIGURES, len(HEADS) + 2):
            self._row(grid, row, name, tr(name), tr(tip), agrees=False)
        metrics = QFontMetrics(font(SMALL))
        grid.setColumnStretch(0, 1)
        widest_answer = max((f"{emotion(name)} {percent(1.0)}" for name in EMOTIONS), key=metrics.horizontalAdvance)
        for column, widest in ((1, widest_answer), (2, widest_answer), (3, f"= {percent(1.0)}")):
            grid.setColumnMinimumWidth(column, metrics.horizontalAdvance(widest) + 2)
        return grid

    def _row(self, grid: QGridLayout, row: int, key: str, name: str, tip: str, *, agrees: bool) -> None:
        label = plain_label(name)
        label.setObjectName("muted")
        label.setFont(font(SMALL))
        label.setToolTip(tip)
        grid.addWidget(label, row, 0)
        made = []
        for column in range(1, 4 if agrees else 3):
            cell = plain_label(MISSING)
            cell.setFont(font(SMALL))
            cell.setToolTip(tip)
            cell.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            cell.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            columns = (tr("Multi-task"), tr("Single models"), tr("Agreement"))
            cell.setAccessibleName(f"{name}, {columns[column - 1]}")
            grid.addWidget(cell, row, column)
            made.append(cell)
        self.cells[key] = (made[0], made[1], made[2] if agrees else None)


def save_comparison(tables: tuple[str, str], image: QImage, folder: Path, at: datetime) -> str:
    """Write the comparison as two tables (summary and ticks) and a picture; return a sentence with the path.

    Raises:
        DeskError: the folder or a file cannot be written.
    """
    stem = at.strftime("emotion-desk comparison %Y-%m-%d %H.%M.%S")
    picture = folder / f"{stem}.png"
    save_image(image, picture)
    try:
        for name, text in zip((f"{stem}.csv", f"{stem} ticks.csv"), tables, strict=True):
            write_atomically(folder / name, text)
    except OSError as error:
        raise DeskError(
            tr("The comparison could not be saved to {folder}: {reason}.", folder=folder, reason=error.strerror)
        ) from error
    return tr(
        "The comparison was saved as {path}, its ticks and its picture beside it.", path=picture.with_suffix(".csv")
    )


def _put(label: QLabel, text: str) -> None:
    if label.text() != text:
        label.setText(text)
