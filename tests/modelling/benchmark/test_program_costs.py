"""Costs of whole programs: what a process used, films of other rates, budgets."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import av
import numpy as np
import pytest

from emotion_desk.errors import DeskError
from emotion_desk.machine import peak_rss_mb
from emotion_desk.modelling.benchmark.budgets import budget_of
from emotion_desk.modelling.benchmark.cost_growth import cost_of
from emotion_desk.modelling.benchmark.desk_process import run_desk
from emotion_desk.modelling.benchmark.program_costs import (
    FILMS,
    analysis_program_costs,
    window_costs,
    write_film,
)
from emotion_desk.resources import shipped
from emotion_desk.sources.media_file import probe

DEMO = shipped("assets") / "demo.mp4"

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="what a process used is not told on Windows")


def test_a_process_tells_what_it_used() -> None:
    used = run_desk(["--version"])
    assert 0 < used.elapsed_s < 60
    assert 0 < used.cpu_s < 60
    assert used.peak_mb > 5


def test_the_memory_is_that_of_the_process_and_not_of_its_parent() -> None:
    held = np.ones(100_000_000 // 8)
    own_mb = peak_rss_mb()
    used = run_desk(["--version"])
    assert held.all()
    assert own_mb is not None
    assert used.peak_mb < 0.7 * own_mb


def test_a_process_that_fails_is_named_with_its_reason(tmp_path: Path) -> None:
    with pytest.raises(DeskError, match=r"'emotion-desk analyze' failed: .*gone\.mp4"):
        run_desk(["analyze", str(tmp_path / "gone.mp4"), "--out", str(tmp_path / "out")])


def test_a_film_is_written_at_another_rate_and_size_with_its_sound(tmp_path: Path) -> None:
    path = tmp_path / "film.mkv"
    write_film(DEMO, path, 60, 240, 12)  # the demo has ten seconds
    with av.open(str(path)) as container:
        picture, sound = container.streams.video[0], container.streams.audio[0]
        assert (float(picture.average_rate or 0), picture.height, sound.rate) == (60.0, 240, 48000)
        assert sum(1 for _ in container.decode(picture)) == 720
    assert probe(path).duration_s == pytest.approx(12.0, abs=0.1)


@pytest.mark.parametrize(
    ("stage", "case", "budget"),
    [
        ("program, s/min", "elapsed", 5.0),
        ("program, s/min", "elapsed, measures", 10.0),
        ("program, s/min", "processor", None),
        ("dropped, %", "30 a second, 1080 rows", 0.0),
        ("dropped, %", "60 a second, 720 rows", 0.5),
        ("to screen, p95", "30 a second, 1080 rows", 25.0),
        ("to screen, p50", "30 a second, 1080 rows", None),
        ("memory, MB", "demo", 220.0),
        ("memory, MB", "window, 30 a second, 720 rows", 350.0),
        ("memory, MB", "analysis", None),
    ],
)
def test_budgets_are_those_of_the_case(stage: str, case: str, budget: float | None) -> None:
    assert budget_of(cost_of(stage, case, [1.0])) == budget


@pytest.mark.soak
def test_analyses_are_run_as_programs() -> None:
    costs = {(one.stage, one.case): one.median for one in analysis_program_costs(DEMO, 1)}
    assert costs["program, s/min", "processor, measures"] > costs["program, s/min", "processor"] > 1
    assert costs["memory, MB", "analysis"] > 100


@pytest.mark.soak
@pytest.mark.skipif(not os.environ.get("DISPLAY"), reason="needs a display")
def test_the_window_plays_films_of_several_rates() -> None:
    cases = {one.case for one in window_costs(DEMO, 1, 3) if one.stage == "dropped, %"}
    assert cases == set(FILMS)
