"""The evaluation reads faces and voices exactly as the desk does, and leaves out what cannot be read."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
import soundfile

from emotion_desk.errors import DataError
from emotion_desk.inference.predictor import Predictor, load_predictor
from emotion_desk.labels import EMOTIONS
from emotion_desk.messages import Box, Picture
from emotion_desk.modelling.data.splits import FOLDS, all_performances, in_paper_test, rafdb_held_out
from emotion_desk.modelling.data.zip_archives import decode_picture
from emotion_desk.modelling.evaluation import predict, protocols
from emotion_desk.modelling.evaluation.predictions import Labelled
from emotion_desk.opencv import cv2
from emotion_desk.vision.crop import cut_face


@pytest.fixture(scope="module")
def predictor() -> Predictor:
    return load_predictor(engine="onnx-fp32")


#: The second picture has no label of FER2013's, the third no majority among the votes.
_FERPLUS = """file,fer2013_label,neutral,happiness,surprise,sadness,anger,disgust,fear,contempt,unknown,NF
train/9.png,fear,0,0,0,0,0,0,10,0,0,0
val/1.png,fear,0,0,8,0,0,0,2,0,0,0
val/2.png,,0,9,0,0,0,0,0,0,1,0
val/3.png,happy,1,2,0,0,0,0,0,0,7,0
val/broken.png,sad,0,0,0,10,0,0,0,0,0,0
"""


def _face(seed: int, size: int) -> bytes:
    noise = np.random.default_rng(seed).integers(0, 255, (6, 6, 3), np.uint8)
    return bytes(cv2.imencode(".png", cv2.resize(noise, (size, size), interpolation=cv2.INTER_CUBIC))[1])


def _voice(seed: int, seconds: float) -> bytes:
    rng = np.random.default_rng(seed)
    times = np.arange(int(seconds * 16_000)) / 16_000
    sound = 0.3 * np.sin(2 * np.pi * rng.uniform(100, 300) * times * (1 + 0.1 * np.sin(5 * times)))
    written = io.BytesIO()
    soundfile.write(written, (sound + rng.normal(0, 0.01, len(times))).astype(np.float32), 16_000, format="FLAC")
    return written.getvalue()


def _clips() -> list[str]:
    tested = [one for one in all_performances() if in_paper_test(one)][:3]
    trained = next(one for one in all_performances() if not in_paper_test(one))
    return [
        f"Actor_{one.actor:02}/03-01-{one.emotion:02}-{one.intensity:02}-{one.statement:02}-{one.repetition:02}-{one.actor:02}.flac"
        for one in [*tested, trained]
    ]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of tiny sets, each with one broken member."""
    folder = tmp_path_factory.mktemp("sets")
    with zipfile.ZipFile(folder / "fer2013_original.zip", "w") as packed:
        for name, seed in (("train/9.png", 9), ("val/1.png", 1), ("val/2.png", 2), ("val/3.png", 3)):
            packed.writestr(name, _face(seed, 48))
        packed.writestr("val/broken.png", b"no picture")
        packed.writestr("ferplus_labels.csv", _FERPLUS)
    held_out = [name for at in range(60) if rafdb_held_out(name := f"happy/{at}.png")][:2]
    with zipfile.ZipFile(folder / "rafdb_train.zip", "w") as packed:
        for at, name in enumerate(held_out):
            packed.writestr(name, _face(20 + at, 100))
    with zipfile.ZipFile(folder / "ravdess_speech_16k.zip", "w") as packed:
        first, second, third, trained = _clips()
        packed.writestr(first, _voice(1, 1.5))
        packed.writestr(second, _voice(2, 5.0))
        packed.writestr(third, b"no sound")
        packed.writestr(trained, _voice(3, 1.0))
    with zipfile.ZipFile(folder / "nemo_polish_emotional_speech.zip", "w") as packed:
        packed.writestr("samples/KBO_happy_1.flac", _voice(4, 1.5))
        packed.writestr("samples/MSK_sad_2.flac", _voice(5, 4.0))
    return folder


def test_answers_are_those_of_the_predictor(
    predictor: Predictor, small: Path, caplog: pytest.LogCaptureFixture
) -> None:
    found = dict(predict.answers(predictor, 0, small, heads={"face_emotion", "voice_emotion"}))
    faces, voted, voices = (found[test] for test in (protocols.FER2013, protocols.FERPLUS, protocols.VOICE_PAPER))
    assert isinstance(faces, Labelled)
    assert isinstance(voted, Labelled)
    assert isinstance(voices, Labelled)
    assert faces.names == ("val/1.png", "val/3.png")
    assert [EMOTIONS[label] for label in faces.truth] == ["fearful", "happy"]
    assert voted.names == ("val/1.png", "val/2.png")
    assert [EMOTIONS[label] for label in voted.truth] == ["surprised", "happy"]
    assert np.array_equal(voted.logits[0], faces.logits[0])
    assert len(found[protocols.RAFDB]) == 2
    pictures = [decode_picture(_face(seed, 48), "face") for seed in (1, 3)]
    temperature = predictor.heads["face_emotion"].temperature
    for ours, reading in zip(faces.probabilities(temperature), predictor.read_faces(pictures), strict=True):
        assert ours == pytest.approx(list(reading.emotion.values()), abs=1e-4)

    assert len(voices) == 2
    assert voices.sample.tolist().count(1) > 1, "the long clip has several windows"
    temperature = predictor.heads["voice_emotion"].temperature
    for at, (seed, seconds) in enumerate(((1, 1.5), (2, 5.0))):
        sound, rate = soundfile.read(io.BytesIO(_voice(seed, seconds)), dtype="float32")
        heard = predictor.read_voice(sound, rate).emotion
        assert voices.probabilities(temperature)[at] == pytest.approx(list(heard.values()), abs=1e-4)
    left_out = [record.getMessage() for record in caplog.records]
    assert sum("broken.png" in text for text in left_out) == 1
    assert sum(Path(_clips()[2]).name in text for text in left_out) == 1


def test_a_network_of_a_fold_is_evaluated_on_its_actors_alone(predictor: Predictor, small: Path) -> None:
    actor = int(_clips()[0][6:8])
    fold = next(number for number, actors in enumerate(FOLDS, 1) if actor in actors)
    found = dict(predict.answers(predictor, fold, small, heads={"voice_emotion"}))
    assert list(found) == [protocols.VOICE_ACTORS]
    answered = found[protocols.VOICE_ACTORS]
    assert isinstance(answered, Labelled)
    assert set(answered.folds) == {fold}
    assert all(int(name[-2:]) in FOLDS[fold - 1] for name in answered.names)


def test_a_network_is_evaluated_on_the_set_that_it_never_heard(predictor: Predictor, small: Path) -> None:
    found = dict(predict.answers(predictor, 0, small, heads={"voice_emotion"}, without="nemo"))
    assert list(found) == [protocols.NEMO]
    answered = found[protocols.NEMO]
    assert isinstance(answered, Labelled)
    assert answered.names == ("KBO_happy_1", "MSK_sad_2")
    assert [EMOTIONS[label] for label in answered.truth] == ["happy", "sad"]
    with pytest.raises(DataError, match="no test on the data set 'lfw'"):
        list(predict.answers(predictor, 0, small, without="lfw"))


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("multitask", ("multitask", 0, "")),
        ("single-voice-emotion-fold3", ("single-voice-emotion", 3, "")),
        ("single-voice-emotion-without-nemo", ("single-voice-emotion", 0, "nemo")),
        ("single-voice-emotion-fold9", ("single-voice-emotion-fold9", 0, "")),
    ],
)
def test_the_name_of_a_network_says_what_it_was_not_trained_on(name: str, parts: tuple[str, int, str]) -> None:
    assert protocols.split_name(name) == parts


def test_a_missing_set_is_one_sentence(predictor: Predictor, tmp_path: Path) -> None:
    with pytest.raises(DataError, match="missing"):
        list(predict.answers(predictor, 0, tmp_path))


def test_the_central_face_is_cut_as_the_desk_cuts() -> None:
    picture = np.random.default_rng(1).integers(0, 255, (160, 160, 3), np.uint8)
    aside, middle = Box(0, 0, 40, 40), Box(50, 45, 66, 66)

    class Finds:
        def __init__(self, boxes: list[Box]) -> None:
            self._boxes = boxes

        def find(self, picture: Picture) -> list[Box]:
            return self._boxes

        def find_near(self, picture: Picture, known: object) -> list[Box]:
            return []

    assert np.array_equal(predict.central_face(picture, Finds([aside, middle])), cut_face(picture, middle))
    nothing = predict.central_face(picture, Finds([]))
    side = 250 / 2.2
    assert np.array_equal(nothing, cut_face(picture, Box(80 - side / 2, 80 - side / 2, side, side)))


def test_batches_give_each_sample_its_own_rows() -> None:
    samples = [(at, np.full((1 + at % 3, 2), at, np.float32)) for at in range(50)]
    sizes: list[int] = []
    told: list[int] = []

    def ask(rows: np.ndarray) -> dict[str, np.ndarray]:
        sizes.append(len(rows))
        return {"double": rows * 2}

    for at, outputs in predict.run(ask, iter(samples), told.append):
        assert np.array_equal(outputs["double"], np.full((1 + at % 3, 2), 2 * at))
    assert len(sizes) < 5
    assert told[-1] == 50


@pytest.mark.data
def test_the_faces_of_actors_01_and_05_are_identified(data: Path) -> None:
    """Only two of the 24 actors are there: the code is tried, the paper's figure is not measured."""
    crops = data / "ravdess_face_crops_actors_01_05.zip"
    if not crops.is_file():
        pytest.skip(f"{crops.name} is not in {data}")
    from emotion_desk.modelling.evaluation import nearest_mean

    def small_grey(faces: np.ndarray) -> dict[str, np.ndarray]:
        rows = faces.mean(axis=1)[:, ::12, ::12].reshape(len(faces), -1)
        rows = rows - rows.mean(axis=1, keepdims=True)
        return {"face_identity": rows / np.linalg.norm(rows, axis=1, keepdims=True)}

    # plain pixels stand in for an embedding: two people in one studio, always at the same place
    clips = predict.face_clips(SimpleNamespace(outputs=small_grey), crops, lambda what, done: None)  # type: ignore[arg-type]
    assert len(clips) == 112
    found = nearest_mean.named(clips)
    assert found is not None
    assert found.classes == ("actor-01", "actor-05")
    assert (found.given() == found.truth).mean() > 0.9
