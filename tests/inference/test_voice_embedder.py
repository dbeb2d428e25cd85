"""The released network that voices are named by."""

from __future__ import annotations

import shutil
import zipfile
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
import soundfile

from emotion_desk.errors import DataError, ModelError
from emotion_desk.inference.identity_models import FOLDER, names_store
from emotion_desk.inference.model_store import ModelStore
from emotion_desk.inference.voice_embedder import (
    HEAD,
    INPUTS,
    NAME,
    SIZE,
    SPAN,
    VoiceEmbedder,
    load_voice_embedder,
    voice_entry,
    voice_windows,
)
from emotion_desk.messages import Samples
from emotion_desk.people.embedder_ids import embedders
from emotion_desk.people.impostor_thresholds import thresholds_of
from emotion_desk.people.person_records import VOICE


@pytest.fixture(scope="module")
def embedder() -> VoiceEmbedder:
    found = load_voice_embedder()
    assert found is not None
    return found


@pytest.fixture(scope="module")
def noise() -> Samples:
    return np.random.default_rng(3).normal(0, 0.1, 5 * SPAN).astype(np.float32)


def test_a_voice_is_like_itself_and_unlike_another(embedder: VoiceEmbedder, ravdess_clip: dict[str, Samples]) -> None:
    own, other = (embedder.embed(ravdess_clip[name]) for name in ("own", "stranger"))
    assert own is not None
    assert other is not None
    assert own.shape == (SIZE,)
    assert np.linalg.norm(own) == pytest.approx(1, abs=1e-4)
    again, quiet = embedder.embed(ravdess_clip["again"]), embedder.embed(ravdess_clip["own"] * np.float32(0.2))
    assert again is not None
    assert quiet is not None
    assert float(own @ quiet) > 0.9  # 0.95 in the mean of other clips, by the float32 network as well
    assert float(own @ again) > 0.3 > float(own @ other) + 0.1


@pytest.fixture(scope="module")
def ravdess_clip(data: Path) -> dict[str, Samples]:
    """Return two calm clips of one actor with different sentences, and one of another."""
    wanted = {
        "own": "Actor_02/03-01-01-01-01-01-02.flac",
        "again": "Actor_02/03-01-01-01-02-01-02.flac",
        "stranger": "Actor_03/03-01-01-01-01-01-03.flac",
    }
    with zipfile.ZipFile(data / "ravdess_speech_16k.zip") as archive:
        return {key: soundfile.read(BytesIO(archive.read(name)), dtype="float32")[0] for key, name in wanted.items()}


@pytest.mark.slow
def test_a_window_alone_is_answered_as_among_others(embedder: VoiceEmbedder, noise: Samples) -> None:
    windows = noise[: 3 * SPAN].reshape(3, SPAN)
    together = embedder.outputs(windows)[HEAD]
    np.testing.assert_allclose(together[1], embedder.outputs(windows[1:2])[HEAD][0], atol=2e-3)


def test_windows_lie_over_the_voice_and_take_the_sound_around_it(noise: Samples) -> None:
    sound = np.zeros(5 * SPAN, np.float32)
    at = 3 * SPAN
    sound[at : at + 16_000] = noise[:16_000]
    (window,) = voice_windows(sound)
    middle = np.flatnonzero(window).mean()
    assert window.shape == (SPAN,)
    assert middle == pytest.approx(SPAN / 2, abs=1_500)
    sound[:16_000] = noise[:16_000]
    sound[at : at + 16_000] = 0.0
    np.testing.assert_array_equal(voice_windows(sound)[0], sound[:SPAN])  # the sound begins there


def test_a_long_voice_is_covered_and_a_short_one_repeated(noise: Samples) -> None:
    windows = voice_windows(noise)
    assert windows.shape == (9, SPAN)
    np.testing.assert_array_equal(windows[0], noise[:SPAN])
    assert voice_windows(noise[:SPAN]).shape == (1, SPAN)
    short = noise[:10_000]
    np.testing.assert_array_equal(voice_windows(short), np.resize(short, (1, SPAN)))


@pytest.mark.slow
@pytest.mark.parametrize("samples", [0, 100, SPAN, 3 * SPAN])
def test_silence_has_no_voice(embedder: VoiceEmbedder, samples: int) -> None:
    assert embedder.embed(np.zeros(samples, np.float32)) is None


@pytest.mark.parametrize("samples", [np.zeros((2, 9), np.float32), np.zeros(9, np.int16)])
def test_what_is_no_sound_is_refused(samples: Samples) -> None:
    with pytest.raises(DataError, match="must be mono float"):
        voice_windows(samples)


def test_names_are_measured_for_the_released_file() -> None:
    assert voice_entry() is not None
    made_by = {VOICE: embedders("multitask")[VOICE]}
    assert made_by[VOICE].startswith(f"{NAME}:")
    assert embedders("singles")[VOICE] == made_by[VOICE]
    assert thresholds_of(made_by)[VOICE].people == 24


def test_without_its_weights_the_desk_s_own_network_names_voices(tmp_path: Path) -> None:
    shutil.copy(ModelStore().folder / "manifest.json", tmp_path)
    store = ModelStore(tmp_path)
    assert load_voice_embedder(store) is None
    assert embedders("multitask", store)[VOICE].startswith("multitask:")


def test_damaged_weights_are_refused(tmp_path: Path) -> None:
    shutil.copytree(ModelStore().folder / FOLDER, tmp_path / FOLDER)
    store = ModelStore(tmp_path)
    file = names_store(INPUTS, store).path(NAME, "int8")
    with file.open("r+b") as opened:
        opened.seek(1000)
        opened.write(b"\0\0\0\0")
    with pytest.raises(ModelError, match="wrong SHA-256"):
        load_voice_embedder(store)
    file.unlink()
    with pytest.raises(ModelError, match="missing"):
        load_voice_embedder(store)
