"""Runs ``emotion-desk evaluate``: predictions, metrics, documents."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from emotion_desk.errors import DataError
from emotion_desk.inference.model_store import ModelStore
from emotion_desk.modelling.data.face_placement import FACE_GEOMETRY
from emotion_desk.modelling.evaluation import markdown_tables, predict, resolve_networks
from emotion_desk.modelling.evaluation.draw_plots import draw
from emotion_desk.modelling.evaluation.metrics_table import FP32, INT8, Figures
from emotion_desk.modelling.evaluation.model_card import model_card
from emotion_desk.modelling.evaluation.prediction_store import Results
from emotion_desk.modelling.evaluation.protocols import TESTS, split_name
from emotion_desk.modelling.evaluation.temperature import fit_temperatures
from emotion_desk.modelling.export.release import amend
from emotion_desk.modelling.training.sample_counts import sample_counts

_LOG = logging.getLogger(__name__)
_ROOT: Final = Path(__file__).resolve().parents[3]
Progress = Callable[[str, str, int], None]


@dataclass(frozen=True)
class Request:
    """Options of ``emotion-desk evaluate``; its help describes them."""

    models: tuple[str, ...] = ()
    protocol: str | None = None
    data: Path | None = None
    engine: str = "all"
    out: Path | None = None
    calibrate: bool = False
    write_docs: bool = False
    machine: str = "unknown machine"


def evaluate(request: Request, progress: Progress = lambda network, what, done: None) -> str:
    """Run the evaluation and return its tables as text.

    Raises:
        DataError: a data set, a network or the predictions are missing, or the protocol does not fit.
        ModelError: weights are damaged.
    """
    store = ModelStore()
    results = Results(_folder(request))
    names = _predict(request, request.data, results, store, progress) if request.data is not None else None
    if not results.networks() and not request.write_docs:
        raise DataError(f"There are no predictions in '{results.folder}'; --data computes them.")
    if request.calibrate:
        _calibrate(results, store)
    if request.write_docs:
        write_documents(results, store, _ROOT / "docs")
    tables = markdown_tables.sections(results, names)
    return "\n\n".join(f"## {name}\n\n{content}" for name, content in tables.items()) + "\n"


def _folder(request: Request) -> Path:
    if request.out is not None:
        return request.out
    if not (_ROOT / "docs").is_dir():
        raise DataError("Outside of a source tree, name a folder for the predictions: --out DIR.")
    return _ROOT / "docs" / "results"


def _predict(request: Request, data: Path, results: Results, store: ModelStore, progress: Progress) -> list[str]:
    """Run the networks and store their predictions; return their names without folds."""
    names: list[str] = []
    for candidate in resolve_networks.candidates(request.models, request.engine, data, store):
        if not _fits(candidate.name, request):
            continue
        network = candidate.load()
        about = candidate.about(network, request.machine)
        placed = FACE_GEOMETRY in about.provenance
        name = split_name(candidate.name)
        if name.without in sample_counts(about.provenance):
            raise DataError(f"'{candidate.name}' was trained on '{name.without}' all the same.")
        for test, found in predict.answers(
            network, name.fold, data, partial(progress, candidate.name), placed=placed, without=name.without
        ):
            results.save(about, test, found)
        results.describe(about)
        progress(candidate.name, "", 0)
        names.append(name.base)
    if not names:
        raise DataError(f"None of these networks can be measured under the protocol '{request.protocol}'.")
    return list(dict.fromkeys(names))


def _fits(name: str, request: Request) -> bool:
    """Return whether a network can be tested under the protocol.

    Raises:
        DataError: it cannot, and the command names it.
    """
    _, fold, without = split_name(name)
    its_own = "actor-disjoint" if fold else "cross-corpus" if without else "paper"
    if request.protocol in (None, its_own):
        return True
    if not request.models:
        return False
    if fold:
        raise DataError(f"'{name}' left a fold of actors out, so it is measured on those: --protocol actor-disjoint.")
    if without:
        raise DataError(f"'{name}' left a data set out, so it is measured on that one: --protocol cross-corpus.")
    if request.protocol == "cross-corpus":
        raise DataError(f"'{name}' left no data set out: the cross-corpus protocol needs a network that did.")
    raise DataError(
        f"'{name}' heard all actors in training; the actor-disjoint protocol needs its networks of the folds: "
        f"'emotion-desk train {name} --fold 1' and so on, then 'emotion-desk evaluate' with their folders."
    )


def _calibrate(results: Results, store: ModelStore) -> None:
    """Fit temperatures on the stored predictions of the released networks, and store them."""
    figures = Figures(results)
    for name in store.entries:
        found = fit_temperatures(
            [
                (test, answers)
                for test in TESTS
                if not test.by_others
                for engine in (INT8, FP32)[: 1 if figures.answers(test, name, INT8) else 2]
                if (answers := figures.pooled(test, name, engine)) is not None
            ]
        )
        if found:
            amend(store.folder, name, temperatures=found)
            results.calibrated(name, found)


def write_documents(results: Results, store: ModelStore, docs: Path) -> None:
    """Write tables, plots, model cards and the metrics of the manifest.

    Raises:
        DataError: the document is missing, or has no markers for a table.
    """
    file = docs / "results.md"
    try:
        text = file.read_text(encoding="utf-8")
    except OSError as error:
        raise DataError(f"The document '{file}' is missing; documents are written in a source tree.") from error
    drawn = draw(results, docs / "results" / "pictures")
    tables: Mapping[str, str] = {**markdown_tables.sections(results), "pictures": _gallery(drawn, docs)}
    file.write_text(markdown_tables.fill(text, tables), encoding="utf-8", newline="\n")
    figures = Figures(results)
    for name in list(store.entries):
        metrics = figures.metrics(name)
        if metrics:
            entry = amend(store.folder, name, metrics=metrics)
            (store.folder / f"{name}.md").write_text(model_card(entry, results), encoding="utf-8", newline="\n")


def _gallery(drawn: list[tuple[str, Path]], docs: Path) -> str:
    lines = [f"- [{title}]({file.relative_to(docs).as_posix()})" for title, file in drawn]
    return "\n".join(lines) if lines else f"{markdown_tables.MISSING.capitalize()}."
