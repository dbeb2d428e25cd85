"""The cache returns what decoding the archive returns, also when its folder is damaged or cannot be written."""

from __future__ import annotations

import io
import logging
from pathlib import Path

import numpy as np
import pytest
import soundfile

from emotion_desk.errors import DataError
from emotion_desk.modelling.data import decoded_cache, mmap_arrays
from emotion_desk.modelling.data.zip_archives import decode_picture, decode_sound
from emotion_desk.sound import mel
from emotion_desk.sound.mel import SAMPLE_RATE, log_mel
from tests.modelling.data.test_zip_archives import damage, packed, png


def wav(seconds: float, seed: int = 0) -> bytes:
    noise = np.random.default_rng(seed).normal(0, 0.1, round(seconds * SAMPLE_RATE)).astype(np.float32)
    written = io.BytesIO()
    soundfile.write(written, noise, SAMPLE_RATE, format="WAV", subtype="FLOAT")
    return written.getvalue()


@pytest.fixture
def faces(tmp_path: Path) -> Path:
    return packed(tmp_path / "faces.zip", {"b.png": png(1, 12), "a.png": png(2, 8), "c.png": png(3, 5)})


def cached_files(cache: Path) -> list[Path]:
    return sorted(cache.glob("*.safetensors"))


@pytest.mark.parametrize("kept", [True, False])
def test_pictures_are_what_decoding_gives(faces: Path, tmp_path: Path, kept: bool) -> None:
    cache = tmp_path / "cache" if kept else None
    for _ in range(2):  # made, then mapped
        names, pictures = decoded_cache.pictures(faces, cache)
        assert names == ["a.png", "b.png", "c.png"]
        for picture, blob in zip(pictures, (png(2, 8), png(1, 12), png(3, 5)), strict=True):
            np.testing.assert_array_equal(picture, decode_picture(blob, ""))
        assert len(pictures[1:]) == 2
        np.testing.assert_array_equal(pictures[-1], pictures[2])
        with pytest.raises(IndexError):
            pictures[3]


def test_the_second_time_nothing_is_decoded(faces: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    decoded_cache.pictures(faces, tmp_path)

    def never(*_: object) -> None:
        raise AssertionError("decoded again")

    monkeypatch.setattr(decoded_cache, "decode_picture", never)
    assert len(decoded_cache.pictures(faces, tmp_path)[1]) == 3


def test_mels_are_the_desk_s_own_to_a_hundredth_of_a_decibel(tmp_path: Path) -> None:
    clips = {f"{i}.wav": wav(0.3 + i / 5, i) for i in range(3)} | {"silence.wav": wav(0)}
    archive = packed(tmp_path / "voices.zip", clips)
    names, mels = decoded_cache.mels(archive, tmp_path)
    assert names == sorted(clips)
    for name, found in zip(names, mels, strict=True):
        wanted = log_mel(decode_sound(clips[name], name))
        assert found.shape == wanted.shape
        assert found.dtype == np.float32
        np.testing.assert_allclose(found, wanted, atol=0.01)


def test_other_mel_settings_make_another_cache_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = packed(tmp_path / "voices.zip", {"a.wav": wav(1)})
    first = decoded_cache.mels(archive, tmp_path / "cache")[1][0]
    monkeypatch.setattr(mel, "HOP", mel.HOP // 2)
    second = decoded_cache.mels(archive, tmp_path / "cache")[1][0]
    assert second.shape[1] > first.shape[1]
    assert len(cached_files(tmp_path / "cache")) == 2


def test_another_archive_of_the_same_name_makes_another_cache_folder(faces: Path, tmp_path: Path) -> None:
    decoded_cache.pictures(faces, tmp_path / "cache")
    packed(faces, {"new.png": png(9)})
    assert decoded_cache.pictures(faces, tmp_path / "cache")[0] == ["new.png"]


def test_a_damaged_cache_is_made_again(faces: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    cache = tmp_path / "cache"
    decoded_cache.pictures(faces, cache)
    (file,) = cached_files(cache)
    whole = file.read_bytes()
    file.write_bytes(whole[:-100])
    assert len(decoded_cache.pictures(faces, cache)[1]) == 3
    assert "It is made again." in caplog.text
    assert file.read_bytes() == whole


def test_broken_members_are_left_out_with_a_warning(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    content = {"a.png": png(1), "b.png": png(2), "c.png": b"", "d.png": b"no picture"}
    archive = packed(tmp_path / "faces.zip", content)
    damage(archive, "b.png")
    assert decoded_cache.pictures(archive, tmp_path)[0] == ["a.png"]
    assert [record.levelno for record in caplog.records].count(logging.WARNING) == 3


def test_a_folder_that_cannot_be_written_costs_only_the_cache(
    faces: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "cache").write_text("a file where the folder should be")
    assert len(decoded_cache.pictures(faces, tmp_path / "cache")[1]) == 3
    assert "kept in memory" in caplog.text


def test_an_archive_without_pictures_is_refused(tmp_path: Path) -> None:
    archive = packed(tmp_path / "faces.zip", {"readme.txt": b"nothing here"})
    for cache in (tmp_path, None):
        with pytest.raises(DataError, match="has nothing that can be read"):
            decoded_cache.pictures(archive, cache)
    with pytest.raises(DataError, match="is missing"):
        decoded_cache.pictures(tmp_path / "other.zip", tmp_path)


def test_a_file_is_refused_for_what_it_is_not(faces: Path, tmp_path: Path) -> None:
    decoded_cache.pictures(faces, tmp_path / "cache")
    (file,) = cached_files(tmp_path / "cache")
    with pytest.raises(DataError, match="is not a packed set"):
        mmap_arrays.read(file, "packed set", 1)
    with pytest.raises(DataError, match="of version 1; this program reads version 2"):
        mmap_arrays.read(file, "decoded cache", 2)
    file.write_bytes(b"\x80\x04 a pickle, by its first byte")
    with pytest.raises(DataError, match="damaged, not whole, or not a decoded cache"):
        mmap_arrays.read(file, "decoded cache", 1)


def test_real_archives(data: Path, tmp_path: Path) -> None:
    names, pictures = decoded_cache.pictures(data / "ravdess_face_crops_actors_01_05.zip", tmp_path)
    assert len(names) == len(pictures) == 1940
    assert {picture.shape for picture in pictures} == {(160, 160, 3)}
