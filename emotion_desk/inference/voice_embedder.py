"""Speaker embeddings for identification, from CAM++ (Wang et al. 2023; Apache-2.0).

The desk's own network learns identity from three hundred speakers, too few to name people by. CAM++ was trained on
hundreds of thousands; :mod:`emotion_desk.modelling.export.export_campplus` turns it into an 8-bit graph that reads
samples and computes its own filterbank. It reads the same window of sound as the desk's network, less often.

Its weights lie in the folder ``names`` beside the others. Without them the desk's own network provides the embeddings.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np
from numpy.typing import NDArray

from emotion_desk.errors import DataError
from emotion_desk.inference.identity_models import names_entry, names_store
from emotion_desk.inference.manifest import ModelEntry
from emotion_desk.inference.model_store import ModelStore
from emotion_desk.inference.onnx_engine import OnnxEngine
from emotion_desk.messages import Embedding, Samples
from emotion_desk.sound.mel import FRAMES, HOP, SAMPLE_RATE, log_mel
from emotion_desk.sound.utterance_windows import voiced_span
from emotion_desk.translatable import translatable

NAME: Final = "campplus-voice"
HEAD: Final = "voice_identity"
#: Output before whitening, not normalised.
PLAIN: Final = "plain"
#: Numbers of an embedding.
SIZE: Final = 192
#: Samples per call: as long as the mel window of the desk's own network.
SPAN: Final = FRAMES * HOP
#: What the weights must have been made for to be fed by this version of the desk.
INPUTS: Final[Mapping[str, float]] = {"sample_rate": SAMPLE_RATE, "span": SPAN}


class VoiceEmbedder:
    """Turns stretches of sound into embeddings; used by one thread at a time.

    Args:
        store: the weights of the folder ``names``.

    Raises:
        ModelError: they are missing, damaged, or made for another desk.
        EngineError: ONNX Runtime is not installed.
    """

    def __init__(self, store: ModelStore) -> None:
        self._engine = OnnxEngine(store.path(NAME, "int8"), "int8", now_and_then=True)

    def embed(self, samples: Samples) -> Embedding | None:
        """Return the embedding of a voice, float32 (192,) of length one; ``None`` where all is silent.

        Args:
            samples: at 16 kHz, of any length; long sound is read in overlapping windows.

        Raises:
            DataError: the samples are not mono float sound.
        """
        windows = voice_windows(samples)
        return self.embed_windows(windows) if len(windows) else None

    def embed_windows(self, windows: NDArray[np.float32]) -> Embedding:
        """Return the embedding of one voice in some windows, float32 (n, :data:`SPAN`), n at least one."""
        return _unit(self.outputs(windows)[HEAD].mean(axis=0))

    def outputs(self, windows: NDArray[np.float32]) -> Mapping[str, NDArray[np.float32]]:
        """Return both outputs of each window, :data:`HEAD` and :data:`PLAIN`, float32 (n, 192)."""
        return self._engine.run(np.ascontiguousarray(windows, np.float32))


def voice_windows(samples: Samples) -> NDArray[np.float32]:
    """Cover the voice of a sound with windows, float32 (n, :data:`SPAN`); none where all is silent.

    One window in the middle of the voice if that fits, else evenly spaced ones that overlap by at least a half.  There
    is sound around most voices: a window takes that instead of silence, and a shorter sound is repeated.

    Raises:
        DataError: the samples are not mono float sound.
    """
    sound = np.asarray(samples)
    if sound.ndim != 1 or not np.issubdtype(sound.dtype, np.floating):
        raise DataError(
            translatable(
                "Sound must be mono float samples of shape (n,), not {dtype} {shape}.",
                dtype=sound.dtype,
                shape=sound.shape,
            )
        )
    first, last = (HOP * column for column in voiced_span(log_mel(sound.astype(np.float32, copy=False))))
    length = last - first
    if length == 0:
        return np.empty((0, SPAN), np.float32)
    if len(sound) <= SPAN:
        return np.resize(sound.astype(np.float32, copy=False), (1, SPAN))
    count = 1 if length <= SPAN else 1 + -(-2 * (length - SPAN) // SPAN)
    middles = [first + length / 2] if count == 1 else np.linspace(first + SPAN / 2, last - SPAN / 2, count)
    starts = np.clip([round(middle - SPAN / 2) for middle in middles], 0, len(sound) - SPAN)
    return np.stack([sound[start : start + SPAN] for start in starts]).astype(np.float32, copy=False)


def voice_entry(store: ModelStore | None = None) -> ModelEntry | None:
    """Return the manifest entry of the network, ``None`` if it is not installed; never raises."""
    return names_entry(NAME, INPUTS, store)


def load_voice_embedder(store: ModelStore | None = None) -> VoiceEmbedder | None:
    """Load the network; ``None`` if it is not installed.

    Raises:
        ModelError: its weights are listed but missing or damaged.
        EngineError: ONNX Runtime is not installed.
    """
    return VoiceEmbedder(names_store(INPUTS, store)) if voice_entry(store) is not None else None


def _unit(vector: NDArray[np.float32]) -> Embedding:
    return np.asarray(vector / max(float(np.linalg.norm(vector)), 1e-12), np.float32)
