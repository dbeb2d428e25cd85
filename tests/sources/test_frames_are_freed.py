"""Decoded frames leave memory at once: hours of video must not wait for the garbage collector."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest

from emotion_desk.sources.media import open_media
from tests.sources.clips import write_clip


def frames_held() -> int:
    """Return how many frames of PyAV are alive, also those that only the garbage collector would free."""
    return sum(type(one).__name__ == "VideoFrame" for one in gc.get_objects())


@pytest.mark.parametrize("with_rotation", [False, True])
def test_frames_are_freed_without_the_garbage_collector(tmp_path: Path, with_rotation: bool) -> None:
    clip = write_clip(tmp_path / "clip.mp4", seconds=2.0, fps=20, size=(64, 48), rotation=90 if with_rotation else None)
    picture = open_media(clip, paced=False).picture
    assert picture is not None
    gc.collect()
    gc.disable()
    try:
        picture.open()
        before = frames_held()
        for _ in range(30):
            picture.read(1.0)
        assert frames_held() <= before + 4
    finally:
        gc.enable()
        picture.close()
