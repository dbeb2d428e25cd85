"""Checks new samples against the people who are enrolled under another name, before they are stored.

A voice from the next room or a wrong file would otherwise be stored under the wrong name, and both people would be
confused from then on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from emotion_desk.people.gallery_edits import People
from emotion_desk.people.impostor_thresholds import FALSE_ACCEPTS, Impostors
from emotion_desk.people.matching import Matcher, centre_of
from emotion_desk.people.person_records import FACE, MODALITIES, Prototype, same_name
from emotion_desk.translatable import translatable


@dataclass(frozen=True, slots=True)
class Resemblance:
    """New samples that match somebody who has another name: the modality, that name, and the cosine."""

    modality: str
    name: str
    score: float

    @property
    def sentence(self) -> str:
        """Return one sentence for the user."""
        if self.modality == FACE:
            return translatable("The face looks like '{name}', who is enrolled already.", name=self.name)
        return translatable("The voice sounds like '{name}', who is enrolled already.", name=self.name)


def resemblances(
    name: str,
    prototypes: Sequence[Prototype],
    people: People,
    tables: Mapping[str, Impostors],
    false_accepts: float = FALSE_ACCEPTS,
) -> list[Resemblance]:
    """Return who else the samples of a person match, at most one for each modality and network.

    Args:
        name: of the person who is to be enrolled.
        prototypes: the new samples, of any modality and network.
        people: everybody who is enrolled.
        tables: impostor scores by modality; a modality without a table is not checked.
        false_accepts: accepted share of strangers that match somebody by chance.
    """
    found: dict[tuple[str, str], Resemblance] = {}
    for modality in MODALITIES:
        table = tables.get(modality)
        own = [one for one in prototypes if one.modality == modality]
        for model in dict.fromkeys(one.model for one in own) if table is not None else ():
            mean = centre_of([one for one in own if one.model == model])
            matcher = Matcher(people, modality, model)
            best = next(iter(matcher.best(mean, 1)), None)
            if best is None or table is None or same_name(best.name, name):
                continue
            if best.score >= table.threshold(len(matcher), false_accepts):
                found[modality, best.name] = Resemblance(modality, best.name, best.score)
    return list(found.values())
