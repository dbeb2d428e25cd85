"""From a frame to the tracked faces in it: detect now and then, track always, cut crops.

The cascade costs more than all else in the capture thread, and faces do not jump between two pictures of a
camera: it runs at most every :data:`DETECT_EVERY_S`, in between the tracker says where the faces are.
"""

from __future__ import annotations

from typing import Final

from emotion_desk.clock import NS_PER_S
from emotion_desk.messages import Frame, TrackedFace
from emotion_desk.vision.crop import cut_face
from emotion_desk.vision.detector import Detector
from emotion_desk.vision.tracker import Tracker

#: Least time between two detections: each third picture at 25 or 30 a second.
DETECT_EVERY_S: Final = 0.09


class FaceFinder:
    """Detector, tracker and crops together; used by one thread.

    Args:
        detector: finds faces in one picture.
        tracker: gives them ids.
        every_s: least time between two detections on the frames' own time line.
    """

    def __init__(self, detector: Detector, tracker: Tracker | None = None, every_s: float = DETECT_EVERY_S) -> None:
        self._detector = detector
        self._tracker = tracker or Tracker()
        self._every_ns = int(every_s * NS_PER_S)
        self._detected_ns: int | None = None

    @property
    def seen(self) -> int:
        """Return how many different faces were found since the beginning."""
        return self._tracker.confirmed

    def reset(self) -> None:
        """Forget all faces: the next frame comes from another source."""
        self._tracker.reset()
        self._detected_ns = None

    def find(self, frame: Frame) -> tuple[TrackedFace, ...]:
        """Return the faces in a frame, with their crops."""
        stamp = frame.stamp_ns
        if self._detected_ns is not None and stamp < self._detected_ns:
            self.reset()  # the time line went back: a cut, nothing before it can be followed
        if self._detected_ns is None or stamp - self._detected_ns >= self._every_ns:
            # Set first: a detector that raises must not be asked again at every frame.
            self._detected_ns = stamp
            tracks = self._tracker.update(self._detector.find(frame.picture), stamp)
        else:
            tracks = self._tracker.at(stamp)
        height, width = frame.picture.shape[:2]
        return tuple(
            TrackedFace(track.track_id, track.box, cut_face(frame.picture, track.box), track.missed)
            for track in tracks
            if 0 <= track.box.centre[0] < width and 0 <= track.box.centre[1] < height
        )
