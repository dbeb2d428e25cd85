"""A recording holds what was offered, at the times it was captured, and never holds up who offers."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import av
import numpy as np
import pytest

from emotion_desk import open_session
from emotion_desk.clock import NS_PER_S, now_ns
from emotion_desk.errors import SessionError
from emotion_desk.messages import DeskEvent, Picture, Samples, Side, State
from emotion_desk.sessions import disk_space, recording_queue
from emotion_desk.sessions import recorder as recorder_module
from emotion_desk.sessions.disk_space import DiskLimits
from emotion_desk.sessions.matroska_writer import MatroskaWriter
from emotion_desk.sessions.recorder import Recorder
from emotion_desk.sessions.recording_options import RecordingMetadata, RecordingRequest
from tests.pipeline.fakes import wait_until
from tests.sessions.feeding import BLOCK, BOTH, block, packet, reading

#: No limits: the machine that runs the tests may have a small disk.
FREE = DiskLimits(0.0, 0.0)
#: Uneven, as a camera's: milliseconds between frames.
STEPS_MS = (33, 40, 27, 61, 33, 29)


class NoSink:
    """Takes everything, after a while."""

    def __init__(self, path: Path, size: tuple[int, int] | None, sound: bool) -> None:
        self.gate: threading.Event | None = None
        self.frames: list[int] = []
        self.fails = False

    def picture(self, picture: Picture, time_ms: int) -> None:
        if self.gate is not None:
            self.gate.wait(60)
        if self.fails:
            raise SessionError("'media.mkv' cannot be written: the disk is gone.")
        self.frames.append(time_ms)

    def sound(self, samples: Samples, time_ms: int) -> None:
        """Take it."""

    def close(self) -> None:
        """Nothing to close."""


def record(recorder: Recorder, seconds: float, flashes: tuple[float, ...] = ()) -> list[int]:
    """Offer some seconds at once, stamped as if they had passed; flashes and beeps are 60 ms long."""
    zero = now_ns()
    stamps: list[int] = []
    at_ms = 0
    while at_ms < seconds * 1000:
        stamps.append(zero + at_ms * 1_000_000)
        at_ms += STEPS_MS[len(stamps) % len(STEPS_MS)]
    sounds = [zero + i * BLOCK * NS_PER_S // 16_000 for i in range(int(seconds * 50))]

    def is_on(stamp: int) -> bool:
        return any(0 <= (stamp - zero) / NS_PER_S - flash < 0.06 for flash in flashes)

    for stamp in sorted({*stamps, *sounds}):
        if stamp in stamps:
            index = stamps.index(stamp)
            recorder.picture(packet(index, stamp, 250 if is_on(stamp) else 40))
            recorder.reading(reading(index, stamp))
        if stamp in sounds:
            recorder.sound(block(stamp, is_on(stamp)))
    return stamps


@pytest.mark.usefixtures("patient")
def test_flash_and_beep_stay_together_from_start_to_end(tmp_path: Path) -> None:
    recorder = Recorder(RecordingRequest(tmp_path / "s", limits=FREE), BOTH)
    recorder.start()
    flashes = (0.29, 4.365)  # moments of frames
    stamps = record(recorder, 5.0, flashes)
    info = recorder.stop(60)

    session = open_session(tmp_path / "s")
    frames = list(session.frames())
    sound = session.sound()
    times = [round(time_s * 1000) for time_s, _picture in frames]
    assert times == [round((stamp - stamps[0]) / 1e6) for stamp in stamps]
    assert info.counters["frames"].written == len(stamps)
    bright = [time_s for time_s, picture in frames if picture[60:].mean() > 200]
    loud = np.flatnonzero(np.abs(sound) > 0.2) / 16_000
    for flash in flashes:
        seen = min(t for t in bright if t > flash - 0.05)
        heard = min(t for t in loud if t > flash - 0.05)
        assert abs(seen - heard) <= 0.04
    on_frames = {round(r.frame_s * 1000) for r in session.readings() if r.frame_s is not None}
    assert on_frames == set(times)


@pytest.mark.parametrize("begun", ["before its sources", "with a camera alone"])
def test_sound_of_a_source_that_is_opened_later_is_kept_or_missed_in_words(tmp_path: Path, begun: str) -> None:
    is_early = begun == "before its sources"
    metadata = RecordingMetadata(None if is_early else "camera")
    recorder = Recorder(RecordingRequest(tmp_path / "s", limits=FREE), metadata)
    recorder.start()
    first = now_ns()
    if is_early:
        for side in (Side.PICTURE, Side.SOUND):
            recorder.event(DeskEvent(side, State.OPENING, f"Opening the {side.value}.", first, "film.mp4"))
    for index in range(10):
        recorder.picture(packet(index, first + index * 40_000_000, 40))
    assert is_early or wait_until(lambda: recorder.timed)
    for index in range(20):
        recorder.sound(block(first + 300_000_000 + index * BLOCK * NS_PER_S // 16_000, False))
    info = recorder.stop(60)
    said = [str(text) for text in recorder.take_messages()]
    assert info.counters["frames"].written > 0
    if is_early:
        assert info.counters["sound"].written == 20
        assert open_session(tmp_path / "s").sound().size >= 20 * BLOCK
        assert said == []
    else:
        assert info.counters["sound"].dropped == 20
        assert said == ["The recording stays without sound, which came after its beginning. Record anew."]


def test_the_length_stands_still_while_nothing_comes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    later_ns = [0]
    monkeypatch.setattr(recorder_module, "now_ns", lambda: now_ns() + later_ns[0])
    recorder = Recorder(RecordingRequest(tmp_path / "s", limits=FREE), RecordingMetadata("camera"))
    recorder.start()
    record(recorder, 0.1)
    assert wait_until(lambda: recorder.timed)
    before_s, stands_still = recorder.seconds, recorder.stands_still
    assert not stands_still
    later_ns[0] = 100 * NS_PER_S
    seconds, stands_still = recorder.seconds, recorder.stands_still
    assert (stands_still, seconds <= before_s) == (True, True)
    recorder.picture(packet(99, now_ns() + later_ns[0], 40))
    assert (recorder.stands_still, recorder.seconds > 99) == (False, True)
    recorder.stop(60)


@pytest.mark.usefixtures("patient")
def test_both_readers_agree_on_the_file(tmp_path: Path) -> None:
    recorder = Recorder(RecordingRequest(tmp_path / "s p ü", limits=FREE), BOTH)
    recorder.start()
    stamps = record(recorder, 1.5)
    recorder.stop(60)

    media = open_session(tmp_path / "s p ü").media
    assert media is not None
    if shutil.which("ffprobe") is not None:
        command = ["ffprobe", "-v", "error", "-count_frames", "-select_streams", "v", "-show_entries"]
        done = subprocess.run(
            [*command, "stream=nb_read_frames", "-of", "csv=p=0", str(media)],
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
        )
        assert done.stderr == ""
        assert int(done.stdout.strip().strip(",")) == len(stamps)
    with av.open(str(media)) as container:
        assert sum(1 for _ in container.decode(video=0)) == len(stamps)


def test_a_slow_disk_costs_counted_frames_and_nobody_waits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk stands still for two seconds of frames, of which the queue holds the last one."""
    sinks: list[NoSink] = []
    gate = threading.Event()
    clock_s = 0.0
    monkeypatch.setattr(recording_queue, "monotonic", lambda: clock_s)

    def slow(path: Path, size: tuple[int, int] | None, sound: bool) -> NoSink:
        sinks.append(NoSink(path, size, sound))
        sinks[0].gate = gate
        return sinks[0]

    recorder = Recorder(RecordingRequest(tmp_path / "s", limits=FREE), RecordingMetadata("Camera"), slow)
    recorder.start()
    longest = 0.0
    for index in range(80):
        one = packet(index, now_ns())
        began = time.thread_time()
        recorder.picture(one)
        longest = max(longest, time.thread_time() - began)
        clock_s += 0.025
    gate.set()
    frames = recorder.stop(60).counters["frames"]

    assert frames.offered == 80
    assert frames.dropped > 20
    assert frames.written == len(sinks[0].frames) == frames.offered - frames.dropped
    assert longest < 0.02


@pytest.mark.parametrize(
    ("keeps", "files"),
    [
        (("readings",), {"readings.jsonl", "session.json"}),
        (("sound",), {"media.mkv", "readings.jsonl", "session.json"}),
        (("sound", "readings"), {"media.mkv", "readings.jsonl", "session.json"}),
    ],
)
def test_only_what_was_chosen_is_kept(tmp_path: Path, keeps: tuple[str, ...], files: set[str]) -> None:
    recorder = Recorder(RecordingRequest(tmp_path / "s", keeps, FREE), BOTH)
    recorder.start()
    record(recorder, 0.5)
    recorder.stop(60)

    session = open_session(tmp_path / "s")
    assert {path.name for path in (tmp_path / "s").iterdir()} == files
    assert (len(list(session.readings())) > 0) == ("readings" in keeps)
    if session.media is not None:
        assert list(session.frames()) == []
        assert session.sound().size == 8000
    else:
        with pytest.raises(SessionError, match="neither picture nor sound"):
            session.sound()


@pytest.mark.usefixtures("patient")
def test_a_picture_of_another_size_is_fitted_and_its_boxes_with_it(tmp_path: Path) -> None:
    recorder = Recorder(RecordingRequest(tmp_path / "s", ("picture", "readings"), FREE), RecordingMetadata("Camera"))
    recorder.start()
    zero = now_ns()
    recorder.picture(packet(0, zero))
    recorder.picture(packet(1, zero + 40_000_000, 200, size=(320, 480)))
    recorder.reading(reading(1, zero + 40_000_000))
    recorder.stop(60)

    session = open_session(tmp_path / "s")
    frames = list(session.frames())
    assert [picture.shape for _t, picture in frames] == [(120, 160, 3)] * 2
    assert frames[1][1][80, 80].min() > 150
    assert frames[1][1][80, 5].max() < 60  # a border
    box = next(session.readings()).people[0].box
    assert (box.x, box.y, box.width, box.height) == (42.5, 5, 7.5, 10)


def test_marks_are_dropped_edited_and_removed(tmp_path: Path) -> None:
    recorder = Recorder(RecordingRequest(tmp_path / "s", ("readings",), FREE), RecordingMetadata())
    assert recorder.mark("too early") is None
    recorder.start()
    first, second = recorder.mark("door"), recorder.mark("laugh")
    recorder.stop(60)

    assert first is not None
    assert second is not None
    marks = open_session(tmp_path / "s").mark_list
    marks.edit(type(first)(first.number, 9.5, "door shut"))
    marks.remove(second.number)
    assert [(mark.time_s, mark.label) for mark in open_session(tmp_path / "s").marks()] == [(9.5, "door shut")]


def test_a_folder_with_something_in_it_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")

    with pytest.raises(SessionError, match="not empty"):
        Recorder(RecordingRequest(tmp_path, limits=FREE), BOTH).start()


def test_a_disk_without_room_is_refused_and_one_that_fills_ends_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    free = [8 * disk_space.GB]
    monkeypatch.setattr(disk_space.shutil, "disk_usage", lambda _folder: shutil._ntuple_diskusage(0, 0, free[0]))  # type: ignore[attr-defined]
    recorder = Recorder(RecordingRequest(tmp_path / "s"), RecordingMetadata("Camera"), NoSink)
    recorder.start()
    told: list[str] = []

    def has_told(word: str) -> bool:
        recorder.picture(packet(0, now_ns()))
        told.extend(recorder.take_messages())
        return any(word in text for text in told)

    free[0] = 4 * disk_space.GB
    assert wait_until(lambda: has_told("getting full"), 20)
    free[0] = disk_space.GB // 2
    assert wait_until(lambda: has_told("almost full (500 MB left)"), 20)
    assert wait_until(lambda: not recorder.recording, 20)
    assert recorder.stop(60).finished
    with pytest.raises(SessionError, match="Too little space is free"):
        Recorder(RecordingRequest(tmp_path / "t"), RecordingMetadata("Camera"), NoSink).start()


def test_a_writer_that_fails_ends_the_recording_in_one_sentence(tmp_path: Path) -> None:
    sinks: list[NoSink] = []

    def failing(path: Path, size: tuple[int, int] | None, sound: bool) -> NoSink:
        sinks.append(NoSink(path, size, sound))
        sinks[0].fails = True
        return sinks[0]

    recorder = Recorder(RecordingRequest(tmp_path / "s", limits=FREE), RecordingMetadata("Camera"), failing)
    recorder.start()
    recorder.picture(packet(0, now_ns()))
    assert wait_until(lambda: not recorder.recording, 20)
    recorder.picture(packet(1, now_ns()))  # nobody minds

    info = recorder.stop(60)
    assert info.finished
    assert "the disk is gone" in (info.ended or "")
    assert recorder.take_messages() == [info.ended]


@pytest.mark.parametrize("codec", ["libx264", "mpeg4"])
def test_every_encoder_keeps_the_times(tmp_path: Path, codec: str) -> None:
    path = tmp_path / "m.mkv"
    writer = MatroskaWriter(path, (161, 121), False, codec)
    times = [0, 49, 91, 143, 1193]
    for index, at_ms in enumerate(times):
        writer.picture(packet(index, 0, size=(161, 121)).frame.picture, at_ms)
    writer.close()

    with av.open(str(path)) as container:
        frames = list(container.decode(video=0))
    assert [round(frame.time * 1000) for frame in frames] == times
    assert (frames[0].width, frames[0].height) == (160, 120)


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let frames wait as long as a busy machine takes, for tests that offer all of them at once."""
    monkeypatch.setattr(recording_queue, "FRAMES_S", 120.0)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 30 MB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if os.name != "posix" or os.geteuid() != 0 or shutil.which("mount") is None:
        pytest.skip("a small disk can be mounted by root only")
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=30m", "tmpfs", str(folder)], capture_output=True, check=False, timeout=20
    )
    if done.returncode != 0:
        pytest.skip("a small disk cannot be mounted here")
    yield folder
    subprocess.run(["umount", str(folder)], check=True, timeout=20)


@pytest.mark.slow
@pytest.mark.parametrize("watched", [True, False])
def test_a_full_disk_ends_the_recording_and_leaves_a_good_file(
    small_disk: Path, monkeypatch: pytest.MonkeyPatch, watched: bool
) -> None:
    if not watched:  # as if something else had taken the room between two looks
        monkeypatch.setattr(disk_space, "LEAST_BYTES", 0)
    (small_disk / "other").write_bytes(bytes(22_000_000))
    recorder = Recorder(RecordingRequest(small_disk / "s", limits=FREE), RecordingMetadata("Camera"))
    recorder.start()
    noise = np.random.default_rng(1).integers(0, 255, (480, 640, 3), dtype=np.uint8)
    index = 0

    def fill() -> bool:
        nonlocal index
        one = packet(index, now_ns())
        object.__setattr__(one.frame, "picture", np.roll(noise, index * 31, 1))
        recorder.picture(one)
        index += 1
        time.sleep(0.02)  # a camera's pace
        return not recorder.recording

    assert wait_until(fill, 120)
    info = recorder.stop(60)
    told = " ".join(recorder.take_messages())
    assert ("almost full" in told) if watched else (os.strerror(errno.ENOSPC) in told)
    session = open_session(small_disk / "s")
    frames = sum(1 for _ in session.frames())
    assert frames > 10
    assert session.info.finished
    assert session.info.ended == info.ended
    if watched:
        assert frames == info.counters["frames"].written
    assert threading.main_thread().is_alive()
