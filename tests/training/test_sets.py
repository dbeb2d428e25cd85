"""Readers of the data sets: on small zips made here, and on the real ones where they are."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import numpy as np
import pytest
import soundfile

from emotion_desk.errors import DataError
from emotion_desk.opencv import cv2
from emotion_desk.training.sets import (
    HELD_OUT_ACTORS,
    data_hash,
    emotion_index,
    load_fer2013,
    load_rafdb,
    load_ravdess_voices,
    ravdess_fields,
)


def zip_of(file: Path, members: dict[str, bytes]) -> None:
    with zipfile.ZipFile(file, "w") as opened:
        for name, content in members.items():
            opened.writestr(name, content)


def picture() -> bytes:
    return bytes(cv2.imencode(".webp", np.full((48, 48, 3), 90, np.uint8))[1])


def sound(rate: int = 16_000) -> bytes:
    buffer = io.BytesIO()
    soundfile.write(buffer, np.sin(np.arange(rate) / 10).astype(np.float32) * 0.3, rate, format="FLAC")
    return buffer.getvalue()


def test_names_of_other_sets_become_ours() -> None:
    assert emotion_index("fear") == emotion_index("fearful") == 5
    assert emotion_index("surprise") == 7
    with pytest.raises(DataError, match="'bored'"):
        emotion_index("bored")
    assert ravdess_fields("Actor_04/03-01-08-02-01-01-04.flac") == (7, 4)


def test_a_damaged_picture_is_skipped(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    zip_of(
        tmp_path / "fer2013_train_val.zip",
        {
            "val/happy/a.webp": picture(),
            "val/fear/b.webp": b"no picture",
            "val/sad/c.webp": b"",
            "train/sad/d.webp": picture(),
        },
    )
    faces = load_fer2013(tmp_path, "val")
    assert faces.names == ["val/happy/a.webp"]
    assert faces.labels.tolist() == [2]
    assert sum("cannot be read" in record.message for record in caplog.records) == 2


def test_rafdb_splits_without_overlap(tmp_path: Path) -> None:
    zip_of(tmp_path / "rafdb_train.zip", {f"happy/train_{i:05}_aligned.webp": picture() for i in range(80)})
    held, kept = load_rafdb(tmp_path, held_out=True), load_rafdb(tmp_path, held_out=False)
    assert not set(held.names) & set(kept.names)
    assert len(held.names) + len(kept.names) == 80
    assert held.names


def test_voices_of_wanted_actors_only(tmp_path: Path) -> None:
    zip_of(
        tmp_path / "ravdess_speech_16k.zip",
        {
            "Actor_01/03-01-05-01-01-01-01.flac": sound(),
            "Actor_02/03-01-03-01-01-01-02.flac": sound(),
            "Actor_03/03-01-03-01-01-01-03.flac": b"broken",
            "Actor_05/03-01-03-01-01-01-05.flac": sound(44_100),
        },
    )
    voices = load_ravdess_voices(tmp_path, lambda actor: actor not in HELD_OUT_ACTORS)
    assert voices.speakers == ["ravdess-02"]
    assert voices.labels.tolist() == [2]
    assert voices.mels[0].shape[0] == 96


def test_missing_empty_and_broken_archives(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="missing"):
        load_fer2013(tmp_path, "val")
    zip_of(tmp_path / "fer2013_train_val.zip", {})
    with pytest.raises(DataError, match="no readable picture"):
        load_fer2013(tmp_path, "val")
    (tmp_path / "fer2013_train_val.zip").write_bytes(b"PK but not a zip")
    with pytest.raises(DataError, match="not a whole zip"):
        load_fer2013(tmp_path, "val")


def test_the_data_hash_tells_contents_apart(tmp_path: Path) -> None:
    file = tmp_path / "a.zip"
    file.write_bytes(b"1")
    first = data_hash([file])
    file.write_bytes(b"2")
    assert data_hash([file]) != first
