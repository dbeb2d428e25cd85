"""Measures the newest faces, landmarks included, in a thread that runs only while measures are switched on.

Points are stored relative to the box that they were found in, so they can be drawn into the box of a later frame: the
picture never waits for them, and they move with the face until the next ones arrive.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from emotion_desk.clock import NS_PER_S
from emotion_desk.errors import DeskError
from emotion_desk.messages import Box, FaceMeasures, FramePacket
from emotion_desk.pipeline.mailbox import Mailbox
from emotion_desk.pipeline.on_demand_thread import OnDemandThread
from emotion_desk.pipeline.thread_priority import lower_priority
from emotion_desk.translatable import translatable

if TYPE_CHECKING:
    from emotion_desk.measures.face_meter import FaceMeter

logger = logging.getLogger(__name__)

THREAD_NAME: Final = "emotion-desk-landmarks"
#: Shortest interval between two detections: a face costs some milliseconds of one core.
_EVERY_S: Final = 1 / 15
#: If there are more faces, only the largest are processed.
_MOST_FACES: Final = 4
#: Landmarks are not drawn on a frame that is later than theirs by more than this.
STALE_S: Final = 0.5


@dataclass(frozen=True, slots=True, eq=False)
class TrackLandmarks:
    """The landmarks of the faces of one frame.

    Attributes:
        stamp_ns: stamp of the frame.
        shapes: by track id, float32 (points, 2); 0 is the left or upper edge of the box, 1 the right or lower.
        measures: by track id.
    """

    stamp_ns: int
    shapes: Mapping[int, NDArray[np.float32]] = field(default_factory=dict)
    measures: Mapping[int, FaceMeasures] = field(default_factory=dict)

    def points_in(self, packet: FramePacket) -> list[NDArray[np.float32]]:
        """Return the points of the faces of a frame, float32 (points, 2) each, in pixels of its picture."""
        if abs(packet.frame.stamp_ns - self.stamp_ns) > STALE_S * NS_PER_S:
            return []
        return [
            np.asarray(self.shapes[face.track_id] * _size(face.box) + _corner(face.box), np.float32)
            for face in packet.faces
            if face.track_id in self.shapes
        ]


def _corner(box: Box) -> NDArray[np.float32]:
    return np.array((box.x, box.y), np.float32)


def _size(box: Box) -> NDArray[np.float32]:
    return np.array((max(box.width, 1.0), max(box.height, 1.0)), np.float32)


def _load() -> FaceMeter:
    from emotion_desk.inference.face_meters import load_face_meter

    return load_face_meter()


class LandmarkWorker:
    """The thread; runs from :meth:`start` to :meth:`stop` and can be restarted.

    Args:
        load: makes the meter; called in the thread.

    Attributes:
        listener: receives every result, in the thread; ``None``: nobody does.
    """

    def __init__(self, load: Callable[[], FaceMeter] = _load) -> None:
        self.listener: Callable[[TrackLandmarks], None] | None = None
        self.found: Mailbox[TrackLandmarks] = Mailbox()
        #: One sentence if the detector fails; the thread has ended then.
        self.failed: Mailbox[str] = Mailbox()
        self._load = load
        self._packets: Mailbox[FramePacket] = Mailbox()
        self._runner = OnDemandThread(THREAD_NAME, self._work)

    def start(self) -> None:
        """Start; does nothing if it runs."""
        self._runner.start()

    def offer(self, packet: FramePacket) -> None:
        """Pass the newest frame; never waits."""
        self._packets.put(packet)

    def stop(self) -> None:
        """Ask the thread to end after the present frame; does not wait."""
        self._runner.stop()
        self._packets.clear()
        self.found.clear()

    def finish(self) -> None:
        """Stop and wait for some seconds at most."""
        self.stop()
        self._runner.finish()

    def _work(self, end: threading.Event) -> None:
        lower_priority()  # the picture and the sound come first
        try:
            meter = self._load()
        except DeskError as error:
            self.failed.put(str(error))
            return
        while not end.is_set():
            packet = self._packets.take(0.1)
            if packet is None or end.is_set():
                continue
            try:
                found = _measure(meter, packet)
                self.found.put(found)
                if self.listener is not None:
                    self.listener(found)
            except Exception:
                logger.exception("face measures failed")
                self.failed.put(
                    translatable("The faces of this picture cannot be measured; the measures were switched off.")
                )
                return
            end.wait(_EVERY_S)


def _measure(meter: FaceMeter, packet: FramePacket) -> TrackLandmarks:
    shapes, measures = {}, {}
    largest = sorted(packet.faces, key=lambda face: face.box.width * face.box.height, reverse=True)[:_MOST_FACES]
    picture = np.asarray(packet.frame.picture) if largest else packet.frame.picture
    for face in largest:
        found = meter.measure(picture, face.box, face.track_id, face.crop)
        if found is not None:
            shapes[face.track_id] = (found.landmarks.points - _corner(face.box)) / _size(face.box)
            measures[face.track_id] = found.measures
    return TrackLandmarks(packet.frame.stamp_ns, shapes, measures)
