"""Recipes: what they decide, and what they refuse."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from emotion_desk.errors import DataError
from emotion_desk.training.recipe import Cycle, find_recipe, read_recipe

#: Each single, and the recipe whose steps, rates and rows it takes over.
SINGLES = {
    "single-face-identity": "multitask",
    "single-voice-emotion": "single-face-emotion",
    "single-voice-identity": "single-face-emotion",
}

OWN = """
base = "multitask"
name = "own"
heads = ["face_emotion"]
"""


@pytest.mark.parametrize(("name", "base"), SINGLES.items())
def test_a_single_has_the_schedule_of_its_base(name: str, base: str) -> None:
    longer, single = read_recipe(find_recipe(base)), read_recipe(find_recipe(name))
    assert single.name == name
    assert single.trunk == longer.trunk
    for ours, theirs in zip(single.cycles, longer.cycles, strict=True):
        assert (ours.peak_rate, ours.warm_up, ours.size) == (theirs.peak_rate, theirs.warm_up, theirs.size)
        assert ours.steps * ours.gather == theirs.steps
    assert single.weight_decay == longer.weight_decay
    assert single.weights == longer.weights


def test_the_multitask_network_begins_where_faces_emotions_taught_the_trunk() -> None:
    multi, faces = read_recipe(find_recipe("multitask")), read_recipe(find_recipe("single-face-emotion"))
    assert multi.trunk == faces.name
    assert not faces.trunk
    assert set(faces.heads) < set(multi.heads)
    assert multi.steps < faces.steps


def test_the_rate_rises_and_falls_in_every_cycle() -> None:
    recipe = read_recipe(find_recipe("multitask"))
    first, second = recipe.cycles
    rates = np.array([recipe.rate_at(step) for step in range(recipe.steps)])
    assert recipe.steps == first.steps + second.steps
    assert rates[: first.steps].max() == pytest.approx(first.peak_rate, rel=1e-3)
    assert int(rates.argmax()) == round(first.warm_up * first.steps)
    assert rates[first.steps - 1] < first.peak_rate / 1000
    assert rates[first.steps :].max() == pytest.approx(second.peak_rate, rel=1e-3)
    assert rates[-1] < second.peak_rate / 1000
    assert recipe.size_at(first.steps - 1) == first.size
    assert recipe.size_at(first.steps) == second.size
    assert recipe.cycle_at(recipe.steps) == (1, second.steps)


def test_a_cycle_starts_gently() -> None:
    assert 0 < Cycle(1e-3, 0.1, 64, 100).rate_at(0) < 1e-4


def test_an_own_recipe_builds_on_a_shipped_one(tmp_path: Path) -> None:
    file = tmp_path / "own.toml"
    file.write_text(OWN)
    recipe = read_recipe(file)
    assert recipe.name == "own"
    assert set(recipe.sets) == {"fer2013", "rafdb"}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("name = ", "not valid TOML"),
        ('name = "x"', "lacks"),
        ("", "lacks"),
        (OWN + "colour = 1", "no recipe knows: colour"),
        (OWN.replace("face_emotion", "face_mood"), "heads that do not exist: face_mood"),
        (OWN.replace("face_emotion", "voice_actor"), "without 'voice_identity'"),
        (OWN + "gather = [0, 1]", "lacks or misspells"),
        (OWN + "gather = [1]", "lacks or misspells"),
        (
            OWN + "[[cycles]]\npeak_rate=1\nwarm_up=0.1\nsize=64\nsteps=5\nrows={mnist=3}",
            "sets that do not exist: mnist",
        ),
        (OWN + "[[cycles]]\npeak_rate=1\nwarm_up=0.1\nsize=64\nsteps=5\nrows={nemo=3}", "without a row for its heads"),
        (OWN + "[[cycles]]\npeak_rate=1\nwarm_up=0.1\nsize=8\nsteps=5\nrows={fer2013=3}", "32 pixels or more"),
    ],
)
def test_a_faulty_recipe_is_refused(text: str, says: str, tmp_path: Path) -> None:
    file = tmp_path / "r.toml"
    file.write_text(text)
    with pytest.raises(DataError, match=says):
        read_recipe(file)


def test_a_missing_recipe_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no recipe"):
        read_recipe(tmp_path / "none.toml")
