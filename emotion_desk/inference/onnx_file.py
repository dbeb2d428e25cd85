"""Reads the graph of an ONNX file without its kernels, so that a graph can be changed in memory without a second copy.

The kernels become external data: references to their place in the file itself, which ONNX Runtime maps into memory as
it loads the graph (https://onnx.ai/onnx/repo-docs/ExternalData.html).
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from emotion_desk.errors import ModelError
from emotion_desk.inference.onnx_bytes import (
    GRAPH_INITIALIZER,
    INT8,
    MODEL_GRAPH,
    TENSOR_RAW,
    TENSOR_TYPE,
    UNREADABLE,
    copied,
)
from emotion_desk.inference.protobuf import fields, integer, message, text

if TYPE_CHECKING:
    import onnxruntime

#: Fields of TensorProto and StringStringEntryProto, and a number of the enumeration DataLocation.
_EXTERNAL, _LOCATION, _KEY, _VALUE, _IS_EXTERNAL = 13, 14, 1, 2, 1
#: Smaller values stay in the graph.
_LEAST_BYTES: Final = 1024
_FOLDER: Final = "session.model_external_initializers_file_folder_path"


def read_without_kernels(file: Path, options: onnxruntime.SessionOptions) -> bytes:
    """Return the serialised model of a file; its 8-bit kernels are read from the file when a session is made of it.

    Args:
        file: the file.
        options: the session's options; they are told where the file is.

    Raises:
        OSError: the file cannot be read.
        ModelError: the bytes are not a protobuf message.
    """
    file = file.resolve()  # ONNX Runtime follows no link out of the folder
    data = file.read_bytes()
    options.add_session_config_entry(_FOLDER, str(file.parent))
    try:
        return b"".join(_model(memoryview(data), file.name))
    except IndexError as error:
        raise ModelError(UNREADABLE) from error


def _model(data: memoryview, name: str) -> list[bytes]:
    parts = []
    for number, part in fields(data):
        if number == MODEL_GRAPH and isinstance(part, memoryview):
            graph = [_referring(kind, value, data, name) for kind, value in fields(part)]
            parts.append(message(MODEL_GRAPH, b"".join(graph)))
        else:
            parts.append(copied(number, part))
    return parts


def _referring(kind: int, value: int | memoryview, data: memoryview, name: str) -> bytes:
    """Return a field of the graph, an initialiser of 8-bit integers as a reference to its place in the file."""
    if kind != GRAPH_INITIALIZER or not isinstance(value, memoryview):
        return copied(kind, value)
    parts = dict(fields(value))
    raw = parts.get(TENSOR_RAW)
    if parts.get(TENSOR_TYPE) != INT8 or not isinstance(raw, memoryview) or len(raw) < _LEAST_BYTES:
        return copied(kind, value)
    offset = _address(raw) - _address(data)
    kept = [copied(number, part) for number, part in fields(value) if number != TENSOR_RAW]
    for key, text_of in (("location", name), ("offset", str(offset)), ("length", str(len(raw)))):
        kept.append(message(_EXTERNAL, text(_KEY, key) + text(_VALUE, text_of)))
    return message(kind, b"".join((*kept, integer(_LOCATION, _IS_EXTERNAL))))


def _address(data: memoryview) -> int:
    return int(np.frombuffer(data, np.uint8).ctypes.data)
