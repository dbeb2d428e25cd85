"""A recording that was killed leaves a playable file, and the next start brings it into order."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from emotion_desk import open_session
from emotion_desk.sessions import recording_registry
from emotion_desk.sessions.disk_space import DiskLimits
from emotion_desk.sessions.recorder import Recorder
from emotion_desk.sessions.recording_options import RecordingMetadata, RecordingRequest
from emotion_desk.sessions.recover import recover, recover_unfinished
from tests.sessions.feeding import packet, reading

#: The goal is 2 s; a loaded machine gets slack.
LOST_S = 2.5
#: The header of the file and a few tenths of a second of small pictures and sound.
FIRST_CLUSTERS = 8000


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
@pytest.mark.parametrize("after_s", [1.7, 3.1])
def test_a_kill_costs_seconds_at_most(tmp_path: Path, after_s: float) -> None:
    folder = tmp_path / "s"
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.sessions.feeding", str(folder)], stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    ran_s = 0.0
    for line in child.stdout:
        ran_s = float(line)
        if ran_s >= after_s:
            child.send_signal(signal.SIGKILL)
            break
    child.stdout.close()
    child.wait(20)

    raw = open_session(folder)  # readable as it lies there
    assert raw.info.finished is False
    assert max(r.time_s for r in raw.readings()) > ran_s - LOST_S
    assert sum(1 for _ in raw.frames()) > 0

    told = recover_unfinished()

    assert len(told) == 1
    assert "was cut off and has been recovered" in told[0].text
    session = open_session(folder)
    assert session.info.finished
    assert session.info.recovered == told[0].text
    times = [time_s for time_s, _picture in session.frames()]
    assert max(times) > ran_s - LOST_S
    assert session.sound().size / 16_000 > ran_s - LOST_S
    assert session.info.counters["frames"].written == len(times)
    late = [time_s for time_s, _picture in session.frames(times[-1])]
    assert late == [times[-1]]  # the index works
    assert recover_unfinished() == []


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_the_first_moments_are_on_disk_at_once(tmp_path: Path) -> None:
    folder = tmp_path / "s"
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.sessions.feeding", str(folder)], stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    media = folder / "media.mkv"
    for _line in child.stdout:
        if media.is_file() and media.stat().st_size > FIRST_CLUSTERS:
            child.send_signal(signal.SIGKILL)
            break
    child.stdout.close()
    child.wait(20)

    times = [time_s for time_s, _picture in open_session(folder).frames()]

    assert 1 <= len(times) < 25  # less than a second is there, and can be played
    assert len(recover_unfinished()) == 1
    assert [time_s for time_s, _picture in open_session(folder).frames()][: len(times)] == times


def test_a_recording_that_goes_on_is_left_alone(tmp_path: Path) -> None:
    recorder = Recorder(RecordingRequest(tmp_path / "s", ("readings",), DiskLimits(0, 0)), RecordingMetadata())
    recorder.start()
    try:
        assert recording_registry.registered() == [(tmp_path / "s").resolve()]
        assert recover_unfinished() == []
    finally:
        recorder.stop(60)
    assert recording_registry.registered() == []


def test_an_incomplete_reading_is_cut_off_and_reported(tmp_path: Path) -> None:
    folder = tmp_path / "s"
    recorder = Recorder(RecordingRequest(folder, ("readings",), DiskLimits(0, 0)), RecordingMetadata())
    recorder.start()
    stamp = packet(0, recorder._begun_ns).frame.stamp_ns
    for index in range(3):
        recorder.reading(reading(index, stamp + index * 40_000_000))
    recorder.stop(60)
    path = folder / "readings.jsonl"
    path.write_bytes(path.read_bytes() + b'{"time_s":0.2,"fra')
    info = folder / "session.json"
    info.write_text(info.read_text().replace('"finished": true', '"finished": false'))

    torn = open_session(folder)
    assert len(list(torn.readings())) == 3
    assert torn.damaged_readings == 1
    recovered = recover(folder)

    assert recovered is not None
    assert "1 torn reading" in recovered.text
    mended = open_session(folder)
    assert len(list(mended.readings())) == 3
    assert mended.damaged_readings == 0


def test_a_session_that_was_deleted_is_forgotten(tmp_path: Path) -> None:
    recording_registry.register(tmp_path / "gone")

    assert recover_unfinished() == []
    assert recording_registry.registered() == []
