"""Converts a small TFLite graph of convolutions to ONNX.

MediaPipe publishes its detectors as TFLite files, and the desk runs networks in ONNX Runtime.  The conversion is run
once, and its result is released.  It supports the operators of MediaPipe's face networks and refuses any other.
TFLite stores tensors as (n, height, width, channels), ONNX as (n, channels, height, width).  The ONNX graph transposes
back only before a reshape, because the result of a reshape depends on the order of the axes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from onnx import ModelProto, TensorProto, helper, numpy_helper

from emotion_desk.errors import ModelError
from emotion_desk.modelling.export.tflite_graph import RELU, TfliteGraph, checked_model

_TO_NCHW: Final = (0, 3, 1, 2)
_TO_NHWC: Final = (0, 2, 3, 1)
_SAME: Final = 0


def convert(file: Path, name: str, outputs: Sequence[str]) -> ModelProto:
    """Convert a TFLite graph to ONNX with weights in float32.

    The input ``image`` is float32 (1, 3, height, width); outputs have the shapes of the TFLite graph, those of four
    axes with the channels before height and width.

    Args:
        file: the TFLite file.
        name: of the ONNX graph.
        outputs: names of the outputs, in the order of the file.

    Raises:
        DataError: the package ``tflite`` is not installed.
        ModelError: the graph has an operator or an activation that is not supported.
    """
    return _Conversion(TfliteGraph(file), name).model(outputs)


class _Conversion:
    """State of one conversion: the nodes and weights written so far, and which tensors are in the order of TFLite."""

    def __init__(self, graph: TfliteGraph, name: str) -> None:
        self._tflite = graph
        self._name = name
        self._nodes: list[Any] = []
        self._weights: list[TensorProto] = []
        self._is_nhwc: set[int] = set()  # tensors in the order of TFLite

    def model(self, names: Sequence[str]) -> ModelProto:
        """Convert all operators and return the model, checked by ``onnx.checker``."""
        (image,) = self._tflite.inputs
        height, width = self._tflite.shape(image)[1:3]
        self._nodes.append(helper.make_node("Identity", ["image"], [_called(image)]))
        for one in self._tflite.operators():
            self._operator(*one)
        outputs = []
        for name, tensor in zip(names, self._tflite.outputs, strict=True):
            self._nodes.append(helper.make_node("Identity", [_called(tensor)], [name]))
            shape = self._tflite.shape(tensor)
            if tensor not in self._is_nhwc:
                shape = [shape[axis] for axis in _TO_NCHW]
            outputs.append(helper.make_tensor_value_info(name, TensorProto.FLOAT, shape))
        inputs = [helper.make_tensor_value_info("image", TensorProto.FLOAT, [1, 3, height, width])]
        graph = helper.make_graph(self._nodes, self._name, inputs, outputs, self._weights)
        return checked_model(graph)

    # -- operators ---------------------------------------------------------------------------------------------

    def _operator(self, kind: str, operator: Any, inputs: list[int], output: int) -> None:
        known: dict[str, Callable[[Any, list[int], int], None]] = {
            "DEQUANTIZE": self._dequantise,
            "CONV_2D": self._convolution,
            "DEPTHWISE_CONV_2D": self._depthwise,
            "RELU": self._relu,
            "PRELU": self._prelu,
            "LOGISTIC": self._sigmoid,
            "ADD": self._add,
            "MAX_POOL_2D": self._max_pool,
            "PAD": self._pad,
            "RESIZE_BILINEAR": self._resize,
            "RESHAPE": self._reshape,
            "CONCATENATION": self._concatenate,
        }
        if kind not in known:
            raise ModelError(f"The TFLite operator {kind} cannot be converted.")
        known[kind](operator, inputs, output)

    def _dequantise(self, _operator: Any, inputs: list[int], output: int) -> None:
        self._tflite.constants[output] = self._tflite.constant(inputs[0]).astype(np.float32)

    def _convolution(self, operator: Any, inputs: list[int], output: int) -> None:
        options = self._tflite.options(operator, self._tflite.schema.Conv2DOptions())
        kernel = self._tflite.constant(inputs[1])  # (out, height, width, in)
        self._any_convolution(options, inputs, output, kernel.transpose(_TO_NCHW), groups=1)

    def _depthwise(self, operator: Any, inputs: list[int], output: int) -> None:
        options = self._tflite.options(operator, self._tflite.schema.DepthwiseConv2DOptions())
        kernel = self._tflite.constant(inputs[1])  # (1, height, width, channels)
        groups = self._tflite.shape(inputs[0])[3]
        self._any_convolution(options, inputs, output, kernel.transpose(3, 0, 1, 2), groups)

    def _any_convolution(self, options: Any, inputs: list[int], output: int, kernel: NDArray[Any], groups: int) -> None:
        size = (int(kernel.shape[2]), int(kernel.shape[3]))
        weights = [self._weight(f"kernel_{output}", kernel)]
        if len(inputs) > 2 and inputs[2] >= 0:
            weights.append(self._weight(f"bias_{output}", self._tflite.constant(inputs[2])))
        name = self._activated(options, output)
        self._nodes.append(
            helper.make_node(
                "Conv",
                [_called(inputs[0]), *weights],
                [name],
                kernel_shape=size,
                strides=[options.StrideH(), options.StrideW()],
                pads=self._pads(options, inputs[0], output, size),
                group=groups,
            )
        )

    def _relu(self, _operator: Any, inputs: list[int], output: int) -> None:
        self._nodes.append(helper.make_node("Relu", [_called(inputs[0])], [_called(output)]))

    def _prelu(self, _operator: Any, inputs: list[int], output: int) -> None:
        slopes = self._weight(f"slopes_{output}", self._tflite.constant(inputs[1]).reshape(-1, 1, 1))
        self._nodes.append(helper.make_node("PRelu", [_called(inputs[0]), slopes], [_called(output)]))

    def _sigmoid(self, _operator: Any, inputs: list[int], output: int) -> None:
        self._nodes.append(helper.make_node("Sigmoid", [_called(inputs[0])], [_called(output)]))

    def _add(self, operator: Any, inputs: list[int], output: int) -> None:
        name = self._activated(self._tflite.options(operator, self._tflite.schema.AddOptions()), output)
        self._nodes.append(helper.make_node("Add", [_called(i) for i in inputs], [name]))

    def _max_pool(self, operator: Any, inputs: list[int], output: int) -> None:
        options = self._tflite.options(operator, self._tflite.schema.Pool2DOptions())
        size = (options.FilterHeight(), options.FilterWidth())
        self._nodes.append(
            helper.make_node(
                "MaxPool",
                [_called(inputs[0])],
                [self._activated(options, output)],
                kernel_shape=size,
                strides=[options.StrideH(), options.StrideW()],
                pads=self._pads(options, inputs[0], output, size),
            )
        )

    def _pad(self, _operator: Any, inputs: list[int], output: int) -> None:
        before_after = self._tflite.constant(inputs[1])[list(_TO_NCHW)]  # (axis, 2)
        pads = self._weight(f"pads_{output}", before_after.T.reshape(-1).astype(np.int64))
        self._nodes.append(helper.make_node("Pad", [_called(inputs[0]), pads], [_called(output)]))

    def _resize(self, operator: Any, inputs: list[int], output: int) -> None:
        options = self._tflite.options(operator, self._tflite.schema.ResizeBilinearOptions())
        height, width = (int(n) for n in self._tflite.constant(inputs[1]))
        sizes = self._weight(f"sizes_{output}", np.array([1, self._tflite.shape(output)[3], height, width], np.int64))
        how = "half_pixel" if options.HalfPixelCenters() else "asymmetric"
        how = "align_corners" if options.AlignCorners() else how
        self._nodes.append(
            helper.make_node(
                "Resize",
                [_called(inputs[0]), "", "", sizes],
                [_called(output)],
                mode="linear",
                coordinate_transformation_mode=how,
            )
        )

    def _reshape(self, _operator: Any, inputs: list[int], output: int) -> None:
        source = _called(inputs[0])
        if inputs[0] not in self._is_nhwc:
            self._nodes.append(helper.make_node("Transpose", [source], [f"{source}_nhwc"], perm=_TO_NHWC))
            source = f"{source}_nhwc"
        shape = self._weight(f"shape_{output}", np.array(self._tflite.shape(output), np.int64))
        self._nodes.append(helper.make_node("Reshape", [source, shape], [_called(output)]))
        self._is_nhwc.add(output)

    def _concatenate(self, operator: Any, inputs: list[int], output: int) -> None:
        if not self._is_nhwc.issuperset(inputs):
            raise ModelError("Only reshaped tensors can be concatenated.")
        axis = self._tflite.options(operator, self._tflite.schema.ConcatenationOptions()).Axis()
        self._nodes.append(helper.make_node("Concat", [_called(i) for i in inputs], [_called(output)], axis=axis))
        self._is_nhwc.add(output)

    # -- parts -------------------------------------------------------------------------------------------------

    def _activated(self, options: Any, output: int) -> str:
        """Add the fused activation, if any, and return the name of the output of the operator itself."""
        activation = options.FusedActivationFunction()
        if activation == 0:
            return _called(output)
        if activation != RELU:
            raise ModelError(f"The fused activation {activation} cannot be converted.")
        name = f"{_called(output)}_linear"
        self._nodes.append(helper.make_node("Relu", [name], [_called(output)]))
        return name

    def _pads(self, options: Any, source: int, output: int, size: tuple[int, int]) -> list[int]:
        """Return the padding as ONNX wants it (top, left, bottom, right).

        With TFLite's ``SAME`` an odd total is larger by one at the bottom and at the right.
        """
        if options.Padding() != _SAME:
            return [0, 0, 0, 0]
        before, after = [], []
        for axis, (kernel, stride) in enumerate(zip(size, (options.StrideH(), options.StrideW()), strict=True)):
            missing = (
                (self._tflite.shape(output)[1 + axis] - 1) * stride + kernel - self._tflite.shape(source)[1 + axis]
            )
            before.append(max(0, missing) // 2)
            after.append(max(0, missing) - max(0, missing) // 2)
        return before + after

    def _weight(self, name: str, values: NDArray[Any]) -> str:
        self._weights.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name


def _called(tensor: int) -> str:
    return f"t{tensor}"
