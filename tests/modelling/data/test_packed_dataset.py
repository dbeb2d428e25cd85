"""The packed file gives back what went in, refuses what it is not, and does not mind being killed."""

from __future__ import annotations

import json
import os
import signal
import time
from pathlib import Path

import numpy as np
import pytest

from emotion_desk.atomic_file import PREFIX
from emotion_desk.errors import DataError
from emotion_desk.modelling.data import mmap_arrays, pack_ravdess
from emotion_desk.modelling.data.extract_clip import FACE_SIZE, Extract, extract
from emotion_desk.modelling.data.mel_codec import from_steps
from emotion_desk.modelling.data.packed_dataset import KIND, VERSION, open_packed
from emotion_desk.modelling.data.ravdess import Recording, find
from emotion_desk.modelling.data.splits import Performance
from emotion_desk.sound import mel
from emotion_desk.sound.mel import BANDS
from emotion_desk.vision import crop
from tests.modelling.clips import name, start, video, voice, voices

FRAMES = 2


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a small download: twelve sounds and two videos, one of them with a sound of its own."""
    folder = voices(tmp_path_factory.mktemp("download"), actors=6)
    video(folder / "Video_Speech_Actor_01" / "Actor_01" / f"{name(1, 1, 1)}.mp4")
    video(folder / "Video_Speech_Actor_09" / "Actor_09" / f"{name(1, 9, 5)}.mp4")
    return folder


@pytest.fixture(scope="module")
def whole(small: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Return the bytes of a packed file that nothing disturbed."""
    file = tmp_path_factory.mktemp("packed") / "whole.packed"
    pack_ravdess.prepare(small, file, FRAMES)
    return file.read_bytes()


@pytest.fixture
def file(whole: bytes, tmp_path: Path) -> Path:
    written = tmp_path / "set.packed"
    written.write_bytes(whole)
    return written


def change(file: Path, **metadata: str) -> None:
    """Rewrite entries of a file's metadata in place."""
    content = bytearray(file.read_bytes())
    length = int.from_bytes(content[:8], "little")
    header = json.loads(content[8 : 8 + length])
    header["__metadata__"] |= metadata
    content[8 : 8 + length] = json.dumps(header).encode().ljust(length)
    file.write_bytes(bytes(content))


def test_what_was_packed_comes_out(file: Path, small: Path, tmp_path: Path) -> None:
    packed = open_packed(file)
    recordings = find(small).recordings
    assert [one.performance for one in packed.records] == [one.performance for one in recordings]
    assert len(packed) == 13
    assert packed.skipped == ()
    for index, recording in enumerate(recordings):
        wanted = extract(recording, FRAMES, tmp_path)
        record = packed.records[index]
        assert (record.picture, record.sound) == (wanted.picture, wanted.sound)
        assert (record.faces, record.columns) == (len(wanted.faces), len(wanted.mel))
        np.testing.assert_array_equal(packed.faces(index), wanted.faces)
        np.testing.assert_array_equal(packed.mel(index), from_steps(wanted.mel))
    assert [one.faces for one in packed.records].count(FRAMES) == 2
    last = packed.records[-1]
    assert (last.performance.actor, last.sound) == (9, name(1, 9, 5))  # a video gives its own sound where it must


def test_rows_are_views_of_the_file_and_cannot_be_written(file: Path) -> None:
    packed = open_packed(file)
    faces = packed.faces(0)
    assert faces.dtype == np.uint8
    assert faces.shape == (FRAMES, FACE_SIZE, FACE_SIZE, 3)
    assert isinstance(_root(faces), np.memmap)
    with pytest.raises(ValueError, match="read-only"):
        faces[0] = 0
    assert packed.mel(0).dtype == np.float32
    assert packed.mel(0).shape[0] == BANDS
    assert np.array_equal(packed.mel(-1), packed.mel(len(packed) - 1))
    with pytest.raises(IndexError):
        packed.faces(len(packed))


def _root(array: np.ndarray[tuple[int, ...], np.dtype[np.uint8]]) -> object:
    while isinstance(array.base, np.ndarray):
        array = array.base
    return array


def test_the_same_clips_give_the_same_bytes(small: Path, whole: bytes, tmp_path: Path) -> None:
    pack_ravdess.prepare(small, tmp_path / "again.packed", FRAMES, jobs=3)
    assert (tmp_path / "again.packed").read_bytes() == whole
    assert list(tmp_path.iterdir()) == [tmp_path / "again.packed"]


def test_a_kill_in_the_middle_costs_nothing(small: Path, whole: bytes, tmp_path: Path) -> None:
    out = tmp_path / "set.packed"
    parts = tmp_path / "set.packed.parts"
    running = start(
        "-m", "emotion_desk", "data", "prepare", small, "--out", out, "--frames", str(FRAMES), "--jobs", "1"
    )
    deadline = time.monotonic() + 60
    while len(list(parts.glob("[!.]*.part"))) < 3:
        assert running.poll() is None, running.communicate()
        assert time.monotonic() < deadline
        time.sleep(0.002)
    running.send_signal(signal.SIGKILL)
    running.communicate()
    there = set(parts.glob("[!.]*.part"))
    assert not out.exists()
    assert 3 <= len(there) < 13
    (parts / "half.tmp").write_bytes(b"what a writer left")
    (parts / ".x.part").write_bytes(b"another")

    done: list[Recording] = []

    def counting(recording: Recording, frames: int, folder: Path) -> Extract:
        done.append(recording)
        return extract(recording, frames, folder)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pack_ravdess, "extract", counting)
        pack_ravdess.prepare(small, out, FRAMES)
        assert len(done) == 13 - len(there)
        assert pack_ravdess.prepare(small, out, FRAMES).nothing_to_do
        assert len(done) == 13 - len(there)
    assert out.read_bytes() == whole
    assert not parts.exists()


DIES_JOINING = """
import os, sys
from pathlib import Path
from emotion_desk.modelling.data import pack_ravdess

fsync = os.fsync
def die(handle):
    fsync(handle)
    parts = Path(sys.argv[2] + ".parts")
    if len(list(parts.glob("[!.]*.part"))) == 13 and list(parts.glob(".part-*")):
        os.kill(os.getpid(), 9)
os.fsync = die
pack_ravdess.prepare(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
"""


def test_a_kill_while_joining_costs_nothing(small: Path, whole: bytes, tmp_path: Path) -> None:
    out = tmp_path / "set.packed"
    running = start("-c", DIES_JOINING, small, out, str(FRAMES))
    said = running.communicate(timeout=60)
    assert running.returncode == -signal.SIGKILL, said
    assert not out.exists()
    (half,) = (tmp_path / "set.packed.parts").glob(f"{PREFIX}*")
    assert half.stat().st_size == len(whole)
    pack_ravdess.prepare(small, out, FRAMES)
    assert out.read_bytes() == whole
    assert list(tmp_path.iterdir()) == [out]


def test_other_options_and_changed_clips_are_done_again(tmp_path: Path) -> None:
    folder, out = voices(tmp_path / "download", actors=2), tmp_path / "set.packed"
    pack_ravdess.prepare(folder, out, 2)
    assert not pack_ravdess.prepare(folder, out, 3).nothing_to_do
    assert open_packed(out).frames == 3
    voice(folder / f"{name(3, 20)}.wav", seconds=2)
    pack_ravdess.prepare(folder, out, 3)
    assert Performance(20, 3, 1, 1, 1) in [one.performance for one in open_packed(out).records]


def test_broken_clips_are_reported_and_the_rest_is_packed(ravdess_videos: list[Path], tmp_path: Path) -> None:
    folder, out = voices(tmp_path / "download", actors=1), tmp_path / "set.packed"
    cut = folder / ravdess_videos[0].name
    cut.write_bytes(ravdess_videos[0].read_bytes()[:2_000_000])
    (folder / f"{name(3, 7)}.wav").touch()
    (folder / f"{name(3, 8)}.wav").write_bytes(b"RIFF no sound at all")
    (folder / "Video_Speech_Actor_02.zip").write_bytes(b"half a zip")
    done = pack_ravdess.prepare(folder, out, FRAMES)
    assert len(done.skipped) == 4  # the cut video is asked for its picture alone: there is a sound of its own
    assert all(sentence.endswith(".") for sentence in done.skipped)
    text = " ".join(done.skipped)
    for broken in (cut.name, f"{name(3, 7)}.wav", f"{name(3, 8)}.wav", "Video_Speech_Actor_02.zip"):
        assert broken in text
    packed = open_packed(out)
    assert len(packed) == 2
    assert packed.skipped == done.skipped
    assert str(tmp_path) not in text  # what the file says is the same wherever the folder lies
    assert pack_ravdess.prepare(folder, out, FRAMES).skipped == done.skipped


def test_nothing_but_broken_clips_is_an_error(tmp_path: Path) -> None:
    (tmp_path / f"{name(3, 7)}.wav").touch()
    with pytest.raises(DataError, match=r"None of the 1 recordings .* is empty\.$"):
        pack_ravdess.prepare(tmp_path, tmp_path / "set.packed", FRAMES)
    assert not (tmp_path / "set.packed.parts").exists()


def test_a_full_disk_is_said_and_what_is_done_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, out = voices(tmp_path / "download", actors=2), tmp_path / "set.packed"

    def full(handle: int) -> None:
        if len(list(tmp_path.glob("set.packed.parts/[!.]*.part"))) >= 2:
            raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(DataError, match=r"cannot be written: the disk is full\.$"):
            pack_ravdess.prepare(folder, out, FRAMES)
    assert len(list(tmp_path.glob("set.packed.parts/*"))) == 2
    pack_ravdess.prepare(folder, out, FRAMES)
    assert len(open_packed(out)) == 4


@pytest.mark.parametrize("kept", [0, 4, 1000, 70_000, -1])
def test_a_truncated_file_is_refused(file: Path, whole: bytes, kept: int) -> None:
    file.write_bytes(whole[:kept])
    with pytest.raises(DataError, match=r"is damaged, not whole, or not a packed set\.$"):
        open_packed(file)


def test_a_foreign_file_is_refused(file: Path, tmp_path: Path) -> None:
    foreign = tmp_path / "foreign"
    foreign.write_bytes(b"\x80\x04\x95 posing as data" * 1000)
    with pytest.raises(DataError, match="not a packed set"):
        open_packed(foreign)
    change(file, format="somebody else's")
    with pytest.raises(DataError, match=r"is not a packed set\.$"):
        open_packed(file)
    with pytest.raises(DataError, match="is missing"):
        open_packed(tmp_path / "nothing")


def test_another_version_is_refused(file: Path) -> None:
    change(file, version=str(VERSION + 1))
    with pytest.raises(DataError, match=f"of version {VERSION + 1}; this program reads version {VERSION}"):
        open_packed(file)


def test_other_settings_are_refused(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(mel, "HOP", mel.HOP + 1)
        with pytest.raises(DataError, match=r"made with other mel settings \(hop\); prepare it again\.$"):
            open_packed(file)
    with monkeypatch.context() as patch:
        patch.setattr("emotion_desk.modelling.data.packed_dataset.MARGIN", crop.MARGIN + 0.1)
        with pytest.raises(DataError, match=r"made with other crop settings \(margin\)"):
            open_packed(file)
    change(file, mel="[]")
    with pytest.raises(DataError, match="other mel settings"):
        open_packed(file)


def test_counts_that_do_not_fit_are_refused(file: Path, tmp_path: Path) -> None:
    content = mmap_arrays.read(file, KIND, VERSION)
    columns = [
        mmap_arrays.Column(name, array.dtype.name, array.shape[1:], [array + (name == "counts")])
        for name, array in content.arrays.items()
    ]
    mmap_arrays.write(tmp_path / "wrong", columns, lambda: content.metadata)
    with pytest.raises(DataError, match="is damaged"):
        open_packed(tmp_path / "wrong")
    mmap_arrays.write(tmp_path / "less", columns[:-1], lambda: content.metadata)
    with pytest.raises(DataError, match="is damaged"):
        open_packed(tmp_path / "less")
