"""Collects frames, readings and events of a run and summarises them as a report.

The live metrics of the desk cover the last seconds only.  A report covers the whole run, so it counts everything that
the window or the headless loop takes from the desk.
"""

from __future__ import annotations

import threading
from array import array
from collections.abc import Iterable, Mapping

import numpy as np

from emotion_desk.clock import NS_PER_MS, NS_PER_S, now_ns
from emotion_desk.commands.report import (
    Ending,
    FrameCounts,
    Latencies,
    MeanEmotions,
    Percentiles,
    Report,
    ReportedEvent,
    ResultCounts,
    SoundCounts,
)
from emotion_desk.labels import EMOTIONS
from emotion_desk.machine import cpu_name, peak_rss_mb
from emotion_desk.messages import DeskEvent, DeskReading, Emotions, Figures, FramePacket
from emotion_desk.sources.protocol import PictureSource, SoundSource
from emotion_desk.version import __version__

#: A report lists this many people, those with the most readings.
MOST_PEOPLE = 20
#: Events beyond this number are not kept, so that a source that is lost again and again does not fill the memory.
MOST_EVENTS = 500
#: Durations of which percentiles are taken, at most, evenly spread: a run of many hours must not fill the memory.
MOST_DURATIONS = 10_000
#: Tracks of faces whose means are kept, at most: those with the most readings, and the newest ones.
MOST_TRACKS = 1_000


class RunStatistics:
    """Counts a run from ``start_ns`` on; used by one thread, but for :meth:`frame`, which another one may call."""

    def __init__(self, start_ns: int | None = None) -> None:
        self._start_ns = now_ns() if start_ns is None else start_ns
        self._frames = 0
        self._first_frame_ns: int | None = None
        self._last_frame_ns = 0
        self._first_result_ns: int | None = None
        self._last_frame_stamp_ns: int | None = None
        self._inference_ms = Durations()
        self._age_ms = Durations()
        self._reading_age_ms = Durations()
        self._newest_ns: int | None = None
        self._people: dict[int, _Mean] = {}
        self._voice = _Mean()
        self._events: list[ReportedEvent] = []

    @property
    def frames(self) -> int:
        """Return the number of frames so far."""
        return self._frames

    def frame(self, packet: FramePacket) -> None:
        """Count a frame that was taken from the preview just now."""
        del packet
        now = now_ns()
        if self._first_frame_ns is None:
            self._first_frame_ns = now
        self._last_frame_ns = now
        if self._newest_ns is not None:
            self._reading_age_ms.add((now - self._newest_ns) / NS_PER_MS)
        self._frames += 1

    def reading(self, reading: DeskReading) -> None:
        """Count a reading; one without a network call, because there was no face and no speech, is no result."""
        if reading.inference_ms <= 0:
            return
        if self._first_result_ns is None:
            self._first_result_ns = reading.published_ns
        self._inference_ms.add(reading.inference_ms)
        stamp = reading.frame_stamp_ns
        self._newest_ns = stamp if stamp is not None else reading.sound_stamp_ns
        if stamp is not None and stamp != self._last_frame_stamp_ns:  # a reading of new sound repeats the last frame
            self._last_frame_stamp_ns = stamp
            self._age_ms.add((reading.published_ns - stamp) / NS_PER_MS)
        for person in reading.people:
            self._people.setdefault(person.track_id, _Mean()).add(person.emotion, person.identity.name)
        if len(self._people) > MOST_TRACKS:
            self._people = _most_read_and_newest(self._people)
        if reading.voice is not None and reading.voice.emotion is not None:
            self._voice.add(reading.voice.emotion, reading.voice.identity.name)

    def events(self, events: Iterable[DeskEvent]) -> None:
        """Add events to the report."""
        for event in events:
            if len(self._events) < MOST_EVENTS:
                at_s = round((event.stamp_ns - self._start_ns) / NS_PER_S, 3)
                self._events.append(ReportedEvent(at_s, event.side.value, event.state.value, event.text))

    def report(
        self,
        figures: Figures,
        picture: PictureSource | None,
        sound: SoundSource | None,
        ended: Ending,
        end_ns: int | None = None,
        threads: int | None = None,
        threads_joined: bool = True,
    ) -> Report:
        """Return the report of the run.

        Args:
            figures: the pipeline's figures at the end of the run.
            picture: source of the frames.
            sound: source of the sound.
            ended: why the run ended.
            end_ns: when it ended; by default now.
            threads: threads of the process while the desk ran.
            threads_joined: whether all threads of the desk ended in time.
        """
        end = now_ns() if end_ns is None else end_ns
        people = sorted(self._people.items(), key=lambda item: -item[1].count)[:MOST_PEOPLE]
        return Report(
            source=picture.kind if picture is not None else sound.kind if sound is not None else "none",
            mode=figures.mode,
            engine=figures.engine,
            cpu=cpu_name(),
            seconds=round((end - self._start_ns) / NS_PER_S, 3),
            frames=FrameCounts(figures.frames_read, figures.frames_processed, figures.frames_dropped),
            preview_fps=self._preview_fps(),
            results=ResultCounts(figures.results, self._results_per_second(figures.results, end)),
            latency_ms=Latencies(
                self._inference_ms.percentiles(),
                self._age_ms.percentiles(),
                reading_age=self._reading_age_ms.percentiles(),
            ),
            sound=SoundCounts(figures.sound_blocks, figures.overflows),
            peak_rss_mb=peak_rss_mb(),
            faces_seen=figures.faces_seen,
            ended=ended,
            first_frame_s=self._after_start(self._first_frame_ns),
            first_result_s=self._after_start(self._first_result_ns),
            sources={
                "picture": picture.name if picture is not None else None,
                "sound": sound.name if sound is not None else None,
            },
            people=tuple(mean.summary(track_id) for track_id, mean in people),
            voice=self._voice.summary() if self._voice.count else None,
            events=tuple(self._events),
            threads=threading.active_count() if threads is None else threads,
            threads_joined=threads_joined,
            version=__version__,
        )

    def _preview_fps(self) -> float:
        if self._first_frame_ns is None or self._frames < 2:
            return 0.0
        return round((self._frames - 1) * NS_PER_S / max(1, self._last_frame_ns - self._first_frame_ns), 2)

    def _results_per_second(self, count: int, end_ns: int) -> float:
        """Return the results per second from the first result to the end of the run, with any stall at the end."""
        if self._first_result_ns is None or count < 2:
            return 0.0
        return round((count - 1) * NS_PER_S / max(1, end_ns - self._first_result_ns), 2)

    def _after_start(self, stamp_ns: int | None) -> float | None:
        return None if stamp_ns is None else round((stamp_ns - self._start_ns) / NS_PER_S, 3)


class _Mean:
    """A running mean of emotion probabilities, and the last name that was known."""

    def __init__(self) -> None:
        self.count = 0
        self._sum = dict.fromkeys(EMOTIONS, 0.0)
        self._name: str | None = None

    def add(self, emotion: Emotions | Mapping[str, float], name: str | None) -> None:
        self.count += 1
        for key in EMOTIONS:
            self._sum[key] += emotion.get(key, 0.0)
        self._name = name if name is not None else self._name

    def summary(self, track_id: int | None = None) -> MeanEmotions:
        mean = {key: round(value / self.count, 4) for key, value in self._sum.items()}
        return MeanEmotions(self.count, mean, track_id, self._name)


class Durations:
    """Durations in milliseconds: all of them, or of a long run every second, fourth and so on, evenly spread.

    Whenever ``most`` values are held, every other one is dropped, and from then on half as many are taken.
    """

    def __init__(self, most: int = MOST_DURATIONS) -> None:
        self._most = most
        self._values = array("f")
        self._seen = 0
        self._step = 1

    def add(self, value_ms: float) -> None:
        """Count a duration."""
        if self._seen % self._step == 0:
            self._values.append(value_ms)
            if len(self._values) >= self._most:
                self._values = self._values[::2]
                self._step *= 2
        self._seen += 1

    def __len__(self) -> int:
        """Return the number of values that are held."""
        return len(self._values)

    def percentiles(self) -> Percentiles:
        """Return the median and the 95th percentile, without values ``None``."""
        if not self._values:
            return Percentiles(None, None)
        ordered = np.sort(np.asarray(self._values))
        # Linear between values as np.percentile, which imports numpy.ma: two megabytes for two figures.
        p50, p95 = np.interp(np.array((0.5, 0.95)) * (len(ordered) - 1), np.arange(len(ordered)), ordered)
        return Percentiles(round(float(p50), 2), round(float(p95), 2))


def _most_read_and_newest(people: Mapping[int, _Mean]) -> dict[int, _Mean]:
    """Return half of the tracks: a quarter by number of readings, a quarter by age."""
    share = MOST_TRACKS // 4
    kept = {*sorted(people, key=lambda track_id: -people[track_id].count)[:share], *sorted(people)[-share:]}
    return {track_id: mean for track_id, mean in people.items() if track_id in kept}
