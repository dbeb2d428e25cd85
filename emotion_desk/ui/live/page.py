"""The live page: lays out picture, plots and cards."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from emotion_desk.labels import EMOTION_COLOURS
from emotion_desk.ui.language import tr
from emotion_desk.ui.live.cards import VoiceCard
from emotion_desk.ui.live.file_transport import FileTransport
from emotion_desk.ui.live.lanes import SPANS, Lanes
from emotion_desk.ui.live.legend import PlotHeader
from emotion_desk.ui.live.people_panel import PeoplePanel
from emotion_desk.ui.live.person_colours import PersonColours
from emotion_desk.ui.live.picture_view import PictureView
from emotion_desk.ui.live.spectrogram import Spectrogram
from emotion_desk.ui.widgets.banner import Banner
from emotion_desk.ui.widgets.theme import Theme
from emotion_desk.ui.widgets.themed_frame import ThemedFrame
from emotion_desk.ui.words import emotion

SIDE_WIDTH = 344
#: In a column lower than this (pixels) the comparison replaces the voice card, whose answers it contains.
_ROOM_FOR_ALL = 780
#: In a column lower than this (pixels) the spectrogram gives way to the picture and the lanes.
_ROOM_FOR_SOUND = 340
_GAP = 8
_MARGIN = 10


class Themed(Protocol):
    """A widget with theme colours."""

    def set_theme(self, theme: Theme) -> None:
        """Follow the theme."""
        ...


class LivePage(QWidget):
    """Banner at the top, picture above two plots on the left, cards on the right."""

    def __init__(self, theme: Theme, on_screen: Callable[[int, int, int | None], None]) -> None:
        super().__init__()
        self._theme = theme
        #: A panel under the cards, for example the comparison; ``None`` until one is added.
        self.panel: ThemedFrame | None = None
        #: Pauses and seeks a file; ``None`` until it is added.
        self.transport: FileTransport | None = None
        self.banner = Banner()
        colours = PersonColours()
        self.picture = PictureView(theme, on_screen, colours)
        self.people = PeoplePanel(theme, colours)
        self.voice = VoiceCard(theme)
        self.spectrogram = Spectrogram(theme)
        self.lanes = Lanes(theme, colours)
        self.span = QComboBox()
        self.span.setAccessibleName(tr("Span of the lanes"))
        self.span.setToolTip(tr("How much time the lanes show"))
        self.span.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        for word, seconds in SPANS.items():
            self.span.addItem(tr(word), seconds)
        self.span.currentIndexChanged.connect(lambda row: self.lanes.choose_span(self.span.itemData(row)))
        self._sound_header = PlotHeader(theme, tr("Mel spectrogram (Hz), last 10 s"), [(tr("speech"), None)])
        self._lanes_header = PlotHeader(
            theme, tr("Emotions"), [(emotion(name), colour) for name, colour in EMOTION_COLOURS.items()]
        )
        self.splitter = QSplitter(Qt.Orientation.Vertical)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(_GAP)
        self._under_picture = QVBoxLayout()
        self.splitter.addWidget(self._picture_column())
        self.splitter.addWidget(self._plots())
        self.splitter.setStretchFactor(0, 3)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([480, 280])
        middle = QHBoxLayout()
        middle.setSpacing(_MARGIN)
        middle.addWidget(self.splitter, 1)
        middle.addWidget(self._cards())
        self.people.cards_changed.connect(self._make_room)
        self.banner.changed.connect(self._make_room)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        outer.setSpacing(_GAP)
        outer.addWidget(self.banner)
        outer.addLayout(middle, 1)

    def add_transport(self, transport: FileTransport) -> None:
        """Add the bar that pauses and seeks a file, under the picture."""
        self.transport = transport
        self._under_picture.addWidget(transport)

    def set_theme(self, theme: Theme) -> None:
        """Follow the theme."""
        self._theme = theme
        parts: list[Themed] = [self.picture, self.people, self.voice, self.spectrogram, self.lanes]
        parts += [self._sound_header, self._lanes_header]
        parts += [part for part in (self.panel, self.transport) if part is not None]
        for part in parts:
            part.set_theme(theme)

    @property
    def theme(self) -> Theme:
        """Return the present colours."""
        return self._theme

    def add_panel(self, panel: ThemedFrame) -> None:
        """Add a panel under the cards."""
        self.panel = panel
        self._column.addWidget(panel)
        self._make_room()

    def show_panel(self, on: bool) -> None:
        """Show or hide the panel, if there is one."""
        if self.panel is not None:
            self.panel.setVisible(on)
        self._make_room()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Hide the voice card, or its bars, where other cards need the place."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        has_panel = self.panel is not None and not self.panel.isHidden()
        self.voice.setVisible(not has_panel or self.height() >= _ROOM_FOR_ALL)
        # Where there is little room, as in a small window with a banner, picture and lanes are worth more.
        for part in (self._sound_header, self.spectrogram):
            part.setVisible(column_height(self) >= _ROOM_FOR_SOUND)
        # Where the cards of people do not fit above it, the voice card leaves out its bars.
        bars = self.voice.bars.sizeHint().height() + _GAP if self.voice.bars.isHidden() else 0
        whole_voice = self.voice.sizeHint().height() + bars + _GAP
        self.voice.set_compact(self.people.needed_height > column_height(self) - whole_voice)

    def _picture_column(self) -> QWidget:
        column = QWidget()
        self._under_picture.setContentsMargins(0, 0, 0, 0)
        self._under_picture.setSpacing(2)
        self._under_picture.addWidget(self.picture, 1)
        column.setLayout(self._under_picture)
        return column

    def _plots(self) -> QFrame:
        frame = QFrame()
        frame.setObjectName("plot")
        rows = QVBoxLayout(frame)
        rows.setContentsMargins(1, 4, 1, 4)
        rows.setSpacing(0)
        self.spectrogram.setMinimumHeight(56)
        rows.addWidget(self._sound_header)
        rows.addWidget(self.spectrogram, 5)
        header = QHBoxLayout()
        header.setContentsMargins(0, 0, 14, 0)
        header.addWidget(self._lanes_header, 1)
        header.addWidget(self.span)
        rows.addLayout(header)
        rows.addWidget(self.lanes, 4)
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


def column_height(page: LivePage) -> int:
    """Return the height of the page without margins and banner, in pixels."""
    banner = 0 if page.banner.isHidden() else page.banner.sizeHint().height() + _GAP
    return page.height() - 2 * _MARGIN - banner
