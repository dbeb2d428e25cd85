"""Why this answer: which places of a picture spoke for the emotion that a head named, on ONNX Runtime.

The trunk ends in a mean over places and an emotion head is linear, so its logit is the mean over places of what each
of them adds: class activation mapping (Zhou et al., "Learning Deep Features for Discriminative Localization", 2016),
exact here and not an approximation by gradients.  The released graph is extended in memory by these sums.

What it does not prove: that the same places would convince a person, or that the answer is right.  A place of the last
map has seen much more of the picture than the field it is drawn on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from emotion_desk.errors import ModelError, UntrainedHeadError
from emotion_desk.inference.model_store import ModelStore
from emotion_desk.inference.onnx_bytes import Node, read_nodes, with_einsums
from emotion_desk.inference.thread_pool import session_options
from emotion_desk.labels import EMOTIONS

Floats = NDArray[np.float32]
#: Between the pooling and a head nothing but the shape may change.
_SHAPING: Final = frozenset({"Reshape", "Flatten", "Squeeze", "Identity", "Cast"})
_POOLING: Final = frozenset({"ReduceMean", "GlobalAveragePool"})
_PREFIX: Final = "places."
#: Each picture is looked at this often a side, shifted by parts of a field, for a map finer than the trunk's own.
SHIFTS: Final = 3


@dataclass(frozen=True, slots=True, eq=False)
class Explanation:
    """An answer and the places that spoke for it.

    Attributes:
        probabilities: of each emotion, float32 (8,).
        places: what each place adds to the named emotion's logit above those of its rivals (each weighted by its own
            probability), float32 (fields, fields), in logits; positive speaks for the emotion.
    """

    probabilities: Floats
    places: Floats

    @property
    def emotion(self) -> str:
        """Return the most probable emotion."""
        return EMOTIONS[int(self.probabilities.argmax())]

    def heat(self, size: int) -> Floats:
        """Return the places on a picture of ``size`` pixels, float32 (size, size), linearly in between."""
        from emotion_desk.opencv import cv2

        return np.asarray(cv2.resize(self.places, (size, size), interpolation=cv2.INTER_LINEAR), np.float32)


class Explainer:
    """Explains the emotion heads of one network; one thread at a time.

    Args:
        store: the released weights.
        model: ``multitask``, or a single network by its name.
        part: ``int8`` or ``onnx``; by default the one that the desk runs.

    Raises:
        ModelError: the weights are missing or damaged, or no head can be explained.
        EngineError: ONNX Runtime is not installed.
    """

    def __init__(self, store: ModelStore, model: str = "multitask", part: str | None = None) -> None:
        entry = store.entry(model)
        chosen = part or ("int8" if "int8" in entry.files else "onnx")
        file = store.path(model, chosen)
        self._heads = {name: head for name, head in entry.heads.items() if head.kind == "classes" and head.trained}
        data = file.read_bytes()
        nodes = read_nodes(data)
        sums = {_PREFIX + head: _places_of(nodes, head) for head in self._heads}
        if not sums:
            raise ModelError(f"The network '{model}' has no trained emotion head.")
        options = session_options()
        import onnxruntime

        options.add_session_config_entry("session.model_external_initializers_file_folder_path", str(file.parent))
        try:
            self._session: Any = onnxruntime.InferenceSession(
                with_einsums(data, sums), options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # ONNX Runtime raises kinds of its own for every fault of a file
            raise ModelError(f"ONNX Runtime cannot load '{file.name}' to explain it.") from error
        self._input = self._session.get_inputs()[0].name

    @property
    def heads(self) -> tuple[str, ...]:
        """Return the heads that can be explained."""
        return tuple(self._heads)

    def probabilities(self, rows: Floats, head: str) -> Floats:
        """Return the calibrated probabilities of some rows, float32 (n, 8).

        Raises:
            UntrainedHeadError: the network has no such trained head.
        """
        self._require(head)
        (logits,) = self._session.run([head], {self._input: rows})
        return self._softmax(logits, head)

    def explain(self, row: Floats, head: str, shifts: int = SHIFTS) -> Explanation:
        """Explain one row.

        Args:
            row: float32 (1, 3, size, size), as ``face_input`` or ``mel_input`` make it.
            head: ``face_emotion`` or ``voice_emotion``.
            shifts: how often a side the row is looked at; 1 gives the trunk's own, coarse map.

        Raises:
            UntrainedHeadError: the network has no such trained head.
        """
        logits, maps = self.sums(row, head)
        probabilities, sums = self._softmax(logits, head)[0], maps[0]
        if shifts > 1:
            fields = maps.shape[-1]
            _, maps = self.sums(_shifted(row, shifts, row.shape[-1] // fields), head)
            # (row shift, column shift, class, field, field) to (class, field and row shift, field and column shift)
            sums = maps.reshape(shifts, shifts, -1, fields, fields).transpose(2, 3, 0, 4, 1)
            sums = sums.reshape(-1, fields * shifts, fields * shifts)
        named = int(probabilities.argmax())
        rivals = probabilities.copy()
        rivals[named] = 0.0
        rivals /= max(float(rivals.sum()), 1e-12)
        return Explanation(probabilities, np.asarray(sums[named] - np.tensordot(rivals, sums, 1), np.float32))

    def sums(self, rows: Floats, head: str) -> tuple[Floats, Floats]:
        """Return logits (n, 8) and what each place adds to them, (n, 8, fields, fields); their mean and bias agree."""
        self._require(head)
        logits, maps = self._session.run([head, _PREFIX + head], {self._input: rows})
        return logits, maps

    def _require(self, head: str) -> None:
        if head not in self._heads:
            raise UntrainedHeadError(f"The network has no trained head '{head}'.")

    def _softmax(self, logits: Floats, head: str) -> Floats:
        scaled = np.asarray(logits, np.float32) / self._heads[head].temperature
        powers = np.exp(scaled - scaled.max(axis=1, keepdims=True))
        return np.asarray(powers / powers.sum(axis=1, keepdims=True), np.float32)


def hide(row: Floats, heat: Floats, share: float, cover: Floats | None = None) -> Floats:
    """Return a row with the share of pixels of the highest heat covered.

    Args:
        row: float32 (1, 3, size, size).
        heat: float32 (size, size).
        share: of the pixels, 0 to 1.
        cover: what is put there, of the row's shape; by default the row's mean, a channel each.
    """
    count = round(share * heat.size)
    hidden = row.copy().reshape(row.shape[1], -1)
    if count:
        hottest = np.argpartition(heat.ravel(), heat.size - count)[heat.size - count :]
        covers = hidden.mean(axis=1, keepdims=True) if cover is None else cover.reshape(hidden.shape)[:, hottest]
        hidden[:, hottest] = covers
    return hidden.reshape(row.shape)


def blurred(row: Floats, sigma: float) -> Floats:
    """Return a row without its details, float32 of the same shape; ``sigma`` in pixels."""
    from emotion_desk.opencv import cv2

    channels = [cv2.GaussianBlur(one, (0, 0), sigma, borderType=cv2.BORDER_REPLICATE) for one in row[0]]
    return np.asarray(np.stack(channels)[None], np.float32)


def _shifted(row: Floats, shifts: int, field: int) -> Floats:
    """Return a row moved by all pairs of offsets within a field, the border repeated: (shifts ** 2, 3, size, size)."""
    size = row.shape[-1]
    offsets = [round((number - (shifts - 1) / 2) * field / shifts) for number in range(shifts)]
    margin = field
    wide = np.pad(row[0], ((0, 0), (margin, margin), (margin, margin)), mode="edge")
    moved = [
        wide[:, margin + down : margin + down + size, margin + right : margin + right + size]
        for down in offsets
        for right in offsets
    ]
    return np.ascontiguousarray(np.stack(moved))


def _places_of(nodes: Sequence[Node], head: str) -> tuple[str, str, str]:
    """Find the last feature map and a head's matrix; return the sum of both by place as an Einsum.

    Raises:
        ModelError: the head is not linear over a mean of places.
    """
    makers = {name: node for node in nodes for name in node.outputs}
    linear = makers.get(head)
    while linear is not None and linear.kind == "Identity":
        linear = makers.get(linear.inputs[0])
    if linear is None or linear.kind not in ("Gemm", "MatMul"):
        raise ModelError(f"The answer of '{head}' cannot be explained: its head is not linear.")
    node = makers.get(linear.inputs[0])
    while node is not None and node.kind in _SHAPING:
        node = makers.get(node.inputs[0])
    if node is None or node.kind not in _POOLING:
        raise ModelError(f"The answer of '{head}' cannot be explained: its trunk does not end in a mean.")
    matrix = "kc" if linear.numbers.get("transB", 0) else "ck"
    return f"nchw,{matrix}->nkhw", node.inputs[0], linear.inputs[1]
