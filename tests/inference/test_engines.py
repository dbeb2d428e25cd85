"""Precisions and modes over real networks: which one is taken, and what is said where it is not installed."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch", reason="the extra 'train' is not installed")

from emotion_desk import load_predictor
from emotion_desk.catalogue import ENGINES, SINGLES
from emotion_desk.errors import EngineError
from emotion_desk.inference import engines
from emotion_desk.inference.manifest import read_manifest
from emotion_desk.inference.mode_loader import reader_loader
from emotion_desk.inference.model_store import MODELS_VARIABLE, ModelStore
from emotion_desk.inference.modes import available_modes, load_network
from emotion_desk.inference.onnx_engine import OnnxEngine
from emotion_desk.inference.predictor import Predictor
from emotion_desk.messages import Side, State
from emotion_desk.modelling.export.release import write_manifest
from emotion_desk.pipeline.desk import Desk
from tests.inference.networks import small_int8, write_singles

pytestmark = pytest.mark.train

FACE = np.random.default_rng(1).integers(0, 255, (70, 60, 3), np.uint8)
TONE = np.sin(np.arange(40_000) * 0.2).astype(np.float32)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The released multi-task network, and beside it four small singles of 8-bit weights alone."""
    folder = tmp_path_factory.mktemp("models")
    write_singles(folder, small_int8(tmp_path_factory))
    singles = read_manifest(folder)
    shipped = ModelStore()
    for file in shipped.entry("multitask").files.values():
        shutil.copy(shipped.folder / file.file, folder)
    write_manifest(folder, {"multitask": shipped.entry("multitask"), **singles})
    return folder


@pytest.fixture(autouse=True)
def _own_models(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(MODELS_VARIABLE, str(folder))


def test_the_catalogue_lists_the_engines_that_can_be_loaded() -> None:
    assert tuple(engines._LOADERS) == ENGINES


def test_another_folder_of_weights_is_named_by_a_variable(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert ModelStore().folder == folder
    assert available_modes() == {"multitask": None, "singles": None, "compare": None}
    assert all(check.ok for check in ModelStore().verify())
    monkeypatch.delenv(MODELS_VARIABLE)
    assert ModelStore().folder != folder


@pytest.mark.parametrize("engine", ["auto", "onnx", "onnx-int8"])
def test_singles_answer_in_eight_bits(engine: str) -> None:
    predictor = load_predictor("singles", engine)
    assert (predictor.mode, predictor.engine) == ("singles", "onnx-int8")
    (face,) = predictor.read_faces([FACE])
    voice = predictor.read_voice(TONE, 16_000)
    assert sum(face.emotion.values()) == pytest.approx(1.0, abs=1e-5)
    assert face.embedding is not None
    assert voice.embedding is not None
    assert (face.embedding.shape, voice.embedding.shape) == ((128,), (128,))
    from emotion_desk.vision.crop import face_input

    outputs = predictor.outputs(face_input([FACE, FACE]), np.zeros((1, 3, 96, 96), np.float32))
    assert {head: value.shape for head, value in outputs.items()} == {
        "face_emotion": (2, 8), "face_identity": (2, 128),
        "voice_emotion": (1, 8), "voice_identity": (1, 128), "voice_actor": (1, 24),
    }  # fmt: skip


def test_singles_answer_in_float32_from_the_same_files() -> None:
    plain, eight = (load_predictor("singles", engine) for engine in ("onnx-fp32", "onnx-int8"))
    assert plain.engine == "onnx-fp32"
    (ours,), (theirs,) = plain.read_faces([FACE]), eight.read_faces([FACE])
    assert ours.emotion == pytest.approx(theirs.emotion, abs=0.15)
    assert ours.emotion != theirs.emotion


def test_an_unknown_engine_is_named() -> None:
    with pytest.raises(EngineError, match="choose one of auto, onnx, onnx-int8, onnx-fp32, onnx-cuda"):
        load_predictor("multitask", "int8")


def test_one_network_alone_reads_only_its_own_rows(folder: Path) -> None:
    predictor = Predictor(load_network(ModelStore(), SINGLES["voice_identity"]))
    assert predictor.mode == "single-voice-identity"
    rows = np.random.default_rng(2).normal(size=(3, 3, 96, 96)).astype(np.float32)
    outputs = predictor.outputs(rows[:1], rows)
    assert {head: len(value) for head, value in outputs.items()} == {"voice_identity": 3, "voice_actor": 3}
    assert predictor.outputs(rows) == {}
    np.testing.assert_allclose(
        outputs["voice_identity"],
        OnnxEngine(folder / "single-voice-identity-int8.onnx").run(rows)["voice_identity"],
        atol=1e-6,
    )


def test_the_desk_switches_to_singles_and_back() -> None:
    desk = Desk(None, None, reader_loader("multitask", "onnx-fp32"))
    desk.start()
    try:
        for load, mode in (
            (None, "multitask"),
            (reader_loader("singles"), "singles"),
            (reader_loader("multitask", "onnx-int8"), "multitask"),
        ):
            if load is not None:
                desk.use_reader(load)
            said = _network_event(desk)
            assert said.startswith((f"The network is ready: {mode}, onnx-", f"The network is ready: {mode}, openvino-"))
        desk.use_reader(reader_loader("singles", "torch"))
        assert "does not hold the weights" in _network_event(desk, State.FAILED)
    finally:
        assert desk.stop()


def _network_event(desk: Desk, state: State = State.RUNNING) -> str:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        for event in desk.events():
            if event.side is Side.NETWORK and event.state is state:
                return event.text
        time.sleep(0.02)
    raise AssertionError("the desk said nothing of a network")


def test_a_headless_run_with_singles(tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    command = ["run", "--mode", "singles", "--engine", "onnx-int8", "--headless", "--demo", "--seconds", "1"]
    command += ["--report", str(report)]
    said = subprocess.run(
        [sys.executable, "-m", "emotion_desk", *command], capture_output=True, text=True, timeout=120, check=False
    )
    assert said.returncode == 0, said.stderr
    assert '"singles"' in report.read_text()
    assert '"onnx-int8"' in report.read_text()
