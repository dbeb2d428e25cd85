from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("torch", reason="the extra 'train' is not installed")

from emotion_desk.inference.manifest import read_manifest
from emotion_desk.inference.model_store import ModelStore
from emotion_desk.modelling.export.quantise import quantise
from emotion_desk.modelling.export.release import write_manifest
from emotion_desk.vision.crop import INPUT_SIZE
from tests.inference.networks import QUICK, entry_of, rows, small, write_singles


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of small networks in eight bits: the multi-task one and four singles."""
    out = tmp_path_factory.mktemp("models")
    write_singles(out)
    net = small()
    file = out / "multitask-int8.onnx"
    quantise(net, INPUT_SIZE, rows(), file, QUICK)
    entry = entry_of("multitask", net.specs, {"int8": file})
    write_manifest(out, {**read_manifest(out), "multitask": entry})
    return out


@pytest.fixture
def store(folder: Path) -> ModelStore:
    return ModelStore(folder)
