"""``bench --growth``: costs by faces, size and length, and what counts as slower than an earlier run."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path

import pytest

from emotion_desk.cli import main
from emotion_desk.errors import DataError
from emotion_desk.modelling.benchmark import whole_run
from emotion_desk.modelling.benchmark.budgets import over_budget
from emotion_desk.modelling.benchmark.cost_growth import Cost, fields, ratios, regressions, tracking_costs
from emotion_desk.modelling.benchmark.cost_plots import draw
from emotion_desk.resources import shipped
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


def test_a_ratio_is_given_for_what_both_runs_have() -> None:
    before = fields([cost(10.0, "same"), cost(0.0, "nothing"), cost(10.0, "gone")])
    found = ratios([cost(5.0, "same"), cost(1.0, "nothing"), cost(99.0, "new")], before)
    assert found == {("network", "same"): 0.5}


def test_a_cost_above_its_budget_is_named() -> None:
    heavy = Cost("analysis", "infer", 3, 9.0, 9.0, 9.0, 9.0)
    light = Cost("live, 1 s", "nobody, silence", 3, 40.0, 40.0, 40.0, 40.0)
    assert over_budget([heavy, light, cost(1000.0)]) == ["analysis, infer: 9.00, budget 2.60."]


def test_the_plots_are_the_same_files_run_for_run(tmp_path: Path) -> None:
    costs = [
        *(cost(10.0 * faces, f"{faces} faces and sound") for faces in (1, 2, 3)),
        Cost("tracking", "both, live, 360 rows", 3, 2.0, 2.0, 1.0, 3.0),
        Cost("length", "first 2.5 s", 3, 2.0, 2.0, 1.0, 3.0),
        Cost("analysis", "detect", 3, 2.0, 2.0, 1.0, 3.0),
    ]
    names = [path.name for path in draw(costs, tmp_path / "a")]
    assert names == ["cost-by-faces.svg", "cost-by-resolution.svg", "cost-by-length.svg", "cost-by-stage.svg"]
    draw(costs, tmp_path / "b")
    assert all((tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes() for name in names)


@pytest.mark.soak
def test_all_benchmarks_run_in_one_command_and_fail_where_something_grew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(whole_run, "WholeOptions", partial(whole_run.WholeOptions, runs=1, pictures=3, live=False))
    run = ["bench", "all", "--film", str(shipped("assets") / "demo.mp4"), "--engines", "onnx-int8", "--rounds", "3"]
    assert main([*run, "--json", "--plots", str(tmp_path)]) == 0
    printed = json.loads(capsys.readouterr().out)
    stages = {one["stage"] for one in printed["costs"]}
    assert {"onnx-int8", "network", "tracking", "analysis", "length", "pictures"} <= stages
    assert printed["conditions"]["packages"]["onnxruntime"]
    assert (tmp_path / "cost-by-length.svg").is_file()
    for one in printed["costs"]:
        one["median"] /= 100
    earlier = tmp_path / "earlier.json"
    earlier.write_text(json.dumps(printed))
    assert main([*run, "--against", str(earlier)]) == 1
    assert "slower: analysis, infer" in capsys.readouterr().out


def test_options_of_all_belong_to_it(tmp_path: Path) -> None:
    assert main(["bench", "--plots", str(tmp_path)]) == 2
