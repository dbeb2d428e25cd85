"""Cut files are recognised by their containers, and whole files to which something was appended are not called cut."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile
from PIL import Image

from emotion_desk.errors import SourceLostError
from emotion_desk.messages import Samples
from emotion_desk.sources.media import open_media
from emotion_desk.sources.truncation import is_cut
from tests.sources.clips import write_clip


def noise(path: Path, **options: Any) -> Path:
    pixels = np.random.default_rng(1).integers(0, 255, (120, 160, 3), np.uint8)
    Image.fromarray(pixels).save(path, **options)
    return path


@pytest.mark.parametrize("options", [{}, {"progressive": True}, {"quality": 10}, {"restart_marker_blocks": 4}])
def test_a_jpeg_is_whole_up_to_its_end_marker_whatever_follows(tmp_path: Path, options: dict[str, object]) -> None:
    path = noise(tmp_path / "a.jpg", **options)
    whole = path.read_bytes()
    film = write_clip(tmp_path / "a.mp4", seconds=0.5).read_bytes()
    for appended in (b"", b"\xff\xda trailer", film):  # a motion photo is a picture with a video behind it
        path.write_bytes(whole + appended)
        assert is_cut(path) is False
    for share in (0.2, 0.5, 0.99):
        path.write_bytes(whole[: int(len(whole) * share)])
        assert is_cut(path)


@pytest.mark.parametrize("appended", [b"", b"\0" * 7, b"SEFT and other words of a phone", b"\0\0\0\x08free"])
@pytest.mark.parametrize("options", [{}, {"movflags": "frag_keyframe+empty_moov"}])
def test_an_mp4_with_something_appended_is_whole(tmp_path: Path, options: dict[str, str], appended: bytes) -> None:
    path = write_clip(tmp_path / "a.mp4", seconds=1.0, options=options)
    path.write_bytes(path.read_bytes() + appended)
    assert is_cut(path) is False


@pytest.mark.parametrize("share", [0.5, 0.9, 0.99])
@pytest.mark.parametrize("options", [{"movflags": "faststart"}, {"movflags": "frag_keyframe+empty_moov"}])
def test_a_cut_mp4_is_recognised(tmp_path: Path, options: dict[str, str], share: float) -> None:
    path = write_clip(tmp_path / "a.mp4", seconds=1.0, options=options)
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * share)])
    assert is_cut(path)


@pytest.mark.parametrize("kind", ["WAV", "W64", "RF64", "AIFF", "CAF", "AU"])
def test_a_cut_sound_file_gives_every_sample_that_is_there(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"a.{kind.lower()}"
    tone = 0.3 * np.sin(np.arange(32_000) / 5)
    soundfile.write(path, tone, 16_000, format=kind, subtype="PCM_16")
    whole = path.read_bytes()
    assert is_cut(path) is False
    path.write_bytes(whole[: len(whole) - 2 * 13_000])
    assert is_cut(path)
    sound = open_media(path, paced=False).sound
    assert sound is not None
    pieces: list[Samples] = []

    def read_to_the_break() -> None:
        while (block := sound.read(1.0)) is not None:
            pieces.append(block.samples)

    sound.open()
    with pytest.raises(SourceLostError, match=r"breaks off after 1\.2"):
        read_to_the_break()
    sound.close()
    assert np.concatenate(pieces) == pytest.approx(tone[:19_000], abs=0.002)
