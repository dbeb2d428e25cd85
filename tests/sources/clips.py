"""Makes small real media files for the tests: what is in them is known exactly."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
from numpy.typing import NDArray

FLASH_S = 0.1  # a flash and its beep last this long
MILLI = Fraction(1, 1000)


def bright(picture: NDArray[np.uint8]) -> bool:
    """Return whether a picture of such a clip shows a flash."""
    return float(picture.mean()) > 128


def grey(width: int, height: int, value: int) -> NDArray[np.uint8]:
    return np.full((height, width, 3), value, np.uint8)


def beeps(rate: int, seconds: float, at: Sequence[float], channels: int = 1, only: int | None = None) -> Any:
    """Return float32 (channels, samples): a 1 kHz tone of amplitude 0.5 at the given moments, on one channel or all."""
    time = np.arange(round(rate * seconds)) / rate
    gate = np.zeros_like(time)
    for moment in at:
        gate[(time >= moment) & (time < moment + FLASH_S)] = 0.5
    tone = (gate * np.sin(2 * np.pi * 1000 * time)).astype(np.float32)
    sound = np.zeros((channels, tone.size), np.float32)
    sound[slice(None) if only is None else only] = tone
    return sound


def add_sound(container: Any, stream: Any, sound: NDArray[np.float32], rate: int, layout: str) -> None:
    """Encode a whole sound track."""
    resampler = av.AudioResampler(format=stream.codec_context.format, layout=layout, rate=rate)
    for start in range(0, sound.shape[1], 1024):
        piece = np.ascontiguousarray(sound[:, start : start + 1024])
        frame = av.AudioFrame.from_ndarray(piece, format="fltp", layout=layout)
        frame.sample_rate, frame.pts, frame.time_base = rate, start, Fraction(1, rate)
        for ready in resampler.resample(frame):
            container.mux(stream.encode(ready))
    container.mux(stream.encode(None))


def beginning(source: Path, target: Path, seconds: float) -> Path:
    """Write the packets of the first seconds of a file, as they are."""
    with av.open(str(source)) as whole, av.open(str(target), "w") as part:
        streams = {s.index: part.add_stream_from_template(s) for s in whole.streams if s.type in ("video", "audio")}
        for packet in whole.demux():
            if packet.dts is not None and float((packet.pts or 0) * packet.time_base) < seconds:
                packet.stream = streams[packet.stream.index]
                part.mux(packet)
    return target


def write_clip(
    path: Path,
    *,
    seconds: float = 2.0,
    fps: int = 25,
    size: tuple[int, int] = (160, 120),
    flashes: Sequence[float] = (0.5, 1.4),
    times_ms: Iterable[int] | None = None,
    rate: int | None = 48_000,
    layout: str = "stereo",
    rotation: int | None = None,
    options: dict[str, str] | None = None,
) -> Path:
    """Write an H.264 and AAC clip: dark, with a white flash and a beep at the same moments.

    ``times_ms`` gives each frame's own presentation time; ``rotation`` marks the picture as turned.
    """
    times = list(times_ms) if times_ms is not None else [round(1000 * n / fps) for n in range(round(seconds * fps))]
    with av.open(str(path), "w", options=options or {}) as container:
        video: Any = container.add_stream("libx264", rate=fps)
        video.width, video.height, video.pix_fmt = size[0], size[1], "yuv420p"
        video.time_base = MILLI
        video.codec_context.time_base = MILLI
        video.options = {"preset": "ultrafast", "g": "10"}
        if rotation is not None:
            video.set_display_rotation(rotation)
        audio: Any = None
        if rate is not None:
            audio = container.add_stream("aac", rate=rate, layout=layout)
        for moment in times:
            lit = any(flash * 1000 <= moment < (flash + FLASH_S) * 1000 for flash in flashes)
            picture = grey(*size, 235 if lit else 20)
            if rotation is not None:
                picture[: size[1] // 4] = (0, 0, 255)  # a red stripe along the upper edge of what is stored
            frame = av.VideoFrame.from_ndarray(picture, format="bgr24")
            frame.pts, frame.time_base = moment, MILLI
            container.mux(video.encode(frame))
        container.mux(video.encode(None))
        if audio is not None and rate is not None:
            channels = len(audio.codec_context.layout.channels)
            add_sound(container, audio, beeps(rate, seconds, flashes, channels), rate, layout)
    return path


def write_sound(
    path: Path,
    codec: str,
    *,
    rate: int = 16_000,
    layout: str = "mono",
    seconds: float = 1.0,
    at: Sequence[float] = (0.5,),
    only: int | None = None,
    cover: bool = False,
) -> Path:
    """Write a sound file with beeps, on one channel or all; ``cover`` attaches a picture as record shops do."""
    with av.open(str(path), "w") as container:
        stream: Any = container.add_stream(codec, rate=rate, layout=layout)
        channels = len(stream.codec_context.layout.channels)
        picture: Any = None
        if cover:
            picture = container.add_stream("mjpeg", rate=1)
            picture.width, picture.height, picture.pix_fmt = 64, 64, "yuvj420p"
            picture.disposition = av.stream.Disposition.attached_pic
            container.mux(picture.encode(av.VideoFrame.from_ndarray(grey(64, 64, 99), format="bgr24")))
            container.mux(picture.encode(None))
        add_sound(container, stream, beeps(rate, seconds, at, channels, only), rate, layout)
    return path


def onset_s(samples: NDArray[np.float32], level: float = 0.1, rate: int = 16_000) -> float:
    """Return the moment at which a sound first gets louder than ``level``, in seconds."""
    return float(np.argmax(np.abs(samples) > level)) / rate
