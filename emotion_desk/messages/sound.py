"""What a microphone or a film gives: blocks of samples, mel windows of them, and the utterances heard in them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

#: Mono sound, float32 in [-1, 1], shape (samples,), 16 kHz unless said otherwise.
Samples = NDArray[np.float32]
#: Log-mel picture in decibels, float32, shape (bands, frames).
Mel = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class SoundBlock:
    """Consecutive mono samples at 16 kHz; ``stamp_ns`` belongs to the first sample.

    ``lost`` counts samples known to be lost between the block before and this one.
    """

    stamp_ns: int
    samples: Samples
    lost: int = 0


@dataclass(frozen=True, slots=True)
class SpeechSpan:
    """One utterance as far as it is known: speech without a pause of more than 0.38 s.

    ``number`` counts the utterances of a source from 1.  ``from_ns`` and ``to_ns`` are the begin and the end of speech,
    resolved to the 32 ms of the voice activity detector; ``to_ns`` moves on until ``ended``.
    """

    number: int
    from_ns: int
    to_ns: int
    ended: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class MelWindow:
    """The newest 2.3 s of sound in the network's format.

    ``stamp_ns`` is the moment of its last sample, ``speech`` the share of speech in it (0 to 1), ``speaking`` whether
    there is enough speech for the voice network, ``level_dbfs`` the present level.  ``sound`` returns the samples of
    the window, as long as they are kept (some seconds).  ``utterance`` is the present or the last utterance of the
    source, ``None`` before the first one or where no detector runs.
    """

    stamp_ns: int
    mel: Mel
    speech: float
    speaking: bool
    level_dbfs: float
    sound: Callable[[], Samples] | None = None
    utterance: SpeechSpan | None = None

    @property
    def is_speech_now(self) -> bool:
        """Return whether somebody speaks at the end of the window; short pauses count as speech."""
        return self.speaking if self.utterance is None else not self.utterance.ended

    @property
    def is_answerable(self) -> bool:
        """Return whether the voice network runs on the window.

        It holds enough speech of the present utterance, or of one that ended less than half a second ago.
        """
        span = self.answered_span
        if span is None or self.utterance is None or not self.speaking:
            return self.speaking
        is_recent = not self.utterance.ended or self.stamp_ns - self.utterance.to_ns <= AFTER_SPEECH_NS
        return is_recent and span[1] - span[0] >= LEAST_SPEECH_NS

    @property
    def answered_span(self) -> tuple[int, int] | None:
        """Return begin and end (ns) of the speech that an answer to the window describes, ``None`` without any."""
        if self.utterance is None:
            return None
        begin = max(self.utterance.from_ns, self.stamp_ns - WINDOW_NS)
        return begin, max(begin, min(self.utterance.to_ns, self.stamp_ns))


#: Length of a mel window: 96 columns of 384 samples at 16 kHz (:mod:`emotion_desk.sound.mel`).
WINDOW_NS: Final = 96 * 384 * 1_000_000_000 // 16_000
#: Speech of the present utterance that an answer needs.
LEAST_SPEECH_NS: Final = 500_000_000
#: For so long after the end of speech the answer to it stays.
AFTER_SPEECH_NS: Final = 500_000_000
