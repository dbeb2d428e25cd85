"""The curve of input sizes joins what was trained with what was timed."""

from __future__ import annotations

from pathlib import Path

from emotion_desk.modelling.evaluation.input_size_table import (
    COST,
    RIGHT,
    Point,
    read_points,
    rows_of,
    words,
    write_points,
)

POINTS = [
    Point("ravdess", 128, 144, 100, 48, 288, 71.239),
    Point("fer2013", 64, 64, 200, 54, 3589, 60.5),
    Point("rafdb", 64, 64, 200, 54, 1186, 75.25),
]


def test_points_come_back_and_meet_their_milliseconds(tmp_path: Path) -> None:
    write_points(POINTS, tmp_path / RIGHT)
    assert {point.test for point in read_points(tmp_path / RIGHT)} == {"fer2013", "rafdb", "ravdess"}
    (tmp_path / COST).write_text(
        "side,int8_p50_ms,int8_p95_ms,fp32_p50_ms,fp32_p95_ms,n,cpu\n64,2.30,2.50,9.10,9.90,100,a machine\n"
        "136,8.00,8.10,30.00,31.00,100,a machine\n"
    )
    assert rows_of(tmp_path) == [
        ["64 x 64", "60.5", "75.2", "-", "2.30", "9.10"],
        ["128 x 144", "-", "-", "71.2", "8.00", "30.00"],
        ["136 x 136", "-", "-", "-", "8.00", "30.00"],
    ]
    assert "fer2013: 200 steps of 54 rows, n = 3589" in words(tmp_path)
    assert "a machine" in words(tmp_path)


def test_nothing_measured_gives_no_rows(tmp_path: Path) -> None:
    assert rows_of(tmp_path) == []
