"""Reads ONNX files so that their graphs can be changed in memory, with the package ``onnx``.

The package is imported when a graph is read: an engine that runs a file as it is does not need it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from emotion_desk.errors import ModelError
from emotion_desk.translatable import translatable

if TYPE_CHECKING:
    import onnxruntime
    from onnx import GraphProto, ModelProto, NodeProto, ValueInfoProto

#: Smaller values stay in the model.
_LEAST_BYTES: Final = 1024
_FIRST_BYTES: Final = 64
_FOLDER: Final = "session.model_external_initializers_file_folder_path"
UNREADABLE: Final = translatable("The network's graph cannot be read: the file is damaged or too new.")


def read_model(file: Path) -> ModelProto:
    """Return the model of a file; external data is not loaded.

    Raises:
        OSError: the file cannot be read.
        ModelError: it is no ONNX file.
    """
    return _parsed(file.read_bytes())


def read_without_kernels(file: Path, options: onnxruntime.SessionOptions) -> ModelProto:
    """Return the model of a file with references to the file in place of its large 8-bit values.

    ONNX Runtime maps them into memory when a session is made of the model, so that there is no second copy
    (https://onnx.ai/onnx/repo-docs/ExternalData.html).

    Args:
        file: the file.
        options: of the session; they are told the folder, outside of which no external data is read.

    Raises:
        OSError: the file cannot be read.
        ModelError: it is no ONNX file.
    """
    from onnx import TensorProto
    from onnx.external_data_helper import set_external_data

    file = file.resolve()  # ONNX Runtime follows no link out of the folder
    data = file.read_bytes()
    model = _parsed(data)
    options.add_session_config_entry(_FOLDER, str(file.parent))
    end = 0
    for tensor in model.graph.initializer:
        values = tensor.raw_data if tensor.data_type == TensorProto.INT8 else b""
        if len(values) < _LEAST_BYTES:
            continue
        offset = place(values, data, end)  # values stand in the file one after another, as they are
        if offset < 0:
            continue
        end = offset + len(values)
        set_external_data(tensor, file.name, offset, len(values))
        tensor.ClearField("raw_data")
    return model


def place(values: bytes, data: bytes, begin: int) -> int:
    """Return ``data.find(values, begin)`` in a sixth of the time: only the first bytes are searched for."""
    at = data.find(values[:_FIRST_BYTES], begin)
    while at >= 0 and memoryview(data)[at : at + len(values)] != values:
        at = data.find(values[:_FIRST_BYTES], at + 1)
    return at


def _parsed(data: bytes) -> ModelProto:
    import onnx

    try:
        return onnx.load_model_from_string(data)
    except Exception as error:  # protobuf has an exception class of its own for damaged bytes
        raise ModelError(UNREADABLE) from error


def integer(node: NodeProto, name: str, default: int) -> int:
    """Return an integer attribute of a node."""
    return next((int(one.i) for one in node.attribute if one.name == name), default)


def integers(node: NodeProto, name: str, default: tuple[int, ...]) -> tuple[int, ...]:
    """Return an attribute of a node that is a list of integers."""
    return next((tuple(one.ints) for one in node.attribute if one.name == name), default)


def shape_of(value: ValueInfoProto) -> tuple[int, ...]:
    """Return the shape that a graph states of a value; 0 where a number is not fixed."""
    return tuple(int(dim.dim_value) for dim in value.type.tensor_type.shape.dim)


def renamed(node: NodeProto, inputs: list[str], outputs: list[str]) -> NodeProto:
    """Return the same operation on other values."""
    from onnx import NodeProto

    new = NodeProto()
    new.CopyFrom(node)
    del new.input[:], new.output[:]
    new.input.extend(inputs)
    new.output.extend(outputs)
    return new


def replace_nodes(graph: GraphProto, nodes: list[NodeProto]) -> None:
    """Put other nodes in place of those of a graph."""
    kept = list(nodes)  # some may be those of the graph
    del graph.node[:]
    graph.node.extend(kept)
