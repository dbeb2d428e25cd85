"""Measures of synthetic voices whose pitch, rate, jitter and shimmer are known."""

from __future__ import annotations

import math
import sys

import numpy as np
import pytest

from emotion_desk.errors import DeskError
from emotion_desk.messages import Samples
from emotion_desk.sound.voice_measures import SAMPLE_RATE, VoiceMeasures, voice_curves, voice_measures

pytest.importorskip("parselmouth")


def voice(
    hz: float, seconds: float = 1.5, syllables: float = 0.0, jitter: float = 0.0, shimmer: float = 0.0
) -> Samples:
    """Return a buzz of periods, each with its own length and loudness, as a larynx makes it."""
    rng = np.random.default_rng(5)
    made: list[np.typing.NDArray[np.float64]] = []
    while sum(map(len, made)) < seconds * SAMPLE_RATE:
        length = SAMPLE_RATE / hz * (1.0 + jitter * rng.choice([-0.5, 0.5]))
        phase = np.arange(round(length)) / round(length)
        loudness = 1.0 + shimmer * rng.choice([-0.5, 0.5])
        made.append(loudness * sum(np.sin(2 * np.pi * number * phase) / number for number in range(1, 12)))
    found = 0.15 * np.concatenate(made)[: round(seconds * SAMPLE_RATE)]
    if syllables:
        found *= 0.52 - 0.48 * np.cos(2 * np.pi * syllables * np.arange(len(found)) / SAMPLE_RATE)
    return found.astype(np.float32)


@pytest.mark.parametrize("hz", [90.0, 125.0, 210.0, 310.0])
def test_pitch_is_found_within_two_per_cent(hz: float) -> None:
    found = voice_measures(voice(hz))
    assert found.pitch_hz == pytest.approx(SAMPLE_RATE / round(SAMPLE_RATE / hz), rel=0.02)
    assert found.pitch_sd_hz < 2.0
    assert found.hnr_db > 20


def test_syllables_are_counted() -> None:
    assert voice_measures(voice(125.0, 2.0, syllables=4.0)).syllables_per_s == pytest.approx(4.0)


def test_jitter_and_shimmer_rise_with_those_of_the_voice() -> None:
    even, rough = voice_measures(voice(125.0)), voice_measures(voice(125.0, jitter=0.04))
    # Of two lengths 4 % apart, neighbours differ in half of the cases.
    assert even.jitter < 0.002
    assert rough.jitter == pytest.approx(0.02, rel=0.3)
    assert voice_measures(voice(125.0, shimmer=0.2)).shimmer == pytest.approx(0.1, rel=0.3)
    assert even.shimmer < 0.01


def test_loudness_is_that_of_the_samples() -> None:
    tone = voice(125.0)
    expected = 10 * math.log10(float(np.mean(np.square(tone, dtype=np.float64))))
    assert voice_measures(tone).loudness_dbfs == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize(
    "samples", [np.zeros(SAMPLE_RATE), np.zeros(0), voice(125.0)[:800], np.full(SAMPLE_RATE, np.nan)]
)
def test_silence_and_snippets_have_no_measures(samples: Samples) -> None:
    found = voice_measures(samples.astype(np.float32))
    assert all(math.isnan(getattr(found, name)) for name in VoiceMeasures.__slots__)


def test_noise_has_a_loudness_and_no_voice() -> None:
    noise = np.random.default_rng(1).normal(0, 0.1, SAMPLE_RATE).astype(np.float32)
    found = voice_measures(noise)
    assert found.loudness_dbfs == pytest.approx(-20, abs=0.3)
    for name in ("pitch_hz", "pitch_sd_hz", "syllables_per_s", "jitter", "shimmer", "hnr_db"):
        assert math.isnan(getattr(found, name)), name


def test_curves_have_gaps_where_there_is_no_voice() -> None:
    sound = np.concatenate((voice(200.0, 0.5), np.zeros(SAMPLE_RATE // 2, np.float32)))
    found = voice_curves(sound)
    assert found.formants_hz.shape == (4, len(found.times_s))
    early, late = found.times_s < 0.45, found.times_s > 0.6
    assert np.nanmedian(found.pitch_hz[early]) == pytest.approx(200, rel=0.02)
    assert np.isnan(found.pitch_hz[late]).all()
    assert np.isnan(found.formants_hz[:, late]).all()
    assert np.isfinite(found.formants_hz[0, early]).any()
    assert not len(voice_curves(np.zeros(SAMPLE_RATE, np.float32)).times_s)


def test_without_the_extra_one_sentence_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "parselmouth", None)
    with pytest.raises(DeskError, match=r"extra 'voice': pip install emotion-desk\[voice\]"):
        voice_measures(voice(125.0))


@pytest.mark.parametrize("ratio_db", [5.0, 10.0, 20.0])
def test_harmonics_to_noise_is_the_ratio_that_was_made(ratio_db: float) -> None:
    clean = voice(125.0)
    noise = np.random.default_rng(3).normal(0, 1, len(clean))
    level = float(np.sqrt(np.mean(np.square(clean, dtype=np.float64))) / 10 ** (ratio_db / 20))
    found = voice_measures((clean + level * noise).astype(np.float32))
    assert found.hnr_db == pytest.approx(ratio_db, abs=1.5)


@pytest.mark.parametrize("gain_db", [-20.0, -6.0, 0.0])
def test_loudness_follows_the_gain_and_nothing_else_does(gain_db: float) -> None:
    tone = voice(125.0)
    plain, changed = voice_measures(tone), voice_measures((tone * 10 ** (gain_db / 20)).astype(np.float32))
    assert changed.loudness_dbfs - plain.loudness_dbfs == pytest.approx(gain_db, abs=0.01)
    assert changed.pitch_hz == pytest.approx(plain.pitch_hz, rel=0.001)


@pytest.mark.parametrize("rate", [2.0, 3.0, 5.0])
def test_the_speaking_rate_is_that_of_the_voice(rate: float) -> None:
    assert voice_measures(voice(125.0, 3.0, syllables=rate)).syllables_per_s == pytest.approx(rate, abs=0.34)


@pytest.mark.parametrize("amount", [0.01, 0.02, 0.06])
def test_jitter_is_that_of_the_voice(amount: float) -> None:
    # Two lengths that are ``amount`` apart follow each other at random: in half of the cases they differ.
    assert voice_measures(voice(100.0, jitter=amount)).jitter == pytest.approx(amount / 2, rel=0.35)


@pytest.mark.parametrize("amount", [0.05, 0.1, 0.3])
def test_shimmer_is_that_of_the_voice(amount: float) -> None:
    assert voice_measures(voice(100.0, shimmer=amount)).shimmer == pytest.approx(amount / 2, rel=0.35)
