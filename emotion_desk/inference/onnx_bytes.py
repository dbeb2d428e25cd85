"""Reads the nodes of an ONNX graph, replaces them, and adds Einsum outputs, without the package ``onnx``.

An ONNX file is one protobuf message.  A field that occurs twice in a message is merged: repeated fields are joined
(https://protobuf.dev/programming-guides/encoding/#last-one-wins).  So appending a second, small graph to the bytes adds
its nodes and outputs to the first, and the weights are not copied or parsed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from emotion_desk.errors import ModelError
from emotion_desk.inference.protobuf import fields, integer, integers, message, text
from emotion_desk.translatable import translatable

#: Field numbers of onnx.proto (ModelProto, GraphProto, NodeProto, AttributeProto, ValueInfoProto and its type,
#: TensorProto, TensorShapeProto), and numbers of its enumerations.
MODEL_GRAPH = 7
_GRAPH_NODE, GRAPH_INITIALIZER, _GRAPH_INPUT, _GRAPH_OUTPUT = 1, 5, 11, 12
_NODE_INPUT, _NODE_OUTPUT, _NODE_KIND, _NODE_ATTRIBUTE = 1, 2, 4, 5
_ATTRIBUTE_NAME, _ATTRIBUTE_INT, _ATTRIBUTE_TEXT, _ATTRIBUTE_INTS, _ATTRIBUTE_TYPE = 1, 3, 4, 8, 20
_IS_INT, _IS_TEXT, _IS_INTS = 2, 3, 7
_VALUE_NAME, _VALUE_TYPE, _TENSOR, _ELEMENT, _SHAPE, _FLOAT = 1, 2, 1, 1, 2, 1
_DIM, _DIM_VALUE = 1, 1
_TENSOR_DIMS, TENSOR_TYPE, _TENSOR_INT32, _TENSOR_NAME, TENSOR_RAW, _UINT8, INT8, _INT64 = 1, 2, 5, 8, 9, 2, 3, 7
UNREADABLE = translatable("The network's graph cannot be read: the file is damaged or too new.")


@dataclass(frozen=True, slots=True)
class Node:
    """One node of a graph.

    Attributes:
        kind: the operator, for example ``Gemm``.
        inputs, outputs: names of the values that it reads and computes.
        integers: its integer attributes by name.
        lists: its attributes that are lists of integers.
        data: the node as it stands in the file, if it comes from one.
    """

    kind: str
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    integers: dict[str, int] = field(default_factory=dict)
    lists: dict[str, tuple[int, ...]] = field(default_factory=dict)
    data: memoryview | None = field(default=None, repr=False, compare=False)

    def renamed(self, inputs: Sequence[str], outputs: Sequence[str]) -> Node:
        """Return the same operation on other values."""
        kept = b"".join(
            copied(number, value)
            for number, value in fields(self.data or memoryview(b""))
            if number not in (_NODE_INPUT, _NODE_OUTPUT)
        )
        data = _names(inputs, outputs) + kept
        return Node(self.kind, tuple(inputs), tuple(outputs), self.integers, self.lists, memoryview(data))

    def encoded(self) -> bytes | memoryview:
        """Return the node's message."""
        if self.data is not None:
            return self.data
        data = _names(self.inputs, self.outputs) + text(_NODE_KIND, self.kind)
        for name, value in self.integers.items():
            data += message(
                _NODE_ATTRIBUTE,
                text(_ATTRIBUTE_NAME, name) + integer(_ATTRIBUTE_INT, value) + integer(_ATTRIBUTE_TYPE, _IS_INT),
            )
        for name, values in self.lists.items():
            numbers = b"".join(integer(_ATTRIBUTE_INTS, value) for value in values)
            data += message(_NODE_ATTRIBUTE, text(_ATTRIBUTE_NAME, name) + numbers + integer(_ATTRIBUTE_TYPE, _IS_INTS))
        return data


@dataclass(frozen=True, slots=True)
class Graph:
    """What a rewriting needs to know of a graph.

    Attributes:
        nodes: in their order.
        inputs: shapes of the inputs by name; 0 where the number is not fixed.
        constants: shapes of the stored values by name.
        outputs: names of the outputs.
        zeros: names of the stored values that are a single zero of type uint8, as zero points are.
    """

    nodes: list[Node]
    inputs: dict[str, tuple[int, ...]]
    constants: dict[str, tuple[int, ...]]
    outputs: list[str]
    zeros: set[str] = field(default_factory=set)


def read_graph(model: bytes) -> Graph:
    """Return the graph of a serialised model.

    Raises:
        ModelError: the bytes are not a protobuf message.
    """
    graph = Graph([], {}, {}, [])
    try:
        for number, part in fields(memoryview(model)):
            if number != MODEL_GRAPH or not isinstance(part, memoryview):
                continue
            for kind, value in fields(part):
                if not isinstance(value, memoryview):
                    continue
                if kind == _GRAPH_NODE:
                    graph.nodes.append(_node(value))
                elif kind == GRAPH_INITIALIZER:
                    name, shape = _constant(value)
                    graph.constants[name] = shape
                    if shape in ((), (1,)) and _is_zero(value):
                        graph.zeros.add(name)
                elif kind == _GRAPH_INPUT:
                    graph.inputs[_text_of(value, _VALUE_NAME)] = _shape(value)
                elif kind == _GRAPH_OUTPUT:
                    graph.outputs.append(_text_of(value, _VALUE_NAME))
    except (IndexError, UnicodeDecodeError) as error:
        raise ModelError(UNREADABLE) from error
    return graph


def read_nodes(model: bytes) -> list[Node]:
    """Return the nodes of a serialised model in their order.

    Raises:
        ModelError: the bytes are not a protobuf message.
    """
    return read_graph(model).nodes


def with_nodes(model: bytes, nodes: Iterable[Node], constants: Mapping[str, np.ndarray]) -> bytes:
    """Return a model with these nodes in place of its own, and with additional constants of 64-bit integers."""
    kept = []
    for number, part in fields(memoryview(model)):
        if number != MODEL_GRAPH or not isinstance(part, memoryview):
            kept.append(copied(number, part))
            continue
        rest = [copied(kind, value) for kind, value in fields(part) if kind != _GRAPH_NODE]
        kept.append(message(MODEL_GRAPH, b"".join(rest)))
    added = [message(_GRAPH_NODE, node.encoded()) for node in nodes]
    for name, values in constants.items():
        shape = b"".join(integer(_TENSOR_DIMS, size) for size in values.shape)
        raw = message(TENSOR_RAW, np.ascontiguousarray(values, "<i8").tobytes())
        added.append(message(GRAPH_INITIALIZER, shape + integer(TENSOR_TYPE, _INT64) + text(_TENSOR_NAME, name) + raw))
    return b"".join(kept) + message(MODEL_GRAPH, b"".join(added))


def with_einsums(model: bytes, wanted: dict[str, tuple[str, str, str]]) -> bytes:
    """Return a model with additional outputs, each the ``Einsum`` of two values of its graph.

    Args:
        model: a serialised ONNX model.
        wanted: by the name of the new output: the equation and the names of the two values.
    """
    added = b""
    for name, (equation, first, second) in wanted.items():
        attribute = text(_ATTRIBUTE_NAME, "equation") + text(_ATTRIBUTE_TEXT, equation)
        attribute += integer(_ATTRIBUTE_TYPE, _IS_TEXT)
        node = text(_NODE_INPUT, first) + text(_NODE_INPUT, second) + text(_NODE_OUTPUT, name)
        node += text(_NODE_KIND, "Einsum") + message(_NODE_ATTRIBUTE, attribute)
        element = integer(_ELEMENT, _FLOAT)
        value = text(_VALUE_NAME, name) + message(_VALUE_TYPE, message(_TENSOR, element))
        added += message(_GRAPH_NODE, node) + message(_GRAPH_OUTPUT, value)
    return model + message(MODEL_GRAPH, added)


def _node(data: memoryview) -> Node:
    kind, inputs, outputs = "", [], []
    numbers: dict[str, int] = {}
    lists: dict[str, tuple[int, ...]] = {}
    for number, value in fields(data):
        if not isinstance(value, memoryview):
            continue
        if number == _NODE_ATTRIBUTE:
            name = _text_of(value, _ATTRIBUTE_NAME)
            for part, content in fields(value):
                if part == _ATTRIBUTE_INT and isinstance(content, int):
                    numbers[name] = content
                elif part == _ATTRIBUTE_INTS:
                    lists[name] = lists.get(name, ()) + integers(content)
        elif number == _NODE_KIND:
            kind = str(value, "utf-8")
        elif number == _NODE_INPUT:
            inputs.append(str(value, "utf-8"))
        elif number == _NODE_OUTPUT:
            outputs.append(str(value, "utf-8"))
    return Node(kind, tuple(inputs), tuple(outputs), numbers, lists, data)


def _constant(data: memoryview) -> tuple[str, tuple[int, ...]]:
    shape: tuple[int, ...] = ()
    for number, value in fields(data):
        if number == _TENSOR_DIMS:
            shape += integers(value)
    return _text_of(data, _TENSOR_NAME), shape


def _is_zero(data: memoryview) -> bool:
    """Return whether a tensor of one value is the uint8 number 0."""
    parts = dict(fields(data))
    if parts.get(TENSOR_TYPE) != _UINT8:
        return False
    raw = parts.get(TENSOR_RAW)
    return bytes(raw) == b"\0" if isinstance(raw, memoryview) else integers(parts.get(_TENSOR_INT32, 0)) == (0,)


def _shape(data: memoryview) -> tuple[int, ...]:
    """Return the shape that a ValueInfoProto states."""
    for number in (_VALUE_TYPE, _TENSOR, _SHAPE):
        data = next((value for at, value in fields(data) if at == number and isinstance(value, memoryview)), data[:0])
    dims = [value for at, value in fields(data) if at == _DIM and isinstance(value, memoryview)]
    found = [[value for at, value in fields(dim) if at == _DIM_VALUE and isinstance(value, int)] for dim in dims]
    return tuple(values[0] if values else 0 for values in found)


def _text_of(data: memoryview, wanted: int) -> str:
    for number, value in fields(data):
        if number == wanted and isinstance(value, memoryview):
            return str(value, "utf-8")
    return ""


def _names(inputs: Iterable[str], outputs: Iterable[str]) -> bytes:
    return b"".join(text(_NODE_INPUT, name) for name in inputs) + b"".join(text(_NODE_OUTPUT, name) for name in outputs)


def copied(number: int, value: int | memoryview) -> bytes:
    """Return a field again that :func:`fields` gave; at these places ONNX has no fields of four or eight bytes."""
    if isinstance(value, int):
        return integer(number, value)
    return message(number, value)
