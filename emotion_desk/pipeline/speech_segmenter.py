"""Finds begin and end of each utterance from the speech probabilities of 32 ms chunks.

The mel window of 2.3 s cannot say when speech begins: the network runs on it only once it holds enough speech.  The
voice activity detector can, to one chunk.  Its hang-over, which bridges pauses, is not part of an utterance here.
"""

from __future__ import annotations

import math
from typing import Final

from emotion_desk.clock import NS_PER_S
from emotion_desk.messages import SpeechSpan
from emotion_desk.sound.mel import SAMPLE_RATE
from emotion_desk.sound.voice_activity import BEGIN, CHUNK, ONSET_CHUNKS

#: Silero reacts one to two chunks late; the begin is moved back by one (its own ``speech_pad_ms`` is 30 ms).
_PAD_CHUNKS: Final = 1
#: In noise the probability stays high after the last word, for this many chunks at most; the level does not.
_TAIL_CHUNKS: Final = 8
#: Chunks with less than this many times the power of the noise do not move the end.
_ABOVE_NOISE: Final = 2.0
#: The noise is the mean power of chunks below this probability, with this weight of a new chunk.
_NOISE_BELOW: Final = 0.2
_NOISE_WEIGHT: Final = 0.1
#: Pauses of up to this many chunks (0.38 s) are part of an utterance.
PAUSE_CHUNKS: Final = 12


class SpeechSegmenter:
    """Follows the utterances of one source; used by one thread.

    Example:
        >>> segmenter = SpeechSegmenter()
        >>> for probability in (0.0, 0.9, 0.9, 0.9, 0.0): segmenter.add(probability)
        >>> segmenter.span(0)
        SpeechSpan(number=1, from_ns=0, to_ns=128000000, ended=False)
    """

    def __init__(self) -> None:
        self._chunks = 0
        self._number = 0
        self._run = 0
        self._pause = 0
        self._first = 0
        self._end = 0
        self._is_open = False
        self._noise: float | None = None

    def add(self, probability: float, power: float = math.inf) -> None:
        """Add the next chunk.

        Args:
            probability: of speech, 0 to 1.
            power: mean square of its samples; without it the level is not taken into account.
        """
        is_speech = probability >= BEGIN
        if probability < _NOISE_BELOW and math.isfinite(power):
            before = power if self._noise is None else self._noise
            self._noise = before + _NOISE_WEIGHT * (power - before)
        self._chunks += 1
        self._run = self._run + 1 if is_speech else 0
        if self._is_open:
            self._pause = 0 if is_speech else self._pause + 1
            if is_speech and power >= _ABOVE_NOISE * (self._noise or 0.0):
                self._end = self._chunks
            elif is_speech:
                self._end = max(self._end, self._chunks - _TAIL_CHUNKS)
            self._is_open = self._pause <= PAUSE_CHUNKS
        elif self._run >= ONSET_CHUNKS:
            earliest = self._end if self._number else 0
            self._first = max(earliest, self._chunks - self._run - _PAD_CHUNKS)
            self._end = self._chunks
            self._number += 1
            self._pause, self._is_open = 0, True

    def span(self, origin_ns: int) -> SpeechSpan | None:
        """Return the present or the last utterance, ``None`` before the first.

        Args:
            origin_ns: stamp of the first sample of the source.
        """
        if not self._number:
            return None
        return SpeechSpan(
            self._number, origin_ns + _ns(self._first), origin_ns + _ns(self._end), ended=not self._is_open
        )


def _ns(chunks: int) -> int:
    return chunks * CHUNK * NS_PER_S // SAMPLE_RATE
