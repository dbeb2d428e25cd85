"""Stimuli that move or sound: what is shown when, what is heard, and files that cannot be played."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import av
import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QSize, Qt
from pytestqt.qtbot import QtBot

from emotion_desk.errors import SourceOpenError
from emotion_desk.sources.media_file import open_container, sound_streams
from emotion_desk.ui.study import stimulus_player as module
from emotion_desk.ui.study.stimulus_player import RATE_HZ, StimulusPlayer, stereo
from emotion_desk.ui.study.stimulus_window import StimulusWindow
from tests.fake_clock import FakeClock

PATIENCE_MS = 60_000
FPS = 10


def write_video(path: Path, *, seconds: float = 1.0, sound: bool = True, picture: bool = True) -> Path:
    """Write a video that becomes brighter, with a tone of 1 kHz on the left and 2 kHz on the right."""
    with av.open(str(path), "w") as container:
        video = container.add_stream("mpeg4", rate=FPS) if picture else None
        track = container.add_stream("pcm_s16le", rate=44_100, layout="stereo") if sound else None
        if video is not None:
            video.width, video.height, video.pix_fmt = 64, 32, "yuv420p"
            for number in range(round(seconds * FPS)):
                shade = np.full((32, 64, 3), min(20 * number, 255), np.uint8)
                container.mux(video.encode(av.VideoFrame.from_ndarray(shade, format="bgr24")))
            container.mux(video.encode())
        if track is not None:
            at = np.arange(round(seconds * 44_100)) / 44_100
            both = np.stack([np.sin(2 * np.pi * hz * at) for hz in (1000, 2000)], axis=1)
            packed = (both * 16_000).astype(np.int16).reshape(1, -1)
            frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(packed), format="s16", layout="stereo")
            frame.sample_rate = 44_100
            container.mux(track.encode(frame))
            container.mux(track.encode())
    return path


class Heard:
    """An output that keeps what is written to it; a sample is audible 0.1 s after its beginning."""

    def __init__(self, clock: FakeClock) -> None:
        self._clock = clock
        self.pieces: list[NDArray[np.float32]] = []

    def audible_ns(self) -> int:
        return self._clock.now_ns() + 100_000_000

    def write(self, samples: NDArray[np.float32], stop: threading.Event) -> bool:
        self.pieces.append(samples)
        return not stop.is_set()


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def heard(clock: FakeClock, monkeypatch: pytest.MonkeyPatch) -> Heard:
    """What is played, instead of a real output."""
    output = Heard(clock)

    @contextmanager
    def opened(_rate: int, _channels: int) -> Iterator[Heard]:
        yield output

    monkeypatch.setattr(module, "open_output", opened)
    return output


@pytest.fixture
def silent(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without a sound output."""

    def opened(_rate: int, _channels: int) -> NoReturn:
        raise SourceOpenError("There is no sound output; playing is silent.")

    monkeypatch.setattr(module, "open_output", opened)


def run(player: StimulusPlayer, clock: FakeClock) -> tuple[list[float], list[str]]:
    """Play to the end; return when pictures were due, in seconds since the file began, and what was reported."""
    times, said = list[float](), list[str]()
    direct = Qt.ConnectionType.DirectConnection
    player.due.connect(lambda: times.append((clock.now_ns() - player._zero_ns) / 1e9), direct)
    player.ended.connect(lambda: said.append("ended"), direct)
    player.failed.connect(said.append, direct)
    player.play()
    player._thread.join(PATIENCE_MS / 1000)
    assert not player.alive
    return times, said


def test_pictures_come_at_their_times(tmp_path: Path, clock: FakeClock, heard: Heard, qtbot: QtBot) -> None:
    player = StimulusPlayer(write_video(tmp_path / "v.mkv"), QSize(200, 200), clock)
    times, said = run(player, clock)
    assert said == ["ended"]
    assert times == pytest.approx([n / FPS for n in range(FPS)], abs=0.011)
    picture = player.take()
    assert picture is not None
    assert picture.shape == (100, 200, 3)
    assert abs(int(picture[50, 100, 0]) - 180) < 12


def test_the_sound_is_heard_in_stereo_at_full_rate(
    tmp_path: Path, clock: FakeClock, heard: Heard, qtbot: QtBot
) -> None:
    _, said = run(StimulusPlayer(write_video(tmp_path / "v.mkv"), QSize(64, 64), clock), clock)
    assert said == ["ended"]
    samples = np.concatenate(heard.pieces)
    assert samples.shape == (pytest.approx(RATE_HZ, abs=200), 2)
    for channel, hz in enumerate((1000, 2000)):
        part = samples[: RATE_HZ // 2, channel]
        assert np.argmax(np.abs(np.fft.rfft(part))) * 2 == pytest.approx(hz, abs=4)


def test_a_sound_without_a_picture_is_played(tmp_path: Path, clock: FakeClock, heard: Heard, qtbot: QtBot) -> None:
    path = write_video(tmp_path / "s.wav", picture=False)
    times, said = run(StimulusPlayer(path, QSize(64, 64), clock), clock)
    assert (times, said) == ([], ["ended"])
    assert sum(map(len, heard.pieces)) == pytest.approx(RATE_HZ, abs=200)


def test_without_an_output_a_video_is_shown_and_a_sound_is_not(
    tmp_path: Path, clock: FakeClock, silent: None, qtbot: QtBot
) -> None:
    times, said = run(StimulusPlayer(write_video(tmp_path / "v.mkv"), QSize(64, 64), clock), clock)
    assert len(times) == FPS
    assert said == ["ended"]
    path = write_video(tmp_path / "s.wav", picture=False)
    times, said = run(StimulusPlayer(path, QSize(64, 64), clock), clock)
    assert said == ["There is no sound output; playing is silent."]


def test_late_pictures_are_dropped(tmp_path: Path, clock: FakeClock, silent: None, qtbot: QtBot) -> None:
    path = write_video(tmp_path / "v.mkv", sound=False)
    player = StimulusPlayer(path, QSize(64, 64), clock)
    player.due.connect(lambda: clock.advance(0.45), Qt.ConnectionType.DirectConnection)
    times, said = run(player, clock)
    assert said == ["ended"]
    assert 2 <= len(times) <= 4


@pytest.mark.parametrize("content", [b"", b"no video at all", b"\0" * 5000])
def test_a_file_that_is_none_is_said_in_one_sentence(
    tmp_path: Path, clock: FakeClock, heard: Heard, content: bytes, qtbot: QtBot
) -> None:
    path = tmp_path / "broken.mp4"
    path.write_bytes(content)
    times, said = run(StimulusPlayer(path, QSize(64, 64), clock), clock)
    assert times == []
    assert len(said) == 1
    assert "broken.mp4" in said[0]


def test_a_stopped_player_ends_and_is_quiet(tmp_path: Path, heard: Heard, qtbot: QtBot) -> None:
    player = StimulusPlayer(write_video(tmp_path / "v.mkv", seconds=30.0, sound=False), QSize(64, 64))
    said: list[str] = []
    player.ended.connect(lambda: said.append("ended"), Qt.ConnectionType.DirectConnection)
    with qtbot.waitSignal(player.due, timeout=PATIENCE_MS):
        player.play()
    player.finish(PATIENCE_MS / 1000)
    assert not player.alive
    assert said == []


def test_sound_that_begins_late_is_preceded_by_silence(tmp_path: Path) -> None:
    path = tmp_path / "late.mkv"
    with av.open(str(path), "w") as container:
        video = container.add_stream("mpeg4", rate=FPS)
        video.width, video.height, video.pix_fmt = 64, 32, "yuv420p"
        track = container.add_stream("pcm_s16le", rate=48_000, layout="mono")
        for _ in range(FPS):
            container.mux(video.encode(av.VideoFrame.from_ndarray(np.zeros((32, 64, 3), np.uint8), format="bgr24")))
        container.mux(video.encode())
        frame = av.AudioFrame.from_ndarray(np.full((1, 9600), 16_000, np.int16), format="s16", layout="mono")
        frame.sample_rate, frame.pts = 48_000, 24_000
        container.mux(track.encode(frame))
        container.mux(track.encode())
    with open_container(path) as container:
        samples = np.concatenate(list(stereo(container, sound_streams(container)[0], path.name)))
    assert np.flatnonzero(np.abs(samples[:, 0]) > 0.1)[0] == pytest.approx(24_000, abs=100)


def test_the_window_shows_the_video_and_reports_its_end(tmp_path: Path, silent: None, qtbot: QtBot) -> None:
    window = StimulusWindow(0)
    qtbot.addWidget(window)
    window.resize(320, 240)
    window.show()
    with qtbot.waitSignal(window.media_ended, timeout=PATIENCE_MS):
        window.show_file(write_video(tmp_path / "v.mkv", sound=False))
    shot = window.grab().toImage()
    assert abs(shot.pixelColor(shot.width() // 2, shot.height() // 2).red() - 180) < 12
    assert shot.pixelColor(shot.width() // 2, 2).red() == 0
    window.show_cross()
    shot = window.grab().toImage()
    assert shot.pixelColor(shot.width() // 2, shot.height() // 2).red() == 255
    with qtbot.waitSignal(window.failed, timeout=PATIENCE_MS) as failed:
        window.show_file(_text(tmp_path / "note.mp4"))
    assert "note.mp4" in failed.args[0]
    window.finish()


def _text(path: Path) -> Path:
    path.write_text("no video", encoding="utf-8")
    return path
