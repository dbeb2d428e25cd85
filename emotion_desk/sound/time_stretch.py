"""Changes the pace of sound and keeps its pitch, so that a voice played at double speed is still that voice.

Waveform similarity overlap-add (WSOLA; Verhelst and Roelands, ICASSP 1993): the output is made of overlapping frames of
the input; each is taken from near its nominal position, where it continues the frame before it best.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

import numpy as np
from numpy.typing import NDArray

from emotion_desk.messages import Samples

#: Samples of a frame, of a step of the output, and of the search to each side, at 16 kHz: 40, 20 and 10 ms.
_FRAME: Final = 640
_STEP: Final = _FRAME // 2
_SEARCH: Final = 160
#: Two Hann windows that overlap by half add up to one.
_WINDOW: Final[NDArray[np.float32]] = np.hanning(_FRAME + 1)[:-1].astype(np.float32)


class TimeStretch:
    """Stretches a stream of mono samples.

    Args:
        speed: input seconds for each output second, 0.25 to 4.

    Example:
        >>> stretch = TimeStretch(2.0)
        >>> stretch.feed(np.zeros(16000, np.float32)).size
        7360
    """

    def __init__(self, speed: float) -> None:
        if not 0.25 <= speed <= 4.0:
            raise ValueError("a speed is from 0.25 to 4")
        self.speed = speed
        self._held: Samples = np.zeros(0, np.float32)
        #: Input position of the first held sample, number of frames made, and where the last one was taken from.
        self._origin = 0
        self._made = 0
        self._last: int | None = None
        self._tail: Samples = np.zeros(_STEP, np.float32)

    def feed(self, samples: Samples) -> Samples:
        """Take samples (float32, (n,)) and return what is ready of the output."""
        self._held = np.concatenate((self._held, samples))
        made = []
        while (frame := self._next()) is not None:
            windowed = frame * _WINDOW
            made.append(self._tail + windowed[:_STEP])
            self._tail = windowed[_STEP:]
        return np.concatenate(made) if made else np.zeros(0, np.float32)

    def flush(self) -> Samples:
        """Return the rest of the output, as if silence followed."""
        rest = self.feed(np.zeros(_FRAME + 2 * _SEARCH, np.float32))
        return np.concatenate((rest, self._tail))

    def _next(self) -> Samples | None:
        """Return the next frame of the input, ``None`` until more is fed."""
        nominal = round(self._made * _STEP * self.speed)
        last = self._last
        needed = max(nominal + _SEARCH, 0 if last is None else last + _STEP) + _FRAME
        if self._origin + self._held.size < needed:
            return None
        if last is None:
            at = 0
        else:
            first = max(nominal - _SEARCH, self._origin)
            wanted = self._held[last + _STEP - self._origin :][:_FRAME]
            among = self._held[first - self._origin : nominal + _SEARCH + _FRAME - self._origin]
            at = first + int(np.argmax(_similarity(among, wanted)))
        self._made += 1
        self._last = at
        frame: Samples = self._held[at - self._origin :][:_FRAME]
        self._forget(min(at + _STEP, round(self._made * _STEP * self.speed) - _SEARCH))
        return frame

    def _forget(self, until: int) -> None:
        """Drop what no later frame can need."""
        if until > self._origin:
            self._held = self._held[until - self._origin :]
            self._origin = until


def _similarity(among: Samples, wanted: Samples) -> NDArray[np.float32]:
    """Return the normalised cross-correlation of a frame with each position."""
    energy = np.cumsum(np.concatenate(([0.0], np.square(among, dtype=np.float64))))
    norm = np.sqrt(energy[wanted.size :] - energy[: -wanted.size] + 1e-9)
    return np.asarray(np.correlate(among, wanted, "valid") / norm, np.float32)


def stretched(pieces: Iterable[Samples], speed: float) -> Iterator[Samples]:
    """Yield pieces of sound at another pace; at 1 they pass unchanged."""
    if speed == 1.0:
        yield from pieces
        return
    stretch = TimeStretch(speed)
    for piece in pieces:
        yield stretch.feed(piece)
    yield stretch.flush()
