"""The cache is tried with a teacher that says how bright a picture is: real archives, no heavy network."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from emotion_desk.errors import DataError
from emotion_desk.modelling.data.zip_archives import decode_picture
from emotion_desk.modelling.teachers import embedding_cache as cache_module
from emotion_desk.modelling.teachers.collect import teach
from emotion_desk.modelling.teachers.embedding_cache import Embeddings, TeacherCache, build
from emotion_desk.opencv import cv2


class KilledError(Exception):
    pass


class Brightness:
    """A teacher whose vector is the mean colour; ``lives`` is how many batches it answers before it is killed."""

    size = 3
    suffixes = (".png",)

    def __init__(self, name: str = "brightness", lives: int = 1000) -> None:
        self.name = name
        self.asked: list[str] = []
        self._lives = lives

    def includes(self, archive: str, member: str) -> bool:
        return not member.startswith("test/")

    def counts_for_mean(self, archive: str, member: str) -> bool:
        return archive == "one.zip" and not member.startswith("held/")

    def embed(self, archive: str, batch: Sequence[tuple[str, bytes]]) -> Embeddings:
        if self._lives == 0:
            raise KilledError
        self._lives -= 1
        self.asked += [name for name, _ in batch]
        pictures = [decode_picture(blob, name) for name, blob in batch]
        vectors = np.array([picture.mean(axis=(0, 1)) for picture in pictures], np.float32).reshape(-1, 3)
        boxes = np.array([[1, 2, 3, 4, index % 2] for index in range(len(batch))], np.float32).reshape(-1, 5)
        return Embeddings([name for name, _ in batch], vectors, boxes if archive == "one.zip" else None)


def colour(index: int) -> tuple[int, int, int]:
    return 10 * index, 5 * index + 3, 200 - 7 * index


def archive(file: Path, names: Sequence[str], damaged: str = "") -> Path:
    with zipfile.ZipFile(file, "w") as packed:
        for index, name in enumerate(names):
            done, png = cv2.imencode(".png", np.full((4, 4, 3), colour(index), np.uint8))
            assert done
            packed.writestr(name, bytes(png))
    if damaged:
        content = bytearray(file.read_bytes())
        at = content.index(damaged.encode()) + len(damaged) + 30
        content[at] ^= 0xFF
        file.write_bytes(bytes(content))
    return file


NAMES = [f"{index:02}.png" for index in range(10)]


@pytest.fixture(autouse=True)
def _small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache_module, "_CHUNK", 4)


def test_vectors_and_boxes_come_back_by_member(tmp_path: Path) -> None:
    seen: list[tuple[str, int, int]] = []
    one = archive(tmp_path / "one.zip", [*NAMES, "test/a.png", "notes.txt"])
    build(tmp_path / "t.safetensors", Brightness(), [one], lambda *step: seen.append(step))
    cache = TeacherCache.open(tmp_path / "t.safetensors")
    assert cache.teacher == "brightness"
    assert cache.archives == ("one.zip",)
    vectors = cache.vectors("one.zip")
    assert list(vectors) == NAMES
    assert vectors["03.png"].dtype == np.float32
    np.testing.assert_array_equal(vectors["03.png"], colour(3))
    assert cache.boxes("one.zip")["05.png"] == (1, 2, 3, 4)
    assert [cache.detected("one.zip")[name] for name in NAMES[:3]] == [False, True, False]
    assert seen == [("one.zip", 4, 10), ("one.zip", 8, 10), ("one.zip", 10, 10)]
    assert cache.vectors("other.zip") == {} == cache.boxes("other.zip")


def test_centred_vectors_are_seen_from_the_mean_of_the_members_that_count(tmp_path: Path) -> None:
    one = archive(tmp_path / "one.zip", [*NAMES, "held/a.png"])
    two = archive(tmp_path / "two.zip", NAMES[:3])
    cache = build(tmp_path / "t.safetensors", Brightness(), [one, two])
    mean = np.mean([colour(index) for index in range(10)], axis=0)
    np.testing.assert_allclose(cache.mean, mean, rtol=1e-6)
    for name in ("one.zip", "two.zip"):
        for member, vector in cache.centred(name).items():
            wanted = cache.vectors(name)[member] - mean
            np.testing.assert_allclose(vector, wanted / np.linalg.norm(wanted), atol=1e-5)
    assert cache.boxes("two.zip") == {}
    own = np.mean([colour(index) for index in range(3)], axis=0)
    wanted = (colour(2) - own) / np.linalg.norm(colour(2) - own)
    np.testing.assert_allclose(cache.centred("two.zip", own=True)["02.png"], wanted, atol=1e-5)


def test_a_killed_computation_goes_on_where_it_was(tmp_path: Path) -> None:
    file = tmp_path / "t.safetensors"
    one = archive(tmp_path / "one.zip", NAMES)
    first = Brightness(lives=2)
    with pytest.raises(KilledError):
        build(file, first, [one])
    assert not file.exists()
    second = Brightness()
    build(file, second, [one])
    assert first.asked + second.asked == NAMES
    third = Brightness()
    two = archive(tmp_path / "two.zip", NAMES[:2])
    cache = build(file, third, [one, two])
    assert third.asked == NAMES[:2]
    assert cache.archives == ("one.zip", "two.zip")
    np.testing.assert_array_equal(cache.vectors("one.zip")["09.png"], colour(9))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one.zip", "t.safetensors", "two.zip"]


def test_other_data_or_another_teacher_are_computed_again(tmp_path: Path) -> None:
    file = tmp_path / "t.safetensors"
    build(file, Brightness(), [archive(tmp_path / "one.zip", NAMES)])
    changed = archive(tmp_path / "one.zip", NAMES[::-1])
    again = Brightness()
    cache = build(file, again, [changed])
    assert again.asked == NAMES
    np.testing.assert_array_equal(cache.vectors("one.zip")["09.png"], colour(0))
    other = Brightness("another")
    assert build(file, other, [changed]).teacher == "another"
    assert other.asked == NAMES


def test_a_part_that_was_cut_off_is_computed_again(tmp_path: Path) -> None:
    file = tmp_path / "t.safetensors"
    one = archive(tmp_path / "one.zip", NAMES)
    with pytest.raises(KilledError):
        build(file, Brightness(lives=2), [one])
    part = sorted(tmp_path.rglob("00001.safetensors"))[0]
    part.write_bytes(part.read_bytes()[:-5])
    again = Brightness()
    cache = build(file, again, [one])
    assert again.asked == NAMES[4:]
    np.testing.assert_array_equal(cache.vectors("one.zip")["05.png"], colour(5))


def test_a_damaged_member_is_left_out(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    one = archive(tmp_path / "one.zip", NAMES, damaged="04.png")
    cache = build(tmp_path / "t.safetensors", Brightness(), [one])
    assert list(cache.vectors("one.zip")) == [name for name in NAMES if name != "04.png"]
    assert "04.png" in caplog.text


def test_what_is_no_cache_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "t.safetensors"
    with pytest.raises(DataError, match="missing"):
        TeacherCache.open(file)
    file.write_bytes(b"no safetensors")
    with pytest.raises(DataError, match="damaged"):
        TeacherCache.open(file)
    build(file, Brightness(), [archive(tmp_path / "one.zip", NAMES)])
    file.write_bytes(file.read_bytes()[:-1])
    with pytest.raises(DataError, match="damaged"):
        TeacherCache.open(file)
    with pytest.raises(DataError, match="missing"):
        build(tmp_path / "u.safetensors", Brightness(), [tmp_path / "absent.zip"])


def test_teach_names_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no data set"):
        teach(tmp_path, tmp_path)
    with pytest.raises(DataError, match="no teacher or archive 'nose'"):
        teach(tmp_path, tmp_path, only=["nose"])
