"""The inference worker: one call a tick, nothing twice, nobody stale."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import numpy as np
import pytest

from emotion_desk.clock import NS_PER_MS, NS_PER_S, now_ns
from emotion_desk.messages import Box, DeskReading, Frame, FramePacket, MelWindow, TrackedFace
from emotion_desk.people.active_speaker import MOUTH, PRESENCE, Attribution, Mouths
from emotion_desk.pipeline.event_log import EventLog
from emotion_desk.pipeline.inference_worker import InferenceWorker
from emotion_desk.pipeline.live_metrics import LiveMetrics
from emotion_desk.pipeline.mailbox import Mailbox
from emotion_desk.sound.mel import BANDS, FRAMES
from tests.pipeline.fakes import FakeReader, wait_until

CROP = np.full((40, 40, 3), 128, np.uint8)
MEL = np.full((BANDS, FRAMES), -50.0, np.float32)


class Bench:
    """A worker without sources."""

    def __init__(self) -> None:
        self.readings = Mailbox[DeskReading]()
        self.meter = LiveMetrics()
        self.reader = FakeReader("happy")
        self.worker = InferenceWorker(self.readings, EventLog(), self.meter)
        self.worker.least_apart_s = 0.0  # tests show frames as fast as they can
        self.index = 0

    def show(self, *tracks: int, stamp_ns: int | None = None) -> DeskReading:
        """Offer a frame with some faces and return the reading of it."""
        self.index += 1
        faces = tuple(TrackedFace(track, Box(10.0 * track, 0, 9, 9), CROP) for track in tracks)
        stamp = now_ns() if stamp_ns is None else stamp_ns
        self.worker.offer_picture(FramePacket(Frame(self.index, stamp, CROP), faces))
        return self.wait(lambda r: r.frame_index == self.index)

    def say(self, speaking: bool = True, level: float = -20.0, stamp_ns: int | None = None) -> int:
        """Offer sound and return its stamp."""
        stamp = now_ns() if stamp_ns is None else stamp_ns
        self.worker.offer_sound(MelWindow(stamp, MEL, 0.6 if speaking else 0.0, speaking, level))
        return stamp

    def wait(self, is_wanted: object) -> DeskReading:
        end = time.monotonic() + 3
        while time.monotonic() < end:
            reading = self.readings.take(0.1)
            if reading is not None and is_wanted(reading):  # type: ignore[operator]
                return reading
        pytest.fail("no such reading came")


@pytest.fixture
def bench() -> Iterator[Bench]:
    made = Bench()
    made.worker.use(made.reader)
    made.worker.start()
    yield made
    made.worker.ask_stop()
    assert made.worker.join(2.0)


def test_faces_and_sound_share_one_call(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    # Pictures count as live and the sound waits for the next one, however busy the machine is.
    monkeypatch.setattr("emotion_desk.pipeline.inference_worker.PICTURE_LIVE_S", 60.0)
    monkeypatch.setattr("emotion_desk.pipeline.inference_worker.SHARE_WAIT_S", 60.0)
    bench.show(1)
    bench.say()
    assert bench.reader.calls == [(1, False)]
    reading = bench.show(1, 2)
    assert bench.reader.calls == [(1, False), (2, True)]
    assert [person.track_id for person in reading.people] == [1, 2]
    assert reading.voice is not None
    assert reading.voice.emotion is not None


def test_a_reading_does_not_wait_for_the_identity_networks(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    may_embed, embedded = threading.Event(), threading.Event()

    def embed() -> None:
        assert may_embed.wait(30)
        embedded.set()

    monkeypatch.setattr(bench.worker.step, "catch_up", embed)
    reading = bench.show(1)
    assert [person.track_id for person in reading.people] == [1]
    assert not embedded.is_set()
    may_embed.set()
    assert embedded.wait(30)


def test_sound_alone_is_answered_and_says_so(bench: Bench) -> None:
    stamp = bench.say()
    reading = bench.wait(lambda r: r.voice is not None)
    assert bench.reader.calls == [(0, True)]
    assert (reading.frame_index, reading.frame_stamp_ns, reading.sound_stamp_ns) == (None, None, stamp)
    assert reading.voice is not None
    assert reading.voice.identity.name is None
    assert bench.meter.measured().capture_to_result_ms.p50 is None


def test_same_sound_is_not_heard_twice(bench: Bench) -> None:
    bench.show(1)
    bench.say()
    first = bench.show(1)
    later = [bench.show(1) for _ in range(5)]
    assert sum(heard for _, heard in bench.reader.calls) == 1
    assert first.voice is not None
    assert all(reading.voice == first.voice for reading in later)
    assert all(reading.voice.emotion is first.voice.emotion for reading in later if reading.voice is not None)


@pytest.mark.parametrize(("rate", "answered"), [(60, 6), (50, 6), (30, 12), (25, 12)])
def test_of_fast_sources_about_thirty_frames_a_second_are_asked_about(rate: int, answered: int) -> None:
    worker = InferenceWorker(Mailbox(), EventLog(), LiveMetrics())
    face = TrackedFace(1, Box(10.0, 0, 9, 9), CROP)
    kept = []
    for index in range(12):
        worker.offer_picture(FramePacket(Frame(index, index * NS_PER_S // rate, CROP), (face,)))
        step = worker._wait() if worker._has_work() else None
        kept += [] if step is None else [index]
    assert len(kept) == answered
    worker.offer_picture(FramePacket(Frame(12, 0, CROP), (face,)))  # another source: its time begins anew
    assert worker._has_work()


def test_frames_without_faces_seldom_wake_the_worker_and_a_face_does_at_once() -> None:
    now, taken = [1000 * NS_PER_MS], []
    worker = InferenceWorker(Mailbox(), EventLog(), LiveMetrics(), clock=lambda: now[0])
    woken: list[int] = []
    worker._changed.notify_all = lambda: woken.append(now[0])  # type: ignore[method-assign]
    for index in range(60):
        worker.offer_picture(FramePacket(Frame(index, now[0], CROP)))
        if woken:
            woken.clear()
            step = worker._wait()
            assert step is not None
            assert step.packet is not None
            taken.append(step.packet.frame.index)
        now[0] += NS_PER_S // 30
    assert 14 <= len(taken) <= 20
    worker.offer_picture(FramePacket(Frame(60, now[0], CROP), unseen=frozenset({1})))
    assert len(woken) == 1
    step = worker._wait()
    assert step is not None
    worker.offer_picture(FramePacket(Frame(61, now[0] + NS_PER_S // 30, CROP)))  # it has left
    assert len(woken) == 2


def test_economy_answers_fifteen_frames_a_second_of_thirty() -> None:
    readings, reader, now = Mailbox[DeskReading](), FakeReader("happy"), [1000 * NS_PER_MS]
    worker = InferenceWorker(readings, EventLog(), LiveMetrics(), clock=lambda: now[0])
    worker.use(reader)
    worker.economy = True
    worker.start()
    face = TrackedFace(1, Box(10.0, 0, 9, 9), CROP)
    answered = []
    for index in range(1, 13):
        worker.offer_picture(FramePacket(Frame(index, now[0], CROP), (face,)))
        if index % 2:  # a frame that came too soon is not kept for later either
            reading = readings.take(3.0)
            while reading is not None and reading.frame_index is None:  # the network was taken over
                reading = readings.take(3.0)
            assert reading is not None
            answered.append(reading.frame_index)
        now[0] += 1000 * NS_PER_MS // 30
    worker.offer_picture(None)  # the end of the source is never left out
    reading = readings.take(3.0)
    worker.ask_stop()
    assert worker.join(2.0)
    assert answered == [1, 3, 5, 7, 9, 11]
    assert len(reader.calls) == 6
    assert reading is not None
    assert not reading.people


def test_sound_in_quick_steps_is_heard_only_now_and_then(bench: Bench) -> None:
    base = now_ns()
    for n in range(10):
        bench.say(stamp_ns=base + n * 100 * NS_PER_MS)
        bench.show(1)
    assert sum(heard for _, heard in bench.reader.calls) == 5


def test_nobody_speaks_no_voice_emotion(bench: Bench) -> None:
    bench.show(1)
    bench.say()
    assert bench.show(1).voice is not None
    bench.say(speaking=False, level=-60.0)
    reading = bench.show(1)
    assert reading.voice is not None
    assert (reading.voice.speaking, reading.voice.level_dbfs, reading.voice.emotion) == (False, -60.0, None)
    assert reading.people[0].fused is None


def test_the_voice_is_fused_only_into_a_face_whose_mouth_was_seen_moving(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert bench.show(1).people[0].fused is None
    bench.say()
    assert bench.show(1).people[0].fused is None  # too few frames to judge the mouth: a guess
    said: Attribution | None = Attribution(2, MOUTH, guess=False)
    monkeypatch.setattr(Mouths, "speaker", lambda _mouths: said)
    bench.show(1, 2)
    bench.say()
    first, second = bench.show(1, 2).people
    assert first.fused is None
    assert second.fused is not None
    assert second.fused["happy"] > 0.85
    said = Attribution(2, PRESENCE, guess=True)
    bench.say(speaking=False)
    bench.show(2)
    bench.say()
    assert bench.show(2).people[0].fused is None


def test_track_that_left_has_no_reading(bench: Bench) -> None:
    assert len(bench.show(1, 2).people) == 2
    assert [person.track_id for person in bench.show(2).people] == [2]
    assert bench.show().people == ()


def test_face_is_smoothed_and_a_new_track_is_not(bench: Bench) -> None:
    stamp_ns = now_ns()
    bench.show(1, stamp_ns=stamp_ns)
    bench.reader.says = "angry"
    calm = bench.show(1, 2, stamp_ns=stamp_ns + 50 * NS_PER_MS)
    assert calm.people[0].emotion["happy"] > 0.5
    assert calm.people[1].emotion["angry"] > 0.8


def test_sources_that_go_take_their_part_along(bench: Bench) -> None:
    bench.show(1)
    bench.say()
    bench.show(1)
    bench.worker.offer_picture(None)
    gone = bench.wait(lambda r: r.frame_index is None)
    assert gone.people == ()
    assert gone.voice is not None
    bench.worker.offer_sound(None)
    bench.show(1)
    assert bench.show(1).voice is None


def test_readings_count_up_and_only_answers_are_results(bench: Bench) -> None:
    indices = [bench.show(1).index for _ in range(3)]
    assert indices == sorted(set(indices))
    bench.show()
    assert bench.meter.measured().results == 3


def test_newest_frame_wins_while_the_network_is_busy(bench: Bench) -> None:
    bench.reader.may_answer.clear()
    for index in range(100, 120):
        face = TrackedFace(1, Box(0, 0, 9, 9), CROP)
        bench.worker.offer_picture(FramePacket(Frame(index, now_ns(), CROP), (face,)))
        assert wait_until(lambda: len(bench.reader.calls) == 1)
    bench.reader.may_answer.set()
    bench.wait(lambda r: r.frame_index == 119)
    assert len(bench.reader.calls) == 2


def test_defect_in_the_answer_does_not_end_the_worker(bench: Bench) -> None:
    class TooFew(FakeReader):
        def read(self, crops, mel):  # type: ignore[no-untyped-def]
            super().read(crops, mel)
            return (), None

    bench.show(1)
    too_few = TooFew()
    assert bench.worker.use(too_few)
    bench.worker.offer_picture(FramePacket(Frame(7, now_ns(), CROP), (TrackedFace(1, Box(0, 0, 9, 9), CROP),)))
    assert wait_until(lambda: bool(too_few.calls))
    bench.worker.use(bench.reader)
    assert wait_until(lambda: bool(bench.show(1).people))
