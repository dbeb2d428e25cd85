"""Analysing a file twice gives the same bytes, whatever kind of file it is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import soundfile
from PIL import Image

from emotion_desk.resources import shipped
from emotion_desk.sessions.analyse import analyse_file
from emotion_desk.sessions.analysis_options import AnalysisOptions
from emotion_desk.sessions.format import READINGS_FILE
from emotion_desk.sources.read_sound_file import read_sound
from tests.sessions.made import LookingReader
from tests.sources.clips import grey, write_clip, write_sound


def joined_streams(path: Path) -> None:
    path.write_bytes(write_clip(path, seconds=1.0).read_bytes() * 2)


def cut(path: Path) -> None:
    content = write_clip(path, seconds=2.0).read_bytes()
    path.write_bytes(content[: int(0.7 * len(content))])


def opposite_phase(path: Path) -> None:
    speech = read_sound(shipped("assets") / "demo.mp4", 3.0)
    soundfile.write(path, np.stack([speech, -speech], axis=1), 16_000)


def moving_picture(path: Path) -> None:
    pictures = [Image.fromarray(grey(160, 120, value)) for value in (20, 235, 20)]
    pictures[0].save(path, save_all=True, append_images=pictures[1:], duration=[500, 500, 3000])


def still(path: Path) -> None:
    Image.fromarray(np.random.default_rng(3).integers(0, 255, (480, 640, 3), np.uint8)).save(path)


KINDS: dict[str, Callable[[Path], object]] = {
    "slow.mp4": lambda path: write_clip(path, times_ms=range(0, 9000, 1000), seconds=9.0, fps=1),
    "uneven.mkv": lambda path: write_clip(path, times_ms=[0, 33, 150, 160, 700, 1500], seconds=2.0),
    "joined.ts": joined_streams,
    "cut.mkv": cut,
    "reordered.avi": lambda path: write_clip(path, seconds=1.0),
    "opposite.wav": opposite_phase,
    "estimated.mp3": lambda path: write_sound(path, "libmp3lame", seconds=3.0),
    "moving.gif": moving_picture,
    "tiles.avif": still,
    "still.heic": still,
}


@pytest.fixture(autouse=True)
def _openers() -> None:
    from pillow_heif import register_heif_opener

    register_heif_opener()


@pytest.mark.slow
@pytest.mark.parametrize("name", KINDS)
def test_twice_the_same_bytes(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    KINDS[name](path)
    for folder, decoders in (("one", 1), ("two", 2)):
        analyse_file(path, tmp_path / folder, AnalysisOptions(), LookingReader(), decoders=decoders)
    first, second = ((tmp_path / folder / READINGS_FILE).read_bytes() for folder in ("one", "two"))
    assert first == second
    assert first


@pytest.mark.slow
def test_twice_the_same_bytes_with_faces_and_speech(tmp_path: Path, demo_clip: Path) -> None:
    options = AnalysisOptions(end_s=1.5)
    for folder, decoders in (("one", 1), ("two", 2)):
        analyse_file(demo_clip, tmp_path / folder, options, LookingReader(), decoders=decoders)
    first, second = ((tmp_path / folder / READINGS_FILE).read_bytes() for folder in ("one", "two"))
    assert first == second
    assert b'"track":1' in first
