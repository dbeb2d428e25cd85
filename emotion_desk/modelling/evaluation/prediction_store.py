"""Stored predictions: ``NETWORK/ENGINE/TEST.csv.bz2`` (or ``.csv.gz``, ``.csv``) beside ``network.json``."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Final

from emotion_desk.atomic_file import write_atomically
from emotion_desk.errors import DataError
from emotion_desk.modelling.evaluation import predictions
from emotion_desk.modelling.evaluation.predictions import Answers
from emotion_desk.modelling.evaluation.protocols import Test

_VERSION: Final = 1


@dataclass(frozen=True)
class About:
    """Weights, engine and machine of stored predictions.

    Attributes:
        network: name of the network.
        engine: name of the engine.
        machine: name of the processor.
        temperatures: temperatures of the emotion heads.
        files: SHA-256 of the weights by file name.
        provenance: provenance of the training.
    """

    network: str
    engine: str
    machine: str
    temperatures: Mapping[str, float] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)
    provenance: Mapping[str, str] = field(default_factory=dict)
    version: int = _VERSION


class Results:
    """Predictions of networks, stored in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def save(self, about: About, test: Test, found: Answers) -> None:
        """Store the predictions of a network for a test."""
        newest, *others = self._files(about.network, about.engine, test)
        predictions.write(newest, found)
        for other in others:  # files of the same test with another compression
            other.unlink(missing_ok=True)

    def describe(self, about: About) -> None:
        """Store the description of a network; an earlier one is replaced."""
        file = self.folder / about.network / about.engine / "network.json"
        file.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(file, json.dumps(asdict(about), indent=1) + "\n", private=False)

    def networks(self) -> list[tuple[str, str]]:
        """Return name and engine of all networks with stored predictions."""
        return sorted((file.parts[-3], file.parts[-2]) for file in self.folder.glob("*/*/network.json"))

    def about(self, network: str, engine: str) -> About:
        """Return the description of a network.

        Raises:
            DataError: its description is missing or damaged.
        """
        file = self.folder / network / engine / "network.json"
        try:
            raw = json.loads(file.read_text(encoding="utf-8"))
            if raw["version"] != _VERSION:
                raise DataError(f"'{file}' has version {raw['version']}; this program reads version {_VERSION}.")
            return About(**raw)
        except (OSError, UnicodeDecodeError, json.JSONDecodeError, KeyError, TypeError) as error:
            raise DataError(f"The description '{file}' is missing or damaged.") from error

    def calibrated(self, network: str, temperatures: Mapping[str, float]) -> None:
        """Store new temperatures of a network, for all engines."""
        for name, engine in self.networks():
            if name == network:
                about = self.about(name, engine)
                self.describe(replace(about, temperatures={**about.temperatures, **temperatures}))

    def answers(self, network: str, engine: str, test: Test) -> Answers | None:
        """Return the predictions of a network for a test, ``None`` if there are none.

        Raises:
            DataError: the file is damaged.
        """
        found = next((one for one in self._files(network, engine, test) if one.is_file()), None)
        return None if found is None else predictions.read(found)

    def _files(self, network: str, engine: str, test: Test) -> list[Path]:
        """Return the possible files of predictions, first the one for new ones."""
        return [self.folder / network / engine / f"{test.key}.csv{packed}" for packed in (*predictions.PACKED, "")]
