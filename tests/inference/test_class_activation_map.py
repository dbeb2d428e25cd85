"""Attribution on the released weights: exact sums, the right places, and clear words where there is none."""

from __future__ import annotations

import numpy as np
import pytest

from emotion_desk.errors import ModelError, UntrainedHeadError
from emotion_desk.inference.class_activation_map import Explainer, Explanation, hide
from emotion_desk.inference.model_store import ModelStore
from emotion_desk.inference.onnx_bytes import read_nodes, with_einsums
from emotion_desk.inference.perturbations import altered_faces, altered_voices
from emotion_desk.inference.predictor import load_predictor
from emotion_desk.sound.mel import BANDS, FLOOR_DB, FRAMES, band_centres, mel_input
from emotion_desk.vision.crop import INPUT_SIZE, face_input

HEADS = ("face_emotion", "voice_emotion")


@pytest.fixture(scope="module")
def store() -> ModelStore:
    return ModelStore()


@pytest.fixture(scope="module", params=["onnx", "int8"])
def explainer(store: ModelStore, request: pytest.FixtureRequest) -> Explainer:
    if request.param not in store.entry("multitask").files:
        pytest.skip(f"the released multi-task network has no part '{request.param}'")
    return Explainer(store, part=request.param)


@pytest.fixture(scope="module")
def rows() -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    crops = np.random.default_rng(1).integers(0, 255, (3, 40, 40, 3)).astype(np.uint8)
    return face_input(list(crops))


@pytest.mark.parametrize("head", HEADS)
def test_the_places_sum_up_to_the_logit(
    explainer: Explainer, rows: np.ndarray[tuple[int, ...], np.dtype[np.float32]], head: str
) -> None:
    logits, places = explainer.sums(rows, head)
    rest = logits - places.mean(axis=(2, 3))
    # What is left is the bias: the same for all pictures.
    np.testing.assert_allclose(rest, np.broadcast_to(rest[0], rest.shape), atol=2e-3)
    assert np.ptp(places.mean(axis=(2, 3)), axis=0).max() > 0.05


def test_its_answers_are_the_desks(store: ModelStore) -> None:
    crop = np.random.default_rng(2).integers(0, 255, (64, 64, 3)).astype(np.uint8)
    predictor = load_predictor()
    reading = predictor.read_faces([crop])[0]
    explainer = Explainer(store, part="int8" if "int8" in predictor.engine else "onnx")
    explained = explainer.explain(face_input([crop]), "face_emotion")
    np.testing.assert_allclose(explained.probabilities, list(reading.emotion.values()), atol=1e-4)
    assert explained.emotion == max(reading.emotion, key=lambda name: reading.emotion[name])


def test_shifts_refine_the_map(explainer: Explainer, rows: np.ndarray[tuple[int, ...], np.dtype[np.float32]]) -> None:
    coarse = explainer.explain(rows[:1], "face_emotion", shifts=1).places
    fine = explainer.explain(rows[:1], "face_emotion", shifts=2).places
    assert fine.shape == (2 * coarse.shape[0], 2 * coarse.shape[1])
    assert explainer.explain(rows[:1], "face_emotion").heat(INPUT_SIZE).shape == (INPUT_SIZE, INPUT_SIZE)


def test_a_head_that_is_not_there(
    explainer: Explainer, rows: np.ndarray[tuple[int, ...], np.dtype[np.float32]]
) -> None:
    assert set(explainer.heads) == set(HEADS)
    with pytest.raises(UntrainedHeadError, match="no trained head 'face_identity'"):
        explainer.explain(rows[:1], "face_identity")


def test_hiding_takes_the_hottest_pixels() -> None:
    row = np.random.default_rng(3).normal(size=(1, 3, 10, 10)).astype(np.float32)
    heat = np.arange(100, dtype=np.float32).reshape(10, 10)
    hidden = hide(row, heat, 0.2)
    np.testing.assert_array_equal(hidden[..., :8, :], row[..., :8, :])
    for channel in range(3):
        assert (hidden[0, channel, 8:] == hidden[0, channel, 9, 9]).all()
    np.testing.assert_array_equal(hide(row, heat, 0.0), row)


def test_the_graph_is_read_as_it_was_written(store: ModelStore) -> None:
    part = "int8" if "int8" in store.entry("multitask").files else "onnx"
    data = store.path("multitask", part).read_bytes()
    nodes = read_nodes(data)
    longer = read_nodes(with_einsums(data, {"more": ("i,i->i", "a", "b")}))
    assert longer[:-1] == nodes
    assert (longer[-1].kind, longer[-1].inputs, longer[-1].outputs) == ("Einsum", ("a", "b"), ("more",))
    with pytest.raises(ModelError, match="cannot be read"):
        read_nodes(b"\x3a\xff\xff\xff\xff\x0fabc")


def test_an_explanation_names_the_most_probable() -> None:
    probabilities = np.eye(8, dtype=np.float32)[3]
    assert Explanation(probabilities, np.zeros((3, 3), np.float32)).emotion == "sad"


def test_faces_are_altered_as_the_words_say() -> None:
    crop = np.random.default_rng(4).integers(0, 255, (50, 50, 3)).astype(np.uint8)
    altered = altered_faces(crop)
    assert list(altered) == ["as it is", "flipped", "half as bright", "blurred"]
    np.testing.assert_array_equal(altered["flipped"][:, ::-1], crop)
    assert altered["half as bright"].mean() == pytest.approx(crop.mean() / 2, abs=0.6)
    assert altered["blurred"].std() < crop.std() * 0.7


def test_voices_are_altered_as_the_words_say() -> None:
    picture = np.full((BANDS, FRAMES), -5.0, np.float32)
    picture[:, :40] = FLOOR_DB
    altered = altered_voices(picture)
    np.testing.assert_array_equal(altered["20 dB quieter"][:, 40:], -25.0)
    assert min(one.min() for one in altered.values()) == FLOOR_DB
    high = altered["without highs (> 2 kHz)"][:, -1]
    np.testing.assert_array_equal(high == -65.0, band_centres() > 2000)
    # The network's picture knows no gain, so a quieter voice is the same voice, down to its floor of -30 dB.
    np.testing.assert_allclose(mel_input(altered["20 dB quieter"]), mel_input(picture), atol=1e-5)
