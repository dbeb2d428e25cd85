"""Sources and networks that do what real ones do on a bad day: hang, raise, end, drown, crawl."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence

import numpy as np

from emotion_desk.clock import now_ns
from emotion_desk.errors import SourceEndedError, SourceError, SourceOpenError
from emotion_desk.labels import EMOTIONS
from emotion_desk.messages import Box, FaceReading, Frame, Mel, Picture, SoundBlock, VoiceReading
from emotion_desk.vision.box_tracker import Tracker, TrackerSettings
from emotion_desk.vision.face_tracker import FaceTracker

WAIT_S = 5.0


def wait_until(is_so: Callable[[], bool], timeout_s: float = WAIT_S) -> bool:
    """Wait for a condition and return whether it came."""
    end = time.monotonic() + timeout_s
    while not is_so():
        if time.monotonic() > end:
            return False
        time.sleep(0.005)
    return True


class FakePicture:
    """Gives grey frames at a pace; can be told to end, raise or hang."""

    def __init__(self, name: str = "Fake camera", fps: float = 50.0, frames: int | None = None) -> None:
        self.name = name
        self.kind = "camera"
        self.dropped = 0
        self.fps = fps
        self.frames = frames
        self.refuses: Exception | None = None
        self.raises: Exception | None = None
        self.hang = threading.Event()
        self.hangs = threading.Event()
        self.release = threading.Event()
        self.opened = 0
        self.closed = 0
        self.is_open = False
        self.picture = np.full((48, 64, 3), 90, np.uint8)
        self._index = 0
        self._due = 0.0

    def open(self) -> None:
        if self.refuses is not None:
            raise self.refuses
        if self.is_open:
            raise SourceOpenError(f"{self.name} is busy.")
        self.opened += 1
        self.is_open = True
        self._index = 0
        self._due = time.monotonic()

    def read(self, timeout_s: float) -> Frame | None:
        if self.hang.is_set():
            self.hangs.set()
            self.release.wait()
        if self.raises is not None:
            raise self.raises
        if self.frames is not None and self._index >= self.frames:
            raise SourceEndedError(f"{self.name} has ended.")
        ahead = self._due - time.monotonic()
        if ahead > timeout_s:
            time.sleep(timeout_s)
            return None
        if ahead > 0:
            time.sleep(ahead)
        self._due += 1 / self.fps
        self._index += 1
        return Frame(self._index, now_ns(), self.picture)

    def close(self) -> None:
        self.closed += 1
        self.is_open = False


class FakeSound:
    """Gives blocks of a given sound in real time, or without waiting if it is not paced."""

    def __init__(
        self,
        samples: np.ndarray,
        name: str = "Fake microphone",
        block: int = 512,
        once: bool = False,
        paced: bool = True,
    ) -> None:
        self.name = name
        self.kind = "microphone"
        self.overflows = 0
        self.raises: SourceError | None = None
        self._samples = np.asarray(samples, np.float32)
        self._block = block
        self._once = once
        self._paced = paced
        self._at = 0
        self.begun_ns = 0

    def open(self) -> None:
        self._at = 0
        self.begun_ns = now_ns()

    def read(self, timeout_s: float) -> SoundBlock | None:
        if self.raises is not None:
            raise self.raises
        if self._once and self._at + self._block > len(self._samples):
            raise SourceEndedError(f"{self.name} has ended.")
        due_ns = self.begun_ns + (self._at + self._block) * 1_000_000_000 // 16_000
        ahead = (due_ns - now_ns()) / 1e9 if self._paced else 0.0
        if ahead > timeout_s:
            time.sleep(timeout_s)
            return None
        time.sleep(max(0.0, ahead))
        stamp = self.begun_ns + self._at * 1_000_000_000 // 16_000
        block = np.take(self._samples, np.arange(self._at, self._at + self._block), mode="wrap")
        self._at += self._block
        return SoundBlock(stamp, block)

    def close(self) -> None:
        """Nothing to let go of."""


class FakeReader:
    """A network that takes its time and says what it is told."""

    mode = "multitask"

    def __init__(self, says: str = "happy", delay_s: float = 0.0, engine: str = "fake") -> None:
        self.says = says
        self.delay_s = delay_s
        self.engine = engine
        self.raises: Exception | None = None
        self.calls: list[tuple[int, bool]] = []
        #: Cleared, the network answers nothing until it is set again.
        self.may_answer = threading.Event()
        self.may_answer.set()

    def read(self, crops: Sequence[Picture], mel: Mel | None) -> tuple[tuple[FaceReading, ...], VoiceReading | None]:
        self.calls.append((len(crops), mel is not None))
        if self.raises is not None:
            raise self.raises
        self.may_answer.wait(30)
        time.sleep(self.delay_s)
        emotion = sure_of(self.says)
        return tuple(FaceReading(emotion) for _ in crops), VoiceReading(emotion) if mel is not None else None


def sure_of(name: str, certainty: float = 0.86) -> dict[str, float]:
    """Return an answer that is fairly sure."""
    rest = (1 - certainty) / (len(EMOTIONS) - 1)
    return {emotion: certainty if emotion == name else rest for emotion in EMOTIONS}


class FixedDetector:
    """Finds the same boxes in every picture."""

    def __init__(self, *boxes: Box) -> None:
        self.boxes = list(boxes)

    def find(self, picture: Picture) -> list[Box]:
        return list(self.boxes)

    def find_near(self, picture: Picture, known: Sequence[Box]) -> list[Box]:
        return list(self.boxes)


def one_face() -> FaceTracker:
    """Return a finder that sees one face at once."""
    return FaceTracker(FixedDetector(Box(20, 10, 24, 24)), Tracker(TrackerSettings(hits=1)))


def no_face() -> FaceTracker:
    """Return a finder that sees nobody."""
    return FaceTracker(FixedDetector())
