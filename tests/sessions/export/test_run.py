"""Several exports at once, cancelling, and previews: what is shown is what is written."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from emotion_desk.opencv import cv2
from emotion_desk.sessions.export import report
from emotion_desk.sessions.export.exporters import ENDINGS, export
from emotion_desk.sessions.export.options import ExportOptions
from emotion_desk.sessions.export.preview import preview
from emotion_desk.sessions.export.run import CANCELLED, DONE, FAILED, plan_exports, run_exports
from tests.sessions.made import made_session


def test_sessions_of_one_name_get_files_of_their_own(tmp_path: Path) -> None:
    folders = [tmp_path / "a" / "talk", tmp_path / "b" / "Talk", tmp_path / "c" / "other"]
    out = tmp_path / "out"
    assert [job.out.name for job in plan_exports(folders, "csv", out)] == ["talk.csv", "Talk (2).csv", "other.csv"]
    assert [job.out for job in plan_exports(folders, "elan", None)] == [folder / "export.eaf" for folder in folders]


def test_one_that_fails_does_not_stop_the_others(tmp_path: Path) -> None:
    good = [made_session(tmp_path / name).folder for name in ("one", "two")]
    (tmp_path / "bad").mkdir()
    jobs = plan_exports([good[0], tmp_path / "bad", good[1]], "csv", tmp_path / "out")
    shares: list[tuple[int, float]] = []
    outcomes = list(run_exports(jobs, "csv", ExportOptions(), lambda n, share: shares.append((n, share))))
    assert [outcome.state for outcome in outcomes] == [DONE, FAILED, DONE]
    assert "is not a session" in outcomes[1].text
    assert {number for number, _share in shares} == {0, 2}
    alone = export(made_session(tmp_path / "three"), "csv")
    assert jobs[0].out.read_bytes() == alone.read_bytes()


def test_cancelling_leaves_nothing_half_written(tmp_path: Path) -> None:
    folders = [made_session(tmp_path / name).folder for name in ("one", "two")]
    jobs = plan_exports(folders, "csv", tmp_path / "out")
    out = tmp_path / "out"

    def in_the_second() -> bool:
        return jobs[0].out.exists() and any(file.name.startswith(".part-") for file in out.iterdir())

    outcomes = list(run_exports(jobs, "csv", ExportOptions(), cancelled=in_the_second))
    assert [outcome.state for outcome in outcomes] == [DONE, CANCELLED]
    assert [file.name for file in (tmp_path / "out").iterdir()] == ["one.csv"]


@pytest.mark.parametrize("kind", sorted(set(ENDINGS) - {"video", "report", "parquet"}))
def test_a_preview_is_the_beginning_of_the_export(tmp_path: Path, kind: str) -> None:
    session = made_session(tmp_path / "talk")
    options = ExportOptions(decimal="comma", delimiter=";")
    shown = preview(session, kind, options)
    written = export(session, kind, None, options).read_text(encoding="utf-8")
    assert shown.whole
    assert shown.text.splitlines() == written.splitlines()[:60] or kind == "elan"
    assert len(shown.text) > 100


def test_pictures_are_shown_of_video_and_report(tmp_path: Path, demo_clip: Path) -> None:
    session = made_session(tmp_path / "talk", demo_clip)
    assert preview(session, "video", ExportOptions(anonymise="all")).picture[:2] == b"\xff\xd8"
    plot = cv2.imdecode(np.frombuffer(preview(session, "report", ExportOptions()).picture, np.uint8), cv2.IMREAD_COLOR)
    assert plot is not None
    assert plot.shape[1] == 1400
    assert len(np.unique(plot.reshape(-1, 3), axis=0)) > 4, "a colour an emotion"
    assert preview(session, "parquet", ExportOptions()).text.startswith("reading,time_s")


def test_the_plot_of_a_preview_is_the_first_one_of_the_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    session = made_session(tmp_path / "talk")
    path = session.folder / "readings.jsonl"
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    for line in lines[len(lines) // 2 :]:  # names come some time after a face
        for person in line["people"]:
            person["identity"] |= {"name": "Zoe"}
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    drawn: list[list[float]] = []
    plot = report._plot

    def kept(times: Sequence[float], *others: Any) -> Any:
        drawn.append(list(times))
        return plot(times, *others)

    monkeypatch.setattr(report, "_plot", kept)
    preview(session, "report", ExportOptions())
    export(session, "report", None, ExportOptions())
    assert len(drawn) > 1
    assert drawn[0] == drawn[1]
