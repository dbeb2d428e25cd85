"""Recipes, batches and a training that is killed and goes on, on small sets made here."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from emotion_desk.errors import DataError
from emotion_desk.sound.mel import FLOOR_DB, log_mel
from emotion_desk.training.batches import Batches
from emotion_desk.training.recipe import Cycle, Phase, Recipe, read_recipe, shipped_recipe
from emotion_desk.training.sets import FaceSet, VoiceSet
from emotion_desk.training.train import Training, emotion_losses

LABELS = np.arange(16) % 8


def small_faces() -> FaceSet:
    rng = np.random.default_rng(0)
    pictures = [rng.integers(0, 256, (48, 48, 3), np.uint8) for _ in LABELS]
    return FaceSet("small", pictures, LABELS, [str(i) for i in LABELS])


def small_voices() -> VoiceSet:
    rng = np.random.default_rng(1)
    mels = [log_mel(rng.normal(0, 0.1, int(rng.integers(9_000, 60_000))).astype(np.float32)) for _ in LABELS]
    return VoiceSet("small", mels, LABELS, ["a"] * 16, [str(i) for i in LABELS])


@pytest.fixture(scope="module")
def recipe() -> Recipe:
    shipped = read_recipe(shipped_recipe("multitask"))
    return replace(
        shipped,
        faces=3,
        voices=2,
        face_mix={"small": 1.0},
        voice_mix={"small": 1.0},
        cycles=(Cycle(5e-4, 0.2, (Phase(32, 3), Phase(48, 1))),),
    )


@pytest.fixture(scope="module")
def batches(recipe: Recipe) -> Batches:
    return Batches(recipe, {"small": small_faces()}, {"small": small_voices()})


def test_a_batch_is_a_function_of_the_step(batches: Batches) -> None:
    first, again, other = batches.batch(1), batches.batch(1), batches.batch(2)
    np.testing.assert_array_equal(first.pictures, again.pictures)
    assert not np.array_equal(first.pictures, other.pictures)
    assert first.pictures.shape == (5, 3, 32, 32)
    assert first.faces == 3
    np.testing.assert_allclose(first.labels.sum(axis=1), 1.0, rtol=1e-5)
    assert batches.batch(3).pictures.shape[-1] == 48


def test_the_stream_is_the_batches_in_order(batches: Batches) -> None:
    streamed = [batch.pictures for batch in batches.stream(1, 4)]
    assert len(streamed) == 3
    for step, pictures in enumerate(streamed, start=1):
        np.testing.assert_array_equal(pictures, batches.batch(step).pictures)


def test_a_killed_training_goes_on_as_if_nothing_had_been(recipe: Recipe, batches: Batches, tmp_path: Path) -> None:
    through = Training(replace(recipe, cycles=(Cycle(5e-4, 0.2, (Phase(32, 3),)),)), tmp_path / "a", {})
    through.out.mkdir()
    through.run(batches)

    class KilledError(Exception):
        pass

    killed = Training(through.recipe, tmp_path / "b", {})
    killed.out.mkdir()

    class Stopping(Batches):
        def batch(self, step: int):  # type: ignore[no-untyped-def]
            if step == 2:
                raise KilledError
            return super().batch(step)

    stopping = Stopping(recipe, {"small": small_faces()}, {"small": small_voices()})
    with pytest.raises(KilledError):
        killed.run(stopping)
    killed.save()
    state = torch.random.get_rng_state()
    resumed = Training(through.recipe, tmp_path / "b", {})
    torch.random.set_rng_state(state)  # dropout draws from torch's generator
    resumed.resume()
    assert resumed.step == 2
    resumed.run(batches)
    assert resumed.step == 3
    logged = [json.loads(line) for line in (tmp_path / "b" / "log.jsonl").read_text().splitlines()]
    assert logged[-1]["step"] == logged[-1]["of"] == 3
    for name, value in through.net.state_dict().items():
        torch.testing.assert_close(resumed.net.state_dict()[name], value, rtol=1e-3, atol=1e-3)


def test_each_emotion_head_learns_from_its_own_rows_only() -> None:
    outputs = {
        "face_emotion": torch.zeros(5, 8, requires_grad=True),
        "voice_emotion": torch.zeros(5, 8, requires_grad=True),
        "face_identity": torch.zeros(5, 128),
    }
    losses = emotion_losses(outputs, torch.eye(8)[:5], faces=3, smoothing=0.0)
    assert set(losses) == {"face_emotion", "voice_emotion"}
    sum(losses.values(), torch.tensor(0.0)).backward()  # type: ignore[no-untyped-call]
    face, voice = outputs["face_emotion"].grad, outputs["voice_emotion"].grad
    assert face is not None
    assert voice is not None
    assert face[:3].abs().sum() > 0
    assert face[3:].abs().sum() == 0
    assert voice[:3].abs().sum() == 0
    assert set(emotion_losses(outputs, torch.eye(8)[:5], faces=5, smoothing=0.0)) == {"face_emotion"}


@pytest.mark.parametrize(
    ("text", "says"), [("name = ", "not valid TOML"), ('name = "x"', "lacks"), ("", "lacks or misspells")]
)
def test_a_faulty_recipe_is_refused(text: str, says: str, tmp_path: Path) -> None:
    file = tmp_path / "r.toml"
    file.write_text(text)
    with pytest.raises(DataError, match=says):
        read_recipe(file)
    with pytest.raises(DataError, match="no recipe"):
        read_recipe(tmp_path / "none.toml")


def test_augmented_voices_stay_decibels(batches: Batches) -> None:
    from emotion_desk.training.augment import augment_voice

    rng = np.random.default_rng(5)
    for mel in small_voices().mels:
        window = augment_voice(mel, rng)
        assert window.shape == (96, 96)
        assert window.dtype == np.float32
        assert np.isfinite(window).all()
        assert window.min() >= FLOOR_DB - 1


def test_the_rate_rises_and_falls_in_every_cycle(recipe: Recipe) -> None:
    first = Cycle(5e-4, 0.2, (Phase(64, 900), Phase(96, 100)))
    long = replace(recipe, cycles=(first, Cycle(1e-4, 0.1, (Phase(96, 200),))))
    rates = [long.rate_at(step) for step in range(1200)]
    assert long.steps == 1200
    assert max(rates) == pytest.approx(5e-4, rel=1e-3)
    assert int(np.argmax(rates)) == 200
    assert 0 < rates[0] < 5e-4 / 20
    assert rates[999] < 5e-7
    assert max(rates[1000:]) == pytest.approx(1e-4, rel=1e-3)
    assert rates[1199] < 1e-7
    assert [long.size_at(step) for step in (0, 899, 900, 999, 1100)] == [64, 64, 96, 96, 96]
