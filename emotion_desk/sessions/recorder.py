"""Records the frames, sound and readings of a desk into a session folder, on a thread of its own.

The desk never waits for the recorder: a disk or an encoder that is too slow costs frames, which are counted.  Readings
are flushed and ``session.json`` is rewritten every second, so that a crash costs about one second.
"""

from __future__ import annotations

import logging
import threading
from collections import deque
from datetime import UTC, datetime, timedelta
from enum import Enum
from functools import partial
from time import monotonic
from typing import Final

from emotion_desk.clock import NS_PER_S, now_ns
from emotion_desk.errors import SessionError
from emotion_desk.messages import DeskEvent, DeskReading, FramePacket, Side, SoundBlock
from emotion_desk.messages import State as SourceState
from emotion_desk.plain_file import make_private_folder
from emotion_desk.sessions import recording_registry
from emotion_desk.sessions.device_events import DeviceEventList
from emotion_desk.sessions.disk_space import DiskWatch, FreeSpace, allocate_reserve, free_reserve
from emotion_desk.sessions.format import MEDIA_FILE, READINGS_FILE, Mark, reading_to_raw
from emotion_desk.sessions.header import Counter, SessionInfo, write_info
from emotion_desk.sessions.jsonl import LineWriter
from emotion_desk.sessions.marks import Marks
from emotion_desk.sessions.matroska_writer import MatroskaWriter
from emotion_desk.sessions.media_track import MakeSink, MediaTrack
from emotion_desk.sessions.provenance import models_run
from emotion_desk.sessions.recorded_neutrals import RecordedNeutrals
from emotion_desk.sessions.recording_options import RecordingMetadata, RecordingRequest
from emotion_desk.sessions.recording_queue import RecordingQueue
from emotion_desk.sessions.timeline import FrameScaler, Timeline
from emotion_desk.translatable import translatable
from emotion_desk.version import __version__

logger = logging.getLogger(__name__)

THREAD_NAME: Final = "emotion-desk-recorder"
#: Interval of flushing readings and header, of measuring the free space, and longest wait for the next item.
_FLUSH_S: Final = 1.0
_DISK_S: Final = 0.25
_WAIT_S: Final = 0.1
#: Sources that run have delivered something after so long.
_DELIVERY_S: Final = 3.0
#: What becomes of a source, and whether it is waited for before the media file is begun.
_AWAITED: Final = {SourceState.OPENING: True, SourceState.RUNNING: True, SourceState.FAILED: False}


class State(Enum):
    """Life cycle of a recording."""

    NEW = "new"
    RECORDING = "recording"
    ENDED = "ended"


class Recorder:
    """One recording; an :class:`~emotion_desk.pipeline.observers.Observer` of a desk.

    Args:
        request: what to record and where.
        metadata: names of the sources and options, for ``session.json``.
        make_sink: opens the media file, by default a :class:`MatroskaWriter`; called in the recorder's thread.

    Attributes:
        neutrals: keeps what answers were corrected by; its ``source`` is set before the start.

    Example:
        >>> recorder = Recorder(RecordingRequest(Path("talk")), RecordingMetadata("Demo clip"))  # doctest: +SKIP
        >>> recorder.start(); desk.set_observer(recorder)  # doctest: +SKIP
        >>> desk.set_observer(None); recorder.stop().counters["frames"]  # doctest: +SKIP
    """

    def __init__(
        self, request: RecordingRequest, metadata: RecordingMetadata, make_sink: MakeSink | None = None
    ) -> None:
        self.request = request
        self._metadata = metadata
        self._make_sink = make_sink or partial(MatroskaWriter, quality=request.quality)
        self.neutrals = RecordedNeutrals(request.folder)
        self._disk = DiskWatch(request.folder, request.limits)
        self._queue = RecordingQueue()
        self._scaler = FrameScaler()
        self._device_events = DeviceEventList({Side.PICTURE: metadata.picture, Side.SOUND: metadata.sound})
        self._thread = threading.Thread(target=self._run, name=THREAD_NAME, daemon=True)
        self._messages: deque[str] = deque(maxlen=16)
        self._state = State.NEW
        self._why: str = translatable("It was stopped.")
        self._lock: recording_registry.Lock | None = None
        self._marks: Marks | None = None
        self._begun_ns = 0
        #: When something was given last, on the desk's clock.
        self._given_ns = 0
        self._last_reading_ns = 0
        self._zero_ns: int | None = None
        self._engine = (metadata.mode, metadata.engine)
        self._models: dict[str, str] = {}
        self._is_low = False
        #: Begin and end of each pause in nanoseconds; the end of the present one is ``None``.
        self._pauses: list[tuple[int, int | None]] = []
        self.info = SessionInfo(datetime.now(UTC))

    # -- called by the owner of the recording -------------------------------------------------------------------

    def start(self) -> None:
        """Make the folder and start the thread.

        Raises:
            SessionError: the folder is not empty, cannot be made, or its disk is full.
        """
        folder = self.request.folder
        try:
            make_private_folder(folder)
            if any(folder.iterdir()):
                raise SessionError(
                    translatable("The folder '{folder}' is not empty; name a new one for the recording.", folder=folder)
                )
        except OSError as error:
            raise SessionError(
                translatable(
                    "The folder '{folder}' cannot be used: {reason}.", folder=folder, reason=error.strerror or error
                )
            ) from error
        if self._disk.free_space() is FreeSpace.EXHAUSTED:
            raise SessionError(
                translatable(
                    "Too little space is free to record on the disk of '{folder}': {free_text}.",
                    folder=folder,
                    free_text=self._disk.free_text(),
                )
            )
        self._lock = recording_registry.Lock(folder)
        self._begun_ns = self._last_reading_ns = now_ns()
        try:
            allocate_reserve(folder)
            self._lines = LineWriter(folder / READINGS_FILE)
            self._marks = Marks(folder)
            media = folder / MEDIA_FILE
            self._track = MediaTrack(media, self._awaited, self._queue, self._scaler, self._make_sink, self._begun_ns)
            if not self._keeps_media:
                self._track.begin()
            self._write_header(finished=False)
        except SessionError:
            free_reserve(folder)
            self._lock.release()
            raise
        recording_registry.register(folder)
        self._state = State.RECORDING
        self._thread.start()

    def stop(self, timeout_s: float = 10.0) -> SessionInfo:
        """Write what is queued, finish the files and return the header; may be called again."""
        self._queue.close()
        if self._thread.ident is not None:
            self._thread.join(timeout_s)
            if self._thread.is_alive():
                logger.warning("The recorder did not end within %.0f s.", timeout_s)
        return self.info

    def mark(self, label: str, stamp_ns: int | None = None) -> Mark | None:
        """Mark a moment; ``None`` if nothing is being recorded or the mark cannot be written.

        Args:
            label: of the mark.
            stamp_ns: the moment in nanoseconds of the monotonic clock, by default the present one.
        """
        if self._marks is None or self._state is not State.RECORDING:
            return None
        timeline = self._track.timeline
        moment_ns = now_ns() if stamp_ns is None else stamp_ns
        at_s = max(0.0, (moment_ns - timeline.zero_ns) / NS_PER_S) if timeline is not None else 0.0
        try:
            return self._marks.add(at_s, label)
        except SessionError as error:
            self._messages.append(str(error))
            return None

    @property
    def timed(self) -> bool:
        """Return whether the time line has begun, so that marks get their true times."""
        return self.recording and self._track.timeline is not None

    def pause(self) -> None:
        """Record nothing until :meth:`resume`; the time line goes on, so that all times stay true."""
        if self.recording and not self.paused:
            self._pauses.append((now_ns(), None))

    def resume(self) -> None:
        """Go on after a pause."""
        if self.paused:
            self._pauses[-1] = (self._pauses[-1][0], now_ns())

    @property
    def paused(self) -> bool:
        """Return whether the recording pauses."""
        return bool(self._pauses) and self._pauses[-1][1] is None

    def take_messages(self) -> list[str]:
        """Return the sentences for the user since the last call."""
        taken: list[str] = []
        while self._messages:
            taken.append(self._messages.popleft())
        return taken

    @property
    def recording(self) -> bool:
        """Return whether the recording is running."""
        return self._state is State.RECORDING

    @property
    def seconds(self) -> float:
        """Return how long it is: since its time line began, before that since it was started.

        It does not grow while nothing comes (:attr:`stands_still`), as the session will not be longer either.
        """
        timeline = self._track.timeline
        from_ns = self._begun_ns if timeline is None else timeline.zero_ns
        until_ns = self._given_ns if self.stands_still else now_ns()
        return max(0.0, (until_ns - from_ns) / NS_PER_S) if from_ns else 0.0

    @property
    def waits(self) -> bool:
        """Return whether neither picture nor sound came for so long after the start that there may be none."""
        return self.recording and self._track.timeline is None and self.seconds > _DELIVERY_S

    @property
    def stands_still(self) -> bool:
        """Return whether neither picture nor sound has come for some time, because their sources have ended."""
        has_begun = self.recording and not self.paused and self._track.timeline is not None and self._given_ns > 0
        return has_begun and now_ns() - self._given_ns > _DELIVERY_S * NS_PER_S

    @property
    def counters(self) -> dict[str, Counter]:
        """Return the counters as of now."""
        return self._queue.counters

    # -- called in the desk's threads --------------------------------------------------------------------------

    def picture(self, packet: FramePacket) -> None:
        """Queue a frame; never blocks."""
        self._given_ns = now_ns()
        self._scaler.observe(packet.frame)
        if not self.paused and "picture" in self.request.keeps:
            self._queue.offer_frame(packet.frame)

    def sound(self, block: SoundBlock) -> None:
        """Queue a block of sound; never blocks."""
        self._given_ns = now_ns()
        if not self.paused and "sound" in self.request.keeps:
            self._queue.offer_sound(block)

    def event(self, event: DeskEvent) -> None:
        """Keep the loss, return or change of a device, and wait for one that is opened; never blocks."""
        if not self.recording:
            return
        self._device_events.add(event)
        if event.side.value in self.request.keeps and event.state in _AWAITED:
            self._track.expect(event.side.value, wanted=_AWAITED[event.state])

    def reading(self, reading: DeskReading) -> None:
        """Queue a reading; never blocks."""
        if not self.paused and "readings" in self.request.keeps:
            self._queue.offer_reading(reading)

    # -- the thread --------------------------------------------------------------------------------------------

    @property
    def _awaited(self) -> frozenset[str]:
        """Return the sides that are recorded and have a source."""
        devices = {"picture": self._metadata.picture, "sound": self._metadata.sound}
        return frozenset(side for side, device in devices.items() if side in self.request.keeps and device is not None)

    @property
    def _keeps_media(self) -> bool:
        return "picture" in self.request.keeps or "sound" in self.request.keeps

    def _run(self) -> None:
        try:
            self._record()
        except SessionError as error:
            self._end_early(f"The recording ended because {_uncapitalised(str(error))}")
        except Exception as error:
            logger.exception("recording")
            self._end_early(
                translatable("The recording ended by an unexpected error ({reason}).", reason=type(error).__name__)
            )
        self._queue.close()
        try:
            self._finish()
        finally:
            self._state = State.ENDED

    def _record(self) -> None:
        flush_at = disk_at = monotonic()
        while True:
            batch = self._queue.take(_WAIT_S, readings=self._track.timeline is not None)
            for reading in batch.readings:
                self._write_reading(reading)
            if batch.medium is not None:
                self._messages.extend(self._track.put(batch.medium))
            now = monotonic()
            if now >= disk_at:
                disk_at = now + _DISK_S
                if self._disk_is_full():
                    return
            if now >= flush_at:
                flush_at = now + _FLUSH_S
                self._lines.flush()
                self._write_header(finished=False)
            if self._queue.closed and self._queue.drained(readings=self._track.timeline is not None):
                if self._track.timeline is not None:
                    return
                self._messages.extend(self._track.begin())

    def _write_reading(self, reading: DeskReading) -> None:
        timeline = self._track.timeline
        if timeline is None:
            return  # readings stay queued until there is one
        timed = timeline.reading(reading, self._scaler.at(reading.frame_stamp_ns))
        if timed is None:
            self._queue.discount("readings")
            return
        if reading.engine and not self._models:
            self._engine = (reading.mode, reading.engine)
            self._models = models_run(*self._engine)
        self._lines.write(reading_to_raw(timed))
        self.neutrals.add(reading)
        self._last_reading_ns = max(self._last_reading_ns, reading.published_ns)
        self._queue.count_written("readings")

    def _disk_is_full(self) -> bool:
        """Warn once when the free space gets low; return whether the recording has to end."""
        free_space = self._disk.free_space()
        if free_space is FreeSpace.EXHAUSTED:
            self._end_early(
                translatable(
                    "The recording ended because the disk is almost full ({free_text} left).",
                    free_text=self._disk.free_text(),
                )
            )
            return True
        if free_space is FreeSpace.LOW and not self._is_low:
            self._messages.append(
                translatable(
                    "The disk is getting full: {free_text} left for the recording.", free_text=self._disk.free_text()
                )
            )
        self._is_low = free_space is FreeSpace.LOW
        return False

    def _end_early(self, why: str) -> None:
        self._why = why
        self._messages.append(why)
        self._queue.abandon()

    def _finish(self) -> None:
        """Close every file, also when closing another one fails."""
        free_reserve(self.request.folder)
        zero_ns = self._track.timeline.zero_ns if self._track.timeline is not None else self._begun_ns
        keep_neutrals = partial(self.neutrals.write, zero_ns)
        for close in (self._track.close, self._lines.close, keep_neutrals, lambda: self._write_header(finished=True)):
            try:
                close()
            except SessionError as error:
                logger.warning("finishing the recording: %s", error)
                self._messages.append(str(error))
        if self.info.finished:
            recording_registry.unregister(self.request.folder)
        if self._lock is not None:
            self._lock.release()

    def _write_header(self, *, finished: bool) -> None:
        """Write ``session.json`` anew."""
        timeline = self._track.timeline
        last_ns = max(self._track.last_ns, self._last_reading_ns)
        has_media = self._track.has_media or (self._keeps_media and not finished)
        zero_ns = timeline.zero_ns if timeline is not None else self._begun_ns
        info = SessionInfo(
            started=self._started(timeline),
            program=__version__,
            finished=finished,
            ended=self._why if finished else None,
            duration_s=round(max(0, last_ns - (timeline.zero_ns if timeline is not None else last_ns)) / NS_PER_S, 3),
            media=MEDIA_FILE if has_media else None,
            keeps=tuple(self.request.keeps),
            mode=self._engine[0],
            engine=self._engine[1],
            device_events=self._device_events.listed(zero_ns),
            device_changes=self._device_events.changes(zero_ns),
            pauses=self._listed_pauses(zero_ns),
            devices={"picture": self._metadata.picture, "sound": self._metadata.sound},
            models=self._models,
            settings={
                **self._metadata.settings,
                "warn_gb": self.request.limits.warn_gb,
                "stop_gb": self.request.limits.stop_gb,
            },
            size=self._scaler.size,
            counters=self._queue.counters,
            consent=self._metadata.consent,
        )
        write_info(self.request.folder, info, durable=finished)
        self.info = info

    def _listed_pauses(self, zero_ns: int) -> tuple[tuple[float, float], ...]:
        """Return the pauses in seconds of the session; the present one lasts until now."""
        spans = [(begin_ns, now_ns() if end_ns is None else end_ns) for begin_ns, end_ns in self._pauses]
        return tuple(
            (round(max(0, begin - zero_ns) / NS_PER_S, 3), round(max(0, end - zero_ns) / NS_PER_S, 3))
            for begin, end in spans
        )

    def _started(self, timeline: Timeline | None) -> datetime:
        """Return the moment of the session's zero in UTC."""
        if timeline is None or self._zero_ns == timeline.zero_ns:
            return self.info.started
        self._zero_ns = timeline.zero_ns
        return datetime.now(UTC) - timedelta(seconds=(now_ns() - timeline.zero_ns) / NS_PER_S)


def _uncapitalised(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]
