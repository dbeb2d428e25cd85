"""The capture thread: reads frames, finds and follows faces, hands on."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Final

from emotion_desk.messages import Frame, FramePacket, Side, State
from emotion_desk.pipeline.event_log import EventLog, sentence
from emotion_desk.pipeline.live_metrics import Meter
from emotion_desk.pipeline.mailbox import Mailbox
from emotion_desk.pipeline.source_thread import SourceThread
from emotion_desk.sources.protocol import PictureSource
from emotion_desk.vision.face_tracker import FaceFinder

logger = logging.getLogger(__name__)

THREAD_NAME: Final = "emotion-desk-capture"


class CaptureThread(SourceThread[PictureSource, Frame]):
    """Puts each frame with its faces into the preview and offers it to the network.

    Args:
        make_finder: makes the face finder, inside the thread, when the first source opens.
        preview: where the window takes from.
        offer: gives the packet to the inference worker, ``None`` when the source is gone; must not block.
        events: where it tells what happened.
        meter: where it counts.
        first: the source to begin with.
    """

    def __init__(
        self,
        make_finder: Callable[[], FaceFinder],
        preview: Mailbox[FramePacket],
        offer: Callable[[FramePacket | None], None],
        events: EventLog,
        meter: Meter,
        first: PictureSource | None,
    ) -> None:
        super().__init__(THREAD_NAME, Side.PICTURE, "picture", events, first)
        self._make_finder = make_finder
        self._finder: FaceFinder | None = None
        self._preview = preview
        self._offer = offer
        self._meter = meter
        self._dropped = 0

    def _begin(self, source: PictureSource) -> None:
        self._dropped = source.dropped
        if self._finder is None:
            try:
                self._finder = self._make_finder()
            except Exception as error:  # without faces the picture still goes on
                logger.exception("making the face finder")
                self._tell(State.RUNNING, sentence(error, "Faces cannot be found"))
        else:
            self._finder.reset()

    def _handle(self, source: PictureSource, item: Frame) -> None:
        self._meter.frame_read()
        packet = FramePacket(item)
        try:
            if self._finder is not None:
                packet = FramePacket(item, self._finder.find(item))
        finally:  # a frame whose faces could not be found is still a frame to look at
            self._meter.frame_processed(self._finder.seen if self._finder is not None else 0)
            self._preview.put(packet)
            self._offer(packet)

    def _count(self, source: PictureSource) -> None:
        dropped = source.dropped
        self._meter.picture_lost(max(0, dropped - self._dropped))
        self._dropped = dropped

    def _finish(self) -> None:
        self._offer(None)
