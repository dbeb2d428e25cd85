"""Output of ``emotion-desk evaluate identity``: tables, ROC curves, impostor scores beside the weights."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from emotion_desk.errors import DataError
from emotion_desk.inference.face_embedder import face_entry
from emotion_desk.inference.model_store import ModelStore
from emotion_desk.inference.voice_embedder import voice_entry
from emotion_desk.modelling.evaluation import open_set
from emotion_desk.modelling.evaluation.identity_metrics import Found, Request
from emotion_desk.modelling.evaluation.open_set import Speed
from emotion_desk.modelling.evaluation.plots import roc_picture
from emotion_desk.modelling.evaluation.protocols import split_name
from emotion_desk.people.embedder_ids import HEADS, model_id
from emotion_desk.people.impostor_thresholds import Impostors, write_thresholds
from emotion_desk.people.person_records import FACE, VOICE


def write_strangers(found: Sequence[Found], store: ModelStore) -> list[str]:
    """Write impostor scores of released networks; for voices, those of the networks of the folds."""
    tables: dict[str, Impostors] = {}
    notes: list[str] = []
    for name, entry in store.entries.items():
        key = model_id(entry)
        own = [one for one in found if one.network == name]
        folds = [one for one in found if split_name(one.network)[0] == name and one.network != name]
        for modality, head in HEADS.items():
            if head not in entry.heads or not entry.heads[head].trained:
                continue
            unheard = [one.impostors[modality] for one in folds if modality in one.impostors]
            if modality == VOICE and unheard:
                # The strictest fold at each rate: a fold has few actors, and a missing name is better than a wrong one.
                tables[f"{modality}/{key}"] = _strictest(unheard)
            elif own and modality in own[0].impostors:
                tables[f"{modality}/{key}"] = own[0].impostors[modality]
    for modality, named_by in ((FACE, face_entry(store)), (VOICE, voice_entry(store))):
        measured = [one for one in found if named_by is not None and one.network == named_by.name]
        if named_by is not None and measured:
            tables[f"{modality}/{model_id(named_by)}"] = measured[0].impostors[modality]
    if not tables:
        raise DataError("There is nothing to write: no released network was measured.")
    path = write_thresholds(store.folder, tables)
    notes.append(f"Thresholds of {', '.join(sorted(tables))} are in '{path}'.")
    return notes


def _strictest(tables: Sequence[Impostors]) -> Impostors:
    rates = [rate for rate in tables[0].rates if all(rate in table.rates for table in tables)]
    cosines = [max(table.cosine(rate) for table in tables) for rate in rates]
    trials, people = sum(table.trials for table in tables), sum(table.people for table in tables)
    words = f"{tables[0].protocol}; the strictest of {len(tables)} networks of the folds"
    return Impostors(tuple(rates), tuple(cosines), trials, people, words)


def markdown(found: Sequence[Found], speeds: Sequence[Speed], request: Request) -> str:
    """Return the tables of the networks and of the time of a match."""
    lines = ["## Identity", ""]
    lines += ["| Network | Engine | What | Equal error rate, % | Pairs |", "|---|---|---|---|---|"]
    for one in found:
        for modality, (rate, count) in one.equal_error.items():
            lines.append(f"| {one.network} | {one.engine} | {modality} | {rate:.2f} | {count} |")
    lines += [
        "",
        f"Open-set identification at {100 * request.false_accepts:g} % of strangers accepted; mean and middle 95 % ",
    ]
    lines[-1] += "of the draws, in per cent of samples:"
    lines += [
        "",
        "| Network | What | Enrolled | From | Strangers | Right name | Wrong name | Strangers named | Draws |",
    ]
    lines += ["|---|---|---|---|---|---|---|---|---|"]
    for one in found:
        for modality, title, made in one.open_sets:
            lines.append(
                f"| {one.network} | {modality}: {title} | {made.people} | {made.enrolled_from} | {made.strangers} | "
                f"{made.right} | {made.wrong} | {made.false_accepts} | {made.draws} |"
            )
    lines += ["", *speed_lines(speeds, request.machine)]
    return "\n".join(lines) + "\n"


def speed_lines(speeds: Sequence[Speed], machine: str) -> list[str]:
    """Return the table of the time of a match."""
    lines = [f"A match on {machine}, one thread, warm-up 200:", ""]
    lines += [
        "| People | Prototypes | Dimensions | Median, ms | 95th percentile, ms | n |",
        "|---|---|---|---|---|---|",
    ]
    lines += [
        f"| {speed.people} | {speed.prototypes} | {speed.dimensions} | {speed.p50_ms:.3f} | {speed.p95_ms:.3f} | "
        f"{speed.n} |"
        for speed in speeds
    ]
    return lines


def write_files(found: Sequence[Found], speeds: Sequence[Speed], request: Request, text: str) -> None:
    """Write JSON, Markdown and the ROC curves into a folder."""
    assert request.out is not None
    raw: dict[str, Any] = {
        "machine": request.machine,
        "false_accepts": request.false_accepts,
        "networks": [
            {
                "network": one.network,
                "engine": one.engine,
                "equal_error": {what: {"percent": rate, "pairs": n} for what, (rate, n) in one.equal_error.items()},
                "open_sets": [
                    {"modality": modality, "what": title, **open_set.as_raw(made)}
                    for modality, title, made in one.open_sets
                ],
                "impostors": {what: open_set.as_raw(table) for what, table in one.impostors.items()},
            }
            for one in found
        ],
        "speed": [open_set.as_raw(speed) for speed in speeds],
    }
    try:
        request.out.mkdir(parents=True, exist_ok=True)
        (request.out / "identity.json").write_text(json.dumps(raw, indent=1) + "\n", encoding="utf-8", newline="\n")
        (request.out / "identity.md").write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise DataError(f"'{request.out}' cannot be written: {error.strerror or error}.") from error
    titles = {FACE: "Face verification, LFW", VOICE: "Speaker verification, RAVDESS"}
    for modality, title in titles.items():
        curves = {one.network: one.trials[modality] for one in found if modality in one.trials}
        if curves:
            roc_picture(curves, title, request.out / f"roc-identity-{modality}.svg")
