"""Which files are analysed and which part of them: folders, time windows, regions, sound tracks, strictness."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import soundfile

from emotion_desk import cli
from emotion_desk.commands.moments import moment
from emotion_desk.errors import SourceError
from emotion_desk.opencv import cv2
from emotion_desk.sessions import batch_jobs as jobs_module
from emotion_desk.sessions.analyse import analyse_file
from emotion_desk.sessions.analysis_options import AnalysisOptions
from emotion_desk.sessions.batch_jobs import FAILED, Job, endings_of, passed_over, plan, run_job
from emotion_desk.sessions.format import READINGS_FILE
from emotion_desk.sessions.reader import Session, open_session
from emotion_desk.sources.media import open_media
from tests.pipeline.fakes import wait_until
from tests.sessions.made import LookingReader
from tests.sources.clips import write_clip, write_sound

ENDINGS = [
    "3g2",
    "aif",
    "au",
    "avif",
    "caf",
    "jfif",
    "jp2",
    "m2ts",
    "m4b",
    "mka",
    "wv",
    "heic",
    "amr",
    "3gp",
    "aac",
    "aiff",
    "avi",
    "bmp",
    "flac",
    "gif",
    "jpg",
    "m4a",
    "mkv",
    "mov",
    "mp3",
    "mp4",
    "mts",
    "oga",
    "ogg",
    "opus",
    "png",
    "tif",
    "ts",
    "wav",
    "webm",
    "webp",
    "wma",
    "wmv",
]


@pytest.fixture(autouse=True)
def reader(monkeypatch: pytest.MonkeyPatch) -> LookingReader:
    made = LookingReader()
    monkeypatch.setattr(jobs_module, "load_reader", lambda options: made)
    monkeypatch.setattr("emotion_desk.sessions.analysis_options.load_reader", lambda options: made)
    return made


def analysed(source: Path, folder: Path, **options: object) -> Session:
    analyse_file(source, folder, AnalysisOptions(**options), LookingReader())  # type: ignore[arg-type]
    return open_session(folder)


def frame_times(session: Session) -> list[float]:
    return sorted({reading.frame_s for reading in session.readings() if reading.frame_s is not None})


def test_every_ending_is_taken_from_a_folder_and_the_rest_is_counted(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for ending in ENDINGS:
        (folder / f"a.{ending.upper()}").write_bytes(b"x")
    for name in ("notes.txt", "more.txt", "README", "._a.mp4"):
        (folder / name).write_bytes(b"x")
    jobs = plan([folder], tmp_path / "out", AnalysisOptions())
    left = passed_over([folder], tmp_path / "out")
    assert len(jobs) == len(ENDINGS)
    assert sorted(path.name for path in left) == ["._a.mp4", "README", "more.txt", "notes.txt"]
    assert endings_of(left) == "1 .mp4, 2 .txt, 1 without an ending"


@pytest.mark.parametrize(
    ("name", "codec"),
    [
        ("a.aif", "pcm_s16be"),
        ("a.au", "pcm_s16be"),
        ("a.caf", "pcm_s16be"),
        ("a.mka", "libvorbis"),
        ("a.wv", "wavpack"),
        ("a.m4b", "aac"),
        ("a.opus", "libopus"),
        ("a.oga", "flac"),
        ("a.tta", "tta"),
        ("a.w64", "pcm_s24le"),
        ("a.wma", "wmav2"),
        ("a.mp2", "mp2"),
        ("a.ac3", "ac3"),
    ],
)
def test_sound_files_of_recorders_are_analysed(tmp_path: Path, name: str, codec: str) -> None:
    rate = 48_000 if codec in ("libopus", "mp2", "ac3", "libvorbis", "wmav2") else 16_000
    layout = "stereo" if codec in ("libvorbis", "wmav2") else "mono"
    try:
        path = write_sound(tmp_path / name, codec, rate=rate, layout=layout, seconds=2.0)
    except Exception as error:  # noqa: BLE001 - not every build has every encoder
        pytest.skip(f"no encoder or muxer for {name}: {error}")
    assert (analysed(path, tmp_path / "s").info.duration_s or 0.0) == pytest.approx(2.0, abs=0.15)


@pytest.mark.parametrize("name", ["a.3g2", "a.m2ts", "a.mov", "a.mkv", "a.flv", "a.avi", "a.mts"])
def test_films_of_phones_are_analysed(tmp_path: Path, name: str) -> None:
    path = write_clip(tmp_path / name, seconds=1.0)
    assert analysed(path, tmp_path / "s").info.counters["frames"].offered >= 24


@pytest.mark.parametrize("name", ["a.jfif", "a.jp2", "a.avif", "a.bmp", "a.tif", "a.webp"])
def test_pictures_of_phones_are_analysed(tmp_path: Path, name: str) -> None:
    from PIL import Image

    Image.new("RGB", (64, 48), (200, 30, 30)).save(tmp_path / name, "JPEG" if name.endswith("jfif") else None)
    assert analysed(tmp_path / name, tmp_path / "s").info.size == (64, 48)


def test_a_window_of_time_keeps_the_times_of_the_file(tmp_path: Path) -> None:
    path = write_clip(tmp_path / "w.mp4", seconds=4.0)
    session = analysed(path, tmp_path / "s", start_s=1.0, end_s=2.0)
    times = frame_times(session)
    assert times[0] == pytest.approx(1.0, abs=0.03)
    assert times[-1] == pytest.approx(1.96, abs=0.03)
    assert (session.info.ended or "").startswith("The file was analysed from 1 s to 2 s.")
    assert session.info.duration_s == pytest.approx(4.0, abs=0.1)


@pytest.mark.parametrize(("every_s", "count"), [(0.2, 20), (1.0, 4), (10.0, 1)])
def test_one_frame_in_so_many_seconds(tmp_path: Path, every_s: float, count: int) -> None:
    path = write_clip(tmp_path / "e.mp4", seconds=4.0, rate=None)
    times = frame_times(analysed(path, tmp_path / "s", every_s=every_s))
    assert len(times) == count
    np.testing.assert_allclose(np.diff(times), every_s, atol=0.045)


def two_faces(demo_clip: Path, path: Path) -> tuple[Path, int]:
    """Write a picture with the demo's face twice, side by side, and return the width of one half."""
    media = open_media(demo_clip, paced=False)
    assert media.picture is not None
    media.picture.open()
    frame = media.picture.read(1.0)
    media.picture.close()
    assert frame is not None
    cv2.imwrite(str(path), np.concatenate([frame.picture, frame.picture], axis=1))
    return path, frame.picture.shape[1]


def test_a_region_gives_boxes_of_the_whole_picture(demo_clip: Path, tmp_path: Path) -> None:
    path, width = two_faces(demo_clip, tmp_path / "two.png")
    whole = [p.box.x for r in analysed(path, tmp_path / "whole").readings() for p in r.people]
    session = analysed(path, tmp_path / "part", region=(width, 0, width, 10_000))
    part = [p.box.x for r in session.readings() for p in r.people]
    assert part
    assert all(x >= width for x in part)
    assert len(part) < len(whole)
    assert session.info.size is not None
    assert session.info.size[0] == 2 * width
    with pytest.raises(SourceError, match="lies outside of the picture"):
        analysed(path, tmp_path / "none", region=(50_000, 0, 10, 10))


def test_the_sound_that_was_read_is_said(tmp_path: Path) -> None:
    rate = 16_000
    tone = 0.4 * np.sin(2 * np.pi * 300 * np.arange(2 * rate) / rate)
    soundfile.write(tmp_path / "inverted.wav", np.stack([tone, -tone], axis=1), rate)
    session = analysed(tmp_path / "inverted.wav", tmp_path / "s")
    assert "the difference of the channels is used" in (session.info.ended or "")
    levels = [r.voice.level_dbfs for r in session.readings() if r.voice is not None]
    assert max(levels) > -15.0
    left = analysed(tmp_path / "inverted.wav", tmp_path / "left", channel="left")
    assert left.info.settings["channel"] == "left"


def test_a_file_is_analysed_again_when_the_part_changes(tmp_path: Path) -> None:
    path = write_clip(tmp_path / "w.mp4", seconds=1.0)
    states = [
        run_job(Job(path, tmp_path / "out" / "w.mp4", AnalysisOptions(end_s=end_s))).state
        for end_s in (None, None, 0.5, 0.5)
    ]
    assert states == ["done", "skipped", "done", "skipped"]


@pytest.mark.parametrize(
    ("text", "seconds"), [("70", 70.0), ("1:10", 70.0), ("00:01:10", 70.0), ("00:01:10.25", 70.25), ("0.2", 0.2)]
)
def test_moments(text: str, seconds: float) -> None:
    assert moment(text) == seconds


@pytest.mark.parametrize(
    "wrong",
    [
        ["--from", "x"],
        ["--from", "1:2:3:4"],
        ["--from", "nan"],
        ["--from", "2", "--to", "1"],
        ["--region", "1,2,3"],
        ["--region", "0,0,0,5"],
        ["--channel", "middle"],
        ["--sound-track", "0"],
        ["--every", "0"],
        ["--every", "1", "--fps", "2"],
    ],
)
def test_wrong_options_are_one_sentence(tmp_path: Path, wrong: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    sound = str(write_sound(tmp_path / "x.wav", "pcm_s16le"))
    assert cli.main(["analyze", sound, "--out", str(tmp_path / "out"), *wrong]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_a_cut_file_ends_with_one_only_if_strict(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write_clip(tmp_path / "cut.mp4", seconds=4.0, options={"movflags": "+faststart"})
    path.write_bytes(path.read_bytes()[: path.stat().st_size * 6 // 10])
    arguments = ["analyze", str(path), "--out", str(tmp_path / "out"), "--jobs", "1"]
    assert cli.main(arguments) == 0
    assert "breaks off after" in capsys.readouterr().err
    assert cli.main([*arguments, "--strict"]) == 1


def test_what_a_folder_holds_besides_is_listed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "in").mkdir()
    write_sound(tmp_path / "in" / "a.wav", "pcm_s16le")
    (tmp_path / "in" / "notes.txt").write_text("words")
    assert cli.main(["analyze", str(tmp_path / "in"), "--out", str(tmp_path / "out"), "--jobs", "1"]) == 0
    out = capsys.readouterr().out
    assert "passed over: 1 .txt" in out
    assert "notes.txt" in out


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes on this system")
def test_pipes_and_devices_are_refused_before_they_are_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.mp4")
    for path in (tmp_path / "pipe.mp4", Path("/dev/zero")):
        outcome = run_job(Job(path, tmp_path / "out" / "x", AnalysisOptions()))
        assert outcome.state == FAILED
        assert "is a device or a pipe, not a file" in outcome.text


@pytest.mark.skipif(os.name == "nt", reason="signals are those of POSIX")
@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_an_analysis(tmp_path: Path, number: signal.Signals) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    clip = write_clip(folder / "0.mp4", seconds=4.0, fps=50)
    for copy in range(1, 60):  # however slow this test is, the analysis is not done before the signal
        shutil.copy(clip, folder / f"{copy}.mp4")
    command = [sys.executable, "-m", "emotion_desk", "analyze", str(folder), "--out", str(out), "--jobs", "1"]
    command += ["--no-people", "--fps", "25", "--engine", "onnx-int8"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        assert wait_until(lambda: process.poll() is not None or bool(list(out.glob(".*.part/" + READINGS_FILE))), 60.0)
        process.send_signal(number)
        said = process.communicate(timeout=60)[1].decode()
    assert process.returncode == 130, said
    assert "the same command goes on where it was" in said
    assert len(list(out.glob("[0-9]*"))) < 60
