"""Switches modes again and again while the demo plays, and looks at what that costs: frames, threads, memory.

Memory is compared between the first and the last time that every mode was through, once what was freed has been given
back: what a first load brings along for good (the runtime, its pool of threads) is no leak.
"""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from time import monotonic
from typing import Any, Final

from emotion_desk.catalogue import COMPARE
from emotion_desk.errors import DeskError
from emotion_desk.inference.mode_loader import ModeLoader
from emotion_desk.inference.model_store import ModelStore
from emotion_desk.inference.modes import available_modes
from emotion_desk.machine import resident_mb, return_memory
from emotion_desk.messages import DeskReading, FramePacket, Side, State
from emotion_desk.pipeline.desk import Desk
from emotion_desk.sources.demo import open_demo

#: A mode that has not answered after so long never will.
_LONGEST_S: Final = 120.0
_BEAT_S: Final = 0.02
_SETTLE_S: Final = 0.3


@dataclass(frozen=True)
class Switched:
    """What many switches did.

    Attributes:
        switches: how often the mode was changed.
        load_s: median time from the request to the first answer of the new mode.
        longest_gap_ms: between two frames that reached the preview, while modes changed.
        frames_dropped: frames that did not reach the preview, of ``frames`` in all.
        tracks: different faces that were followed; the demo shows one, and begins anew every ten seconds.
        silent_ms: longest time without a result while a network was there.
        threads: of the process, before and after.
        resident_mb: memory before and after, where the system tells.
    """

    switches: int
    load_s: float
    longest_gap_ms: float
    frames: int
    frames_dropped: int
    tracks: int
    silent_ms: float
    threads: tuple[int, int]
    resident_mb: tuple[float, float] | None

    @property
    def growth(self) -> float | None:
        """Return the share that memory grew by."""
        return None if self.resident_mb is None else self.resident_mb[1] / self.resident_mb[0] - 1.0

    def fields(self) -> dict[str, Any]:
        """Return it as JSON's kinds."""
        return asdict(self)


class _Watch:
    """Takes frames and readings as a window would, and keeps the longest gaps."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._frame_at: float | None = None
        self._result_at: float | None = None
        self.gap_s = 0.0
        self.silent_s = 0.0

    def until(self, is_so: Callable[[DeskReading | None], bool], longest_s: float) -> float:
        """Watch until a reading fits; return how long it took.

        Raises:
            DeskError: it did not come, or the network failed.
        """
        begun = monotonic()
        while not is_so(self._beat()):
            if monotonic() - begun > longest_s:
                raise DeskError("The desk did not answer in time.")
            for event in self._desk.events():
                if event.side is Side.NETWORK and event.state in (State.FAILED, State.LOST):
                    raise DeskError(event.text)
        return monotonic() - begun

    def pause(self) -> None:
        """Forget the time of the last frame and result: what comes now is not the desk's fault."""
        self._frame_at = self._result_at = None

    def _beat(self) -> DeskReading | None:
        packet: FramePacket | None = self._desk.preview.take(_BEAT_S)
        now = monotonic()
        if packet is not None:
            self.gap_s = max(self.gap_s, now - self._frame_at if self._frame_at is not None else 0.0)
            self._frame_at = now
        reading = self._desk.readings.take()
        if reading is not None and reading.inference_ms > 0:
            self.silent_s = max(self.silent_s, now - self._result_at if self._result_at is not None else 0.0)
            self._result_at = now
        return reading


def switch_modes(
    switches: int, store: ModelStore, engine: str = "auto", say: Callable[[str], None] = lambda _text: None
) -> Switched:
    """Play the demo and change the mode so often.

    Args:
        switches: changes between the two measurements of memory; every mode is loaded once before.
        store: the weights.
        engine: what runs them.
        say: is told how far it is.

    Raises:
        DeskError: a mode cannot be loaded.
    """
    modes = [mode for mode, reason in available_modes(store).items() if reason is None]
    if COMPARE not in modes:
        raise DeskError(str(available_modes(store)[COMPARE]))
    clip = open_demo()
    desk = Desk(clip.picture, clip.sound, ModeLoader(modes[0], engine, store))
    watch = _Watch(desk)
    desk.start()
    try:
        for mode in (*modes[1:], modes[0]):  # what the first load of each brings along stays
            desk.use_reader(ModeLoader(mode, engine, store))
            watch.until(_answers(mode), _LONGEST_S)
        before = _stand(watch)
        watch.gap_s = watch.silent_s = 0.0
        figures = desk.figures()
        took = []
        for number in range(switches):
            mode = modes[(number + 1) % len(modes)]
            say(f"switch {number + 1} of {switches}: {mode}")
            desk.use_reader(ModeLoader(mode, engine, store))
            took.append(watch.until(_answers(mode), _LONGEST_S))
        after_figures = desk.figures()
        gap_s, silent_s = watch.gap_s, watch.silent_s
        desk.use_reader(ModeLoader(modes[0], engine, store))
        watch.until(_answers(modes[0]), _LONGEST_S)
        after = _stand(watch)
    finally:
        desk.stop()
    return Switched(
        switches=switches,
        load_s=sorted(took)[len(took) // 2],
        longest_gap_ms=gap_s * 1e3,
        frames=after_figures.frames_read - figures.frames_read,
        frames_dropped=after_figures.frames_dropped - figures.frames_dropped,
        tracks=after_figures.faces_seen,
        silent_ms=silent_s * 1e3,
        threads=(before[0], after[0]),
        resident_mb=None if before[1] is None or after[1] is None else (before[1], after[1]),
    )


def _answers(mode: str) -> Callable[[DeskReading | None], bool]:
    return lambda reading: reading is not None and reading.mode == mode and reading.inference_ms > 0


def _stand(watch: _Watch) -> tuple[int, float | None]:
    """Return threads and memory once loading has come to rest."""
    settled = monotonic() + _SETTLE_S
    watch.until(lambda _reading: monotonic() > settled and not _is_loading(), _LONGEST_S)
    gc.collect()
    return_memory()
    watch.pause()
    return threading.active_count(), resident_mb()


def _is_loading() -> bool:
    return any(thread.name == "emotion-desk-loader" for thread in threading.enumerate())


def sentence(switched: Switched) -> str:
    """Say it in two lines."""
    held = switched.resident_mb
    memory = f"memory {held[0]:.0f} to {held[1]:.0f} MB" if held is not None else "memory not told by the system"
    counts: Sequence[str] = (
        f"{switched.switches} switches, {switched.load_s:.2f} s each (median); "
        f"{switched.frames_dropped} of {switched.frames} frames dropped, "
        f"longest gap in the preview {switched.longest_gap_ms:.0f} ms, without a result {switched.silent_ms:.0f} ms",
        f"threads {switched.threads[0]} to {switched.threads[1]}, {memory}",
    )
    return "\n".join(counts)
