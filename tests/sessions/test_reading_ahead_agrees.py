"""An analysis whose stages run beside one another gives the bytes of one that does one thing after the other."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from emotion_desk.inference.predictor import load_predictor
from emotion_desk.resources import shipped
from emotion_desk.sessions import analyse, frames_ahead, offline_inputs
from emotion_desk.sessions.analysis_options import AnalysisOptions
from emotion_desk.sessions.format import READINGS_FILE

CLIPS = Path(__file__).resolve().parents[3] / "shared" / "data" / "ravdess_video_5clips.zip"
CLIP = "Actor_05/01-01-03-01-01-02-05.mp4"


class InThisThread:
    """Stands for a :class:`~emotion_desk.sessions.prefetch.Prefetcher` without a thread."""

    def __init__(self, items: Iterator[Any], *_: object, **__: object) -> None:
        self._items = items

    def __enter__(self) -> InThisThread:
        return self

    def __exit__(self, *_: object) -> None:
        self._items.close()  # type: ignore[attr-defined]

    def __iter__(self) -> Iterator[Any]:
        return self._items


@pytest.mark.slow
@pytest.mark.parametrize("film", ["demo", CLIP])
def test_threads_change_no_byte(film: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = shipped("assets") / "demo.mp4"
    if film != "demo":
        if not CLIPS.is_file():
            pytest.skip("the RAVDESS clips are not here")
        with ZipFile(CLIPS) as clips:
            path = Path(clips.extract(CLIP, tmp_path))
    reader = load_predictor()
    options = AnalysisOptions(start_s=0.5, end_s=2.5, people=False)
    analyse.analyse_file(path, tmp_path / "beside", options, reader)
    for module in (analyse, frames_ahead, offline_inputs):
        monkeypatch.setattr(module, "Prefetcher", InThisThread)
    analyse.analyse_file(path, tmp_path / "after", options, reader)
    beside, after = ((tmp_path / name / READINGS_FILE).read_bytes() for name in ("beside", "after"))
    assert beside == after
    assert beside.count(b"\n") > 40
