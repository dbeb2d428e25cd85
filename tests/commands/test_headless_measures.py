"""Face measures of a run without a window."""

from __future__ import annotations

import itertools
import threading
from pathlib import Path
from typing import Any

import pytest

from emotion_desk import cli
from emotion_desk.commands import headless_measures
from emotion_desk.commands.headless import run_headless
from emotion_desk.commands.options import RunOptions
from emotion_desk.errors import ModelError
from emotion_desk.measures.face_meter import FaceMeter
from emotion_desk.messages import DeskReading
from emotion_desk.pipeline.inference_step import InferenceStep
from emotion_desk.pipeline.landmark_worker import LandmarkWorker
from emotion_desk.sessions.reader import open_session
from emotion_desk.sessions.recording_options import RecordOptions


@pytest.mark.slow
@pytest.mark.usefixtures("quick_network")
def test_they_are_in_the_recording(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    enough, reading_of = threading.Event(), InferenceStep.reading
    count = itertools.count(1)

    def watched(step: InferenceStep, *args: Any, **options: Any) -> DeskReading | None:
        reading = reading_of(step, *args, **options)
        if reading and any(person.measures for person in reading.people) and next(count) == 10:
            enough.set()
        return reading

    monkeypatch.setattr(InferenceStep, "reading", watched)
    wanted = RunOptions(demo=True, seconds=60.0, measures=True, record=RecordOptions(tmp_path / "s", "readings"))
    assert run_headless(wanted, stop=enough).failures == ()
    people = [person for reading in open_session(tmp_path / "s").readings() for person in reading.people]
    measured = [person.measures for person in people if person.measures is not None]
    assert measured
    assert all(abs(one.yaw) < 20 for one in measured if one.yaw is not None)


@pytest.mark.slow
@pytest.mark.usefixtures("quick_network")
def test_what_cannot_be_loaded_makes_the_run_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> FaceMeter:
        raise ModelError("The weights of the face measures are missing.")

    monkeypatch.setattr(headless_measures, "LandmarkWorker", lambda: LandmarkWorker(missing))
    found = run_headless(RunOptions(demo=True, seconds=0.5, measures=True))
    assert found.failures == ("The weights of the face measures are missing.",)


def test_with_a_window_they_have_a_switch(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["run", "--demo", "--measures"]) == 2
    assert "belong to --headless" in capsys.readouterr().err
