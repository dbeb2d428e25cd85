"""Decoded frames leave memory at once: hours of video must not wait for the garbage collector."""

from __future__ import annotations

import gc
import struct
import subprocess
import sys
import zlib
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


def test_a_picture_with_a_colour_profile_and_a_text_too_long_for_pillow_is_read(tmp_path: Path) -> None:
    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    packed = zlib.compress(bytes(3_000_000))
    (tmp_path / "profile.png").write_bytes(
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", 64, 48, 8, 2, 0, 0, 0))
        + chunk(b"iCCP", b"icc\0\0" + packed)
        + chunk(b"zTXt", b"Comment\0\0" + packed)
        + chunk(b"IDAT", zlib.compress(bytes((64 * 3 + 1) * 48)))
        + chunk(b"IEND", b"")
    )
    code = (
        "import sys; from pathlib import Path; from emotion_desk.sources.media import open_media\n"
        "picture = open_media(Path(sys.argv[1]), paced=False).picture\n"
        "picture.open(); print(picture.read(1.0).picture.shape); picture.close()\n"
    )
    # In a process of its own: PyAV would end it.
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "profile.png")], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout.strip()) == (0, "(48, 64, 3)"), done.stderr
