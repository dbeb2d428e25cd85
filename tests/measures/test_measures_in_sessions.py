"""Measures from a file to its table: measured on request, written, read back, unknown values empty."""

from __future__ import annotations

import csv
import json
import math
from dataclasses import replace
from pathlib import Path

import pytest

from emotion_desk.clock import NS_PER_S
from emotion_desk.labels import EMOTIONS
from emotion_desk.measures.affect import intensity
from emotion_desk.measures.face_meter import FaceMeter
from emotion_desk.measures.names import ACTION_UNITS, action_units
from emotion_desk.messages import Box, DeskReading, PersonReading
from emotion_desk.pipeline.headline import PoorPictures
from emotion_desk.resources import shipped
from emotion_desk.sessions.analyse import analyse_file
from emotion_desk.sessions.analysis_options import AnalysisOptions, settings_of
from emotion_desk.sessions.export.exporters import export
from emotion_desk.sessions.export.tidy_table import rows
from emotion_desk.sessions.format import READINGS_FILE, reading_from_raw, reading_to_raw
from emotion_desk.sessions.reader import open_session
from emotion_desk.sessions.streams.message import message
from tests.measures.made import MEASURES
from tests.sessions.made import LookingReader, made_readings


def test_measures_are_written_and_read_back_and_unknown_ones_are_null() -> None:
    reading = made_readings()[0]
    (person,) = reading.people
    raw = json.loads(json.dumps(reading_to_raw(replace(reading, people=(replace(person, measures=MEASURES),)))))
    written = raw["people"][0]["measures"]
    assert written["gaze_yaw"] is None
    assert written["yaw"] == -12.5
    (read,) = reading_from_raw(raw).people
    assert read.measures is not None
    assert math.isnan(read.measures.gaze_yaw)
    assert replace(read.measures, gaze_yaw=0.0, gaze_pitch=0.0) == replace(MEASURES, gaze_yaw=0.0, gaze_pitch=0.0)
    written["blendshapes"].pop()
    with pytest.raises(ValueError, match="blendshapes"):
        reading_from_raw(raw)


@pytest.mark.slow
def test_an_analysis_measures_only_on_request(tmp_path: Path) -> None:
    demo = shipped("assets") / "demo.mp4"
    options = AnalysisOptions(measures=True, people=False, fps=2.0, end_s=3.0)
    analyse_file(demo, tmp_path / "with", options, LookingReader())
    session = open_session(tmp_path / "with")
    table = list(csv.DictReader(export(session, "csv", tmp_path / "t.csv").read_text().splitlines()))
    faces = [row for row in table if row["subject"] == "face"]
    assert faces
    for row in faces:
        assert float(row["AU12"]) > 0.6
        assert abs(float(row["yaw"])) < 15
        assert 0 <= float(row["arousal"]) <= 1
        assert -1 <= float(row["valence"]) <= 1
        assert all(row[unit] for unit in ACTION_UNITS)
    analyse_file(demo, tmp_path / "without", replace(options, measures=False), LookingReader())
    assert "measures" not in (tmp_path / "without" / READINGS_FILE).read_text()


def test_sessions_of_older_versions_are_recognised_as_done() -> None:
    assert "measures" not in settings_of("0", AnalysisOptions())
    assert settings_of("0", AnalysisOptions(measures=True))["measures"] is True


def test_all_measures_are_empty_where_there_is_no_face_or_none_was_measured() -> None:
    reading = made_readings()[0]
    (person,) = reading.people
    empty = replace(reading, people=(), picture="no face", voice=None)
    names = (
        "arousal",
        "intensity",
        "quality",
        "yaw",
        "pitch",
        "roll",
        "gaze_yaw",
        "gaze_pitch",
        "eye_left",
        "eye_right",
    )
    measured = [*names, "mouth", *ACTION_UNITS]
    (nobody,) = rows([empty])
    assert nobody["subject"] == "no face"
    assert {nobody[name] for name in [*measured, "valence"]} == {None}
    unmeasured = next(row for row in rows([reading]) if row["subject"] == "face")
    assert {unmeasured[name] for name in measured} == {None}
    known = next(
        row
        for row in rows([replace(reading, people=(replace(person, measures=MEASURES),))])
        if row["subject"] == "face"
    )
    assert [known["gaze_yaw"], known["gaze_pitch"]] == [None, None]
    assert known["AU12"] is not None


def test_a_rate_spreads_the_measured_frames_evenly() -> None:
    def measured(rate: float | None, fps: float) -> list[int]:
        meter = FaceMeter(None, None, rate)  # type: ignore[arg-type]
        return [number for number in range(12) if meter.is_due(round(number / fps * NS_PER_S))]

    assert measured(10.0, 30.0) == [0, 3, 6, 9]
    assert measured(15.0, 29.97) == [0, 2, 4, 6, 8, 10]
    assert len(measured(10.0, 25.0)) == 5
    assert measured(None, 30.0) == measured(60.0, 30.0) == list(range(12))


def test_a_poor_picture_stays_poor_between_two_measurements() -> None:
    poor = PoorPictures()
    dark = replace(MEASURES, problem="The face is too dark.")
    assert poor.is_poor(1, dark, 0)
    assert poor.is_poor(1, None, NS_PER_S // 10)
    assert not poor.is_poor(2, None, NS_PER_S // 10)
    assert not poor.is_poor(1, None, 2 * NS_PER_S)
    assert not poor.is_poor(1, MEASURES, NS_PER_S // 5)
    assert not poor.is_poor(1, None, NS_PER_S // 4)


def test_streams_tell_valence_and_intensity_of_measured_faces() -> None:
    happy = {name: 0.02 for name in EMOTIONS} | {"happy": 0.86}
    people = (
        PersonReading(1, Box(0, 0, 9, 9), happy, measures=MEASURES),
        PersonReading(2, Box(0, 0, 9, 9), happy),
    )
    sent = message(DeskReading(1, "multitask", "made", 5, 1.0, 1, 5, None, people, None), 0)
    measured, other = sent["people"]
    assert measured["measures"]["valence"] == 0.84
    assert measured["measures"]["intensity"] == intensity("happy", action_units(MEASURES.blendshapes))
    assert "measures" not in other
