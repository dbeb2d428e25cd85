"""Ids of the networks that compute embeddings; they are stored with each prototype.

Embeddings can be compared only if the same network computed them.  The int8 and the float weights of a release count as
one network, because quantisation keeps the directions of the embeddings; any other two networks do not.  If the
separate face or voice embedder is installed, it computes the embeddings in every mode.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Final

from emotion_desk.catalogue import SINGLE_MODELS, SINGLES, primary_mode
from emotion_desk.errors import DeskError
from emotion_desk.inference.face_embedder import face_entry
from emotion_desk.inference.manifest import ModelEntry
from emotion_desk.inference.model_store import ModelStore
from emotion_desk.inference.voice_embedder import voice_entry
from emotion_desk.people.person_records import FACE, VOICE

logger = logging.getLogger(__name__)

HEADS: Final[Mapping[str, str]] = {FACE: "face_identity", VOICE: "voice_identity"}
#: Files of a release; the hash of the first one present is part of the id.
_PARTS: Final = ("weights", "onnx", "int8")
_DIGITS: Final = 16

#: Ids of the embedding networks by modality; a modality without a trained head is left out.
Embedders = Mapping[str, str]


def model_id(entry: ModelEntry) -> str:
    """Return the id of a released network: that of the manifest, or its name and the beginning of its SHA-256."""
    if entry.network_id:
        return entry.network_id
    part = next(part for part in _PARTS if part in entry.files)
    return f"{entry.name}:{entry.files[part].sha256[:_DIGITS]}"


def face_answerer(mode: str) -> str:
    """Return the id of the network that answers to faces in a mode, the mode's name where it has no released one."""
    mode = primary_mode(mode)
    try:
        entry = ModelStore().entries.get(SINGLES["face_emotion"] if mode == SINGLE_MODELS else mode)
    except DeskError:
        return mode
    return model_id(entry) if entry is not None and entry.files else mode


def embedders(mode: str, store: ModelStore | None = None) -> Embedders:
    """Return the ids of the networks that compute the embeddings in a mode; empty if there is no readable manifest.

    Args:
        mode: the reader's mode; ``compare`` uses the embeddings of ``multitask``.
        store: the weights; by default the installed ones.
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
    separate = {FACE: face_entry(store), VOICE: voice_entry(store)}
    return {**found, **{modality: model_id(entry) for modality, entry in separate.items() if entry is not None}}
