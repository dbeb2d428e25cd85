"""Writes and reads checkpoints of trainings."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch

from emotion_desk.atomic_file import atomic_path, sweep
from emotion_desk.errors import ModelError


def save(file: Path, content: dict[str, Any]) -> None:
    """Write a checkpoint; the file is replaced atomically.

    Raises:
        ModelError: the disk is full, or the folder cannot be written.
    """
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        sweep(file.parent)
        with atomic_path(file, private=False) as temporary, temporary.open("wb") as opened:
            torch.save(content, opened)
    except OSError as error:
        raise ModelError(f"The checkpoint '{file}' cannot be written: {error.strerror or error}.") from error


def load(file: Path) -> dict[str, Any]:
    """Read a checkpoint; only tensors and plain values are accepted, no pickled code.

    Raises:
        ModelError: it is missing, damaged, or has other content.
    """
    try:
        content: dict[str, Any] = torch.load(file, map_location="cpu", weights_only=True)
    except Exception as error:  # torch raises many exception classes for a damaged file
        raise ModelError(f"The checkpoint '{file}' is damaged or not a checkpoint.") from error
    return content
