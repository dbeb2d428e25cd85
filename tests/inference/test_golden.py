"""The networks of the third release compute what they did at first, whatever form their files have."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import numpy as np
import onnx
import pytest
from numpy.typing import NDArray

from emotion_desk.catalogue import MULTITASK, SINGLES
from emotion_desk.inference.model_store import ModelStore
from emotion_desk.inference.onnx_engine import OnnxEngine
from emotion_desk.people.embedder_ids import model_id

#: Made from the first files of that release: of each network its id, a hash of its weights and answers to :func:`rows`.
GOLDEN = json.loads((Path(__file__).parent / "golden.json").read_text())
NAMES = (MULTITASK, *SINGLES.values())


def rows() -> NDArray[np.float32]:
    """Return four patterns in the range of network input; they need no generator, so they are the same everywhere."""
    down, across = np.mgrid[0:96, 0:96] / 95.0
    pictures = [
        np.sin(6 * (k + 1) * down + 4 * c * across) * np.cos(3 * k * across) for k in range(4) for c in range(3)
    ]
    return (1.5 * np.stack(pictures)).reshape(4, 3, 96, 96).astype(np.float32)


def weights_hash(file: Path) -> str:
    """Return a hash over all weights, steps and zero points of a network with their names."""
    digest = hashlib.sha256()
    for tensor in sorted(onnx.load(file).graph.initializer, key=lambda one: str(one.name)):
        values = onnx.numpy_helper.to_array(tensor)
        digest.update(f"{tensor.name} {values.dtype} {values.shape} ".encode() + values.tobytes())
    return digest.hexdigest()


@pytest.mark.parametrize("name", NAMES)
def test_every_weight_is_the_one_of_the_release(name: str) -> None:
    assert weights_hash(ModelStore().path(name, "int8")) == GOLDEN[name]["weights"]


@pytest.mark.parametrize("name", NAMES)
def test_the_answers_are_those_of_the_release(name: str) -> None:
    engine = OnnxEngine(ModelStore().path(name, "int8"), "int8")
    for head, answer in engine.run(rows()).items():
        expected = np.array(GOLDEN[name]["answers"][head], np.float32)
        # Processors round the float heads in another order, and may so move a rounded activation by one step.
        np.testing.assert_allclose(answer[:, : expected.shape[1]], expected, atol=0.02 * np.abs(answer).max())


@pytest.mark.parametrize("name", NAMES)
def test_embeddings_of_the_first_files_stay_comparable(name: str) -> None:
    assert model_id(ModelStore().entry(name)) == GOLDEN[name]["id"]
