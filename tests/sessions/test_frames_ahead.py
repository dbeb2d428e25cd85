"""Frames are read ahead of whoever takes them, and what is known of the file belongs to the frame that was taken."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import cast

import numpy as np
import pytest

from emotion_desk.catalogue import WHOLE
from emotion_desk.clock import NS_PER_S
from emotion_desk.errors import SourceEndedError, SourceLostError, SourceOpenError
from emotion_desk.messages import FaceReading, Frame, Mel, Picture, TrackedFace, VoiceReading
from emotion_desk.planar_picture import PlanarPicture
from emotion_desk.sessions.analyse import analyse_file
from emotion_desk.sessions.analysis_options import AnalysisOptions
from emotion_desk.sessions.frames_ahead import sampled_frames
from emotion_desk.sessions.offline_pipeline import BATCH_INPUTS
from emotion_desk.sessions.prefetch import THREAD_NAME
from emotion_desk.sessions.source_state import MediaCounts, SourceState
from emotion_desk.sources.protocol import PictureSource
from emotion_desk.vision.face_tracker import FaceTracker
from tests.sessions.made import LookingReader
from tests.sources.clips import write_clip


class Film:
    """Frames 40 ms apart; counts how many were read."""

    def __init__(
        self, frames: int, size: tuple[int, int] = (8, 8), fault: Exception | None = None, *, in_planes: bool = False
    ) -> None:
        self.frames, self.size, self.fault, self.in_planes = frames, size, fault, in_planes
        self.read_so_far = 0
        self.closed = 0

    def open(self) -> None:
        if isinstance(self.fault, SourceOpenError):
            raise self.fault

    def read(self, _timeout_s: float) -> Frame:
        if self.read_so_far == self.frames:
            raise self.fault or SourceEndedError("over")
        self.read_so_far += 1
        picture = np.zeros((self.size[1], self.size[0], 3), np.uint8)
        shown = cast("Picture", _in_planes(picture)) if self.in_planes else picture
        return Frame(self.read_so_far - 1, (self.read_so_far - 1) * 40_000_000, shown)

    def close(self) -> None:
        self.closed += 1


def _in_planes(picture: Picture) -> PlanarPicture:
    colour = picture[::2, ::2, 0]
    return PlanarPicture((picture[..., 0], colour, colour), lambda _luma, _blue, _red: picture)


def _taken(film: Film, fps: float | None = None) -> tuple[list[Frame], MediaCounts]:
    counts, state = MediaCounts(), SourceState()
    frames = []
    for frame in sampled_frames(cast("PictureSource", film), fps, counts, state):
        frames.append(frame)
        assert counts.frames == frame.index + 1
        assert counts.end_s == pytest.approx(frame.stamp_ns / NS_PER_S)
        assert state.read is frame
        assert not counts.lost
    return frames, counts


def _settled(film: Film) -> int:
    """Return how many frames were read when the thread reads no more."""
    before = -1
    for _ in range(100):
        if film.read_so_far == before:
            break
        before = film.read_so_far
        time.sleep(0.1)
    return film.read_so_far


@pytest.mark.parametrize(("fps", "indices"), [(None, list(range(60))), (5.0, list(range(0, 60, 5)))])
def test_counts_are_those_of_the_frame_that_was_taken(fps: float | None, indices: list[int]) -> None:
    film = Film(60)
    frames, counts = _taken(film, fps)
    assert [frame.index for frame in frames] == indices
    assert (counts.frames, counts.size, film.closed) == (60, (8, 8), 1)


@pytest.mark.parametrize(
    ("size", "in_planes", "most"),
    [((8, 8), False, 16), ((1280, 720), False, 8), ((1280, 720), True, 16), ((1920, 1080), True, 7),
     ((3840, 2160), False, 2)],
)  # fmt: skip
def test_frames_ahead_take_a_bounded_memory(size: tuple[int, int], in_planes: bool, most: int) -> None:
    film = Film(60, size, in_planes=in_planes)
    frames = sampled_frames(cast("PictureSource", film), None, MediaCounts(), SourceState())
    assert [next(frames).index for _ in range(3)] == [0, 1, 2]
    # In the queue, and one that waits for a place in it.
    assert 3 + most // 2 < _settled(film) <= 3 + most + 1
    frames.close()
    assert film.closed == 1
    assert not any(thread.name.startswith(THREAD_NAME) for thread in threading.enumerate())


def test_damage_is_told_where_it_is_met() -> None:
    film = Film(30, fault=SourceLostError("It is damaged."))
    frames, counts = _taken(film)
    assert (len(frames), counts.lost) == (30, ["It is damaged."])


def test_a_source_that_cannot_be_opened_gives_no_frame() -> None:
    counts = MediaCounts()
    film = Film(3, fault=SourceOpenError("It is gone."))
    assert list(sampled_frames(cast("PictureSource", film), None, counts, SourceState())) == []
    assert (counts.lost, film.closed) == (["It is gone."], 1)


def test_a_single_picture_needs_no_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("emotion_desk.sessions.frames_ahead.Prefetcher", None)
    assert len(_taken(Film(1))[0]) == 1


def test_the_next_batch_is_ready_when_the_network_has_read_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found: list[int] = []
    find = FaceTracker.find

    def counted(tracker: FaceTracker, frame: Frame) -> tuple[TrackedFace, ...]:
        found.append(frame.index)
        return find(tracker, frame)

    class Waiting(LookingReader):
        """Waits at the first question until the frames of a second batch were searched."""

        ready = 0

        def read(
            self, crops: Sequence[Picture], mel: Mel | None
        ) -> tuple[tuple[FaceReading, ...], VoiceReading | None]:
            for _ in range(0 if self.ready else 100):
                if len(found) >= 2 * BATCH_INPUTS:
                    break
                time.sleep(0.1)
            self.ready = self.ready or len(found)
            return super().read(crops, mel)

    monkeypatch.setattr(FaceTracker, "find", counted)
    reader = Waiting()
    film = write_clip(tmp_path / "a.mp4", seconds=4.0, rate=None)
    analyse_file(film, tmp_path / "out", AnalysisOptions(faces=WHOLE), reader)
    assert len(found) == 100
    assert reader.ready >= 2 * BATCH_INPUTS
