"""Means of measures and blinks in the summary of a session."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from emotion_desk.measures.names import BLENDSHAPES
from emotion_desk.messages import FaceMeasures
from emotion_desk.sessions.export.emotion_segments import segments
from emotion_desk.sessions.export.measure_summary import MeasureSummary
from emotion_desk.sessions.export.report import write_report
from emotion_desk.sessions.export.summary_table import SUMMARY_COLUMNS, summary_rows
from emotion_desk.sessions.format import ANALYSIS
from emotion_desk.sessions.header import SessionInfo
from tests.measures.made import MEASURES
from tests.sessions.made import made_readings
from tests.ui.conftest import emotions


def blinking(closed: float) -> FaceMeasures:
    shapes = tuple(closed if name.startswith("eyeBlink") else 0.0 for name in BLENDSHAPES)
    return replace(MEASURES, blendshapes=shapes)


def test_means_leave_unknown_values_out_and_blinks_are_counted() -> None:
    readings = []
    for number, reading in enumerate(made_readings()):
        people = tuple(
            replace(one, measures=blinking(0.9 if number in (10, 11, 20) else 0.1)) if one.track_id == 1 else one
            for one in reading.people
        )
        frame_s = None if reading.frame_s is None else reading.frame_s * 0.4
        readings.append(replace(reading, people=people, time_s=reading.time_s * 0.4, frame_s=frame_s))
    rows = {row["subject"]: row for row in summary_rows(readings)}
    ana = rows["Ana"]
    assert ana["mean_yaw"] == -12.5
    assert ana["mean_gaze_yaw"] is None
    assert ana["mean_AU45"] == pytest.approx((3 * 0.9 + 35 * 0.1) / 38, abs=1e-4)
    assert ana["blinks"] == 2
    assert ana["blinks_a_minute"] == pytest.approx(60 * 2 / (3.7 * 0.4), abs=0.02)
    assert (rows["Face 2"]["blinks"], rows["Voice"]["mean_valence"]) == (None, None)
    assert set(ana) == {column.name for column in SUMMARY_COLUMNS}


def test_blinks_are_not_told_of_few_frames_a_second() -> None:
    summary = MeasureSummary()
    for number in range(40):
        summary.add(number / 10, emotions("happy"), blinking(0.9 if number in (10, 20) else 0.1), "happy")
    assert (summary.cells()["blinks"], summary.cells()["blinks_a_minute"]) == (None, None)
    assert summary.cells()["mean_intensity"] == 0.0
    unsure = MeasureSummary()
    unsure.add(0.0, emotions("happy"), MEASURES, None)
    assert unsure.cells()["mean_intensity"] is None


def test_a_report_has_the_measures_of_who_was_measured(tmp_path: Path) -> None:
    readings = [
        replace(one, people=tuple(replace(who, measures=MEASURES) if who.track_id == 1 else who for who in one.people))
        for one in made_readings()
    ]
    info = SessionInfo(datetime(2026, 5, 4, tzinfo=UTC), ANALYSIS, finished=True)
    write_report(info, "talk", readings, segments(readings), [], tmp_path / "r.html")
    page = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert page.count("Measure of the face") == 1
    assert '<td>yaw<td class="number">-12.5<td>degrees' in page
    assert '<td>AU12<td class="number">0.75<td>0 to 1' in page
    assert "gaze yaw" not in page  # never known
