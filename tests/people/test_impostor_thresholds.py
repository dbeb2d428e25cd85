from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from emotion_desk.errors import GalleryError
from emotion_desk.people.impostor_thresholds import (
    FILE,
    both,
    measure,
    read_thresholds,
    single_rate,
    write_thresholds,
)
from emotion_desk.people.matching import Matcher
from emotion_desk.people.person_records import FACE, Person
from tests.people.made import MODEL, prototype, vector


def scores(n: int = 200_000, seed: int = 3) -> np.ndarray:
    return np.random.default_rng(seed).normal(0.0, 0.1, n)


def test_a_threshold_is_passed_at_its_rate() -> None:
    table = measure(scores(), 100, "made")
    fresh = scores(seed=4)
    for rate in (0.1, 0.01, 0.001):
        assert (fresh > table.cosine(rate)).mean() == pytest.approx(rate, rel=0.15)
        assert table.chance(table.cosine(rate)) == pytest.approx(rate, rel=1e-6)


def test_the_rate_holds_against_the_best_of_many() -> None:
    table = measure(scores(), 100, "made")
    best = scores(4_000 * 50, seed=5).reshape(4_000, 50).max(axis=1)
    assert (best > table.threshold(50, 0.01)).mean() == pytest.approx(0.01, abs=0.005)
    assert table.threshold(500) > table.threshold(50) > table.threshold(1)


def test_chances_fall_with_the_score_and_never_reach_nothing() -> None:
    table = measure(scores(), 100, "made")
    chances = [table.chance(cosine) for cosine in np.linspace(-1, 1, 200)]
    assert all(a >= b > 0 for a, b in pairwise(chances))
    assert table.cosine(1e-30) < 1.0


def test_the_chance_of_two_tests_is_that_of_strangers() -> None:
    table = measure(scores(), 100, "made")
    one, other = scores(20_000, seed=6), scores(20_000, seed=7)
    joined = np.array([both(table.chance(a), table.chance(b)) for a, b in zip(one, other, strict=True)])
    assert (joined <= 0.01).mean() == pytest.approx(0.01, abs=0.004)
    assert both(0.03, 0.03) < 0.01 < 0.03
    assert single_rate(1, 0.01) == pytest.approx(0.01)
    assert single_rate(100, 0.01) == pytest.approx(0.0001, rel=0.01)


def test_too_few_strangers_give_no_table() -> None:
    with pytest.raises(GalleryError, match="too few"):
        measure(scores(20), 3, "made")
    with pytest.raises(GalleryError, match="the same"):
        measure(np.zeros(100_000), 3, "made")


def test_tables_are_kept_by_network(tmp_path: Path) -> None:
    one, other = measure(scores(), 100, "one"), measure(scores(50_000), 50, "other")
    write_thresholds(tmp_path, {"face/a:1": one})
    write_thresholds(tmp_path, {"voice/a:1": other})
    found = read_thresholds(tmp_path)
    assert found == {"face/a:1": one, "voice/a:1": other}
    assert read_thresholds(tmp_path / "nothing") == {}


@pytest.mark.parametrize(
    "change",
    [{"rates": [0.1, 0.2]}, {"cosines": [0.3, 0.2]}, {"rates": [0.1]}, {"cosines": ["x", "y"]}, {"trials": None}],
)
def test_a_damaged_table_is_refused(tmp_path: Path, change: dict[str, object]) -> None:
    good = {"modality": "face", "model": "a:1", "protocol": "", "trials": 1, "people": 1}
    table = good | {"rates": [0.1, 0.01], "cosines": [0.1, 0.2]}
    (tmp_path / FILE).write_text(json.dumps({"format": 1, "impostors": [table]}))
    assert read_thresholds(tmp_path)
    (tmp_path / FILE).write_text(json.dumps({"format": 1, "impostors": [table | change]}))
    with pytest.raises(GalleryError, match="damaged"):
        read_thresholds(tmp_path)
    (tmp_path / FILE).write_text(json.dumps({"format": 2, "impostors": []}))
    with pytest.raises(GalleryError, match="format 2"):
        read_thresholds(tmp_path)


def test_matching_is_the_cosine_to_the_mean() -> None:
    people = [
        Person("a", "Ana", "", "", (prototype(1), prototype(2, quality=0.3))),
        Person("b", "Bo", "", "", (prototype(3),)),
        Person("c", "Carla", "", "", (prototype(4, model="another"),)),
    ]
    matcher = Matcher(people, FACE, MODEL)
    assert len(matcher) == 2
    first, second = matcher.best(vector(1))
    assert (first.name, second.name) == ("Ana", "Bo")
    mean = 0.9 * vector(1) + 0.3 * vector(2)
    assert first.score == pytest.approx(float(mean @ vector(1) / np.linalg.norm(mean)), abs=1e-5)
    assert [one.name for one in matcher.best(vector(3), 5)] == ["Bo", "Ana"]
    assert matcher.best(vector(1, 64)) == []
    assert Matcher([], FACE, MODEL).best(vector(1)) == []
