"""Runs the desk without a window: the same pipeline, with a loop that takes the readings of a window.

A run that could not do what was asked of it ends with the reasons in :attr:`Report.failures`, and with status 1.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import asdict, replace
from functools import partial
from typing import TYPE_CHECKING

from emotion_desk.clock import NS_PER_S, now_ns
from emotion_desk.commands.consent import require_consent
from emotion_desk.commands.headless_measures import HeadlessMeasures, measuring
from emotion_desk.commands.options import RunOptions
from emotion_desk.commands.recording import begin_recording
from emotion_desk.commands.report import Ending, Recorded, Report
from emotion_desk.commands.run_statistics import RunStatistics
from emotion_desk.messages import DeskEvent, Side, State
from emotion_desk.pipeline.desk import Desk, live_face_tracker
from emotion_desk.pipeline.profile import Profile, profile_desk
from emotion_desk.sessions.streams.streaming import opened, streaming

if TYPE_CHECKING:
    from emotion_desk.sessions.recorder import Recorder
    from emotion_desk.sources.protocol import PictureSource, SoundSource

#: Time that the loop waits for a reading before it checks the clock and the stop flag again: about as long as from one
#: reading of an empty room to the next, so that it is not woken in between.
_READING_TIMEOUT_S = 0.1
#: After the end of the sources the network may still work on the last frame; its result belongs to the run.
_LAST_RESULT_S = 0.5
#: Time for the threads to stop: the process shall end within 3 s of the run's end.
_STOP_S = 2.5

#: States whose text the user must read.
_TROUBLE = (State.LOST, State.FAILED, State.DEGRADED)
_NOT_READY = "The networks were not ready before the run ended, so nothing was analysed."


def run_headless(
    options: RunOptions, stop: threading.Event | None = None, notify: Callable[[str], None] | None = None
) -> Report:
    """Run the desk without a window until its time is over, its sources end, or ``stop`` is set.

    The time of ``options.seconds`` begins when the networks are ready: loading them, and measuring which engine is
    the fastest, do not count.

    Args:
        options: sources, networks and duration.
        stop: set from any thread to end the run early.
        notify: receives sentences for the user: lost devices, failures, the state of the recording.

    Returns:
        The report; ``ended`` is :attr:`Ending.FAILED` if no source is left or no network can be loaded, and
        ``failures`` has a sentence for everything that was asked and could not be done.

    Raises:
        DeskError: the sources or the networks do not exist, or the recording cannot start.

    Example:
        >>> report = run_headless(RunOptions(demo=True, seconds=5))  # doctest: +SKIP
        >>> report.results.per_second  # doctest: +SKIP
    """
    notify = notify if notify is not None else _ignore
    from emotion_desk.settings import SettingsFile

    settings = SettingsFile()
    if settings.message:
        notify(settings.message)
    require_consent(options, settings)
    from emotion_desk.inference.mode_loader import reader_loader
    from emotion_desk.people.embedding_schedule import face_schedule, voice_schedule
    from emotion_desk.people.gallery import Gallery
    from emotion_desk.people.recogniser import Recogniser
    from emotion_desk.pipeline.audio_frontend import WINDOW_SAMPLES
    from emotion_desk.sources.file_picture import FilePicture
    from emotion_desk.sources.file_sound import FileSound
    from emotion_desk.sources.resolve_sources import resolve_sources

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
        notify(chosen.note)
    if isinstance(chosen.picture, FilePicture):
        # Nobody looks at the whole of each picture; recordings do, and face measures convert what they read.
        chosen.picture.in_planes = not (options.measures or options.record)
    if isinstance(chosen.sound, FileSound):
        chosen.sound.least = WINDOW_SAMPLES  # nobody watches the columns between two windows
    profile = Profile() if options.profile else None
    people = Recogniser(Gallery(), face_schedule=face_schedule(later=True), voice_schedule=voice_schedule(later=True))
    desk = Desk(chosen.picture, chosen.sound, load, partial(live_face_tracker, options.detector), people)
    if profile is not None:
        profile_desk(profile, desk, chosen.picture, chosen.sound)
    statistics = RunStatistics()
    monitor = RunMonitor(
        chosen.picture is not None, chosen.sound is not None, options.seconds, _devices(chosen.picture, chosen.sound)
    )
    # A stream that cannot be opened is refused before anything is recorded or loaded.
    with opened(options.stream) as stream, streaming(desk, stream, notify):
        recorder = begin_recording(options, chosen.picture, chosen.sound, settings.values)
        desk.neutrals.is_on = options.own_neutral
        desk.use_economy(options.economy)
        if recorder is not None:
            recorder.neutrals.source = desk.neutrals
        desk.set_observer(recorder)
        desk.start()
        threads = threading.active_count()
        try:
            with measuring(desk, options.measures) as measures:
                ended = _attend(desk, statistics, monitor, stop or threading.Event(), notify, recorder, measures)
            end_ns = now_ns()
            figures = desk.figures()
            profiled = profile.measured(figures.frames_processed, figures.seconds) if profile is not None else None
        finally:
            joined = desk.stop(timeout_s=_STOP_S)
            recorded = _end_recording(recorder, options, notify)
    statistics.events(desk.events())
    failures = list(monitor.failures(ended))
    if measures is not None and measures.failure is not None:
        failures.append(measures.failure)
    if recorded is not None and recorded.failure is not None:
        failures.append(recorded.failure)
    report = statistics.report(figures, chosen.picture, chosen.sound, ended, end_ns, threads, joined)
    return replace(report, recording=recorded, profile=profiled, failures=tuple(failures))


def _devices(picture: PictureSource | None, sound: SoundSource | None) -> list[Side]:
    """Return the sides whose source is a device, which can come back when it was lost."""
    kinds = {Side.PICTURE: picture and picture.kind, Side.SOUND: sound and sound.kind}
    return [side for side, kind in kinds.items() if kind in ("camera", "microphone")]


def _end_recording(recorder: Recorder | None, options: RunOptions, notify: Callable[[str], None]) -> Recorded | None:
    """Finish the recording, pass on its messages, and return what was recorded."""
    if recorder is None or options.record is None:
        return None
    ended_before = not recorder.recording
    info = recorder.stop()
    for text in recorder.take_messages():
        notify(text)
    failure = None
    if ended_before or not info.finished:
        failure = f"The recording in '{options.record.folder}' is not whole: {info.ended or 'it was not finished.'}"
    return Recorded(
        str(options.record.folder),
        info.finished,
        info.ended,
        info.duration_s,
        {k: asdict(c) for k, c in info.counters.items()},
        failure,
    )


class RunMonitor:
    """Follows the desk's events and decides when a run is over, and what it could not do.

    Args:
        picture: whether frames are wanted.
        sound: whether sound is wanted.
        seconds: length of the run from the moment the networks are ready; ``None``: until the sources end.
        devices: sides whose source is a camera or a microphone: when one is lost, the run waits until it is back.
    """

    def __init__(
        self, picture: bool, sound: bool, seconds: float | None = None, devices: Collection[Side] = ()
    ) -> None:
        wanted = {Side.PICTURE: picture, Side.SOUND: sound}
        self._states = {side: State.OPENING for side, is_wanted in wanted.items() if is_wanted}
        self._seconds = seconds
        self._network_failed = False
        self._ready = False
        self._end_ns: int | None = None
        self._over_since_ns: int | None = None
        self._degraded: dict[Side, str] = {}
        self._devices = frozenset(devices)
        self._lost: dict[Side, str] = {}

    def update(self, events: Iterable[DeskEvent]) -> None:
        """Take in what happened."""
        for event in events:
            if event.state is State.DEGRADED:
                self._degraded[event.side] = event.text
            elif event.side in self._states:
                self._states[event.side] = event.state
                self._lost.pop(event.side, None)
                if event.state is State.LOST:
                    self._lost[event.side] = event.text
            elif event.side is Side.NETWORK:
                self._network_failed = event.state is State.FAILED
                if event.state is State.RUNNING and not self._ready:
                    self._ready = True
                    self._end_ns = None if self._seconds is None else event.stamp_ns + int(self._seconds * NS_PER_S)

    def ending(self, now: int) -> Ending | None:
        """Return why the run ends at the moment ``now`` in nanoseconds, or ``None`` if it goes on."""
        if self._network_failed or not self._states:
            return Ending.FAILED
        if self._end_ns is not None and now >= self._end_ns:
            return Ending.SECONDS
        if not self._devices.isdisjoint(self._lost):  # they are opened again when they are back
            return None
        states = set(self._states.values())
        if not states <= {State.ENDED, State.NONE, State.LOST, State.FAILED}:
            self._over_since_ns = None
            return None
        if State.ENDED not in states or State.LOST in states:
            return Ending.FAILED
        if self._over_since_ns is None:
            self._over_since_ns = now
        return Ending.SOURCE_END if now - self._over_since_ns >= _LAST_RESULT_S * NS_PER_S else None

    def failures(self, ended: Ending) -> Iterator[str]:
        """Give a sentence for each thing that the run was asked for and could not do."""
        yield from self._degraded.values()
        yield from (f"{text.rstrip('.')}; it did not come back." for side, text in self._lost.items())
        if not self._ready and ended is Ending.SOURCE_END:
            yield _NOT_READY


def _attend(
    desk: Desk,
    statistics: RunStatistics,
    monitor: RunMonitor,
    stop: threading.Event,
    notify: Callable[[str], None],
    recorder: Recorder | None = None,
    measures: HeadlessMeasures | None = None,
) -> Ending:
    """Take frames and readings as a window would, until the run is over.

    Nobody waits for a frame to be shown, so they are taken in the thread that they come from, and only readings wake
    this one.
    """

    def take_frame() -> None:
        packet = desk.preview.take()
        if packet is not None:
            statistics.frame(packet)
            if measures is not None:
                measures.offer(packet)

    desk.preview.listener = take_frame
    while True:
        reading = desk.readings.take(_READING_TIMEOUT_S)
        if reading is not None:
            statistics.reading(reading)
        events = desk.events()
        statistics.events(events)
        monitor.update(events)
        for event in events:
            if event.state in _TROUBLE:
                notify(event.text)
        for text in recorder.take_messages() if recorder is not None else ():
            notify(text)
        ending = monitor.ending(now_ns())
        if ending is not None:
            return ending
        if stop.is_set():
            return Ending.STOPPED


def _ignore(text: str) -> None:
    """Notify nobody."""
