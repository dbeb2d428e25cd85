"""What poses as weights is refused in one sentence, and nothing in it runs, even where a manifest vouches for it."""

from __future__ import annotations

import os
import pickle
from pathlib import Path

import numpy as np
import onnx
import pytest

from emotion_desk.errors import ModelError
from emotion_desk.inference.engines import load_engine
from emotion_desk.inference.model_store import ModelStore
from emotion_desk.inference.onnx_engine import OnnxEngine
from tests.inference.test_model_store import entry, store_of


class Payload:
    """Makes a folder when it is unpickled."""

    def __init__(self, witness: Path) -> None:
        self._witness = witness

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.mkdir, (str(self._witness),)


@pytest.fixture
def bomb(tmp_path: Path) -> tuple[bytes, Path]:
    """A pickle that leaves a witness behind, proved to work, and the witness."""
    witness = tmp_path / "ran"
    content = pickle.dumps(Payload(witness))
    pickle.loads(content)
    assert witness.is_dir(), "the payload must work, or the test shows nothing"
    witness.rmdir()
    return content, witness


def vouched(folder: Path, content: bytes, **parts: str) -> ModelStore:
    """Lay the same bytes under each part's name and list them with their right hash."""
    listed = entry(content)
    listed["files"] = {part: {**listed["files"]["weights"], "file": name} for part, name in parts.items()}
    folder.mkdir(exist_ok=True)
    for name in parts.values():
        (folder / name).write_bytes(content)
    return store_of(folder, listed)


@pytest.mark.parametrize("engine", ["auto", "onnx-int8", "onnx-fp32", pytest.param("torch", marks=pytest.mark.train)])
def test_a_pickle_posing_as_weights_is_not_run(tmp_path: Path, bomb: tuple[bytes, Path], engine: str) -> None:
    if engine == "torch":
        pytest.importorskip("torch", reason="the extra 'train' is not installed")
    content, witness = bomb
    store = vouched(tmp_path, content, weights="net.safetensors", onnx="net.onnx", int8="net-int8.onnx")
    for folder in (store, vouched(tmp_path / "int8", content, int8="net-int8.onnx")):
        with pytest.raises(ModelError) as caught:
            load_engine(folder, "multitask", engine)
        assert not witness.exists()
    assert str(caught.value).count(".") <= 2
    assert "\n" not in str(caught.value)


@pytest.mark.train
def test_a_torch_archive_posing_as_safetensors_is_not_run(tmp_path: Path) -> None:
    torch = pytest.importorskip("torch", reason="the extra 'train' is not installed")
    witness = tmp_path / "ran"
    file = tmp_path / "bomb.pt"
    torch.save({"net": Payload(witness)}, file)
    store = vouched(tmp_path, file.read_bytes(), weights="net.safetensors")
    with pytest.raises(ModelError, match="does not hold the weights"):
        load_engine(store, "multitask", "torch")
    assert not witness.exists()


@pytest.mark.train
@pytest.mark.parametrize("place", ["../secret.bin", "sub/../../secret.bin", "ABSOLUTE", "link.bin"])
def test_a_graph_that_reads_outside_its_folder_is_refused(tmp_path: Path, place: str) -> None:
    folder = tmp_path / "models"
    (folder / "sub").mkdir(parents=True)
    secret = tmp_path / "secret.bin"
    secret.write_bytes(np.arange(4, dtype=np.float32).tobytes())
    inside = folder / "inside.bin"
    inside.write_bytes(secret.read_bytes())
    try:
        (folder / "link.bin").symlink_to(secret)
    except OSError:
        pytest.skip("this system makes no symbolic links")

    def graph(location: str) -> Path:
        kept = onnx.TensorProto(
            name="w", data_type=onnx.TensorProto.FLOAT, dims=[4], data_location=onnx.TensorProto.EXTERNAL
        )
        for key, value in (("location", location), ("offset", "0"), ("length", "16")):
            kept.external_data.add(key=key, value=value)
        given, answer = (onnx.helper.make_tensor_value_info(n, onnx.TensorProto.FLOAT, [4]) for n in ("x", "y"))
        body = onnx.helper.make_graph([onnx.helper.make_node("Add", ["x", "w"], ["y"])], "g", [given], [answer], [kept])
        opset = onnx.helper.make_opsetid("", 18)
        model = onnx.helper.make_model(body, opset_imports=[opset], ir_version=9)
        file = folder / "net.onnx"
        file.write_bytes(model.SerializeToString())
        return file

    assert OnnxEngine(graph("inside.bin")).run(np.zeros(4, np.float32))["y"].tolist() == [0, 1, 2, 3]
    with pytest.raises(ModelError, match=r"cannot load 'net.onnx'"):
        OnnxEngine(graph(str(secret) if place == "ABSOLUTE" else place))


@pytest.mark.parametrize("share", [0.0, 0.3, 0.99])
def test_a_truncated_network_is_refused(tmp_path: Path, share: float) -> None:
    whole = (ModelStore().folder / "multitask-int8.onnx").read_bytes()
    cut = whole[: int(len(whole) * share)]
    store = vouched(tmp_path, cut, int8="net-int8.onnx")
    with pytest.raises(ModelError, match="damaged or too new"):
        load_engine(store, "multitask")
    (tmp_path / "net-int8.onnx").write_bytes(cut[:-1] if cut else b"x")
    with pytest.raises(ModelError, match="wrong SHA-256"):
        load_engine(store, "multitask")
    (tmp_path / "net-int8.onnx").unlink()
    with pytest.raises(ModelError, match="missing"):
        load_engine(store, "multitask")
