"""Logits of emotions of faces are adjusted for the shares of the emotions in the training."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from emotion_desk.labels import EMOTIONS
from emotion_desk.messages import Picture
from emotion_desk.modelling.data import decoded_cache
from emotion_desk.modelling.data.zip_archives import PICTURE_SUFFIXES, members
from emotion_desk.modelling.export import release
from emotion_desk.modelling.export.logit_adjustment import HEAD, adjust, face_priors
from emotion_desk.modelling.networks.multitask_net import single_net
from emotion_desk.modelling.training.recipe import read_recipe, shipped_recipe

PRIORS = np.array([0.4, 0.0, 0.3, 0.1, 0.1, 0.05, 0.02, 0.03])
NEUTRAL, CALM, DISGUST = (EMOTIONS.index(name) for name in ("neutral", "calm", "disgust"))


@pytest.mark.usefixtures("narrow")
def test_rare_emotions_gain_on_frequent_ones_and_calm_goes_with_neutral() -> None:
    net = single_net(HEAD)
    before = net.head(HEAD).bias.detach().clone()
    adjust(net, PRIORS, 0.5)
    change = (net.head(HEAD).bias.detach() - before).numpy()
    assert change[DISGUST] - change[NEUTRAL] == pytest.approx(0.5 * np.log(0.4 / 0.02), abs=1e-5)
    assert change[CALM] == pytest.approx(change[NEUTRAL], abs=1e-6)


@pytest.mark.usefixtures("narrow")
def test_no_strength_changes_nothing() -> None:
    net = single_net(HEAD)
    before = net.head(HEAD).bias.detach().clone()
    adjust(net, PRIORS, 0.0)
    assert torch.equal(net.head(HEAD).bias, before)


def names_alone(archive: Path, _cache: Path | None) -> tuple[list[str], list[Picture]]:
    """Return the names of an archive's pictures, without the seconds of decoding them."""
    return [name for name, _read in members(archive, PICTURE_SUFFIXES)], []


@pytest.mark.data
def test_the_priors_are_those_of_the_drawn_targets(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decoded_cache, "pictures", names_alone)
    priors = face_priors(read_recipe(shipped_recipe("multitask")), data)
    assert priors.sum() == pytest.approx(1.0)
    assert priors[CALM] == 0.0
    assert priors[NEUTRAL] > 2 * priors[DISGUST] > 0


@pytest.mark.parametrize("share", ["-0.1", "1.5", "nan"])
def test_a_share_outside_of_0_to_1_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str], share: str) -> None:
    with pytest.raises(SystemExit) as refused:
        release.main([str(tmp_path), "--out", str(tmp_path), "--data", str(tmp_path), f"--adjust={share}"])
    assert refused.value.code == 2
    assert "--adjust takes a share from 0 to 1" in capsys.readouterr().err
