"""Chooses the sound track and the channels with the most speech.

A file may have a silent first track, a dead channel, or two channels of opposite phase whose mean is silence.  The
choice is made once per file from an excerpt, so that playback, analysis and review read the same samples.  An explicit
choice of the user always takes precedence.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import av.error
import numpy as np
import soxr
from numpy.typing import NDArray

from emotion_desk.errors import ModelError, SourceError, SourceOpenError
from emotion_desk.messages import Samples
from emotion_desk.sources.downmix import Downmix, JoinedFrames, as_float, finite, layout_weights
from emotion_desk.sources.media_container import decode, open_container, sound_streams
from emotion_desk.translatable import joined, translatable

logger = logging.getLogger(__name__)

SAMPLE_RATE: Final = 16_000
#: Seconds with sound that are compared, and the longest stretch that is searched for them.
_ACTIVE_S: Final = 60
_SEARCH_S: Final = 1200
#: Decoded frames are converted together up to this length.
_JOINED_S: Final = 0.5
#: For a single channel only the offset is measured.
_OFFSET_S: Final = 30
#: A second whose standard deviation is below this (-66 dBFS) is silent.
_SILENT: Final = 5e-4
#: An offset below this is no defect.
_LEAST_OFFSET: Final = 0.005
#: Correlations from which on the channels carry the same sound, and the same sound with opposite sign.
_SAME: Final = 0.5
_OPPOSITE: Final = -0.9
#: A channel with less than this share of the power of the other one is dead.
_DEAD: Final = 1e-4
#: A mix of surround channels with less than this share of the loudest channel's power has cancelled.
_CANCELLED: Final = 0.02
#: Another candidate must have this much more speech than the mix, and a track than the default one.
_BETTER_SHARE: Final = 1.15
_BETTER_S: Final = 0.3
_MIX: Final = "the mix"
_CHANNEL_NAMES: Final = {"left": 0, "right": 1}


@dataclass(frozen=True, slots=True)
class SoundSelection:
    """Which sound of a file is read: ``track`` from 1, the downmix, and sentences for the user."""

    track: int = 1
    downmix: Downmix = field(default_factory=Downmix)
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class _Excerpt:
    """Seconds with sound of one track: float32 (channels, samples) at 16 kHz, offsets and channel names."""

    sound: NDArray[np.float32]
    offsets: tuple[float, ...]
    names: tuple[str, ...]


def selection_of(path: Path, track: int | None = None, channel: str | None = None) -> SoundSelection:
    """Return the sound that is read of a file.

    Args:
        path: the file.
        track: number of the track, from 1; ``None``: the one with the most speech, the default one if they are equal.
        channel: ``left``, ``right``, ``mix`` or a number from 1; ``None``: the mix, unless it has less speech than a
            channel or than the difference of two channels.

    Raises:
        SourceOpenError: there is no such track or channel, or the file cannot be read.
    """
    path = path.resolve()
    status = path.stat()
    return _selection(path, status.st_size, status.st_mtime_ns, track, channel)


@lru_cache(maxsize=64)
def _selection(path: Path, size: int, changed_ns: int, track: int | None, channel: str | None) -> SoundSelection:
    with open_container(path) as container:
        streams = sound_streams(container)
        names = [_track_name(stream) for stream in streams]
        order = _order(streams)
        if track is not None:
            order = [_existing(track, len(streams), path.name) - 1]
    if not order:
        return SoundSelection()
    notes: list[str] = []
    excerpts = {number: _excerpt(path, number) for number in order}
    if len(order) > 1:
        chosen, why = _best_track(excerpts, order, names)
        notes += why
    else:
        chosen = order[0]
    downmix, why = _downmix(excerpts[chosen], channel, path.name)
    return SoundSelection(chosen + 1, downmix, tuple([*notes, *why]))


def _existing(track: int, count: int, name: str) -> int:
    """Return the number of a track that the user named, if there is one."""
    if 1 <= track <= count:
        return track
    if not count:
        raise SourceOpenError(translatable("The file '{name}' holds no sound.", name=name))
    raise SourceOpenError(
        translatable(
            "The file '{name}' has no sound track {track}; it has {count}.", name=name, track=track, count=count
        )
    )


def _order(streams: Sequence[Any]) -> list[int]:
    """Return the numbers of the tracks, those that the file marks as default first."""
    from av.stream import Disposition

    return sorted(range(len(streams)), key=lambda n: not streams[n].disposition & Disposition.default)


def _track_name(stream: Any) -> str:
    title = stream.metadata.get("title") or stream.metadata.get("language") or ""
    return "" if title in ("", "und") else f" ({title})"


def _excerpt(path: Path, number: int) -> _Excerpt:
    """Decode the first seconds with sound of a track."""
    seconds: list[NDArray[np.float32]] = []
    sums: list[NDArray[np.float64]] = []
    names: tuple[str, ...] = ()
    try:
        for names, second in _seconds(path, number):
            sums.append(second.mean(axis=1, dtype=np.float64))
            if float(second.std(axis=1).max()) > _SILENT:
                seconds.append(second)
            if len(seconds) >= (_ACTIVE_S if len(names) > 1 else _OFFSET_S):
                break
    except (SourceError, av.error.FFmpegError) as error:
        logger.info("%s: %s", path, error)
    if not sums:
        return _Excerpt(np.zeros((len(names) or 1, 0), np.float32), (), names)
    mean = np.mean(sums, axis=0)
    offsets = tuple(float(value) for value in mean) if float(np.abs(mean).max()) > _LEAST_OFFSET else ()
    sound = np.concatenate(seconds, axis=1) if seconds else np.zeros((len(mean), 0), np.float32)
    return _Excerpt(sound - mean.astype(np.float32)[:, None], offsets, names)


def _seconds(path: Path, number: int) -> Iterator[tuple[tuple[str, ...], NDArray[np.float32]]]:
    """Yield the channel names and each second of a track, float32 (channels, 16000)."""
    with open_container(path) as container:
        stream = sound_streams(container)[number]
        rate = count = 0
        resampler: Any = None
        held: list[NDArray[np.float32]] = []
        size = done = 0
        for frames in _joined(decode(container, stream, path.name)):
            channels = finite(as_float(*frames))
            if count and channels.shape[0] != count:
                return  # the layout changes: the excerpt ends here
            if resampler is None or frames[0].sample_rate != rate:
                rate, count = frames[0].sample_rate, channels.shape[0]
                resampler = soxr.ResampleStream(rate, SAMPLE_RATE, count, dtype="float32")
            ready = resampler.resample_chunk(np.ascontiguousarray(channels.T))
            held.append(np.asarray(ready, np.float32).reshape(-1, count))
            size += len(held[-1])
            names = tuple(channel.name for channel in frames[0].layout.channels)
            while size >= SAMPLE_RATE:
                joined = np.concatenate(held)
                yield names, joined[:SAMPLE_RATE].T
                held, size, done = [joined[SAMPLE_RATE:]], size - SAMPLE_RATE, done + 1
                if done >= _SEARCH_S:
                    return
        rest = np.concatenate(held) if held else np.zeros((0, 1), np.float32)
        if len(rest) > SAMPLE_RATE // 10:
            yield names, rest.T


def _joined(frames: Iterator[Any]) -> Iterator[list[Any]]:
    """Yield decoded frames in groups of one form, those before an error before it."""
    held = JoinedFrames(_JOINED_S)
    try:
        for frame in frames:
            if not held.continues_with(frame):
                yield held.take()
            if held.add(frame):
                yield held.take()
    except (SourceError, av.error.FFmpegError):
        if rest := held.take():
            yield rest
        raise
    if rest := held.take():
        yield rest


def _best_track(excerpts: dict[int, _Excerpt], order: Sequence[int], names: Sequence[str]) -> tuple[int, list[str]]:
    speech = {number: _most_speech(excerpt) for number, excerpt in excerpts.items()}
    power = {n: float(np.square(e.sound).mean()) if e.sound.size else 0.0 for n, e in excerpts.items()}
    chosen = order[0]
    for number in order[1:]:
        if _is_better(speech[number], speech[chosen]) or (power[chosen] == 0.0 and power[number] > 0.0):
            chosen = number
    others = [
        translatable("{track} is silent", track=f"{n + 1}{names[n]}")
        if power[n] == 0.0
        else translatable("{track} has {seconds:.0f} s of speech", track=f"{n + 1}{names[n]}", seconds=speech[n])
        for n in sorted(excerpts)
        if n != chosen
    ]
    count = len(excerpts)
    return chosen, [
        translatable(
            "Sound track {track} of {count} is used; track {others}.",
            track=f"{chosen + 1}{names[chosen]}",
            count=count,
            others=joined(others, ", "),
        )
    ]


def _is_better(speech_s: float, than_s: float) -> bool:
    return speech_s > than_s * _BETTER_SHARE and speech_s >= than_s + _BETTER_S


def _most_speech(excerpt: _Excerpt) -> float:
    """Return the seconds of speech of the best candidate."""
    if not excerpt.sound.size:
        return 0.0
    return max(_speech_s(weights @ excerpt.sound) for _, weights in _candidates(excerpt))


def _candidates(excerpt: _Excerpt) -> list[tuple[str, NDArray[np.float32]]]:
    """Return the ways to make one channel, by name, the mix first."""
    count = excerpt.sound.shape[0]
    mix = layout_weights(count, excerpt.names)
    found: list[tuple[str, NDArray[np.float32]]] = [
        (_MIX, np.full(count, 1 / count, np.float32) if mix is None else mix)
    ]
    if count == 1:
        return found
    unit = np.eye(count, dtype=np.float32)
    sides = (translatable("the left channel"), translatable("the right channel"))
    labels = sides if count == 2 else [translatable("channel {number}", number=n + 1) for n in range(count)]
    found += [(label, unit[n]) for n, label in enumerate(labels)]
    if count == 2:
        found.append((translatable("the difference of the channels"), np.array([0.5, -0.5], np.float32)))
    return found


def _downmix(excerpt: _Excerpt, channel: str | None, name: str) -> tuple[Downmix, list[str]]:
    count = excerpt.sound.shape[0]
    if channel is not None:
        return Downmix(_explicit(channel, excerpt, name), excerpt.offsets), []
    if count == 1 or not excerpt.sound.size:
        return Downmix((), excerpt.offsets), []
    label, weights = _automatic(excerpt)
    if label == _MIX:
        return Downmix((), excerpt.offsets), []
    return Downmix(tuple(float(w) for w in weights), excerpt.offsets), [
        translatable("Of {count} channels {label} is used.", count=count, label=label)
    ]


def _explicit(channel: str, excerpt: _Excerpt, name: str) -> tuple[float, ...]:
    """Return the weights of a channel that the user named."""
    if channel == "mix":
        return ()
    count = excerpt.sound.shape[0]
    number = _CHANNEL_NAMES.get(channel)
    if number is None:
        number = int(channel) - 1 if channel.isdecimal() else -1
    if not 0 <= number < count:
        raise SourceOpenError(
            translatable(
                "The sound of the file '{name}' has no channel '{channel}'; the number of its channels is {count}.",
                name=name,
                count=count,
                channel=channel,
            )
        )
    return tuple(1.0 if n == number else 0.0 for n in range(count))


def _automatic(excerpt: _Excerpt) -> tuple[str, NDArray[np.float32]]:
    """Return the candidate with the most speech; the mix, unless another one is clearly better."""
    candidates = _candidates(excerpt)
    sound = excerpt.sound
    power = np.square(sound, dtype=np.float64).mean(axis=1)
    if sound.shape[0] > 2:
        alive = np.flatnonzero(power > _DEAD * power.max())
        if len(alive) == 1:  # the mean with silent channels would be much too quiet
            return candidates[1 + int(alive[0])]
        mixed = float(np.square(candidates[0][1] @ sound, dtype=np.float64).mean())
        if mixed >= _CANCELLED * float(power.max()):
            return candidates[0]
    else:
        quiet, loud = sorted(range(2), key=lambda n: power[n])
        if power[quiet] <= _DEAD * power[loud]:
            return candidates[1 + loud]
        correlation = float((sound[0] * sound[1]).mean(dtype=np.float64) / np.sqrt(power[0] * power[1]))
        if correlation > _SAME:
            return candidates[0]
        if correlation < _OPPOSITE:
            return candidates[3]
    best, most_s = candidates[0], _speech_s(candidates[0][1] @ sound)
    for candidate in candidates[1:]:
        speech_s = _speech_s(candidate[1] @ sound)
        if _is_better(speech_s, most_s):
            best, most_s = candidate, speech_s
    return best


def _speech_s(samples: Samples) -> float:
    """Return how many seconds of speech an excerpt holds; where the detector is missing, how many are not silent."""
    from emotion_desk.sound.voice_activity import CHUNK, VoiceActivityDetector, load_silero

    try:
        decisions = VoiceActivityDetector(load_silero()).push(np.asarray(samples, np.float32))
    except ModelError as error:
        logger.info("%s", error)
        starts = range(0, len(samples), SAMPLE_RATE)
        return float(sum(float(samples[at : at + SAMPLE_RATE].std()) > _SILENT for at in starts))
    return float(decisions.sum()) * CHUNK / SAMPLE_RATE
