"""Records of enrolled people and their prototypes, and the rules for names and for the number of prototypes.

A prototype is an embedding, never a picture or a sound.  It stores the id of the network that computed it, because
embeddings of two networks cannot be compared.
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
from emotion_desk.messages import Embedding, Emotions
from emotion_desk.translatable import translatable

FACE: Final = "face"
VOICE: Final = "voice"
MODALITIES: Final = (FACE, VOICE)
#: Most prototypes of one person, modality and network; more would be nearly equal to these.
MOST_PROTOTYPES: Final = 12
#: Most networks whose prototypes are kept for one person and modality; those of the oldest are dropped first.
MOST_MODELS: Final = 4
LONGEST_NAME: Final = 80
#: Names that are shown for people who are not enrolled.
_RESERVED: Final = re.compile(r"unknown( \d+)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True, eq=False)
class Prototype:
    """One embedding of a person.

    Attributes:
        modality: :data:`FACE` or :data:`VOICE`.
        vector: float32, (dimensions,), with norm 1.
        model: id of the network that computed it, see :func:`emotion_desk.people.embedder_ids.embedders`.
        quality: quality of the sample, 0 to 1.
        added: time of the enrolment in UTC, ISO 8601.
    """

    modality: str
    vector: Embedding
    model: str
    quality: float
    added: str


@dataclass(frozen=True, slots=True, eq=False)
class NeutralFace:
    """What a network answers to a person's neutral face; answers are corrected by it.

    Attributes:
        model: id of the network, see :func:`emotion_desk.people.embedder_ids.face_answerer`.
        answers: how many answers it was measured from.
        added: time of the measurement in UTC, ISO 8601.
        emotion: their normalised geometric mean.
    """

    model: str
    answers: int
    added: str
    emotion: Emotions


@dataclass(frozen=True, slots=True, eq=False)
class Person:
    """An enrolled person.

    Attributes:
        key: unique id; it stays when the name changes.
        name: the name as the user typed it.
        added: time of the first enrolment in UTC, ISO 8601.
        consent: time at which the user confirmed the person's consent, ISO 8601.
        prototypes: prototypes of both modalities and of any network.
        thumbnail: JPEG, only if the user asked for it.
        neutral: the person's neutral face, one a network; only if the user kept it.
    """

    key: str
    name: str
    added: str
    consent: str
    prototypes: tuple[Prototype, ...] = ()
    thumbnail: bytes | None = None
    neutral: tuple[NeutralFace, ...] = ()

    def of(self, modality: str, model: str | None = None) -> tuple[Prototype, ...]:
        """Return the prototypes of a modality; if ``model`` is given, only those of this network."""
        return tuple(
            one for one in self.prototypes if one.modality == modality and (model is None or one.model == model)
        )

    def is_stale(self, modality: str, model: str | None) -> bool:
        """Return whether there are prototypes of a modality, but none that this network computed."""
        return bool(self.of(modality)) and not (model is not None and self.of(modality, model))


def now() -> str:
    """Return the present time in UTC to the second, ISO 8601."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def new_person(name: str, consent: str, thumbnail: bytes | None = None) -> Person:
    """Return a new person without prototypes.

    Raises:
        GalleryError: the name is not allowed.
    """
    return Person(uuid.uuid4().hex, checked_name(name), now(), consent, thumbnail=thumbnail)


def checked_name(name: str) -> str:
    """Return a name in normal form (NFC), without surrounding or repeated white space.

    Raises:
        GalleryError: the name is empty, too long, reserved, or has characters that cannot be shown.
    """
    cleaned = " ".join(unicodedata.normalize("NFC", name).split())
    if not cleaned:
        raise GalleryError(translatable("A person needs a name."))
    if len(cleaned) > LONGEST_NAME:
        raise GalleryError(translatable("A name may have at most {count} characters.", count=LONGEST_NAME))
    if not cleaned.isprintable():
        raise GalleryError(translatable("The name holds characters that cannot be shown."))
    if _RESERVED.fullmatch(cleaned):
        raise GalleryError(
            translatable("'{name}' is what the desk calls people it does not know; choose another name.", name=cleaned)
        )
    return cleaned


def same_name(one: str, other: str) -> bool:
    """Return whether two names are equal apart from case, white space and Unicode form (NFKC)."""
    return _folded(one) == _folded(other)


def _folded(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def with_prototypes(person: Person, added: Iterable[Prototype]) -> Person:
    """Return a person with added prototypes; where there are too many, the most diverse ones are kept."""
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


def with_neutral(person: Person, added: Iterable[NeutralFace]) -> Person:
    """Return a person with other neutral faces; those of the same networks and of the oldest ones are dropped."""
    new = tuple(added)
    models = {one.model for one in new}
    kept = [one for one in person.neutral if one.model not in models]
    everything = sorted([*kept, *new], key=lambda one: one.added)
    return replace(person, neutral=tuple(everything[-MOST_MODELS:]))


def diverse(prototypes: Sequence[Prototype], most: int) -> list[Prototype]:
    """Return at most ``most`` diverse prototypes, in their original order.

    Farthest-point selection (Gonzalez 1985), beginning with the prototype of the highest quality.  Distances are
    weighted by quality, because a bad sample is far from all others and would otherwise be selected for it.

    Args:
        prototypes: prototypes of one modality and one network.
        most: the largest number to return.
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
