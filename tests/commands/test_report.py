"""The report: counted over the whole run, written whole or not at all."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from emotion_desk.clock import NS_PER_MS, NS_PER_S
from emotion_desk.commands.argument_parser import UsageError
from emotion_desk.commands.report import Ending, Report, check_writable, write_report
from emotion_desk.commands.run_statistics import MOST_EVENTS, MOST_TRACKS, Durations, RunStatistics
from emotion_desk.errors import DeskError
from emotion_desk.labels import EMOTIONS
from emotion_desk.machine import cpu_name, peak_rss_mb
from emotion_desk.messages import (
    Box,
    DeskEvent,
    DeskReading,
    Figures,
    Frame,
    FramePacket,
    Identity,
    PersonReading,
    Side,
    SpeakerReading,
    Spread,
    State,
)

FIGURES = Figures(20.0, 500, 500, 3, 24.0, 0, 0.0, Spread(), Spread(), 600, 0, 1, "onnx-fp32", "multitask")


def emotions(**given: float) -> dict[str, float]:
    return dict.fromkeys(EMOTIONS, 0.0) | given


def reading(
    index: int, published_ns: int, happy: float, spoken: float | None = None, inference_ms: float | None = None
) -> DeskReading:
    person = PersonReading(7, Box(0, 0, 10, 10), emotions(happy=happy), Identity("Ana", 0.9))
    voice = SpeakerReading(spoken is not None, -20.0, None if spoken is None else emotions(sad=spoken))
    return DeskReading(
        index=index,
        mode="multitask",
        engine="onnx-fp32",
        published_ns=published_ns,
        inference_ms=30.0 + index if inference_ms is None else inference_ms,
        frame_index=index,
        frame_stamp_ns=published_ns - 50 * NS_PER_MS,
        people=(person,),
        voice=voice,
    )


def summed_up(statistics: RunStatistics, end_ns: int, ended: Ending = Ending.SECONDS) -> Report:
    return statistics.report(FIGURES, None, None, ended, end_ns)


def test_the_rate_of_results_counts_from_the_first_one_even_if_some_were_never_taken() -> None:
    statistics = RunStatistics(start_ns=0)
    statistics.reading(reading(1, 2 * NS_PER_S, happy=0.5, inference_ms=0.0))
    for index in (4, 5, 9):
        statistics.reading(reading(index, 3 * NS_PER_S + index * NS_PER_S // 10, happy=0.5))

    report = statistics.report(
        replace(FIGURES, results=11), None, None, Ending.SECONDS, end_ns=5 * NS_PER_S + 400_000_000
    )

    assert report.results.count == 11
    assert report.results.per_second == pytest.approx(5.0)
    assert report.first_result_s == pytest.approx(3.4)


def test_latencies_and_mean_emotions() -> None:
    statistics = RunStatistics(start_ns=0)
    statistics.reading(reading(0, NS_PER_S, happy=0.2))
    statistics.reading(reading(1, 2 * NS_PER_S, happy=0.6, spoken=0.8))
    statistics.reading(replace(reading(2, 4 * NS_PER_S, happy=0.4), frame_stamp_ns=2 * NS_PER_S - 50 * NS_PER_MS))

    report = summed_up(statistics, end_ns=3 * NS_PER_S)

    assert report.latency_ms.capture_to_result.p95 == pytest.approx(50.0)
    assert report.latency_ms.inference.p50 == pytest.approx(31.0)
    assert report.people[0].emotion["happy"] == pytest.approx(0.4)
    assert (report.people[0].track_id, report.people[0].name, report.people[0].readings) == (7, "Ana", 3)
    assert report.voice is not None
    assert report.voice.readings == 1
    assert report.voice.emotion["sad"] == pytest.approx(0.8)


def test_an_empty_run_has_no_figures_out_of_nothing() -> None:
    report = summed_up(RunStatistics(start_ns=0), end_ns=NS_PER_S, ended=Ending.FAILED)

    assert report.results.per_second == 0.0
    assert report.preview_fps == 0.0
    assert report.latency_ms.inference.p95 is None
    assert report.first_frame_s is None
    assert report.source == "none"


def test_frames_give_the_rate_of_the_preview() -> None:
    statistics = RunStatistics()
    picture = np.zeros((2, 2, 3), np.uint8)
    statistics.frame(FramePacket(Frame(0, 0, picture)))
    first = statistics.report(FIGURES, None, None, Ending.SECONDS)
    statistics.frame(FramePacket(Frame(1, 0, picture)))
    second = statistics.report(FIGURES, None, None, Ending.SECONDS)

    assert first.preview_fps == 0.0
    assert second.preview_fps > 0.0


def test_events_are_kept_up_to_a_limit() -> None:
    statistics = RunStatistics(start_ns=0)
    statistics.events(DeskEvent(Side.PICTURE, State.LOST, f"{i}", NS_PER_S) for i in range(MOST_EVENTS + 10))

    report = summed_up(statistics, end_ns=NS_PER_S)

    assert len(report.events) == MOST_EVENTS
    assert (report.events[0].side, report.events[0].state, report.events[0].at_s) == ("picture", "lost", 1.0)


def test_percentiles_of_a_long_run_take_bounded_memory() -> None:
    durations = Durations(most=100)
    for value in range(90):
        durations.add(value)
    assert durations.percentiles().p50 == pytest.approx(44.5)
    for value in range(90, 100_000):
        durations.add(value)
        assert len(durations) < 100

    found = durations.percentiles()

    assert found.p50 == pytest.approx(50_000, rel=0.05)
    assert found.p95 == pytest.approx(95_000, rel=0.05)


def test_faces_that_come_and_go_take_bounded_memory() -> None:
    statistics = RunStatistics(start_ns=0)
    often = reading(0, NS_PER_S, happy=0.5)
    for track_id in range(3 * MOST_TRACKS):
        statistics.reading(replace(often, people=(replace(often.people[0], track_id=10_000 + track_id),)))
        statistics.reading(often)

    assert len(statistics._people) <= MOST_TRACKS
    (most, *_) = summed_up(statistics, end_ns=NS_PER_S).people
    assert (most.track_id, most.readings) == (7, 3 * MOST_TRACKS)


def test_a_report_is_written_whole(tmp_path: Path) -> None:
    path = tmp_path / "r.json"
    path.write_text("old", encoding="utf-8")

    write_report(summed_up(RunStatistics(start_ns=0), end_ns=NS_PER_S), path)

    written = json.loads(path.read_text(encoding="utf-8"))
    assert written["ended"] == "seconds"
    assert written["frames"] == {"read": 500, "processed": 500, "dropped": 3}
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_went_away_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(DeskError, match="could not be written"):
        write_report(summed_up(RunStatistics(start_ns=0), end_ns=NS_PER_S), tmp_path / "gone" / "r.json")


def test_a_good_path_passes_the_check_and_leaves_nothing(tmp_path: Path) -> None:
    check_writable(tmp_path / "r.json", "report")

    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_no_report(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is a folder"):
        check_writable(tmp_path, "report")


def test_the_machine_is_named() -> None:
    assert "logical cores" in cpu_name()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux hands a parent's peak down")
def test_peak_memory_is_ours_and_not_our_parents() -> None:
    held = np.ones(40_000_000)  # 320 MB that the child must not report
    code = "from emotion_desk.machine import peak_rss_mb; print(peak_rss_mb())"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    ours = peak_rss_mb()
    assert ours is not None
    assert ours > held.nbytes / 1e6
    assert 5 < float(done.stdout) < 200
