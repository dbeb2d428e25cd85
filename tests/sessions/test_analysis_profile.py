"""``analyze --profile`` counts every stage and changes no answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from emotion_desk import cli
from emotion_desk.pipeline.profile import Profile
from emotion_desk.sessions import batch_jobs as jobs_module
from emotion_desk.sessions.analyse import analyse_file
from emotion_desk.sessions.analysis_options import AnalysisOptions
from emotion_desk.sessions.format import READINGS_FILE
from tests.sessions.made import LookingReader
from tests.sources.clips import write_clip


def test_every_stage_is_counted_and_the_readings_are_the_same(tmp_path: Path) -> None:
    path = write_clip(tmp_path / "a.mp4", seconds=1.0)
    analyse_file(path, tmp_path / "plain", AnalysisOptions(), LookingReader())
    profile = Profile()
    analyse_file(path, tmp_path / "timed", AnalysisOptions(), LookingReader(), profile=profile)
    plain, timed = ((tmp_path / name / READINGS_FILE).read_bytes() for name in ("plain", "timed"))
    assert plain == timed
    calls = {row.stage: row.calls for row in profile.measured(25, 1.0).stages}
    assert calls["open"] == 1
    assert (calls["read"], calls["convert"], calls["track"]) == (26, 25, 25)  # the last read meets the end
    assert calls["listen"] >= 11
    assert calls["speech"] == 31
    assert {"detect", "mel", "smooth", "names", "write"} <= calls.keys()


def test_the_command_prints_the_stages_and_the_speed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    made = LookingReader()
    monkeypatch.setattr(jobs_module, "load_reader", lambda options: made)
    path = write_clip(tmp_path / "a.mp4", seconds=1.0)
    assert cli.main(["analyze", str(path), "--out", str(tmp_path / "out"), "--profile"]) == 0
    printed = capsys.readouterr().out
    assert all(f"\n{stage} " in printed for stage in ("read", "detect", "convert", "speech", "write"))
    assert "times real time), 25 frames" in printed
    assert cli.main(["analyze", str(path), "--out", str(tmp_path / "out"), "--profile", "--jobs", "2"]) == 2
    assert "--profile measures one process" in capsys.readouterr().err
