"""Exports in a process of their own: the same bytes, and what becomes of them when the process is killed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from emotion_desk.sessions.export.export_process import preview_in, run_exports_in
from emotion_desk.sessions.export.exporters import ENDINGS
from emotion_desk.sessions.export.options import ExportOptions
from emotion_desk.sessions.export.preview import preview
from emotion_desk.sessions.export.run import CANCELLED, DONE, FAILED, plan_exports, run_exports
from emotion_desk.sessions.worker_process import WorkerProcess
from tests.sessions.made import made_session


@pytest.mark.slow
def test_the_files_are_those_of_an_export_here(tmp_path: Path, demo_clip: Path) -> None:
    session = made_session(tmp_path / "talk", demo_clip)
    options = ExportOptions(decimal="comma", delimiter=";")
    with WorkerProcess("emotion-desk-test") as process:
        for kind in (each for each in ENDINGS if each != "video"):  # encoding one twice takes long
            here, apart = (plan_exports([session.folder], kind, tmp_path / name) for name in ("here", "apart"))
            shares: list[float] = []
            assert [each.state for each in run_exports(here, kind, options)] == [DONE]
            found = list(run_exports_in(process, apart, kind, options, lambda _n, share: shares.append(share)))  # noqa: B023
            assert [each.state for each in found] == [DONE], found
            assert here[0].out.read_bytes() == apart[0].out.read_bytes(), kind
            assert shares, kind
        for kind in ("csv", "report"):
            made = preview_in(process, session.folder, kind, options, lambda: False)
            assert made == preview(session, kind, options)


@pytest.mark.parametrize("how", [CANCELLED, pytest.param(FAILED, marks=pytest.mark.slow)])
def test_one_that_is_cancelled_or_killed_leaves_nothing(tmp_path: Path, how: str) -> None:
    folders = [made_session(tmp_path / name).folder for name in ("one", "two", "three")]
    jobs = plan_exports(folders, "csv", tmp_path / "out")
    reached: list[int] = []
    with WorkerProcess("emotion-desk-test") as process:

        def report(number: int, _share: float) -> None:
            reached.append(number)
            if how == FAILED and number == 1 and process.pid is not None:
                os.kill(process.pid, 9)

        found = list(
            run_exports_in(
                process, jobs, "csv", ExportOptions(), report, lambda: how == CANCELLED and reached[-1:] == [1]
            )
        )
    assert [each.state for each in found] == [DONE, how, CANCELLED if how == CANCELLED else DONE]
    assert [each.text for each in found if each.state == FAILED] == (
        ["The process that should export 'two' died."] if how == FAILED else []
    )
    names = sorted(file.name for file in (tmp_path / "out").iterdir())
    assert names == (["one.csv"] if how == CANCELLED else ["one.csv", "three.csv"])
