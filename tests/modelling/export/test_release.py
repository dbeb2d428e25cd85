"""From a checkpoint to released files and back: whole, the same every time, and answering as the evaluation does."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from emotion_desk.errors import DataError, ModelError
from emotion_desk.inference.engines import load_engine
from emotion_desk.inference.manifest import Metric, read_manifest
from emotion_desk.inference.model_store import ModelStore, file_sha256
from emotion_desk.inference.predictor import load_predictor
from emotion_desk.messages import Picture
from emotion_desk.modelling.data.zip_archives import decode_sound
from emotion_desk.modelling.export.calibration_rows import training_rows
from emotion_desk.modelling.export.release import Trained, amend, write_manifest, write_model
from emotion_desk.modelling.export.run_predictor import load_run
from emotion_desk.modelling.networks import checkpoint
from emotion_desk.modelling.networks.multitask_net import HEADS, Net
from emotion_desk.sound.mel import log_mel, mel_input
from emotion_desk.sound.utterance_windows import utterance_windows
from emotion_desk.vision.crop import face_input
from tests.inference.networks import QUICK, entry_of, rows

FACE: Picture = np.random.default_rng(1).integers(0, 255, (70, 60, 3), np.uint8)
pytestmark = pytest.mark.usefixtures("narrow")

TONE = np.sin(np.cumsum(np.linspace(0.05, 0.9, 60_000))).astype(np.float32)


def train(run: Path, heads: tuple[str, ...], recipe: str, fold: int = 0, seed: int = 1) -> Path:
    """Write the checkpoint of a training that has just begun."""
    torch.manual_seed(seed)
    net = Net({head: HEADS[head] for head in heads})
    provenance = {"command": "train", "commit": "0", "data": "0", "seed": str(seed)}
    content = {"step": 5, "recipe": recipe, "fold": fold, "provenance": provenance, "net": net.state_dict()}
    checkpoint.save(run / "checkpoint.pt", content)
    return run


@pytest.fixture(scope="module")
def run(narrow: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return train(tmp_path_factory.mktemp("run"), ("voice_identity", "voice_actor"), "single-voice-identity", fold=5)


def test_a_release_is_listed_whole_and_the_same_every_time(run: Path, tmp_path: Path) -> None:
    trained = Trained(run)
    assert trained.name == "single-voice-identity-fold5"
    entry = write_model(trained, tmp_path, rows(), plan=QUICK)
    assert set(entry.files) == {"int8"}
    assert entry.files["int8"].bytes < 1.35 * entry.parameters, "a byte a weight"
    assert entry.heads["voice_actor"].kind == "actors"
    assert entry.heads["voice_actor"].labels[::23] == ("actor-01", "actor-24")
    write_manifest(tmp_path, {entry.name: entry})
    assert read_manifest(tmp_path) == {entry.name: replace(entry, inputs=dict(entry.inputs))}
    assert [check.ok for check in ModelStore(tmp_path).verify()] == [True]
    assert write_model(Trained(run), tmp_path / "again", rows(), plan=QUICK).files == entry.files
    given = np.stack(list(rows(2)))
    store = ModelStore(tmp_path)
    reference = load_engine(store, entry.name, "torch").run(given)
    for engine in ("onnx-fp32", "onnx-int8"):
        answer = load_engine(store, entry.name, engine).run(given)
        assert answer["voice_actor"].shape == (2, 24)
        if engine == "onnx-fp32":
            for head, value in reference.items():
                np.testing.assert_allclose(answer[head], value, atol=1e-3)


def test_what_was_measured_is_put_beside(run: Path, tmp_path: Path) -> None:
    trained = Trained(run)
    entry = entry_of(trained.name, trained.heads, {})
    write_manifest(tmp_path, {entry.name: entry})
    metric = Metric("speaker accuracy", 97.5, "%", "paper", 288, "int8")
    amend(tmp_path, entry.name, temperatures={"voice_actor": 1.4}, metrics=[metric])
    found = ModelStore(tmp_path).entry(entry.name)
    assert found.heads["voice_actor"].temperature == 1.4
    assert found.metrics == (metric,)
    with pytest.raises(ModelError, match="no head 'face_emotion'"):
        amend(tmp_path, entry.name, temperatures={"face_emotion": 1.0})
    with pytest.raises(ModelError, match="not among"):
        amend(tmp_path, "multitask")


def test_a_run_is_exported_once_and_anew_when_it_went_on(tmp_path: Path) -> None:
    run = train(tmp_path / "single-voice-emotion-fold2", ("voice_emotion",), "single-voice-emotion", fold=2)
    given = np.stack(list(rows(3)))
    first = load_run(run).outputs(sounds=given)["voice_emotion"]
    net = Trained(run).net.eval()
    with torch.inference_mode():
        np.testing.assert_allclose(first, net(torch.from_numpy(given))["voice_emotion"], rtol=0.02, atol=0.02)
    weights = run / "export" / "fp32" / "single-voice-emotion-fold2.onnx"
    stamp = weights.stat().st_mtime_ns
    np.testing.assert_array_equal(load_run(run).outputs(sounds=given)["voice_emotion"], first)
    assert weights.stat().st_mtime_ns == stamp
    train(run, ("voice_emotion",), "single-voice-emotion", fold=2, seed=9)
    assert not np.allclose(load_run(run).outputs(sounds=given)["voice_emotion"], first)


def test_runs_that_cannot_be_loaded(run: Path, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no finished training"):
        load_run(tmp_path)
    with pytest.raises(DataError, match="no precision 'int4'"):
        load_run(run, "int4")
    with pytest.raises(DataError, match="needs the folder of the data sets"):
        load_run(run, "int8")
    checkpoint.save(tmp_path / "checkpoint.pt", {"step": 1, "recipe": "multitask", "provenance": {}, "net": {"a": 1}})
    with pytest.raises(ModelError, match="has no network"):
        load_run(tmp_path)
    (tmp_path / "checkpoint.pt").write_bytes(b"\x80\x04cos\nsystem\n")
    with pytest.raises(ModelError, match="damaged or not a checkpoint"):
        load_run(tmp_path)


@pytest.mark.data
def test_ranges_come_from_what_training_saw_in_a_mixed_order(data: Path, tmp_path: Path) -> None:
    excerpt(data / "fer2013_original.zip", tmp_path, ["train/fer000", "ferplus_labels.csv"])
    excerpt(data / "ravdess_speech_16k.zip", tmp_path, ["Actor_01/", "Actor_02/"])
    heads = ["face_emotion", "voice_emotion"]
    one, two = (np.stack(list(training_rows(tmp_path, heads, fold=5, rows=6))) for _ in "ab")
    np.testing.assert_array_equal(one, two)
    assert one.shape == (12, 3, 96, 96)
    same = [bool((row[0] == row[1]).all()) for row in one]
    assert same == [False, True] * 6, "a mel picture is the same in all three channels, a normalised face is not"
    with zipfile.ZipFile(tmp_path / "ravdess_speech_16k.zip") as kept:
        seen = [name for name in kept.namelist() if "Actor_02" in name]  # fold five tests on actor 01
        sounds = [decode_sound(kept.read(name), name) for name in seen]
    windows = [mel_input(window)[0] for sound in sounds for window in utterance_windows(log_mel(sound))]
    for row in one[1::2]:
        assert min(float(np.abs(row - window).max()) for window in windows) < 0.1
    with pytest.raises(DataError, match="at least one data set"):
        next(training_rows(tmp_path / "nowhere", heads))


def excerpt(archive: Path, folder: Path, beginnings: list[str]) -> None:
    """Copy the first three members of some folders of an archive."""
    if not archive.is_file():
        pytest.skip(f"{archive.name} is not in {archive.parent}")
    with zipfile.ZipFile(archive) as whole, zipfile.ZipFile(folder / archive.name, "w") as part:
        files = sorted(name for name in whole.namelist() if not name.endswith("/"))
        for beginning in beginnings:
            for name in [name for name in files if name.startswith(beginning)][:3]:
                part.writestr(name, whole.read(name))


def test_reading_and_evaluating_released_weights_agree() -> None:
    """Golden: the public calls against the raw answers that the evaluation works on, softened by hand."""
    predictor = load_predictor("multitask", "onnx-fp32")
    heads = predictor.heads
    logits = predictor.outputs(faces=face_input([FACE]))["face_emotion"][0].astype(np.float64)
    expected = np.exp(logits / heads["face_emotion"].temperature)
    answer = np.array(list(predictor.read_faces([FACE])[0].emotion.values()))
    np.testing.assert_allclose(answer, expected / expected.sum(), atol=1e-3)
    windows = np.concatenate([mel_input(window) for window in utterance_windows(log_mel(TONE))])
    assert len(windows) > 1
    logits = predictor.outputs(sounds=windows)["voice_emotion"].astype(np.float64)
    each = np.exp(logits / heads["voice_emotion"].temperature)
    expected = (each / each.sum(axis=1, keepdims=True)).mean(axis=0)
    answer = np.array(list(predictor.read_voice(TONE, 16_000).emotion.values()))
    np.testing.assert_allclose(answer, expected, atol=1e-3)


def test_files_are_hashed_by_content(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_bytes(b"abc")
    assert file_sha256(file).startswith("ba7816bf")
