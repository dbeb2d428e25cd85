"""Exports a network as safetensors and as an ONNX graph that refers to them.

Weights are stored once, as safetensors: kernels and matrices in float16, biases in float32.  The initialisers of the
ONNX graph are external data (file, offset, length) inside the safetensors file, followed by a ``Cast`` to float32,
which ONNX Runtime computes once when it loads the graph.  So ONNX Runtime and torch use the same bytes.
"""

from __future__ import annotations

import json
import struct
from pathlib import Path
from typing import Any, Final

import onnx
import torch
from onnx import TensorProto, helper
from safetensors.torch import save_file

from emotion_desk.modelling.networks.multitask_net import Net

_OPSET: Final = 18


def save_weights(net: Net, file: Path) -> None:
    """Write the weights of a folded network: matrices and kernels in float16, biases in float32."""
    state = {
        name: (value.half() if value.ndim > 1 else value.float()).contiguous().clone()
        for name, value in net.state_dict().items()
    }
    save_file(state, file)
    file.chmod(0o644)


def export_onnx(net: Net, size: int, weights: Path, file: Path) -> None:
    """Write the ONNX graph of a folded network whose weights are in ``weights``, in the same folder as ``file``.

    The graph has one input ``pictures`` (rows, 3, size, size) and one output per head.
    """
    model = onnx_model(net, size)
    _point_at(model, weights)
    save_onnx(model, file)


def onnx_model(net: Net, size: int) -> onnx.ModelProto:
    """Return the float32 graph of a folded network with its weights inside; the same network gives the same graph."""
    return module_graph(_Outputs(net.eval()), size, list(net.heads))


def module_graph(module: torch.nn.Module, size: int, outputs: list[str]) -> onnx.ModelProto:
    """Return the float32 graph of a module that maps ``pictures`` (rows, 3, size, size) to named outputs."""
    return graph_of(module, torch.zeros(2, 3, size, size), "pictures", outputs)


def graph_of(module: torch.nn.Module, example: torch.Tensor, name: str, outputs: list[str]) -> onnx.ModelProto:
    """Return the float32 graph of a module for any number of rows.

    Args:
        module: a module with one input tensor, whose first axis are rows.
        example: an input of two rows.
        name: name of the graph's input.
        outputs: names of the graph's outputs.
    """
    program = torch.onnx.export(
        module.eval(),
        (example,),
        input_names=[name],
        output_names=outputs,
        dynamic_shapes=({0: torch.export.Dim("rows", min=1, max=64)},),
        opset_version=_OPSET,
        dynamo=True,
        optimize=True,
        verbose=False,
    )
    assert program is not None
    model: onnx.ModelProto = program.model_proto
    return model


def require(model: onnx.ModelProto, opset: int, ir: int) -> None:
    """Raise the versions of ONNX's operators and file format that a model declares, if they are lower."""
    for domain in model.opset_import:
        if not domain.domain:
            domain.version = max(domain.version, opset)
    model.ir_version = max(model.ir_version, ir)


def save_onnx(model: onnx.ModelProto, file: Path) -> None:
    """Check and write a graph without unused domains and without the exporter's metadata.

    The metadata contains stack traces with paths of the exporting machine.
    """
    _remove_metadata(model)
    used = {node.domain for node in model.graph.node}
    domains = [opset for opset in model.opset_import if opset.domain in used]
    del model.opset_import[:]
    model.opset_import.extend(domains)
    onnx.save(model, file)
    onnx.checker.check_model(str(file))
    file.chmod(0o644)


class _Outputs(torch.nn.Module):
    """The network with its outputs as a tuple in a fixed order."""

    def __init__(self, net: Net) -> None:
        super().__init__()
        self.net = net

    def forward(self, pictures: torch.Tensor) -> tuple[torch.Tensor, ...]:
        outputs = self.net(pictures)
        return tuple(outputs[name] for name in self.net.heads)


def stored_tensor(weights: Path, key: str, name: str, offsets: dict[str, dict[str, Any]]) -> TensorProto:
    """Return an initialiser that refers to a tensor of a safetensors file (:func:`offsets`)."""
    found = offsets[key]
    first, last = found["data_offsets"]
    tensor = TensorProto(
        name=name,
        data_type=TensorProto.FLOAT16 if found["dtype"] == "F16" else TensorProto.FLOAT,
        dims=found["shape"],
        data_location=TensorProto.EXTERNAL,
    )
    for entry, value in (("location", weights.name), ("offset", str(first)), ("length", str(last - first))):
        tensor.external_data.add(key=entry, value=value)
    return tensor


def offsets(weights: Path) -> dict[str, dict[str, Any]]:
    """Return dtype, shape and absolute byte range of each tensor in a safetensors file."""
    with weights.open("rb") as opened:
        (length,) = struct.unpack("<Q", opened.read(8))
        header: dict[str, Any] = json.loads(opened.read(length))
    header.pop("__metadata__", None)
    for tensor in header.values():
        tensor["data_offsets"] = [8 + length + offset for offset in tensor["data_offsets"]]
    return header


def _point_at(model: onnx.ModelProto, weights: Path) -> None:
    """Replace the graph's initialisers by references into the safetensors file; float16 is cast to float32."""
    stored = offsets(weights)
    graph = model.graph
    casts: list[onnx.NodeProto] = []
    kept: list[TensorProto] = []
    for initialiser in graph.initializer:
        name = initialiser.name
        key = name.removeprefix("net.")
        if key not in stored:
            kept.append(initialiser)
            continue
        half = stored[key]["dtype"] == "F16"
        kept.append(stored_tensor(weights, key, f"{name}.half" if half else name, stored))
        if half:
            casts.append(helper.make_node("Cast", [kept[-1].name], [name], to=TensorProto.FLOAT))
    del graph.initializer[:]
    graph.initializer.extend(kept)
    nodes = [*casts, *graph.node]
    del graph.node[:]
    graph.node.extend(nodes)


def _remove_metadata(model: onnx.ModelProto) -> None:
    del model.metadata_props[:]
    del model.graph.value_info[:]
    del model.graph.metadata_props[:]
    for node in model.graph.node:
        del node.metadata_props[:]
        node.ClearField("doc_string")
    for value in (*model.graph.initializer, *model.graph.input, *model.graph.output):
        del value.metadata_props[:]
