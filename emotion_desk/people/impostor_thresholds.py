"""Impostor scores of an identity network, measured on people that it was not trained on, and thresholds from them.

The table ships beside the weights (``models/thresholds.json``) and belongs to one network by its hash; ``emotion-desk
evaluate identity --write-thresholds`` makes it. It gives the probability that a stranger scores at least so high, and
the score at which this probability falls below a rate that the user accepts. A network without a table names nobody,
because a guessed threshold would have an unknown error rate.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Any, Final

import msgspec
import numpy as np
from msgspec import Meta
from numpy.typing import NDArray

from emotion_desk.errors import GalleryError
from emotion_desk.inference.model_store import ModelStore
from emotion_desk.plain_file import read_bounded
from emotion_desk.translatable import translatable

FILE: Final = "thresholds.json"
FORMAT: Final = 1
_MOST_BYTES: Final = 2**22
#: Strangers that are taken for somebody enrolled, as a share of all strangers; the user may change it.
FALSE_ACCEPTS: Final = 0.01
#: Rates at which a table is kept: a gallery of 500 at 1 % needs 2e-5.
RATES: Final = tuple(float(f"{10.0**-exponent:.3g}") for exponent in np.arange(0.25, 6.01, 0.25))
#: A chance is never taken for smaller: tables end, and what lies beyond is a straight line.
_LEAST: Final = 1e-9
#: Highest cosine that a threshold may ask for.
_HIGHEST: Final = 0.999


@dataclass(frozen=True, slots=True)
class Impostors:
    """How often a stranger's sample scores at least so high against one enrolled person.

    Attributes:
        rates: falling, from 0.56 on.
        cosines: rising; the score at each rate.
        trials: comparisons it was measured on.
        people: different people in them.
        protocol: in words.
    """

    rates: tuple[float, ...]
    cosines: tuple[float, ...]
    trials: int
    people: int
    protocol: str

    def chance(self, cosine: float) -> float:
        """Return how probable it is that a stranger scores at least so high against one person, 0 to 1."""
        if cosine <= self.cosines[0]:
            return self.rates[0]
        at = min(int(np.searchsorted(self.cosines, cosine, side="right")) - 1, len(self.cosines) - 2)
        return max(_LEAST, min(1.0, math.exp(self._line(at, cosine))))

    def cosine(self, rate: float) -> float:
        """Return the score that a stranger reaches against one person at a rate."""
        if rate >= self.rates[0]:
            return self.cosines[0]
        at = next((i for i in range(len(self.rates) - 1) if self.rates[i + 1] <= rate), len(self.rates) - 2)
        (r0, r1), (c0, c1) = np.log(self.rates[at : at + 2]), self.cosines[at : at + 2]
        return min(_HIGHEST, float(c0 + (c1 - c0) * (math.log(rate) - r0) / (r1 - r0)))

    def threshold(self, people: int, false_accepts: float = FALSE_ACCEPTS) -> float:
        """Return the score above which a stranger comes by chance against the best of so many people at a rate."""
        return self.cosine(single_rate(people, false_accepts))

    def _line(self, at: int, cosine: float) -> float:
        (r0, r1), (c0, c1) = np.log(self.rates[at : at + 2]), self.cosines[at : at + 2]
        return float(r0 + (r1 - r0) * (cosine - c0) / (c1 - c0))


def single_rate(people: int, false_accepts: float) -> float:
    """Return the rate against one person that makes the wanted one against the best of all (independent trials)."""
    return -math.expm1(math.log1p(-min(max(false_accepts, 1e-6), 0.5)) / max(1, people))


def both(face: float, voice: float) -> float:
    """Return the chance that a stranger is as alike in face and voice together as these two chances say.

    Fisher's method for two independent tests (Fisher 1932): with ``q`` the product of both, ``q (1 - ln q)``.
    """
    product = max(face * voice, _LEAST**2)
    return min(1.0, product * (1.0 - math.log(product)))


def measure(scores: NDArray[np.floating[Any]], people: int, protocol: str) -> Impostors:
    """Make a table of impostors' scores.

    Rates that fewer than five scores stand for are left out; beyond the last one the table goes on straight.

    Args:
        scores: of strangers against single people, (n,).
        people: different people in them.
        protocol: in words.

    Raises:
        GalleryError: there are too few.
    """
    rates = [rate for rate in RATES if rate * len(scores) >= 5.0]
    if len(rates) < 4:
        raise GalleryError(
            translatable("{count} comparisons of strangers are too few for a threshold.", count=len(scores))
        )
    cosines = np.quantile(scores, [1.0 - rate for rate in rates])
    kept_rates, kept = [rates[0]], [float(cosines[0])]
    for rate, cosine in zip(rates[1:], cosines[1:], strict=True):
        if cosine > kept[-1] + 1e-6:
            kept_rates.append(rate)
            kept.append(float(cosine))
    if len(kept) < 2:
        raise GalleryError(translatable("All strangers score the same, so there is no threshold."))
    return Impostors(tuple(kept_rates), tuple(round(one, 5) for one in kept), len(scores), people, protocol)


# The file


class _Version(msgspec.Struct):
    format: int


class _RawTable(msgspec.Struct):
    modality: str
    model: str
    protocol: str
    trials: Annotated[int, Meta(ge=0, lt=2**53)]
    people: Annotated[int, Meta(ge=0, lt=2**53)]
    rates: Annotated[tuple[Annotated[float, Meta(gt=0.0, le=1.0)], ...], Meta(min_length=2, max_length=1000)]
    cosines: Annotated[tuple[Annotated[float, Meta(ge=-1.0, le=1.0)], ...], Meta(min_length=2, max_length=1000)]


class _File(_Version):
    impostors: Annotated[list[_RawTable], Meta(max_length=1000)]


def read_thresholds(folder: Path) -> dict[str, Impostors]:
    """Return the tables of a folder of weights by ``modality/model id``; empty where there is no file.

    Raises:
        GalleryError: the file is damaged or newer.
    """
    path = folder / FILE
    try:
        content = read_bounded(path, _MOST_BYTES)
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise GalleryError(
            translatable(
                "'{path}' cannot be read, so nobody can be named: {reason}.", path=path, reason=error.strerror or error
            )
        ) from error
    try:
        version = msgspec.json.decode(content, type=_Version).format
        if version != FORMAT:
            raise GalleryError(
                translatable(
                    "'{path}' has format {version}; this desk reads {format}.",
                    path=path,
                    version=version,
                    format=FORMAT,
                )
            )
        return {
            f"{one.modality}/{one.model}": _table(one) for one in msgspec.json.decode(content, type=_File).impostors
        }
    except (ValueError, TypeError, OverflowError, RecursionError) as error:
        raise GalleryError(
            translatable("'{path}' is damaged, so nobody can be named; install Emotion Desk again.", path=path)
        ) from error


def write_thresholds(folder: Path, tables: Mapping[str, Impostors]) -> Path:
    """Write tables into a folder of weights, those of other networks that lie there kept.

    Raises:
        GalleryError: the file is damaged, or cannot be written.
    """
    path = folder / FILE
    known = {**read_thresholds(folder), **tables}
    listed = []
    for name in sorted(known):
        modality, _, model = name.partition("/")
        one = known[name]
        listed.append(
            {
                "modality": modality,
                "model": model,
                "protocol": one.protocol,
                "trials": one.trials,
                "people": one.people,
                "rates": list(one.rates),
                "cosines": list(one.cosines),
            }
        )
    text = json.dumps({"format": FORMAT, "impostors": listed}, indent=1) + "\n"
    try:
        path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise GalleryError(
            translatable("'{path}' cannot be written: {reason}.", path=path, reason=error.strerror or error)
        ) from error
    return path


def thresholds_of(made_by: Mapping[str, str], store: ModelStore | None = None) -> dict[str, Impostors]:
    """Return the tables of the networks that answer now, by modality; modalities without one are left out.

    Args:
        made_by: ids of the networks by modality.
        store: the weights; by default those that the desk runs.

    Raises:
        GalleryError: the file is damaged.
        ModelError: there are no weights.
    """
    tables = read_thresholds((store or ModelStore()).folder)
    named = {modality: tables.get(f"{modality}/{model}") for modality, model in made_by.items()}
    return {modality: table for modality, table in named.items() if table is not None}


def _table(raw: _RawTable) -> Impostors:
    falling = all(a > b for a, b in pairwise(raw.rates))
    rising = all(a < b for a, b in pairwise(raw.cosines))
    if len(raw.rates) != len(raw.cosines) or not falling or not rising:
        raise ValueError("rates fall while cosines rise")
    return Impostors(raw.rates, raw.cosines, raw.trials, raw.people, raw.protocol)
