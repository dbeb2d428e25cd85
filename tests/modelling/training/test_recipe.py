"""Recipes: their values, derived recipes, and what is refused."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from emotion_desk.errors import DataError
from emotion_desk.modelling.training.recipe import Cycle, find_recipe, read_recipe

SINGLES = ("single-face-emotion", "single-face-identity", "single-voice-emotion", "single-voice-identity")

OWN = """
base = "multitask"
name = "own"
heads = ["face_emotion"]
"""
ONE = "[[cycles]]\npeak_rate=1\nwarm_up=0.1\nsize=64\nsteps=5\nrows={fer2013=3}\n"


@pytest.mark.parametrize("name", SINGLES)
def test_a_single_learns_its_heads_as_the_multitask_network_does(name: str) -> None:
    multi, single = read_recipe(find_recipe("multitask")), read_recipe(find_recipe(name))
    assert single.name == name
    assert set(single.heads) < set(multi.heads)
    assert single.weight_decay == multi.weight_decay
    assert single.weights == multi.weights
    assert single.cycles[-1].size == multi.cycles[-1].size


def test_the_first_cycle_of_voices_has_no_actor_so_that_folds_can_share_it() -> None:
    recipe = read_recipe(find_recipe("single-voice-emotion"))
    assert [recipe.learns_from_actors(cycle) for cycle in recipe.cycles] == [False, True, True]
    unlabelled = replace(recipe.cycles[0], rows={"librispeech": 4})
    assert recipe.learns_from_actors(unlabelled), "the teacher of speech without labels was fitted on the actors"
    assert not replace(recipe, emotion_teacher=0.0).learns_from_actors(unlabelled)


def test_a_recipe_for_persons_does_not_perturb_vocal_tracts() -> None:
    assert read_recipe(find_recipe("single-voice-identity")).vocal_tract_perturbation == 0


def test_speech_without_labels_is_used_for_emotion_only_with_a_teacher(tmp_path: Path) -> None:
    assert "librispeech" in read_recipe(find_recipe("single-voice-emotion")).sets
    file = tmp_path / "alone.toml"
    text = find_recipe("single-voice-emotion").read_text()
    file.write_text(text.replace("emotion_teacher = 0.5", "emotion_teacher = 0.0"))
    assert "librispeech" not in read_recipe(file).sets


@pytest.mark.parametrize("name", ["multitask", *SINGLES])
def test_a_trunk_is_taken_from_a_cycle_that_its_recipe_ends(name: str) -> None:
    trunk = read_recipe(find_recipe(name)).trunk
    if trunk:
        owner, file = trunk.split("/")
        assert file in {f"cycle-{number}.pt" for number in range(1, len(read_recipe(find_recipe(owner)).cycles))}


def test_the_rate_rises_and_falls_in_every_cycle() -> None:
    recipe = replace(
        read_recipe(find_recipe("multitask")), cycles=(Cycle(4e-4, 0.1, 64, 300), Cycle(1e-4, 0.2, 96, 100))
    )
    first, second = recipe.cycles
    rates = np.array([recipe.rate_at(step) for step in range(recipe.steps)])
    assert rates[: first.steps].max() == pytest.approx(first.peak_rate, rel=1e-3)
    assert int(rates.argmax()) == round(first.warm_up * first.steps)
    assert rates[first.steps - 1] < first.peak_rate / 1000
    assert rates[first.steps : first.steps + second.steps].max() == pytest.approx(second.peak_rate, rel=1e-3)
    assert rates[-1] < recipe.cycles[-1].peak_rate / 1000
    last = len(recipe.cycles) - 1
    assert recipe.cycle_at(first.steps - 1) == (0, first.steps - 1)
    assert recipe.cycle_at(first.steps) == (1, 0)
    assert recipe.cycle_at(recipe.steps) == (last, recipe.cycles[last].steps)
    assert recipe.size_at(first.steps - 1) == first.size
    assert recipe.size_at(recipe.steps - 1) == recipe.cycles[last].size


def test_a_cycle_may_hold_its_peak() -> None:
    cycle = Cycle(1e-3, 0.1, 64, 100, hold=0.6)
    rates = np.array([cycle.rate_at(step) for step in range(100)])
    np.testing.assert_allclose(rates[10:70], 1e-3)
    assert (np.diff(rates[:11]) > 0).all()
    assert (np.diff(rates[70:]) < 0).all()
    assert rates[-1] < 1e-5


def test_a_plateau_can_be_ended_at_any_step() -> None:
    recipe = read_recipe(find_recipe("single-face-emotion"))
    ended = recipe.with_first(700)
    assert ended.steps == 700 + recipe.cycles[1].steps
    assert [ended.rate_at(step) for step in range(700)] == pytest.approx([recipe.rate_at(step) for step in range(700)])
    assert ended.rate_at(699) == ended.rate_at(700) == recipe.cycles[1].peak_rate
    assert ended.rate_at(ended.steps - 1) < 1e-8
    assert ended.cycle_at(700) == (1, 0)


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
        ('name = "x"', "missing required field `heads`"),
        ("", "missing required field `name`"),
        (OWN + "seed = 1.5", "expected `int`, got `float` at seed"),
        (OWN + "[weights]\nemotion = 'much'", "expected `float`, got `str` at weights.emotion"),
        (OWN + "[optimiser]\nvoice_throats = 0.2", "'voice_throats', which is called 'vocal_tract_perturbation' now"),
        (OWN + "colour = 1", "unknown field `colour`"),
        (OWN.replace("face_emotion", "face_mood"), "heads that do not exist: face_mood"),
        (OWN.replace("face_emotion", "voice_actor"), "without 'voice_identity'"),
        (
            OWN + "[[cycles]]\npeak_rate=1\nwarm_up=0.1\nsize=64\nsteps=5\nrows={mnist=3}",
            "sets that do not exist: mnist",
        ),
        (OWN + "[[cycles]]\npeak_rate=1\nwarm_up=0.1\nsize=64\nsteps=5\nrows={nemo=3}", "without a row for its heads"),
        (OWN + ONE + "settle=true\n", "'settle', which was removed: networks are trained in float only"),
        (OWN + ONE + ONE + "quantisation_aware=true\n", "'quantisation_aware', which was removed"),
        (OWN + ONE + "speed=1\n", r"unknown field `speed` at cycles\[0\]"),
        (
            OWN + "[[cycles]]\npeak_rate=1\nwarm_up=0.1\nsize=8\nsteps=5\nrows={fer2013=3}",
            r"expected `int` >= 32 at cycles\[0\].size",
        ),
    ],
)
def test_a_faulty_recipe_is_refused(text: str, says: str, tmp_path: Path) -> None:
    file = tmp_path / "r.toml"
    file.write_text(text)
    with pytest.raises(DataError, match=says):
        read_recipe(file)


def test_an_own_recipe_may_have_the_name_of_its_shipped_base(tmp_path: Path) -> None:
    file = tmp_path / "multitask.toml"
    file.write_text('base = "multitask"\nname = "multitask"\nseed = 8\n')
    recipe, shipped = read_recipe(file), read_recipe(find_recipe("multitask"))
    assert (recipe.seed, recipe.heads, recipe.cycles) == (8, shipped.heads, shipped.cycles)


def test_recipes_that_are_based_on_one_another_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text('base = "b"\nname = "a"\n')
    (tmp_path / "b.toml").write_text('base = "a"\nname = "b"\n')
    with pytest.raises(DataError, match="is based on itself"):
        read_recipe(tmp_path / "a.toml")


def test_a_missing_recipe_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no recipe"):
        read_recipe(tmp_path / "none.toml")


def test_the_last_cycle_may_be_shorter() -> None:
    recipe = read_recipe(find_recipe("single-voice-emotion"))
    last = recipe.cycles[-1]
    short = recipe.with_last(steps=last.steps // 4)
    assert short.cycles[:-1] == recipe.cycles[:-1]
    assert short.cycles[-1].steps == last.steps // 4
    assert short.cycles[-1].rows == last.rows
    assert short.rate_at(short.steps) == pytest.approx(0, abs=1e-9)
