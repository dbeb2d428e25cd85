"""Reads sources to their end, for tests."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Protocol

import numpy as np

from emotion_desk.errors import SourceEndedError
from emotion_desk.messages import Frame, Samples, SoundBlock
from emotion_desk.sources.media import open_media


class Pictures(Protocol):
    def read(self, timeout_s: float) -> Frame | None: ...


class Sounds(Protocol):
    def read(self, timeout_s: float) -> SoundBlock | None: ...


def read_on(source: Any, times: int = 1_000) -> int:
    """Read until something is raised or the source gives nothing within a second; return how many things it gave."""
    for count in range(times):
        if source.read(1.0) is None:
            return count
    return times


def all_frames(source: Pictures) -> list[Frame]:
    """Return every frame up to the end."""
    frames = []
    try:
        while True:
            frame = source.read(1.0)
            if frame is not None:
                frames.append(frame)
    except SourceEndedError:
        return frames


def all_blocks(source: Sounds) -> list[SoundBlock]:
    """Return every block up to the end."""
    blocks = []
    try:
        while True:
            block = source.read(1.0)
            if block is not None:
                blocks.append(block)
    except SourceEndedError:
        return blocks


def joined(blocks: list[SoundBlock]) -> Samples:
    """Return all samples of some blocks."""
    return np.concatenate([block.samples for block in blocks])


def read_all(path: Path) -> tuple[list[Frame], list[SoundBlock]]:
    """Read both sides of a file as fast as possible."""
    media = open_media(path, paced=False)
    frames: list[Frame] = []
    blocks: list[SoundBlock] = []
    if media.picture is not None:
        media.picture.open()
        frames = all_frames(media.picture)
        media.picture.close()
    if media.sound is not None:
        media.sound.open()
        blocks = all_blocks(media.sound)
        media.sound.close()
    return frames, blocks
