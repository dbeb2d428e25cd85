"""The released weights themselves: whole, sane on the demo clip, alike in every engine, as good as they say."""

from __future__ import annotations

import shutil
import subprocess
import sys
from itertools import islice
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

import emotion_desk
from emotion_desk.errors import ModelError
from emotion_desk.inference.model_store import ModelStore
from emotion_desk.inference.predictor import Predictor, load_predictor
from emotion_desk.messages import Picture, Samples
from emotion_desk.sources.media import open_media
from emotion_desk.vision.crop import cut_face
from emotion_desk.vision.detector import HaarDetector


@pytest.fixture(scope="module")
def predictor() -> Predictor:
    return emotion_desk.load_predictor()


@pytest.fixture(scope="module")
def demo_face(demo_clip: Path) -> Picture:
    """The face of the demo clip's first frame, cut as the desk cuts it."""
    media = open_media(demo_clip, paced=False)
    assert media.picture is not None
    media.picture.open()
    frame = media.picture.read(5.0)
    media.picture.close()
    assert frame is not None
    (box,) = HaarDetector().find(frame.picture)
    return cut_face(frame.picture, box)


@pytest.fixture(scope="module")
def demo_voice(demo_clip: Path) -> Samples:
    """The demo clip's first three seconds of sound."""
    media = open_media(demo_clip, paced=False)
    assert media.sound is not None
    media.sound.open()
    blocks: list[Samples] = []
    while sum(map(len, blocks)) < 48_000:
        block = media.sound.read(5.0)
        assert block is not None
        blocks.append(block.samples)
    media.sound.close()
    return np.concatenate(blocks)


def test_every_file_is_the_released_one() -> None:
    checks = ModelStore().verify()
    assert checks
    assert all(check.ok for check in checks), [check.text for check in checks]


def test_the_smiling_astronaut_is_happy(predictor: Predictor, demo_face: Picture) -> None:
    (reading,) = predictor.read_faces([demo_face])
    assert tuple(reading.emotion) == emotion_desk.EMOTIONS
    assert max(reading.emotion, key=reading.emotion.__getitem__) == "happy"


def test_faces_and_voices_are_embedded_and_a_face_is_like_itself(
    predictor: Predictor, demo_face: Picture, demo_voice: Samples
) -> None:
    heads = ModelStore().entry("multitask").heads
    assert heads["face_identity"].trained
    assert heads["voice_identity"].trained
    darker = (demo_face * 0.8).astype(np.uint8)
    noise = np.random.default_rng(3).integers(0, 255, demo_face.shape, np.uint8)
    own, same, other = (_direction(reading.embedding) for reading in predictor.read_faces([demo_face, darker, noise]))
    assert own @ same > 0.9
    assert own @ other < own @ same - 0.2
    assert np.linalg.norm(_direction(predictor.read_voice(demo_voice, 16_000).embedding)) == pytest.approx(1, abs=1e-3)


def _direction(embedding: NDArray[np.float32] | None) -> NDArray[np.float32]:
    assert embedding is not None
    return embedding


@pytest.mark.train
def test_the_reference_engine_agrees(demo_face: Picture, demo_voice: Samples) -> None:
    pytest.importorskip("torch", reason="the extra 'train' is not installed")
    plain, reference = load_predictor(engine="onnx-fp32"), load_predictor(engine="torch")
    assert (plain.engine, reference.engine) == ("onnx-fp32", "torch-fp32")
    mirrored = np.ascontiguousarray(demo_face[:, ::-1])
    for ours, theirs in zip(
        plain.read_faces([demo_face, mirrored]), reference.read_faces([demo_face, mirrored]), strict=True
    ):
        assert ours.emotion == pytest.approx(theirs.emotion, abs=1e-3)
        np.testing.assert_allclose(_direction(ours.embedding), _direction(theirs.embedding), atol=1e-3)
    voice = plain.read_voice(demo_voice, 16_000).emotion
    assert voice == pytest.approx(reference.read_voice(demo_voice, 16_000).emotion, abs=1e-3)


@pytest.mark.slow
@pytest.mark.parametrize("mode", ["multitask", "singles"])
def test_eight_bits_answer_the_demo_too(mode: str, demo_face: Picture, demo_voice: Samples) -> None:
    predictor = load_predictor(mode)
    assert predictor.engine == "onnx-int8"
    (reading,) = predictor.read_faces([demo_face])
    assert max(reading.emotion, key=reading.emotion.__getitem__) == "happy"
    assert sum(predictor.read_voice(demo_voice, 16_000).emotion.values()) == pytest.approx(1, abs=1e-5)


@pytest.mark.parametrize("engine", ["onnx-fp32", "onnx-int8"])
def test_a_flipped_bit_is_refused(engine: str, tmp_path: Path) -> None:
    folder = tmp_path / "models"
    shutil.copytree(ModelStore().folder, folder)
    weights = folder / "multitask-int8.onnx"
    with weights.open("r+b") as opened:
        opened.seek(weights.stat().st_size // 2)
        byte = opened.read(1)[0]
        opened.seek(-1, 1)
        opened.write(bytes([byte ^ 1]))
    with pytest.raises(ModelError, match="wrong SHA-256"):
        load_predictor(engine=engine, store=ModelStore(folder))
    weights.unlink()
    with pytest.raises(ModelError, match="missing"):
        load_predictor(engine=engine, store=ModelStore(folder))


@pytest.mark.slow
def test_onnx_runs_without_torch() -> None:
    code = (
        "import sys; sys.modules['torch'] = None; import numpy, emotion_desk;"
        "p = emotion_desk.load_predictor(engine='onnx');"
        "print(len(p.read_faces([numpy.zeros((80, 80, 3), numpy.uint8)])), p.engine)"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=False)
    assert said.stdout.strip() == "1 onnx-int8", said.stderr


@pytest.mark.data
def test_a_sample_of_the_held_out_faces_is_as_good_as_released(predictor: Predictor, data: Path) -> None:
    pytest.importorskip("soundfile", reason="the extra 'train' is not installed")
    from emotion_desk.modelling.data.ferplus import read_labels
    from emotion_desk.modelling.data.zip_archives import PICTURE_SUFFIXES, decode_picture, members

    accuracy = _released("Face emotion, FER2013")
    archive = data / "fer2013_original.zip"
    labels = {name: one.label for name, one in read_labels(archive).items() if name.startswith("val/")}
    truth = {name: label for name, label in labels.items() if label >= 0}
    labelled = (one for one in members(archive, PICTURE_SUFFIXES) if one[0] in truth)
    right = []
    for name, read in islice(labelled, 0, None, 9):
        (reading,) = predictor.read_faces([decode_picture(read(), name)])
        best = max(reading.emotion, key=reading.emotion.__getitem__)
        right.append(emotion_desk.EMOTIONS.index(best) == truth[name])
    assert len(right) == 395
    assert 100 * np.mean(right) == pytest.approx(accuracy, abs=7)


@pytest.mark.data
def test_a_sample_of_the_held_out_clips_is_as_good_as_released(predictor: Predictor, data: Path) -> None:
    pytest.importorskip("safetensors", reason="the extra 'train' is not installed")
    pytest.importorskip("soundfile", reason="the extra 'train' is not installed")
    from emotion_desk.modelling.data.datasets import in_test
    from emotion_desk.modelling.data.splits import performance
    from emotion_desk.modelling.data.zip_archives import SOUND_SUFFIXES, decode_sound, members

    held_out = ((name, read) for name, read in members(data / "ravdess_speech_16k.zip", SOUND_SUFFIXES)
                if in_test(performance(name), 0))  # fmt: skip
    right = []
    for name, read in islice(held_out, 0, None, 4):
        emotion = predictor.read_voice(decode_sound(read(), name), 16_000).emotion
        right.append(max(emotion, key=emotion.__getitem__) == emotion_desk.EMOTIONS[performance(name).label])
    assert len(right) == 72
    assert 100 * np.mean(right) == pytest.approx(_released("Voice emotion, RAVDESS, paper protocol"), abs=13)


def _released(test: str) -> float:
    """Return the accuracy that the manifest gives of the multi-task network in eight bits."""
    metrics = ModelStore().entry("multitask").metrics
    (value,) = (m.value for m in metrics if m.measure.startswith(test) and m.precision == "int8")
    return value
