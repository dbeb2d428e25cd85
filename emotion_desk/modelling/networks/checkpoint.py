"""Checkpoints, written atomically: temporary file, fsync, rename."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import torch

from emotion_desk.errors import ModelError


def save(file: Path, content: dict[str, Any]) -> None:
    """Write a checkpoint atomically."""
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.with_suffix(".part")
    with beside.open("wb") as opened:
        torch.save(content, opened)
        opened.flush()
        os.fsync(opened.fileno())
    beside.replace(file)


def load(file: Path) -> dict[str, Any]:
    """Read a checkpoint; only tensors and plain values are accepted, no pickled code.

    Raises:
        ModelError: it is damaged or holds anything else.
    """
    try:
        content: dict[str, Any] = torch.load(file, map_location="cpu", weights_only=True)
    except Exception as error:  # torch raises many kinds for one meaning
        raise ModelError(f"The checkpoint '{file}' is damaged or not a checkpoint.") from error
    return content
