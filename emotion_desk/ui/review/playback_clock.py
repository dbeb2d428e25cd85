"""Position and speed of playback: the clock that picture, sound and timelines follow."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from emotion_desk.clock import NS_PER_S, now_ns

SPEEDS = (0.25, 0.5, 1.0, 1.5, 2.0, 4.0)
_TICK_MS = 15
#: Longest wait for a sound output to start.
_PATIENCE_MS = 1500


class PlaybackClock(QObject):
    """A position in seconds that advances while playing; no timer runs while paused."""

    #: The position in seconds, after playing on or seeking.
    moved = Signal(float)
    #: Playing or the speed changed.
    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.start_s = self.end_s = 0.0
        self.position_s = 0.0
        self.speed = 1.0
        self.playing = False
        self._anchor: tuple[int, float] | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE_MS)
        self._patience.timeout.connect(self.run)

    def set_range(self, start_s: float, end_s: float) -> None:
        """Set the range of another session and go to its start."""
        self.pause()
        self.start_s, self.end_s = start_s, max(end_s, start_s)
        self.go(start_s)

    def extend(self, end_s: float) -> None:
        """Extend the range, because more was read."""
        self.end_s = max(self.end_s, end_s)
        self.moved.emit(self.position_s)

    def play(self, *, wait: bool = False) -> None:
        """Play, from the start if the position is at the end; ``wait`` holds the clock until :meth:`run`."""
        if self.playing:
            return
        if self.position_s >= self.end_s - 0.001:
            self.go(self.start_s)
        self.playing = True
        if wait:
            self.hold()
        else:
            self.run()
        self.changed.emit()

    def run(self, at_ns: int | None = None) -> None:
        """Start the clock at a stamp in nanoseconds, which may lie slightly in the future."""
        if self.playing and self._anchor is None:
            self._patience.stop()
            self._anchor = (now_ns() if at_ns is None else at_ns, self.position_s)
            self._timer.start()

    def hold(self) -> None:
        """Hold the clock until :meth:`run`, because the sound has to restart."""
        if self.playing:
            self._anchor = None
            self._timer.stop()
            self._patience.start()

    def pause(self) -> None:
        """Pause."""
        if self.playing:
            self.playing = False
            self._anchor = None
            self._timer.stop()
            self._patience.stop()
            self.changed.emit()

    def go(self, position_s: float) -> None:
        """Seek within the range; playing continues from there."""
        self.position_s = min(max(position_s, self.start_s), self.end_s)
        if self._anchor is not None:
            self._anchor = (now_ns(), self.position_s)
        self.moved.emit(self.position_s)

    def set_speed(self, speed: float) -> None:
        """Change the speed."""
        if speed != self.speed:
            self.speed = speed
            if self._anchor is not None:
                self._anchor = (now_ns(), self.position_s)
            self.changed.emit()

    def _tick(self) -> None:
        if self._anchor is None:
            return
        since_ns, from_s = self._anchor
        self.position_s = min(from_s + max(now_ns() - since_ns, 0) / NS_PER_S * self.speed, self.end_s)
        self.moved.emit(self.position_s)
        if self.position_s >= self.end_s:
            self.pause()
