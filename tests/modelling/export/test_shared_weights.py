"""An eight-bit graph that reads its numbers from the half-precision file beside it gives the same answers."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import onnx
import pytest

from emotion_desk.errors import ModelError
from emotion_desk.inference.model_store import ModelStore
from emotion_desk.inference.onnx_engine import OnnxEngine
from emotion_desk.modelling.export.onnx_export import save_weights
from emotion_desk.modelling.export.shared_weights import share
from emotion_desk.modelling.networks.multitask_net import Net
from tests.inference.networks import rows, small, small_int8


@pytest.fixture(scope="module")
def net() -> Net:
    return small()


@pytest.fixture(scope="module")
def folder(net: Net, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("shared")
    shutil.copy(small_int8(tmp_path_factory), folder / "own-int8.onnx")
    save_weights(net, folder / "net.safetensors")
    shutil.copy(folder / "own-int8.onnx", folder / "net-int8.onnx")
    share(folder / "net-int8.onnx", folder / "net.safetensors")
    return folder


def test_answers_are_the_same_numbers(folder: Path) -> None:
    given = np.stack(list(rows(8)))
    own, shared = (OnnxEngine(folder / name, "int8").run(given) for name in ("own-int8.onnx", "net-int8.onnx"))
    assert set(own) == set(shared)
    for head, answer in own.items():
        np.testing.assert_array_equal(shared[head], answer)


def test_kernels_are_stored_once(folder: Path) -> None:
    graph = onnx.load(folder / "net-int8.onnx", load_external_data=False).graph
    kernels = [one for one in graph.initializer if len(one.dims) == 4]
    outside = [one for one in kernels if one.data_location == onnx.TensorProto.EXTERNAL]
    assert len(outside) > 0.8 * len(kernels)
    assert {entry.value for one in outside for entry in one.external_data if entry.key == "location"} == {
        "net.safetensors"
    }
    assert (folder / "net-int8.onnx").stat().st_size < 0.3 * (folder / "own-int8.onnx").stat().st_size


def test_numbers_of_another_network_are_refused(folder: Path, tmp_path: Path) -> None:
    save_weights(small(seed=8), tmp_path / "other.safetensors")
    shutil.copy(folder / "own-int8.onnx", tmp_path)
    before = (tmp_path / "own-int8.onnx").read_bytes()
    with pytest.raises(ModelError, match="not made from the weights"):
        share(tmp_path / "own-int8.onnx", tmp_path / "other.safetensors")
    assert (tmp_path / "own-int8.onnx").read_bytes() == before


def test_the_manifest_names_the_file_that_an_int8_file_needs() -> None:
    store = ModelStore()
    entry = store.entry("multitask")
    assert (entry.files["int8"].reads, entry.files["onnx"].reads, entry.files["weights"].reads) == (
        "weights", "weights", "",
    )  # fmt: skip
    assert 0.9 * entry.parameters < entry.weight_bytes("int8") < 1.15 * entry.parameters
    assert entry.weight_bytes("onnx") > 1.9 * entry.parameters


def test_eight_bits_are_refused_with_damaged_numbers(tmp_path: Path) -> None:
    folder = tmp_path / "models"
    shutil.copytree(ModelStore().folder, folder)
    with (folder / "multitask.safetensors").open("r+b") as opened:
        opened.seek(1_000_000)
        opened.write(b"\xff\xff")
    with pytest.raises(ModelError, match=r"'multitask\.safetensors' are damaged"):
        ModelStore(folder).path("multitask", "int8")
