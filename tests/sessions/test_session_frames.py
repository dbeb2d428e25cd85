"""A session shows the frames that were analysed: same times, same size, same orientation; cut files up to the cut."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from emotion_desk.sessions.analyse import analyse_file
from emotion_desk.sessions.analysis_options import AnalysisOptions
from emotion_desk.sessions.reader import Session, open_session
from emotion_desk.ui.review.frame_decoder import FrameDecoder
from emotion_desk.ui.review.frame_index import build_index
from tests.sessions.made import LookingReader
from tests.sources.clips import bright, write_clip
from tests.sources.read_all import read_all


def analysed(path: Path, folder: Path) -> Session:
    analyse_file(path, folder, AnalysisOptions(), LookingReader())
    return open_session(folder)


def joined_streams(tmp_path: Path) -> Path:
    raw = write_clip(tmp_path / "a.ts", seconds=2.0, flashes=(1.0,)).read_bytes()
    path = tmp_path / "joined.ts"
    path.write_bytes(raw + raw)
    return path


@pytest.mark.slow
def test_review_session_and_analysis_have_the_same_frames_of_joined_streams(tmp_path: Path) -> None:
    path = joined_streams(tmp_path)
    source = read_all(path)[0]
    session = list(analysed(path, tmp_path / "s").frames())
    index = build_index(path, from_zero=True)
    decoder = FrameDecoder(index)
    assert len(source) == len(session) == len(index) == 100
    np.testing.assert_allclose([time for time, _ in session], index.times, atol=1e-5)
    np.testing.assert_allclose([frame.media_s or 0.0 for frame in source], index.times, atol=1e-5)
    for number in (0, 75, 99, 25, 80):
        picture = decoder.frame(number)
        assert picture is not None
        np.testing.assert_array_equal(picture, session[number][1])
        np.testing.assert_array_equal(picture, source[number].picture)
    decoder.close()
    assert index.end_s == pytest.approx(4.0, abs=0.1)


@pytest.mark.slow
def test_a_position_behind_a_jump_of_the_clock_is_reached(tmp_path: Path) -> None:
    session = analysed(joined_streams(tmp_path), tmp_path / "s")
    times = [time for time, picture in session.frames(2.5) if bright(picture)]
    assert times[0] == pytest.approx(3.0, abs=0.1)
    sound = session.sound(2.5)
    assert int(np.argmax(np.abs(sound) > 0.1)) / 16_000 + 2.5 == pytest.approx(times[0], abs=0.06)


@pytest.mark.parametrize("suffix", ["avif", "jpg"])
def test_a_picture_is_shown_as_it_was_analysed(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"turned.{suffix}"
    image = Image.fromarray(np.linspace(0, 255, 64 * 48 * 3).astype(np.uint8).reshape(48, 64, 3))
    exif = image.getexif()
    exif[274] = 7
    image.save(path, exif=exif)
    ((time_s, picture),) = analysed(path, tmp_path / "s").frames()
    decoder = FrameDecoder(build_index(path, from_zero=True))
    shown = decoder.frame(0)
    decoder.close()
    assert time_s == 0.0
    assert picture.shape == (64, 48, 3)
    assert shown is not None
    np.testing.assert_array_equal(picture, shown)


def test_a_cut_file_is_shown_up_to_the_cut(tmp_path: Path) -> None:
    path = write_clip(tmp_path / "cut.mp4", seconds=4.0, options={"movflags": "+faststart"})
    path.write_bytes(path.read_bytes()[: path.stat().st_size * 6 // 10])
    session = analysed(path, tmp_path / "s")
    frames = list(session.frames())
    assert 10 < len(frames) < 100
    assert 0 < session.sound().size < 4 * 16_000
