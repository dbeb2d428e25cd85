"""Converts MediaPipe's blendshape network from TFLite to ONNX.

The network is an MLP-Mixer (Tolstikhin et al., "MLP-Mixer: An all-MLP Architecture for Vision", 2021) of the landmarks:
a graph of element-wise operators, means and convolutions of 1 x 1.  All tensors keep the order of TFLite; such a
convolution is then a product with a matrix.  The conversion is run once, and its result is released.  It supports the
operators of this network and refuses any other.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from onnx import ModelProto, NodeProto, TensorProto, helper, numpy_helper

from emotion_desk.errors import ModelError
from emotion_desk.modelling.export.tflite_graph import RELU, TfliteGraph, checked_model

_PLAIN: Final = {
    "ADD": "Add",
    "SUB": "Sub",
    "MUL": "Mul",
    "DIV": "Div",
    "NEG": "Neg",
    "SQRT": "Sqrt",
    "LOGISTIC": "Sigmoid",
}


def convert(file: Path, name: str, source: str, output: str) -> ModelProto:
    """Convert the graph to ONNX with weights in float32.

    Args:
        file: the TFLite file.
        name: of the ONNX graph.
        source: name of its input; the shape is that of the TFLite graph.
        output: name of its output, likewise.

    Raises:
        DataError: the package ``tflite`` is not installed.
        ModelError: the graph has an operator or an activation that is not supported.
    """
    return _Conversion(TfliteGraph(file)).model(name, source, output)


class _Conversion:
    """State of one conversion: the nodes and constants written so far."""

    def __init__(self, graph: TfliteGraph) -> None:
        self._tflite = graph
        self._nodes: list[NodeProto] = []
        self._weights: dict[str, TensorProto] = {}

    def model(self, name: str, source: str, output: str) -> ModelProto:
        (read,), (made,) = self._tflite.inputs, self._tflite.outputs
        self._add("Identity", [source], f"t{read}")
        for one in self._tflite.operators():
            self._operator(*one)
        self._add("Identity", [f"t{made}"], output)
        infos = [
            helper.make_tensor_value_info(title, TensorProto.FLOAT, self._tflite.shape(tensor))
            for title, tensor in ((source, read), (output, made))
        ]
        graph = helper.make_graph(self._nodes, name, infos[:1], infos[1:], list(self._weights.values()))
        return checked_model(graph)

    def _operator(self, kind: str, operator: Any, inputs: list[int], output: int) -> None:
        if kind == "DEQUANTIZE":
            self._tflite.constants[output] = self._tflite.constant(inputs[0]).astype(np.float32)
        elif kind in _PLAIN:
            self._add(_PLAIN[kind], [self._called(i) for i in inputs], f"t{output}")
        elif kind == "SQUARED_DIFFERENCE":
            self._add("Sub", [self._called(i) for i in inputs], f"t{output}_difference")
            self._add("Mul", [f"t{output}_difference"] * 2, f"t{output}")
        elif kind == "RSQRT":
            self._add("Sqrt", [self._called(inputs[0])], f"t{output}_root")
            self._add("Reciprocal", [f"t{output}_root"], f"t{output}")
        elif kind in ("MEAN", "SUM"):
            self._reduce(kind, inputs, output)
        elif kind == "TRANSPOSE":
            order = [int(axis) for axis in self._tflite.constant(inputs[1])]
            self._add("Transpose", [self._called(inputs[0])], f"t{output}", perm=order)
        elif kind == "RESHAPE":
            self._reshape(self._called(inputs[0]), output)
        elif kind == "CONCATENATION":
            options = self._tflite.options(operator, self._tflite.schema.ConcatenationOptions())
            self._add("Concat", [self._called(i) for i in inputs], f"t{output}", axis=options.Axis())
        elif kind == "STRIDED_SLICE":
            self._slice(operator, inputs, output)
        elif kind == "CONV_2D":
            self._convolution(operator, inputs, output)
        else:
            raise ModelError(f"The TFLite operator {kind} cannot be converted.")

    def _reduce(self, kind: str, inputs: list[int], output: int) -> None:
        axes = [int(axis) for axis in np.atleast_1d(self._tflite.constant(inputs[1]))]
        source = self._called(inputs[0])
        if kind == "MEAN":
            self._add("ReduceMean", [source], f"t{output}", axes=axes, keepdims=1)
        else:
            name = self._weight(f"axes_{output}", np.array(axes, np.int64))
            self._add("ReduceSum", [source, name], f"t{output}", keepdims=1)

    def _reshape(self, source: str, output: int) -> None:
        shape = self._weight(f"shape_{output}", np.array(self._tflite.shape(output), np.int64))
        self._add("Reshape", [source, shape], f"t{output}")

    def _slice(self, operator: Any, inputs: list[int], output: int) -> None:
        """Add a slice; axes whose end is open, or that shrink to one place, as TFLite's masks say."""
        options = self._tflite.options(operator, self._tflite.schema.StridedSliceOptions())
        begins, ends, strides = (self._tflite.constant(i).astype(np.int64).copy() for i in inputs[1:4])
        shape = self._tflite.shape(inputs[0])
        for axis in range(len(begins)):
            if options.BeginMask() >> axis & 1:
                begins[axis] = 0
            if options.EndMask() >> axis & 1:
                ends[axis] = shape[axis]
            if options.ShrinkAxisMask() >> axis & 1:
                ends[axis] = begins[axis] + 1
        parts = (("begin", begins), ("end", ends), ("axes", np.arange(len(begins))), ("step", strides))
        names = [self._weight(f"{part}_{output}", values.astype(np.int64)) for part, values in parts]
        self._add("Slice", [self._called(inputs[0]), *names], f"t{output}_part")
        self._reshape(f"t{output}_part", output)

    def _convolution(self, operator: Any, inputs: list[int], output: int) -> None:
        kernel = self._tflite.constant(inputs[1])  # (out, 1, 1, in)
        activation = self._tflite.options(operator, self._tflite.schema.Conv2DOptions()).FusedActivationFunction()
        if kernel.shape[1:3] != (1, 1) or activation not in (0, RELU):
            raise ModelError("Only convolutions of 1 x 1 can be converted here.")
        matrix = self._weight(f"matrix_{output}", kernel[:, 0, 0, :].T)
        bias = self._weight(f"bias_{output}", self._tflite.constant(inputs[2]))
        self._add("MatMul", [self._called(inputs[0]), matrix], f"t{output}_product")
        self._add("Add", [f"t{output}_product", bias], f"t{output}_linear" if activation else f"t{output}")
        if activation:
            self._add("Relu", [f"t{output}_linear"], f"t{output}")

    # -- parts -------------------------------------------------------------------------------------------------

    def _add(self, kind: str, inputs: list[str], output: str, **attributes: Any) -> None:
        self._nodes.append(helper.make_node(kind, inputs, [output], **attributes))

    def _called(self, tensor: int) -> str:
        """Return the name of a tensor; a constant is added to the weights."""
        name = f"t{tensor}"
        if self._tflite.is_constant(tensor):
            self._weight(name, self._tflite.constant(tensor))
        return name

    def _weight(self, name: str, values: NDArray[Any]) -> str:
        self._weights[name] = numpy_helper.from_array(np.ascontiguousarray(values), name)
        return name
