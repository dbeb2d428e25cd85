"""Names and hashes of the weights that produced the readings of a session."""

from __future__ import annotations

import logging

from emotion_desk.catalogue import COMPARE
from emotion_desk.errors import DeskError
from emotion_desk.inference.face_embedder import face_entry
from emotion_desk.inference.model_store import ModelStore
from emotion_desk.inference.voice_embedder import voice_entry

logger = logging.getLogger(__name__)


def models_run(mode: str, engine: str) -> dict[str, str]:
    """Return the SHA-256 of each network's file by its name; empty before the first reading, never raises.

    Args:
        mode: ``multitask``, ``singles``, or ``compare`` for both.
        engine: the engine's name as in readings, for example ``onnx-int8``.
    """
    if not mode:
        return {}
    try:
        entries = ModelStore().entries
    except DeskError as error:
        logger.info("no manifest: %s", error)
        return {}
    run = {
        name: entry.files[part].sha256
        for name, entry in entries.items()
        if mode in (entry.mode, COMPARE) and (part := entry.part_of(engine)) is not None
    }
    named_by = {entry.name: entry.files["int8"].sha256 for entry in (face_entry(), voice_entry()) if entry is not None}
    return {**run, **named_by}
