"""Long files are looked at from their beginning to their end, in bounded time and memory."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import soundfile

from emotion_desk.clock import NS_PER_S
from emotion_desk.labels import EMOTIONS
from emotion_desk.messages import Box, Embedding, FaceReading, Frame, FramePacket, Picture, Samples, TrackedFace
from emotion_desk.opencv import cv2
from emotion_desk.people.file_excerpts import coverage, face_packets, spans, voice_samples
from emotion_desk.people.file_faces import faces_of
from emotion_desk.people.person_records import FACE, VOICE
from emotion_desk.resources import shipped
from emotion_desk.sources.read_sound_file import read_sound
from tests.sources.clips import write_clip
from tests.vision.faces import tiled

RATE = 16_000
BOTH = (FACE, VOICE)


@pytest.fixture(scope="module")
def speech() -> Samples:
    return read_sound(shipped("assets") / "demo.mp4", 8.0)


@pytest.mark.parametrize("duration_s", [41.0, 100.0, 3600.0, 86_400.0])
def test_excerpts_are_spread_from_the_beginning_to_the_end(duration_s: float) -> None:
    found = spans(duration_s, 1.0, 40)
    starts = np.array([start for start, _ in found])
    assert len(found) == 40
    assert found[0][0] == 0.0
    assert found[-1][1] == pytest.approx(duration_s)
    assert np.diff(starts) == pytest.approx((duration_s - 1.0) / 39)


@pytest.mark.slow
@pytest.mark.parametrize("suffix", ["mkv", "ts"])
def test_frames_of_a_long_video_come_from_all_of_it(tmp_path: Path, suffix: str) -> None:
    times = range(0, 120_000, 250)
    path = write_clip(tmp_path / f"a.{suffix}", size=(64, 48), times_ms=times, rate=None, flashes=(119.0,))
    if suffix == "ts":  # joined, so that its clock jumps and nobody can seek in it
        path.write_bytes(path.read_bytes() * 2)
    length_s = 120.0 if suffix == "mkv" else 240.0
    stamps = [packet.frame.stamp_ns / NS_PER_S for packet in face_packets(path)]
    assert 100 <= len(stamps) <= 240
    assert stamps == sorted(set(stamps))
    assert stamps[0] < 0.1
    assert stamps[-1] > length_s - 1.0
    assert max(np.diff(stamps)) < 1.5 * length_s / 40
    said = coverage(path, BOTH)
    assert said.startswith(f"Of 'a.{suffix}' 40 s of the picture are used, spread evenly over its ")


def test_a_short_file_is_used_whole_and_nothing_is_said(tmp_path: Path) -> None:
    path = write_clip(tmp_path / "a.mp4", seconds=2.0)
    assert len(list(face_packets(path))) == 12
    assert coverage(path, BOTH) == ""


@pytest.mark.slow
@pytest.mark.parametrize("suffix", ["wav", "mp3"])
def test_speech_is_found_wherever_it_is(tmp_path: Path, speech: Samples, suffix: str) -> None:
    path = tmp_path / f"a.{suffix}"
    whole = np.zeros(130 * RATE, np.float32)
    for at_s in (70, 121):
        whole[at_s * RATE : at_s * RATE + speech.size] = speech
    soundfile.write(path, whole, RATE)
    samples = voice_samples(path)
    assert samples.size <= 61 * RATE
    assert float(np.abs(samples).max()) == pytest.approx(float(np.abs(speech).max()), rel=0.15)
    assert float(np.sqrt(np.mean(samples**2))) > 0.4 * float(np.sqrt(np.mean(speech**2)))
    assert "up to 60 s of speech are used, spread evenly over its 2:10 min" in coverage(path, BOTH)
    assert coverage(path, (FACE,)) == ""


def test_a_long_silence_stays_silent(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "a.wav", np.zeros(70 * RATE), RATE)
    assert not voice_samples(tmp_path / "a.wav").any()


class Embedder:
    """Gives each crop the embedding that its first pixel numbers."""

    def read_faces(self, crops: list[Picture]) -> list[FaceReading]:
        return [FaceReading(dict.fromkeys(EMOTIONS, 0.125), embedding=self.vector(int(c[0, 0, 0]))) for c in crops]

    @staticmethod
    def vector(number: int) -> Embedding:
        vector = np.zeros(8, np.float32)
        vector[number] = 1.0
        return vector


def packet(number: int, *faces: tuple[int, int, int]) -> FramePacket:
    """Return a frame with faces given as (track, person, width)."""
    tracked = tuple(
        TrackedFace(track, Box(10.0 * place, 5, width, width), np.full((32, 32, 3), person, np.uint8), 0)
        for place, (track, person, width) in enumerate(faces)
    )
    return FramePacket(Frame(number, number, np.empty((0, 0, 3), np.uint8)), tracked)


def test_tracks_of_one_person_become_one_and_people_seen_together_stay_two() -> None:
    packets = [
        packet(0, (1, 3, 40), (2, 3, 30)),  # twins: alike, but both are there at once
        packet(1, (3, 5, 20)),
        packet(2, (4, 3, 60)),
        packet(3, (5, 5, 25)),
    ]
    found = faces_of(packets, Embedder(), 0.5)  # type: ignore[arg-type]
    assert [(face.frames, face.box[2]) for face in found] == [({0, 2}, 60), ({1, 3}, 25), ({0}, 30)]
    assert len(faces_of(packets, Embedder(), None)) == 5  # type: ignore[arg-type]


def test_each_face_of_a_picture_is_found(tmp_path: Path) -> None:
    picture, expected = tiled(1, 2, 200)
    path = tmp_path / "two.png"
    cv2.imwrite(str(path), picture)
    (packet,) = face_packets(path)
    assert len(packet.faces) == len(expected)
