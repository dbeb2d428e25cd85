"""Class activation maps of the released weights: exact decomposition, resolution, and errors."""

from __future__ import annotations

import numpy as np
import pytest

from emotion_desk.errors import UntrainedHeadError
from emotion_desk.inference.class_activation_map import Explainer, Explanation
from emotion_desk.inference.model_store import ModelStore
from emotion_desk.inference.perturbations import perturbed_faces, perturbed_voices
from emotion_desk.inference.predictor import load_predictor
from emotion_desk.sound.mel import BANDS, FLOOR_DB, FRAMES, band_centres, mel_input
from emotion_desk.vision.crop import INPUT_SIZE, face_input

HEADS = ("face_emotion", "voice_emotion")


@pytest.fixture(scope="module")
def store() -> ModelStore:
    return ModelStore()


@pytest.fixture(scope="module")
def explainer(store: ModelStore) -> Explainer:
    return Explainer(store)


@pytest.fixture(scope="module")
def rows() -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    crops = np.random.default_rng(1).integers(0, 255, (3, 40, 40, 3)).astype(np.uint8)
    return face_input(list(crops))


@pytest.mark.parametrize("head", HEADS)
def test_the_contributions_average_to_the_logit_less_its_bias(
    explainer: Explainer, rows: np.ndarray[tuple[int, ...], np.dtype[np.float32]], head: str
) -> None:
    logits, contributions = explainer.contributions(rows, head)
    rest = logits - contributions.mean(axis=(2, 3))
    # The rest is the bias, which is the same for all pictures.
    np.testing.assert_allclose(rest, np.broadcast_to(rest[0], rest.shape), atol=2e-3)
    assert np.ptp(contributions.mean(axis=(2, 3)), axis=0).max() > 0.05


@pytest.mark.slow
def test_its_predictions_are_those_of_the_predictor(store: ModelStore) -> None:
    crop = np.random.default_rng(2).integers(0, 255, (64, 64, 3)).astype(np.uint8)
    predictor = load_predictor()
    reading = predictor.read_faces([crop])[0]
    explained = Explainer(store).explain(face_input([crop]), "face_emotion")
    np.testing.assert_allclose(explained.probabilities, list(reading.emotion.values()), atol=1e-4)
    assert explained.emotion == max(reading.emotion, key=lambda name: reading.emotion[name])


def test_shifts_refine_the_map(explainer: Explainer, rows: np.ndarray[tuple[int, ...], np.dtype[np.float32]]) -> None:
    coarse = explainer.explain(rows[:1], "face_emotion", shifts=1).contributions
    fine = explainer.explain(rows[:1], "face_emotion", shifts=2).contributions
    assert fine.shape == (2 * coarse.shape[0], 2 * coarse.shape[1])
    assert explainer.explain(rows[:1], "face_emotion").heat(INPUT_SIZE).shape == (INPUT_SIZE, INPUT_SIZE)


def test_a_head_that_is_not_there(
    explainer: Explainer, rows: np.ndarray[tuple[int, ...], np.dtype[np.float32]]
) -> None:
    assert set(explainer.heads) == set(HEADS)
    with pytest.raises(UntrainedHeadError, match="no trained head 'face_identity'"):
        explainer.explain(rows[:1], "face_identity")


def test_an_explanation_has_the_most_probable_emotion() -> None:
    probabilities = np.eye(8, dtype=np.float32)[3]
    assert Explanation(probabilities, np.zeros((3, 3), np.float32)).emotion == "sad"


def test_faces_are_perturbed_as_described() -> None:
    crop = np.random.default_rng(4).integers(0, 255, (50, 50, 3)).astype(np.uint8)
    perturbed = perturbed_faces(crop)
    assert list(perturbed) == ["as it is", "flipped", "half as bright", "blurred"]
    np.testing.assert_array_equal(perturbed["flipped"][:, ::-1], crop)
    assert perturbed["half as bright"].mean() == pytest.approx(crop.mean() / 2, abs=0.6)
    assert perturbed["blurred"].std() < crop.std() * 0.7


def test_voices_are_perturbed_as_described() -> None:
    picture = np.full((BANDS, FRAMES), -5.0, np.float32)
    picture[:, :40] = FLOOR_DB
    perturbed = perturbed_voices(picture)
    np.testing.assert_array_equal(perturbed["20 dB quieter"][:, 40:], -25.0)
    assert min(one.min() for one in perturbed.values()) == FLOOR_DB
    high = perturbed["without highs (> 2 kHz)"][:, -1]
    np.testing.assert_array_equal(high == -65.0, band_centres() > 2000)
    # mel_input removes the gain, so a quieter voice gives the same input, down to its floor of -30 dB.
    np.testing.assert_allclose(mel_input(perturbed["20 dB quieter"]), mel_input(picture), atol=1e-5)
