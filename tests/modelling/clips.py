"""A small RAVDESS: real names in the folders of the full download, sound that is known, the demo clip as a video."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from tests.conftest import REPOSITORY

soundfile = pytest.importorskip("soundfile", reason="the extra 'train' is not installed")


def voice(file: Path, rate: int = 48_000, seconds: float = 1.0, channels: int = 1) -> Path:
    """Write a tone that swells and fades, another one for each name."""
    file.parent.mkdir(parents=True, exist_ok=True)
    time = np.arange(round(seconds * rate)) / rate
    tone = 0.3 * np.sin(2 * np.pi * (200 + 37 * (sum(file.stem.encode()) % 23)) * time) * np.sin(8 * time) ** 2
    soundfile.write(file, np.repeat(tone[:, None], channels, axis=1).astype(np.float32), rate, subtype="PCM_16")
    return file


def video(file: Path, source: Path = REPOSITORY / "assets" / "demo.mp4") -> Path:
    """Copy a clip under a name."""
    file.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, file)
    return file


def name(modality: int, actor: int, emotion: int = 3, channel: int = 1, repetition: int = 1) -> str:
    """Return the seven fields of a clip, without suffix."""
    return f"{modality:02}-{channel:02}-{emotion:02}-01-01-{repetition:02}-{actor:02}"


def voices(folder: Path, actors: int, emotions: int = 2) -> Path:
    """Write the sound part of a download: some clips of some actors."""
    for actor in range(1, actors + 1):
        for emotion in range(1, emotions + 1):
            voice(folder / "Audio_Speech_Actors_01-24" / f"Actor_{actor:02}" / f"{name(3, actor, emotion)}.wav")
    return folder


def start(*arguments: str | Path) -> subprocess.Popen[str]:
    """Start a Python process of its own in the repository."""
    return subprocess.Popen(
        [sys.executable, *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=REPOSITORY,
    )
