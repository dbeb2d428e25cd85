"""Files analysed into sessions: the same each time, each frame at its own time, whatever the file is like."""

from __future__ import annotations

import json
import math
import os
import sys
import threading
from dataclasses import replace
from pathlib import Path

import av
import numpy as np
import pytest

from emotion_desk.errors import DeskError, SessionError
from emotion_desk.opencv import cv2
from emotion_desk.pipeline.thread_priority import STEP
from emotion_desk.sessions import batch_jobs as jobs_module
from emotion_desk.sessions.analyse import AnalysisStoppedError, analyse_file
from emotion_desk.sessions.analysis_options import AnalysisOptions
from emotion_desk.sessions.batch_jobs import DONE, FAILED, SKIPPED, Job, Outcome, plan, run_here, run_job
from emotion_desk.sessions.format import ANALYSIS, READINGS_FILE
from emotion_desk.sessions.reader import Session, open_session
from tests.sessions.made import LookingReader
from tests.sources.clips import write_clip, write_sound

OPTIONS = AnalysisOptions()


@pytest.fixture(autouse=True)
def reader(monkeypatch: pytest.MonkeyPatch) -> LookingReader:
    made = LookingReader()
    monkeypatch.setattr(jobs_module, "load_reader", lambda options: made)
    return made


def analysed(source: Path, folder: Path, options: AnalysisOptions = OPTIONS) -> Session:
    analyse_file(source, folder, options, LookingReader())
    return open_session(folder)


def refused(source: Path, out: Path) -> str:
    """Return the one sentence of a file that fails, and see that nothing is left of it."""
    outcome = run_job(Job(source, out / source.name, OPTIONS))
    assert outcome.state == FAILED
    assert not out.exists() or not list(out.iterdir())
    assert outcome.text.count(". ") == 0
    assert outcome.text.endswith(".")
    return outcome.text


@pytest.fixture(scope="session")
def short_demo(demo_clip: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return two seconds of the demo: faces and speech."""
    path = tmp_path_factory.mktemp("demo") / "short demo.mp4"
    with av.open(str(demo_clip)) as whole, av.open(str(path), "w") as part:
        streams = {s.index: part.add_stream_from_template(s) for s in whole.streams if s.type in ("video", "audio")}
        for packet in whole.demux():
            if (
                packet.dts is not None
                and packet.stream.index in streams
                and float((packet.pts or 0) * packet.time_base) < 2.0
            ):
                packet.stream = streams[packet.stream.index]
                part.mux(packet)
    return path


@pytest.mark.skipif(sys.platform != "linux", reason="priorities of threads are those of Linux")
def test_with_measures_the_network_gives_way_and_the_next_file_does_not(tmp_path: Path) -> None:
    def niceness() -> int:
        return os.getpriority(os.PRIO_PROCESS, threading.get_native_id())

    clip = write_clip(tmp_path / "a.mp4")
    here = niceness()
    network: dict[bool, set[int]] = {False: set(), True: set()}
    for number, measures in enumerate((True, False, True)):

        def note(_seconds: float, of: set[int] = network[measures]) -> None:
            of.add(niceness())

        analyse_file(clip, tmp_path / str(number), replace(OPTIONS, measures=measures), LookingReader(), note)
    assert network == {False: {here}, True: {min(19, here + STEP)}}
    assert niceness() == here


@pytest.mark.slow
def test_faces_and_voice_are_read_the_same_each_time(short_demo: Path, tmp_path: Path) -> None:
    one, other = (analysed(short_demo, tmp_path / name) for name in ("one", "other"))
    lines = (one.folder / READINGS_FILE).read_bytes()
    assert lines == (other.folder / READINGS_FILE).read_bytes()
    readings = list(one.readings())
    shown = [round(time_s, 3) for time_s, _ in one.frames()]
    faced = {reading.frame_s for reading in readings if reading.people}
    assert len(faced) >= 0.9 * len(shown)
    assert faced <= set(shown)
    assert any(reading.voice and reading.voice.emotion for reading in readings)
    assert [reading.time_s for reading in readings] == sorted(reading.time_s for reading in readings)
    info = one.info
    assert (info.kind, info.finished, info.media) == (ANALYSIS, True, str(short_demo))
    assert info.counters["frames"].offered == info.counters["frames"].written == len(shown)
    assert info.counters["readings"].written == len(readings)
    assert info.duration_s == pytest.approx(2.0, abs=0.15)


def test_fewer_frames_a_second_still_find_the_faces(short_demo: Path, tmp_path: Path) -> None:
    session = analysed(short_demo, tmp_path / "s", AnalysisOptions(fps=4))
    readings = [reading for reading in session.readings() if reading.people]
    assert session.info.counters["frames"].written == 8
    assert 4 <= len({reading.frame_s for reading in readings}) <= 8
    assert session.info.counters["frames"].dropped > 30


def test_sound_goes_on_after_the_picture_and_without_it(tmp_path: Path) -> None:
    session = analysed(write_sound(tmp_path / "only.flac", "flac", seconds=2.0), tmp_path / "s")
    readings = list(session.readings())
    assert readings[-1].sound_s is not None
    assert readings[-1].sound_s > 1.8
    assert all(reading.frame_s is None and not reading.people for reading in readings)
    assert session.info.size is None


def test_a_picture_alone_is_believed_at_once(short_demo: Path, tmp_path: Path) -> None:
    with av.open(str(short_demo)) as clip:
        frame = next(clip.decode(video=0)).to_ndarray(format="bgr24")
    cv2.imwrite(str(tmp_path / "face.png"), frame)
    session = analysed(tmp_path / "face.png", tmp_path / "s")
    (reading,) = session.readings()
    assert (reading.frame_s, len(reading.people)) == (0.0, 1)
    assert reading.voice is None


def test_a_silent_film(tmp_path: Path) -> None:
    session = analysed(write_clip(tmp_path / "mute.mp4", seconds=1.0, rate=None), tmp_path / "s")
    assert all(reading.voice is None for reading in session.readings())
    assert session.info.devices == {"picture": "mute.mp4", "sound": None}


def test_an_empty_file(tmp_path: Path) -> None:
    (tmp_path / "empty.mp4").touch()
    assert "is empty" in refused(tmp_path / "empty.mp4", tmp_path / "out")


@pytest.mark.parametrize("share", [0.6, 0.9])
def test_a_truncated_file_keeps_what_could_be_read(tmp_path: Path, share: float) -> None:
    whole = write_clip(tmp_path / "whole.mp4", seconds=4.0, options={"movflags": "faststart"}).read_bytes()
    cut = tmp_path / "cut.mp4"
    cut.write_bytes(whole[: int(len(whole) * share)])
    outcome = run_job(Job(cut, tmp_path / "out" / "cut.mp4", OPTIONS))
    assert outcome.state == DONE
    assert outcome.is_cut
    info = open_session(tmp_path / "out" / "cut.mp4").info
    assert "breaks off after" in (info.ended or "")
    assert (info.duration_s or 0.0) < 4.0
    assert info.counters["frames"].offered > 10
    again = run_job(Job(cut, tmp_path / "out" / "cut.mp4", OPTIONS))
    assert again.state == SKIPPED
    assert again.is_cut


def test_a_file_without_its_end(tmp_path: Path) -> None:
    whole = write_clip(tmp_path / "whole.mp4").read_bytes()
    (tmp_path / "cut.mp4").write_bytes(whole[: len(whole) // 2])
    assert "damaged" in refused(tmp_path / "cut.mp4", tmp_path / "out")


def test_a_wrong_ending_of_a_good_file_and_a_good_ending_of_a_wrong_file(tmp_path: Path) -> None:
    write_clip(tmp_path / "film.mp4", seconds=1.0).rename(tmp_path / "film.jpg")
    assert analysed(tmp_path / "film.jpg", tmp_path / "s").info.counters["frames"].offered == 25
    (tmp_path / "text.mp4").write_text("not a film\n" * 99)
    assert "not a picture, video or sound file" in refused(tmp_path / "text.mp4", tmp_path / "out")


def test_a_rotated_film_is_upright(tmp_path: Path) -> None:
    clip = write_clip(tmp_path / "r.mp4", seconds=0.5, size=(160, 120), rotation=90)
    assert analysed(clip, tmp_path / "s").info.size == (120, 160)


def test_a_variable_rate_keeps_each_moment(tmp_path: Path) -> None:
    times = [0, 40, 45, 200, 900, 933, 1700]
    clip = write_clip(tmp_path / "v.mkv", times_ms=times, rate=None)
    session = analysed(clip, tmp_path / "s")
    assert session.info.counters["frames"].written == len(times)
    seen = {reading.frame_s for reading in session.readings()}
    assert seen <= {round(t / 1000, 3) for t in times}
    assert {0.0, 0.2, 0.9, 1.7} <= seen


def test_a_film_of_4k(tmp_path: Path) -> None:
    clip = write_clip(tmp_path / "4k.mp4", seconds=0.2, fps=10, size=(3840, 2160), rate=None)
    assert analysed(clip, tmp_path / "s").info.size == (3840, 2160)


def test_telephone_sound_and_surround(tmp_path: Path) -> None:
    for name, codec, rate, layout in (("8k.wav", "pcm_s16le", 8000, "mono"), ("51.flac", "flac", 48_000, "5.1")):
        sound = write_sound(tmp_path / name, codec, rate=rate, layout=layout, seconds=1.5, at=(0.5,))
        readings = list(analysed(sound, tmp_path / f"s-{rate}").readings())
        loud = [r.sound_s for r in readings if r.voice is not None and r.voice.level_dbfs > -25 and r.sound_s]
        assert loud, name
        assert 0.45 < loud[0] < 0.85


def test_spaces_and_unicode(tmp_path: Path) -> None:
    folder = tmp_path / "zażółć gęślą 顔 🙂"
    folder.mkdir()
    write_clip(folder / "film nr 1 … %s.mp4", seconds=0.5)
    (job,) = plan([folder], tmp_path / "wyniki ö", OPTIONS)
    assert run_job(job).state == DONE
    assert open_session(job.folder).media == folder / "film nr 1 … %s.mp4"


def test_jobs_are_planned_by_content_skipped_when_done_and_done_again_when_changed(tmp_path: Path) -> None:
    for place in ("a", "b"):
        (tmp_path / place).mkdir()
    write_sound(tmp_path / "a" / "x.wav", "pcm_s16le", at=(0.2,))
    write_sound(tmp_path / "b" / "x.wav", "pcm_s16le", at=(0.6,))
    (tmp_path / "a" / "notes.txt").write_text("no media")
    (tmp_path / "b" / "bad.mp3").write_bytes(b"\0" * 100)
    inputs, out = [tmp_path / "a", tmp_path / "b"], tmp_path / "out"

    def states(options: AnalysisOptions = OPTIONS) -> dict[str, str]:
        return {o.job.source.relative_to(tmp_path).as_posix(): o.state for o in run_here(plan(inputs, out, options))}

    assert states() == {"a/x.wav": DONE, "b/bad.mp3": FAILED, "b/x.wav": DONE}
    assert states() == {"a/x.wav": SKIPPED, "b/bad.mp3": FAILED, "b/x.wav": SKIPPED}
    assert states(AnalysisOptions(fps=3.0))["a/x.wav"] == DONE
    write_sound(tmp_path / "a" / "x.wav", "pcm_s16le", at=(0.4,))
    assert states(AnalysisOptions(fps=3.0)) == {"a/x.wav": DONE, "b/bad.mp3": FAILED, "b/x.wav": SKIPPED}


def test_a_file_that_moved_is_followed(tmp_path: Path) -> None:
    sound = write_sound(tmp_path / "x.wav", "pcm_s16le")
    assert run_job(Job(sound, tmp_path / "s", OPTIONS)).state == DONE
    moved = sound.rename(tmp_path / "y.wav")
    assert run_job(Job(moved, tmp_path / "s", OPTIONS)).state == SKIPPED
    assert open_session(tmp_path / "s").media == moved


def test_other_folders_are_not_replaced(tmp_path: Path) -> None:
    sound = write_sound(tmp_path / "x.wav", "pcm_s16le")
    (tmp_path / "precious").mkdir()
    (tmp_path / "precious" / "thesis.txt").write_text("mine")
    with pytest.raises(SessionError, match="is no analysis"):
        analyse_file(sound, tmp_path / "precious", OPTIONS, LookingReader())
    assert (tmp_path / "precious" / "thesis.txt").read_text() == "mine"


def test_stopping_leaves_nothing_and_the_rest_undone(tmp_path: Path) -> None:
    sound = write_sound(tmp_path / "x.wav", "pcm_s16le", seconds=30.0)
    stop = threading.Event()
    with pytest.raises(AnalysisStoppedError):
        analyse_file(sound, tmp_path / "s", OPTIONS, LookingReader(), lambda _: stop.set(), stop)
    assert [path.name for path in tmp_path.iterdir()] == ["x.wav"]
    outcomes: list[Outcome] = list(run_here([Job(sound, tmp_path / "s", OPTIONS)] * 3, None, stop))
    assert outcomes == []


def test_a_defect_of_one_file_is_reported_and_the_others_go_on(tmp_path: Path, reader: LookingReader) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("worn out")

    sound = write_sound(tmp_path / "x.wav", "pcm_s16le")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(jobs_module, "analyse_file", broken)
        outcome = run_job(Job(sound, tmp_path / "s", OPTIONS))
    assert outcome.text == "The file 'x.wav' could not be analysed: RuntimeError (worn out)."
    with pytest.raises(DeskError, match="no file or folder"):
        plan([tmp_path / "nothing"], tmp_path / "out", OPTIONS)
    (tmp_path / "bare").mkdir()
    with pytest.raises(DeskError, match="no video, picture or sound file"):
        plan([tmp_path / "bare"], tmp_path / "out", OPTIONS)


def test_readings_have_only_numbers_that_json_allows(short_demo: Path, tmp_path: Path) -> None:
    session = analysed(short_demo, tmp_path / "s", AnalysisOptions(fps=2))
    for line in (session.folder / READINGS_FILE).read_text(encoding="utf-8").splitlines():
        numbers = [v for person in json.loads(line)["people"] for v in person["emotion"].values()]
        assert all(math.isfinite(number) for number in numbers)
        assert not numbers or np.isclose(sum(numbers) / (len(numbers) // 8), 1.0, atol=1e-3)
