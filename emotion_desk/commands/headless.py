"""The desk without a window: the same pipeline, watched by a loop that takes what a window would take."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from dataclasses import asdict, replace
from typing import TYPE_CHECKING

from emotion_desk.clock import NS_PER_S, now_ns
from emotion_desk.commands.consent import require_consent
from emotion_desk.commands.options import RunOptions
from emotion_desk.commands.recording import begin_recording
from emotion_desk.commands.report import Ending, Recorded, Report
from emotion_desk.commands.run_statistics import Tally
from emotion_desk.messages import DeskEvent, Side, State
from emotion_desk.pipeline.desk import Desk
from emotion_desk.pipeline.profile import Profile, profile_desk
from emotion_desk.sessions.streams.streaming import streaming

if TYPE_CHECKING:
    from emotion_desk.sessions.recorder import Recorder

#: How long the loop waits for a frame before it looks at the clock and the stop flag again.
_BEAT_S = 0.02
#: After the sources' end the last frame may still be with the network; its result belongs to the run.
_LAST_RESULT_S = 0.5
#: The process shall end within 3 s of the run's end.
_STOP_S = 2.5

_TROUBLE = (State.LOST, State.FAILED)


def run_headless(
    options: RunOptions, stop: threading.Event | None = None, say: Callable[[str], None] | None = None
) -> Report:
    """Run the desk without a window until its time is over, its sources end, or ``stop`` is set.

    Args:
        options: sources, network and duration.
        stop: set by anyone, from any thread, to end the run early.
        say: is told in one sentence each what went wrong on the way.

    Returns:
        The report; ``ended`` is :attr:`Ending.FAILED` if there was nothing left to look at or listen to, or no network.

    Raises:
        DeskError: the sources or the network cannot be had at all.

    Example:
        >>> report = run_headless(RunOptions(demo=True, seconds=5))  # doctest: +SKIP
        >>> report.results.per_second  # doctest: +SKIP
    """
    require_consent(options)
    from emotion_desk.inference.mode_loader import reader_loader
    from emotion_desk.people.embedding_schedule import face_schedule, voice_schedule
    from emotion_desk.people.gallery import Gallery
    from emotion_desk.people.recogniser import Recogniser
    from emotion_desk.sources.resolve_sources import resolve_sources

    tell = say if say is not None else _silent
    load = reader_loader(options.mode, options.engine, measure=options.measure_engines)
    chosen = resolve_sources(
        camera=options.camera,
        file=options.file,
        demo=options.demo,
        mic=options.mic,
        paced=True,
        loop=options.repeats,
    )
    if chosen.note:
        tell(chosen.note)
    profile = Profile() if options.profile else None
    people = Recogniser(Gallery(), face_schedule=face_schedule(), voice_schedule=voice_schedule())
    desk = Desk(chosen.picture, chosen.sound, load, people=people)
    if profile is not None:
        profile_desk(profile, desk, chosen.picture, chosen.sound)
    recorder = begin_recording(options, chosen.picture, chosen.sound)
    desk.set_observer(recorder)
    tally = Tally()
    watch = Watch(picture=chosen.picture is not None, sound=chosen.sound is not None)
    desk.start()
    threads = threading.active_count()
    try:
        with streaming(desk, options.stream, tell):
            ended = _attend(desk, tally, watch, options.seconds, stop or threading.Event(), tell, recorder)
        end_ns = now_ns()
        figures = desk.figures()
        profiled = profile.measured(figures.frames_processed, figures.seconds) if profile is not None else None
    finally:
        joined = desk.stop(timeout_s=_STOP_S)
        recorded = _end_recording(recorder, options, tell)
    tally.events(desk.events())
    report = tally.report(figures, chosen.picture, chosen.sound, ended, end_ns, threads, joined)
    return replace(report, recording=recorded, profile=profiled)


def _end_recording(recorder: Recorder | None, options: RunOptions, tell: Callable[[str], None]) -> Recorded | None:
    """Finish the recording, and say what there is to say about it."""
    if recorder is None or options.record is None:
        return None
    info = recorder.stop()
    for text in recorder.told():
        tell(text)
    return Recorded(
        str(options.record.folder),
        info.finished,
        info.ended,
        info.duration_s,
        {k: asdict(c) for k, c in info.counters.items()},
    )


class Watch:
    """Knows from the desk's events which sides still deliver."""

    def __init__(self, picture: bool, sound: bool) -> None:
        wanted = {Side.PICTURE: picture, Side.SOUND: sound}
        self._states = {side: State.OPENING for side, is_wanted in wanted.items() if is_wanted}
        self._network_failed = False
        self._over_since_ns: int | None = None

    def note(self, events: Iterable[DeskEvent]) -> None:
        """Take in what happened."""
        for event in events:
            if event.side in self._states:
                self._states[event.side] = event.state
            elif event.side is Side.NETWORK:
                self._network_failed = event.state is State.FAILED

    def verdict(self, now: int) -> Ending | None:
        """Return why the run should end at the moment ``now``, or ``None`` if it should go on."""
        if self._network_failed or not self._states:
            return Ending.FAILED
        states = set(self._states.values())
        if not states <= {State.ENDED, State.NONE, *_TROUBLE}:
            self._over_since_ns = None
            return None
        if State.ENDED not in states or State.LOST in states:
            return Ending.FAILED
        if self._over_since_ns is None:
            self._over_since_ns = now
        return Ending.SOURCE_END if now - self._over_since_ns >= _LAST_RESULT_S * NS_PER_S else None


def _attend(
    desk: Desk,
    tally: Tally,
    watch: Watch,
    seconds: float | None,
    stop: threading.Event,
    tell: Callable[[str], None],
    recorder: Recorder | None = None,
) -> Ending:
    """Take frames and readings as a window would, until the run is over."""
    end_ns = None if seconds is None else now_ns() + int(seconds * NS_PER_S)
    while True:
        packet = desk.preview.take(_BEAT_S)
        if packet is not None:
            tally.frame(packet)
        reading = desk.readings.take()
        if reading is not None:
            tally.reading(reading)
        events = desk.events()
        tally.events(events)
        watch.note(events)
        for event in events:
            if event.state in _TROUBLE:
                tell(event.text)
        for text in recorder.told() if recorder is not None else ():
            tell(text)
        now = now_ns()
        verdict = watch.verdict(now)
        if verdict is not None:
            return verdict
        if end_ns is not None and now >= end_ns:
            return Ending.SECONDS
        if stop.is_set():
            return Ending.STOPPED


def _silent(text: str) -> None:
    """Tell nobody."""
