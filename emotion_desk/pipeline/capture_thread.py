"""The capture thread: reads frames, detects and tracks faces, and passes both on."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Final

from emotion_desk.messages import Frame, FramePacket, Side, State
from emotion_desk.pipeline.event_log import EventLog, sentence
from emotion_desk.pipeline.live_metrics import LiveMetrics
from emotion_desk.pipeline.observers import ObserverList
from emotion_desk.pipeline.short_queue import ShortQueue
from emotion_desk.pipeline.source_thread import SourceThread
from emotion_desk.sources.protocol import PictureSource
from emotion_desk.translatable import translatable
from emotion_desk.vision.face_tracker import FaceTracker

logger = logging.getLogger(__name__)

THREAD_NAME: Final = "emotion-desk-capture"


class CaptureThread(SourceThread[PictureSource, Frame]):
    """Puts each frame with its faces into the preview and offers it to the inference worker.

    Args:
        make_finder: makes the face tracker, in the thread, when the first source opens.
        preview: queue that the window takes frames from.
        offer: passes a packet to the inference worker, ``None`` when the source is closed; must not block.
        events: log of what happens to the source.
        metrics: counters of the desk.
        first: the source to begin with.
        observers: receive every frame.
    """

    def __init__(
        self,
        make_finder: Callable[[], FaceTracker],
        preview: ShortQueue[FramePacket],
        offer: Callable[[FramePacket | None], None],
        events: EventLog,
        metrics: LiveMetrics,
        first: PictureSource | None,
        observers: ObserverList | None = None,
    ) -> None:
        super().__init__(THREAD_NAME, Side.PICTURE, translatable("There is no picture source."), events, first)
        self.make_finder = make_finder
        self._finder: FaceTracker | None = None
        self._is_renewed = False
        self._preview = preview
        self.offer = offer
        self._metrics = metrics
        self._observers = observers or ObserverList()
        self._dropped = 0

    def use_tracker(self, make_finder: Callable[[], FaceTracker]) -> None:
        """Change to another face tracker at the next frame; it is made in this thread."""
        self.make_finder = make_finder
        self._is_renewed = True

    def _begin(self, source: PictureSource) -> None:
        self._dropped = source.dropped
        if self._finder is None or self._is_renewed:
            self._make_finder()
        else:
            self._finder.reset()

    def _make_finder(self) -> None:
        self._is_renewed = False
        try:
            seen = self._finder.seen if self._finder is not None else 0
            self._finder = self.make_finder()
            self._finder.number_after(seen)
        except Exception as error:  # without a detector the picture is still shown
            logger.exception("making the face tracker")
            self._report(State.DEGRADED, sentence(error, translatable("Faces cannot be found")))

    def _handle(self, source: PictureSource, item: Frame) -> None:
        self._metrics.frame_read()
        if self._is_renewed:
            self._make_finder()
        packet = FramePacket(item, searched=False)
        try:
            if self._finder is not None:
                packet = FramePacket(item, self._finder.find(item), self._finder.searched)
        finally:  # a frame whose detection failed is still shown
            self._metrics.frame_processed(self._finder.seen if self._finder is not None else 0)
            self._observers.picture(packet)
            self.offer(packet.found_only())
            self._preview.put(packet)  # last: the window that it wakes draws for longer than the network answers
        if self._finder is not None:
            self._finder.catch_up()

    def _count(self, source: PictureSource) -> None:
        dropped = source.dropped
        self._metrics.picture_lost(max(0, dropped - self._dropped))
        self._dropped = dropped

    def _finish(self) -> None:
        self.offer(None)
