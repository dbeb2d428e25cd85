"""Files of the same name from different folders do not replace each other's analyses."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from emotion_desk.cli import main
from emotion_desk.sessions.analysis_options import AnalysisOptions, content_hash, settings_of
from emotion_desk.sessions.batch_jobs import namesakes, plan
from emotion_desk.sessions.format import ANALYSIS
from emotion_desk.sessions.header import SessionInfo, write_info


def test_another_file_of_the_same_name_gets_a_folder_of_its_own(tmp_path: Path) -> None:
    options = AnalysisOptions()
    first, second, moved = (tmp_path / name / "interview.png" for name in "ABC")
    for path, content in ((first, b"one"), (second, b"two"), (moved, b"one")):
        path.parent.mkdir()
        path.write_bytes(content)
    (done,) = plan([first], tmp_path / "out", options)
    done.folder.mkdir(parents=True)
    settings = settings_of(content_hash(first), options)
    write_info(done.folder, SessionInfo(datetime.now(UTC), ANALYSIS, media=str(first), settings=settings))

    assert plan([first], tmp_path / "out", options)[0].folder == done.folder
    assert plan([moved], tmp_path / "out", options)[0].folder == done.folder
    (other,) = plan([second], tmp_path / "out", options)
    assert other.folder != done.folder
    assert other.folder.name.startswith("interview.png-")


def test_another_name_is_reported_in_a_sentence(tmp_path: Path) -> None:
    first, second = (tmp_path / name / "interview.png" for name in "AB")
    for path in (first, second):
        path.parent.mkdir()
        path.write_text(path.parent.name)
    jobs = plan([first, second], tmp_path / "out", AnalysisOptions())
    ((job, sentence),) = namesakes(jobs)
    assert job.source == second
    assert sentence.startswith(f"The results of '{second}' are in '{job.folder.name}'")


def test_the_other_name_of_a_long_name_is_a_name_that_a_file_can_have(tmp_path: Path) -> None:
    first, second = (tmp_path / name / ("n" * 251 + ".png") for name in "AB")
    for path in (first, second):
        path.parent.mkdir()
        path.write_text(path.parent.name)
    one, other = (job.folder for job in plan([first, second], tmp_path / "out", AnalysisOptions()))
    assert one != other
    other.mkdir(parents=True)


def test_the_command_says_where_the_results_of_a_namesake_are(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in "AB":
        (tmp_path / name).mkdir()
        (tmp_path / name / "interview.png").write_text(name)
    inputs = [str(tmp_path / name / "interview.png") for name in "AB"]
    assert main(["analyze", *inputs, "--out", str(tmp_path / "out"), "--jobs", "1"]) == 1
    assert "another file named 'interview.png' has its own beside them." in capsys.readouterr().out
