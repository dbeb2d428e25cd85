"""Files of the same name from different folders do not replace each other's analyses."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from emotion_desk.sessions.analyse import AnalysisOptions, content_hash, settings_of
from emotion_desk.sessions.batch_jobs import plan
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
