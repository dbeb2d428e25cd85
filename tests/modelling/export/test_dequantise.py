"""The weights of an eight-bit graph in torch: the same network."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from emotion_desk.errors import ModelError
from emotion_desk.inference.onnx_engine import OnnxEngine
from emotion_desk.modelling.export.dequantise import float_state
from emotion_desk.modelling.networks.mac_count import macs
from emotion_desk.modelling.networks.multitask_net import HEADS, Net
from tests.inference.networks import rows, small, small_float, small_int8


@pytest.fixture(scope="module")
def net() -> Net:
    return small()


@pytest.fixture(scope="module")
def integers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_int8(tmp_path_factory)


def test_the_weights_fit_the_network_and_it_answers_like_the_graph_in_float32(integers: Path, net: Net) -> None:
    again = small(seed=4)
    again.load_state_dict({name: torch.from_numpy(value) for name, value in float_state(integers).items()})
    given = np.stack(list(rows(4)))
    with torch.inference_mode():
        ours = {head: value.numpy() for head, value in again(torch.from_numpy(given)).items()}
    for head, value in OnnxEngine(integers, dequantised=True).run(given).items():
        np.testing.assert_allclose(ours[head], value, atol=1e-3, rtol=1e-3)
    kernel = net.state_dict()["trunk.conv1.weight"].numpy()
    kept = float_state(integers)["trunk.conv1.weight"]
    assert 0 < np.abs(kept - kernel).max() < np.abs(kernel).max() / 60


def test_other_files_are_refused(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> None:
    (tmp_path / "junk.onnx").write_bytes(b"no graph at all")
    with pytest.raises(ModelError, match=r"not an ONNX graph|not an int8 network"):
        float_state(tmp_path / "junk.onnx")
    with pytest.raises(ModelError, match="cannot be read"):
        float_state(tmp_path / "none.onnx")
    with pytest.raises(ModelError, match="not an int8 network"):
        float_state(small_float(tmp_path_factory))


def test_work_is_counted_as_in_the_paper() -> None:
    """ResNet50 needs 3.8 billion multiply-adds for 224 px (He et al. 2015, table 1), whose head is 1,000 classes."""
    counted = macs(Net({"face_emotion": HEADS["face_emotion"]}), 224)
    assert counted == pytest.approx(3.86e9, rel=0.01)
    assert macs(Net({"face_emotion": HEADS["face_emotion"]}), 96) < counted / 5
