"""The teacher for voices: Resemblyzer's encoder (GE2E, Wan et al. 2018), weights Apache-2.0.

Its vector of an utterance is the mean of those of windows of 1.6 seconds, of length one and without negative numbers.
"""

from __future__ import annotations

import logging
import warnings
from collections.abc import Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from emotion_desk.errors import DataError, EngineError
from emotion_desk.messages import Samples
from emotion_desk.sound.mel import HOP, log_mel
from emotion_desk.sound.utterance import voiced_span
from emotion_desk.training.archives import SOUND_SUFFIXES, decode_sound
from emotion_desk.training.teachers.cache import Answers

_LOG = logging.getLogger(__name__)
#: Quieter utterances are raised to this level, as Resemblyzer does it.
_LEVEL_DBFS: Final = -30.0


class VoiceTeacher:
    """Resemblyzer, asked about archives of voices; torch's number of threads is the caller's to set.

    Raises:
        EngineError: the extra ``teach`` is not installed.
    """

    name: Final = "resemblyzer-ge2e-0.1-voiced-span"
    size: Final = 256
    suffixes: Final = SOUND_SUFFIXES

    def __init__(self) -> None:
        self._resemblyzer = _resemblyzer()
        self._encoder = self._resemblyzer.VoiceEncoder("cpu", verbose=False)

    def wants(self, archive: str, member: str) -> bool:
        """Say whether a member is to be asked about: all are."""
        return True

    def centres(self, archive: str, member: str) -> bool:
        """Say whether a member counts for the mean: all do, each archive as much as the others."""
        return True

    def answer(self, archive: str, batch: Sequence[tuple[str, bytes]]) -> Answers:
        """Return the vectors, float32 (n, 256), of utterances given as name and content; silent ones are left out."""
        names: list[str] = []
        vectors: list[NDArray[np.float32]] = []
        for name, blob in batch:
            try:
                vectors.append(self.vector(decode_sound(blob, name)))
            except DataError as error:
                _LOG.warning("'%s': %s Skipped.", name, error)
                continue
            names.append(name)
        return Answers(names, np.stack(vectors) if vectors else np.empty((0, self.size), np.float32))

    def vector(self, samples: Samples) -> NDArray[np.float32]:
        """Return the vector, float32 (256,), of an utterance, mono at 16 kHz.

        Raises:
            DataError: it is silent.
        """
        first, last = voiced_span(log_mel(samples))
        if first == last:
            raise DataError("There is no voice in it.")
        voice = self._resemblyzer.normalize_volume(samples[first * HOP : last * HOP], _LEVEL_DBFS, increase_only=True)
        return np.asarray(self._encoder.embed_utterance(np.asarray(voice, np.float32)), np.float32)


def _resemblyzer() -> Any:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            import resemblyzer
    except ImportError as error:
        raise EngineError(
            "The voice teacher needs the extra 'teach' and Resemblyzer itself: "
            "pip install 'emotion-desk[teach]' && pip install --no-deps resemblyzer."
        ) from error
    return resemblyzer
