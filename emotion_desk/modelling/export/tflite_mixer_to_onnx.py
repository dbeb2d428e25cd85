"""Converts MediaPipe's blendshape network from TFLite to ONNX.

The network is an MLP-Mixer (Tolstikhin et al., "MLP-Mixer: An all-MLP Architecture for Vision", 2021): landmarks,
centred and scaled to a mean distance of 1 from their middle, are embedded as tokens; behind a learned token in front
four blocks mix the tokens and then the values of each token; the first token gives the coefficients.

The TFLite graph has some 200 operators on tensors of four axes.  Here its weights are read, and a graph of 57 operators
on two axes is made that computes the same: normalisation is one operator, and the last block computes the first token
alone, because nothing reads the others.  The conversion is run once, and its result is released.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from onnx import ModelProto, NodeProto, TensorProto, helper, numpy_helper

from emotion_desk.errors import ModelError
from emotion_desk.modelling.export.prelu_rewriting import stored_in_half
from emotion_desk.modelling.export.tflite_graph import RELU, TfliteGraph, checked_model

_Values = NDArray[np.float32]
SOURCE, OUTPUT = "points", "coefficients"
_PARTS: Final = ("matrix", "bias")
#: Layers of a block: two mix the tokens and two the values of each token.
_LAYERS: Final = 4
#: Layers before the blocks, of tokens and of their values, and the one behind them.
_BEFORE, _BEHIND = 2, 1


@dataclass(slots=True)
class MixerWeights:
    """The weights of the network, in the order of its operators.

    Attributes:
        layers: a matrix (inputs, outputs) and a bias of each layer: first over the points, then over x and y; in each
            block two over the tokens and two over their values; at last one over the values of the first token.
        norms: factors of the normalisations, two of each block.
        token: the learned token.
        scale: of the points.
        epsilon: of the normalisations.
    """

    layers: list[tuple[_Values, _Values]] = field(default_factory=list)
    norms: list[_Values] = field(default_factory=list)
    token: _Values = field(default_factory=lambda: np.empty(0, np.float32))
    scale: float = 1.0
    epsilon: float = 0.0

    @property
    def blocks(self) -> int:
        """Return the number of blocks."""
        return (len(self.layers) - _BEFORE - _BEHIND) // _LAYERS


def convert(file: Path) -> ModelProto:
    """Return the released graph: ``coefficients`` (52,) of ``points`` (1, 146, 2).

    Args:
        file: ``face_blendshapes.tflite``.

    Raises:
        DataError: the package ``tflite`` is not installed.
        ModelError: it is another network.
    """
    return stored_in_half(mixer(read(TfliteGraph(file))))


def read(graph: TfliteGraph) -> MixerWeights:
    """Return the weights of a TFLite graph.

    Raises:
        ModelError: it is another network.
    """
    weights = MixerWeights()
    activations = []
    for kind, operator, inputs, output in graph.operators():
        constants = [graph.constant(i) for i in inputs if graph.is_constant(i)] if kind != "DEQUANTIZE" else []
        if kind == "DEQUANTIZE":
            graph.constants[output] = graph.constant(inputs[0]).astype(np.float32)
        elif kind == "CONV_2D":
            kernel, bias = constants
            if kernel.shape[1:3] != (1, 1):
                raise ModelError("Only convolutions of 1 x 1 can be converted here.")
            weights.layers.append((kernel[:, 0, 0, :].T, bias))
            options = graph.options(operator, graph.schema.Conv2DOptions())
            activations.append(options.FusedActivationFunction() == RELU)
        elif kind == "CONCATENATION":
            weights.token = constants[0].reshape(1, -1)
        elif kind == "MUL" and constants and constants[0].size == 1:
            weights.scale = float(constants[0].item())
        elif kind == "MUL" and constants:
            weights.norms.append(constants[0].ravel())
        elif kind == "ADD" and constants:
            weights.epsilon = float(constants[0].item())
    expected = [False] * _BEFORE + [True, False] * (2 * weights.blocks) + [False] * _BEHIND
    if activations != expected or len(weights.norms) != 2 * weights.blocks or not weights.token.size:
        raise ModelError("The TFLite graph is no mixer that can be converted.")
    return weights


def mixer(weights: MixerWeights) -> ModelProto:
    """Return the graph that computes a network; its input has one row, its output none."""
    return _Mixer(weights).model()


class _Mixer:
    """State of one graph: the nodes and weights so far."""

    def __init__(self, weights: MixerWeights) -> None:
        self._given = weights
        self._nodes: list[NodeProto] = []
        self._weights: dict[str, TensorProto] = {}

    def model(self) -> ModelProto:
        given = self._given
        points, coefficients = given.layers[0][0].shape[0], given.layers[-1][0].shape[1]
        flat = self._add("Reshape", SOURCE, self._weight("points_axes", np.array([points, 2], np.int64)))
        middle = self._add("ReduceMean", flat, axes=[0], keepdims=1)
        centred = self._add("Sub", flat, middle)
        distances = self._add("ReduceL2", centred, axes=[1], keepdims=1)
        size = self._add("ReduceMean", distances, axes=[0], keepdims=1)
        scaled = self._add("Div", centred, size)
        matrix, bias = given.layers[0]
        tokens = self._layer(scaled, (matrix * np.float32(given.scale), bias), turned=True)
        tokens = self._layer(tokens, given.layers[1], turned=True)
        tokens = self._add("Concat", self._weight("token", given.token), tokens, axis=0)
        for block in range(given.blocks):
            first = _BEFORE + _LAYERS * block
            is_last = block == given.blocks - 1
            tokens = self._mixed(tokens, given.norms[2 * block], given.layers[first : first + 2], is_last)
            normal = self._normal(tokens, given.norms[2 * block + 1])
            hidden = self._add("Relu", self._layer(normal, given.layers[first + 2]))
            tokens = self._add("Add", self._layer(hidden, given.layers[first + 3]), tokens)
        values = self._add("Sigmoid", self._layer(tokens, given.layers[-1]))
        shape = self._weight("coefficients_axes", np.array([coefficients], np.int64))
        self._nodes.append(helper.make_node("Reshape", [values, shape], [OUTPUT]))
        infos = [
            helper.make_tensor_value_info(name, TensorProto.FLOAT, size)
            for name, size in ((SOURCE, [1, points, 2]), (OUTPUT, [coefficients]))
        ]
        return checked_model(
            helper.make_graph(self._nodes, "blendshapes", infos[:1], infos[1:], list(self._weights.values()))
        )

    def _mixed(self, tokens: str, norm: _Values, layers: Sequence[tuple[_Values, _Values]], only_first: bool) -> str:
        """Mix the tokens; give all, or the first alone."""
        hidden = self._add("Relu", self._layer(self._normal(tokens, norm), layers[0], turned=True))
        matrix, bias = layers[1]
        if only_first:
            matrix, bias = matrix[:, :1], bias[:1]
            ends = [self._weight(f"first_{n}", np.array([n], np.int64)) for n in (0, 1)]
            tokens = self._add("Slice", tokens, *ends, ends[0])
        added = self._add("Transpose", self._layer(hidden, (matrix, bias)), perm=[1, 0])
        return self._add("Add", added, tokens)

    def _normal(self, tokens: str, factors: _Values) -> str:
        name = self._weight(f"norm_{len(self._nodes)}", factors)
        return self._add("LayerNormalization", tokens, name, axis=-1, epsilon=self._given.epsilon)

    def _layer(self, source: str, layer: tuple[_Values, _Values], *, turned: bool = False) -> str:
        """Add a product with a matrix and a bias; ``turned``: of the columns of the source."""
        number = len(self._nodes)
        matrix, bias = (self._weight(f"{part}_{number}", one) for part, one in zip(_PARTS, layer, strict=True))
        return self._add("Gemm", source, matrix, bias, transA=int(turned))

    def _add(self, kind: str, *inputs: str, **attributes: Any) -> str:
        output = f"t{len(self._nodes)}"
        self._nodes.append(helper.make_node(kind, list(inputs), [output], **attributes))
        return output

    def _weight(self, name: str, values: NDArray[Any]) -> str:
        self._weights[name] = numpy_helper.from_array(np.ascontiguousarray(values), name)
        return name
