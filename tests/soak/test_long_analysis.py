"""What the tool for long analyses says, and that its film has the length it should."""

from __future__ import annotations

from pathlib import Path

import pytest

from emotion_desk.resources import shipped
from emotion_desk.sources.media_file import probe
from tests.soak.long_analysis import verdict, write_long_film


def test_a_later_half_that_holds_or_costs_more_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    even = [(300.0, 0.3)] * 9
    assert verdict(even) == 0
    assert "first half 300.0 MB, 0.300" in capsys.readouterr().out
    assert verdict([*even[:5], *[(330.0, 0.3)] * 4]) == 1
    assert verdict([*even[:5], *[(300.0, 0.4)] * 4]) == 1
    assert verdict(even[:2]) == 0
    assert "too short" in capsys.readouterr().out.splitlines()[-1]


def test_the_long_film_is_the_short_one_again_and_again(tmp_path: Path) -> None:
    write_long_film(tmp_path / "long.mp4", shipped("assets") / "demo.mp4", 31.0)
    assert probe(tmp_path / "long.mp4").duration_s == pytest.approx(30.0, abs=0.3)
