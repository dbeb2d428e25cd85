"""The sizes of the networks beside each other."""

from __future__ import annotations

import torch

from emotion_desk.modelling.networks.multitask_net import Net, parameter_count, single_net


def test_a_single_answers_one_head_with_nearly_all_the_parameters() -> None:
    single = single_net("voice_emotion")
    assert list(single.eval()(torch.zeros(1, 3, 64, 64))) == ["voice_emotion"]
    assert 0.95 < parameter_count(single) / parameter_count(Net()) < 1.0
