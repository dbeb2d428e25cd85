"""Measures faces in a run without a window, in the thread that the window has for it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from emotion_desk.messages import FramePacket
from emotion_desk.pipeline.desk import Desk
from emotion_desk.pipeline.landmark_worker import LandmarkWorker, TrackLandmarks


class HeadlessMeasures:
    """Passes frames on to be measured, and the measures to the inference.

    Args:
        desk: whose readings get the measures.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._worker = LandmarkWorker()
        self._worker.listener = self._offer
        #: One sentence where measuring failed, ``None`` while it works.
        self.failure: str | None = None

    def offer(self, packet: FramePacket) -> None:
        """Pass the newest frame; never waits."""
        self._worker.offer(packet)
        self.failure = self._worker.failed.take() or self.failure

    def start(self) -> None:
        """Start the thread."""
        self._worker.start()

    def finish(self) -> None:
        """Stop the thread and wait for it."""
        self._worker.finish()
        self.failure = self._worker.failed.take() or self.failure

    def _offer(self, found: TrackLandmarks) -> None:
        self._desk.worker.step.offer_measures(found.stamp_ns, found.measures)


@contextmanager
def measuring(desk: Desk, wanted: bool) -> Iterator[HeadlessMeasures | None]:
    """Measure the faces of a running desk, if it is wanted."""
    if not wanted:
        yield None
        return
    measures = HeadlessMeasures(desk)
    measures.start()
    try:
        yield measures
    finally:
        measures.finish()
