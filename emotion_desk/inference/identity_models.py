"""Where the networks lie that people are named by: the folder ``names`` beside the other weights.

They answer neither a mode nor an emotion, so they have a manifest of their own; either may be missing, and the desk's
own network names in its place.
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
    """Return the weights that people are named by, of a folder of weights; they may be missing.

    Args:
        inputs: what the network that is looked for must have been made for.
        store: the folder of all weights; by default the desk's.
    """
    return ModelStore((store or ModelStore()).folder / FOLDER, inputs)


def names_entry(name: str, inputs: Mapping[str, float], store: ModelStore | None = None) -> ModelEntry | None:
    """Return the entry of a network that people are named by, ``None`` where it is not there; never raises."""
    try:
        return names_store(inputs, store).entry(name)
    except DeskError:
        return None
