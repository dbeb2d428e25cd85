"""Who is enrolled: plain records of people and their prototypes, and the rules for names and for how many are kept.

A prototype is an embedding, never a picture or a sound; it remembers the network that made it, because embeddings of
two networks have nothing to say to each other.
"""

from __future__ import annotations

import re
import unicodedata
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final

import numpy as np

from emotion_desk.errors import GalleryError
from emotion_desk.messages import Embedding

FACE: Final = "face"
VOICE: Final = "voice"
MODALITIES: Final = (FACE, VOICE)
#: Prototypes that are kept of one person, modality and network: beyond, more of them only repeat each other.
MOST_PROTOTYPES: Final = 12
#: Networks whose prototypes are kept of one person and modality; the oldest are dropped first.
MOST_MODELS: Final = 4
LONGEST_NAME: Final = 80
#: What the desk calls those that it does not know.
_RESERVED: Final = re.compile(r"unknown( \d+)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True, eq=False)
class Prototype:
    """One embedding of a person.

    Attributes:
        modality: :data:`FACE` or :data:`VOICE`.
        vector: float32, (dimensions,), of length one.
        model: id of the network that made it, see :func:`emotion_desk.people.embedder_ids.embedders`.
        quality: of the sample, 0 (useless) to 1.
        added: moment in UTC, ISO 8601.
    """

    modality: str
    vector: Embedding
    model: str
    quality: float
    added: str


@dataclass(frozen=True, slots=True, eq=False)
class Person:
    """Somebody who was enrolled.

    Attributes:
        key: never changes, unlike the name.
        name: as the user wrote it.
        added: moment of the first enrolment in UTC, ISO 8601.
        consent: moment when it was stated that the person agrees, ISO 8601.
        prototypes: of both modalities and of any network.
        thumbnail: JPEG, only where the user ticked it.
    """

    key: str
    name: str
    added: str
    consent: str
    prototypes: tuple[Prototype, ...] = ()
    thumbnail: bytes | None = None

    def of(self, modality: str, model: str | None = None) -> tuple[Prototype, ...]:
        """Return the prototypes of a modality, of one network if it is named."""
        return tuple(
            one for one in self.prototypes if one.modality == modality and (model is None or one.model == model)
        )

    def is_stale(self, modality: str, model: str | None) -> bool:
        """Return whether there are prototypes of a modality, but none that this network made."""
        return bool(self.of(modality)) and not (model is not None and self.of(modality, model))


def now() -> str:
    """Return the present moment as records keep it: UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def new_person(name: str, consent: str, thumbnail: bytes | None = None) -> Person:
    """Return somebody without prototypes."""
    return Person(uuid.uuid4().hex, checked_name(name), now(), consent, thumbnail=thumbnail)


def checked_name(name: str) -> str:
    """Return a name without surrounding and double white space.

    Raises:
        GalleryError: nobody can be called that.
    """
    cleaned = " ".join(unicodedata.normalize("NFC", name).split())
    if not cleaned:
        raise GalleryError("A person needs a name.")
    if len(cleaned) > LONGEST_NAME:
        raise GalleryError(f"A name may have at most {LONGEST_NAME} letters.")
    if not cleaned.isprintable():
        raise GalleryError("The name holds characters that cannot be shown.")
    if _RESERVED.fullmatch(cleaned):
        raise GalleryError(f"'{cleaned}' is what the desk calls people it does not know; choose another name.")
    return cleaned


def same_name(one: str, other: str) -> bool:
    """Return whether two names are the same to a reader: case and white space do not count."""
    return _folded(one) == _folded(other)


def _folded(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def with_prototypes(person: Person, added: Iterable[Prototype]) -> Person:
    """Return a person with more prototypes, the most telling ones kept where there are too many."""
    everything = [*person.prototypes, *added]
    kept: list[Prototype] = []
    for modality in MODALITIES:
        groups: dict[str, list[Prototype]] = {}
        for one in everything:
            if one.modality == modality:
                groups.setdefault(one.model, []).append(one)
        newest = sorted(groups.values(), key=lambda group: max(one.added for one in group))[-MOST_MODELS:]
        kept += [one for group in newest for one in diverse(group, MOST_PROTOTYPES)]
    return replace(person, prototypes=tuple(kept))


def diverse(prototypes: Sequence[Prototype], most: int) -> list[Prototype]:
    """Return at most so many prototypes that differ: the best, then always the one farthest from those chosen.

    Farthest-point selection (Gonzalez 1985) with distances weighted by quality, so that one bad sample, which is far
    from everything, does not come in for being odd.

    Args:
        prototypes: of one modality and one network.
        most: how many.
    """
    if len(prototypes) <= most:
        return list(prototypes)
    vectors = np.stack([one.vector for one in prototypes])
    quality = np.array([one.quality for one in prototypes], np.float32)
    chosen = [int(quality.argmax())]
    nearest = vectors @ vectors[chosen[0]]
    while len(chosen) < most:
        gain = (1.0 - nearest) * quality
        gain[chosen] = -1.0
        chosen.append(int(gain.argmax()))
        nearest = np.maximum(nearest, vectors @ vectors[chosen[-1]])
    return [prototypes[index] for index in sorted(chosen)]
