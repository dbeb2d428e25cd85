"""Reads the nodes of an ONNX graph and adds Einsum outputs to it, without the package ``onnx``.

An ONNX file is one protobuf message.  A field that occurs twice in a message is merged: repeated fields are joined
(https://protobuf.dev/programming-guides/encoding/#last-one-wins).  So appending a second, small graph to the bytes adds
its nodes and outputs to the first, and the weights are not copied or parsed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from emotion_desk.errors import ModelError
from emotion_desk.translatable import translatable

#: Field numbers of onnx.proto (ModelProto, GraphProto, NodeProto, AttributeProto, ValueInfoProto and its type), and the
#: wire types of protobuf.
_MODEL_GRAPH = 7
_GRAPH_NODE, _GRAPH_OUTPUT = 1, 12
_NODE_INPUT, _NODE_OUTPUT, _NODE_KIND, _NODE_ATTRIBUTE = 1, 2, 4, 5
_ATTRIBUTE_NAME, _ATTRIBUTE_INT, _ATTRIBUTE_TEXT, _ATTRIBUTE_TYPE = 1, 3, 4, 20
_IS_TEXT = 3
_VALUE_NAME, _VALUE_TYPE, _TENSOR, _ELEMENT, _FLOAT = 1, 2, 1, 1, 1
_VARINT, _LONG, _BYTES, _SHORT = 0, 1, 2, 5


@dataclass(frozen=True, slots=True)
class Node:
    """One node of a graph.

    Attributes:
        kind: the operator, for example ``Gemm``.
        inputs, outputs: names of the values that it reads and computes.
        integers: its integer attributes by name.
    """

    kind: str
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    integers: dict[str, int] = field(default_factory=dict)


def read_nodes(model: bytes) -> list[Node]:
    """Return the nodes of a serialised model in their order.

    Raises:
        ModelError: the bytes are not a protobuf message.
    """
    try:
        return [
            _node(node)
            for number, graph in _fields(memoryview(model))
            if number == _MODEL_GRAPH and isinstance(graph, memoryview)
            for graph_number, node in _fields(graph)
            if graph_number == _GRAPH_NODE and isinstance(node, memoryview)
        ]
    except (IndexError, UnicodeDecodeError) as error:
        raise ModelError(translatable("The network's graph cannot be read: the file is damaged or too new.")) from error


def with_einsums(model: bytes, wanted: dict[str, tuple[str, str, str]]) -> bytes:
    """Return a model with additional outputs, each the ``Einsum`` of two values of its graph.

    Args:
        model: a serialised ONNX model.
        wanted: by the name of the new output: the equation and the names of the two values.
    """
    added = b""
    for name, (equation, first, second) in wanted.items():
        attribute = _text(_ATTRIBUTE_NAME, "equation") + _text(_ATTRIBUTE_TEXT, equation)
        attribute += _key(_ATTRIBUTE_TYPE, _VARINT) + _varint(_IS_TEXT)
        node = _text(_NODE_INPUT, first) + _text(_NODE_INPUT, second) + _text(_NODE_OUTPUT, name)
        node += _text(_NODE_KIND, "Einsum") + _message(_NODE_ATTRIBUTE, attribute)
        element = _key(_ELEMENT, _VARINT) + _varint(_FLOAT)
        value = _text(_VALUE_NAME, name) + _message(_VALUE_TYPE, _message(_TENSOR, element))
        added += _message(_GRAPH_NODE, node) + _message(_GRAPH_OUTPUT, value)
    return model + _message(_MODEL_GRAPH, added)


def _node(data: memoryview) -> Node:
    kind, inputs, outputs, integers = "", [], [], {}
    for number, value in _fields(data):
        if not isinstance(value, memoryview):
            continue
        if number == _NODE_ATTRIBUTE:
            fields = dict(_fields(value))
            name, integer = fields.get(_ATTRIBUTE_NAME), fields.get(_ATTRIBUTE_INT)
            if isinstance(name, memoryview) and isinstance(integer, int):
                integers[str(name, "utf-8")] = integer
        elif number == _NODE_KIND:
            kind = str(value, "utf-8")
        elif number == _NODE_INPUT:
            inputs.append(str(value, "utf-8"))
        elif number == _NODE_OUTPUT:
            outputs.append(str(value, "utf-8"))
    return Node(kind, tuple(inputs), tuple(outputs), integers)


def _fields(data: memoryview) -> Iterator[tuple[int, int | memoryview]]:
    """Yield field numbers and values: varints as integers, everything else as bytes.

    Raises:
        IndexError: the message is cut off, or has a wire type that protobuf 3 does not use.
    """
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
    encoded = bytearray()
    while value > 0x7F:
        encoded.append(value & 0x7F | 0x80)
        value >>= 7
    encoded.append(value)
    return bytes(encoded)


def _key(number: int, kind: int) -> bytes:
    return _varint(number << 3 | kind)


def _message(number: int, data: bytes) -> bytes:
    return _key(number, _BYTES) + _varint(len(data)) + data


def _text(number: int, text: str) -> bytes:
    return _message(number, text.encode())
