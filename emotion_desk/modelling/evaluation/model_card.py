"""Model cards: architecture, provenance, metrics, intended and prohibited uses of a released network."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from jinja2 import Environment, StrictUndefined, Template

from emotion_desk.inference.manifest import ModelEntry
from emotion_desk.modelling.evaluation.markdown_tables import (
    MISSING,
    calibration_figures,
    calibration_words,
    cell,
    class_figures,
    interval_words,
    people_figures,
    table,
)
from emotion_desk.modelling.evaluation.metrics_table import FP32, INT8, Figures
from emotion_desk.modelling.evaluation.prediction_store import Results
from emotion_desk.modelling.evaluation.protocols import TESTS, Test
from emotion_desk.modelling.training.recipe import FACE_SETS, VOICE_SETS
from emotion_desk.modelling.training.sample_counts import sample_counts

_QUESTIONS: Final[Mapping[str, str]] = {
    "face_emotion": "which emotion a face shows",
    "voice_emotion": "which emotion a voice shows",
    "face_identity": "who a face is (an embedding to compare)",
    "voice_identity": "who speaks (an embedding to compare)",
    "face_actor": "which of RAVDESS' 24 actors a face is",
    "voice_actor": "which of RAVDESS' 24 actors speaks",
}
#: Training data of a network of the paper protocol, by set: see ``emotion_desk.modelling.data.splits``.
_DATA: Final[Mapping[str, str]] = {
    "fer2013": "FER2013 `train`: grey faces, 7 emotions",
    "rafdb": "RAF-DB: nine tenths of its training faces, 7 emotions; the tenth is chosen by a hash of the name",
    "lfw": "LFW: the pictures of three quarters of its people; the quarter is chosen by a hash of the name",
    "celeba": "CelebA: faces of people who are not among LFW's held-out people",
    "colour": "unlabelled colour faces (FFHQ-derived)",
    "ravdess": "RAVDESS speech: 80 % of the performances of all 24 actors, split by performance, 8 emotions",
    "nemo": "nEMO: Polish clips of 9 speakers, 6 emotions",
    "indian_emospeech": "Indian EmoSpeech: one-word commands, 4 emotions",
    "librispeech": "LibriSpeech train-clean-100: one utterance each of 251 speakers",
}
#: Data sets of the trainings that did not store the numbers of their samples.
_SETS_BEFORE_COUNTS: Final = ("fer2013", "rafdb", "lfw", "colour", "ravdess", "nemo", "librispeech")
_RESNET50: Final = "ResNet50 (torchvision's, strides of v1, ImageNet weights converted from Keras')"


def model_card(entry: ModelEntry, results: Results) -> str:
    """Return the card as Markdown; all metrics are computed from stored predictions."""
    figures = Figures(results)
    heads = table(
        ["head", "answers", "kind", "size", "temperature", "trained"],
        [
            [name, _QUESTIONS.get(name, "-"), head.kind, str(head.size), f"{head.temperature:.2f}",
             "yes" if head.trained else "no: the desk gives no answer from it"]
            for name, head in entry.heads.items()
        ],
    )  # fmt: skip
    files = table(
        ["file", "bytes", "SHA-256"], [[f.file, f"{f.bytes:,}", f"`{f.sha256}`"] for f in entry.files.values()]
    )
    return _template().render(
        entry=entry,
        architecture=_RESNET50,
        heads=heads,
        inputs=", ".join(f"{key} {value:g}" for key, value in entry.inputs.items()),
        pixels=entry.provenance.get("pixels", ""),
        intervals=interval_words(),
        figures=_figures(figures, entry),
        protocols=_protocols(entry),
        classes=class_figures(figures, [entry.name]),
        actors=people_figures(figures, [entry.name]),
        calibration=calibration_figures(figures, [entry.name]),
        calibration_words=calibration_words(),
        data=_data(entry),
        files=files,
    )


def _template() -> Template:
    """Return the template of a card; an undefined name in it is an error."""
    text = (Path(__file__).parent / "templates" / "model_card.md.jinja").read_text(encoding="utf-8")
    return Environment(undefined=StrictUndefined, keep_trailing_newline=True, autoescape=False).from_string(text)


def _tests(entry: ModelEntry) -> list[Test]:
    return [test for test in TESTS if test.head in entry.heads and entry.heads[test.head].trained]


def _figures(figures: Figures, entry: ModelEntry) -> str:
    rows = []
    for test in _tests(entry):
        measured = [figures.measured(test, entry.name, engine) for engine in (FP32, INT8)]
        n = next((f"{found.n:,}" for found in measured if found is not None), "-")
        title = f"{test.title} (by networks of their own, see docs/results.md)" if test.by_others else test.title
        rows.append([title, f"{test.figure}, %", n, *(cell(found, test) for found in measured), test.published or "-"])
    return table(["test", "figure", "n", "fp32", "int8", "published"], rows) if rows else f"{MISSING.capitalize()}."


def _protocols(entry: ModelEntry) -> str:
    return "\n".join(f"- **{test.title}**: {test.protocol}." for test in _tests(entry))


def _data(entry: ModelEntry) -> str:
    """Return a list of the data sets that a network was trained on, with the number of samples of each.

    Trainings store the numbers in the provenance.  Networks trained before have none; then every data set that can
    teach one of the trained heads is listed.
    """
    counts = sample_counts(entry.provenance)
    heads = {name for name, head in entry.heads.items() if head.trained}
    sets = {**FACE_SETS, **VOICE_SETS}
    used = list(counts) or [name for name in _SETS_BEFORE_COUNTS if sets[name] & heads]
    return "\n".join(
        f"- {_DATA.get(name, name)}" + (f"; {counts[name]:,} samples" if name in counts else "") for name in used
    )
