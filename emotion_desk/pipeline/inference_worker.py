"""The inference worker: newest faces and newest sound in, one call of the network a tick, readings out.

It works at the network's pace and takes only what is newest when it is free: a slow network gives fewer readings,
while picture and sound go on at their own rate.
"""

from __future__ import annotations

import logging
import threading
from time import perf_counter
from typing import Final

from emotion_desk.clock import NS_PER_S, now_ns
from emotion_desk.inference.protocols import Comparing, Reader
from emotion_desk.messages import DeskReading, FramePacket, MelWindow, Side, State
from emotion_desk.people.recogniser import Recogniser
from emotion_desk.pipeline.event_log import EventLog, sentence
from emotion_desk.pipeline.inference_step import PICTURE_LIVE_S, SHARE_WAIT_S, Answer, News, Ticks
from emotion_desk.pipeline.live_metrics import Meter
from emotion_desk.pipeline.mailbox import Mailbox
from emotion_desk.pipeline.profile import Profile, watched
from emotion_desk.pipeline.thread_priority import step_back

logger = logging.getLogger(__name__)

THREAD_NAME: Final = "emotion-desk-inference"
#: Pause after a network has failed, so that one that always fails does not keep a core busy.
_AFTER_FAILURE_S: Final = 0.25
#: Whoever hands a network over waits at most so long for the one before to be let go.
_TAKEN_WITHIN_S: Final = 2.0


class InferenceWorker:
    """Asks the network and publishes readings; one thread of its own.

    Args:
        readings: where readings are put.
        events: where it tells what happened.
        meter: where it counts.
        people: puts names to faces and voices; without it everybody is unknown.
        profile: counts where time goes.
    """

    def __init__(
        self,
        readings: Mailbox[DeskReading],
        events: EventLog,
        meter: Meter,
        people: Recogniser | None = None,
        profile: Profile | None = None,
    ) -> None:
        self._thread = threading.Thread(target=self._run, name=THREAD_NAME, daemon=True)
        self._readings = readings
        self._events = events
        self._meter = meter
        self._news = threading.Condition()
        self._stopping = False
        self._packet: FramePacket | None = None
        self._picture_gone = False
        self._packet_at_ns = 0
        self._window: MelWindow | None = None
        self._sound_gone = False
        self._reader: Reader | None = None
        self._next_reader: Reader | None = None
        self._ticks = watched(profile, Ticks(people), question="smooth", take_in="smooth", reading="smooth")
        self._is_failing = False

    # -- called from other threads -----------------------------------------------------------------------------

    def start(self) -> None:
        """Start the thread."""
        self._thread.start()

    def ask_stop(self) -> None:
        """Ask the thread to end after the answer it waits for; returns at once."""
        with self._news:
            self._stopping = True
            self._news.notify_all()

    def join(self, timeout_s: float) -> bool:
        """Wait for the end and return whether it came."""
        if self._thread.ident is not None:
            self._thread.join(timeout_s)
        return not self._thread.is_alive()

    def offer_picture(self, packet: FramePacket | None) -> None:
        """Give the newest frame, or ``None`` when there is no picture any more; never blocks."""
        with self._news:
            self._packet = packet
            self._picture_gone = packet is None
            self._packet_at_ns = now_ns() if packet is not None else 0
            self._news.notify_all()

    def offer_sound(self, window: MelWindow | None) -> None:
        """Give the newest sound, or ``None`` when there is none any more; never blocks."""
        with self._news:
            self._window = window
            self._sound_gone = window is None
            self._news.notify_all()

    def use(self, reader: Reader) -> bool:
        """Go over to another network at the next frame; return whether the one before is free, after a moment at most.

        Not to be called from the worker's own thread.
        """
        with self._news:
            self._next_reader = reader
            self._news.notify_all()
            return self._news.wait_for(
                lambda: self._next_reader is not reader or self._stopping or self._thread.ident is None,
                _TAKEN_WITHIN_S,
            )

    @property
    def reader(self) -> Reader | None:
        """Return the network that answers now, or will from the next tick on."""
        with self._news:
            return self._next_reader or self._reader

    # -- the thread --------------------------------------------------------------------------------------------

    def _run(self) -> None:
        step_back()
        while (news := self._wait()) is not None:
            try:
                self._tick(news)
            except Exception as error:  # noqa: BLE001 - logged there; a defect must not silence the desk
                self._failed(error)

    def _wait(self) -> News | None:
        """Wait for something new and take it; ``None`` to end."""
        with self._news:
            while not self._news.wait_for(self._has_work, PICTURE_LIVE_S if self._next_reader is not None else None):
                pass  # pictures may have stopped without a word, and the next network waits for one
            if not self._has_picture() and self._is_picture_live():
                self._news.wait_for(lambda: self._stopping or self._has_picture(), SHARE_WAIT_S)
            if self._stopping:
                return None
            news = News(self._packet, self._picture_gone, self._window, self._sound_gone)
            self._packet, self._picture_gone, self._window, self._sound_gone = None, False, None, False
            # At a frame, so that between the last answer of one network and the first of the next nobody is missing.
            takes_over = self._next_reader is not None and (news.packet is not None or not self._is_picture_live())
            before = self._reader
            if takes_over:
                self._reader = self._next_reader
        if takes_over:
            self._ticks.new_network(self._reader)
            del before  # freed outside the lock, which capture needs, and before anyone hears of it
            with self._news:
                if self._next_reader is self._reader:
                    self._next_reader = None
                self._news.notify_all()
        return news

    def _has_work(self) -> bool:
        is_next_due = self._next_reader is not None and not self._is_picture_live()
        return self._stopping or self._has_picture() or self._has_sound() or is_next_due

    def _is_picture_live(self) -> bool:
        return now_ns() - self._packet_at_ns < PICTURE_LIVE_S * NS_PER_S

    def _has_picture(self) -> bool:
        return self._packet is not None or self._picture_gone

    def _has_sound(self) -> bool:
        return self._window is not None or self._sound_gone

    def _tick(self, news: News) -> None:
        """Answer what is new and publish it."""
        reader = self._reader
        question = self._ticks.question(news) if reader is not None else None
        answer: Answer | None = None
        inference_ms = 0.0
        if reader is not None and question is not None:
            begun = perf_counter()
            try:
                answer = reader.read(question.crops, question.mel)
            except Exception as error:  # noqa: BLE001 - logged there; the next tick is another chance
                self._failed(error)
            else:
                self._works_again()
            inference_ms = (perf_counter() - begun) * 1000.0
        second = reader.second if answer is not None and isinstance(reader, Comparing) else None
        self._ticks.take_in(news, answer, second)
        asked = answer is not None
        reading = self._ticks.reading(reader, now_ns(), inference_ms, asked=asked)
        if reading is None:
            return
        if asked:
            stamp_ns = reading.frame_stamp_ns if news.packet is not None else None
            self._meter.result(reading.published_ns, inference_ms, stamp_ns)
        self._readings.put(reading)

    def _failed(self, error: Exception) -> None:
        """Tell once that the network cannot answer, and rest a little."""
        if not self._is_failing:
            logger.error("the network could not answer", exc_info=error)
            text = sentence(error, "The network could not answer")
            self._events.add(Side.NETWORK, State.LOST, text)
        self._is_failing = True
        with self._news:
            self._news.wait_for(lambda: self._stopping, _AFTER_FAILURE_S)

    def _works_again(self) -> None:
        if self._is_failing:
            self._is_failing = False
            self._events.add(Side.NETWORK, State.RUNNING, "The network answers again.")
