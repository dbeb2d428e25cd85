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

_FOLDER: Final = "session.model_external_initializers_file_folder_path"
UNREADABLE: Final = translatable("The network's graph cannot be read: the file is damaged or too new.")


def read_model(file: Path) -> ModelProto:
    """Return the model of a file; external data is not loaded.

    Raises:
        OSError: the file cannot be read.
        ModelError: it is no ONNX file.
    """
    import onnx

    data = file.read_bytes()
    try:
        return onnx.load_model_from_string(data)
    except Exception as error:  # protobuf has an exception class of its own for damaged bytes
        raise ModelError(UNREADABLE) from error


def external_data_beside(file: Path, options: onnxruntime.SessionOptions) -> None:
    """Let a session that is made of a changed graph find the external data of its file, and none outside its folder."""
    options.add_session_config_entry(_FOLDER, str(file.resolve().parent))


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
