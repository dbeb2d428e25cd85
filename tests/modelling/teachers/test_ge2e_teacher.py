"""The voice teacher on real clips."""

from __future__ import annotations

import warnings
import zipfile
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from emotion_desk.errors import DataError
from emotion_desk.modelling.data.zip_archives import decode_sound
from emotion_desk.modelling.teachers.ge2e_teacher import VoiceTeacher

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    resemblyzer = pytest.importorskip("resemblyzer", reason="the extra 'teach' and Resemblyzer are not installed")
RAVDESS = "ravdess_speech_16k.zip"


@pytest.fixture(scope="module")
def teacher() -> VoiceTeacher:
    return VoiceTeacher()


def clips(data: Path, names: list[str]) -> list[tuple[str, bytes]]:
    if not (data / RAVDESS).is_file():
        pytest.skip(f"{RAVDESS} is not in {data}")
    with zipfile.ZipFile(data / RAVDESS) as packed:
        return [(name, packed.read(name)) for name in names]


def test_clips_of_one_actor_are_nearer_than_those_of_others(data: Path, teacher: VoiceTeacher) -> None:
    names = [f"Actor_{a:02}/03-01-01-01-{s:02}-01-{a:02}.flac" for a in (1, 2, 5, 8) for s in (1, 2)]
    answers = teacher.embed(RAVDESS, [*clips(data, names), ("broken.flac", b"fLaC")])
    assert list(answers.names) == names
    vectors = answers.vectors
    assert vectors.shape == (8, 256)
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    cosine = vectors @ vectors.T
    same = [cosine[row, row ^ 1] for row in range(8)]
    other = [cosine[row, column] for row in range(8) for column in range(8) if column // 2 != row // 2]
    assert np.mean(same) > np.mean(other) + 0.15


def test_silence_around_a_voice_changes_nothing(data: Path, teacher: VoiceTeacher) -> None:
    ((name, blob),) = clips(data, ["Actor_03/03-01-01-01-01-01-03.flac"])
    samples = decode_sound(blob, name)
    quiet: NDArray[np.float32] = np.zeros(48 * 384, np.float32)
    alone, between = teacher.vectors([teacher.voice(one) for one in (samples, np.concatenate([quiet, samples, quiet]))])
    assert float(alone @ between) > 0.98


def test_silence_alone_is_left_out(teacher: VoiceTeacher) -> None:
    with pytest.raises(DataError, match="no voice"):
        teacher.voice(np.zeros(16000, np.float32))


def test_a_batch_gives_the_embeddings_of_resemblyzer(data: Path, teacher: VoiceTeacher) -> None:
    names = ["Actor_03/03-01-01-01-01-01-03.flac", "Actor_04/03-01-05-02-01-01-04.flac"]
    voices = [teacher.voice(decode_sound(blob, name)) for name, blob in clips(data, names)]
    voices.append(voices[0][:4000])
    alone = resemblyzer.VoiceEncoder("cpu", verbose=False)
    wanted = np.stack([alone.embed_utterance(voice) for voice in voices])
    np.testing.assert_allclose(teacher.vectors(voices), wanted, atol=1e-5)
    assert teacher.vectors([]).shape == (0, 256)
