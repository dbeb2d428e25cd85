"""Locates the identity networks of faces and voices: the folder ``names`` beside the other weights.

They belong to no mode, so they have a manifest of their own. Either may be missing; the desk's own network then
provides the embeddings.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from emotion_desk.errors import DeskError
from emotion_desk.inference.manifest import ModelEntry
from emotion_desk.inference.model_store import ModelStore

#: The folder of their weights, in the folder of all weights.
FOLDER: Final = "names"


def names_store(inputs: Mapping[str, float], store: ModelStore | None = None) -> ModelStore:
    """Return the store of the identity networks; their weights may be missing.

    Args:
        inputs: the preprocessing that the network must have been made for.
        store: the folder of all weights; by default the desk's.
    """
    return ModelStore((store or ModelStore()).folder / FOLDER, inputs)


def names_entry(name: str, inputs: Mapping[str, float], store: ModelStore | None = None) -> ModelEntry | None:
    """Return the manifest entry of an identity network, ``None`` if it is not installed; never raises."""
    try:
        return names_store(inputs, store).entry(name)
    except DeskError:
        return None
