from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import av
import pytest

from emotion_desk import open_session
from emotion_desk.errors import DeskError
from emotion_desk.sessions.format import ANALYSIS
from emotion_desk.sessions.header import SessionInfo, write_info
from tests.conftest import REPOSITORY
from tests.soak import long_recording


@pytest.fixture(scope="module")
def clip() -> long_recording.Clip:
    return long_recording.read_clip()


def session_of(folder: Path, late_s: float) -> Path:
    """Write a session over the demo clip whose sound comes later than it should."""
    late = folder / "late.mkv"
    with av.open(str(REPOSITORY / "assets" / "demo.mp4")) as source, av.open(str(late), "w") as target:
        streams = {one.index: target.add_stream_from_template(one) for one in source.streams}
        for packet in source.demux():
            if packet.dts is None or packet.pts is None:
                continue
            if packet.stream.type == "audio":
                shift = round(late_s / packet.time_base)
                packet.pts += shift
                packet.dts += shift
            packet.stream = streams[packet.stream.index]
            target.mux(packet)
    session = folder / "session"
    session.mkdir()
    started = datetime(2026, 1, 1, tzinfo=UTC)
    write_info(
        session,
        SessionInfo(started=started, kind=ANALYSIS, program="", finished=True, duration_s=10.0, media=str(late)),
    )
    return session


@pytest.mark.parametrize("late_s", [0.0, 0.25])
def test_sound_that_comes_late_is_noticed(late_s: float, clip: long_recording.Clip, tmp_path: Path) -> None:
    step = long_recording.step_at(open_session(session_of(tmp_path, late_s)), clip, 1.0)
    assert step.apart_ms == pytest.approx(1000 * late_s, abs=25)
    assert step.frames > 100


def test_a_recording_of_something_else_is_refused(clip: long_recording.Clip, tmp_path: Path) -> None:
    session = open_session(session_of(tmp_path, 0.0))
    with pytest.raises(DeskError, match="No frame of the demo clip"):
        long_recording.step_at(session, clip, 60.0)


def test_memory_counts_from_the_sixth_minute_on() -> None:
    times = [float(second) for second in range(900)]
    held = [200.0 + 100 * min(1.0, second / 200) + (5.0 if second > 600 else 0.0) for second in times]
    assert long_recording.Memory(times, held).growth_mb() == pytest.approx(5.0, abs=0.1)
    assert long_recording.Memory(times[:300], held[:300]).growth_mb() is None


def test_the_slope_of_memory_counts_from_the_tenth_minute_on() -> None:
    times = [float(second) for second in range(1_500)]
    held = [200.0 + 50 * min(1.0, second / 500) + 0.06 * max(0, second - 600) / 60 for second in times]
    assert long_recording.Memory(times, held).slope_mb() == pytest.approx(0.06, abs=0.001)
    assert long_recording.Memory(times[:1_100], held[:1_100]).slope_mb() is None


def test_a_short_recording_keeps_picture_and_sound_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(long_recording, "_STRETCH_S", 4.0)
    monkeypatch.setattr(long_recording, "_POLL_S", 0.1)
    options = ["--seconds", "6", "--engine", "onnx-int8", "--json", str(tmp_path / "found.json")]
    assert long_recording.main(options) == 0
    said = capsys.readouterr().out
    assert "drift from start to end" in said
    assert "too short a run to speak of growth" in said
    assert (tmp_path / "found.json").is_file()
