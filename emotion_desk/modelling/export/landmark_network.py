"""Converts MediaPipe's landmark network from TFLite to the graph that is released.

Its PReLU is rewritten (:mod:`~emotion_desk.modelling.export.prelu_rewriting`), and padding of channels becomes a
convolution (:mod:`~emotion_desk.modelling.export.channel_padding`).  A third output, which the desk does not use, is
left out.  The graph reads pixels as OpenCV stores them, blue first and from 0 to 255: their order and their scale go
into the first convolution.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from onnx import ModelProto, checker, numpy_helper

from emotion_desk.errors import ModelError
from emotion_desk.modelling.export import tflite_to_onnx
from emotion_desk.modelling.export.channel_padding import with_whole_blocks
from emotion_desk.modelling.export.prelu_rewriting import stored_in_half, without_prelu

_POINTS, _SCORE, _UNUSED = "points", "score", "other"
_LARGEST_PIXEL: Final = 255.0


def convert(file: Path) -> ModelProto:
    """Return the released graph: ``points`` and ``score`` of ``image``, (1, 3, 256, 256), BGR, 0 to 255.

    Args:
        file: ``face_landmarks_detector.tflite``.

    Raises:
        DataError: the package ``tflite`` is not installed.
        ModelError: it is another network.
    """
    graph = tflite_to_onnx.convert(file, "landmarks", (_POINTS, _SCORE, _UNUSED))
    small = reads_pixels(only_outputs(graph, (_POINTS, _SCORE)))
    return stored_in_half(with_whole_blocks(without_prelu(small)))


def only_outputs(model: ModelProto, names: tuple[str, ...]) -> ModelProto:
    """Return a graph that computes these outputs only."""
    result = ModelProto()
    result.CopyFrom(model)
    graph = result.graph
    needed, kept = set(names), []
    for node in reversed(graph.node):
        if needed.intersection(node.output):
            needed.update(node.input)
            kept.append(node)
    for field, items in (
        (graph.node, kept[::-1]),
        (graph.initializer, [one for one in graph.initializer if one.name in needed]),
        (graph.output, [one for one in graph.output if one.name in names]),
    ):
        _refill(field, items)
    checker.check_model(result, full_check=True)
    return result


def reads_pixels(model: ModelProto) -> ModelProto:
    """Return a graph that reads blue, green and red from 0 to 255 instead of red, green and blue from 0 to 1.

    Raises:
        ModelError: something else than one convolution reads the picture.
    """
    result = ModelProto()
    result.CopyFrom(model)
    name = result.graph.input[0].name
    while True:
        readers = [node for node in result.graph.node if name in node.input]
        if len(readers) != 1 or readers[0].op_type not in ("Identity", "Conv"):
            raise ModelError("One convolution must read the picture.")
        if readers[0].op_type == "Conv":
            break
        name = readers[0].output[0]
    kernel = next(one for one in result.graph.initializer if one.name == readers[0].input[1])
    _set(kernel, numpy_helper.to_array(kernel)[:, ::-1] / _LARGEST_PIXEL)
    return result


def _set(weight: Any, values: NDArray[Any]) -> None:
    weight.CopyFrom(numpy_helper.from_array(np.ascontiguousarray(values, np.float32), weight.name))


def _refill(field: Any, items: list[Any]) -> None:
    copies = [type(one)() for one in items]
    for copy, one in zip(copies, items, strict=True):
        copy.CopyFrom(one)
    del field[:]
    field.extend(copies)
