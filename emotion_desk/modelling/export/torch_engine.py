"""The reference engine: the network in torch, from the released weights. Loaded on demand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors import SafetensorError
from safetensors.torch import load_file

from emotion_desk.errors import ModelError
from emotion_desk.modelling.export.batchnorm_folding import folded
from emotion_desk.modelling.export.dequantise import float_state
from emotion_desk.modelling.networks.multitask_net import HEADS, HeadSpec, Net


def _spec(head: str, state: dict[str, torch.Tensor]) -> HeadSpec:
    """Return the specification of a head with the size that its weights have; releases differ in it."""
    spec = HEADS[head]
    return replace(spec, size=len(state[f"heads.{head}.weight"])) if spec.kind == "embedding" else spec


def _state(file: Path) -> dict[str, torch.Tensor]:
    if file.suffix == ".onnx":
        return {name: torch.from_numpy(value) for name, value in float_state(file).items()}
    return {name: value.float() for name, value in load_file(file).items()}


class TorchEngine:
    """A network in eager torch, float32.

    Args:
        file: an int8 graph, or a safetensors file of an earlier release.
        heads: heads of the network.

    Raises:
        ModelError: the file does not hold the weights of this network.
    """

    def __init__(self, file: Path, heads: tuple[str, ...]) -> None:
        self._net: Callable[[torch.Tensor], dict[str, torch.Tensor]]
        try:
            state = _state(file)
            net = folded(Net({head: _spec(head, state) for head in heads}))
            if "shrink.across" in state:
                net.set_input_size(*state["shrink.across"].shape)
            net.load_state_dict(state)
        except (SafetensorError, KeyError, RuntimeError, TypeError, OSError) as error:
            raise ModelError(f"'{file.name}' does not hold the weights of this network.") from error
        self._net = net.to(memory_format=torch.channels_last)

    @property
    def name(self) -> str:
        """Return ``torch-fp32``."""
        return "torch-fp32"

    def compile(self) -> None:
        """Compile the network; the first run with each number of rows then takes long."""
        torch._dynamo.config.recompile_limit = 64
        self._net = torch.compile(self._net, dynamic=False)

    def run(self, rows: NDArray[np.float32]) -> dict[str, NDArray[np.float32]]:
        """Return the head outputs by name for float32 rows (n, 3, size, size)."""
        with torch.inference_mode():
            pictures = torch.from_numpy(rows).contiguous(memory_format=torch.channels_last)
            return {name: output.numpy() for name, output in self._net(pictures).items()}
