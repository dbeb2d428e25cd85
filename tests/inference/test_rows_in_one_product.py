"""Late convolutions as matrix products over all rows: the same answers, bit for bit; other graphs are left alone."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import pytest

from emotion_desk.catalogue import MULTITASK, SINGLES
from emotion_desk.errors import ModelError
from emotion_desk.inference.float_graph import compute_in_float
from emotion_desk.inference.model_store import ModelStore
from emotion_desk.inference.onnx_engine import OnnxEngine
from emotion_desk.inference.onnx_graph import read_model, shape_of
from emotion_desk.inference.rows_in_one_product import put_rows_in_one_product
from emotion_desk.inference.thread_pool import session_options

onnxruntime = pytest.importorskip("onnxruntime")


def _session(model: bytes, folder: Path) -> object:
    options = session_options()
    options.add_session_config_entry("session.model_external_initializers_file_folder_path", str(folder))
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])


@pytest.mark.parametrize("name", [MULTITASK, SINGLES["face_emotion"]])
def test_the_released_networks_answer_the_same(name: str) -> None:
    file = ModelStore().path(name, "int8")
    model, rewritten = read_model(file), read_model(file)
    assert put_rows_in_one_product(rewritten)
    before, after = (sum(node.op_type == "Conv" for node in one.graph.node) for one in (model, rewritten))
    assert before - after == 29  # six blocks of 4 x 4 cells, three of 2 x 2, and both shortcuts
    old, new = (_session(one.SerializeToString(), file.parent) for one in (model, rewritten))
    size = shape_of(model.graph.input[0])[-1]
    for count in (1, 2, 5):
        rows = np.random.default_rng(count).normal(0, 1, (count, 3, size, size)).astype(np.float32)
        answers = [one.run(None, {one.get_inputs()[0].name: rows}) for one in (old, new)]  # type: ignore[attr-defined]
        for one, other in zip(*answers, strict=True):
            np.testing.assert_array_equal(one, other)


def test_answers_do_not_depend_on_the_other_rows() -> None:
    file = ModelStore().path(MULTITASK, "int8")
    engine = OnnxEngine(file, "int8", several_rows=True)
    size = shape_of(read_model(file).graph.input[0])[-1]
    rows = np.random.default_rng(7).normal(0, 1, (4, 3, size, size)).astype(np.float32)
    together = engine.run(rows)
    for head, values in together.items():
        alone = np.concatenate([engine.run(rows[at : at + 1])[head] for at in range(4)])
        np.testing.assert_allclose(values, alone, atol=1e-5)


def test_heads_that_nobody_asked_for_are_left_out() -> None:
    engine = OnnxEngine(ModelStore().path(MULTITASK, "int8"), "int8", several_rows=True)
    rows = np.random.default_rng(1).normal(0, 1, (1, 3, 96, 96)).astype(np.float32)
    every, some = engine.run(rows), engine.run_heads(rows, ["face_emotion"])
    assert list(some) == ["face_emotion"]
    np.testing.assert_array_equal(some["face_emotion"], every["face_emotion"])


def test_other_graphs_are_left_alone() -> None:
    model = read_model(ModelStore().path(MULTITASK, "int8"))
    compute_in_float(model)
    before = model.SerializeToString()
    assert not put_rows_in_one_product(model)
    assert model.SerializeToString() == before
    assert not put_rows_in_one_product(onnx.ModelProto())


@pytest.mark.parametrize("place", ["../secret.bin", "ABSOLUTE"])
def test_a_rewritten_graph_reads_nothing_outside_its_folder(tmp_path: Path, place: str) -> None:
    folder = tmp_path / "models"
    folder.mkdir()
    model = onnx.load(ModelStore().path(MULTITASK, "int8"))
    onnx.save(model, folder / "net.onnx", save_as_external_data=True, location="net.bin")
    assert OnnxEngine(folder / "net.onnx", "int8", several_rows=True).name == "onnx-int8"
    secret = (folder / "net.bin").rename(tmp_path / "secret.bin")
    model = onnx.load(folder / "net.onnx", load_external_data=False)
    for tensor in model.graph.initializer:
        for entry in tensor.external_data:
            if entry.key == "location":
                entry.value = str(secret) if place == "ABSOLUTE" else place
    (folder / "net.onnx").write_bytes(model.SerializeToString())
    assert put_rows_in_one_product(read_model(folder / "net.onnx"))
    with pytest.raises(ModelError, match=r"cannot load 'net.onnx'"):
        OnnxEngine(folder / "net.onnx", "int8", several_rows=True)
