"""The predictor: from face crops and sound to readings, for the live desk and for use as a library.

Example:
    >>> import emotion_desk
    >>> predictor = emotion_desk.load_predictor()  # doctest: +SKIP
    >>> predictor.read_faces([crop])[0].emotion["happy"]  # doctest: +SKIP
    0.93
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from emotion_desk.errors import DataError, UntrainedHeadError
from emotion_desk.inference.manifest import Head
from emotion_desk.inference.model_store import ModelStore
from emotion_desk.inference.modes import Mode, load_mode
from emotion_desk.inference.protocols import Outputs
from emotion_desk.labels import EMOTIONS
from emotion_desk.linear_algebra import unit
from emotion_desk.messages import FaceReading, Mel, Picture, Samples, VoiceReading
from emotion_desk.sound.mel import BANDS, FRAMES, SAMPLE_RATE, WINDOW, fit_frames, log_mel, mel_input
from emotion_desk.sound.utterance_windows import utterance_windows
from emotion_desk.translatable import translatable
from emotion_desk.vision.crop import INPUT_SIZE, face_input

_NO_FACES = np.empty((0, 3, INPUT_SIZE, INPUT_SIZE), np.float32)
_NO_SOUND = np.empty((0, 3, BANDS, FRAMES), np.float32)


class Predictor:
    """Turns face crops and sound into readings with a loaded mode; one thread at a time."""

    def __init__(self, mode: Mode) -> None:
        self._mode = mode

    @property
    def mode(self) -> str:
        """Return ``multitask`` or ``singles``, or the name of one network that was loaded alone."""
        return self._mode.name

    @property
    def engine(self) -> str:
        """Return the engine's name, for example ``onnx-fp32``."""
        return self._mode.engine

    def read_faces(self, crops: Sequence[Picture]) -> list[FaceReading]:
        """Return the reading of each face crop, in order.

        Args:
            crops: uint8 (H, W, 3) BGR pictures of any size, already cut to a face.

        Raises:
            DataError: a crop is not such a picture.
            UntrainedHeadError: the network has no trained head for the emotion of faces.
        """
        return list(self.read(crops, None)[0])

    def read_voice(self, samples: Samples, sample_rate: int) -> VoiceReading:
        """Return the reading of one utterance of any length.

        Silent ends are cut off. Sound longer than a window is read in overlapping windows, whose probabilities and
        embeddings are averaged.

        Args:
            samples: float32 mono in [-1, 1], shape (n,).
            sample_rate: of the samples, in Hz.

        Raises:
            DataError: the samples are not such sound, or all of it is silent.
            UntrainedHeadError: the network has no trained head for the emotion of voices.
        """
        windows = utterance_windows(log_mel(_at_16_khz(samples, sample_rate)))
        if not windows:
            raise DataError(translatable("The sound is silent: there is no voice to read."))
        rows = np.concatenate([mel_input(window) for window in windows])
        return self._voice(self._mode.answer(_NO_FACES, rows))

    def read(self, crops: Sequence[Picture], mel: Mel | None) -> tuple[tuple[FaceReading, ...], VoiceReading | None]:
        """Return the readings of faces and of one mel window; in multi-task mode that is one forward pass.

        Args:
            crops: uint8 (H, W, 3) BGR pictures of any size.
            mel: decibels, (bands, columns), or ``None`` if no voice is to be read.
        """
        if len(crops) == 0 and mel is None:
            return (), None
        return self.read_rows(*network_rows(crops, mel))

    def read_many(
        self, questions: Sequence[tuple[Sequence[Picture], Mel | None]]
    ) -> list[tuple[tuple[FaceReading, ...], VoiceReading | None]]:
        """Return what :meth:`read` returns for each item, from one call of the network over all of them.

        Args:
            questions: crops and mel window of each item.
        """
        rows = [network_rows(crops, mel) for crops, mel in questions]
        if not any(len(faces) or len(sounds) for faces, sounds in rows):
            return [((), None)] * len(rows)
        faces = np.concatenate([_NO_FACES, *(faces for faces, _ in rows)])
        sounds = np.concatenate([_NO_SOUND, *(sounds for _, sounds in rows)])
        outputs = self._mode.answer(faces, sounds)
        readings = iter(self._faces(outputs, len(faces)))
        sound_rows = iter(range(len(sounds)))
        return [
            (tuple(islice(readings, len(mine))), self._voice(_row(outputs, next(sound_rows))) if len(voice) else None)
            for mine, voice in rows
        ]

    def read_rows(
        self, faces: NDArray[np.float32], sounds: NDArray[np.float32]
    ) -> tuple[tuple[FaceReading, ...], VoiceReading | None]:
        """Return the readings of network input as :func:`network_rows` makes it; the mel rows belong to one voice."""
        outputs = self._mode.answer(faces, sounds)
        return self._faces(outputs, len(faces)), self._voice(outputs) if len(sounds) else None

    def outputs(self, faces: NDArray[np.float32] | None = None, sounds: NDArray[np.float32] | None = None) -> Outputs:
        """Return the outputs of the network before temperature, softmax and mean; evaluations work on these.

        Args:
            faces: rows as :func:`emotion_desk.vision.crop.face_input` makes them, float32 (n, 3, size, size).
            sounds: rows as :func:`emotion_desk.sound.mel.mel_input` makes them, float32 (m, 3, bands, frames).

        Returns:
            Logits or embeddings by head, float32 (n or m, size); heads without input rows may be missing.
        """
        return self._mode.answer(_NO_FACES if faces is None else faces, _NO_SOUND if sounds is None else sounds)

    @property
    def heads(self) -> Mapping[str, Head]:
        """Return the description of each head: kind, labels, temperature."""
        return self._mode.heads

    def _faces(self, outputs: Outputs, count: int) -> tuple[FaceReading, ...]:
        if count == 0:
            return ()
        emotions = self._probabilities(outputs, "face_emotion")
        embeddings = self._embeddings(outputs, "face_identity")
        return tuple(
            FaceReading(_named(emotions[row]), None if embeddings is None else embeddings[row]) for row in range(count)
        )

    def _voice(self, outputs: Outputs) -> VoiceReading:
        emotions = self._probabilities(outputs, "voice_emotion").mean(axis=0)
        embeddings = self._embeddings(outputs, "voice_identity")
        return VoiceReading(_named(emotions), None if embeddings is None else unit(embeddings.mean(axis=0)))

    def _probabilities(self, outputs: Outputs, head: str) -> NDArray[np.float32]:
        """Return the calibrated softmax of a head, (rows, 8)."""
        spec = self._mode.heads.get(head)
        if spec is None or not spec.trained:
            raise UntrainedHeadError(translatable("The network has no trained head '{head}'.", head=head))
        logits = outputs[head].astype(np.float32) / spec.temperature
        scaled = np.exp(logits - logits.max(axis=1, keepdims=True))
        return np.asarray(scaled / scaled.sum(axis=1, keepdims=True), np.float32)

    def _embeddings(self, outputs: Outputs, head: str) -> NDArray[np.float32] | None:
        spec = self._mode.heads.get(head)
        return outputs.get(head) if spec is not None and spec.trained else None


def network_rows(crops: Sequence[Picture], mel: Mel | None) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return the network's input for faces and sound: float32 (n, 3, size, size) and (0 or 1, 3, bands, frames)."""
    return face_input(crops, INPUT_SIZE), _NO_SOUND if mel is None else mel_input(fit_frames(mel))


def _row(outputs: Outputs, row: int) -> Outputs:
    """Return the outputs of one mel row."""
    return {head: output[row : row + 1] for head, output in outputs.items() if head.startswith("voice_")}


def _named(probabilities: NDArray[np.float32]) -> dict[str, float]:
    return dict(zip(EMOTIONS, probabilities.tolist(), strict=True))


def _at_16_khz(samples: Samples, sample_rate: int) -> Samples:
    """Return checked samples at 16 kHz, at least one window long."""
    sound = np.asarray(samples)
    if sound.ndim != 1 or not np.issubdtype(sound.dtype, np.floating):
        raise DataError(
            translatable(
                "Sound must be mono float samples of shape (n,), not {dtype} {shape}.",
                dtype=sound.dtype,
                shape=sound.shape,
            )
        )
    if sample_rate <= 0:
        raise DataError(translatable("A sample rate of {sample_rate} Hz is impossible.", sample_rate=sample_rate))
    if not np.isfinite(sound).all():
        raise DataError(translatable("The sound holds values that are not finite."))
    sound = sound.astype(np.float32, copy=False)
    if sample_rate != SAMPLE_RATE and len(sound):
        import soxr

        sound = soxr.resample(sound, sample_rate, SAMPLE_RATE, quality="HQ")
    return np.pad(sound, (0, max(0, WINDOW - len(sound))))


def load_predictor(mode: str = "multitask", engine: str = "auto", store: ModelStore | None = None) -> Predictor:
    """Load the released weights of a mode.

    Args:
        mode: one of :data:`~emotion_desk.catalogue.ANALYSIS_MODES`.
        engine: one of :data:`~emotion_desk.catalogue.ENGINES`; ``auto`` and ``onnx`` take the 8-bit network where it
            is released.
        store: another folder of weights than the shipped one.

    Raises:
        ModelError: the weights are missing, damaged or not released.
        EngineError: the engine is not available here.
    """
    return Predictor(load_mode(mode, engine, store, several_rows=True))
