"""Makes ``demo.mp4``, the clip the desk plays where there is no camera, and checks it.

The clip needs a face that the detector finds in every frame, speech of the same emotion, and a seam that is not seen
when it loops.  It is made from material that may be shipped (see ``README.md``), so that everybody can make it again
and knows the origin of every part.

    python assets/make_demo.py            # writes assets/demo.mp4
    python assets/make_demo.py --check    # looks at the shipped clip, exit status 1 if it lacks a stated property
"""

from __future__ import annotations

import argparse
import math
import subprocess
import sys
import tempfile
import wave
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Final

import av
import numpy as np
import soxr
from numpy.typing import NDArray

from emotion_desk.opencv import cv2

CLIP: Final = Path(__file__).resolve().with_name("demo.mp4")
WIDTH: Final = 640
HEIGHT: Final = 480
FPS: Final = 30
SECONDS: Final = 10
SAMPLE_RATE: Final = 48_000
SPEECH_RMS_DBFS: Final = -23.0  # the programme loudness of broadcast speech (EBU R 128), as plain RMS
ROOM_RMS_DBFS: Final = -66.0  # a quiet room: pauses of exact zeros do not occur in life
SEED: Final = 20
#: flite's voice, its prosody (Hz, Hz, factor) and what it says.
VOICE: Final = "kal16"
PROSODY: Final = ("int_f0_target_mean=240", "int_f0_target_stddev=40", "duration_stretch=1.0")
TEXT: Final = (
    "Oh, that is wonderful! I can see you! What a lovely day this is, and how good that you are here! "
    "What a lovely day this is! I can see you, and that is wonderful!"
)
#: Quiet before and after the speech.
START_S: Final = 0.4
END_S: Final = 0.4


def portrait() -> NDArray[np.uint8]:
    """Return the portrait, BGR, 512 x 512."""
    from skimage import data

    return np.ascontiguousarray(data.astronaut()[:, :, ::-1])  # type: ignore[no-untyped-call]


def picture(source: NDArray[np.uint8], index: int) -> NDArray[np.uint8]:
    """Return frame ``index``: the view pans, zooms and tilts a little, and comes back to where it began."""
    # The face is about 95 pixels wide around (225, 114).  A view as tight as this keeps the mission patch and the flag
    # out, where Haar sees a second face now and then.
    turn = 2 * math.pi * index / (FPS * SECONDS)
    view = 310.0 + 30.0 * math.cos(turn)  # width of the view in pixels of the portrait
    x = 232.0 + 20.0 * math.sin(turn)
    y = 140.0 + 8.0 * math.sin(2 * turn)
    matrix = np.asarray(cv2.getRotationMatrix2D((x, y), math.sin(2 * turn), WIDTH / view), dtype=np.float64)
    matrix[:, 2] += np.array([WIDTH / 2 - x, HEIGHT / 2 - y])
    return np.asarray(
        cv2.warpAffine(source, matrix, (WIDTH, HEIGHT), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REFLECT),
        dtype=np.uint8,
    )


def voice() -> NDArray[np.float32]:
    """Return the synthetic voice, mono float32 at :data:`SAMPLE_RATE`, at the level of natural speech."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "voice.wav"
        settings = [part for setting in PROSODY for part in ("--setf", setting)]
        subprocess.run(["flite", "-voice", VOICE, *settings, "-t", TEXT, "-o", str(path)], check=True)
        with wave.open(str(path)) as wav:
            rate = wav.getframerate()
            raw = np.frombuffer(wav.readframes(wav.getnframes()), dtype="<i2")
    samples = soxr.resample(raw.astype(np.float32) / 32768.0, rate, SAMPLE_RATE).astype(np.float32)
    longest = round((SECONDS - START_S - END_S) * SAMPLE_RATE)
    if samples.size > longest:
        raise ValueError(f"The text takes {samples.size / SAMPLE_RATE:.2f} s, more than {longest / SAMPLE_RATE:.2f} s.")
    loud = samples[np.abs(samples) > 1e-3]
    level = float(np.sqrt(np.mean(loud**2)))
    return np.asarray(samples * (10 ** (SPEECH_RMS_DBFS / 20) / level), dtype=np.float32)


def sound() -> NDArray[np.float32]:
    """Return the whole sound track, mono float32, exactly :data:`SECONDS` long."""
    total = SAMPLE_RATE * SECONDS
    noise = np.random.default_rng(SEED).standard_normal(total) * 10 ** (ROOM_RMS_DBFS / 20)
    track = noise.astype(np.float32)
    start = round(START_S * SAMPLE_RATE)
    speech = voice()
    track[start : start + speech.size] += speech
    return np.clip(track, -0.98, 0.98).astype(np.float32)


def make(path: Path) -> None:
    """Write the clip."""
    source = portrait()
    track = sound()
    with av.open(str(path), "w", options={"movflags": "+faststart"}) as container:
        video = container.add_stream("libx264", rate=FPS)
        video.width, video.height, video.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        # One thread: x264 decides differently with another number of threads, and the clip would not be reproducible.
        video.options = {"crf": "23", "preset": "slow", "threads": "1"}
        audio = container.add_stream("aac", rate=SAMPLE_RATE, layout="mono")
        audio.bit_rate = 80_000
        for index in range(FPS * SECONDS):
            frame = av.VideoFrame.from_ndarray(picture(source, index), format="bgr24")
            frame.pts, frame.time_base = index, Fraction(1, FPS)
            container.mux(video.encode(frame))
        container.mux(video.encode(None))
        for start in range(0, track.size, 1024):
            piece = np.ascontiguousarray(track[None, start : start + 1024])
            block = av.AudioFrame.from_ndarray(piece, format="fltp", layout="mono")
            block.sample_rate, block.pts, block.time_base = SAMPLE_RATE, start, Fraction(1, SAMPLE_RATE)
            container.mux(audio.encode(block))
        container.mux(audio.encode(None))


@dataclass(frozen=True)
class Look:
    """What was found in the clip."""

    frames: int
    fps: float
    size: tuple[int, int]
    found: float  # share of frames with exactly one face, on the face
    step: float  # mean grey difference of neighbouring frames
    seam: float  # the same between the last frame and the first
    seconds: float
    level_dbfs: float
    peak: float
    kilobytes: float


def look(path: Path = CLIP, every: int = 1) -> Look:
    """Decode the clip and measure what the check asks for; look for the face in every n-th frame."""
    cascades = Path(cv2.__file__).with_name("data")
    finder = cv2.CascadeClassifier(str(cascades / "haarcascade_frontalface_default.xml"))
    greys: list[NDArray[np.int16]] = []
    hits = 0
    with av.open(str(path)) as container:
        fps = float(container.streams.video[0].average_rate or 0)
        for frame in container.decode(video=0):
            grey = cv2.cvtColor(frame.to_ndarray(format="bgr24"), cv2.COLOR_BGR2GRAY)
            small = cv2.resize(grey, (WIDTH // 2, HEIGHT // 2), interpolation=cv2.INTER_AREA)
            if len(greys) % every == 0:
                hits += len(finder.detectMultiScale(small, 1.1, 5, minSize=(40, 40))) == 1
            greys.append(small.astype(np.int16))
    with av.open(str(path)) as container:
        samples = np.concatenate([f.to_ndarray().mean(axis=0) for f in container.decode(audio=0)])
        seconds = samples.size / container.streams.audio[0].rate
    steps = [float(np.abs(b - a).mean()) for a, b in pairwise(greys)]
    return Look(
        frames=len(greys),
        fps=fps,
        size=(greys[0].shape[1] * 2, greys[0].shape[0] * 2),
        found=hits / math.ceil(len(greys) / every),
        step=float(np.mean(steps)),
        seam=float(np.abs(greys[0] - greys[-1]).mean()),
        seconds=seconds,
        level_dbfs=20 * math.log10(float(np.sqrt(np.mean(samples**2)))),
        peak=float(np.abs(samples).max()),
        kilobytes=path.stat().st_size / 1000,
    )


def faults(seen: Look) -> list[str]:
    """Return what the clip lacks, one sentence each; empty if it is as promised."""
    checks = {
        f"It has {seen.frames} frames of {seen.size} at {seen.fps} fps.": (
            seen.frames == FPS * SECONDS and seen.fps == FPS and seen.size == (WIDTH, HEIGHT)
        ),
        f"One face is found in only {seen.found:.1%} of the frames.": seen.found >= 0.98,
        f"The picture moves by only {seen.step:.2f} grey levels a frame.": seen.step >= 0.5,
        f"The seam ({seen.seam:.2f} grey levels) shows beside the usual step ({seen.step:.2f}).": (
            seen.seam < 2 * seen.step
        ),
        f"The sound lasts {seen.seconds:.2f} s.": abs(seen.seconds - SECONDS) < 0.05,
        f"The sound has {seen.level_dbfs:.1f} dBFS, peak {seen.peak:.2f}.": (
            -32 < seen.level_dbfs < -20 and seen.peak < 1.0
        ),
        f"The file has {seen.kilobytes:.0f} kB.": seen.kilobytes < 2000,
    }
    return [sentence for sentence, holds in checks.items() if not holds]


def main() -> int:
    """Make or check the clip; return the exit status."""
    parser = argparse.ArgumentParser(description="Make or check the demo clip.")
    parser.add_argument("--check", action="store_true", help="only look at the clip that is there")
    if not parser.parse_args().check:
        make(CLIP)
    seen = look(CLIP)
    print(seen)
    wrong = faults(seen)
    for sentence in wrong:
        print(sentence, file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
