"""The first file of an analysis does not wait for the networks: their names are known before they are loaded."""

from __future__ import annotations

from pathlib import Path

import pytest

from emotion_desk.catalogue import ANALYSIS_MODES, MULTITASK
from emotion_desk.errors import ModelError
from emotion_desk.inference.predictor import load_predictor
from emotion_desk.sessions import batch_jobs
from emotion_desk.sessions.analysis_options import AnalysisOptions, engine_ahead


@pytest.mark.parametrize(
    "mode", [mode if mode == MULTITASK else pytest.param(mode, marks=pytest.mark.slow) for mode in ANALYSIS_MODES]
)
@pytest.mark.parametrize("engine", ["auto", "onnx", "onnx-int8"])
def test_the_name_is_that_of_the_loaded_engine(mode: str, engine: str) -> None:
    assert engine_ahead(mode, engine) == load_predictor(mode, engine).engine


def test_other_engines_and_missing_weights_are_known_by_loading_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert engine_ahead("multitask", "onnx-fp32") is None
    assert engine_ahead("nothing", "auto") is None
    monkeypatch.setenv("EMOTION_DESK_MODELS", str(tmp_path))
    assert engine_ahead("multitask", "auto") is None


def test_names_do_not_load_the_networks(monkeypatch: pytest.MonkeyPatch) -> None:
    def load(_options: AnalysisOptions) -> None:
        raise ModelError("The weights are asked for.")

    monkeypatch.setattr(batch_jobs, "load_reader", load)
    reader = batch_jobs._SharedReader(AnalysisOptions(mode="singles"))
    assert (reader.mode, reader.engine) == ("singles", "onnx-int8")
    with pytest.raises(ModelError, match="asked for"):
        reader.read([], None)
