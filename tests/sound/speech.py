"""Shipped speech for tests: cut out of the demo clip, as loud as wanted, and in another voice."""

from __future__ import annotations

import av
import numpy as np

from emotion_desk.messages import Samples
from emotion_desk.resources import shipped


def voiced(seconds: float) -> Samples:
    """Return shipped speech that begins and ends with voice, without a pause, at -20 dBFS."""
    resampler = av.AudioResampler(format="flt", layout="mono", rate=16_000)
    with av.open(str(shipped("assets") / "demo.mp4")) as media:
        parts = [part.to_ndarray()[0] for frame in media.decode(audio=0) for part in resampler.resample(frame)]
    speech = np.concatenate(parts).astype(np.float32)
    count = round(seconds * 16_000)
    chunks = np.sqrt(np.mean(np.square(speech[: len(speech) // 512 * 512].reshape(-1, 512)), axis=1))
    loud = chunks > 0.2 * np.percentile(chunks, 90)
    width = count // 512
    best = max(
        (at for at in range(len(loud) - width) if loud[at] and loud[at + width - 1]),
        key=lambda at: int(loud[at : at + width].sum()),
    )
    part = speech[best * 512 : best * 512 + count]
    return np.asarray(part * (0.1 / np.sqrt(np.mean(np.square(part)))), np.float32)


def other_voice(samples: Samples, factor: float = 1.3) -> Samples:
    """Return speech as of another speaker: resampled, so that pitch and formants rise by a factor and it is shorter."""
    at = np.arange(0, len(samples) - 1, factor)
    return np.asarray(np.interp(at, np.arange(len(samples)), samples), np.float32)
