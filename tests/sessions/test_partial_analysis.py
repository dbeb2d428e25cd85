"""An analysis that was stopped or killed goes on where it was, and gives the same readings as one that was not."""

from __future__ import annotations

import json
import os
import pickle
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from emotion_desk.cli import main
from emotion_desk.errors import SessionError
from emotion_desk.resources import shipped
from emotion_desk.sessions import analyse as analyse_module
from emotion_desk.sessions import source_state
from emotion_desk.sessions.analyse import AnalysisStoppedError, analyse_file
from emotion_desk.sessions.analysis_options import AnalysisOptions
from emotion_desk.sessions.format import READINGS_FILE
from emotion_desk.sessions.header import read_info
from emotion_desk.sessions.partial_analysis import CHECKPOINT_FILE, PartialAnalysis
from emotion_desk.sessions.saved_state import state_bytes, state_from
from emotion_desk.sessions.source_state import SourceState
from tests.pipeline.fakes import wait_until
from tests.sessions.made import LookingReader

DEMO = shipped("assets") / "demo.mp4"
#: A third of the frames of the first seconds.
OPTIONS = AnalysisOptions(people=False, fps=10.0, end_s=3.5)
#: Time between two marks, so that three seconds have two of them.
MARK_S = 1.0


def stopped_at(seconds: float, folder: Path, options: AnalysisOptions = OPTIONS) -> None:
    """Analyse the demo and stop after some seconds of it."""
    stop = threading.Event()
    with pytest.raises(AnalysisStoppedError):
        analyse_file(DEMO, folder, options, LookingReader(), lambda at: stop.set() if at >= seconds else None, stop)


@pytest.fixture(autouse=True, scope="module")
def _frequent_marks() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(source_state, "MARK_EVERY_INPUTS", 6)
        patch.setattr(source_state, "MARK_EVERY_S", MARK_S)
        yield


@pytest.fixture(scope="module")
def whole(_frequent_marks: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("whole") / "s"
    analyse_file(DEMO, folder, OPTIONS, LookingReader())
    return folder


@pytest.mark.slow
def test_a_stopped_analysis_goes_on_and_gives_the_same_readings(whole: Path, tmp_path: Path) -> None:
    stopped_at(2.5, tmp_path / "s")
    (left,) = tmp_path.glob(".*.part")
    assert (left / CHECKPOINT_FILE).stat().st_size < 1_000_000
    begun: list[float] = []
    info = analyse_file(DEMO, tmp_path / "s", OPTIONS, LookingReader(), begun.append)
    assert begun[0] > 2.5 - MARK_S - 0.5  # what was done before is not done again
    assert (tmp_path / "s" / READINGS_FILE).read_bytes() == (whole / READINGS_FILE).read_bytes()
    known = read_info(whole)
    assert (info.counters, info.duration_s, info.size, info.ended) == (
        known.counters, known.duration_s, known.size, known.ended,
    )  # fmt: skip
    assert sorted(path.name for path in (tmp_path / "s").iterdir()) == sorted(path.name for path in whole.iterdir())


@pytest.mark.slow
@pytest.mark.parametrize("damage", ["state", "readings", "options"])
def test_an_analysis_that_does_not_fit_begins_anew(whole: Path, tmp_path: Path, damage: str) -> None:
    options = replace(OPTIONS, fps=15.0) if damage == "options" else OPTIONS
    stopped_at(2.5, tmp_path / "s", options)
    (left,) = tmp_path.glob(".*.part")
    if damage != "options":
        file = left / (CHECKPOINT_FILE if damage == "state" else READINGS_FILE)
        content = bytearray(file.read_bytes())
        content[len(content) // 3] ^= 1
        file.write_bytes(content)
    begun: list[float] = []
    analyse_file(DEMO, tmp_path / "s", OPTIONS, LookingReader(), begun.append)
    assert begun[0] < 1.0
    assert (tmp_path / "s" / READINGS_FILE).read_bytes() == (whole / READINGS_FILE).read_bytes()


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="signals are those of POSIX")
def test_a_killed_analysis_goes_on_and_gives_the_same_readings(tmp_path: Path) -> None:
    out = tmp_path / "out"
    command = ["analyze", str(DEMO), "--no-people", "--fps", "10", "--engine", "onnx-int8", "--out"]
    program = [sys.executable, "-m", "emotion_desk", *command, str(out)]
    with subprocess.Popen(program, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        assert wait_until(
            lambda: process.poll() is not None or bool(list(out.glob(f".*.part/{CHECKPOINT_FILE}"))), 120.0
        )
        process.send_signal(signal.SIGKILL)
    assert process.returncode == -signal.SIGKILL
    (left,) = out.glob(".*.part")
    kept = json.loads((left / CHECKPOINT_FILE).read_bytes().partition(b"\n")[0])["written"]
    assert kept > 40
    assert main([*command, str(out)]) == 0
    assert main([*command, str(tmp_path / "again")]) == 0
    assert not list(out.glob(".*.part"))
    names = DEMO.name, READINGS_FILE
    assert out.joinpath(*names).read_bytes() == (tmp_path / "again").joinpath(*names).read_bytes()


def test_a_state_creates_nothing_but_its_own_objects(tmp_path: Path) -> None:
    class Harm:
        def __reduce__(self) -> tuple[object, ...]:
            return os.mkdir, (str(tmp_path / "made"),)

    for harm in (pickle.dumps(Harm()), b"", pickle.dumps(PartialAnalysis), pickle.dumps(subprocess.Popen)):
        with pytest.raises(SessionError, match="damaged"):
            state_from(harm, SourceState())
    assert not list(tmp_path.iterdir())
    kept = state_from(state_bytes(SourceState(windows=7)), SourceState())
    assert kept == SourceState(windows=7)


def test_an_analysis_whose_state_is_not_kept_whole_has_no_checkpoint(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []

    def marked_inputs(*given: object) -> Iterator[object]:
        asked.append(given[-1])
        yield from ()

    monkeypatch.setattr(analyse_module, "marked_inputs", marked_inputs)
    monkeypatch.setattr(analyse_module, "readings_of", lambda *_: iter(()))
    monkeypatch.setattr(analyse_module, "unify_identities", lambda _: None)
    for number, (people, measures) in enumerate(((None, False), (object(), False), (None, True))):
        monkeypatch.setattr(analyse_module, "recogniser_for_files", lambda people=people: people)
        analyse_file(DEMO, tmp_path / f"s{number}", AnalysisOptions(measures=measures), LookingReader())
    assert [one is not None for one in asked] == [True, False, False]


def test_two_programs_do_not_write_the_same_analysis(tmp_path: Path) -> None:
    with PartialAnalysis(tmp_path / "s", {}).locked():
        with pytest.raises(SessionError, match="Another program analyses into 's' just now"):
            analyse_file(DEMO, tmp_path / "s", OPTIONS, LookingReader())
        assert not (tmp_path / "s").exists()
    assert not list(tmp_path.iterdir())
