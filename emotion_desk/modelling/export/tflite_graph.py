"""Reads the graph of a TFLite file: its operators, the shapes of its tensors and its constants."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from onnx import GraphProto, ModelProto, checker, helper

from emotion_desk.errors import DataError

#: Package with the FlatBuffers schema of TFLite (Apache-2.0, pure Python); only the conversion needs it.
_PACKAGE: Final = "tflite"
_OPSET: Final = 17
_IR_VERSION: Final = 8
#: TFLite's numbers of activation functions and of types of values.
RELU: Final = 1
_KINDS: Final = {0: np.float32, 1: np.float16, 2: np.int32}


class TfliteGraph:
    """The only graph of a TFLite file.

    Attributes:
        schema: the package of the FlatBuffers schema.
        constants: values of tensors that the conversion worked out, by the number of the tensor.

    Raises:
        DataError: the package ``tflite`` is not installed.
    """

    def __init__(self, file: Path) -> None:
        self.schema = _schema()
        self.constants: dict[int, NDArray[Any]] = {}
        self._file = self.schema.Model.GetRootAsModel(file.read_bytes(), 0)
        self._graph = self._file.Subgraphs(0)
        self._kinds = {v: k for k, v in vars(self.schema.BuiltinOperator).items() if isinstance(v, int)}

    @property
    def inputs(self) -> list[int]:
        """Return the numbers of the input tensors."""
        return [int(tensor) for tensor in self._graph.InputsAsNumpy()]

    @property
    def outputs(self) -> list[int]:
        """Return the numbers of the output tensors, in the order of the file."""
        return [int(tensor) for tensor in self._graph.OutputsAsNumpy()]

    def operators(self) -> list[tuple[str, Any, list[int], int]]:
        """Return each operator in order: its kind, itself, the tensors it reads and the one that it makes."""
        operators = [self._graph.Operators(index) for index in range(self._graph.OperatorsLength())]
        return [(self._kind(one), one, [int(i) for i in one.InputsAsNumpy()], int(one.Outputs(0))) for one in operators]

    def _kind(self, operator: Any) -> str:
        code = self._file.OperatorCodes(operator.OpcodeIndex())
        return str(self._kinds[max(code.BuiltinCode(), code.DeprecatedBuiltinCode())])

    def options(self, operator: Any, options: Any) -> Any:
        """Fill an empty table of options with those of an operator, and return it."""
        table = operator.BuiltinOptions()
        options.Init(table.Bytes, table.Pos)
        return options

    def shape(self, tensor: int) -> list[int]:
        """Return the shape of a tensor; that of a scalar is empty."""
        entry = self._graph.Tensors(tensor)
        return [int(n) for n in entry.ShapeAsNumpy()] if entry.ShapeLength() else []

    def is_constant(self, tensor: int) -> bool:
        """Return whether the values of a tensor are known."""
        return tensor in self.constants or bool(self._buffer(tensor).DataLength())

    def constant(self, tensor: int) -> NDArray[Any]:
        """Return the values of a constant tensor."""
        if tensor in self.constants:
            return self.constants[tensor]
        kind = _KINDS[self._graph.Tensors(tensor).Type()]
        return np.frombuffer(self._buffer(tensor).DataAsNumpy().tobytes(), kind).reshape(self.shape(tensor))

    def _buffer(self, tensor: int) -> Any:
        return self._file.Buffers(self._graph.Tensors(tensor).Buffer())


def checked_model(graph: GraphProto) -> ModelProto:
    """Return the model of an ONNX graph, checked by ``onnx.checker``."""
    opset = [helper.make_opsetid("", _OPSET)]
    model = helper.make_model(graph, opset_imports=opset, ir_version=_IR_VERSION, producer_name="emotion-desk")
    checker.check_model(model, full_check=True)
    return model


def _schema() -> Any:
    try:
        return import_module(_PACKAGE)
    except ImportError as error:
        raise DataError(
            f"Converting a TFLite file needs the package '{_PACKAGE}'; install it with 'pip install {_PACKAGE}'."
        ) from error
