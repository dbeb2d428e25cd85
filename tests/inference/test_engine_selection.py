"""Which engine is chosen, that it is remembered, measured again when asked, and what happens where a card fails."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

pytest.importorskip("torch", reason="the extra 'train' is not installed")

import onnx

from emotion_desk.catalogue import COMPARE, MODES, SINGLES
from emotion_desk.errors import EngineError
from emotion_desk.inference import engine_selection as choosing
from emotion_desk.inference import engines, mode_loader
from emotion_desk.inference.comparison import CompareReader, facts_of
from emotion_desk.inference.engine_selection import EngineChoice, candidates, choices_path, select_engine
from emotion_desk.inference.mode_loader import ModeLoader
from emotion_desk.inference.model_store import ModelStore
from emotion_desk.inference.modes import Mode, load_mode
from emotion_desk.inference.onnx_engine import OnnxEngine
from emotion_desk.inference.predictor import Predictor
from emotion_desk.inference.protocols import Comparing, Outputs
from emotion_desk.modelling.export.release import write_manifest
from emotion_desk.modelling.networks.multitask_net import HEADS, MULTITASK
from emotion_desk.sound.mel import BANDS, FRAMES
from tests.inference.networks import entry_of, rows, small_int8

pytestmark = pytest.mark.train

CROP = np.full((80, 80, 3), 90, np.uint8)
MEL = np.random.default_rng(1).normal(-60, 20, (BANDS, FRAMES)).astype(np.float32)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> ModelStore:
    """All networks in eight bits; parts of one small network."""
    out = tmp_path_factory.mktemp("models")
    whole = Path(shutil.copy(small_int8(tmp_path_factory), out / "multitask-int8.onnx"))
    heads = {head: HEADS[head] for head in MULTITASK}
    entries = {"multitask": entry_of("multitask", heads, {"int8": whole})}
    for head, name in SINGLES.items():
        file = out / f"{name}-int8.onnx"
        onnx.utils.extract_model(str(whole), str(file), ["pictures"], [head])
        entries[name] = entry_of(name, {head: HEADS[head]}, {"int8": file})
    write_manifest(out, entries)
    return ModelStore(out)


def silent(_text: str) -> None:
    """Ignore progress."""


@pytest.fixture(autouse=True)
def _without_openvino(monkeypatch: pytest.MonkeyPatch) -> None:
    """Choose among the engines that everybody has; where OpenVINO is installed, one test asks for it."""
    monkeypatch.setattr(choosing, "find_spec", lambda _name: None)


def test_openvino_is_a_candidate_where_it_is_installed(store: ModelStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choosing, "find_spec", lambda name: name)

    names = candidates(store, "multitask")
    assert names == ["onnx-int8", "onnx-fp32", "openvino-int8", "openvino-fp32"]


@pytest.mark.parametrize("precision", ["int8", "fp32"])
def test_openvino_answers_as_onnx_runtime_does(store: ModelStore, precision: str) -> None:
    pytest.importorskip("openvino", reason="the extra 'openvino' is not installed")
    faces = next(iter(rows(1)))[None]
    other = np.empty((0, 3, BANDS, FRAMES), np.float32)
    ours, theirs = (load_mode("multitask", f"{name}-{precision}", store) for name in ("onnx", "openvino"))

    assert theirs.engine == f"openvino-{precision}"
    for head, answer in ours.answer(faces, other).items():
        if not head.startswith("face_"):
            continue
        spread = float(np.abs(answer).max())
        assert (
            np.abs(theirs.answer(faces, other)[head] - answer).max() < (0.1 if precision == "int8" else 1e-3) * spread
        )


def test_only_engines_that_can_run_every_network_are_candidates(store: ModelStore) -> None:
    assert candidates(store, "multitask") == ["onnx-int8", "onnx-fp32"]
    assert candidates(store, "singles") == ["onnx-int8"]
    assert candidates(store, COMPARE) == ["onnx-int8"]


def test_the_fastest_engine_is_measured_once_and_remembered(store: ModelStore, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    first = select_engine(store, "multitask", said.append)

    assert first.engine in ("onnx-int8", "onnx-fp32")
    assert first.engine == min(first.measured_ms, key=lambda name: first.measured_ms[name])
    assert "Measured here: " in first.note
    assert len(said) == 2
    monkeypatch.setattr(choosing, "measure", _must_not_be_called)
    assert select_engine(store, "multitask", silent) == first


def test_a_stored_choice_is_measured_again_on_request(store: ModelStore, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter([EngineChoice("onnx-int8", {"onnx-int8": 5.0}), EngineChoice("onnx-fp32", {"onnx-fp32": 4.0})])
    monkeypatch.setattr(choosing, "measure", lambda *_args: next(answers))

    assert select_engine(store, "multitask", silent).engine == "onnx-int8"
    assert select_engine(store, "multitask", silent).engine == "onnx-int8"
    assert select_engine(store, "multitask", silent, again=True).engine == "onnx-fp32"
    assert select_engine(store, "multitask", silent).engine == "onnx-fp32"


def test_another_machine_is_measured_anew(store: ModelStore, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[str] = []

    def counted(_store: ModelStore, mode: str, _names: object, _progress: object) -> EngineChoice:
        calls.append(mode)
        return EngineChoice("onnx-int8", {"onnx-int8": 5.0, "onnx-fp32": 9.0})

    monkeypatch.setattr(choosing, "measure", counted)
    select_engine(store, "multitask", silent)
    monkeypatch.setattr(choosing, "cpu_name", lambda: "another processor")
    select_engine(store, "multitask", silent)
    select_engine(store, "multitask", silent)
    assert len(calls) == 2


@pytest.mark.parametrize("text", ["", "{", "[]", '{"format": 9}', '{"format": 1, "choices": {"x": 3}}'])
def test_a_damaged_memory_means_measuring(store: ModelStore, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choosing, "measure", lambda *_args: EngineChoice("onnx-int8", {"onnx-int8": 5.0}))
    choices_path().parent.mkdir(parents=True)
    choices_path().write_text(text)

    assert select_engine(store, "multitask", silent).engine == "onnx-int8"
    assert json.loads(choices_path().read_text())["format"] == choosing.FORMAT


def test_an_engine_that_fails_is_left_out_and_reported(store: ModelStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choosing, "device_engines", lambda: ["onnx-cuda"])

    choice = select_engine(store, "multitask", silent)

    assert choice.engine != "onnx-cuda"
    assert choice.failed == ("The engine 'onnx-cuda' needs an ONNX Runtime that was built for it.",)


def test_a_driver_that_does_not_load_is_an_error_and_no_silent_fall_back(
    store: ModelStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    import onnxruntime

    monkeypatch.setattr(onnxruntime, "get_available_providers", lambda: ["CUDAExecutionProvider"])
    assert engines.device_engines() == ["onnx-cuda"]
    with pytest.raises(EngineError, match="onnx-cuda"):
        load_mode("multitask", "onnx-cuda", store)


def test_where_a_card_fails_the_processor_answers_and_one_sentence_says_so(store: ModelStore) -> None:
    said: list[str] = []
    loader = ModeLoader("multitask", "onnx-cuda", store)

    reader = loader.load(said.append)

    assert reader.engine == "onnx-int8"
    assert loader.note.endswith("The processor answers instead.")
    assert loader.note in said


def test_a_card_that_fails_at_its_first_answer_is_caught_before_it_is_live(
    store: ModelStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Failing:
        name = "onnx-cuda"
        engine = "onnx-cuda"

        def answer(self, faces: NDArray[np.float32], sounds: NDArray[np.float32]) -> Outputs:
            raise RuntimeError("out of memory")

    def load(mode: str, engine: str, *rest: object) -> Mode:
        return Failing() if engine == "onnx-cuda" else load_mode(mode, engine, store)  # type: ignore[return-value]

    monkeypatch.setattr(mode_loader, "load_mode", load)
    loader = ModeLoader("multitask", "onnx-cuda", store)

    assert loader().engine == "onnx-int8"
    assert loader.note == "The engine 'onnx-cuda' fails here. The processor answers instead."


def test_loading_says_how_far_it_is(store: ModelStore) -> None:
    said: list[str] = []
    ModeLoader(COMPARE, "auto", store).load(said.append)

    assert said[0] == "Loading the multi-task network."
    assert said[-1] == "Loading the single models, 4 of 4."


@pytest.mark.parametrize("mode", MODES)
def test_every_mode_loads_and_answers(store: ModelStore, mode: str) -> None:
    reader = ModeLoader(mode, "onnx-int8", store)()
    faces, voice = reader.read([CROP, CROP], MEL)

    assert reader.mode == mode
    assert len(faces) == 2
    assert voice is not None
    assert isinstance(reader, Comparing) == (mode == COMPARE)


def test_both_modes_answer_the_same_question(store: ModelStore) -> None:
    reader = ModeLoader(COMPARE, "onnx-int8", store)()
    assert isinstance(reader, CompareReader)
    for crops, mel in (([CROP], MEL), ([CROP, CROP], None), ([], MEL)):
        faces, voice = reader.read(crops, mel)
        second = reader.second
        assert second is not None
        assert len(second.faces) == len(faces) == len(crops)
        assert (second.voice is None) == (voice is None) == (mel is None)
        assert second.own_ms > 0
        assert second.other_ms > 0
        # The singles are parts of the multi-task network here: equal questions give equal answers.
        for one, two in zip(faces, second.faces, strict=True):
            assert one.emotion == pytest.approx(two.emotion, abs=1e-3)
    assert reader.read([], None) == ((), None)


def test_the_second_mode_begins_every_other_time(store: ModelStore) -> None:
    order: list[str] = []

    class Noting(Predictor):
        def read_rows(self, faces: NDArray[np.float32], sounds: NDArray[np.float32]):  # type: ignore[no-untyped-def]
            order.append(self.mode)
            return super().read_rows(faces, sounds)

    first, second = (Noting(load_mode(mode, "onnx-int8", store)) for mode in ("multitask", "singles"))
    reader = CompareReader(first, second)
    for _ in range(2):
        reader.read([CROP], None)
    assert order == ["multitask", "singles", "singles", "multitask"]


def test_facts_are_those_of_the_manifest(store: ModelStore) -> None:
    reader = ModeLoader(COMPARE, "onnx-int8", store)()
    reader.read([CROP], None)
    assert isinstance(reader, CompareReader)
    assert reader.second is not None
    assert reader.second.facts is not None
    own, other = reader.second.facts
    assert own.weight_bytes == store.entry("multitask").files["int8"].bytes
    assert other.parameters == 4
    assert other.macs_face == 0, "nobody counted: no number is better than a wrong one"
    assert own.memory_mb is None or own.memory_mb >= 0
    assert facts_of(store, "multitask", "onnx-fp32").weight_bytes == own.weight_bytes, "it reads the same file"


def test_a_plain_engine_keeps_its_name(store: ModelStore) -> None:
    assert OnnxEngine(store.path("multitask", "int8"), "int8").name == "onnx-int8"


def _must_not_be_called(*_args: object) -> EngineChoice:
    raise AssertionError("it is remembered")
