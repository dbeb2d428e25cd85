"""Robustness against the box: regions that move as said, and a table whose last row is the spread."""

from __future__ import annotations

import pytest

from emotion_desk.messages import Box
from emotion_desk.modelling.evaluation.box_changes import CHANGES, BoxChange, table


def test_a_box_is_scaled_about_its_centre_and_shifted_by_its_side() -> None:
    region = Box(10, 20, 50, 40)
    assert BoxChange().applied(region) == region
    larger = BoxChange(1.2).applied(region)
    assert larger.centre == pytest.approx(region.centre)
    assert (larger.width, larger.height) == pytest.approx((60, 48))
    moved = BoxChange(x=0.1, y=-0.1).applied(region)
    assert moved.centre == pytest.approx((40, 36))
    assert (moved.width, moved.height) == (50, 40)


def test_the_changes_span_what_is_asked_for() -> None:
    scales = [change.scale for change in CHANGES.values()]
    assert (min(scales), max(scales)) == (0.8, 1.35)
    assert {(change.x, change.y) for change in CHANGES.values() if change.scale == 1.0} == {
        (0.0, 0.0), (-0.1, 0.0), (0.1, 0.0), (0.0, -0.1), (0.0, 0.1),
    }  # fmt: skip


def test_the_last_row_is_worst_minus_best() -> None:
    lines = table({"as placed": 81.25, "scaled by 0.8": 70.0}, "accuracy").splitlines()
    assert lines[0] == "| box | accuracy |"
    assert lines[-1] == "| worst minus best | -11.2 |"
