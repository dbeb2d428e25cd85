"""Where the time goes: stages count for themselves, and a desk tells them all."""

from __future__ import annotations

import sys
import threading

import numpy as np
import pytest

from emotion_desk.pipeline.desk import Desk
from emotion_desk.pipeline.profile import STAGES, Profile, profile_desk, thread_seconds
from tests.fake_clock import FakeClock
from tests.pipeline.fakes import FakePicture, FakeReader, FakeSound, one_face, wait_until


def test_a_stage_inside_another_is_not_counted_twice() -> None:
    wall, cpu = FakeClock(), FakeClock()
    profile = Profile(wall.now_ns, cpu.now_ns)
    with profile.stage("track"):
        wall.advance(0.02)
        with profile.stage("detect"):
            wall.advance(0.05)
            cpu.advance(0.01)
        with profile.stage("detect"):
            pass

    rows = {row.stage: row for row in profile.measured(frames=2, seconds=1.0).stages}
    assert rows["detect"].calls == 2
    assert rows["detect"].wall_ms == pytest.approx(25)
    assert rows["detect"].cpu_ms == pytest.approx(5)
    assert rows["track"].wall_ms == pytest.approx(10)
    assert rows["track"].cpu_ms == 0


def test_work_is_given_as_share_of_a_core() -> None:
    cpu = FakeClock()
    profile = Profile(cpu=cpu.now_ns)
    with profile.stage("mel"):
        cpu.advance(0.05)

    (mel,) = [row for row in profile.measured(frames=1, seconds=0.5).stages if row.stage == "mel"]
    assert mel.core == pytest.approx(0.1)
    assert mel.cpu_ms == pytest.approx(50)


def test_a_failing_call_counts_and_fails() -> None:
    profile = Profile()

    def fails() -> None:
        raise ValueError("so it is")

    with pytest.raises(ValueError, match="so it is"):
        profile.wrap("read", fails)()
    assert profile.measured(1, 1.0).stages[0].calls == 1


def test_without_a_profile_no_method_is_wrapped() -> None:
    desk = Desk(FakePicture(), None, None, make_finder=one_face)
    assert not {"put", "offer", "request", "use"} & (
        set(vars(desk.preview)) | set(vars(desk.worker)) | set(vars(desk.worker.step))
    )


def test_a_desk_counts_every_stage() -> None:
    profile = Profile()
    tone = np.sin(np.arange(16_000) / 5).astype(np.float32)
    picture, sound = FakePicture(), FakeSound(tone)
    desk = Desk(picture, sound, FakeReader, make_finder=one_face)
    profile_desk(profile, desk, picture, sound)
    desk.start()
    try:
        assert wait_until(lambda: desk.figures().results > 3 and desk.spectrogram.snapshot().total > 8, 20.0)
        figures = desk.figures()
        profiled = profile.measured(figures.frames_processed, figures.seconds)
    finally:
        assert desk.stop()

    calls = {row.stage: row.calls for row in profiled.stages}
    of_files = {"open", "convert", "measure", "listen", "write"}
    assert set(calls) == set(STAGES) - of_files
    assert all(calls.values()), calls
    assert all(stage in profiled.table() for stage in calls)
    if sys.platform == "linux":
        assert "emotion-desk-capture" in profiled.threads


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux tells each thread's time")
def test_threads_are_listed_by_name() -> None:
    assert thread_seconds()["MainThread"] > 0


def test_a_thread_that_has_ended_is_listed_by_what_it_had_done() -> None:
    cpu = FakeClock()
    profile = Profile(cpu=cpu.now_ns)
    began_s = cpu.now_ns() / 1e9

    def work() -> None:
        with profile.stage("read"):
            cpu.advance(0.25)

    thread = threading.Thread(target=work, name="emotion-desk-made")
    thread.start()
    thread.join()
    used = profile.measured(frames=1, seconds=1.0).threads["emotion-desk-made"]
    assert used == pytest.approx(began_s + 0.25)
