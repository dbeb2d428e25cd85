"""Readers of the data sets: on small zips made here."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import numpy as np
import pytest
import soundfile

from emotion_desk.errors import DataError
from emotion_desk.modelling.data import datasets
from emotion_desk.modelling.data.datasets import NONE, data_hash, emotion_index
from emotion_desk.modelling.data.splits import all_performances, in_paper_test
from emotion_desk.opencv import cv2


def zip_of(file: Path, members: dict[str, bytes]) -> None:
    with zipfile.ZipFile(file, "w") as opened:
        for name, content in members.items():
            opened.writestr(name, content)


def fer2013(file: Path, members: dict[str, bytes], labels: dict[str, str]) -> None:
    """Write a FER2013 whose labels are given as lines of its table after the name: label, then ten votes."""
    columns = "file,fer2013_label,neutral,happiness,surprise,sadness,anger,disgust,fear,contempt,unknown,NF"
    lines = [columns, *(f"{name},{label}" for name, label in labels.items())]
    zip_of(file, {**members, "ferplus_labels.csv": "\n".join(lines).encode()})


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


def test_a_damaged_picture_is_skipped(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    fer2013(
        tmp_path / "fer2013_original.zip",
        {"val/a.webp": picture(), "val/b.webp": b"no picture", "val/c.webp": b"", "train/d.webp": picture()},
        {
            "val/a.webp": "happy,0,9,0,1,0,0,0,0,0,0",
            "val/b.webp": "fear,0,0,0,0,0,0,10,0,0,0",
            "val/c.webp": "sad,0,0,0,10,0,0,0,0,0,0",
            "train/d.webp": "sad,0,0,0,10,0,0,0,0,0,0",
        },
    )
    faces = datasets.fer2013(tmp_path, "val")
    assert list(faces.names) == ["val/a.webp"]
    assert faces.emotions.tolist() == [2]
    assert faces.people.tolist() == [NONE]
    assert faces.pictures[0].shape == (48, 48, 3)
    assert sum("cannot be read" in record.message for record in caplog.records) == 2


def test_fer2013_carries_votes_and_drops_pictures_without_an_emotion(tmp_path: Path) -> None:
    fer2013(
        tmp_path / "fer2013_original.zip",
        {f"train/{name}.webp": picture() for name in "abc"},
        {
            "train/a.webp": "angry,6,0,0,1,3,0,0,0,0,0",
            "train/b.webp": ",0,0,0,0,0,0,2,0,8,0",
            "train/c.webp": ",0,0,4,0,0,0,4,2,0,0",
        },
    )
    faces = datasets.fer2013(tmp_path, "train")
    assert list(faces.names) == ["train/a.webp", "train/c.webp"]
    assert faces.distributions is not None
    own = datasets.OWN_LABEL
    expected = np.zeros((2, 8), np.float32)
    expected[0, 0], expected[0, 4] = (1 - own) * 6 / 9, own + (1 - own) * 3 / 9
    expected[1, [5, 7]] = 0.5
    np.testing.assert_allclose(faces.distributions, expected, atol=1e-6)
    assert faces.emotions.tolist() == expected.argmax(axis=1).tolist()


def test_rafdb_splits_without_overlap(tmp_path: Path) -> None:
    zip_of(tmp_path / "rafdb_train.zip", {f"happy/train_{i:05}_aligned.webp": picture() for i in range(80)})
    held, kept = datasets.rafdb(tmp_path, held_out=True), datasets.rafdb(tmp_path, held_out=False)
    assert not set(held.names) & set(kept.names)
    assert len(held) + len(kept) == 80
    assert len(held) > 0


def test_lfw_is_split_by_person(tmp_path: Path) -> None:
    zip_of(tmp_path / "lfw_multi_160.zip", {f"Person_{i // 3:02}/{i}.webp": picture() for i in range(120)})
    held, kept = datasets.lfw(tmp_path, held_out=True), datasets.lfw(tmp_path, held_out=False)
    assert not {name.split("/")[0] for name in held.names} & {name.split("/")[0] for name in kept.names}
    assert len(held) + len(kept) == 120
    assert len(set(kept.people.tolist())) == len(kept) // 3
    assert min(kept.people) == 24  # the actors of RAVDESS come first
    assert set(kept.emotions.tolist()) == {NONE}


def ravdess(folder: Path) -> list[str]:
    names = [
        f"Actor_{one.actor:02}/03-01-{one.emotion:02}-{one.intensity:02}-{one.statement:02}-{one.repetition:02}-"
        f"{one.actor:02}.flac"
        for one in all_performances()
        if one.actor in (1, 2) and one.emotion in (3, 5)
    ]
    zip_of(folder / "ravdess_speech_16k.zip", {name: sound() for name in names})
    return names


def test_voices_by_both_protocols(tmp_path: Path) -> None:
    names = ravdess(tmp_path)
    for fold in (0, 1, 5):
        train, test = (datasets.ravdess_voices(tmp_path, fold, test=side) for side in (False, True))
        assert not set(train.names) & set(test.names)
        assert len(train) + len(test) == len(names) == 32
    assert set(datasets.ravdess_voices(tmp_path, 1, test=True).people.tolist()) == {1}
    assert set(datasets.ravdess_voices(tmp_path, 5, test=True).people.tolist()) == {0}
    paper = datasets.ravdess_voices(tmp_path, 0, test=True)
    there = [one for one in all_performances() if one.actor < 3 and one.emotion in (3, 5)]
    assert len(paper) == sum(map(in_paper_test, there))
    assert set(paper.emotions.tolist()) <= {2, 4}
    assert paper.mels[0].shape[0] == 96


def test_nemo_and_librispeech_carry_what_they_have(tmp_path: Path) -> None:
    clips = {"SPA_anger_1.flac": sound(), "SPB_surprised_2.flac": sound()}
    zip_of(tmp_path / "nemo_polish_emotional_speech.zip", clips)
    zip_of(tmp_path / "librispeech_speakers.zip", {"19/a.flac": sound(), "26/b.flac": sound()})
    polish, read = datasets.nemo(tmp_path), datasets.librispeech(tmp_path)
    assert polish.emotions.tolist() == [4, 7]
    assert polish.people.tolist() == [24, 25]
    assert read.emotions.tolist() == [NONE, NONE]
    assert read.people.tolist() == [33, 34]


def test_missing_empty_and_broken_archives(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="missing"):
        datasets.fer2013(tmp_path, "val")
    fer2013(tmp_path / "fer2013_original.zip", {}, {})
    with pytest.raises(DataError, match="nothing that can be read"):
        datasets.fer2013(tmp_path, "val")
    zip_of(tmp_path / "fer2013_original.zip", {"train/d.webp": picture()})
    with pytest.raises(DataError, match="ferplus_labels"):
        datasets.fer2013(tmp_path, "val")
    labels = {"train/d.webp": "sad,0,0,0,10,0,0,0,0,0,0"}
    fer2013(tmp_path / "fer2013_original.zip", {"train/d.webp": picture()}, labels)
    with pytest.raises(DataError, match="no readable sample of the wanted part"):
        datasets.fer2013(tmp_path, "val")
    (tmp_path / "fer2013_original.zip").write_bytes(b"PK but not a zip")
    with pytest.raises(DataError, match="not a complete zip"):
        datasets.fer2013(tmp_path, "val")


def test_the_data_hash_differs_between_contents(tmp_path: Path) -> None:
    file = tmp_path / "a.zip"
    file.write_bytes(b"1")
    first = data_hash([file])
    file.write_bytes(b"2")
    assert data_hash([file]) != first


def test_celeba_and_the_telephone_recordings_name_people_of_their_own(tmp_path: Path) -> None:
    zip_of(tmp_path / "celeba_people.zip", {"07201/1.webp": picture(), "07499/2.webp": picture()})
    faces = datasets.celeba(tmp_path)
    assert faces.people.tolist() == [24 + 1680, 24 + 1681]
    assert faces.emotions.tolist() == [NONE, NONE]
    clips = {"s000_angry_bacho_00011.flac": sound(), "s031_calm_go_04168.flac": sound()}
    zip_of(tmp_path / "indian_emospeech.zip", clips)
    voices = datasets.indian_emospeech(tmp_path)
    assert voices.emotions.tolist() == [emotion_index("angry"), emotion_index("calm")]
    assert voices.people.tolist() == [24 + 9 + 251, 24 + 9 + 252]
