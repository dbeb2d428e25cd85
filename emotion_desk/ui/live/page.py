"""The middle of the window: where each part has its place."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from emotion_desk.labels import EMOTION_COLOURS
from emotion_desk.ui.live.cards import VoiceCard
from emotion_desk.ui.live.emotion_ribbon import EmotionRibbon
from emotion_desk.ui.live.legend import PlotHeader
from emotion_desk.ui.live.people_panel import PeoplePanel
from emotion_desk.ui.live.picture_view import PictureView
from emotion_desk.ui.live.spectrogram import Spectrogram
from emotion_desk.ui.widgets.banner import Banner
from emotion_desk.ui.widgets.theme import Theme

if TYPE_CHECKING:
    from emotion_desk.ui.compare.panel import ComparePanel

SIDE_WIDTH = 344
#: A column lower than this shows the comparison in the place of the voice card, whose answers are in it.
_ROOM_FOR_ALL = 780
_GAP = 8
_MARGIN = 10


class Themed(Protocol):
    """A part that follows the theme."""

    def set_theme(self, theme: Theme) -> None:
        """Follow the theme."""
        ...


class LivePage(QWidget):
    """Banner on top, picture over the two plots at the left, cards at the right."""

    def __init__(self, theme: Theme, on_screen: Callable[[int, int, int | None], None]) -> None:
        super().__init__()
        self._theme = theme
        #: The comparison, once it was asked for.
        self.compare: ComparePanel | None = None
        self.banner = Banner()
        self.picture = PictureView(theme, on_screen)
        self.people = PeoplePanel(theme)
        self.voice = VoiceCard(theme)
        self.spectrogram = Spectrogram(theme)
        self.ribbon = EmotionRibbon(theme)
        self._sound_header = PlotHeader(theme, "Mel spectrogram (Hz), last 10 s", [("speech", None)])
        self._ribbon_header = PlotHeader(theme, "Emotion, last 60 s", list(EMOTION_COLOURS.items()))
        self.splitter = QSplitter(Qt.Orientation.Vertical)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(_GAP)
        self.splitter.addWidget(self.picture)
        self.splitter.addWidget(self._plots())
        self.splitter.setStretchFactor(0, 3)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([480, 280])
        middle = QHBoxLayout()
        middle.setSpacing(_MARGIN)
        middle.addWidget(self.splitter, 1)
        middle.addWidget(self._cards())
        outer = QVBoxLayout(self)
        outer.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        outer.setSpacing(_GAP)
        outer.addWidget(self.banner)
        outer.addLayout(middle, 1)

    def set_theme(self, theme: Theme) -> None:
        """Follow the theme."""
        self._theme = theme
        parts: list[Themed] = [self.picture, self.people, self.voice, self.spectrogram, self.ribbon]
        parts += [self._sound_header, self._ribbon_header]
        parts += [self.compare] if self.compare is not None else []
        for part in parts:
            part.set_theme(theme)

    def show_compare(self, on: bool) -> ComparePanel | None:
        """Show or hide the comparison; return it, ``None`` as long as it was never shown."""
        if on and self.compare is None:
            from emotion_desk.ui.compare.panel import ComparePanel

            self.compare = ComparePanel(self._theme)
            self._column.addWidget(self.compare)
        if self.compare is not None:
            self.compare.setVisible(on)
        self._make_room()
        return self.compare

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Give the cards the room there is."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        compares = self.compare is not None and not self.compare.isHidden()
        self.voice.setVisible(not compares or self.height() >= _ROOM_FOR_ALL)

    def _plots(self) -> QFrame:
        frame = QFrame()
        frame.setObjectName("plot")
        rows = QVBoxLayout(frame)
        rows.setContentsMargins(1, 4, 1, 4)
        rows.setSpacing(0)
        self.spectrogram.setMinimumHeight(90)
        self.ribbon.setMinimumHeight(60)
        rows.addWidget(self._sound_header)
        rows.addWidget(self.spectrogram, 5)
        rows.addWidget(self._ribbon_header)
        rows.addWidget(self.ribbon, 3)
        return frame

    def _cards(self) -> QWidget:
        column = QWidget()
        column.setFixedWidth(SIDE_WIDTH)
        rows = self._column = QVBoxLayout(column)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(_GAP)
        rows.addWidget(self.people, 1)
        rows.addWidget(self.voice)
        return column
