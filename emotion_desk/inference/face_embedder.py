"""Face embeddings for identification, from dlib's face recognition network (King 2017; CC0).

The desk's own networks learn identity from nine thousand pictures, too few to name people by: ``docs/results.md`` gives
both figures. dlib's network was trained on millions of faces; :mod:`emotion_desk.modelling.export.export_dlib` turns it
into an 8-bit graph. It reads the same crops as the desk's networks, a few times a second for each face.

Its weights lie in the folder ``names`` beside the others. Without them the desk's own network provides the embeddings.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from emotion_desk.errors import DataError
from emotion_desk.inference.identity_models import names_entry, names_store
from emotion_desk.inference.manifest import ModelEntry
from emotion_desk.inference.model_store import ModelStore
from emotion_desk.inference.onnx_engine import OnnxEngine
from emotion_desk.messages import Picture
from emotion_desk.opencv import cv2
from emotion_desk.translatable import translatable
from emotion_desk.vision.crop import MARGIN

NAME: Final = "dlib-face"
HEAD: Final = "face_identity"
#: Side of the picture that it reads, in pixels.
CHIP: Final = 150
#: Its picture is as wide as the detector's box and lies lower by this share of it: there eyes and nose are, in the
#: median of 300 faces, where dlib's own alignment would put them.
LOWER: Final = 0.088
#: Mean colour, RGB, and divisor of dlib's ``input_rgb_image_sized``.
_MEAN: Final = np.array([122.782, 117.001, 104.298], np.float32)
_DIVISOR: Final = np.float32(256.0)
#: What the weights must have been made for to be fed by this version of the desk.
INPUTS: Final[Mapping[str, float]] = {"chip": CHIP, "lower": LOWER, "margin": MARGIN}


class FaceEmbedder:
    """Turns face crops into embeddings; used by one thread at a time.

    Args:
        store: the weights of the folder ``names``.

    Raises:
        ModelError: they are missing, damaged, or made for another desk.
        EngineError: ONNX Runtime is not installed.
    """

    def __init__(self, store: ModelStore) -> None:
        self._engine = OnnxEngine(store.path(NAME, "int8"), "int8", now_and_then=True)

    def embed(self, crops: Sequence[Picture]) -> NDArray[np.float32]:
        """Return an embedding of length one for each crop, float32 (n, 128).

        Args:
            crops: uint8 (H, W, 3) BGR, as :func:`emotion_desk.vision.crop.cut_face` cuts them.

        Raises:
            DataError: a crop is not such a picture.
        """
        if not crops:
            return np.empty((0, 128), np.float32)
        return self._engine.run(face_chips(crops))[HEAD]


def face_chips(crops: Sequence[Picture]) -> NDArray[np.float32]:
    """Return what the network reads of crops: float32 (n, 3, :data:`CHIP`, :data:`CHIP`), RGB, dlib's mean taken off.

    Raises:
        DataError: a crop is not uint8 (H, W, 3), or is empty.
    """
    chips = np.empty((len(crops), CHIP, CHIP, 3), np.float32)
    for row, crop in enumerate(crops):
        chips[row] = cv2.cvtColor(_chip(crop), cv2.COLOR_BGR2RGB)
    return np.ascontiguousarray(((chips - _MEAN) / _DIVISOR).transpose(0, 3, 1, 2))


def _chip(crop: Picture) -> Picture:
    if crop.ndim != 3 or crop.shape[2] != 3 or crop.dtype != np.uint8 or 0 in crop.shape:
        raise DataError(
            translatable(
                "A face picture must be uint8 of shape (height, width, 3), not {dtype} {shape}.",
                dtype=crop.dtype,
                shape=crop.shape,
            )
        )
    height, width = crop.shape[:2]
    box = height / (1 + 2 * MARGIN)
    scale_x, scale_y = CHIP * (1 + 2 * MARGIN) / width, CHIP / box
    move = np.array(
        [[scale_x, 0, CHIP / 2 - width / 2 * scale_x], [0, scale_y, CHIP / 2 - (height / 2 + LOWER * box) * scale_y]]
    )
    return np.asarray(cv2.warpAffine(crop, move, (CHIP, CHIP), borderMode=cv2.BORDER_REPLICATE), np.uint8)


def face_entry(store: ModelStore | None = None) -> ModelEntry | None:
    """Return the manifest entry of the network, ``None`` if it is not installed; never raises."""
    return names_entry(NAME, INPUTS, store)


def load_face_embedder(store: ModelStore | None = None) -> FaceEmbedder | None:
    """Load the network; ``None`` if it is not installed.

    Raises:
        ModelError: its weights are listed but missing or damaged.
        EngineError: ONNX Runtime is not installed.
    """
    return FaceEmbedder(names_store(INPUTS, store)) if face_entry(store) is not None else None
