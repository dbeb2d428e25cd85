"""Reads and extends an ONNX graph by its bytes, without the package ``onnx``.

An ONNX file is one protobuf message.  Protobuf merges what is written twice: bytes appended to a message add to its
repeated fields (https://protobuf.dev/programming-guides/encoding/#last-one-wins).  So a graph gets more nodes and
outputs by appending a second, small graph, and the megabytes of weights before it are not touched.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from emotion_desk.errors import ModelError

#: Field numbers of onnx.proto (ModelProto, GraphProto, NodeProto, AttributeProto, ValueInfoProto and its type).
_MODEL_GRAPH = 7
_GRAPH_NODE, _GRAPH_OUTPUT = 1, 12
_NODE_INPUT, _NODE_OUTPUT, _NODE_KIND, _NODE_ATTRIBUTE = 1, 2, 4, 5
_ATTRIBUTE_NAME, _ATTRIBUTE_INT, _ATTRIBUTE_TEXT, _ATTRIBUTE_TYPE = 1, 3, 4, 20
_IS_TEXT = 3
_VALUE_NAME, _VALUE_TYPE, _TENSOR, _ELEMENT, _FLOAT = 1, 2, 1, 1, 1
_VARINT, _LONG, _BYTES, _SHORT = 0, 1, 2, 5


@dataclass(frozen=True, slots=True)
class Node:
    """One step of a graph: its kind, the names of what goes in and comes out, its whole-number attributes."""

    kind: str
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    numbers: dict[str, int] = field(default_factory=dict)


def read_nodes(model: bytes) -> list[Node]:
    """Return the nodes of a serialised model, in their order.

    Raises:
        ModelError: the bytes are no protobuf message.
    """
    try:
        return [
            _node(node)
            for number, graph in _fields(memoryview(model))
            if number == _MODEL_GRAPH and isinstance(graph, memoryview)
            for place, node in _fields(graph)
            if place == _GRAPH_NODE and isinstance(node, memoryview)
        ]
    except (IndexError, UnicodeDecodeError) as error:
        raise ModelError("The network's graph cannot be read: the file is damaged or too new.") from error


def with_einsums(model: bytes, wanted: dict[str, tuple[str, str, str]]) -> bytes:
    """Return a model with more outputs, each an ``Einsum`` of two values that the graph has.

    Args:
        model: a serialised ONNX model.
        wanted: by the name of the new output: equation, first value, second value.
    """
    added = b""
    for name, (equation, first, second) in wanted.items():
        attribute = _text(_ATTRIBUTE_NAME, "equation") + _text(_ATTRIBUTE_TEXT, equation)
        attribute += _key(_ATTRIBUTE_TYPE, _VARINT) + _varint(_IS_TEXT)
        node = _text(_NODE_INPUT, first) + _text(_NODE_INPUT, second) + _text(_NODE_OUTPUT, name)
        node += _text(_NODE_KIND, "Einsum") + _piece(_NODE_ATTRIBUTE, attribute)
        element = _key(_ELEMENT, _VARINT) + _varint(_FLOAT)
        value = _text(_VALUE_NAME, name) + _piece(_VALUE_TYPE, _piece(_TENSOR, element))
        added += _piece(_GRAPH_NODE, node) + _piece(_GRAPH_OUTPUT, value)
    return model + _piece(_MODEL_GRAPH, added)


def _node(data: memoryview) -> Node:
    kind, inputs, outputs, numbers = "", [], [], {}
    for number, value in _fields(data):
        if not isinstance(value, memoryview):
            continue
        if number == _NODE_ATTRIBUTE:
            parts = dict(_fields(value))
            name, whole = parts.get(_ATTRIBUTE_NAME), parts.get(_ATTRIBUTE_INT)
            if isinstance(name, memoryview) and isinstance(whole, int):
                numbers[str(name, "utf-8")] = whole
        elif number == _NODE_KIND:
            kind = str(value, "utf-8")
        elif number == _NODE_INPUT:
            inputs.append(str(value, "utf-8"))
        elif number == _NODE_OUTPUT:
            outputs.append(str(value, "utf-8"))
    return Node(kind, tuple(inputs), tuple(outputs), numbers)


def _fields(data: memoryview) -> Iterator[tuple[int, int | memoryview]]:
    """Yield field numbers and values: whole numbers as such, everything else as bytes."""
    at = 0
    while at < len(data):
        key, at = _read_varint(data, at)
        kind = key & 7
        if kind == _VARINT:
            value, at = _read_varint(data, at)
            yield key >> 3, value
            continue
        if kind == _BYTES:
            length, at = _read_varint(data, at)
        elif kind in (_LONG, _SHORT):
            length = 8 if kind == _LONG else 4
        else:
            raise IndexError(kind)
        if at + length > len(data):
            raise IndexError(length)
        yield key >> 3, data[at : at + length]
        at += length


def _read_varint(data: memoryview, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            return value, at


def _varint(value: int) -> bytes:
    made = bytearray()
    while value > 0x7F:
        made.append(value & 0x7F | 0x80)
        value >>= 7
    made.append(value)
    return bytes(made)


def _key(number: int, kind: int) -> bytes:
    return _varint(number << 3 | kind)


def _piece(number: int, data: bytes) -> bytes:
    return _key(number, _BYTES) + _varint(len(data)) + data


def _text(number: int, text: str) -> bytes:
    return _piece(number, text.encode())
