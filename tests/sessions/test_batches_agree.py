"""Faces that go through the released network in batches get the answers that they get one by one."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from emotion_desk.inference.predictor import Predictor, load_predictor
from emotion_desk.inference.protocols import ReadsMany
from emotion_desk.messages import FaceReading, Mel, Picture, VoiceReading
from emotion_desk.resources import shipped
from emotion_desk.sessions.analyse import analyse_file
from emotion_desk.sessions.analysis_options import AnalysisOptions
from emotion_desk.sessions.format import READINGS_FILE

CLIPS = Path(__file__).resolve().parents[3] / "shared" / "data" / "ravdess_video_5clips.zip"
CLIP = "Actor_05/01-01-03-01-01-02-05.mp4"


class OneByOne:
    """The same network, asked for one item at a time."""

    def __init__(self, reader: Predictor) -> None:
        self._reader = reader
        self.mode, self.engine = reader.mode, reader.engine

    def read(self, crops: Sequence[Picture], mel: Mel | None) -> tuple[tuple[FaceReading, ...], VoiceReading | None]:
        return self._reader.read(crops, mel)


def _films(tmp_path: Path) -> list[Path]:
    films = [shipped("assets") / "demo.mp4"]
    if CLIPS.is_file():
        with ZipFile(CLIPS) as clips:
            films.append(Path(clips.extract(CLIP, tmp_path)))
    return films


def _lines(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / READINGS_FILE).read_text(encoding="utf-8").splitlines()]


@pytest.mark.slow
def test_batches_give_the_answers_of_single_calls(tmp_path: Path) -> None:
    reader = load_predictor()
    single = OneByOne(reader)
    assert isinstance(reader, ReadsMany)
    assert not isinstance(single, ReadsMany)
    faces = same = 0
    for number, film in enumerate(_films(tmp_path)):
        options = AnalysisOptions(start_s=0.5, end_s=1.8, people=False)
        analyse_file(film, tmp_path / f"batch{number}", options, reader)
        analyse_file(film, tmp_path / f"single{number}", options, single)
        many, one = _lines(tmp_path / f"batch{number}"), _lines(tmp_path / f"single{number}")
        assert [line["frame"] for line in many] == [line["frame"] for line in one]
        for left, right in zip(many, one, strict=True):
            for a, b in zip(left["people"], right["people"], strict=True):
                assert a["box"] == b["box"]
                assert a["emotion"] == pytest.approx(b["emotion"], abs=0.02)
                same += max(a["emotion"], key=a["emotion"].get) == max(b["emotion"], key=b["emotion"].get)
                faces += 1
    assert faces >= 20
    assert same >= 0.995 * faces
