"""The script that measures other programs beside the desk: what it counts and prints, without them."""

from __future__ import annotations

import json
import sys
from importlib import import_module
from pathlib import Path

import pytest

from emotion_desk.modelling.benchmark.peers.desk import answers_of

peers = import_module("emotion_desk.modelling.benchmark.peers.__main__")


def test_answers_are_counted_once_a_frame(tmp_path: Path) -> None:
    person, voice = {"emotion": {"happy": 1.0}}, {"emotion": {"sad": 1.0}}
    readings = [
        {"frame": 0, "people": [person, {"emotion": None}], "voice": voice},
        {"frame": 0, "people": [person], "voice": voice},
        {"frame": 1, "people": [], "voice": None},
        {"frame": None, "people": [], "voice": voice},
    ]
    file = tmp_path / "readings.jsonl"
    file.write_text("".join(f"{json.dumps(one)}\n" for one in readings), encoding="utf-8")
    frames, answers = answers_of(file)
    assert frames == 2
    assert answers == {"face emotion": 1, "face identity": 1, "voice emotion": 1, "voice identity": 1}


def test_ratios_are_to_the_desk() -> None:
    desk = peers.Measured("desk", 2.0, 4.0, 200.0, 30, {"face emotion": 30})
    other = peers.Measured("fer", 9.0, 12.0, 300.0, 30, {"face emotion": 28})
    heading, first, second = peers.table([desk, other]).splitlines()
    assert heading.split()[0] == "program"
    assert first.split()[:7] == ["desk", "30", "2.0", "4.0", "1.0", "200", "1.0"]
    assert second.split()[:7] == ["fer", "30", "9.0", "12.0", "3.0", "300", "1.5"]


@pytest.mark.skipif(sys.platform == "win32", reason="needs the resource module")
def test_a_program_that_fails_is_one_sentence(tmp_path: Path) -> None:
    code = "import sys; sys.exit('there is no engine')"
    found = peers.measure("fer", [sys.executable, "-c", code], tmp_path / "clip", tmp_path / "result")
    assert found == "fer fails: there is no engine"
