"""Stored outputs of the third stage are those of the released int8 graph."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from emotion_desk.errors import DataError, ModelError
from emotion_desk.modelling.export.quantise import quantise
from emotion_desk.modelling.networks.multitask_net import Net
from emotion_desk.modelling.training import stage_features
from emotion_desk.modelling.training.stage_features import Part, by_set, read, third_stage
from emotion_desk.vision.crop import INPUT_SIZE
from tests.inference.networks import QUICK, rows, small
from tests.modelling import made

PLAN = {"rafdb": Part(), "ravdess": Part(times=2), "lfw": Part(skip=4)}


@pytest.fixture(scope="module")
def net() -> Net:
    net = small()
    net.set_input_size(INPUT_SIZE, 64)
    return net


@pytest.fixture(scope="module")
def graph(net: Net, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("graph") / "net-int8.onnx"
    quantise(net, INPUT_SIZE, rows(), file, QUICK)
    return file


def extracted(graph: Path, out: Path, monkeypatch: pytest.MonkeyPatch, number: int = 0, part: int = 0) -> Path:
    sets = {"rafdb": made.faces(8), "lfw": made.faces(12, emotions=False), "ravdess": made.voices(4)}
    monkeypatch.setattr(stage_features, "open_samples", lambda _data, name, _cache: sets[name])
    file = out / f"{number}-{part}.safetensors"
    stage_features.extract_part(graph, out, file, PLAN, number, part, 2, None)
    return file


def test_rows_are_outputs_of_the_third_stage(net: Net, graph: Path) -> None:
    model, output, scale = third_stage(graph)
    given = np.stack(list(rows(4)))
    found = stage_features.session_of(model, graph).run([output], {"pictures": given})[0].astype(np.float32) * scale
    trunk = net.trunk
    with torch.inference_mode():
        seen = net.shrink(torch.from_numpy(given))
        third = trunk.layer3(trunk.layer2(trunk.layer1(trunk.maxpool(trunk.relu(trunk.conv1(seen))))))  # type: ignore[operator,union-attr]
    assert found.shape == (4, *stage_features.SHAPE)
    assert np.abs(found - third.numpy()).mean() < 0.1 * third.numpy().std()
    assert [file.name for file in graph.parent.iterdir()] == [graph.name]


def test_each_part_of_a_pass_holds_its_share_of_each_set(
    graph: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parts = [read(extracted(graph, tmp_path, monkeypatch, part=part)) for part in (0, 1)]
    index = by_set(parts)
    assert {name: len(found) for name, found in index.items()} == {"rafdb": 8, "ravdess": 8, "lfw": 3}
    targets = np.concatenate([one.targets[one.sets == 0] for one in parts])
    assert sorted(targets.argmax(1)) == list(range(8))
    lfw = np.concatenate([one.targets[one.sets == 2] for one in parts])
    assert not lfw.any()


def test_the_same_pass_gives_the_same_bytes_and_another_pass_others(
    graph: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = extracted(graph, tmp_path, monkeypatch)
    content = first.read_bytes()
    assert extracted(graph, tmp_path, monkeypatch).read_bytes() == content
    assert extracted(graph, tmp_path, monkeypatch, number=1).read_bytes() != content


def test_other_files_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.onnx").write_bytes(b"no graph")
    with pytest.raises(ModelError, match="ONNX graph"):
        third_stage(tmp_path / "a.onnx")
    with pytest.raises(DataError, match="missing"):
        read(tmp_path / "a.safetensors")
