"""The files of predictions: what comes back is what was answered; what is damaged is refused."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from emotion_desk.errors import DataError
from emotion_desk.labels import EMOTIONS
from emotion_desk.modelling.evaluation import predictions, protocols
from emotion_desk.modelling.evaluation.predictions import Labelled, Trials


@pytest.fixture
def labelled() -> Labelled:
    """Three clips, the second of two windows."""
    logits = np.random.default_rng(1).normal(0, 3, (4, 8))
    return predictions.gather(EMOTIONS, [("a", 2, 0), ("b", 2, 4), ("b", 2, 4), ("c", 2, 7)], logits)


def test_rows_of_a_clip_are_one_sample(labelled: Labelled) -> None:
    assert labelled.names == ("a", "b", "c")
    assert labelled.sample.tolist() == [0, 1, 1, 2]
    assert labelled.truth.tolist() == [0, 4, 7]
    each = np.exp(labelled.logits / 2)
    each /= each.sum(axis=1, keepdims=True)
    assert labelled.probabilities(2.0)[1] == pytest.approx((each[1] + each[2]) / 2)


def test_a_temperature_a_sample(labelled: Labelled) -> None:
    mixed = labelled.probabilities(np.array([1.0, 3.0, 1.0]))
    assert mixed[1] == pytest.approx(labelled.probabilities(3.0)[1])
    assert mixed[2] == pytest.approx(labelled.probabilities(1.0)[2])


def test_seven_classes_leave_calm_out(labelled: Labelled) -> None:
    logits = labelled.logits.copy()
    logits[:, EMOTIONS.index("calm")] = 50
    seven = predictions.gather(EMOTIONS, [("a", 0, 0), ("b", 0, 4), ("b", 0, 4), ("c", 0, 7)], logits).among(
        protocols.SEVEN
    )
    assert "calm" not in seven.classes
    assert [seven.classes[label] for label in seven.truth] == ["neutral", "angry", "surprised"]
    assert seven.probabilities().sum(axis=1) == pytest.approx(1)
    assert seven.probabilities() == pytest.approx(labelled.among(protocols.SEVEN).probabilities())


def test_a_sample_of_a_class_left_out_is_refused() -> None:
    calm = predictions.gather(EMOTIONS, [("a", 0, EMOTIONS.index("calm"))], np.zeros((1, 8)))
    with pytest.raises(DataError, match="none of the classes"):
        calm.among(protocols.SEVEN)


@pytest.mark.parametrize("name", ["x.csv", "x.csv.gz", "x.csv.bz2"])
def test_labelled_answers_survive_the_file(name: str, labelled: Labelled, tmp_path: Path) -> None:
    file = tmp_path / "deep" / name
    predictions.write(file, labelled)
    again = predictions.read(file)
    assert isinstance(again, Labelled)
    assert (again.names, again.classes) == (labelled.names, labelled.classes)
    assert again.folds.tolist() == [2, 2, 2]
    assert np.array_equal(again.truth, labelled.truth)
    assert np.array_equal(again.sample, labelled.sample)
    assert again.probabilities() == pytest.approx(labelled.probabilities(), abs=1e-3)
    assert [one.name for one in file.parent.iterdir()] == [name]
    before = file.read_bytes()
    predictions.write(file, labelled)
    assert file.read_bytes() == before


@pytest.mark.parametrize("kept", [0, 7, -9])
@pytest.mark.parametrize("packed", predictions.PACKED)
def test_a_truncated_packed_file_is_one_sentence(packed: str, kept: int, labelled: Labelled, tmp_path: Path) -> None:
    file = tmp_path / f"x.csv{packed}"
    predictions.write(file, labelled)
    file.write_bytes(file.read_bytes()[:kept])
    with pytest.raises(DataError, match=r"predictions .* damaged\.$"):
        predictions.read(file)


def test_trials_survive_the_file(tmp_path: Path) -> None:
    trials = Trials(
        ("a/1", "b/1"), ("a/2", "c,1"), np.array([1, 2]), np.array([True, False]), np.array([0.98765, -1.0])
    )
    predictions.write(tmp_path / "x.csv", trials)
    again = predictions.read(tmp_path / "x.csv")
    assert isinstance(again, Trials)
    assert (again.first, again.second) == (trials.first, trials.second)
    assert again.same.tolist() == [True, False]
    assert again.folds.tolist() == [1, 2]
    assert again.scores == pytest.approx(trials.scores, abs=1e-4)


@pytest.mark.parametrize(
    "content",
    [
        b"", b"name,fold,truth,happy,sad\n", b"what,ever\n1,2\n", b"name,fold,truth,happy,sad\na,0,cross,1,2\n",
        b"name,fold,truth,happy,sad\na,0,sad,1\n", b"name,fold,truth,happy,sad\na,0,sad,1,nan\n", b"\xff\xfe\x00",
        b"first,second,fold,same,score\na,b,1,1\n", b"first,second,fold,same,score\n",
    ],
)  # fmt: skip
def test_a_damaged_file_is_one_sentence(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "x.csv"
    file.write_bytes(content)
    with pytest.raises(DataError, match=r"predictions .* damaged\.$"):
        predictions.read(file)


def test_a_missing_file_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="missing"):
        predictions.read(tmp_path / "x.csv")
