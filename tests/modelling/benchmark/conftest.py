from __future__ import annotations

import shutil
from pathlib import Path

import pytest

pytest.importorskip("torch", reason="the extra 'train' is not installed")

from emotion_desk.inference.manifest import read_manifest
from emotion_desk.inference.model_store import ModelStore
from emotion_desk.modelling.export.release import write_manifest
from emotion_desk.modelling.networks.multitask_net import HEADS, MULTITASK
from tests.inference.networks import entry_of, small_int8, write_singles


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of small networks in eight bits: the multi-task one and four singles."""
    out = tmp_path_factory.mktemp("models")
    whole = small_int8(tmp_path_factory)
    write_singles(out, whole)
    file = Path(shutil.copy(whole, out / "multitask-int8.onnx"))
    entry = entry_of("multitask", {head: HEADS[head] for head in MULTITASK}, {"int8": file})
    write_manifest(out, {**read_manifest(out), "multitask": entry})
    return out


@pytest.fixture
def store(folder: Path) -> ModelStore:
    return ModelStore(folder)
