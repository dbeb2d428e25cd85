"""Computes headlines: the one emotion that is shown for a person or a voice, or that the answer is unsure.

A label that follows the largest probability of each frame flickers, and a label for every answer promises more than the
networks know.  Four rules mend that:

- An answer is sure if its largest probability and its lead over the second reach bounds.  They were chosen on held-out
  pictures and video (``docs/results.md``, coverage against accuracy).
- The headline changes when the evidence for another one, summed over time, reaches a limit: a cumulative sum test
  (Page, "Continuous inspection schemes", Biometrika 1954) on the logarithm of the ratio of the two probabilities.  A
  clear change needs a few tenths of a second, a narrow lead some seconds.
- The two of an unsure pair change places by the same test, so that the more probable one stands first.
- A headline must not contradict the probabilities shown beside it.  While the test still holds an emotion that another
  one leads clearly, the headline is unsure, until the test changes or the answer is sure again.  An unsure pair whose
  first is led so clearly is replaced by the two most probable at once.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Hashable
from dataclasses import dataclass
from typing import Final

from emotion_desk.clock import NS_PER_S
from emotion_desk.labels import USUAL_PACE
from emotion_desk.messages import Emotions, FaceMeasures, Headline

#: Bounds of a sure answer, for its largest probability and for its lead over the second.
LEAST_PROBABILITY: Final = 0.65
LEAST_LEAD: Final = 0.2
#: A sure headline that another emotion leads by so much is shown as unsure, and an unsure pair is replaced, whatever
#: the test says.
CONTRADICTION: Final = 0.25
#: A sure headline stays sure until the answer falls to this share of the bounds.
_STAYS_SURE: Final = 0.8
#: Evidence for a change from one unsure pair to another, in nats; negative while the pair is the same.
_PAIR_NATS: Final = 0.12
#: A sure answer replaces an unsure one sooner than another sure one.
_FROM_UNSURE: Final = 3.0
#: A change between two sure answers passes through an unsure moment, which is not shown: a change into
#: unsure needs so much more evidence, in nat seconds.
_INTO_UNSURE: Final = 0.4
#: Most evidence that one moment adds, and longest time that one answer counts for.
_MOST_NATS: Final = 3.0
_LONGEST_S: Final = 0.25
#: A subject without an answer for so long begins anew.
_GAP_S: Final = 1.5

#: For so long a poor picture counts as poor where the face is not measured again.
_POOR_HOLDS_NS: Final = NS_PER_S

#: Evidence in nat seconds that a change needs, by pace (:data:`emotion_desk.labels.PACES`).
EVIDENCE: Final = {"calm": 0.8, "normal": 0.25, "quick": 0.08}


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the probabilities of one moment say; ``emotion`` is ``None`` where they are unsure.

    ``margin`` is the smaller of the largest probability and its lead, each over its bound: sure from 1 on.
    """

    emotion: str | None
    candidates: tuple[str, ...]
    margin: float


def propose(emotions: Emotions) -> Proposal:
    """Return what probabilities say, without regard to earlier ones.

    Example:
        >>> propose({"happy": 0.9, "sad": 0.1}).emotion
        'happy'
        >>> propose({"happy": 0.5, "sad": 0.4, "calm": 0.1}).candidates
        ('happy', 'sad')
    """
    first, second = _best_two(emotions)
    lead = emotions[first] - emotions[second]
    margin = min(emotions[first] / LEAST_PROBABILITY, lead / LEAST_LEAD)
    if margin >= 1.0:
        return Proposal(first, (first,), margin)
    return Proposal(None, (first, second), margin)


@dataclass(slots=True)
class _Shown:
    """What the test holds for a subject.

    ``doubt``: the two that are shown instead, since another emotion led; ``order``: the unsure pair as it was shown.
    """

    proposal: Proposal
    stamp_ns: int
    evidence: float = 0.0
    doubt: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    swap_evidence: float = 0.0


class HeadlineFilter:
    """Follows the headlines of any number of subjects; used by one thread.

    Args:
        pace: a key of :data:`EVIDENCE`.
    """

    def __init__(self, pace: str = USUAL_PACE) -> None:
        self._limit = EVIDENCE[pace]
        self._shown: dict[Hashable, _Shown] = {}

    def update(self, key: Hashable, emotions: Emotions, basis: str, stamp_ns: int) -> Headline:
        """Take in the probabilities of a subject and return its headline.

        Args:
            key: the subject.
            emotions: probabilities by name, smoothed.
            basis: what they were computed from.
            stamp_ns: the moment they speak of.
        """
        new = propose(emotions)
        shown = self._shown.get(key)
        since_s = (stamp_ns - shown.stamp_ns) / NS_PER_S if shown is not None else 0.0
        if shown is None or not 0.0 <= since_s <= _GAP_S:
            shown = self._shown[key] = _Shown(new, stamp_ns)
        shown.stamp_ns = stamp_ns
        advantage = _advantage(shown.proposal, new, emotions)
        shown.evidence = max(0.0, shown.evidence + min(since_s, _LONGEST_S) * advantage)
        becomes_unsure = new.emotion is None and shown.proposal.emotion is not None
        if shown.evidence >= self._limit + (_INTO_UNSURE if becomes_unsure else 0.0):
            shown.proposal, shown.evidence, shown.doubt = new, 0.0, ()
        if _is_contradicted(shown.proposal, emotions):
            shown.doubt = _lasting(shown.doubt, _best_two(emotions))
        elif new.emotion == shown.proposal.emotion:
            shown.doubt = ()
        emotion, candidates = shown.proposal.emotion, shown.proposal.candidates
        if shown.doubt:
            emotion, candidates = None, shown.doubt
        if emotion is None:
            candidates = self._ordered(shown, candidates, emotions, since_s)
            if max(emotions.values()) - emotions[candidates[0]] >= CONTRADICTION:
                candidates = self._replace_pair(shown, emotions)
        else:
            shown.order = ()
        return Headline(emotion, candidates, float(emotions[candidates[0]]), basis)

    def _ordered(self, shown: _Shown, pair: tuple[str, ...], emotions: Emotions, since_s: float) -> tuple[str, ...]:
        """Return an unsure pair, the more probable first; they change places by the same test as headlines."""
        if set(shown.order) != set(pair):
            shown.order, shown.swap_evidence = pair, 0.0
        first, second = shown.order
        ratio = math.log(max(emotions[second], 1e-9) / max(emotions[first], 1e-9))
        added = min(since_s, _LONGEST_S) * max(-_MOST_NATS, min(_MOST_NATS, ratio))
        shown.swap_evidence = max(0.0, shown.swap_evidence + added)
        if shown.swap_evidence >= self._limit:
            shown.order, shown.swap_evidence = (second, first), 0.0
        return shown.order

    @staticmethod
    def _replace_pair(shown: _Shown, emotions: Emotions) -> tuple[str, ...]:
        """Return the two most probable emotions in place of an unsure pair that another emotion leads clearly."""
        pair = _best_two(emotions)
        if shown.proposal.emotion is None:
            shown.proposal, shown.evidence = Proposal(None, pair, 0.0), 0.0
        shown.order, shown.swap_evidence = pair, 0.0
        if shown.doubt:
            shown.doubt = pair
        return pair

    def update_poor(self, key: Hashable, emotions: Emotions, basis: str, stamp_ns: int) -> Headline:
        """Return an unsure headline: the input is too poor for an answer; arguments as of :meth:`update`."""
        pair = _best_two(emotions)
        self._shown[key] = _Shown(Proposal(None, pair, 0.0), stamp_ns)
        return Headline(None, pair, float(emotions[pair[0]]), basis)

    def keep_only(self, keys: Collection[Hashable]) -> None:
        """Discard all subjects but these."""
        for key in [key for key in self._shown if key not in keys]:
            del self._shown[key]

    def discard(self, key: Hashable) -> None:
        """Discard one subject."""
        self._shown.pop(key, None)

    def clear(self) -> None:
        """Discard all subjects."""
        self._shown.clear()


class PoorPictures:
    """Remembers whether the picture of each face was poor when it was measured last; used by one thread."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[int, bool]] = {}

    def is_poor(self, track: int, measures: FaceMeasures | None, stamp_ns: int) -> bool:
        """Return whether a face is too poor for an answer; between two measurements, the one before holds.

        Args:
            track: the face.
            measures: of this moment, ``None`` where it was not measured.
            stamp_ns: the moment.
        """
        if measures is not None:
            self._known[track] = (stamp_ns, bool(measures.problem))
            return bool(measures.problem)
        measured_ns, was_poor = self._known.get(track, (0, False))
        return was_poor and 0 <= stamp_ns - measured_ns <= _POOR_HOLDS_NS

    def keep_only(self, tracks: Collection[int]) -> None:
        """Discard all faces but these."""
        self._known = {track: one for track, one in self._known.items() if track in tracks}


def _best_two(emotions: Emotions) -> tuple[str, str]:
    first, second = sorted(emotions, key=lambda name: -emotions[name])[:2]
    return first, second


def _lasting(pair: tuple[str, ...], new: tuple[str, str]) -> tuple[str, ...]:
    """Return the pair that is shown: the one before for as long as its first is the most probable."""
    return pair if pair[:1] == new[:1] else new


def _is_contradicted(shown: Proposal, emotions: Emotions) -> bool:
    """Return whether another emotion leads a sure headline by :data:`CONTRADICTION`."""
    return shown.emotion is not None and max(emotions.values()) - emotions[shown.emotion] >= CONTRADICTION


def _advantage(shown: Proposal, new: Proposal, emotions: Emotions) -> float:
    """Return the evidence for a change at this moment, in nats; negative where it speaks for what is shown."""
    if shown.emotion is None:
        if new.emotion is not None:
            return min(_MOST_NATS, _FROM_UNSURE * math.log(new.margin) + _PAIR_NATS)
        if new.candidates[0] not in shown.candidates:  # a contradiction, which must not last
            ratio = math.log(emotions[new.candidates[0]] / max(emotions[shown.candidates[0]], 1e-9))
            return min(_MOST_NATS, max(_PAIR_NATS, ratio))
        return _PAIR_NATS if set(new.candidates) != set(shown.candidates) else -_PAIR_NATS
    first = max(emotions, key=emotions.__getitem__)
    if first != shown.emotion:
        return min(_MOST_NATS, math.log(emotions[first] / max(emotions[shown.emotion], 1e-9)))
    return max(-_MOST_NATS, min(_MOST_NATS, math.log(_STAYS_SURE / max(new.margin, 1e-9))))
