"""Resolves the arguments of ``evaluate``: a released network, all four singles, or the folder of a training."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from emotion_desk.catalogue import SINGLES
from emotion_desk.errors import DataError
from emotion_desk.inference.manifest import ModelEntry
from emotion_desk.inference.model_store import ModelStore, file_sha256
from emotion_desk.inference.modes import load_network
from emotion_desk.inference.predictor import Predictor
from emotion_desk.modelling.data.decoded_cache import default_cache
from emotion_desk.modelling.evaluation.prediction_store import About
from emotion_desk.modelling.export.run_predictor import load_run

#: Choices for the engine; ``all``: all precisions of a network.
ENGINES: Final = ("all", "onnx-fp32", "onnx-int8", "torch")


@dataclass(frozen=True)
class Candidate:
    """A network to evaluate: its whole name, and functions that load it and describe it."""

    name: str
    load: Callable[[], Predictor]
    about: Callable[[Predictor, str], About]


def candidates(words: Sequence[str], engine: str, data: Path, store: ModelStore) -> Iterator[Candidate]:
    """Yield the networks that the arguments name.

    Args:
        words: names of released networks, ``singles``, or folders of trainings; empty for all released networks.
        engine: one of :data:`ENGINES`.
        data: folder of the data sets, for the calibration of networks that have no int8 export yet.
        store: the released weights.

    Raises:
        DataError: an argument names no network.
        ModelError: weights are missing or damaged.
    """
    for word in words or list(store.entries):
        if word == "singles":
            for name in SINGLES.values():
                yield from _released(store, name, engine)
        elif (Path(word) / "checkpoint.pt").is_file():
            yield from _trained(Path(word), engine, data)
        elif word in store.entries:
            yield from _released(store, word, engine)
        else:
            known = ", ".join(["singles", *store.entries])
            raise DataError(f"'{word}' is neither a training's folder nor a released network; there are: {known}.")


def _released(store: ModelStore, name: str, engine: str) -> Iterator[Candidate]:
    entry = store.entry(name)
    there = [one for one in ("onnx-fp32", "onnx-int8") if entry.part_of(one) is not None]
    for one in there if engine == "all" else [engine]:
        yield Candidate(
            name,
            lambda one=one: Predictor(load_network(store, name, one)),  # type: ignore[misc]
            lambda network, machine, one=one: _about(network, machine, entry, one),  # type: ignore[misc]
        )


def _about(network: Predictor, machine: str, entry: ModelEntry, engine: str) -> About:
    part = entry.part_of(engine)
    listed = {} if part is None else {entry.files[part].file: entry.files[part].sha256}
    temperatures = {head: spec.temperature for head, spec in entry.heads.items() if spec.kind == "classes"}
    return About(entry.name, network.engine, machine, temperatures, listed, entry.provenance)


def _trained(run: Path, engine: str, data: Path) -> Iterator[Candidate]:
    if engine == "torch":
        raise DataError(f"The training '{run}' is run by ONNX Runtime; choose onnx-fp32 or onnx-int8.")
    from emotion_desk.modelling.export.release import Trained

    trained = Trained(run)
    checkpoint = {"checkpoint.pt": file_sha256(run / "checkpoint.pt")}
    for one in ("onnx-fp32", "onnx-int8") if engine == "all" else (engine,):
        yield Candidate(
            trained.name,
            lambda one=one: load_run(run, one.removeprefix("onnx-"), data, default_cache()),  # type: ignore[misc]
            lambda network, machine: About(
                trained.name, network.engine, machine, files=checkpoint, provenance=trained.provenance
            ),
        )
