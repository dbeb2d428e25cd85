"""Media files played at their own pace: when frames and blocks come, loops, ends, starting again and closing."""

from __future__ import annotations

import itertools
import threading
from pathlib import Path

import av
import numpy as np
import pytest

from emotion_desk.clock import NS_PER_S
from emotion_desk.errors import SourceEndedError
from emotion_desk.messages import Frame
from emotion_desk.sources.file_sound import FileSound
from emotion_desk.sources.media import open_media
from tests.fake_clock import FakeClock
from tests.sources.clips import bright, onset_s, write_clip
from tests.sources.read_all import all_frames, joined


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_clip(tmp_path_factory.mktemp("clips") / "clip.mp4")


def test_paced_frames_come_at_their_time(clip: Path) -> None:
    clock = FakeClock()
    media = open_media(clip, time=clock)
    assert media.picture is not None
    media.picture.open()
    for index in range(20):
        frame = media.picture.read(2.0)
        assert frame is not None
        assert frame.index == index
        assert frame.stamp_ns == clock.now_ns()
    media.picture.close()

    assert media.picture.dropped == 0


def test_read_gives_none_at_its_time_limit(clip: Path) -> None:
    clock = FakeClock()
    media = open_media(clip, time=clock)
    assert media.picture is not None
    assert media.sound is not None
    media.picture.open()
    media.sound.open()
    assert media.picture.read(1.0) is not None

    began_ns = clock.now_ns()
    assert media.picture.read(0.005) is None
    assert media.sound.read(0.0) is None
    assert (clock.now_ns() - began_ns) / NS_PER_S == pytest.approx(0.005)
    media.picture.close()
    media.sound.close()


def test_a_paced_file_decodes_its_sound_for_several_blocks_at_once(clip: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    decoded: list[FileSound] = []
    fill = FileSound._fill

    def counted(sound: FileSound) -> bool:
        decoded.append(sound)
        return fill(sound)

    monkeypatch.setattr(FileSound, "_fill", counted)
    media = open_media(clip, time=FakeClock())
    assert isinstance(media.sound, FileSound)
    media.sound.open()
    woken = 0
    for _ in range(20):
        decoded.clear()
        assert media.sound.read(1.0) is not None
        woken += bool(decoded)
    media.sound.close()
    assert 1 <= woken <= 3  # 0.64 s


def test_both_sides_share_one_epoch_whoever_comes_first(clip: Path) -> None:
    clock = FakeClock()
    media = open_media(clip, time=clock)
    assert media.picture is not None
    assert media.sound is not None
    media.sound.open()
    first = media.sound.read(1.0)
    assert first is not None
    clock.advance(0.4)
    media.picture.open()
    frame = media.picture.read(1.0)
    media.picture.close()
    media.sound.close()

    assert frame is not None
    assert frame.media_s is not None
    assert frame.media_s >= 0.4
    assert (frame.stamp_ns - first.stamp_ns) / NS_PER_S == pytest.approx(frame.media_s, abs=0.001)
    assert media.picture.dropped == 0  # what was over before anyone looked was not dropped


@pytest.mark.parametrize("first", ["picture", "sound"])
def test_the_second_side_loses_nothing_of_the_start(first: str, clip: Path) -> None:
    """The threads of the two sides never come at the same moment."""
    clock = FakeClock()
    media = open_media(clip, loop=False, time=clock)
    picture, sound = media.picture, media.sound
    assert picture is not None
    assert sound is not None
    picture.open()
    sound.open()
    frames, blocks = [], []
    if first == "picture":
        frames.append(picture.read(0.0))
        clock.advance(0.1)
        blocks.append(sound.read(0.0))
        frames.append(picture.read(0.0))
    else:
        blocks.append(sound.read(0.1))
        clock.advance(0.03)
        frames += [picture.read(0.0), picture.read(0.0)]
    picture.close()
    sound.close()

    assert [frame.media_s for frame in frames if frame is not None] == [0.0, 0.04]
    assert [frame.index for frame in frames if frame is not None] == [0, 1]
    assert picture.dropped == 0
    assert blocks[0] is not None
    assert frames[0] is not None
    assert blocks[0].stamp_ns == frames[0].stamp_ns


def test_a_late_side_finds_the_flash_where_it_belongs(tmp_path: Path) -> None:
    """Joining far into the file jumps instead of decoding all; the stamps must not move."""
    path = write_clip(tmp_path / "long.mp4", seconds=4.0, flashes=(2.6,))
    clock = FakeClock()
    media = open_media(path, time=clock)
    assert media.picture is not None
    assert media.sound is not None
    media.picture.open()
    start = media.picture.read(1.0)
    assert start is not None
    clock.advance(1.5)
    media.sound.open()
    blocks = []
    while (block := media.sound.read(0.5)) is not None and block.stamp_ns < start.stamp_ns + 2.9 * NS_PER_S:
        blocks.append(block)
    media.picture.close()
    media.sound.close()
    beep_ns = blocks[0].stamp_ns + onset_s(joined(blocks)) * NS_PER_S

    assert (blocks[0].stamp_ns - start.stamp_ns) / NS_PER_S == pytest.approx(1.5, abs=0.05)
    assert (beep_ns - start.stamp_ns) / NS_PER_S == pytest.approx(2.6, abs=0.04)


def test_a_slow_reader_skips_to_the_present_and_counts_it(clip: Path) -> None:
    clock = FakeClock()
    media = open_media(clip, time=clock)
    assert media.picture is not None
    media.picture.open()
    first = media.picture.read(1.0)
    clock.advance(0.8)
    second = media.picture.read(1.0)
    media.picture.close()
    assert first is not None
    assert second is not None

    skipped = second.index - first.index - 1
    assert skipped >= 15
    assert media.picture.dropped == skipped
    assert second.media_s is not None
    assert second.media_s >= 0.7


def test_sound_is_never_skipped(clip: Path) -> None:
    clock = FakeClock()
    media = open_media(clip, time=clock)
    assert media.sound is not None
    media.sound.open()
    first = media.sound.read(1.0)
    clock.advance(0.6)
    second = media.sound.read(1.0)
    media.sound.close()

    assert first is not None
    assert second is not None
    assert second.samples.size >= 0.55 * 16_000
    assert second.stamp_ns - first.stamp_ns == pytest.approx(first.samples.size * NS_PER_S / 16_000, abs=2)


def test_longer_blocks_hold_the_same_sound_at_the_same_times(tmp_path: Path) -> None:
    path = write_clip(tmp_path / "clip.mp4", seconds=1.0, flashes=(0.4,))
    heard = []
    for least in (512, 1536):
        sound = open_media(path, time=FakeClock()).sound
        assert isinstance(sound, FileSound)
        sound.least = least
        sound.open()
        blocks = [block for _ in range(6) if (block := sound.read(1.0)) is not None]
        sound.close()
        assert {block.samples.size for block in blocks} == {least}
        begun = blocks[0].stamp_ns
        assert [block.stamp_ns - begun for block in blocks] == [n * least * NS_PER_S // 16_000 for n in range(6)]
        heard.append(joined(blocks))
    assert np.array_equal(heard[0], heard[1][: heard[0].size])


def test_loops_keep_both_sides_in_step(tmp_path: Path) -> None:
    """The sound is shorter than the picture here: without a common period the beeps would run ahead of the flashes."""
    path = write_clip(tmp_path / "loop.mp4", seconds=0.93, fps=25, flashes=(0.4,), rate=44_100)
    media = open_media(path, paced=False, loop=True)
    assert media.picture is not None
    assert media.sound is not None
    media.picture.open()
    frames = [frame for _ in range(100) if (frame := media.picture.read(1.0)) is not None]
    media.sound.open()
    blocks = [block for _ in range(40) if (block := media.sound.read(1.0)) is not None]
    media.picture.close()
    media.sound.close()
    lit = [frame.stamp_ns / NS_PER_S for frame in frames if bright(frame.picture)]
    flashes = [moment for before, moment in itertools.pairwise([-1.0, *lit]) if moment - before > 0.3]
    samples = joined(blocks)
    loud = np.flatnonzero(np.abs(samples) > 0.1) / 16_000
    beeps = [moment for before, moment in itertools.pairwise([-1.0, *loud]) if moment - before > 0.3]

    assert len(flashes) >= 4
    assert len(beeps) >= 4
    for flash, beep in zip(flashes, beeps, strict=False):
        assert beep == pytest.approx(flash, abs=0.04)
    stamps = [frame.stamp_ns for frame in frames]
    assert all(after > before for before, after in itertools.pairwise(stamps))


def test_a_loop_with_short_sound_is_filled_with_silence(tmp_path: Path) -> None:
    path = tmp_path / "short_sound.mkv"
    write_clip(tmp_path / "sound.mp4", seconds=0.5, flashes=(0.1,))
    write_clip(path, seconds=2.0, flashes=(), rate=None)
    with (
        av.open(str(tmp_path / "sound.mp4")) as sound,
        av.open(str(path)) as picture,
        av.open(str(tmp_path / "both.mkv"), "w") as both,
    ):
        targets = [both.add_stream_from_template(s) for s in (picture.streams.video[0], sound.streams.audio[0])]
        for source, stream, target in ((picture, "video", targets[0]), (sound, "audio", targets[1])):
            for packet in source.demux(**{stream: 0}):
                if packet.dts is not None:
                    packet.stream = target
                    both.mux(packet)
    media = open_media(tmp_path / "both.mkv", paced=False, loop=True)
    assert media.sound is not None
    media.sound.open()
    samples = joined([block for _ in range(45) if (block := media.sound.read(1.0)) is not None])
    media.sound.close()

    # Without an edit list the codec's 21 ms of priming stay in front.
    assert onset_s(samples) == pytest.approx(0.1, abs=0.03)
    assert not np.any(np.abs(samples[round(0.7 * 16_000) : round(1.9 * 16_000)]) > 0.01)
    assert onset_s(samples[16_000:]) + 1.0 - onset_s(samples) == pytest.approx(media.duration_s, abs=0.005)


def test_the_end_is_said_and_said_again_and_open_plays_from_the_start(clip: Path) -> None:
    media = open_media(clip, paced=False)
    assert media.picture is not None
    media.picture.open()
    first = all_frames(media.picture)
    with pytest.raises(SourceEndedError, match=r"clip\.mp4 has ended"):
        media.picture.read(0.1)
    media.picture.close()
    media.picture.open()
    again = all_frames(media.picture)
    media.picture.close()

    assert [frame.stamp_ns for frame in first] == [frame.stamp_ns for frame in again]


def test_playing_again_takes_the_other_side_along(tmp_path: Path) -> None:
    media = open_media(write_clip(tmp_path / "short.mp4", seconds=0.4, flashes=()), time=FakeClock())
    assert media.picture is not None
    assert media.sound is not None
    media.picture.open()
    media.sound.open()
    assert media.sound.read(1.0) is not None
    all_frames(media.picture)
    media.picture.open()
    restarted = media.picture.read(1.0)
    block = media.sound.read(1.0)
    media.picture.close()
    media.sound.close()

    assert restarted is not None
    assert restarted.media_s == 0.0
    assert block is not None
    assert block.stamp_ns == restarted.stamp_ns  # from the start, on the new epoch


def test_reopening_one_side_joins_the_other_where_it_is(clip: Path) -> None:
    clock = FakeClock()
    media = open_media(clip, time=clock)
    assert media.picture is not None
    assert media.sound is not None
    media.sound.open()
    start = media.sound.read(1.0)
    media.picture.open()
    media.picture.read(1.0)
    media.picture.close()
    clock.advance(0.5)
    media.picture.open()
    frame = media.picture.read(1.0)
    media.picture.close()
    media.sound.close()

    assert start is not None
    assert frame is not None
    assert frame.media_s is not None
    assert frame.media_s > 0.45
    assert frame.index == 0
    assert frame.stamp_ns == start.stamp_ns + round(frame.media_s * NS_PER_S)


@pytest.mark.parametrize("side", ["picture", "sound"])
def test_close_from_another_thread_ends_a_waiting_read(tmp_path: Path, side: str) -> None:
    path = write_clip(tmp_path / "slow.mp4", times_ms=[0, 9900], seconds=10.0)
    media = open_media(path)
    source = getattr(media, side)
    source.open()
    answers: list[object] = []
    has_begun = threading.Event()

    def keep_reading() -> None:
        while (answer := source.read(5.0)) is not None:
            answers.append(answer)
            has_begun.set()

    reader = threading.Thread(target=keep_reading, daemon=True)
    reader.start()
    assert has_begun.wait(5.0)
    source.close()
    reader.join(5.0)

    assert not reader.is_alive()
    assert side == "sound" or len(answers) == 1  # the second picture was not waited for


def test_close_does_not_wait_for_a_slow_disk(clip: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The reader, not the closer, lets go of the file when it comes out of the decoder."""
    media = open_media(clip, paced=False)
    picture = media.picture
    assert picture is not None
    picture.open()
    inside, release = threading.Event(), threading.Event()

    def slow(timeout_s: float) -> Frame | None:
        inside.set()
        release.wait(30.0)
        return None

    monkeypatch.setattr(picture, "_next", slow)
    reader = threading.Thread(target=picture.read, args=(1.0,), daemon=True)
    reader.start()
    assert inside.wait(2.0)
    picture.close()
    assert reader.is_alive()  # still in the decoder: nobody waited for it
    release.set()
    reader.join(5.0)

    assert picture._container is None


def test_closed_sources_give_nothing_and_close_twice(clip: Path) -> None:
    media = open_media(clip)
    for source in (media.picture, media.sound):
        assert source is not None
        assert source.read(0.01) is None
        source.open()
        source.close()
        source.close()
        assert source.read(0.01) is None


def test_a_file_stands_still_and_goes_on_where_it_stood(clip: Path) -> None:
    clock = FakeClock()
    media = open_media(clip, time=clock)
    picture, sound = media.picture, media.sound
    assert picture is not None
    assert sound is not None
    picture.open()
    sound.open()
    before = picture.read(2.0)
    assert before is not None
    assert sound.read(2.0) is not None
    picture.playback.pause()
    stood_s = picture.playback.position_s
    clock.advance(7.0)
    assert (picture.read(0.1), sound.read(0.1)) == (None, None)
    assert picture.playback.position_s == stood_s
    picture.playback.pause(False)
    after = picture.read(2.0)
    assert after is not None
    assert before.media_s == 0.0
    assert after.media_s == pytest.approx(after.index / 20, abs=0.03)
    assert picture.dropped == 0
    assert after.stamp_ns == pytest.approx(clock.now_ns(), abs=NS_PER_S // 10)
    assert picture.jumps == 0
    picture.close()
    sound.close()


@pytest.mark.parametrize("paused", [False, True])
def test_both_streams_go_to_a_new_position(clip: Path, *, paused: bool) -> None:
    clock = FakeClock()
    media = open_media(clip, time=clock)
    picture, sound = media.picture, media.sound
    assert picture is not None
    assert sound is not None
    picture.open()
    sound.open()
    first = picture.read(2.0)
    assert first is not None
    assert sound.read(2.0) is not None
    picture.playback.pause(paused)
    picture.playback.seek(1.3)
    if paused:
        clock.advance(3.0)  # a busy reader comes late; the picture of the position is shown all the same
    shown = picture.read(2.0)
    assert shown is not None
    assert shown.media_s == pytest.approx(1.3, abs=0.06)
    assert shown.stamp_ns > first.stamp_ns
    assert picture.jumps == 1
    if paused:  # the picture of the new position, no other one, and no sound
        following = picture.read(0.1)
        assert following is None or following.media_s == shown.media_s
        assert sound.read(0.1) is None
        assert picture.playback.position_s == pytest.approx(1.3)
        picture.playback.pause(False)
    block = sound.read(2.0)
    assert block is not None
    assert sound.jumps == 1
    following = picture.read(2.0)
    assert following is not None
    assert following.media_s is not None
    assert shown.media_s is not None
    assert following.media_s > shown.media_s
    picture.close()
    sound.close()


def test_the_picture_that_a_paused_file_was_moved_to_is_given_for_two_seconds(clip: Path) -> None:
    clock = FakeClock()
    media = open_media(clip, time=clock)
    assert media.picture is not None
    picture = media.picture
    picture.open()
    assert picture.read(2.0) is not None
    picture.playback.pause()

    def moved_to(position_s: float) -> list[Frame]:
        picture.playback.seek(position_s)
        return [frame for frame in (picture.read(0.1) for _ in range(100)) if frame is not None]

    first = moved_to(0.4)
    second = moved_to(1.3)
    for shown, position_s in ((first, 0.4), (second, 1.3)):
        assert [frame.media_s for frame in shown] == [pytest.approx(position_s, abs=0.06)] * 20
        assert shown[-1].stamp_ns - shown[0].stamp_ns == pytest.approx(1.9 * NS_PER_S, abs=0.4 * NS_PER_S)
    stamps = [frame.stamp_ns for frame in (*first, *second)]
    assert stamps == sorted(set(stamps))
    picture.playback.pause(False)
    after = picture.read(2.0)
    assert after is not None
    assert after.media_s == pytest.approx(1.35, abs=0.06)
    assert after.index == second[-1].index + 1
    assert after.stamp_ns > stamps[-1]
    picture.close()


def test_seeking_in_a_file_that_repeats_counts_from_its_start(clip: Path) -> None:
    clock = FakeClock()
    media = open_media(clip, time=clock, loop=True)
    assert media.picture is not None
    picture = media.picture
    picture.open()
    assert picture.read(2.0) is not None
    picture.playback.seek(0.5)
    shown = picture.read(2.0)
    assert shown is not None
    assert shown.media_s == pytest.approx(0.5, abs=0.06)
    clock.advance(media.duration_s or 0.0)
    assert picture.playback.position_s == pytest.approx(0.5, abs=0.1)
    picture.close()
