"""An analysis that converts only what it looks at gives the answers of one that converts every picture."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from emotion_desk.inference.predictor import load_predictor
from emotion_desk.resources import shipped
from emotion_desk.sessions.analyse import analyse_file
from emotion_desk.sessions.analysis_options import AnalysisOptions
from emotion_desk.sessions.format import READINGS_FILE
from emotion_desk.sources.display_picture import DisplayConverter

#: Agreement that is promised of answers before and after a change for speed.
SAME_CLASS, CLOSE = 0.995, 0.02


@pytest.mark.slow
def test_answers_agree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reader = load_predictor()
    options = AnalysisOptions(end_s=2.0, people=False)
    film = shipped("assets") / "demo.mp4"
    analyse_file(film, tmp_path / "planes", options, reader)
    monkeypatch.setattr(DisplayConverter, "_planar", lambda *_: None)
    analyse_file(film, tmp_path / "colours", options, reader)
    planes, colours = (_lines(tmp_path / name) for name in ("planes", "colours"))
    assert [line["frame"] for line in planes] == [line["frame"] for line in colours]
    faces = same = 0
    for one, other in zip(planes, colours, strict=True):
        assert len(one["people"]) == len(other["people"])
        for left, right in zip(one["people"], other["people"], strict=True):
            faces += 1
            same += max(left["emotion"], key=left["emotion"].get) == max(right["emotion"], key=right["emotion"].get)
            assert all(abs(value - right["emotion"][name]) <= CLOSE for name, value in left["emotion"].items())
    assert faces > 30
    assert same / faces >= SAME_CLASS


def _lines(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / READINGS_FILE).read_text(encoding="utf-8").splitlines()]
