"""Plays a file: connects the playback clock, the frame decoder and the sound output."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from emotion_desk.messages import Picture
from emotion_desk.pipeline.mailbox import Mailbox
from emotion_desk.ui.language import mark, tr
from emotion_desk.ui.review.frame_decoder import FrameDecoderThread
from emotion_desk.ui.review.frame_index import FrameIndex
from emotion_desk.ui.review.playback_clock import SPEEDS, PlaybackClock
from emotion_desk.ui.review.sound_output import SoundOutput

#: The sound output restarts once a drag has paused for so long, not at each of its positions.
_REST_MS = 120
#: Length of a step in files without a picture.
_PLAIN_STEP_S = 0.04
#: Slowest and fastest pace at which sound is still understood.
_AUDIBLE = (0.5, 2.0)
_TOO_FAST = mark("Sound plays from 0.5 × to 2 ×.")  # noqa: RUF001 - a real times sign


class Player(QObject):
    """Provides the frame of the present position as soon as it is decoded."""

    #: A decoded frame: its number and its picture.
    frame_ready = Signal(int, object)
    #: One sentence: the file cannot be decoded any more.
    failed = Signal(object)
    #: Why playback is silent, in one sentence; empty while sound plays.
    silent = Signal(object)
    _arrived = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.playback_clock = PlaybackClock(self)
        self.index: FrameIndex | None = None
        self._sound = SoundOutput(self)
        self._server: FrameDecoderThread | None = None
        self._old_servers: list[FrameDecoderThread] = []
        # A mailbox instead of a signal with pictures: a frame that was not taken yet is replaced, so no queue can grow.
        self._frames: Mailbox[tuple[FrameDecoderThread, int, Picture]] = Mailbox()
        self._asked: int | None = None
        self._sound_number = 0
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_REST_MS)
        self._soon.timeout.connect(self._start_sound)
        self._arrived.connect(self._take)
        self.playback_clock.moved.connect(self._follow)
        self.playback_clock.changed.connect(self._changed)
        self._sound.began.connect(self._sound_began)
        self._sound.silent.connect(self._sound_silent)

    # ---- loading --------------------------------------------------------------------------------------------------

    def load(self, index: FrameIndex | None, start_s: float, end_s: float) -> None:
        """Load another file at its start; without an index only the clock runs."""
        self.unload()
        self.index = index
        if index is not None and len(index):
            self._server = FrameDecoderThread(index, self._deliver, self.failed.emit)
        self.playback_clock.set_range(start_s, end_s)

    def unload(self) -> None:
        """Unload the file; does not wait for the threads."""
        self.playback_clock.pause()
        self._sound.stop()
        self.index = None
        self._asked = None
        self._frames.clear()
        if self._server is not None:
            self._server.close()
            self._old_servers = [server for server in self._old_servers if server.alive]
            self._old_servers.append(self._server)
            self._server = None

    def finish(self) -> None:
        """Stop everything and wait for the threads."""
        self.unload()
        self._sound.finish()
        for server in self._old_servers:
            server.join(2.0)
        self._old_servers.clear()

    # ---- moving ---------------------------------------------------------------------------------------------------

    def go(self, time_s: float) -> None:
        """Seek; playing continues from there."""
        self.playback_clock.go(time_s)
        self._restart_sound()

    def step(self, frames: int) -> None:
        """Pause and move by exactly so many frames."""
        self.playback_clock.pause()
        index = self.index
        if index is None or not len(index):
            self.playback_clock.go(self.playback_clock.position_s + frames * _PLAIN_STEP_S)
            return
        number = min(max(index.at(self.playback_clock.position_s) + frames, 0), len(index) - 1)
        self.playback_clock.go(float(index.times[number]))

    def toggle(self) -> None:
        """Play or pause."""
        if self.playback_clock.playing:
            self.playback_clock.pause()
            return
        wants = self._wants_sound()
        self.playback_clock.play(wait=wants)
        if wants:
            self._start_sound()

    def set_speed(self, speed: float) -> None:
        """Change the speed."""
        self.playback_clock.set_speed(speed)
        self._restart_sound()

    def shift_speed(self, steps: int) -> None:
        """Change the speed by so many steps."""
        place = min(max(SPEEDS.index(self.playback_clock.speed) + steps, 0), len(SPEEDS) - 1)
        self.set_speed(SPEEDS[place])

    # ---- frames ---------------------------------------------------------------------------------------------------

    def _follow(self, time_s: float) -> None:
        if self._server is not None and self.index is not None:
            number = self.index.at(time_s)
            if number != self._asked:
                self._asked = number
                self._server.request(number)

    def _deliver(self, server: FrameDecoderThread, number: int, picture: Picture) -> None:
        """Store a decoded frame, in the decoder's thread."""
        self._frames.put((server, number, picture))
        self._arrived.emit()

    def _take(self) -> None:
        taken = self._frames.take()
        if taken is not None and taken[0] is self._server:
            self.frame_ready.emit(taken[1], taken[2])

    # ---- sound ----------------------------------------------------------------------------------------------------

    def _wants_sound(self) -> bool:
        return self.index is not None and self.index.has_sound and self._is_audible

    @property
    def _is_audible(self) -> bool:
        return _AUDIBLE[0] <= self.playback_clock.speed <= _AUDIBLE[1]

    def _start_sound(self) -> None:
        if self._wants_sound() and self.index is not None and self.playback_clock.playing:
            speed = self.playback_clock.speed
            self._sound_number = self._sound.play(self.index, self.playback_clock.position_s, speed)

    def _restart_sound(self) -> None:
        if not self.playback_clock.playing:
            return
        if self._wants_sound():
            self._sound.stop()
            self.playback_clock.hold()
            self._soon.start()
        else:
            self._sound.stop()
            self._soon.stop()
            self.playback_clock.run()

    def _sound_began(self, number: int, at_ns: int) -> None:
        if number == self._sound_number:
            self.silent.emit("")
            self.playback_clock.run(at_ns)

    def _sound_silent(self, number: int, why: str) -> None:
        if number == self._sound_number:
            self.silent.emit(why)
            self.playback_clock.run()

    def _changed(self) -> None:
        if not self.playback_clock.playing:
            self._sound.stop()
            self._soon.stop()
        elif not self._is_audible and self.index is not None and self.index.has_sound:
            self.silent.emit(tr(_TOO_FAST))
