"""Converts MediaPipe's blendshape network from TFLite to ONNX.

The network is an MLP-Mixer (Tolstikhin et al., "MLP-Mixer: An all-MLP Architecture for Vision", 2021) of the landmarks:
a graph of element-wise operators, means and convolutions of 1 x 1.  All tensors keep the order of TFLite; such a
convolution is then a product with a matrix.  The conversion is run once, and its result is released.  It supports the
operators of this network and refuses any other.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from onnx import ModelProto, NodeProto, TensorProto, checker, helper, numpy_helper

from emotion_desk.errors import DataError, ModelError
from emotion_desk.modelling.export.tflite_to_onnx import PACKAGE

_OPSET: Final = 17
_IR_VERSION: Final = 8
_RELU: Final = 1
_KINDS: Final = {0: np.float32, 1: np.float16, 2: np.int32}
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
    try:
        schema: Any = import_module(PACKAGE)
    except ImportError as error:
        raise DataError(
            f"Converting a TFLite file needs the package '{PACKAGE}'; install it with 'pip install {PACKAGE}'."
        ) from error
    return _Conversion(schema, file.read_bytes()).model(name, source, output)


class _Conversion:
    """State of one conversion: the nodes and constants written so far."""

    def __init__(self, schema: Any, data: bytes) -> None:
        self._schema = schema
        self._file = schema.Model.GetRootAsModel(data, 0)
        self._graph = self._file.Subgraphs(0)
        self._operators = {v: k for k, v in vars(schema.BuiltinOperator).items() if isinstance(v, int)}
        self._constants: dict[int, NDArray[Any]] = {}
        self._nodes: list[NodeProto] = []
        self._weights: dict[str, TensorProto] = {}

    def model(self, name: str, source: str, output: str) -> ModelProto:
        (read,), (made,) = self._graph.InputsAsNumpy(), self._graph.OutputsAsNumpy()
        self._add("Identity", [source], f"t{read}")
        for index in range(self._graph.OperatorsLength()):
            self._operator(self._graph.Operators(index))
        self._add("Identity", [f"t{made}"], output)
        infos = [
            helper.make_tensor_value_info(title, TensorProto.FLOAT, self._shape(tensor))
            for title, tensor in ((source, read), (output, made))
        ]
        graph = helper.make_graph(self._nodes, name, infos[:1], infos[1:], list(self._weights.values()))
        opset = [helper.make_opsetid("", _OPSET)]
        model = helper.make_model(graph, opset_imports=opset, ir_version=_IR_VERSION, producer_name="emotion-desk")
        checker.check_model(model, full_check=True)
        return model

    def _operator(self, operator: Any) -> None:
        code = self._file.OperatorCodes(operator.OpcodeIndex())
        kind = self._operators[max(code.BuiltinCode(), code.DeprecatedBuiltinCode())]
        inputs, output = [int(i) for i in operator.InputsAsNumpy()], int(operator.Outputs(0))
        if kind == "DEQUANTIZE":
            self._constants[output] = self._constant(inputs[0]).astype(np.float32)
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
            order = [int(axis) for axis in self._constant(inputs[1])]
            self._add("Transpose", [self._called(inputs[0])], f"t{output}", perm=order)
        elif kind == "RESHAPE":
            self._reshape(self._called(inputs[0]), output)
        elif kind == "CONCATENATION":
            options = self._options(operator, self._schema.ConcatenationOptions())
            self._add("Concat", [self._called(i) for i in inputs], f"t{output}", axis=options.Axis())
        elif kind == "STRIDED_SLICE":
            self._slice(operator, inputs, output)
        elif kind == "CONV_2D":
            self._convolution(operator, inputs, output)
        else:
            raise ModelError(f"The TFLite operator {kind} cannot be converted.")

    def _reduce(self, kind: str, inputs: list[int], output: int) -> None:
        axes = [int(axis) for axis in np.atleast_1d(self._constant(inputs[1]))]
        source = self._called(inputs[0])
        if kind == "MEAN":
            self._add("ReduceMean", [source], f"t{output}", axes=axes, keepdims=1)
        else:
            name = self._weight(f"axes_{output}", np.array(axes, np.int64))
            self._add("ReduceSum", [source, name], f"t{output}", keepdims=1)

    def _reshape(self, source: str, output: int) -> None:
        shape = self._weight(f"shape_{output}", np.array(self._shape(output), np.int64))
        self._add("Reshape", [source, shape], f"t{output}")

    def _slice(self, operator: Any, inputs: list[int], output: int) -> None:
        """Add a slice; axes whose end is open, or that shrink to one place, as TFLite's masks say."""
        options = self._options(operator, self._schema.StridedSliceOptions())
        begins, ends, strides = (self._constant(i).astype(np.int64).copy() for i in inputs[1:4])
        shape = self._shape(inputs[0])
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
        kernel = self._constant(inputs[1])  # (out, 1, 1, in)
        activation = self._options(operator, self._schema.Conv2DOptions()).FusedActivationFunction()
        if kernel.shape[1:3] != (1, 1) or activation not in (0, _RELU):
            raise ModelError("Only convolutions of 1 x 1 can be converted here.")
        matrix = self._weight(f"matrix_{output}", kernel[:, 0, 0, :].T)
        bias = self._weight(f"bias_{output}", self._constant(inputs[2]))
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
        if tensor in self._constants or self._file.Buffers(self._graph.Tensors(tensor).Buffer()).DataLength():
            self._weight(name, self._constant(tensor))
        return name

    def _options(self, operator: Any, options: Any) -> Any:
        table = operator.BuiltinOptions()
        options.Init(table.Bytes, table.Pos)
        return options

    def _shape(self, tensor: int) -> list[int]:
        entry = self._graph.Tensors(tensor)
        return [int(n) for n in entry.ShapeAsNumpy()] if entry.ShapeLength() else []

    def _constant(self, tensor: int) -> NDArray[Any]:
        """Return the values of a constant tensor."""
        if tensor in self._constants:
            return self._constants[tensor]
        entry = self._graph.Tensors(tensor)
        data = self._file.Buffers(entry.Buffer()).DataAsNumpy()
        return np.frombuffer(data.tobytes(), _KINDS[entry.Type()]).reshape(self._shape(tensor))

    def _weight(self, name: str, values: NDArray[Any]) -> str:
        self._weights[name] = numpy_helper.from_array(np.ascontiguousarray(values), name)
        return name
