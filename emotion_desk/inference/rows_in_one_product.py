"""Rewrites the last convolutions of an 8-bit network so that all rows of a call share one reading of the weights.

ONNX Runtime computes an 8-bit convolution row by row.  In the last stages of a ResNet the maps are small and the
weights large: reading the weights takes the time, and it is done once for each row.  Here such convolutions become
matrix products over the cells of all rows; the products of integers are the same, and so are the answers.  The
network's file stays as it is.  ``docs/decisions/0095`` has the measurements.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from emotion_desk.inference.onnx_graph import integer, integers, renamed, replace_nodes, shape_of

if TYPE_CHECKING:
    from onnx import GraphProto, ModelProto, NodeProto

#: A convolution is rewritten if its output has at most so many cells.
MOST_CELLS: Final = 16
_ONE_BY_ONE: Final = (1, 1)
_THREE_BY_THREE: Final = (3, 3)


@dataclass(frozen=True, slots=True)
class _Map:
    """Channels, height and width of a value of shape (rows, channels, height, width)."""

    channels: int
    height: int
    width: int

    @property
    def cells(self) -> int:
        return self.height * self.width


def put_rows_in_one_product(model: ModelProto) -> bool:
    """Rewrite the last convolutions of a model as matrix products, in place.

    Args:
        model: 8-bit, in the form of QuantizeLinear and DequantizeLinear.

    Returns:
        whether there was any to rewrite; without, the model is as it was.
    """
    from onnx import numpy_helper

    rewriting = _Rewriting(model.graph)
    try:
        rewriting.run()
    except (KeyError, ValueError, IndexError):  # a graph of another kind
        return False
    if not rewriting.products:
        return False
    replace_nodes(model.graph, rewriting.nodes)
    model.graph.initializer.extend(
        numpy_helper.from_array(values, name) for name, values in rewriting.constants.items()
    )
    return True


@dataclass(slots=True)
class _Rewriting:
    """Walks through a graph once; values of rewritten parts have the shape (rows * cells, channels).

    Attributes:
        nodes, constants: the new graph's nodes and additional constants.
        products: how many convolutions were rewritten.
    """

    graph: GraphProto
    nodes: list[NodeProto] = field(default_factory=list)
    constants: dict[str, NDArray[np.int64]] = field(default_factory=dict)
    products: int = 0
    _maps: dict[str, _Map] = field(default_factory=dict)
    #: Names of values in the new shape, by their old names.
    _flat: dict[str, str] = field(default_factory=dict)
    _producers: dict[str, NodeProto] = field(default_factory=dict)
    #: Shapes of the stored values.
    _stored: dict[str, tuple[int, ...]] = field(default_factory=dict)
    _present: set[str] = field(default_factory=set)

    def run(self) -> None:
        """Rewrite all nodes."""
        for value in self.graph.input:
            sizes = shape_of(value)
            if len(sizes) == 4 and all(sizes[1:]):
                self._maps[value.name] = _Map(*sizes[1:])
        self._producers = {name: node for node in self.graph.node for name in node.output}
        self._stored = {one.name: tuple(one.dims) for one in self.graph.initializer}
        self._present = {value.name for value in self.graph.input} | set(self._stored)
        for node in self.graph.node:
            self._follow(node)
            if node.op_type == "Conv" and self._is_small(node):
                self._product(node)
            elif node.op_type in _EACH_VALUE and self._flat.keys() & set(node.input):
                self._each_value(node)
            else:
                self._keep(node)
        for value in self.graph.output:
            self._restore(value.name)
        self._drop_unused()

    def _follow(self, node: NodeProto) -> None:
        """Work out the map that a node gives."""
        maps = [self._maps[name] for name in node.input if name in self._maps]
        if not maps:
            return
        given = maps[0]
        if node.op_type == "Conv":
            weights = self._shape(node.input[1])
            self._maps[node.output[0]] = _slid(given, node, weights[0])
        elif node.op_type == "MaxPool":
            self._maps[node.output[0]] = _slid(given, node, given.channels)
        elif node.op_type == "MatMul":
            first, second = node.input
            if first in self._maps:
                self._maps[node.output[0]] = _Map(given.channels, given.height, self._shape(second)[-1])
            else:
                self._maps[node.output[0]] = _Map(given.channels, self._shape(first)[0], given.width)
        elif node.op_type in _EACH_VALUE:
            self._maps[node.output[0]] = given

    def _is_small(self, node: NodeProto) -> bool:
        given, result = self._maps.get(node.input[0]), self._maps.get(node.output[0])
        if given is None or result is None or result.cells > MOST_CELLS or integer(node, "group", 1) != 1:
            return False
        if self._quantised(node.input[0]) is None or self._quantised(node.input[1]) is None:
            return False
        size = self._shape(node.input[1])[2:]
        strides, pads = integers(node, "strides", (1, 1)), integers(node, "pads", (0, 0, 0, 0))
        if any(step != 1 for step in integers(node, "dilations", (1, 1))):
            return False
        if size == _ONE_BY_ONE:
            return strides in ((1, 1), (2, 2)) and not any(pads)
        return size == _THREE_BY_THREE and strides == (1, 1) and pads == (1, 1, 1, 1)

    def _product(self, node: NodeProto) -> None:
        """Replace a convolution of dequantised values by a product of matrices."""
        name = node.output[0]
        given = self._maps[node.input[0]]
        source, weights = self._producers[node.input[0]], self._producers[node.input[1]]
        rows = self._flatten(source.input[0], given)
        size = self._shape(node.input[1])[2:]
        if integers(node, "strides", (1, 1)) == (2, 2):
            rows = self._every_second(rows, given)
        if size == _THREE_BY_THREE:
            rows = self._neighbours(rows, given, source.input[2])
        channels = given.channels * size[0] * size[1]
        turned, matrix = f"{name}.weights.turned", f"{name}.weights"
        self._add("Transpose", [weights.input[0]], turned, perm=(2, 3, 1, 0))
        self._add("Reshape", [turned, self._constant(f"shape.{channels}.rest", (channels, -1))], matrix)
        self._add("DequantizeLinear", [matrix, *weights.input[1:]], f"{matrix}.float", axis=1)
        self._add("DequantizeLinear", [rows, *source.input[1:]], f"{name}.rows.float")
        self._flat[name] = f"{name}.flat"
        self._add("Gemm", [f"{name}.rows.float", f"{matrix}.float", *node.input[2:]], self._flat[name])
        self.products += 1

    def _flatten(self, value: str, given: _Map) -> str:
        """Return a value of shape (rows, channels, height, width) as (rows * cells, channels)."""
        if value not in self._flat:
            last, self._flat[value] = f"{value}.last", f"{value}.flat"
            self._add("Transpose", [value], last, perm=(0, 2, 3, 1))
            self._add(
                "Reshape", [last, self._constant(f"shape.{given.channels}", (-1, given.channels))], f"{value}.flat"
            )
        return self._flat[value]

    def _every_second(self, rows: str, given: _Map) -> str:
        """Return every second cell in both directions."""
        chosen = f"{rows}.second"
        if chosen not in self._present:
            name = f"shape.{given.height}.{given.width}.{given.channels}"
            shape = self._constant(name, (-1, given.height, given.width, given.channels))
            self._add("Reshape", [rows, shape], f"{rows}.grid")
            first, end = self._constant("zeros", (0, 0)), self._constant("ends", (given.height, given.width), name)
            axes, steps = self._constant("axes", (1, 2)), self._constant("steps", (2, 2))
            self._add("Slice", [f"{rows}.grid", first, end, axes, steps], f"{rows}.grid.second")
            flat = self._constant(f"shape.{given.channels}", (-1, given.channels))
            self._add("Reshape", [f"{rows}.grid.second", flat], chosen)
        return chosen

    def _neighbours(self, rows: str, given: _Map, zero: str) -> str:
        """Return each cell with its eight neighbours, (rows * cells, 9 * channels); outside is the value ``zero``."""
        height, width, channels = given.height, given.width, given.channels
        by_row = self._constant(f"shape.{given.cells}.{channels}", (-1, given.cells, channels))
        self._add("Reshape", [rows, by_row], f"{rows}.by.row")
        self._add("Pad", [f"{rows}.by.row", self._constant("pads", (0, 0, 0, 0, 1, 0)), zero], f"{rows}.padded")
        numbers = np.full((height + 2, width + 2), given.cells)
        numbers[1:-1, 1:-1] = np.arange(given.cells).reshape(height, width)
        windows = np.lib.stride_tricks.sliding_window_view(numbers, (3, 3)).ravel()
        order = self._constant(f"neighbours.{height}.{width}", windows)
        self._add("Gather", [f"{rows}.padded", order], f"{rows}.windows", axis=1)
        flat = self._constant(f"shape.{9 * channels}", (-1, 9 * channels))
        self._add("Reshape", [f"{rows}.windows", flat], f"{rows}.neighbours")
        return f"{rows}.neighbours"

    def _each_value(self, node: NodeProto) -> None:
        """Keep an operation that treats each value alone, in the new shape."""
        maps = [name for name in node.input if name in self._maps]
        if not all(name in self._flat for name in maps):
            self._keep(node)
            return
        self._flat[node.output[0]] = f"{node.output[0]}.flat"
        self._append(renamed(node, [self._flat.get(name, name) for name in node.input], [f"{node.output[0]}.flat"]))

    def _keep(self, node: NodeProto) -> None:
        for name in node.input:
            self._restore(name)
        self._append(node)

    def _restore(self, name: str) -> None:
        """Give a value its old shape again, for a node that was not rewritten."""
        if name in self._present or name not in self._flat:
            return
        given = self._maps[name]
        wanted = f"shape.{given.height}.{given.width}.{given.channels}"
        shape = self._constant(wanted, (-1, given.height, given.width, given.channels))
        self._add("Reshape", [self._flat[name], shape], f"{name}.last")
        self._add("Transpose", [f"{name}.last"], name, perm=(0, 3, 1, 2))

    def _drop_unused(self) -> None:
        """Leave out the nodes whose results nobody reads any more; ONNX Runtime would run them."""
        read, kept = {value.name for value in self.graph.output}, []
        for node in reversed(self.nodes):
            if read & set(node.output):
                read.update(node.input)
                kept.append(node)
        self.nodes = kept[::-1]

    def _quantised(self, value: str) -> str | None:
        """Return the 8-bit value that was dequantised to this one."""
        node = self._producers.get(value)
        return (
            node.input[0] if node is not None and node.op_type == "DequantizeLinear" and len(node.input) == 3 else None
        )

    def _shape(self, value: str) -> tuple[int, ...]:
        """Return the shape of stored weights, which may be kept in another form and converted in the graph."""
        while value not in self._stored:
            value = self._producers[value].input[0]
        return self._stored[value]

    def _constant(self, name: str, values: tuple[int, ...] | NDArray[np.int64], of: str = "") -> str:
        full = f"rows.in.one.product.{name}{of}"
        self.constants[full] = np.asarray(values, np.int64)
        return full

    def _add(
        self, kind: str, inputs: list[str], output: str, *, axis: int | None = None, perm: tuple[int, ...] = ()
    ) -> None:
        from onnx import helper

        attributes: dict[str, Any] = {} if axis is None else {"axis": axis}
        if perm:
            attributes["perm"] = perm
        self._append(helper.make_node(kind, inputs, [output], **attributes))

    def _append(self, node: NodeProto) -> None:
        self.nodes.append(node)
        self._present.update(node.output)


#: Operators whose result has the shape of their input, and whose values do not depend on one another.
_EACH_VALUE: Final = ("QuantizeLinear", "DequantizeLinear", "Relu", "Add")


def _slid(given: _Map, node: NodeProto, channels: int) -> _Map:
    """Return the map that a sliding window gives."""
    size = integers(node, "kernel_shape", ())
    strides, pads = integers(node, "strides", (1, 1)), integers(node, "pads", (0, 0, 0, 0))
    height = (given.height + pads[0] + pads[2] - size[0]) // strides[0] + 1
    width = (given.width + pads[1] + pads[3] - size[1]) // strides[1] + 1
    return _Map(channels, height, width)
