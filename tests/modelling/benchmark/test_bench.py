"""The benchmark on small real networks: what it measures, says and writes."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from emotion_desk.cli import main
from emotion_desk.errors import DeskError, EngineError
from emotion_desk.inference.model_store import ModelStore
from emotion_desk.modelling.benchmark import engines
from emotion_desk.modelling.benchmark import run as run_module
from emotion_desk.modelling.benchmark.cases import ALL, FOUR, MULTITASK, ONE, Case, chosen, networks_of, sides
from emotion_desk.modelling.benchmark.paired_timing import Times, in_turn, ratio
from emotion_desk.modelling.benchmark.peak_memory import peak_mb
from emotion_desk.modelling.benchmark.rapl_energy import EnergyMeter
from emotion_desk.modelling.benchmark.report import plot, table
from emotion_desk.modelling.benchmark.run import BenchmarkOptions, Report, run


@pytest.fixture(scope="module")
def report(folder: Path) -> Report:
    said: list[str] = []
    options = BenchmarkOptions(["onnx-int8", "onnx-fp32"], rounds=3, memory=False)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(run_module, "WARM_UP", 1)  # the times are not judged here
        made = run(options, ModelStore(folder), said.append)
    assert "onnx-int8: loading" in said
    return made


def test_every_side_has_its_turn_and_the_first_one_changes() -> None:
    calls: list[str] = []
    sides_ = {name: (lambda name=name: calls.append(name)) for name in "abc"}
    times = in_turn(sides_, rounds=4, warm_up=2)
    assert [len(one.ms) for one in times.values()] == [4, 4, 4]
    assert [calls[at] for at in range(0, 18, 3)] == ["b", "c", "a", "b", "c", "a"]
    assert all(sorted(calls[at : at + 3]) == ["a", "b", "c"] for at in range(0, 18, 3))


def test_a_ratio_has_an_interval_around_it() -> None:
    rng = np.random.default_rng(1)
    common = rng.uniform(1.0, 1.5, 200)  # what slows both sides of a round
    found = ratio(Times(30 * common * rng.uniform(0.98, 1.02, 200)), Times(10 * common * rng.uniform(0.98, 1.02, 200)))
    assert found.value == pytest.approx(3.0, rel=0.03)
    assert found.low < found.value < found.high
    assert found.high - found.low < 0.5
    with pytest.raises(ValueError, match="same rounds"):
        ratio(Times(np.ones(3)), Times(np.ones(4)))


def test_the_cases_are_those_of_the_desk() -> None:
    assert {(case.faces, case.sound) for case in ALL} == {
        (0, True), (1, False), (1, True), (2, False), (2, True), (4, False), (4, True),
    }  # fmt: skip
    assert chosen(2) == (Case(2, False), Case(2, True))
    assert chosen(0) == (Case(0, True),)
    assert Case(2, True).text == "2 faces + sound"
    faces, sounds = Case(2, True).rows()
    assert (len(faces), len(sounds)) == (2, 1)
    np.testing.assert_array_equal(faces, Case(2, True).rows()[0])


def test_the_runs_give_the_outputs_of_their_mode(store: ModelStore) -> None:
    networks = {name: engines.load(store, name, "onnx-int8") for name in networks_of("all", store)}
    usual = sides(networks, store, Case(1, True), "all")
    assert set(usual) == {MULTITASK, FOUR}
    answers = usual[FOUR]()
    assert isinstance(answers, dict)
    assert {"face_emotion", "face_identity", "voice_emotion", "voice_identity"} <= set(answers)
    assert set(sides(networks, store, Case(1, False), "one")) == {MULTITASK, ONE}


def test_the_report_holds_what_the_format_promises(report: Report) -> None:
    fields = json.loads(json.dumps(report.fields()))
    assert {"cpu", "threads", "cases", "speedup", "parameters", "weight_bytes"} <= set(fields)
    assert set(fields["cases"][0]) == {"engine", "precision", "mode", "faces", "sound", "p50_ms", "p95_ms", "n"}
    assert set(fields["speedup"]) == {"onnx-int8", "onnx-fp32"}
    for engine, value in fields["speedup"].items():
        low, high = fields["speedup_interval"][engine]
        assert low <= value <= high
        parts = fields["explained"][engine]
        product = parts["arithmetic"] * parts["cache"] * parts["batch"] * parts["rest"]
        assert product == pytest.approx(parts["ratio"], rel=1e-6)
    assert fields["weight_bytes"]["singles"] > 2.5 * fields["weight_bytes"]["multitask"]
    assert all(case["p50_ms"] > 0 and case["n"] == 3 for case in fields["cases"])


def test_the_table_and_the_plot_show_all_cases(report: Report, tmp_path: Path) -> None:
    text = table(report)
    assert text.count("onnx-int8 ") >= 7 * 2
    assert "times as long as multi-task for 1 face + sound" in text
    assert "arithmetic 2.00" in text
    plot(report, tmp_path / "plot.png")
    assert (tmp_path / "plot.png").read_bytes().startswith(b"\x89PNG")
    with pytest.raises(DeskError, match="cannot be written"):
        plot(report, tmp_path / "no" / "plot.png")


def test_an_engine_that_cannot_run_is_left_out_with_a_note(store: ModelStore) -> None:
    left = run(BenchmarkOptions(["openvino-int8", "onnx-int8"], faces=0, rounds=3, memory=False), store, lambda _: None)
    if "openvino-int8" not in engines.available():
        assert left.notes == ["openvino-int8: left out. The engine 'openvino-int8' is not installed here."]
    assert {line.engine for line in left.lines} >= {"onnx-int8"}
    with pytest.raises(EngineError, match="no engine 'gpu'"):
        engines.load(store, "multitask", "gpu")


def test_memory_is_measured_in_processes_of_their_own(folder: Path) -> None:
    peak = peak_mb("onnx-int8", ["multitask"], str(folder))
    assert peak is not None
    assert 30 < peak < 2000
    assert peak_mb("onnx-int8", ["no-such-network"], str(folder)) is None


def test_energy_is_read_where_the_machine_tells(tmp_path: Path) -> None:
    assert EnergyMeter(tmp_path / "none").joules() is None
    counter = tmp_path / "intel-rapl:0"
    counter.mkdir()
    (counter / "max_energy_range_uj").write_text("10000000\n")
    (counter / "energy_uj").write_text("9000000\n")
    meter = EnergyMeter(tmp_path)
    (counter / "energy_uj").write_text("9500000\n")
    assert meter.joules() == pytest.approx(0.5)
    (counter / "energy_uj").write_text("1000000\n")  # the counter began anew
    assert meter.joules() == pytest.approx(1.5)
    (counter / "energy_uj").unlink()
    assert meter.joules() is None


def test_the_command_writes_table_json_and_plot(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("EMOTION_DESK_MODELS", str(folder))
    out, picture = tmp_path / "b.json", tmp_path / "b.svg"
    wanted = ["bench", "--engines", "onnx-int8", "--heads", "one", "--faces", "1", "--rounds", "3", "--no-memory"]
    assert main([*wanted, "--json", str(out), "--plot", str(picture)]) == 0
    assert "one single" in capsys.readouterr().out
    assert {case["mode"] for case in json.loads(out.read_text())["cases"]} == {"multitask", "single"}
    assert picture.exists()
    assert main([*wanted, "--json", str(tmp_path / "no" / "b.json")]) == 1
    assert "cannot be written" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--engines", "abacus"], "no engine 'abacus'"),
        (["--rounds", "1"], "too few"),
        (["--faces", "9"], "invalid choice"),
    ],
)
def test_wrong_arguments(arguments: list[str], says: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bench", *arguments]) == 2
    assert says in capsys.readouterr().err
