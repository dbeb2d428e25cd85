"""People who speak in many ways lie closer together once it was measured how anybody's voice moves."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from emotion_desk.errors import DataError
from emotion_desk.modelling.export.within_class_whitening import Spoken, measure, unit_rows

SIZE = 12


def voices(people: int, seed: int, each: int = 30) -> tuple[list[str], NDArray[np.float64]]:
    """Return speakers whose samples move far in two directions, the same for all, and little in the others."""
    rng = np.random.default_rng(seed)
    spread = np.where(np.arange(SIZE) < 2, 1.0, 0.1)
    means = rng.standard_normal((people, SIZE)) * np.where(np.arange(SIZE) < 2, 0.1, 0.6) + 0.5
    rows = np.concatenate([mean + spread * rng.standard_normal((each, SIZE)) for mean in means])
    return [f"{seed}-{number}" for number in range(people) for _ in range(each)], rows


def apart(people: list[str], rows: NDArray[np.floating]) -> float:
    """Return how much more alike one person's samples are than two persons', in standard deviations."""
    scores, who = rows @ rows.T, np.array(people)
    pairs = np.triu_indices(len(rows), 1)
    same = (who[:, None] == who)[pairs]
    own, others = scores[pairs][same], scores[pairs][~same]
    return float((own.mean() - others.mean()) / np.sqrt((own.var() + others.var()) / 2))


def test_people_who_were_not_measured_lie_further_apart() -> None:
    people, rows = voices(20, seed=1)
    whitening = measure({"a": Spoken(rows, people), "b": Spoken(voices(5, seed=3)[1])})
    others, unseen = voices(6, seed=2)
    turned = whitening.apply(unseen)
    assert turned.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(turned, axis=1), 1.0, atol=1e-5)
    assert apart(others, turned) > 1.5 * apart(others, unit_rows(unseen))


def test_every_set_counts_as_much_for_the_mean() -> None:
    people, many = voices(20, seed=1)
    few = voices(2, seed=4)
    mean = measure({"many": Spoken(many, people), "few": Spoken(few[1], few[0])}).mean
    np.testing.assert_allclose(mean, (unit_rows(many).mean(axis=0) + unit_rows(few[1]).mean(axis=0)) / 2)


def test_whitening_needs_two_clips_of_one_person() -> None:
    _, rows = voices(3, seed=1, each=1)
    with pytest.raises(DataError, match="Too few people"):
        measure({"a": Spoken(rows, ["x", "y", "z"]), "b": Spoken(rows)})
