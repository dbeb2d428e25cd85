"""Class activation maps of the emotion heads: how much each part of the input contributes to the predicted emotion.

The trunk ends in global average pooling and an emotion head is linear.  So a logit is the mean, over the cells of the
last feature map, of the contributions of single cells: class activation mapping (Zhou et al., "Learning Deep Features
for Discriminative Localization", 2016).  For this architecture the decomposition is exact and needs no gradients.  The
released ONNX graph is extended in memory by the outputs that hold the contributions.

Limits: a map shows what the network used, not whether the prediction is right.  The receptive field of a cell is much
larger than the part of the picture on which its contribution is drawn.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from emotion_desk.errors import ModelError, UntrainedHeadError
from emotion_desk.inference.model_store import ModelStore
from emotion_desk.inference.onnx_graph import integer, read_without_kernels
from emotion_desk.inference.thread_pool import session_options
from emotion_desk.labels import EMOTIONS
from emotion_desk.translatable import translatable

if TYPE_CHECKING:
    from onnx import GraphProto

Floats = NDArray[np.float32]
#: Operators that may lie between the pooling and a head: they do not change the values.
_SHAPING: Final = frozenset({"Reshape", "Flatten", "Squeeze", "Identity", "Cast"})
_POOLING: Final = frozenset({"ReduceMean", "GlobalAveragePool"})
_PREFIX: Final = "contributions."
#: Shifts of the input per axis, by fractions of a cell; they refine the map by this factor.
SHIFTS: Final = 3


@dataclass(frozen=True, slots=True, eq=False)
class Explanation:
    """A prediction and its class activation map.

    Attributes:
        probabilities: probability of each emotion in the order of the labels, float32 (8,).
        contributions: of each cell, its contribution to the logit of the predicted emotion less the mean of its
            contributions to the other emotions' logits, weighted by their probabilities; float32 (cells, cells).
            Positive values support the predicted emotion.
    """

    probabilities: Floats
    contributions: Floats

    @property
    def emotion(self) -> str:
        """Return the most probable emotion."""
        return EMOTIONS[int(self.probabilities.argmax())]

    def heat(self, size: int) -> Floats:
        """Return the map resized to a picture of ``size`` pixels by linear interpolation, float32 (size, size)."""
        from emotion_desk.opencv import cv2

        return np.asarray(cv2.resize(self.contributions, (size, size), interpolation=cv2.INTER_LINEAR), np.float32)


class Explainer:
    """Computes predictions with class activation maps of one network; not thread-safe.

    Args:
        store: the released weights.
        model: ``multitask``, or the name of a single network.
        part: ``int8`` or ``onnx``; by default ``int8`` if it was released.

    Raises:
        ModelError: the weights are missing or damaged, or the graph has no emotion head of the expected form.
        EngineError: ONNX Runtime is not installed.
    """

    def __init__(self, store: ModelStore, model: str = "multitask", part: str | None = None) -> None:
        entry = store.entry(model)
        chosen = part or ("int8" if "int8" in entry.files else "onnx")
        file = store.path(model, chosen)
        self._heads = {name: head for name, head in entry.heads.items() if head.kind == "classes" and head.trained}
        if not self._heads:
            raise ModelError(translatable("The network '{model}' has no trained emotion head.", model=model))
        options = session_options()
        explained = read_without_kernels(file, options)
        for head in self._heads:
            _add_contributions(explained.graph, head)
        import onnxruntime

        try:
            self._session: Any = onnxruntime.InferenceSession(
                explained.SerializeToString(), options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # ONNX Runtime has exception classes of its own
            raise ModelError(
                translatable("ONNX Runtime cannot load '{name}' for class activation maps.", name=file.name)
            ) from error
        self._input = self._session.get_inputs()[0].name

    @property
    def heads(self) -> tuple[str, ...]:
        """Return the names of the trained emotion heads."""
        return tuple(self._heads)

    def probabilities(self, rows: Floats, head: str) -> Floats:
        """Return calibrated probabilities, float32 (n, 8), of rows (n, 3, size, size).

        Raises:
            UntrainedHeadError: the network has no such trained head.
        """
        self._require(head)
        (logits,) = self._session.run([head], {self._input: rows})
        return self._softmax(logits, head)

    def explain(self, row: Floats, head: str, shifts: int = SHIFTS) -> Explanation:
        """Return the prediction for one row with its class activation map.

        Args:
            row: float32 (1, 3, size, size), made by ``face_input`` or ``mel_input``.
            head: ``face_emotion`` or ``voice_emotion``.
            shifts: shifts of the row per axis; 1 gives a map with the resolution of the last feature map.

        Raises:
            UntrainedHeadError: the network has no such trained head.
        """
        logits, maps = self.contributions(row, head)
        probabilities, by_class = self._softmax(logits, head)[0], maps[0]
        if shifts > 1:
            cells = maps.shape[-1]
            _, maps = self.contributions(_shifted(row, shifts, row.shape[-1] // cells), head)
            # (row shift, column shift, class, cell, cell) to (class, cell and row shift, cell and column shift)
            by_class = maps.reshape(shifts, shifts, -1, cells, cells).transpose(2, 3, 0, 4, 1)
            by_class = by_class.reshape(-1, cells * shifts, cells * shifts)
        predicted = int(probabilities.argmax())
        others = probabilities.copy()
        others[predicted] = 0.0
        others /= max(float(others.sum()), 1e-12)
        difference = by_class[predicted] - np.tensordot(others, by_class, 1)
        return Explanation(probabilities, np.asarray(difference, np.float32))

    def contributions(self, rows: Floats, head: str) -> tuple[Floats, Floats]:
        """Return logits (n, 8) and the contributions of the cells to them, (n, 8, cells, cells).

        The mean of the contributions over the cells, plus the head's bias, is the logit.
        """
        self._require(head)
        logits, maps = self._session.run([head, _PREFIX + head], {self._input: rows})
        return logits, maps

    def _require(self, head: str) -> None:
        if head not in self._heads:
            raise UntrainedHeadError(translatable("The network has no trained head '{head}'.", head=head))

    def _softmax(self, logits: Floats, head: str) -> Floats:
        scaled = np.asarray(logits, np.float32) / self._heads[head].temperature
        powers = np.exp(scaled - scaled.max(axis=1, keepdims=True))
        return np.asarray(powers / powers.sum(axis=1, keepdims=True), np.float32)


def _shifted(row: Floats, shifts: int, cell: int) -> Floats:
    """Return a row shifted by all pairs of offsets within a cell, its border repeated: (shifts ** 2, 3, size, size).

    ``cell`` is the side of a cell in pixels of the input.
    """
    size = row.shape[-1]
    offsets = [round((number - (shifts - 1) / 2) * cell / shifts) for number in range(shifts)]
    margin = cell
    wide = np.pad(row[0], ((0, 0), (margin, margin), (margin, margin)), mode="edge")
    moved = [
        wide[:, margin + down : margin + down + size, margin + right : margin + right + size]
        for down in offsets
        for right in offsets
    ]
    return np.ascontiguousarray(np.stack(moved))


def _add_contributions(graph: GraphProto, head: str) -> None:
    """Add an output to a graph: the contributions of the cells of the last feature map to the logits of a head.

    Raises:
        ModelError: the head is not linear, or its input is not an average over the cells.
    """
    from onnx import TensorProto, helper

    producers = {name: node for node in graph.node for name in node.output}
    linear = producers.get(head)
    while linear is not None and linear.op_type == "Identity":
        linear = producers.get(linear.input[0])
    if linear is None or linear.op_type not in ("Gemm", "MatMul"):
        raise ModelError(translatable("The head '{head}' has no class activation map: it is not linear.", head=head))
    node = producers.get(linear.input[0])
    while node is not None and node.op_type in _SHAPING:
        node = producers.get(node.input[0])
    if node is None or node.op_type not in _POOLING:
        raise ModelError(
            translatable(
                "The head '{head}' has no class activation map: its trunk does not end in average pooling.", head=head
            )
        )
    matrix = "kc" if integer(linear, "transB", 0) else "ck"
    name, equation = _PREFIX + head, f"nchw,{matrix}->nkhw"
    graph.node.append(helper.make_node("Einsum", [node.input[0], linear.input[1]], [name], equation=equation))
    graph.output.append(helper.make_tensor_value_info(name, TensorProto.FLOAT, None))
