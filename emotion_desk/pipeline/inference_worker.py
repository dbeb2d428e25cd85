"""The inference worker: takes the newest faces and sound, calls the network once a step, and publishes readings.

It runs at the network's pace and takes only the newest input when it is free: a slow network gives fewer readings,
while picture and sound go on at their own rate.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from time import perf_counter
from typing import Final

from emotion_desk.clock import NS_PER_S, now_ns
from emotion_desk.inference.protocols import Comparing, Reader
from emotion_desk.messages import DeskReading, FramePacket, MelWindow, Side, State
from emotion_desk.people.own_neutral import OwnNeutrals
from emotion_desk.people.recogniser import Recogniser
from emotion_desk.pipeline.event_log import EventLog, sentence
from emotion_desk.pipeline.inference_step import (
    IDLE_EVERY_S,
    PICTURE_LIVE_S,
    SHARE_WAIT_S,
    InferenceStep,
    Prediction,
    StepInput,
)
from emotion_desk.pipeline.live_metrics import LiveMetrics
from emotion_desk.pipeline.mailbox import Mailbox
from emotion_desk.pipeline.observers import ObserverList
from emotion_desk.pipeline.thread_priority import lower_priority
from emotion_desk.translatable import translatable

logger = logging.getLogger(__name__)

THREAD_NAME: Final = "emotion-desk-inference"
#: Pause after a failure, so that a network that always fails does not keep a core busy.
_AFTER_FAILURE_S: Final = 0.25
#: Frames that follow another one by less than this are left out: thirty of sixty a second are asked about.
LEAST_APART_S: Final = 0.025
#: With the economy on, a frame is taken at least this long after the one before: fifteen a second of thirty.
ECONOMY_EVERY_S: Final = 0.06
#: Longest wait of :meth:`InferenceWorker.use` for the network before to be released.
_TAKEN_WITHIN_S: Final = 2.0


class InferenceWorker:
    """Calls the network and publishes readings, in a thread of its own.

    Args:
        readings: mailbox that readings are put into.
        events: log of what happens to the network.
        metrics: counters of the desk.
        people: names faces and voices; without it everybody is unknown.
        observers: receive every reading.
        clock: returns the present time in nanoseconds.
        neutrals: each person's own neutral, by which answers are corrected.
    """

    def __init__(
        self,
        readings: Mailbox[DeskReading],
        events: EventLog,
        metrics: LiveMetrics,
        people: Recogniser | None = None,
        observers: ObserverList | None = None,
        clock: Callable[[], int] = now_ns,
        neutrals: OwnNeutrals | None = None,
    ) -> None:
        self._thread = threading.Thread(target=self._run, name=THREAD_NAME, daemon=True)
        self._readings = readings
        self._events = events
        self._metrics = metrics
        self._observers = observers or ObserverList()
        self._clock = clock
        self._changed = threading.Condition()
        self._stopping = False
        self._packet: FramePacket | None = None
        self._picture_gone = False
        self._packet_at_ns = 0
        #: Until when frames without faces wake nobody; 0 while there are faces.
        self._idle_until_ns = 0
        self._window: MelWindow | None = None
        self._sound_gone = False
        self._reader: Reader | None = None
        self._next_reader: Reader | None = None
        self.step = InferenceStep(people, neutrals=neutrals)
        #: Ask about half of the frames, for a machine on its battery; may be set from any thread.
        self.economy = False
        #: Frames that follow the last one that was taken by less than this are left out.
        self.least_apart_s = LEAST_APART_S
        self._next_due_ns = 0
        self._taken_ns: int | None = None
        self._is_failing = False

    # -- called from other threads -----------------------------------------------------------------------------

    def start(self) -> None:
        """Start the thread."""
        self._thread.start()

    def ask_stop(self) -> None:
        """Ask the thread to end after the present call; returns at once."""
        with self._changed:
            self._stopping = True
            self._changed.notify_all()

    def join(self, timeout_s: float) -> bool:
        """Wait for the end and return whether it came."""
        if self._thread.ident is not None:
            self._thread.join(timeout_s)
        return not self._thread.is_alive()

    def offer_picture(self, packet: FramePacket | None) -> None:
        """Pass the newest frame, or ``None`` when the source of pictures is closed; never blocks."""
        with self._changed:
            now = self._packet_at_ns = self._clock() if packet is not None else 0
            if packet is not None and (self._is_early(packet) or (self.economy and now < self._next_due_ns)):
                return
            self._taken_ns = None if packet is None else packet.frame.stamp_ns
            self._next_due_ns = now + int(ECONOMY_EVERY_S * NS_PER_S) if packet is not None else 0
            self._packet = packet
            self._picture_gone = packet is None
            if packet is not None and not packet.tracks and now < self._idle_until_ns:
                return  # nothing is asked, and the reading of it is not due; sound takes it along
            self._idle_until_ns = 0
            self._changed.notify_all()

    def _is_early(self, packet: FramePacket) -> bool:
        """Return whether a frame follows the last one that was taken too soon, by their stamps."""
        since_ns = None if self._taken_ns is None else packet.frame.stamp_ns - self._taken_ns
        return since_ns is not None and 0 <= since_ns < self.least_apart_s * NS_PER_S

    def offer_sound(self, window: MelWindow | None) -> None:
        """Pass the newest window, or ``None`` when the source of sound is closed; never blocks."""
        with self._changed:
            self._window = window
            self._sound_gone = window is None
            self._changed.notify_all()

    def use(self, reader: Reader) -> bool:
        """Change to another network at the next frame, and wait briefly for the one before to be released.

        Not to be called from the worker's own thread.

        Returns:
            Whether the one before was released.
        """
        with self._changed:
            self._next_reader = reader
            self._changed.notify_all()
            return self._changed.wait_for(
                lambda: self._next_reader is not reader or self._stopping or self._thread.ident is None,
                _TAKEN_WITHIN_S,
            )

    @property
    def reader(self) -> Reader | None:
        """Return the network in use, or the one that will be used from the next step on."""
        with self._changed:
            return self._next_reader or self._reader

    # -- the thread --------------------------------------------------------------------------------------------

    def _run(self) -> None:
        lower_priority()
        while (step := self._wait()) is not None:
            try:
                self._run_step(step)
            except Exception as error:  # noqa: BLE001 - logged there; a defect must not end the thread
                self._failed(error)

    def _wait(self) -> StepInput | None:
        """Wait for new input and take it; ``None`` to end."""
        with self._changed:
            while not self._has_work():
                # Pictures may have stopped without an event, and the next network waits for a frame.
                self._changed.wait(PICTURE_LIVE_S if self._next_reader is not None else None)
            if not self._has_picture() and self._is_picture_live():
                self._changed.wait_for(lambda: self._stopping or self._has_picture(), SHARE_WAIT_S)
            if self._stopping:
                return None
            step = StepInput(self._packet, self._picture_gone, self._window, self._sound_gone)
            self._packet, self._picture_gone, self._window, self._sound_gone = None, False, None, False
            if step.packet is not None and not step.packet.tracks:
                self._idle_until_ns = self._clock() + int(IDLE_EVERY_S * NS_PER_S)
            # Networks change at a frame, so that no reading without people lies between the answers of the two.
            takes_over = self._next_reader is not None and (step.packet is not None or not self._is_picture_live())
            before = self._reader
            if takes_over:
                self._reader = self._next_reader
        if takes_over:
            self.step.use_network(self._reader)
            del before  # released outside the lock, which capture needs, and before it is reported
            with self._changed:
                if self._next_reader is self._reader:
                    self._next_reader = None
                self._changed.notify_all()
        return step

    def _has_work(self) -> bool:
        is_next_due = self._next_reader is not None and not self._is_picture_live()
        return self._stopping or self._has_picture() or self._has_sound() or is_next_due

    def _is_picture_live(self) -> bool:
        return self._clock() - self._packet_at_ns < PICTURE_LIVE_S * NS_PER_S

    def _has_picture(self) -> bool:
        return self._packet is not None or self._picture_gone

    def _has_sound(self) -> bool:
        return self._window is not None or self._sound_gone

    def _run_step(self, step: StepInput) -> None:
        """Process the input and publish the reading."""
        reader = self._reader
        request = self.step.request(step) if reader is not None else None
        prediction: Prediction | None = None
        inference_ms = 0.0
        if reader is not None and request is not None:
            begun = perf_counter()
            try:
                prediction = reader.read(request.crops, request.mel)
            except Exception as error:  # noqa: BLE001 - logged there; the next step may succeed
                self._failed(error)
            else:
                self._works_again()
            inference_ms = (perf_counter() - begun) * 1000.0
        second = reader.second if prediction is not None and isinstance(reader, Comparing) else None
        self.step.update(step, prediction, second)
        asked = prediction is not None
        reading = self.step.reading(reader, self._clock(), inference_ms, asked=asked)
        if reading is not None:
            self._publish(reading, inference_ms, step, asked=asked)
        self.step.catch_up()

    def _publish(self, reading: DeskReading, inference_ms: float, step: StepInput, *, asked: bool) -> None:
        if asked:
            stamp_ns = reading.frame_stamp_ns if step.packet is not None else None
            self._metrics.result(reading.published_ns, inference_ms, stamp_ns)
        self._observers.reading(reading)
        self._readings.put(reading)

    def _failed(self, error: Exception) -> None:
        """Report a failure of the network once, and pause."""
        if not self._is_failing:
            logger.error("the network could not answer", exc_info=error)
            text = sentence(error, translatable("The network could not answer"))
            self._events.add(Side.NETWORK, State.LOST, text)
        self._is_failing = True
        with self._changed:
            self._changed.wait_for(lambda: self._stopping, _AFTER_FAILURE_S)

    def _works_again(self) -> None:
        if self._is_failing:
            self._is_failing = False
            self._events.add(Side.NETWORK, State.RUNNING, translatable("The network answers again."))
