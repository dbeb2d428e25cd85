"""Folders of weights in the earlier forms are still read: external data, and kernels of four bits."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from emotion_desk.inference.engines import load_engine
from emotion_desk.inference.manifest import ModelEntry, ModelFile
from emotion_desk.inference.model_store import ModelStore, file_sha256
from emotion_desk.inference.onnx_engine import OnnxEngine

pytest.importorskip("torch", reason="the extra 'train' is not installed")

import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

from emotion_desk.modelling.export.onnx_export import onnx_model
from emotion_desk.modelling.export.release import write_manifest
from emotion_desk.modelling.networks.multitask_net import HEADS, MULTITASK
from tests.inference.networks import entry_of, rows, save_as_safetensors, small, small_int8

pytestmark = pytest.mark.train
GIVEN = np.stack(list(rows(3)))


def listed(file: Path, reads: str = "") -> ModelFile:
    return ModelFile(file.name, file_sha256(file), file.stat().st_size, reads)


def test_weights_beside_the_graphs_are_read(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    eight, plain, weights = (tmp_path / f"multitask{end}" for end in ("-int8.onnx", ".onnx", ".safetensors"))
    for file, model in ((eight, onnx.load(small_int8(tmp_path_factory))), (plain, onnx_model(small(), 96))):
        onnx.save(model, file, save_as_external_data=True, location=f"{file.stem}.bin", size_threshold=1024)
    save_as_safetensors(small(), weights)
    parts = {"weights": listed(weights), "onnx": listed(plain, "weights"), "int8": listed(eight, "weights")}
    entry = ModelEntry(**{**vars(entry_of("multitask", {head: HEADS[head] for head in MULTITASK}, {})), "files": parts})
    write_manifest(tmp_path, {"multitask": entry})
    store = ModelStore(tmp_path)
    expected = OnnxEngine(small_int8(tmp_path_factory), "int8").run(GIVEN)
    for several in (False, True):
        answer = load_engine(store, "multitask", "onnx-int8", several_rows=several).run(GIVEN)
        for head, value in expected.items():
            np.testing.assert_array_equal(answer[head], value)
    with torch.inference_mode():
        wanted = {head: value.numpy() for head, value in small()(torch.from_numpy(GIVEN)).items()}
    for head, value in load_engine(store, "multitask", "onnx-fp32").run(GIVEN).items():
        np.testing.assert_allclose(value, wanted[head], atol=1e-3)
    assert store.entry("multitask").weight_bytes("int8") == eight.stat().st_size + weights.stat().st_size


def test_kernels_of_four_bits_are_read(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    plain, packed = tmp_path / "plain.onnx", tmp_path / "packed.onnx"
    model = onnx.load(small_int8(tmp_path_factory))
    for tensor in model.graph.initializer:
        if tensor.data_type == TensorProto.INT8 and len(tensor.dims) == 4:
            tensor.CopyFrom(numpy_helper.from_array(numpy_helper.to_array(tensor) // 10, tensor.name))
    onnx.save(model, plain)
    casts = []
    for tensor in model.graph.initializer:
        if tensor.data_type == TensorProto.INT8 and len(tensor.dims) == 4:
            codes, name = numpy_helper.to_array(tensor), f"{tensor.name}.nibbles"
            casts.append(helper.make_node("Cast", [name], [tensor.name], to=TensorProto.INT8))
            tensor.CopyFrom(helper.make_tensor(name, TensorProto.INT4, codes.shape, codes.ravel().tolist()))
    nodes = [*casts, *model.graph.node]
    del model.graph.node[:]
    model.graph.node.extend(nodes)
    model.opset_import[0].version = 21
    onnx.save(model, packed)
    assert packed.stat().st_size < 0.9 * plain.stat().st_size
    for options in ({"precision": "int8"}, {"precision": "int8", "several_rows": True}, {"dequantised": True}):
        ours, theirs = (OnnxEngine(file, **options).run(GIVEN) for file in (plain, packed))
        for head, value in ours.items():
            np.testing.assert_array_equal(theirs[head], value)
