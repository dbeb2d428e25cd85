"""A long recording of the demo: does memory grow, and do picture and sound stay together?

python -m tests.soak.long_recording --seconds 3600          # record without a window, then measure
python -m tests.soak.long_recording --session FOLDER        # measure what was recorded of the demo before

The demo clip is played over and over, so at any moment of the recording both picture and sound can be found again in
the clip: the picture by its likest frames, the sound by correlation.  How far apart the two are is how far they are out
of step, whatever made them so.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from emotion_desk import open_session
from emotion_desk.errors import DeskError
from emotion_desk.machine import cpu_name
from emotion_desk.messages import Picture, Samples
from emotion_desk.opencv import cv2
from emotion_desk.resources import shipped
from emotion_desk.sessions.reader import Session
from emotion_desk.sound.mel import SAMPLE_RATE
from emotion_desk.sources.demo import open_demo
from emotion_desk.sources.file_sound import decode_sound
from emotion_desk.sources.media_file import open_container, sound_stream

#: What is compared at each of the moments, in seconds.
_STRETCH_S: Final = 8.0
_POLL_S: Final = 1.0
#: Memory is compared from here on: until then caches fill.
_SETTLED_S: Final = 300.0
#: The slope of memory is taken from here on, over at least so long.
_SLOPE_FROM_S: Final = 600.0
_SLOPE_OVER_S: Final = 600.0
#: Pictures are compared at this size, grey.
_SMALL: Final = (64, 36)
#: The likest frame of the clip counts if those further away than this are clearly less like.
_NEAR: Final = 2
_CLEARLY: Final = 1.5
_MINUTE_S: Final = 60.0
#: At how many moments picture and sound are compared, at most.
_MOMENTS: Final = 13
#: What is allowed: apart or drifting, and growth of memory.
_DRIFT_MS: Final = 40.0
_GROWTH_MB: Final = 20.0
_SLOPE_MB: Final = 0.05


@dataclass(frozen=True)
class Clip:
    """The demo clip.

    Attributes:
        frames: float32 (n, pixels), small and grey.
        times_s: float64 (n,).
        sound: 16 kHz mono, float32, one round long.
        length_s: how long a round is.
    """

    frames: NDArray[np.float32]
    times_s: NDArray[np.float64]
    sound: Samples
    length_s: float


@dataclass(frozen=True)
class Step:
    """How far picture and sound are out of step from a moment on; ``apart_ms`` is positive where the sound is late."""

    at_s: float
    apart_ms: float
    frames: int


@dataclass(frozen=True)
class Memory:
    """Memory of a run, in MB (10^6 bytes), over its seconds: what is resident and belongs to no file."""

    at_s: Sequence[float]
    mb: Sequence[float]

    def growth_mb(self) -> float | None:
        """Return by how much the last minute's mean exceeds that of the minute after the caches filled."""
        times, held = np.array(self.at_s), np.array(self.mb)
        settled = held[(times >= _SETTLED_S) & (times < _SETTLED_S + _MINUTE_S)]
        if len(times) == 0 or times[-1] < _SETTLED_S + 2 * _MINUTE_S:
            return None
        return float(held[times > times[-1] - _MINUTE_S].mean() - settled.mean())

    def slope_mb(self) -> float | None:
        """Return the growth in MB a minute from the tenth minute on; ``None`` for a short run.

        By least squares through the least value of each minute, because how many frames are under way changes what
        is held by some megabytes from second to second.
        """
        times, held = np.array(self.at_s), np.array(self.mb)
        if len(times) == 0 or times[-1] < _SLOPE_FROM_S + _SLOPE_OVER_S:
            return None
        minutes = (times // _MINUTE_S).astype(int)
        late = np.arange(round(_SLOPE_FROM_S / _MINUTE_S), minutes[-1] + 1)
        late = late[np.isin(late, minutes)]
        return float(np.polyfit(late, [held[minutes == minute].min() for minute in late], 1)[0])


def read_clip() -> Clip:
    """Return the demo clip, decoded.

    Raises:
        DeskError: this installation lacks it.
    """
    length_s = open_demo().duration_s
    file = shipped("assets") / "demo.mp4"
    with open_container(file) as container:
        decoded = [(float(frame.time), _small(frame.to_ndarray(format="bgr24"))) for frame in container.decode(video=0)]
    with open_container(file) as container:
        sound = np.concatenate(list(decode_sound(container, sound_stream(container), file.name, 0.0)))
    assert length_s is not None
    whole = np.zeros(round(length_s * SAMPLE_RATE), np.float32)
    whole[: len(sound)] = sound[: len(whole)]
    return Clip(np.stack([small for _, small in decoded]), np.array([time_s for time_s, _ in decoded]), whole, length_s)


def step_at(session: Session, clip: Clip, at_s: float) -> Step:
    """Measure how far picture and sound of a recording of the demo are out of step.

    Raises:
        DeskError: nothing of the demo can be found there.
    """
    seen: list[float] = []
    for time_s, picture in session.frames(at_s):
        if time_s >= at_s + _STRETCH_S:
            break
        place_s = _place_of(clip, _small(picture))
        if time_s >= at_s and place_s is not None:
            seen.append(time_s - place_s)
    if not seen:
        raise DeskError(f"No frame of the demo clip is to be found {at_s:.0f} s into the recording.")
    picture_s = _middle(seen, clip.length_s)
    sound_s = at_s - _sound_place_s(clip, session.sound(at_s, at_s + _STRETCH_S))
    return Step(at_s, 1000 * _around(sound_s - picture_s, clip.length_s), len(seen))


def _small(picture: Picture) -> NDArray[np.float32]:
    grey = cv2.cvtColor(cv2.resize(picture, _SMALL, interpolation=cv2.INTER_AREA), cv2.COLOR_BGR2GRAY)
    return np.asarray(grey, np.float32).ravel()


def _place_of(clip: Clip, small: NDArray[np.float32]) -> float | None:
    """Return the time of the likest frame of the clip; ``None`` where others that are not beside it are as like."""
    unlike = np.square(clip.frames - small).mean(axis=1)
    best = int(unlike.argmin())
    others = np.abs(np.arange(len(unlike)) - best) > _NEAR
    return float(clip.times_s[best]) if unlike[others].min() > _CLEARLY * unlike[best] else None


def _sound_place_s(clip: Clip, heard: Samples) -> float:
    """Return where in the clip a stretch of sound begins."""
    rounds = np.concatenate([clip.sound, clip.sound])
    size = 1 << (len(rounds) + len(heard)).bit_length()
    alike = np.fft.irfft(np.fft.rfft(rounds, size) * np.conj(np.fft.rfft(heard, size)), size)[: len(clip.sound)]
    return float(alike.argmax()) / SAMPLE_RATE


def _middle(seconds: Sequence[float], round_s: float) -> float:
    """Return the median of times on a circle."""
    first = seconds[0]
    return first + float(np.median([_around(one - first, round_s) for one in seconds]))


def _around(seconds: float, round_s: float) -> float:
    """Return a difference on a circle, as the shorter way round."""
    return (seconds + round_s / 2) % round_s - round_s / 2


def record(folder: Path, seconds: float, engine: str) -> Memory:
    """Record the demo without a window, in a process of its own, and watch its memory.

    Raises:
        DeskError: the run failed.
    """
    command = [sys.executable, "-m", "emotion_desk", "run", "--demo", "--headless", "--seconds", str(seconds)]
    command += ["--engine", engine]
    times, held = [], []
    run = subprocess.Popen([*command, "--record", str(folder)], stdout=subprocess.DEVNULL)
    began = time.monotonic()
    try:
        while run.poll() is None:
            if (memory := _resident_mb(run.pid)) is not None:
                times.append(time.monotonic() - began)
                held.append(memory)
            time.sleep(_POLL_S)
    finally:
        run.kill()
        run.wait()
    if run.returncode:
        raise DeskError(f"The run ended with status {run.returncode}.")
    return Memory(times, held)


def _resident_mb(pid: int) -> float | None:
    """Return the anonymous resident memory, without pages of files, which the system takes back when it needs them."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
        return next(int(line.split()[1]) * 1024 / 1e6 for line in lines if line.startswith("Anonymous:"))
    except (OSError, IndexError, ValueError, StopIteration):
        return None


def main(arguments: list[str] | None = None) -> int:
    """Record or open, measure, print; the status is 1 if memory or time ran away."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak.long_recording", description=__doc__)
    parser.add_argument("--seconds", type=float, default=3600.0, help="length of the recording")
    parser.add_argument("--engine", default="auto", help="what runs the networks (default: auto)")
    parser.add_argument("--session", type=Path, metavar="FOLDER", help="measure this recording of the demo instead")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all that was measured")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="emotion-desk-endurance-") as place:
        folder: Path = options.session or Path(place) / "session"
        try:
            memory = record(folder, options.seconds, options.engine) if options.session is None else None
            steps = _steps(folder)
        except DeskError as error:
            sys.stderr.write(f"{error}\n")
            return 1
        good = _tell(memory, steps, folder)
        if options.json is not None:
            content = {"memory": memory and memory.__dict__, "steps": [step.__dict__ for step in steps]}
            options.json.write_text(json.dumps(content), encoding="utf-8")
    return 0 if good else 1


def _steps(folder: Path) -> list[Step]:
    session, clip = open_session(folder), read_clip()
    last_s = (session.info.duration_s or 0.0) - _STRETCH_S - 1.0
    moments = np.linspace(0.0, last_s, max(2, min(_MOMENTS, int(last_s / _STRETCH_S))))
    return [step_at(session, clip, float(moment)) for moment in moments]


def _tell(memory: Memory | None, steps: Sequence[Step], folder: Path) -> bool:
    """Print what was measured; say whether it holds."""
    say = sys.stdout.write
    info = open_session(folder).info
    say(f"{cpu_name()}; {info.duration_s:.1f} s recorded\n")
    say(f"counters: {info.counters}\n")
    for step in steps:
        say(f"{step.at_s:8.1f} s: sound {step.apart_ms:+6.1f} ms after the picture ({step.frames} frames)\n")
    drift_ms = steps[-1].apart_ms - steps[0].apart_ms
    say(f"drift from start to end: {drift_ms:+.1f} ms (allowed: {_DRIFT_MS:.0f})\n")
    good = max(abs(drift_ms), *(abs(step.apart_ms) for step in steps)) < _DRIFT_MS
    growth_mb = memory.growth_mb() if memory is not None else None
    if memory is not None and growth_mb is not None:
        say(f"memory after the first five minutes: {growth_mb:+.1f} MB (allowed: {_GROWTH_MB:.0f}), ")
        say(f"most {max(memory.mb):.0f} MB\n")
        good = good and growth_mb < _GROWTH_MB
        if (slope_mb := memory.slope_mb()) is not None:
            say(f"memory from the tenth minute on: {slope_mb:+.3f} MB a minute (allowed: {_SLOPE_MB})\n")
            good = good and slope_mb < _SLOPE_MB
    elif memory is not None:
        say(f"memory: most {max(memory.mb):.0f} MB; too short a run to speak of growth\n")
    return good


if __name__ == "__main__":
    raise SystemExit(main())
