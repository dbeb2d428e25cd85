"""Each person's own neutral in a live run: measured in some seconds, kept for the run or with the person, looked up.

One object is shared by the inference thread, which adds answers and asks for baselines, and by the window, which starts
a measurement and keeps its result.  Answers of two networks differ, so a neutral face counts for one network only
(:func:`emotion_desk.people.embedder_ids.face_answerer`).
"""

from __future__ import annotations

import threading
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from typing import Final

from emotion_desk.clock import NS_PER_S
from emotion_desk.inference.baseline import baseline_of, correct
from emotion_desk.messages import Emotions, Identity
from emotion_desk.people.gallery import Gallery
from emotion_desk.people.person_records import NeutralFace, now
from emotion_desk.wording import display_name

#: Seconds of answers that a measurement takes; 5 to 10 are usual in the field.
MEASURED_S: Final = 8.0
#: Answers further apart leave a gap that does not count.
_LONGEST_STEP_S: Final = 0.4
#: Most tracks whose baselines are remembered for the recorder, and most people of a run.
_MOST: Final = 512


@dataclass(frozen=True, slots=True)
class NeutralProgress:
    """How far a measurement has got.

    Attributes:
        seconds: of answers so far, at most :data:`MEASURED_S`.
        answers: how many.
        problem: why the newest one was left out, or empty.
        done: whether there is enough.
    """

    seconds: float = 0.0
    answers: int = 0
    problem: str = ""
    done: bool = False


@dataclass(slots=True)
class _Answers:
    each: list[Emotions] = field(default_factory=list)
    seconds: float = 0.0
    last_ns: int | None = None


class NeutralCapture:
    """Collects the answers to one tracked face for :data:`MEASURED_S`; for any number of threads.

    Args:
        track_id: the face.
        seconds: how long.
    """

    def __init__(self, track_id: int, seconds: float = MEASURED_S) -> None:
        self.track_id = track_id
        self.wanted_s = seconds
        #: First and last stamp of the answers in nanoseconds, ``None`` before the first.
        self.span_ns: tuple[int, int] | None = None
        self._lock = threading.Lock()
        self._by_network: dict[str, _Answers] = {}
        self._problem = ""

    def add(self, network: str, track_id: int, answer: Emotions, stamp_ns: int, problem: str = "") -> None:
        """Add an answer.

        Args:
            network: id of the network that gave it.
            track_id: the face; answers to others are left out.
            answer: probabilities by emotion name, not corrected.
            stamp_ns: time of the frame.
            problem: what is poor about the picture of the face; such an answer is left out.
        """
        if track_id != self.track_id:
            return
        with self._lock:
            self._problem = problem
            own = self._by_network.setdefault(network, _Answers())
            if own.seconds >= self.wanted_s:
                return
            step_s = _LONGEST_STEP_S + 1.0 if own.last_ns is None else (stamp_ns - own.last_ns) / NS_PER_S
            own.last_ns = stamp_ns
            if problem:
                own.last_ns = None
                return
            if 0.0 < step_s <= _LONGEST_STEP_S:
                own.seconds += step_s
            own.each.append(answer)
            first_ns = stamp_ns if self.span_ns is None else min(self.span_ns[0], stamp_ns)
            self.span_ns = (first_ns, stamp_ns)

    @property
    def progress(self) -> NeutralProgress:
        """Return how far it has got; of two networks the slower one counts."""
        with self._lock:
            if not self._by_network:
                return NeutralProgress()
            least = min(self._by_network.values(), key=lambda own: own.seconds)
            done = least.seconds >= self.wanted_s
            return NeutralProgress(min(least.seconds, self.wanted_s), len(least.each), self._problem, done)

    def faces(self) -> tuple[NeutralFace, ...]:
        """Return the neutral face as each network answers it."""
        with self._lock:
            return tuple(
                NeutralFace(network, len(own.each), now(), found)
                for network, own in self._by_network.items()
                if (found := baseline_of(own.each)) is not None
            )


@dataclass(frozen=True, slots=True)
class UsedNeutral:
    """What the answers to a tracked face were corrected by.

    Attributes:
        subject: the person as shown.
        face: the baseline.
        span_ns: when it was measured in this run, ``None`` if it was kept with the person.
    """

    subject: str
    face: NeutralFace
    span_ns: tuple[int, int] | None = None


_Known = tuple[NeutralFace, tuple[int, int] | None]


class OwnNeutrals:
    """The neutral faces that a live run knows.

    Args:
        gallery: people with whom neutral faces are kept; without one they last as long as the run.

    Attributes:
        is_on: whether answers are corrected; set from any thread.
        capture: gets every answer while a neutral face is being measured; set from any thread.
    """

    def __init__(self, gallery: Gallery | None = None) -> None:
        self.is_on = True
        self.capture: NeutralCapture | None = None
        self._gallery = gallery
        self._lock = threading.Lock()
        self._of_run: dict[tuple[str, Hashable], _Known] = {}
        self._kept: Mapping[tuple[str, str], NeutralFace] = {}
        self._kept_version: int | None = None
        self._used: dict[int, UsedNeutral] = {}

    def add(self, network: str, track_id: int, answer: Emotions, stamp_ns: int, problem: str) -> None:
        """Pass an answer to the running measurement, if there is one; arguments as of :meth:`NeutralCapture.add`."""
        capture = self.capture
        if capture is not None:
            capture.add(network, track_id, answer, stamp_ns, problem)

    def corrected(self, network: str, track_id: int, identity: Identity, answer: Emotions) -> Emotions | None:
        """Return an answer as the person's own neutral corrects it, ``None`` without one or while switched off."""
        if not self.is_on:
            return None
        known = self._find(network, track_id, identity)
        if known is None:
            return None
        face, span_ns = known
        subject = display_name(identity, track_id)
        used = self._used.get(track_id)
        if used is None or used.face is not face or used.subject != subject:
            with self._lock:
                if len(self._used) >= _MOST:
                    del self._used[next(iter(self._used))]
                self._used[track_id] = UsedNeutral(subject, face, span_ns)
        return correct(answer, face.emotion)

    def keep(self, capture: NeutralCapture, identity: Identity) -> None:
        """Correct by a measurement from now on, as long as the run lasts, and switch the correction on."""
        with self._lock:
            for face in capture.faces():
                for key in _keys(capture.track_id, identity):
                    if len(self._of_run) >= _MOST:
                        del self._of_run[next(iter(self._of_run))]
                    self._of_run[(face.model, key)] = (face, capture.span_ns)
        self.is_on = True

    def forget(self, track_id: int, identity: Identity) -> None:
        """Forget what this run knows of a person; what is kept in the gallery stays there."""
        keys = _keys(track_id, identity)
        with self._lock:
            self._of_run = {known: face for known, face in self._of_run.items() if known[1] not in keys}

    def knows(self, track_id: int, identity: Identity) -> bool:
        """Return whether a neutral face of a person is known, in this run or kept with them."""
        keys = _keys(track_id, identity)
        with self._lock:
            in_run = any(known[1] in keys for known in self._of_run)
        name = identity.name
        kept = name is not None and any(known[1] == name.casefold() for known in self._of_gallery())
        return in_run or kept

    def used(self) -> dict[int, UsedNeutral]:
        """Return what each tracked face was corrected by, the newest tracks only."""
        with self._lock:
            return dict(self._used)

    def _find(self, network: str, track_id: int, identity: Identity) -> _Known | None:
        """Return the baseline of a face: of its person in this run, else kept with the person, else of the track."""
        of_run = self._of_run
        *of_person, of_track = _keys(track_id, identity)
        for key in of_person:
            if (known := of_run.get((network, key))) is not None:
                return known
        if identity.name is not None:
            kept = self._of_gallery().get((network, identity.name.casefold()))
            return None if kept is None else (kept, None)
        return of_run.get((network, of_track))

    def _of_gallery(self) -> Mapping[tuple[str, str], NeutralFace]:
        gallery = self._gallery
        if gallery is not None and gallery.version != self._kept_version:
            self._kept_version = gallery.version
            self._kept = {
                (face.model, person.name.casefold()): face for person in gallery.people for face in person.neutral
            }
        return self._kept


def _keys(track_id: int, identity: Identity) -> tuple[Hashable, ...]:
    """Return what a face is found by, the surest first: its name or the number of the stranger, and its track."""
    if identity.name is not None:
        return ("name", identity.name.casefold()), ("track", track_id)
    if identity.unknown is not None:
        return ("unknown", identity.unknown), ("track", track_id)
    return (("track", track_id),)
