"""The documents: every printed number follows from the files, what is not there is said to be missing."""

from __future__ import annotations

import re
import shutil
import xml.etree.ElementTree as ElementTree
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from emotion_desk import cli
from emotion_desk.commands.argument_parser import UsageError
from emotion_desk.errors import DataError
from emotion_desk.inference.model_store import ModelStore
from emotion_desk.labels import EMOTIONS
from emotion_desk.modelling.data.splits import FOLDS
from emotion_desk.modelling.evaluation import markdown_tables, predictions, protocols
from emotion_desk.modelling.evaluation.metrics_table import FP32, INT8, Figures
from emotion_desk.modelling.evaluation.model_card import model_card
from emotion_desk.modelling.evaluation.plots import roc_picture
from emotion_desk.modelling.evaluation.prediction_store import About, Results
from emotion_desk.modelling.evaluation.predictions import Labelled, Trials
from emotion_desk.modelling.evaluation.run import write_documents

DOCS = Path(__file__).resolve().parents[3] / "docs"


def _faces(right: int, wrong: int) -> Labelled:
    labels = [(f"val/happy/{at}.webp", 0, 2) for at in range(right + wrong)]
    return predictions.gather(EMOTIONS, labels, 4.0 * np.eye(8)[[2] * right + [3] * wrong])


def _voices(fold: int, right: float) -> Labelled:
    clips = [(f"03-01-{e:02}-01-01-{r:02}-{a:02}", fold, e - 1) for a in sorted(FOLDS[fold - 1]) for e in range(1, 9)
             for r in (1, 2)]  # fmt: skip
    rng = np.random.default_rng(fold)
    given = [label if rng.random() < right else (label + 1) % 8 for _, _, label in clips]
    return predictions.gather(EMOTIONS, clips, 3.0 * np.eye(8)[given])


def _polish(right: int, wrong: int) -> Labelled:
    labels = [(f"{speaker}_happy_{at}", 0, 2) for speaker in ("KBO", "MSK") for at in range(right + wrong)]
    labels += [(f"{speaker}_{emotion}", 0, EMOTIONS.index(emotion)) for speaker in ("KBO", "MSK")
               for emotion in protocols.SIX if emotion != "happy"]  # fmt: skip
    given = [*([2] * right + [3] * wrong) * 2, *(label for _, _, label in labels[2 * (right + wrong) :])]
    return predictions.gather(EMOTIONS, labels, 3.0 * np.eye(8)[given])


def _pairs(apart: float, fold: int = 1) -> Trials:
    rng = np.random.default_rng(3)
    first = tuple(f"03-01-01-01-01-01-{2 + at % 3:02}" for at in range(200))
    second = tuple(f"03-01-02-01-01-01-{2 + (at + at % 2) % 3:02}" for at in range(200))
    same = np.array([one[-2:] == two[-2:] for one, two in zip(first, second, strict=True)])
    return Trials(first, second, np.full(200, fold), same, rng.normal(0, 1, 200) + apart * same)


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Results:
    """Predictions of a single, its 8-bit form, the multi-task network, and two folds; no test changes them."""
    kept = Results(tmp_path_factory.mktemp("stored") / "results")
    for name, engine, test, found in (
        ("single-face-emotion", FP32, protocols.FER2013, _faces(80, 20)),
        ("single-face-emotion", INT8, protocols.FER2013, _faces(79, 21)),
        ("multitask", FP32, protocols.FER2013, _faces(75, 25)),
        ("single-voice-emotion-fold1", FP32, protocols.VOICE_ACTORS, _voices(1, 0.9)),
        ("single-voice-emotion-fold5", FP32, protocols.VOICE_ACTORS, _voices(5, 0.6)),
        ("multitask-fold5", FP32, protocols.VOICE_ACTORS, _voices(5, 0.5)),
        ("single-voice-emotion-without-nemo", FP32, protocols.NEMO, _polish(8, 4)),
        ("single-voice-identity-fold1", FP32, protocols.SPEAKER_ACTORS, _pairs(3.0)),
    ):
        kept.save(About(name, engine, "a machine"), test, found)
        kept.describe(About(name, engine, "a machine"))
    return kept


@pytest.fixture(scope="module")
def figures(results: Results) -> Figures:
    """Return their metrics, each computed once."""
    return Figures(results)


@pytest.fixture
def own_results(results: Results, tmp_path: Path) -> Results:
    """Return a copy of the predictions that a test may change."""
    return Results(Path(shutil.copytree(results.folder, tmp_path / "results")))


def test_the_main_table(figures: Figures) -> None:
    text = markdown_tables.comparison(figures)
    (faces,) = (line for line in text.splitlines() if protocols.FER2013.title in line)
    assert "| 80.0 (" in faces
    assert "| 75.0 (" in faces
    assert "| -5.0 (" in faces
    assert "73.3 %" in faces
    (pictures,) = (line for line in text.splitlines() if protocols.RAFDB.title in line)
    assert pictures.count("not measured yet") == 3
    (actors,) = (line for line in text.splitlines() if protocols.FACE_ACTORS.title in line)
    assert "not measured on 24" in actors


def test_folds_are_averaged_and_compared_where_both_are_there(figures: Figures) -> None:
    single = figures.measured(protocols.VOICE_ACTORS, "single-voice-emotion", FP32)
    multi = figures.measured(protocols.VOICE_ACTORS, "multitask", FP32)
    assert single is not None
    assert multi is not None
    assert (single.folds, multi.folds) == ((1, 5), (5,))
    assert "folds 1, 5 only" in markdown_tables.cell(single, protocols.VOICE_ACTORS)
    difference = figures.difference(protocols.VOICE_ACTORS, ("multitask", FP32), ("single-voice-emotion", FP32))
    assert difference is not None
    assert difference.folds == (5,)
    fifth = _voices(5, 0.6)
    alone = np.mean([(fifth.given() == fifth.truth)[fifth.truth == label].mean() for label in range(8)]) * 100
    assert difference.value == pytest.approx(multi.value - alone)


def test_a_network_that_never_heard_a_corpus_stands_with_its_base(figures: Figures) -> None:
    found = figures.measured(protocols.NEMO, "single-voice-emotion", FP32)
    assert found is not None
    assert found.value == pytest.approx(100 * (5 + 8 / 12) / 6)
    assert not figures.calibrations("voice_emotion", "single-voice-emotion", FP32, by_fold=False)
    assert not figures.metrics("single-voice-emotion"), "the released network did not answer"


def test_eight_bits_beside_thirty_two(figures: Figures) -> None:
    (line,) = (one for one in markdown_tables.precisions(figures).splitlines() if protocols.FER2013.title in one)
    assert "| 79.0 (" in line
    assert "| -1.0 (-" in line


def test_networks_with_different_samples_are_not_compared(own_results: Results) -> None:
    own_results.save(About("multitask", FP32, "m"), protocols.FER2013, _faces(3, 1))
    with pytest.raises(DataError, match="different samples"):
        Figures(own_results).difference(protocols.FER2013, ("multitask", FP32), ("single-face-emotion", FP32))


def test_a_closed_set_needs_all_its_people(own_results: Results) -> None:
    two = predictions.gather(protocols.ACTOR_NAMES[:2], [("a", 0, 0), ("b", 0, 1)], np.eye(2))
    own_results.save(About("multitask", FP32, "m"), protocols.FACE_ACTORS, two)
    assert Figures(own_results).measured(protocols.FACE_ACTORS, "multitask", FP32) is None


def test_tables_go_between_their_markers_and_nowhere_else() -> None:
    text = "a\n<!-- evaluate: x -->\nold\n<!-- end -->\nb\n<!-- evaluate: y -->\n<!-- end -->\nc\n"
    filled = markdown_tables.fill(text, {"x": r"new \1", "y": "other"})
    assert filled == (
        "a\n<!-- evaluate: x -->\n\nnew \\1\n\n<!-- end -->\nb\n<!-- evaluate: y -->\n\nother\n\n<!-- end -->\nc\n"
    )
    assert markdown_tables.fill(filled, {"x": r"new \1", "y": "other"}) == filled
    with pytest.raises(DataError, match="0 places"):
        markdown_tables.fill(text, {"z": ""})


def test_documents_are_what_is_printed(results: Results, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "results.md").write_text((DOCS / "results.md").read_text(encoding="utf-8"), encoding="utf-8")
    models = tmp_path / "models"
    models.mkdir()
    (models / "manifest.json").write_text('{"format": 2, "models": []}', encoding="utf-8")
    write_documents(results, ModelStore(models), docs)
    written = (docs / "results.md").read_text(encoding="utf-8")
    assert cli.run(["evaluate", "--out", str(results.folder)]) == 0
    printed = capsys.readouterr().out
    tables = dict(re.findall(r"^## (\w+)\n\n(.*?)\n(?=\n## |\Z)", printed, re.MULTILINE | re.DOTALL))
    assert set(tables) == {"comparison", "precision", "emotions", "actors", "calibration", "coverage", "networks"}
    assert markdown_tables.fill(written, tables) == written
    drawn = [docs / file for file in re.findall(r"\]\((results/pictures/[^)]+)\)", written)]
    assert {file.name.split("-")[0] for file in drawn} == {"confusion", "roc", "calibration"}
    assert all(file.is_file() for file in drawn)


def test_the_documents_of_the_repository_follow_from_its_files() -> None:
    text = (DOCS / "results.md").read_text(encoding="utf-8")
    assert markdown_tables.fill(text, markdown_tables.sections(Results(DOCS / "results"))) == text


def test_pictures_are_the_same_each_time(tmp_path: Path) -> None:
    one, two = tmp_path / "one.svg", tmp_path / "two.svg"
    for file in (one, two):
        roc_picture({"a network": [_pairs(2.0), _pairs(1.0)]}, "title", file)
    assert one.read_bytes() == two.read_bytes()
    assert ElementTree.parse(one).getroot().tag.endswith("svg")


def test_the_card_of_a_released_network(results: Results) -> None:
    entry = ModelStore().entry("multitask")
    text = model_card(entry, results)
    assert "| 75.0 (" in text
    assert "Art. 5(1)(f)" in text
    assert entry.licence in text
    for file in entry.files.values():
        assert file.sha256 in text


def test_a_card_states_the_samples_of_the_training(results: Results) -> None:
    entry = ModelStore().entry("single-face-emotion")
    uncounted = {name: value for name, value in entry.provenance.items() if name != "samples"}
    before = model_card(replace(entry, provenance=uncounted), results)
    assert "- FER2013 `train`: grey faces, 7 emotions\n" in before
    counted = replace(entry, provenance={**entry.provenance, "samples": "fer2013 25045, rafdb 11044"})
    text = model_card(counted, results)
    assert "- FER2013 `train`: grey faces, 7 emotions; 25,045 samples\n" in text
    assert "hash of the name; 11,044 samples\n" in text


def test_the_manifest_gets_precisions(figures: Figures) -> None:
    found = figures.metrics("single-face-emotion")
    assert [(one.precision, one.value, one.n) for one in found] == [("fp32", 80.0, 100), ("int8", 79.0, 100)]
    assert found[0].protocol == protocols.FER2013.protocol


def test_what_makes_no_sense_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="--data"):
        cli.run(["evaluate", "multitask"])
    with pytest.raises(DataError, match="no predictions"):
        cli.run(["evaluate", "--out", str(tmp_path)])
    with pytest.raises(DataError, match="neither a training's folder nor a released network"):
        cli.run(["evaluate", "nonsense", "--data", str(tmp_path), "--out", str(tmp_path)])
    arguments = ["--protocol", "actor-disjoint", "--data", str(tmp_path), "--out", str(tmp_path)]
    with pytest.raises(DataError, match="--fold 1"):
        cli.run(["evaluate", "multitask", *arguments])
