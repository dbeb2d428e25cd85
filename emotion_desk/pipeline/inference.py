"""The inference worker: newest faces and newest sound in, one call of the network a tick, readings out.

It works at the network's pace and takes only what is newest when it is free: a slow network gives fewer readings,
while picture and sound go on at their own rate.
"""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass
from time import perf_counter
from typing import Final

from emotion_desk.clock import NS_PER_S, now_ns
from emotion_desk.inference.protocol import Reader
from emotion_desk.messages import DeskReading, FaceReading, FramePacket, MelWindow, Side, State, VoiceReading
from emotion_desk.pipeline.answers import Answers, Stand
from emotion_desk.pipeline.events import EventLog, sentence
from emotion_desk.pipeline.figures import Meter
from emotion_desk.pipeline.mailbox import Mailbox
from emotion_desk.pipeline.priority import step_back

logger = logging.getLogger(__name__)

THREAD_NAME: Final = "emotion-desk-inference"
#: The network hears a new stretch of sound at most this often; its 2.3 s change little in between.
VOICE_EVERY_S: Final = 0.19
#: Readings that needed no network (nobody there) come at most this often.
LIGHT_EVERY_S: Final = 0.1
#: A frame is expected for so long after the last; sound then waits for it, so that both share one call.
PICTURE_LIVE_S: Final = 0.15
_SHARE_WAIT_S: Final = 0.06
#: Pause after a network has failed, so that one that always fails does not keep a core busy.
_AFTER_FAILURE_S: Final = 0.25


@dataclass(frozen=True, slots=True)
class _News:
    """What came since the last tick; ``*_gone`` when that side's source was closed."""

    packet: FramePacket | None
    picture_gone: bool
    window: MelWindow | None
    sound_gone: bool


class InferenceWorker:
    """Asks the network and publishes readings; one thread of its own.

    Args:
        readings: where readings are put.
        events: where it tells what happened.
        meter: where it counts.
    """

    def __init__(self, readings: Mailbox[DeskReading], events: EventLog, meter: Meter) -> None:
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
        self._answers = Answers()
        self._index = 0
        self._asked_voice_ns: int | None = None
        self._light_ns = 0
        self._published = Stand()
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

    def use(self, reader: Reader) -> None:
        """Go over to another network at the next tick."""
        with self._news:
            self._next_reader = reader

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

    def _wait(self) -> _News | None:
        """Wait for something new and take it; ``None`` to end."""
        with self._news:
            self._news.wait_for(lambda: self._stopping or self._has_picture() or self._has_sound())
            if not self._has_picture() and now_ns() - self._packet_at_ns < PICTURE_LIVE_S * NS_PER_S:
                self._news.wait_for(lambda: self._stopping or self._has_picture(), _SHARE_WAIT_S)
            if self._stopping:
                return None
            news = _News(self._packet, self._picture_gone, self._window, self._sound_gone)
            self._packet, self._picture_gone, self._window, self._sound_gone = None, False, None, False
            if self._next_reader is not None:
                self._reader, self._next_reader = self._next_reader, None
                self._answers.new_network()
                self._asked_voice_ns = None
            return news

    def _has_picture(self) -> bool:
        return self._packet is not None or self._picture_gone

    def _has_sound(self) -> bool:
        return self._window is not None or self._sound_gone

    def _tick(self, news: _News) -> None:
        """Answer what is new."""
        reader = self._reader
        faces = news.packet.faces if news.packet is not None and reader is not None else ()
        mel = news.window.mel if news.window is not None and self._wants_voice(news.window) else None
        readings: tuple[FaceReading, ...] = ()
        voice: VoiceReading | None = None
        inference_ms, asked = 0.0, False
        if reader is not None and (faces or mel is not None):
            begun = perf_counter()
            try:
                readings, voice = reader.read([face.crop for face in faces], mel)
            except Exception as error:  # noqa: BLE001 - logged there; the next tick is another chance
                self._failed(error)
            else:
                asked = True
                self._works_again()
            inference_ms = (perf_counter() - begun) * 1000.0
        if news.picture_gone:
            self._answers.picture_gone()
        elif news.packet is not None:
            self._answers.picture(news.packet, readings)
        if news.sound_gone:
            self._answers.sound_gone()
            self._asked_voice_ns = None
        elif news.window is not None:
            self._answers.sound(news.window, voice)
        self._publish(inference_ms, asked, is_new_frame=news.packet is not None)

    def _wants_voice(self, window: MelWindow) -> bool:
        """Tell whether the network should hear this sound, and note that it does."""
        if self._reader is None or not window.speaking:
            return False
        since = None if self._asked_voice_ns is None else window.stamp_ns - self._asked_voice_ns
        if since is not None and 0 <= since < VOICE_EVERY_S * NS_PER_S:
            return False
        self._asked_voice_ns = window.stamp_ns
        return True

    def _publish(self, inference_ms: float, asked: bool, is_new_frame: bool) -> None:
        """Publish the present stand; without an answer of the network only now and then, or when somebody left."""
        now = now_ns()
        stand = self._answers.stand
        if not asked:
            is_change = bool(self._published.people) and not stand.people
            if now - self._light_ns < LIGHT_EVERY_S * NS_PER_S and not is_change:
                return
            self._light_ns = now
        reader = self._reader
        self._published = stand
        self._index += 1
        reading = DeskReading(
            index=self._index,
            mode=reader.mode if reader is not None else "",
            engine=reader.engine if reader is not None else "",
            published_ns=now,
            inference_ms=inference_ms if asked else 0.0,
            frame_index=stand.frame_index,
            frame_stamp_ns=stand.frame_stamp_ns,
            sound_stamp_ns=stand.sound_stamp_ns,
            people=stand.people,
            voice=stand.voice,
        )
        if asked:
            self._meter.result(now, inference_ms, stand.frame_stamp_ns if is_new_frame else None)
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
