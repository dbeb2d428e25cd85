"""The panel "Why this answer": the attribution map, answers to perturbed inputs, and a caveat."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from emotion_desk.labels import EMOTIONS
from emotion_desk.translatable import Translatable
from emotion_desk.ui.language import mark, tr
from emotion_desk.ui.plotting import pg
from emotion_desk.ui.sentences import sentence
from emotion_desk.ui.sound_lab.attribution_thread import AttributionResult
from emotion_desk.ui.widgets.theme import SMALL, Theme, font
from emotion_desk.ui.words import emotion, percent

CAVEAT: Final = mark(
    "Warm places raised this answer above its rivals, inside this network. That does not show "
    "that the answer is right, that a person would look there, or that the feeling is there: "
    "each field has seen much of the picture around it, and two networks with the same answer "
    "may look at different places."
)
_WAITING: Final = mark("Turn on “Why this answer” (Ctrl+Shift+Y).")
#: Share of the highest value below which the map is transparent, and the opacity of the highest value.
_CLEAR, _OPAQUE = 0.15, 0.62


def warmth(heat: NDArray[np.float32]) -> NDArray[np.uint8]:
    """Return an attribution map as an RGBA layer, transparent at low values; uint8 (..., 4)."""
    strength = np.clip(heat / max(float(heat.max(initial=0.0)), 1e-6), 0.0, 1.0)
    alpha = np.clip((strength - _CLEAR) / (1 - _CLEAR), 0.0, 1.0) * _OPAQUE
    layer = np.empty((*heat.shape, 4), np.uint8)
    layer[..., 0] = 255
    layer[..., 1] = (200 * (1 - strength) + 40).astype(np.uint8)
    layer[..., 2] = 20
    layer[..., 3] = (alpha * 255).astype(np.uint8)
    return layer


def support_words(probability: float, original: float) -> str:
    """Return in words how much support an answer keeps when its input is altered."""
    if abs(probability - original) <= _SAME:
        return tr("as strong")
    if probability > original:
        return tr("stronger")
    return tr("weaker") if probability >= original / 2 else tr("much weaker")


#: Probabilities this close count as equal.
_SAME: Final = 0.03
#: Height of a row of the table in pixels.
_ROW: Final = 20
#: Height at which picture, table and text have room, in pixels.
_LEAST_HEIGHT: Final = 380


class WhyPanel(QFrame):
    """Shows one :class:`~emotion_desk.ui.sound_lab.attribution_thread.AttributionResult`."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("plot")
        self.setToolTip(tr("Which places of the picture spoke for the answer, in logits, and how steady the answer is"))
        self.title = QLabel(tr("Why this answer"))
        self.title.setFont(font(SMALL, bold=True))
        self.answer = QLabel(tr(_WAITING))
        self.answer.setWordWrap(True)
        self.view = pg.GraphicsLayoutWidget()
        self.view.setMinimumHeight(120)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        box = self.view.addViewBox(lockAspect=True, enableMouse=False, enableMenu=False)
        self._box = box
        self.picture = pg.ImageItem(axisOrder="row-major")
        self.layer = pg.ImageItem(axisOrder="row-major")
        box.addItem(self.picture)
        box.addItem(self.layer)
        self.table = QTableWidget(4, 3)
        self.table.setHorizontalHeaderLabels([tr("If it were"), tr("Then"), tr("Support")])
        self.table.setToolTip(
            tr("The answer when the input is altered, and how much support is left for the present answer")
        )
        self.table.setAccessibleName(tr("What would change it"))
        self.table.verticalHeader().hide()
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.table.setFont(font(SMALL))
        self.table.horizontalHeader().setFont(font(SMALL))
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.table.verticalHeader().setDefaultSectionSize(_ROW)
        self.table.horizontalHeader().setFixedHeight(_ROW + 2)
        self.table.setFixedHeight(self.table.rowCount() * _ROW + _ROW + 2 + 2 * self.table.frameWidth())
        self.caveat = QLabel(tr(CAVEAT))
        self.caveat.setObjectName("muted")
        self.caveat.setWordWrap(True)
        self.caveat.setFont(font(SMALL))
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(8, 4, 8, 6)
        column.setSpacing(4)
        column.addWidget(self.title)
        column.addWidget(self.answer)
        column.addWidget(self.view, 1)
        column.addWidget(self.table)
        column.addWidget(self.caveat)
        # In a low window the panel scrolls: squeezed, table and text would cover each other.
        inside.setMinimumHeight(_LEAST_HEIGHT)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(area)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Follow the theme."""
        self.view.setBackground(QColor(theme.panel))

    def show_nothing(self, words: str = _WAITING) -> None:
        """Show a sentence instead of a result."""
        self.answer.setText(sentence(words if isinstance(words, Translatable) else tr(words)))
        self.picture.clear()
        self.layer.clear()
        self.table.clearContents()

    def show_result(self, result: AttributionResult) -> None:
        """Show a result, or its error."""
        if result.error or result.explanation is None or result.heat is None or result.picture is None:
            self.show_nothing(result.error)
            return
        is_face = result.request.face is not None
        explanation = result.explanation
        named = int(explanation.probabilities.argmax())
        share = float(explanation.probabilities[named])
        self.answer.setText(
            tr(
                "{subject}: <b>{emotion}</b> {share}, by this network",
                subject=tr("Face") if is_face else tr("Voice"),
                emotion=emotion(explanation.emotion),
                share=percent(share),
            )
        )
        picture = result.picture
        if is_face:
            self.picture.setImage(picture[..., ::-1], autoLevels=False, levels=(0, 255))
        else:
            # In grey: the map's warm colours could not be seen over the colours of the other panes.
            self.picture.setImage(
                (np.asarray(picture, np.float32) * np.float32(63.75) + np.float32(127.5)).clip(0, 255).astype(np.uint8),
                levels=(0, 255),
            )
        self.layer.setImage(warmth(result.heat), autoLevels=False, levels=(0, 255))
        self._box.invertY(is_face)
        self._box.setRange(self.picture.boundingRect(), padding=0.02)
        for row, (words, probabilities) in enumerate((result.changes or {}).items()):
            then = int(probabilities.argmax())
            own = emotion(EMOTIONS[then]) if then == named else f"→ {emotion(EMOTIONS[then])}"
            support = float(probabilities[named])
            for at, text in enumerate((tr(words), own, support_words(support, share))):
                item = QTableWidgetItem(text)
                item.setToolTip(
                    tr(
                        "Probability of {emotion}: {support} instead of {share}",
                        emotion=emotion(explanation.emotion),
                        support=percent(support),
                        share=percent(share),
                    )
                )
                self.table.setItem(row, at, item)
