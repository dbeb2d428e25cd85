"""Exports a network as an ONNX graph in float32, with its weights inside."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import onnx
import torch

from emotion_desk.modelling.networks.multitask_net import Net

_OPSET: Final = 18


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


def _remove_metadata(model: onnx.ModelProto) -> None:
    del model.metadata_props[:]
    del model.graph.value_info[:]
    del model.graph.metadata_props[:]
    for node in model.graph.node:
        del node.metadata_props[:]
        node.ClearField("doc_string")
    for value in (*model.graph.initializer, *model.graph.input, *model.graph.output):
        del value.metadata_props[:]
