"""Cut-out faces and the detector as options of an analysis, on pictures that the test writes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from emotion_desk.opencv import cv2
from emotion_desk.sessions.analyse import analyse_file
from emotion_desk.sessions.analysis_options import AnalysisOptions, settings_of
from emotion_desk.sessions.reader import Session, open_session
from tests.sessions.made import LookingReader
from tests.vision.faces import tiled, wall


def analysed(source: Path, folder: Path, options: AnalysisOptions) -> Session:
    analyse_file(source, folder, options, LookingReader())
    return open_session(folder)


def written(path: Path, picture: np.ndarray) -> Path:
    cv2.imwrite(str(path), picture)
    return path


def people(session: Session) -> int:
    return max((len(reading.people) for reading in session.readings()), default=0)


@pytest.mark.parametrize(
    ("side", "faces", "expected"),
    [(100, "auto", 1), (100, "found", 0), (300, "auto", 0), (300, "whole", 1)],
)
def test_a_cut_out_face_is_the_picture(tmp_path: Path, side: int, faces: str, expected: int) -> None:
    source = written(tmp_path / "cut.png", wall(side, side))
    session = analysed(source, tmp_path / "out", AnalysisOptions(faces=faces))
    assert people(session) == expected
    told = "picture as a whole" in (session.info.ended or "")
    assert told is (expected == 1 and faces == "auto")


def test_each_face_of_a_strip_is_a_person(tmp_path: Path) -> None:
    picture, expected = tiled(1, 6, 160)
    source = written(tmp_path / "strip.png", picture)
    assert people(analysed(source, tmp_path / "out", AnalysisOptions())) == len(expected)


def test_another_detector_is_another_analysis() -> None:
    options = AnalysisOptions()
    assert settings_of("00", options) != settings_of("00", replace(options, detector="haar"))
    assert settings_of("00", options)["detector"] == "both"
