"""Files that cannot be played: one clear sentence that names the file, at the latest when the damage is reached."""

from __future__ import annotations

import os
import random
import wave
from fractions import Fraction
from pathlib import Path

import av
import av.error
import numpy as np
import pytest

from emotion_desk.errors import SourceError, SourceLostError, SourceOpenError
from emotion_desk.sources.media import open_media
from emotion_desk.sources.read_sound_file import read_sound
from tests.sources.clips import write_clip, write_sound
from tests.sources.read_all import all_blocks, all_frames, joined, read_on


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Return a good clip whose index comes first."""
    path = tmp_path_factory.mktemp("whole") / "whole.mp4"
    return write_clip(path, seconds=4.0, options={"movflags": "+faststart"}).read_bytes()


def refusal(path: Path) -> str:
    """Return why a file cannot be opened."""
    with pytest.raises(SourceOpenError) as caught:
        open_media(path)
    return one_sentence(caught.value)


def one_sentence(error: SourceError) -> str:
    text = str(error)
    assert text.endswith(".")
    assert "\n" not in text
    assert "Errno" not in text
    return text


def test_missing_file(tmp_path: Path) -> None:
    assert refusal(tmp_path / "missing.mp4") == f"The file '{tmp_path / 'missing.mp4'}' does not exist."


def test_folder(tmp_path: Path) -> None:
    assert refusal(tmp_path) == f"'{tmp_path}' is a folder, not a file."


def test_empty_file(tmp_path: Path) -> None:
    path = tmp_path / "empty.mp4"
    path.touch()

    assert refusal(path) == "The file 'empty.mp4' is empty."


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes on this system")
def test_named_pipe_would_block_and_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.mp4")

    assert "is a device or a pipe" in refusal(tmp_path / "pipe.mp4")


@pytest.mark.parametrize("name", ["notes.txt", "notes.mp4", "notes"])
def test_text_is_no_film(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text("These are only words.\n" * 40, encoding="utf-8")

    text = refusal(path)

    assert f"'{name}'" in text
    assert "not a picture, video or sound file" in text


def test_play_lists_open_no_addresses(tmp_path: Path) -> None:
    path = tmp_path / "list.m3u8"
    path.write_text("#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nhttp://127.0.0.1:9/a.ts\n#EXT-X-ENDLIST\n")

    assert "'list.m3u8'" in refusal(path)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may read everything")
def test_forbidden_file(tmp_path: Path) -> None:
    path = tmp_path / "secret.mp4"
    path.write_bytes(b"x")
    path.chmod(0)

    assert refusal(path) == "The file 'secret.mp4' may not be read: permission denied."


def test_forbidden_file_as_ffmpeg_says_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The superuser may read everything, so the answer of FFmpeg is given here by hand."""
    path = tmp_path / "secret.mp4"
    path.write_bytes(b"x")

    def forbidden(*_: object, **__: object) -> None:
        raise av.error.PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(av, "open", forbidden)

    assert refusal(path) == "The file 'secret.mp4' may not be read: permission denied."


def test_index_missing(tmp_path: Path) -> None:
    """A recording that was cut off: MP4 writes its index last."""
    path = write_clip(tmp_path / "cut.mp4")
    raw = path.read_bytes()
    path.write_bytes(raw[: len(raw) * 2 // 3])

    assert "'cut.mp4' is damaged, not complete" in refusal(path)


@pytest.mark.parametrize("side", ["picture", "sound"])
def test_broken_off_in_the_middle(tmp_path: Path, whole: bytes, side: str) -> None:
    path = tmp_path / "half.mp4"
    path.write_bytes(whole[: len(whole) * 3 // 5])
    source = getattr(open_media(path, paced=False), side)
    source.open()
    assert read_on(source, times=5) == 5
    with pytest.raises(SourceLostError) as caught:
        read_on(source)
    text = one_sentence(caught.value)
    with pytest.raises(SourceLostError):
        source.read(1.0)
    source.close()

    assert text.startswith("The file 'half.mp4' breaks off after ")
    assert "of 4.0 seconds" in text


def test_broken_off_matroska(tmp_path: Path) -> None:
    path = write_clip(tmp_path / "half.mkv", seconds=4.0)
    raw = path.read_bytes()
    path.write_bytes(raw[: len(raw) // 2])
    media = open_media(path, paced=False)
    assert media.picture is not None
    media.picture.open()
    with pytest.raises(SourceLostError, match=r"'half\.mkv' breaks off"):
        all_frames(media.picture)
    media.picture.close()


def test_sound_in_packets_of_a_second_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "long.mkv"
    with av.open(str(path), "w") as container:
        stream = container.add_stream("pcm_s16le", rate=16_000, layout="mono")
        for second in range(2):
            frame = av.AudioFrame.from_ndarray(np.full((1, 16_000), 5000, np.int16), format="s16", layout="mono")
            frame.sample_rate, frame.pts, frame.time_base = 16_000, second * 16_000, Fraction(1, 16_000)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    assert len(read_sound(path)) == 32_000


def test_single_bad_packets_are_skipped(tmp_path: Path, whole: bytes) -> None:
    dice = random.Random(1)
    damaged = bytearray(whole)
    first = damaged.find(b"mdat") + 400
    for _ in range(40):
        damaged[dice.randrange(first, len(damaged))] ^= 0xFF
    path = tmp_path / "scratched.mp4"
    path.write_bytes(damaged)
    media = open_media(path, paced=False)
    assert media.picture is not None
    assert media.sound is not None
    media.picture.open()
    frames = all_frames(media.picture)
    media.picture.close()
    media.sound.open()
    samples = joined(all_blocks(media.sound))
    media.sound.close()

    assert len(frames) > 60
    assert samples.size / 16_000 == pytest.approx(4.0, abs=0.1)  # holes are filled, the time line stays


def test_a_film_of_which_nothing_can_be_decoded(tmp_path: Path, whole: bytes) -> None:
    """The index is whole, every packet is rubbish."""
    first = whole.find(b"mdat") + 4
    path = tmp_path / "rubbish.mp4"
    path.write_bytes(whole[:first] + random.Random(2).randbytes(len(whole) - first))
    media = open_media(path, paced=False)
    assert media.picture is not None
    with pytest.raises(SourceOpenError, match=r"^Nothing in the file 'rubbish\.mp4' can be decoded; it is damaged\.$"):
        media.picture.open()
    media.picture.close()


def test_a_sound_file_without_a_sample_is_not_called_damaged(tmp_path: Path) -> None:
    path = tmp_path / "nothing.wav"
    with wave.open(str(path), "wb") as opened:
        opened.setnchannels(1)
        opened.setsampwidth(2)
        opened.setframerate(16_000)
    with pytest.raises(SourceError, match=r"^The sound of the file 'nothing\.wav' is empty\.$"):
        read_sound(path)


def test_file_that_vanishes_before_open(tmp_path: Path) -> None:
    path = write_clip(tmp_path / "gone.mp4", seconds=0.4)
    media = open_media(path)
    path.unlink()
    assert media.picture is not None
    with pytest.raises(SourceOpenError, match="does not exist"):
        media.picture.open()
    media.picture.close()


@pytest.mark.skipif(os.name == "nt", reason="open files cannot be removed there")
def test_file_that_vanishes_between_two_loops_is_lost(tmp_path: Path) -> None:
    path = write_sound(tmp_path / "gone.wav", "pcm_s16le", seconds=0.3, at=())
    media = open_media(path, paced=False, loop=True)
    assert media.sound is not None
    media.sound.open()
    assert media.sound.read(1.0) is not None
    path.unlink()
    with pytest.raises(SourceLostError, match="does not exist"):
        read_on(media.sound)
    media.sound.close()
