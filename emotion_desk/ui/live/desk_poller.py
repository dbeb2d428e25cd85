"""Carries what the desk publishes to the widgets: one quick timer that polls, slower ones for figures and ribbon."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from emotion_desk.clock import now_ns
from emotion_desk.messages import DeskReading, FramePacket, Side, Spread
from emotion_desk.ui.live.cards import VoiceCard
from emotion_desk.ui.live.emotion_ribbon import STEP_S, EmotionRibbon, emotions_of
from emotion_desk.ui.live.people_panel import PeoplePanel
from emotion_desk.ui.live.picture_view import PictureView
from emotion_desk.ui.live.screen_latency import ScreenLatency
from emotion_desk.ui.live.spectrogram import Spectrogram
from emotion_desk.ui.live.status_bar import StatusBar, StatusValues
from emotion_desk.ui.source_controller import NOTHING, SourceController

if TYPE_CHECKING:
    from emotion_desk.pipeline.desk import Desk

POLL_MS = 16
_SPECTROGRAM_MS = 50
#: Cards change at most so often: figures that change faster cannot be read.
_CARDS_MS = 100
_STATUS_MS = 250
#: A reading older than this no longer stands for the present in the ribbon and on the voice card.
_FRESH_S = 1.0


@dataclass(frozen=True, slots=True)
class LiveWidgets:
    """The widgets that are fed."""

    picture: PictureView
    people: PeoplePanel
    voice: VoiceCard
    spectrogram: Spectrogram
    ribbon: EmotionRibbon
    status: StatusBar


class DeskPoller(QObject):
    """Polls a desk while it runs; ``happened`` passes on what the desk has to tell."""

    event_received = Signal(object)
    #: Emitted with each reading that was taken.
    reading_received = Signal(object)

    def __init__(
        self,
        desk: Desk,
        sources: SourceController,
        widgets: LiveWidgets,
        figures: ScreenLatency,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._sources = sources
        self._widgets = widgets
        self._screen_latency = figures
        self._reading: DeskReading | None = None
        self._carded: DeskReading | None = None
        #: The newest frame while the cards do not show it yet, because another page is in front.
        self._uncarded: FramePacket | None = None
        self._reading_ns = 0
        self._timers = [
            self._timer(POLL_MS, self.poll, precise=True),
            self._timer(_SPECTROGRAM_MS, self.draw_spectrogram),
            self._timer(_CARDS_MS, self.show_cards),
            self._timer(_STATUS_MS, self.show_status),
            self._timer(round(STEP_S * 1000), self.step_ribbon, precise=True),
        ]

    def start(self) -> None:
        """Begin to poll."""
        for timer in self._timers:
            timer.start()

    def stop(self) -> None:
        """Stop polling."""
        for timer in self._timers:
            timer.stop()

    def forget(self) -> None:
        """Forget the last reading and the people, because another picture was chosen."""
        self._reading = self._uncarded = None
        self._widgets.people.clear()

    def poll(self) -> None:
        """Take what is new; costs next to nothing when there is none."""
        now = now_ns()
        for event in self._desk.events():
            self.event_received.emit(event)
        reading = self._desk.readings.take()
        if reading is not None:
            self._reading, self._reading_ns = reading, now
            self.reading_received.emit(reading)
        packet = self._desk.preview.take()
        if packet is not None and self._sources.wanted[Side.PICTURE] != NOTHING:
            self._widgets.picture.show_packet(packet, self._reading)
            self._uncarded = packet
        if self._uncarded is not None and self._seen:
            self._widgets.people.show_packet(self._uncarded, now)
            # Only a newer frame can say that someone left: where the picture stands still, so do the cards.
            self._widgets.people.remove_absent(now)
            self._uncarded = None

    def show_cards(self) -> None:
        """Show the newest answers on the cards, if somebody sees them."""
        if self._seen and self._reading is not self._carded and self._reading is not None:
            self._carded = self._reading
            self._widgets.people.show_reading(self._reading)
            self._widgets.voice.show_reading(self._reading.voice)

    def draw_spectrogram(self) -> None:
        """Draw new columns, if there are any and somebody sees them."""
        if self._widgets.spectrogram.isVisible():
            self._widgets.spectrogram.show_view(self._desk.spectrogram.snapshot())

    def step_ribbon(self) -> None:
        """Append one step to the ribbon."""
        reading = self._fresh()
        self._widgets.ribbon.step(emotions_of(reading) if reading else None)
        if reading is None:
            self._widgets.voice.show_reading(None)

    def show_status(self) -> None:
        """Show the figures; those of the screen only while pictures reach it."""
        seen = self._seen
        self._widgets.status.show_values(
            StatusValues(
                self._desk.figures(),
                self._screen_latency.fps(now_ns()) if seen else None,
                self._screen_latency.recent() if seen else Spread(),
                self._screen_latency.recent_age() if seen else Spread(),
            )
        )

    @property
    def _seen(self) -> bool:
        """Say whether the page is in front; behind another one, cards would be laid out for nobody."""
        return self._widgets.picture.isVisible()

    def _fresh(self) -> DeskReading | None:
        if self._reading is None or now_ns() - self._reading_ns > _FRESH_S * 1e9:
            return None
        return self._reading

    def _timer(self, interval_ms: int, call: Callable[[], object], *, precise: bool = False) -> QTimer:
        timer = QTimer(self)
        timer.setInterval(interval_ms)
        if precise:
            timer.setTimerType(Qt.TimerType.PreciseTimer)
        timer.timeout.connect(call)
        return timer
