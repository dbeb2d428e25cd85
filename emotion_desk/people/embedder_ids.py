"""Which network made an embedding: the id that prototypes remember, read off the manifest.

Both precisions of a release count as one network: 8-bit weights are made from the others and keep the directions of
the embeddings.  Anything else, also the single network that answers the same question, is another one.  Where networks
for names lie beside the desk's own, they make the embeddings in every mode.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Final

from emotion_desk.catalogue import SINGLES, primary_mode
from emotion_desk.errors import DeskError
from emotion_desk.inference.face_embedder import face_entry
from emotion_desk.inference.manifest import ModelEntry
from emotion_desk.inference.model_store import ModelStore
from emotion_desk.inference.voice_embedder import voice_entry
from emotion_desk.people.person_records import FACE, VOICE

logger = logging.getLogger(__name__)

HEADS: Final[Mapping[str, str]] = {FACE: "face_identity", VOICE: "voice_identity"}
#: Parts of a release in the order in which their hash names it.
_PARTS: Final = ("weights", "onnx", "int8")
_DIGITS: Final = 16

#: By modality, the id of the network that makes its embeddings; a modality without a trained head is left out.
Embedders = Mapping[str, str]


def model_id(entry: ModelEntry) -> str:
    """Return the id of a released network: its name and the start of its weights' SHA-256."""
    part = next(part for part in _PARTS if part in entry.files)
    return f"{entry.name}:{entry.files[part].sha256[:_DIGITS]}"


def embedders(mode: str, store: ModelStore | None = None) -> Embedders:
    """Return what makes the embeddings of a mode; empty where nothing is known, never raises.

    Args:
        mode: as readers name it; the answers of ``compare`` are those of ``multitask``.
        store: the weights; by default those that the desk runs.
    """
    try:
        entries = (store or ModelStore()).entries
    except DeskError as error:
        logger.info("no manifest: %s", error)
        return {}
    mode = primary_mode(mode)
    found: dict[str, str] = {}
    for modality, head in HEADS.items():
        entry = entries.get(SINGLES[head] if mode == "singles" else mode)
        if entry is not None and head in entry.heads and entry.heads[head].trained and entry.files:
            found[modality] = model_id(entry)
    named_by = {FACE: face_entry(store), VOICE: voice_entry(store)}
    return {**found, **{modality: model_id(entry) for modality, entry in named_by.items() if entry is not None}}
