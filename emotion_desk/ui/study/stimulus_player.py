"""Plays a video or a sound for a participant: full sound, and pictures by the time of what is heard.

Sound and picture are decoded in a thread each.  The sound sets the time: a picture is due once the sound that belongs
to it leaves the output.  Without sound the clock begins with the first picture.  Pictures that come too late are
dropped.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import av
import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QSize, Signal

from emotion_desk.clock import NS_PER_S, SYSTEM_CLOCK, Clock
from emotion_desk.errors import DeskError, SourceOpenError
from emotion_desk.messages import Picture
from emotion_desk.pipeline.mailbox import Mailbox
from emotion_desk.sources.display_picture import DisplayConverter
from emotion_desk.sources.media_container import timed_frames
from emotion_desk.sources.media_file import decode, open_container, picture_stream, sound_streams, start_time_s
from emotion_desk.sources.sound_output import open_output
from emotion_desk.ui.language import tr

_log = logging.getLogger(__name__)

#: What is played: participants hear it, so it is not reduced as for the networks.
RATE_HZ: Final = 48_000
CHANNELS: Final = 2
#: A picture that is later than this is dropped, but for the first one.
_LATE_NS: Final = 50_000_000
#: A longer gap in the sound is a damaged time stamp.
_LONGEST_GAP_S: Final = 60.0
#: Containers round the times of sound, and the resampler holds some back; only more than this is a gap.
_JITTER_S: Final = 0.1
#: Pictures wait so long for an output to open.
_START_S: Final = 5.0


class StimulusPlayer(QObject):
    """Plays one file once; the signals are emitted in threads of this object.

    Args:
        path: the file.
        size: of the window in pixels; pictures are scaled to fit into it.
        clock: tells the time and waits.
        parent: owner in Qt's sense.
    """

    #: A picture is due; :meth:`take` returns it.
    due = Signal()
    #: Everything was played.
    ended = Signal()
    #: One sentence: the file cannot be played.
    failed = Signal(object)

    def __init__(self, path: Path, size: QSize, clock: Clock = SYSTEM_CLOCK, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path, self._size, self._clock = path, (max(2, size.width()), max(2, size.height())), clock
        self._stop = threading.Event()
        self._begun = threading.Event()
        self._zero_ns = 0
        self._pictures: Mailbox[Picture] = Mailbox()
        self._thread = threading.Thread(target=self._run, name="emotion-desk-stimulus", daemon=True)

    def play(self) -> None:
        """Begin to play; returns at once."""
        self._thread.start()

    def take(self) -> Picture | None:
        """Return the newest picture, BGR, uint8 (height, width, 3), unless it was taken already."""
        return self._pictures.take()

    @property
    def alive(self) -> bool:
        """Return whether its thread is running."""
        return self._thread.is_alive()

    def stop(self) -> None:
        """Stop; does not wait, and nothing more is reported."""
        self._stop.set()

    def finish(self, timeout_s: float = 2.0) -> None:
        """Stop and wait for the threads."""
        self.stop()
        if self._thread.is_alive():
            self._thread.join(timeout_s)

    def _run(self) -> None:
        try:
            self._play()
        except DeskError as error:
            self._fail(str(error))
        except Exception:  # noqa: BLE001 - a hostile file must not end the program; it is logged whole
            _log.exception("A stimulus cannot be played.")
            self._fail(tr("The file '{name}' cannot be played.", name=self._path.name))
        else:
            if not self._stop.is_set():
                self.ended.emit()

    def _fail(self, text: str) -> None:
        if not self._stop.is_set():
            self.failed.emit(text)

    def _play(self) -> None:
        with open_container(self._path) as container:
            has_picture, has_sound = picture_stream(container) is not None, bool(sound_streams(container))
        if not has_picture and not has_sound:
            raise SourceOpenError(tr("The file '{name}' holds neither picture nor sound.", name=self._path.name))
        if not has_picture:
            self._play_sound()
            return
        errors: list[Exception] = []
        sound = threading.Thread(
            target=self._sound_beside, args=(errors,), name="emotion-desk-stimulus-sound", daemon=True
        )
        if has_sound:
            sound.start()
            self._begun.wait(_START_S)
        try:
            self._play_picture()
        finally:
            if has_sound:
                sound.join()
        if errors:
            raise errors[0]

    def _begin(self, at_ns: int) -> None:
        """Set the moment at which the file's time 0 is seen and heard, once."""
        if not self._begun.is_set():
            self._zero_ns = at_ns
            self._begun.set()

    # ---- sound ----------------------------------------------------------------------------------------------------

    def _sound_beside(self, errors: list[Exception]) -> None:
        """Play the sound of a video; without an output the video is shown all the same."""
        try:
            self._play_sound()
        except SourceOpenError as error:
            _log.warning("%s: %s", self._path.name, error)
        except Exception as error:  # noqa: BLE001 - raised after the picture
            errors.append(error)
        finally:
            self._begin(self._clock.now_ns())

    def _play_sound(self) -> None:
        with open_output(RATE_HZ, CHANNELS) as output, open_container(self._path) as container:
            stream = sound_streams(container)[0]
            for samples in stereo(container, stream, self._path.name):
                if not self._begun.is_set():
                    self._begin(output.audible_ns())
                if not output.write(samples, self._stop):
                    return

    # ---- picture --------------------------------------------------------------------------------------------------

    def _play_picture(self) -> None:
        from emotion_desk.opencv import cv2

        with open_container(self._path) as container:
            stream = picture_stream(container)
            if stream is None:
                raise SourceOpenError(tr("The file '{name}' holds no picture any more.", name=self._path.name))
            stream.thread_type = "AUTO"
            convert = DisplayConverter(stream, self._path)
            is_first = True
            for time_s, frame in timed_frames(container, stream, self._path.name):
                self._begin(self._clock.now_ns())
                due_ns = self._zero_ns + round(time_s * NS_PER_S)
                if not is_first and self._clock.now_ns() - due_ns > _LATE_NS:
                    continue
                picture = convert(frame)
                height, width = picture.shape[:2]
                scale = min(self._size[0] / width, self._size[1] / height)
                target = (max(1, round(width * scale)), max(1, round(height * scale)))
                way = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
                scaled = np.asarray(cv2.resize(picture, target, interpolation=way), np.uint8)
                if self._wait_until(due_ns):
                    return
                is_first = False
                self._pictures.put(scaled)
                self.due.emit()

    def _wait_until(self, at_ns: int) -> bool:
        """Wait for a moment; return whether it was stopped."""
        left_s = (at_ns - self._clock.now_ns()) / NS_PER_S
        return self._clock.wait(self._stop, left_s) if left_s > 0 else self._stop.is_set()


def stereo(container: Any, stream: Any, name: str) -> Iterator[NDArray[np.float32]]:
    """Yield the sound as float32 (samples, 2) at 48 kHz; gaps between the packets become silence.

    Args:
        container: an open container.
        stream: one of its sound tracks.
        name: of the file, for messages.

    Raises:
        SourceLostError: nothing can be decoded, or the file breaks off before its end.
    """
    start_s, given, kind = start_time_s(container), 0, None
    resampler: Any = None
    tolerance_s = 0.0  # the first sample sits exactly where it belongs
    for frame in decode(container, stream, name):
        if (frame.format.name, frame.layout.name, frame.sample_rate) != kind:
            yield from _rest(resampler)
            kind = (frame.format.name, frame.layout.name, frame.sample_rate)
            resampler = av.AudioResampler("flt", "stereo", RATE_HZ)
        gap_s = 0.0 if frame.time is None else frame.time - start_s - given / RATE_HZ
        if tolerance_s < gap_s < _LONGEST_GAP_S:
            silence = round(gap_s * RATE_HZ)
            given += silence
            yield np.zeros((silence, CHANNELS), np.float32)
        tolerance_s = _JITTER_S
        frame.pts = None  # the resampler counts by itself
        for made in resampler.resample(frame):
            given += made.samples
            yield _samples(made)
    yield from _rest(resampler)


def _rest(resampler: Any) -> Iterator[NDArray[np.float32]]:
    """Yield what a resampler still holds."""
    for made in [] if resampler is None else resampler.resample(None):
        yield _samples(made)


def _samples(frame: Any) -> NDArray[np.float32]:
    return np.asarray(frame.to_ndarray(), np.float32).reshape(-1, CHANNELS)
