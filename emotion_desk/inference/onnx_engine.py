"""Runs a network in ONNX Runtime, on the processor or on an accelerator."""

from __future__ import annotations

import platform
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from emotion_desk.catalogue import PROVIDERS
from emotion_desk.errors import EngineError, ModelError
from emotion_desk.inference.float_graph import compute_in_float
from emotion_desk.inference.onnx_graph import read_without_kernels
from emotion_desk.inference.protocols import Outputs
from emotion_desk.inference.rows_in_one_product import put_rows_in_one_product
from emotion_desk.inference.thread_pool import session_options
from emotion_desk.translatable import translatable

if TYPE_CHECKING:
    import onnxruntime
    from onnx import ModelProto

_CPU: Final = "CPUExecutionProvider"
_X86: Final = ("x86_64", "AMD64")


class OnnxEngine:
    """A network in ONNX Runtime, on the shared thread pool.

    Args:
        file: the graph.
        precision: ``fp32`` or ``int8``; it is part of the engine's name.
        device: one of :data:`~emotion_desk.catalogue.PROVIDERS`; by default the processor.
        several_rows: calls usually have more than one row; an 8-bit graph is then rewritten in memory for them, with
            the same answers (:mod:`emotion_desk.inference.rows_in_one_product`).
        dequantised: the file is an 8-bit graph that is computed in float32
            (:mod:`emotion_desk.inference.float_graph`).
        now_and_then: calls are seldom: working memory goes back to the system after each of them.

    Raises:
        ModelError: ONNX Runtime cannot load the file.
        EngineError: ONNX Runtime is not installed, or the device cannot be used.
    """

    def __init__(
        self,
        file: Path,
        precision: str = "fp32",
        device: str | None = None,
        *,
        several_rows: bool = False,
        dequantised: bool = False,
        now_and_then: bool = False,
    ) -> None:
        options = session_options()
        import onnxruntime

        if now_and_then:
            options.enable_cpu_mem_arena = options.enable_mem_pattern = False
        provider = PROVIDERS[device] if device is not None else _CPU
        model: str | bytes = str(file)
        if dequantised:
            model = _rewritten(file, compute_in_float, options)
            # Without this, ONNX Runtime leaves DequantizeLinear for integer kernels and computes the weights each time.
            options.add_session_config_entry("session.disable_quant_qdq", "1")
        elif several_rows and device is None and platform.machine() in _X86:
            model = _rewritten(file, put_rows_in_one_product, options)
        if device == "directml":  # DirectML refuses sessions that reuse memory by pattern
            options.enable_mem_pattern = False
        try:
            self._session: onnxruntime.InferenceSession = onnxruntime.InferenceSession(
                model, options, providers=list(dict.fromkeys((provider, _CPU)))
            )
        except Exception as error:  # ONNX Runtime raises a type of its own for each fault of a file
            if device is not None:
                raise EngineError(
                    translatable("The engine 'onnx-{device}' cannot be used on this machine.", device=device)
                ) from error
            raise ModelError(
                translatable("ONNX Runtime cannot load '{name}': the file is damaged or too new.", name=file.name)
            ) from error
        if provider not in self._session.get_providers():  # it falls back silently where a driver is missing
            raise EngineError(
                translatable(
                    "The engine 'onnx-{device}' cannot be used on this machine: its driver does not load.",
                    device=device,
                )
            )
        parts = [device, *([precision] if precision != "fp32" else [])] if device is not None else [precision]
        self._name = "-".join(["onnx", *parts])
        self._input = self._session.get_inputs()[0].name
        self._outputs = [output.name for output in self._session.get_outputs()]
        self._to_wanted = onnxruntime.RunOptions()
        self._to_wanted.only_execute_path_to_fetches = True

    @property
    def name(self) -> str:
        """Return ``onnx-`` and the precision, or the device (with the precision if it is not ``fp32``)."""
        return self._name

    def run(self, rows: NDArray[np.float32]) -> Outputs:
        """Run float32 rows (n, ...) through the network; return each output of the graph by name, (n, size)."""
        return dict(zip(self._outputs, self._session.run(self._outputs, {self._input: rows}), strict=True))

    def run_heads(self, rows: NDArray[np.float32], heads: Sequence[str]) -> Outputs:
        """Like :meth:`run`, but compute these outputs only."""
        found = self._session.run(list(heads), {self._input: rows}, self._to_wanted)
        return dict(zip(heads, found, strict=True))


def _rewritten(file: Path, rewrite: Callable[[ModelProto], bool], options: onnxruntime.SessionOptions) -> str | bytes:
    """Return what ONNX Runtime is to load: the rewritten graph, or the file itself where nothing is to be rewritten."""
    try:
        model = read_without_kernels(file, options)
        if not rewrite(model):
            return str(file)
    except (OSError, ModelError):
        return str(file)  # ONNX Runtime says what is wrong with it
    changed: bytes = model.SerializeToString()
    return changed
