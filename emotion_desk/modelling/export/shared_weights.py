"""Makes an int8 graph compute its weights from the float16 weights of the safetensors file, which are stored once.

The int8 weights of :mod:`emotion_desk.modelling.export.quantise` are the float16 weights divided by a step size per
channel and rounded.  The graph can do this itself with ``QuantizeLinear`` over tensors in the safetensors file (ONNX
external data); ONNX Runtime computes it once when it loads the graph.  The weights and the outputs stay the same, and
the file shrinks from 25 MB to less than 1 MB.
"""

from __future__ import annotations

from itertools import product
from pathlib import Path
from typing import Final

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import NodeProto, TensorProto, helper, numpy_helper

from emotion_desk.errors import ModelError
from emotion_desk.modelling.export.onnx_export import offsets, require, save_onnx, stored_tensor

#: The first version of ONNX's operators whose ``QuantizeLinear`` accepts float16, and its version of the file format.
_OPSET: Final = 19
_IR: Final = 9
_BYTES: Final = "_quantized"
_NET: Final = "net."


def share(file: Path, weights: Path) -> None:
    """Replace the weights of an int8 graph by references to a safetensors file where the results are equal.

    Args:
        file: the int8 graph of :func:`emotion_desk.modelling.export.quantise.quantise`; it is replaced.
        weights: weights of the same network in the same folder
            (:func:`emotion_desk.modelling.export.onnx_export.save_weights`).

    Raises:
        ModelError: no tensor is equal, so the weights belong to another network.
    """
    model = onnx.load(file)
    graph, stored = model.graph, offsets(weights)
    content = weights.read_bytes()
    own = {initialiser.name: initialiser for initialiser in graph.initializer}
    steps = {
        node.input[0]: own[node.input[1]]
        for node in graph.node
        if node.op_type == "DequantizeLinear" and node.input[0] in own and node.input[0].endswith(_BYTES)
    }
    kept: list[TensorProto] = []
    made: list[NodeProto] = []
    for name, initialiser in own.items():
        key = name.removeprefix(_NET).removesuffix(_BYTES).removesuffix(".half")
        if key not in stored or stored[key]["dtype"] != "F16":
            kept.append(initialiser)
            continue
        half = _numbers(content, stored[key])
        if name in steps:
            added = _rounded(numpy_helper.to_array(initialiser), half, numpy_helper.to_array(steps[name]), name)
            if added is None:
                kept.append(initialiser)
                continue
            nodes, inputs = added
            kept += [stored_tensor(weights, key, nodes[0].input[0], stored), *inputs]
            made += nodes
        elif initialiser.data_type == TensorProto.FLOAT16 and np.array_equal(numpy_helper.to_array(initialiser), half):
            kept.append(stored_tensor(weights, key, name, stored))
        else:
            kept.append(initialiser)
    if not made:
        raise ModelError(f"'{file.name}' was not made from the weights of '{weights.name}'.")
    nodes = [*made, *graph.node]
    del graph.initializer[:], graph.node[:]
    graph.initializer.extend(kept)
    graph.node.extend(nodes)
    require(model, _OPSET, _IR)
    save_onnx(model, file)


def _numbers(content: bytes, tensor: dict[str, object]) -> NDArray[np.float16]:
    first, last = tensor["data_offsets"]  # type: ignore[misc]
    return np.frombuffer(content[first:last], np.float16).reshape(tensor["shape"])  # type: ignore[call-overload,no-any-return,has-type]


def _rounded(
    wanted: NDArray[np.int8], half: NDArray[np.float16], steps: NDArray[np.float32], name: str
) -> tuple[list[NodeProto], list[TensorProto]] | None:
    """Return nodes and initialisers that compute int8 weights from float16 weights, ``None`` if there are none.

    The weights of :mod:`emotion_desk.modelling.export.bias_correction` are even integers: they are rounded with twice
    the step size and then doubled.  A step size in float16 is exact enough unless it is below the range of float16.
    """
    for times, kind in product((1, 2), (np.float16, np.float32)):
        step = (steps * times).astype(kind)
        wide = step.astype(np.float32).reshape(-1, *[1] * (half.ndim - 1))
        with np.errstate(divide="ignore", invalid="ignore"):
            made = np.clip(np.rint(half.astype(np.float32) / wide), -128, 127).astype(np.int8)
        if not np.array_equal(made * np.int8(times), wanted):
            continue
        source, by, zero = f"{name}.half", f"{name}.step", f"{name}.zero"
        inputs = [numpy_helper.from_array(step, by), numpy_helper.from_array(np.zeros(len(step), np.int8), zero)]
        out = name if times == 1 else f"{name}.halved"
        nodes = []
        if kind is np.float32:
            source = f"{name}.wide"
            nodes.append(helper.make_node("Cast", [f"{name}.half"], [source], to=TensorProto.FLOAT))
        nodes.append(helper.make_node("QuantizeLinear", [source, by, zero], [out], axis=0))
        if times == 2:
            nodes.append(helper.make_node("Add", [out, out], [name]))
        return nodes, inputs
    return None
