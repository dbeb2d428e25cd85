"""Brings what the desk gives to the widgets: each frame as it arrives, all else by timers.

The capture thread tells of each frame, so that none waits for a timer.  One frame is painted before the next one is
taken: frames that come in a burst are all shown.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from emotion_desk.clock import now_ns
from emotion_desk.messages import DeskReading, FramePacket, Side, Spread
from emotion_desk.ui.language import tr
from emotion_desk.ui.live.cards import VoiceCard
from emotion_desk.ui.live.lanes import STEP_S, Lanes
from emotion_desk.ui.live.people_panel import LINGER_S, PeoplePanel
from emotion_desk.ui.live.picture_view import PictureView
from emotion_desk.ui.live.screen_latency import ScreenLatency
from emotion_desk.ui.live.spectrogram import Spectrogram
from emotion_desk.ui.live.status_bar import StatusBar, StatusValues
from emotion_desk.ui.source_controller import NOTHING, SourceController

if TYPE_CHECKING:
    from emotion_desk.pipeline.desk import Desk

#: Interval of events, and of readings while no frames arrive.
POLL_MS = 50
_SPECTROGRAM_MS = 50
#: Interval of the cards while there is no picture.
_CARDS_MS = 100
_STATUS_MS = 250
#: A reading older than this is not shown in the lanes and on the voice card any more.
_FRESH_S = 1.0
#: A machine that was suspended does not fill the lanes with nothing.
_LONGEST_STALL_S = 60.0


@dataclass(frozen=True, slots=True)
class LiveWidgets:
    """The widgets that are updated."""

    picture: PictureView
    people: PeoplePanel
    voice: VoiceCard
    spectrogram: Spectrogram
    lanes: Lanes
    status: StatusBar


class DeskPoller(QObject):
    """Takes frames, readings and events of a running desk and updates the widgets of the live page."""

    #: A :class:`~emotion_desk.messages.DeskEvent` of the desk.
    event_received = Signal(object)
    #: A :class:`~emotion_desk.messages.DeskReading` that was taken from the desk.
    reading_received = Signal(object)
    _frame_arrived = Signal()

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
        #: The newest frame that the cards do not show yet, because another page is in front.
        self._uncarded: FramePacket | None = None
        self._reading_ns = 0
        #: When the lanes were stepped last, and what has passed since the end of their last step.
        self._stepped_s, self._unstepped_s = monotonic(), 0.0
        self._dropped = self._lost = 0
        self._frame_arrived.connect(self.show_frames, Qt.ConnectionType.QueuedConnection)
        # Queued: the next frame is painted in a turn of the event loop of its own.
        widgets.picture.painted.connect(self.show_frames, Qt.ConnectionType.QueuedConnection)
        self._timers = [
            self._timer(POLL_MS, self.poll),
            self._timer(_SPECTROGRAM_MS, self.draw_spectrogram),
            self._timer(_CARDS_MS, self.show_cards),
            self._timer(_STATUS_MS, self.show_status),
            self._timer(round(STEP_S * 1000), self.step_lanes, precise=True),
        ]

    def start(self) -> None:
        """Start showing what the desk gives."""
        self._desk.preview.listener = self._frame_arrived.emit
        self.show_frames()
        for timer in self._timers:
            timer.start()

    def stop(self) -> None:
        """Stop; frames that arrive are not taken any more."""
        self._desk.preview.listener = None
        for timer in self._timers:
            timer.stop()

    def forget(self) -> None:
        """Drop the last reading and all cards, because another source was chosen."""
        self._reading = self._uncarded = None
        self._widgets.people.clear()

    def show_activity(self, ended: str) -> None:
        """Clear or dim at once what no source feeds any more, on all panes alike.

        Args:
            ended: sentence over a picture whose source has ended.
        """
        picture, sound = self._sources.active[Side.PICTURE], self._sources.active[Side.SOUND]
        widgets = self._widgets
        if not picture:
            self._uncarded = None
            widgets.people.clear()
            if self._sources.wanted[Side.PICTURE] == NOTHING:
                widgets.picture.show_nothing(tr("No picture"))
            else:
                widgets.picture.show_ended(ended)
        if not sound:
            widgets.voice.show_reading(None)
        if not (picture or sound):
            self._reading = None
        widgets.spectrogram.set_active(sound)
        widgets.lanes.set_active(picture or sound)

    def poll(self) -> None:
        """Take new events, readings and frames; cheap when there are none."""
        for event in self._desk.events():
            self.event_received.emit(event)
        self._widgets.picture.look_whether_painted()
        self._take_reading()
        self.show_frames()

    def show_frames(self) -> None:
        """Show the next frame, if there is one and the one before has been painted."""
        while not self._widgets.picture.is_painting:
            packet = self._desk.preview.take()
            if packet is None:
                break
            self._take_reading()
            if self._sources.active[Side.PICTURE]:
                self._widgets.picture.show_packet(packet, self._reading)
                self._uncarded = packet
        self._show_cards_of_frame()

    def _take_reading(self) -> None:
        reading = self._desk.readings.take()
        if reading is not None:
            self._reading, self._reading_ns = reading, now_ns()
            self.reading_received.emit(reading)

    def _show_cards_of_frame(self) -> None:
        """Show the faces and the reading of the newest frame on the cards."""
        now = now_ns()
        if self._uncarded is not None and self._seen:
            self._widgets.people.show_packet(self._uncarded, now)
            # Only a newer frame shows that someone left: while the picture stands still, the cards stay.
            # While a file is paused, another position is shown: whoever is not in it has not just left.
            self._widgets.people.remove_absent(now, 0.0 if self._sources.is_paused else LINGER_S)
            self._uncarded = None
            # With the frame, so that box and card always show the same reading.
            self._show_reading()

    def show_cards(self) -> None:
        """Update the cards without a picture; with one they are updated with each frame."""
        if not self._sources.active[Side.PICTURE]:
            self._show_reading()

    def _show_reading(self) -> None:
        """Show the newest reading on the cards while the page is visible."""
        if self._seen and self._reading is not self._carded and self._reading is not None:
            self._carded = self._reading
            self._widgets.people.show_reading(self._reading)
            self._widgets.voice.show_reading(self._reading.voice if self._sources.active[Side.SOUND] else None)

    def draw_spectrogram(self) -> None:
        """Draw new spectrogram columns while the page is visible."""
        if self._widgets.spectrogram.isVisible():
            self._widgets.spectrogram.show_view(self._desk.spectrogram.snapshot())

    def step_lanes(self) -> None:
        """Append the steps since the last call to the lanes, and clear the voice card once its reading is too old.

        A busy machine calls late and leaves calls out: their steps are appended, too, so that the time line stays true.
        """
        passed_s, self._stepped_s = monotonic() - self._stepped_s, monotonic()
        if self._sources.is_paused:
            self._unstepped_s = 0.0
            return
        is_active = any(self._sources.active.values())
        reading = self._fresh() if is_active else None
        if is_active:  # after the end it stands still, as the spectrogram does
            self._unstepped_s += min(passed_s, _LONGEST_STALL_S)
            count = round(self._unstepped_s / STEP_S)
            self._unstepped_s -= count * STEP_S
            # What was not seen for long is not known: only the newest steps have the newest reading.
            unknown = max(0, count - round(_FRESH_S / STEP_S))
            for number in range(count):
                self._widgets.lanes.step(None if number < unknown else reading)
        else:
            self._unstepped_s = 0.0
        if reading is None:
            self._widgets.voice.show_reading(None)

    def show_status(self) -> None:
        """Update the status bar; figures of the screen only while pictures are painted."""
        seen = self._seen
        figures = self._desk.figures()
        if seen:
            self._lost += max(0, figures.frames_dropped - self._dropped)
        self._dropped = figures.frames_dropped
        self._widgets.status.show_values(
            StatusValues(
                figures,
                self._screen_latency.fps(now_ns()) if seen else None,
                self._screen_latency.recent() if seen else Spread(),
                self._screen_latency.recent_age() if seen else Spread(),
                self._lost,
            )
        )

    @property
    def _seen(self) -> bool:
        """Return whether the page is in front; laying out hidden cards would waste time."""
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
