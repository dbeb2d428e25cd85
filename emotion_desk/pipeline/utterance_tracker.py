"""Collects the answers to each utterance and returns it when it has ended."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from emotion_desk.inference.smoothing import from_log, to_log
from emotion_desk.messages import VOICE, Emotions, Headline, Identity, MelWindow, SpeechSpan, Utterance
from emotion_desk.pipeline.headline import propose


@dataclass(slots=True)
class _Open:
    number: int
    span: SpeechSpan
    total: NDArray[np.float64] | None = None
    answers: int = 0
    identity: Identity = field(default_factory=Identity)


class UtteranceTracker:
    """Follows the utterances of one source of sound after another; used by one thread.

    An utterance is returned once it has ended and the voice network's last answer to it has come: when the next one
    begins, when windows no longer hold it, or when the source closes.
    """

    def __init__(self) -> None:
        self._open: _Open | None = None
        self._count = 0
        self._last: int | None = None
        self._done: list[Utterance] = []

    @property
    def number(self) -> int | None:
        """Return the number of the present utterance, counted over all sources from 1; ``None`` in silence."""
        return self._open.number if self._open is not None else None

    def add(self, window: MelWindow, answer: Emotions | None, identity: Identity) -> None:
        """Take in a window of sound.

        Args:
            window: its ``utterance`` is followed.
            answer: of the voice network to this window, ``None`` if it was not run.
            identity: who speaks; the last one with a name or number is kept.
        """
        span = window.utterance
        if span is None or (self._open is None and span.number == self._last):
            return
        if self._open is None or span.number != self._open.span.number:
            self._close()
            self._count += 1
            self._open = _Open(self._count, span)
        self._open.span = span
        if window.is_answerable:
            if identity != Identity() and (_is_known(identity) or not _is_known(self._open.identity)):
                self._open.identity = identity
            if answer is not None:
                log = to_log(answer)
                self._open.total = log if self._open.total is None else self._open.total + log
                self._open.answers += 1
        elif span.ended:
            self._close()

    def end(self) -> None:
        """End the present utterance: the source was closed."""
        self._close()
        self._last = None

    def take(self) -> tuple[Utterance, ...]:
        """Return the utterances that ended since the last call."""
        done, self._done = tuple(self._done), []
        return done

    def _close(self) -> None:
        if self._open is None:
            return
        one, self._open = self._open, None
        self._last = one.span.number
        emotion: Emotions | None = None
        headline: Headline | None = None
        if one.total is not None:
            emotion = from_log(one.total / one.answers)
            proposal = propose(emotion)
            headline = Headline(proposal.emotion, proposal.candidates, emotion[proposal.candidates[0]], VOICE)
        span = one.span
        self._done.append(Utterance(one.number, span.from_ns, span.to_ns, emotion, headline, one.identity))


def _is_known(identity: Identity) -> bool:
    return identity.name is not None or identity.unknown is not None
