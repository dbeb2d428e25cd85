"""Schedules face detection, tracks faces and cuts crops.

Detection on the whole frame is the most expensive step of the capture thread, and faces move little between frames. The
whole frame is searched while there is no face, an unconfirmed one or a missed one, and at a low rate for new faces.
Otherwise only the neighbourhood of known faces is searched; live, that only if something moved there, or after a while,
and only after the frame with its predicted boxes has been passed on, so that no answer waits for it (:meth:`catch_up`).
Between searches the tracker predicts the boxes.  Live, frames of an empty room in which nothing has changed for long
are compared with one another only as often as they would be searched, so that somebody who enters is found as soon.
A hard cut ends all tracks: whoever is shown then is somebody else, even in the same place.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Final

from emotion_desk.clock import NS_PER_S
from emotion_desk.messages import Box, Frame, Picture, TrackedFace
from emotion_desk.vision.box_tracker import Track, Tracker
from emotion_desk.vision.crop import cut_face
from emotion_desk.vision.cut_detector import CutDetector
from emotion_desk.vision.detector import Detector, SearchesInTurn
from emotion_desk.vision.stillness import Luma, is_new_elsewhere, is_still

#: Least time between two searches of the whole picture: each third picture at 25 or 30 a second.
SEARCH_EVERY_S: Final = 0.09
#: Least time between two looks at known faces: each second picture at 25 or 30 a second.
LOOK_EVERY_S: Final = 0.06
#: Longest time between two looks at known faces that do not move.
LOOK_AT_LEAST_S: Final = 0.2
#: The whole picture is searched so often for newcomers even if all known faces are where they should be ...
NEWCOMERS_EVERY_S: Final = 0.5
#: ... and so often where nothing has changed elsewhere for some seconds, in which small faces had their turn, too.
NEWCOMERS_AT_LEAST_S: Final = 2.0
QUIET_AFTER_S: Final = 8.0
#: A picture without faces in which nothing has changed while each part of it was searched so often ...
EMPTY_ROUNDS: Final = 2
#: ... or, by a detector that searches all of it at once, for so long ...
EMPTY_AFTER_S: Final = 4.0
#: ... is searched so often.
EMPTY_EVERY_S: Final = 1.0
#: A box that the tracker has carried on by this share of its width moves, whatever the picture shows.
_CARRIED: Final = 0.03
#: A step longer than this, and so many times the step before, means that frames were lost.
LOST_S: Final = 0.2
LOST_STEPS: Final = 3
#: Boxes that overlap by more than this show one face.
_SAME_FACE: Final = 0.3


class FaceTracker:
    """Combines detector, tracker and crop; used by one thread.

    Args:
        detector: finds faces in one picture.
        tracker: gives them ids.
        search_every_s: least time between two searches of the whole picture; files may take their time.
        sparing: look at known faces, and for newcomers, seldom where the picture does not change, and with faces there
            not before :meth:`catch_up` is called.  For live use: boxes differ a little from those of steady looks
            (answers by 0.01 in the median), and time is short.

    Attributes:
        detector: as given.
        cut: cuts a face out of a picture.
        searched: whether the detector ran on the newest frame.
    """

    def __init__(
        self,
        detector: Detector,
        tracker: Tracker | None = None,
        search_every_s: float = SEARCH_EVERY_S,
        *,
        sparing: bool = False,
    ) -> None:
        self.detector = detector
        self.cut: Callable[[Picture, Box], Picture] = cut_face
        self._tracker = tracker or Tracker()
        self._cuts = CutDetector()
        self._search_every_s = search_every_s
        self._sparing = sparing
        self._looked_ns: int | None = None
        self._searched_ns = 0
        self._changed_ns: int | None = None
        #: Searches of the whole picture since then.
        self._unchanged = 0
        #: Searches after which each part of pictures of one size has been searched; ``None``: each search takes all.
        self._round: int | None = None
        self._sized = (0, 0)
        self._looked: Luma | None = None
        self._looked_at: list[Box] = []
        self._searched: Luma | None = None
        self._last_ns: int | None = None
        self._step_ns = 0
        self._due: Callable[[], object] | None = None
        #: Whether the picture is an empty room: frames are compared only as often as others are searched.
        self._is_resting = False
        self._compared_ns = 0
        self.searched = False

    @property
    def seen(self) -> int:
        """Return the number of different faces found so far."""
        return self._tracker.confirmed

    def number_after(self, last: int) -> None:
        """Give new faces track numbers above ``last``: this tracker takes over from another one."""
        self._tracker.number_after(last)

    def reset(self) -> None:
        """Forget all faces: the next frame comes from another source."""
        self._tracker.reset()
        self._cuts.reset()
        self._looked_ns = self._last_ns = self._changed_ns = None
        self._step_ns = 0
        self._due = None
        self._is_resting = False

    def _frames_were_lost(self, stamp: int) -> bool:
        """Return whether frames are missing before this one: then much may have moved without a cut."""
        if self._last_ns is None or not self._step_ns:
            return False
        since = stamp - self._last_ns
        return since > LOST_S * NS_PER_S and since > LOST_STEPS * self._step_ns

    def find(self, frame: Frame) -> tuple[TrackedFace, ...]:
        """Return the tracked faces of a frame, with their crops."""
        self._due = None
        stamp = frame.stamp_ns
        if self._looked_ns is not None and stamp < self._looked_ns:
            self.reset()  # the time line went back: a cut, nothing before it can be followed
        were_lost = self._frames_were_lost(stamp)
        if self._last_ns is not None:
            self._step_ns = stamp - self._last_ns
        self._last_ns = stamp
        if self._is_resting and stamp - self._compared_ns < self._search_every_s * NS_PER_S:
            self.searched = False
            return ()
        self._compared_ns = stamp
        if self._cuts.is_cut(frame.picture) and not were_lost:
            self._tracker.reset()
            self._looked_ns = self._changed_ns = None
        tracks = self._tracks(frame.picture, stamp)
        height, width = frame.picture.shape[:2]
        return tuple(
            TrackedFace(track.track_id, track.box, self.cut(frame.picture, track.box), track.missed, track.confidence)
            for track in tracks
            if 0 <= track.box.centre[0] < width and 0 <= track.box.centre[1] < height
        )

    def catch_up(self) -> None:
        """Do the search that :meth:`find` has put off, if any; the next frame profits from it."""
        due, self._due = self._due, None
        if due is not None:
            due()

    def _tracks(self, picture: Picture, stamp: int) -> list[Track]:
        """Return the confirmed faces at a moment, after the searches that are due."""
        first = self._looked_ns is None
        self._is_resting = False
        since_look = stamp - self._looked_ns if self._looked_ns is not None else 0
        since_search = stamp - self._searched_ns
        self.searched = False
        # The times are set first: a detector that raises must not be asked again at every frame.
        if self._tracker.is_settled:
            tracks = self._tracker.at(stamp)
            known = [track.box for track in tracks]
            size = (picture.shape[1], picture.shape[0])
            if since_search < self._newcomers_every_s(known, size, stamp) * NS_PER_S:
                if since_look < self._look_every_s(known, size) * NS_PER_S:
                    return tracks
                self._looked_ns, self._looked = stamp, self._cuts.luma
                return self._now_or_later(lambda: self._looked_near(picture, known, stamp), tracks)
            self._searching(stamp)
            return self._now_or_later(lambda: self._updated(self._searched_everywhere(picture, stamp), stamp), tracks)
        if not first and since_search < self._faceless_every_s(picture, stamp) * NS_PER_S:
            return self._tracker.at(stamp)
        self._searching(stamp)
        self.searched = True
        tracks = self._updated(self._searched_everywhere(picture, stamp), stamp)
        self._is_resting = self._is_resting and not self._tracker.expected(stamp)
        return tracks

    def _searching(self, stamp: int) -> None:
        """Remember that the whole picture is searched for this frame."""
        self._looked_ns = self._searched_ns = stamp
        self._unchanged += 1
        self._looked = self._searched = self._cuts.luma

    def _now_or_later(self, search: Callable[[], list[Track]], predicted: list[Track]) -> list[Track]:
        """Return what a search finds; live, the predicted faces, and the search is put off."""
        if self._sparing:
            self._due = search
            return predicted
        self.searched = True
        return search()

    def _looked_near(self, picture: Picture, known: Sequence[Box], stamp: int) -> list[Track]:
        return self._updated(self.detector.find_near(picture, known), stamp)

    def _updated(self, found: Sequence[Box], stamp: int) -> list[Track]:
        """Pass detections to the tracker, and remember where the faces are now."""
        tracks = self._tracker.update(found, stamp)
        self._looked_at = [track.box for track in tracks]
        return tracks

    def _look_every_s(self, known: Sequence[Box], size: tuple[int, int]) -> float:
        """Return after how many seconds known faces are looked at again: sooner if they move."""
        luma = self._cuts.luma
        if not self._sparing or luma is None or self._looked is None or len(known) != len(self._looked_at):
            return LOOK_EVERY_S
        carried = any(_shift(now, then) > _CARRIED for now, then in zip(known, self._looked_at, strict=True))
        return LOOK_EVERY_S if carried or not is_still(self._looked, luma, known, size) else LOOK_AT_LEAST_S

    def _newcomers_every_s(self, known: Sequence[Box], size: tuple[int, int], stamp: int) -> float:
        """Return after how many seconds newcomers are searched for: seldom where nothing changes for long."""
        is_quiet = self._sparing and self._is_quiet(known, size, stamp, QUIET_AFTER_S)
        return NEWCOMERS_AT_LEAST_S if is_quiet else NEWCOMERS_EVERY_S

    def _faceless_every_s(self, picture: Picture, stamp: int) -> float:
        """Return after how many seconds a picture that lacks faces is searched again: seldom if it is an empty room."""
        if not self._sparing or self._tracker.expected(stamp):
            return self._search_every_s
        size = (picture.shape[1], picture.shape[0])
        is_quiet = self._is_quiet((), size, stamp, EMPTY_AFTER_S)
        if size != self._sized:
            self._sized, parts = size, self.detector
            self._round = parts.searches_for_all(picture) if isinstance(parts, SearchesInTurn) else None
        if self._round is not None:
            is_quiet = self._unchanged >= EMPTY_ROUNDS * self._round
        self._is_resting = is_quiet
        return EMPTY_EVERY_S if is_quiet else self._search_every_s

    def _is_quiet(self, known: Sequence[Box], size: tuple[int, int], stamp: int, after_s: float) -> bool:
        """Return whether nothing has changed beside the known faces, search by search, for some seconds."""
        luma, before = self._cuts.luma, self._searched
        is_known = luma is not None and before is not None and not is_new_elsewhere(before, luma, known, size)
        if self._changed_ns is None or not is_known:
            self._changed_ns = stamp
            self._unchanged = 0
        return stamp - self._changed_ns >= after_s * NS_PER_S

    def _searched_everywhere(self, picture: Picture, stamp: int) -> list[Box]:
        """Return the faces of the whole picture; those that were expected and not found are looked for in their place.

        A detector may see a face in one picture and miss it in the next: enlarged and alone it is found more often.
        """
        found = list(self.detector.find(picture))
        missing = [box for box in self._tracker.expected(stamp) if not _is_among(box, found)]
        near = self.detector.find_near(picture, missing) if missing else ()
        return [*found, *(box for box in near if not _is_among(box, found))]


def _shift(one: Box, other: Box) -> float:
    """Return the distance of two centres in widths of the box."""
    (x, y), (other_x, other_y) = one.centre, other.centre
    return math.hypot(x - other_x, y - other_y) / max(1.0, one.width)


def _is_among(box: Box, found: Sequence[Box]) -> bool:
    return any(box.overlap(other) > _SAME_FACE for other in found)
