"""``bench --growth``: costs by faces, size and length, and what counts as slower than an earlier run."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from emotion_desk.cli import main
from emotion_desk.errors import DataError
from emotion_desk.modelling.benchmark.cost_growth import Cost, fields, regressions, tracking_costs
from tests.sources.clips import write_clip


def cost(median: float, case: str = "1 face") -> Cost:
    return Cost("network", case, 5, median, median, median, median)


def test_only_a_median_more_than_a_tenth_above_the_earlier_one_is_a_regression() -> None:
    before = fields([cost(10.0, "same"), cost(10.0, "slow"), cost(10.0, "gone")])
    found = regressions([cost(10.9, "same"), cost(11.1, "slow"), cost(99.0, "new")], before)
    assert found == ["network, slow: 11.10 ms, was 10.00 ms."]
    with pytest.raises(DataError, match="holds no costs"):
        regressions([cost(1.0)], [{"stage": "network"}])


def test_each_case_of_tracking_sees_every_frame(tmp_path: Path) -> None:
    costs = {one.case: one for one in tracking_costs(write_clip(tmp_path / "a.mp4", seconds=0.4), 6)}
    assert costs["both, live"].n == costs["haar, live"].n == costs["both, live, 1080 rows"].n == 6
    assert costs["first half"].n == costs["second half"].n == 3
    assert all(one.low <= one.median <= one.high for one in costs.values())


def test_against_needs_growth_and_a_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad = tmp_path / "bad.json"
    bad.write_text(json.dumps({"costs": 3}))
    assert main(["bench", "--against", str(bad)]) == 2
    assert main(["bench", "--growth", "film.mp4", "--against", str(bad)]) == 1
    assert "is no earlier run" in capsys.readouterr().err
