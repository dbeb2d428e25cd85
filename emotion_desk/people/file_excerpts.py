"""Which parts of a file are used for enrolment and identification: all of a short one, a spread sample of a long one.

The person may come into the picture late and speak rarely, so excerpts are spread evenly from the beginning to the end.
Memory and time do not grow with the length of the file, except where its format cannot be seeked in.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from emotion_desk.catalogue import BOTH
from emotion_desk.clock import NS_PER_S
from emotion_desk.errors import SourceEndedError, SourceError
from emotion_desk.inference.face_detectors import load_detector
from emotion_desk.messages import Frame, FramePacket, Samples
from emotion_desk.people.person_records import FACE, VOICE
from emotion_desk.sound.mel import SAMPLE_RATE
from emotion_desk.sound.voice_activity import CHUNK, VoiceActivityDetector
from emotion_desk.sources.media import Media, open_media
from emotion_desk.sources.media_container import open_container
from emotion_desk.sources.media_timeline import timeline_of
from emotion_desk.sources.protocol import PictureSource, SoundSource
from emotion_desk.vision.box_tracker import Tracker, TrackerSettings
from emotion_desk.vision.face_tracker import FaceTracker

#: Frames per second of video that are used: neighbouring frames are nearly the same.
_FPS: Final = 6.0
#: Excerpts of the picture of a long file, and the length of each in seconds.
_PICTURES: Final = 40
_PICTURE_S: Final = 1.0
#: Excerpts of the sound of a long file that are searched for speech, their length, and the sound that is used.
_SOUNDS: Final = 100
_SOUND_S: Final = 6.0
_LONGEST_SOUND_S: Final = 60.0
#: An excerpt of the sound is used if it has so many seconds of speech.
_LEAST_SPEECH_S: Final = 1.5
#: An excerpt below this standard deviation (-66 dBFS) is silent.
_SILENT: Final = 5e-4
_READ_S: Final = 5.0

#: Start and end in seconds; an end of ``None`` is that of the file.
Span = tuple[float, float | None]


def spans(duration_s: float | None, length_s: float, most: int) -> list[Span]:
    """Return the excerpts of a file: all of it if it is no longer than ``most`` of them, else evenly spaced ones.

    Example:
        >>> spans(30.0, 1.0, 40), spans(100.0, 10.0, 4)
        ([(0.0, None)], [(0.0, 10.0), (30.0, 40.0), (60.0, 70.0), (90.0, 100.0)])
        >>> spans(None, 1.0, 40)
        [(0.0, 40.0)]
    """
    if duration_s is None:
        return [(0.0, length_s * most)]
    if duration_s <= length_s * most:
        return [(0.0, None)]
    return _evenly(duration_s, length_s, most)


def _evenly(duration_s: float, length_s: float, count: int) -> list[Span]:
    starts = np.linspace(0.0, duration_s - length_s, count)
    return [(float(start), float(start) + length_s) for start in starts]


def coverage(path: Path, wants: Collection[str]) -> str:
    """Return a sentence on what is used of a file; empty if it is short enough to be used whole.

    Args:
        path: the file.
        wants: modalities that are used.
    """
    media = open_media(path, paced=False)
    duration_s = media.duration_s
    parts = []
    looks = media.picture is not None and FACE in wants and not media.still
    if looks and not _is_whole(duration_s, _PICTURES * _PICTURE_S):
        parts.append(f"{_PICTURES * _PICTURE_S:.0f} s of the picture")
    if media.sound is not None and VOICE in wants and not _is_whole(duration_s, _LONGEST_SOUND_S):
        parts.append(f"up to {_LONGEST_SOUND_S:.0f} s of speech")
    if not parts:
        return ""
    where = "from its beginning" if duration_s is None else f"spread evenly over its {_clock(duration_s)}"
    return f"Of '{path.name}' {' and '.join(parts)} are used, {where}."


def _is_whole(duration_s: float | None, most_s: float) -> bool:
    return duration_s is not None and duration_s <= most_s


def _clock(seconds: float) -> str:
    whole = round(seconds)
    if whole >= 3600:
        return f"{whole // 3600}:{whole // 60 % 60:02}:{whole % 60:02} h"
    return f"{whole // 60}:{whole % 60:02} min"


def face_packets(path: Path, detector: str = BOTH) -> Iterator[FramePacket]:
    """Yield the frames that are used, with their faces; one detection confirms a track.

    Tracks end with their excerpt; their ids are not used again.  A single picture is searched thoroughly.

    Args:
        path: the file.
        detector: what finds faces, one of :data:`~emotion_desk.catalogue.DETECTORS`.

    Raises:
        SourceError: the file cannot be read.
    """
    media = open_media(path, paced=False)
    if media.picture is None:
        return
    tracker = FaceTracker(
        load_detector(detector, thorough=media.still), Tracker(TrackerSettings(hits=1)), search_every_s=0.0
    )
    excerpts = [(0.0, None)] if media.still else spans(media.duration_s, _PICTURE_S, _PICTURES)
    last = -1
    for is_first, frame in _frames(path, media.picture, excerpts):
        if is_first:
            tracker.reset()
        interval = int(frame.stamp_ns * _FPS / NS_PER_S + 1e-6)
        if interval > last:
            last = interval
            yield FramePacket(frame, tracker.find(frame))


def _frames(path: Path, whole: PictureSource, excerpts: Sequence[Span]) -> Iterator[tuple[bool, Frame]]:
    """Yield the frames of the excerpts, and whether each is the first of its excerpt."""
    if len(excerpts) > 1 and _is_seekable(path):
        for excerpt in excerpts:
            part = open_media(path, paced=False, window=excerpt).picture
            for number, frame in enumerate(_read_frames(part)):
                yield number == 0, frame
        return
    present = -1
    for frame in _read_frames(whole):
        place = _place(frame.stamp_ns / NS_PER_S, excerpts)
        if place is not None:
            yield place != present, frame
            present = place
        elif excerpts[-1][1] is not None and frame.stamp_ns / NS_PER_S > excerpts[-1][1]:
            return


def _place(time_s: float, excerpts: Sequence[Span]) -> int | None:
    """Return the number of the excerpt that a time lies in."""
    for number, (start, end) in enumerate(excerpts):
        if start <= time_s and (end is None or time_s < end):
            return number
    return None


def _read_frames(picture: PictureSource | None) -> Iterator[Frame]:
    """Yield all frames; of an excerpt that cannot be read nothing, of the first frames of a file an error."""
    if picture is None:
        return
    picture.open()
    try:
        while True:
            try:
                frame = picture.read(_READ_S)
            except SourceEndedError:
                return
            if frame is not None:
                yield frame
    finally:
        picture.close()


def _is_seekable(path: Path) -> bool:
    with open_container(path) as container:
        return timeline_of(container).seekable


def voice_samples(path: Path) -> Samples:
    """Return the sound that is used, float32 (n,), 16 kHz mono, at most a minute.

    Of a long file these are excerpts with speech, in their order; if there is no speech, its first minute.

    Raises:
        SourceError: the file cannot be read.
    """
    from emotion_desk.sources.read_sound_file import read_sound

    media = open_media(path, paced=False)
    if media.sound is None or _is_whole(media.duration_s, _LONGEST_SOUND_S) or media.duration_s is None:
        return read_sound(path, _LONGEST_SOUND_S)
    excerpts = _evenly(media.duration_s, _SOUND_S, min(_SOUNDS, int(media.duration_s / _SOUND_S)))
    used = _with_speech(_sounds(path, media, excerpts), len(excerpts))
    return np.concatenate(used) if used else read_sound(path, _LONGEST_SOUND_S)


def _with_speech(sounds: dict[int, Samples] | _Excerpts, count: int) -> list[Samples]:
    """Return excerpts with speech, looked for alternately all over the file until there is enough."""
    used: dict[int, Samples] = {}
    for number in _spread(count):
        sound = sounds[number]
        if not sound.size or float(sound.std()) < _SILENT:
            continue
        speech = VoiceActivityDetector().push(sound)
        if float(speech.sum()) * CHUNK / SAMPLE_RATE >= _LEAST_SPEECH_S:
            used[number] = sound
            if len(used) * _SOUND_S >= _LONGEST_SOUND_S:
                break
    return [used[number] for number in sorted(used)]


def _spread(count: int) -> list[int]:
    """Return the numbers below ``count`` in an order whose every beginning is spread over all (van der Corput)."""
    bits = max(1, (count - 1).bit_length())
    order = (int(f"{number:0{bits}b}"[::-1], 2) for number in range(1 << bits))
    return [number for number in order if number < count]


@dataclass(frozen=True, slots=True)
class _Excerpts:
    """The sound of excerpts by number, each read when it is asked for."""

    path: Path
    spans: Sequence[Span]

    def __getitem__(self, number: int) -> Samples:
        sound = open_media(self.path, paced=False, window=self.spans[number]).sound
        pieces = [] if sound is None else [samples for _, samples in _blocks(sound)]
        return np.concatenate(pieces) if pieces else np.empty(0, np.float32)


def _sounds(path: Path, media: Media, excerpts: Sequence[Span]) -> dict[int, Samples] | _Excerpts:
    """Return the sound of excerpts by number; where seeking is not possible the file is read once."""
    if media.sound is None or _is_seekable(path):
        return _Excerpts(path, excerpts)
    pieces: dict[int, list[Samples]] = {number: [] for number in range(len(excerpts))}
    for time_s, samples in _blocks(media.sound):
        place = _place(time_s, excerpts)
        if place is not None:
            pieces[place].append(samples)
    return {number: np.concatenate(some) if some else np.empty(0, np.float32) for number, some in pieces.items()}


def _blocks(sound: SoundSource) -> Iterator[tuple[float, Samples]]:
    """Yield the sound in blocks with their times; what is there of a file that breaks off."""
    sound.open()
    try:
        while (block := sound.read(_READ_S)) is not None:
            yield block.stamp_ns / NS_PER_S, block.samples
    except SourceError:
        return
    finally:
        sound.close()
