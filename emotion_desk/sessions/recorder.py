"""Records what a desk sees, hears and answers into a session folder, on a thread of its own.

The desk hands over and goes on; a disk or an encoder that is too slow costs frames, which are counted, and nothing
else.  Readings are flushed and ``session.json`` is renewed every second, so that a crash costs about that much.
"""

from __future__ import annotations

import logging
import threading
from collections import deque
from datetime import UTC, datetime, timedelta
from enum import Enum
from time import monotonic
from typing import Final

from emotion_desk.clock import NS_PER_S, now_ns
from emotion_desk.errors import SessionError
from emotion_desk.messages import DeskReading, FramePacket, SoundBlock
from emotion_desk.sessions import recording_registry
from emotion_desk.sessions.disk_space import DiskWatch, Room, give_reserve_back, hold_reserve
from emotion_desk.sessions.format import (
    MEDIA_FILE,
    READINGS_FILE,
    Counter,
    Mark,
    SessionInfo,
    reading_to_raw,
    write_info,
)
from emotion_desk.sessions.jsonl import LineWriter
from emotion_desk.sessions.marks import Marks
from emotion_desk.sessions.matroska_writer import MatroskaWriter
from emotion_desk.sessions.media_track import MakeSink, Tape
from emotion_desk.sessions.provenance import models_run
from emotion_desk.sessions.recording_options import About, Wish
from emotion_desk.sessions.recording_queue import Intake
from emotion_desk.sessions.timeline import Fitter, Timeline

logger = logging.getLogger(__name__)

THREAD_NAME: Final = "emotion-desk-recorder"
#: What was recorded is safe on disk, and the room on the disk is looked at, this often.
_FLUSH_S: Final = 1.0
_DISK_S: Final = 0.25
_BEAT_S: Final = 0.1


class Stage(Enum):
    """Where a recording is."""

    NEW = "new"
    RECORDING = "recording"
    ENDED = "ended"


class Recorder:
    """One recording; an :class:`~emotion_desk.pipeline.observers.Observer` of a desk.

    Args:
        wish: what to record and where.
        about: what it is recorded from.
        make_sink: opens the media file; called in the recorder's thread.

    Example:
        >>> recorder = Recorder(Wish(Path("talk")), About("Demo clip", "Demo clip"))  # doctest: +SKIP
        >>> recorder.start(); desk.set_observer(recorder)  # doctest: +SKIP
        >>> desk.set_observer(None); recorder.stop().counters["frames"]  # doctest: +SKIP
    """

    def __init__(self, wish: Wish, about: About, make_sink: MakeSink = MatroskaWriter) -> None:
        self.wish = wish
        self._about = about
        self._make_sink = make_sink
        self._disk = DiskWatch(wish.folder, wish.limits)
        self._intake = Intake()
        self._fitter = Fitter()
        self._thread = threading.Thread(target=self._run, name=THREAD_NAME, daemon=True)
        self._told: deque[str] = deque(maxlen=16)
        self._stage = Stage.NEW
        self._why = "It was stopped."
        self._lock: recording_registry.Lock | None = None
        self._marks: Marks | None = None
        self._begun_ns = 0
        self._last_reading_ns = 0
        self._zero_ns: int | None = None
        self._engine = (about.mode, about.engine)
        self._models: dict[str, str] = {}
        self._is_low = False
        self.info = SessionInfo(datetime.now(UTC))

    # -- called by the one who records -------------------------------------------------------------------------

    def start(self) -> None:
        """Make the folder and begin.

        Raises:
            SessionError: the folder is not empty, cannot be made, or its disk is full.
        """
        folder = self.wish.folder
        try:
            folder.mkdir(parents=True, exist_ok=True)
            if any(folder.iterdir()):
                raise SessionError(f"The folder '{folder}' is not empty; name a new one for the recording.")
        except OSError as error:
            raise SessionError(f"The folder '{folder}' cannot be used: {error.strerror or error}.") from error
        if self._disk.room() is Room.NONE:
            raise SessionError(f"There is too little room to record on the disk of '{folder}': {self._disk.told()}.")
        self._lock = recording_registry.Lock(folder)
        self._begun_ns = self._last_reading_ns = now_ns()
        try:
            hold_reserve(folder)
            self._lines = LineWriter(folder / READINGS_FILE)
            self._marks = Marks(folder)
            media = folder / MEDIA_FILE
            self._tape = Tape(media, self._awaited, self._intake, self._fitter, self._make_sink, self._begun_ns)
            if not self._keeps_media:
                self._tape.settle()
            self._renew(finished=False)
        except SessionError:
            give_reserve_back(folder)
            self._lock.release()
            raise
        recording_registry.note(folder)
        self._stage = Stage.RECORDING
        self._thread.start()

    def stop(self, timeout_s: float = 10.0) -> SessionInfo:
        """Write out what waits, finish the files and return what was recorded; may be called again."""
        self._intake.close()
        if self._thread.ident is not None:
            self._thread.join(timeout_s)
            if self._thread.is_alive():
                logger.warning("The recorder did not end within %.0f s.", timeout_s)
        return self.info

    def mark(self, label: str) -> Mark | None:
        """Mark the present moment; ``None`` if nothing is being recorded or the mark cannot be written."""
        if self._marks is None or self._stage is not Stage.RECORDING:
            return None
        timeline = self._tape.timeline
        at_s = max(0.0, (now_ns() - timeline.zero_ns) / NS_PER_S) if timeline is not None else 0.0
        try:
            return self._marks.add(at_s, label)
        except SessionError as error:
            self._told.append(str(error))
            return None

    def told(self) -> list[str]:
        """Return what the user should know since the last call, one sentence each."""
        said: list[str] = []
        while self._told:
            said.append(self._told.popleft())
        return said

    @property
    def recording(self) -> bool:
        """Return whether it is going on."""
        return self._stage is Stage.RECORDING

    @property
    def seconds(self) -> float:
        """Return how long it has been going on."""
        return max(0.0, (now_ns() - self._begun_ns) / NS_PER_S) if self._begun_ns else 0.0

    @property
    def counters(self) -> dict[str, Counter]:
        """Return the counters as of now."""
        return self._intake.counters

    # -- called in the desk's threads --------------------------------------------------------------------------

    def picture(self, packet: FramePacket) -> None:
        """Take in a frame; never waits."""
        self._fitter.note(packet.frame)
        if "picture" in self.wish.keeps:
            self._intake.offer_frame(packet.frame)

    def sound(self, block: SoundBlock) -> None:
        """Take in a block of sound; never waits."""
        if "sound" in self.wish.keeps:
            self._intake.offer_sound(block)

    def reading(self, reading: DeskReading) -> None:
        """Take in a reading; never waits."""
        if "readings" in self.wish.keeps:
            self._intake.offer_reading(reading)

    # -- the thread --------------------------------------------------------------------------------------------

    @property
    def _awaited(self) -> frozenset[str]:
        """Return the sides whose devices should deliver something to write."""
        devices = {"picture": self._about.picture, "sound": self._about.sound}
        return frozenset(side for side, device in devices.items() if side in self.wish.keeps and device is not None)

    @property
    def _keeps_media(self) -> bool:
        return "picture" in self.wish.keeps or "sound" in self.wish.keeps

    def _run(self) -> None:
        try:
            self._live()
        except SessionError as error:
            self._end_early(f"The recording ended because {_uncapitalised(str(error))}")
        except Exception as error:
            logger.exception("recording")
            self._end_early(f"The recording ended by an unexpected error ({type(error).__name__}).")
        self._intake.close()
        try:
            self._finish()
        finally:
            self._stage = Stage.ENDED

    def _live(self) -> None:
        flush_at = disk_at = monotonic()
        while True:
            batch = self._intake.take(_BEAT_S, readings=self._tape.timeline is not None)
            for reading in batch.readings:
                self._write_reading(reading)
            if batch.medium is not None:
                self._told.extend(self._tape.put(batch.medium))
            now = monotonic()
            if now >= disk_at:
                disk_at = now + _DISK_S
                if self._disk_is_full():
                    return
            if now >= flush_at:
                flush_at = now + _FLUSH_S
                self._lines.flush()
                self._renew(finished=False)
            if self._intake.closed and self._intake.drained(readings=self._tape.timeline is not None):
                if self._tape.timeline is not None:
                    return
                self._told.extend(self._tape.settle())

    def _write_reading(self, reading: DeskReading) -> None:
        timeline = self._tape.timeline
        if timeline is None:
            return  # the intake holds readings back until there is one
        timed = timeline.reading(reading, self._fitter.at(reading.frame_stamp_ns))
        if timed is None:
            self._intake.never_offered("readings")
            return
        if reading.engine and not self._models:
            self._engine = (reading.mode, reading.engine)
            self._models = models_run(*self._engine)
        self._lines.write(reading_to_raw(timed))
        self._last_reading_ns = max(self._last_reading_ns, reading.published_ns)
        self._intake.wrote("readings")

    def _disk_is_full(self) -> bool:
        """Warn once when the room gets little; return whether recording has to end."""
        room = self._disk.room()
        if room is Room.NONE:
            self._end_early(f"The recording ended because the disk is almost full ({self._disk.told()} left).")
            return True
        if room is Room.LITTLE and not self._is_low:
            self._told.append(f"The disk is getting full: {self._disk.told()} left for the recording.")
        self._is_low = room is Room.LITTLE
        return False

    def _end_early(self, why: str) -> None:
        self._why = why
        self._told.append(why)
        self._intake.abandon()

    def _finish(self) -> None:
        """Close everything; each part is tried, whatever became of the one before."""
        give_reserve_back(self.wish.folder)
        for close in (self._tape.close, self._lines.close, lambda: self._renew(finished=True)):
            try:
                close()
            except SessionError as error:
                logger.warning("finishing the recording: %s", error)
                self._told.append(str(error))
        if self.info.finished:
            recording_registry.forget(self.wish.folder)
        if self._lock is not None:
            self._lock.release()

    def _renew(self, *, finished: bool) -> None:
        """Write ``session.json`` anew."""
        from emotion_desk.version import __version__

        timeline = self._tape.timeline
        last_ns = max(self._tape.last_ns, self._last_reading_ns)
        has_media = self._tape.has_media or (self._keeps_media and not finished)
        info = SessionInfo(
            started=self._started(timeline),
            program=__version__,
            finished=finished,
            ended=self._why if finished else None,
            duration_s=round(max(0, last_ns - (timeline.zero_ns if timeline is not None else last_ns)) / NS_PER_S, 3),
            media=MEDIA_FILE if has_media else None,
            keeps=tuple(self.wish.keeps),
            mode=self._engine[0],
            engine=self._engine[1],
            devices={"picture": self._about.picture, "sound": self._about.sound},
            models=self._models,
            settings={
                **self._about.settings,
                "warn_gb": self.wish.limits.warn_gb,
                "stop_gb": self.wish.limits.stop_gb,
            },
            size=self._fitter.size,
            counters=self._intake.counters,
            consent=self._about.consent,
        )
        write_info(self.wish.folder, info, durable=finished)
        self.info = info

    def _started(self, timeline: Timeline | None) -> datetime:
        """Return the moment of the session's zero by the clock on the wall."""
        if timeline is None or self._zero_ns == timeline.zero_ns:
            return self.info.started
        self._zero_ns = timeline.zero_ns
        return datetime.now(UTC) - timedelta(seconds=(now_ns() - timeline.zero_ns) / NS_PER_S)


def _uncapitalised(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]
