"""A media file seen and heard by the desk on the file's own time: the same finder, hearing and ticks as live.

Live, threads hand over whatever is newest when the network is free; here every frame gets its turn, in an order that
follows from the time stamps alone.  So the same file always gives the same readings, on any machine at any speed.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

import numpy as np

from emotion_desk.clock import NS_PER_S
from emotion_desk.errors import SourceEndedError, SourceError, SourceOpenError
from emotion_desk.inference.protocols import Reader, ReadsMany
from emotion_desk.messages import Box, DeskReading, Frame, FramePacket, MelWindow, Picture, TrackedFace
from emotion_desk.people.recogniser import Recogniser
from emotion_desk.pipeline.audio_frontend import AudioFrontend
from emotion_desk.pipeline.inference_step import (
    PICTURE_LIVE_S,
    SHARE_WAIT_S,
    InferenceRequest,
    InferenceStep,
    Prediction,
    StepInput,
)
from emotion_desk.pipeline.mel_ring import MelRing
from emotion_desk.sound.voice_activity import load_silero
from emotion_desk.sources.media import Media
from emotion_desk.sources.protocol import PictureSource, SoundSource
from emotion_desk.vision.box_tracker import Tracker, TrackerSettings
from emotion_desk.vision.face_tracker import FaceTracker

_READ_S: Final = 5.0
#: Inputs and faces that the network is asked about at once: a row of sixteen takes it a fifth less time than one alone.
_BATCH_NEWS: Final = 16
_BATCH_ROWS: Final = 16
#: Packets are handed on without their picture: only the crops are asked about, and 4K frames are 25 MB each.
_NO_PICTURE: Final = np.empty((0, 0, 3), np.uint8)
#: Detections that make a face, by the time between two frames: as many as come in about as long as live (0.2 s).
_HITS: Final = ((0.05, 4), (0.12, 3), (0.5, 2))
#: Live a face may be missed for so long; with few frames a second, for this many of them.
_STEPS_LOST: Final = 2.5

#: Part of the picture that is analysed: x, y, width and height in pixels.
Region = tuple[int, int, int, int]


@dataclass
class MediaCounts:
    """What was met on the way through a file.

    ``frames`` were in the file, ``analysed`` of them analysed; ``size`` is width and height of the upright picture.
    ``lost`` says in sentences where a stream broke off; what came before is kept.
    """

    frames: int = 0
    analysed: int = 0
    blocks: int = 0
    end_s: float = 0.0
    size: tuple[int, int] | None = None
    tracks: set[int] = field(default_factory=set)
    lost: list[str] = field(default_factory=list)


def finder_for(step_s: float | None) -> FaceTracker:
    """Return a face finder for frames so far apart; ``None``: a single picture, whose faces are believed at once."""
    from emotion_desk.vision.detector import HaarDetector

    usual = TrackerSettings()
    if step_s is None:
        return FaceTracker(HaarDetector(), Tracker(TrackerSettings(hits=1)))
    hits = next((count for limit_s, count in _HITS if step_s < limit_s), 1)
    settings = TrackerSettings(
        hits=hits,
        lost_s=max(usual.lost_s, _STEPS_LOST * step_s),
        doubt_s=max(usual.doubt_s, _STEPS_LOST * step_s),
    )
    return FaceTracker(HaarDetector(), Tracker(settings), search_every_s=0.0)


def packets(
    picture: PictureSource, fps: float | None, seen: MediaCounts, region: Region | None = None
) -> Iterator[FramePacket]:
    """Yield the frames with their faces, at most ``fps`` of them a second; boxes are in pixels of the whole picture.

    Raises:
        SourceError: the region lies outside of the picture.
        ModelError: the face detector is missing.
    """
    frames = _chosen(picture, fps, seen)
    first = next(frames, None)
    if first is None:
        return
    second = next(frames, None)
    finder = finder_for(None if second is None else (second.stamp_ns - first.stamp_ns) / NS_PER_S)
    for frame in _chain(first, second, frames):
        tracked = finder.find(frame) if region is None else _faces_in(region, frame, finder)
        # Only where the face was found: after it left, its last box shows the background.
        faces = tuple(face for face in tracked if face.missed == 0)
        seen.analysed += 1
        seen.tracks.update(face.track_id for face in faces)
        yield FramePacket(Frame(frame.index, frame.stamp_ns, _NO_PICTURE, frame.media_s), faces)


def _faces_in(region: Region, frame: Frame, tracker: FaceTracker) -> tuple[TrackedFace, ...]:
    """Return the faces in a part of the picture, their boxes in pixels of the whole picture."""
    faces = tracker.find(replace(frame, picture=_cut_out(region, frame.picture)))
    x, y = region[:2]
    return tuple(replace(f, box=Box(f.box.x + x, f.box.y + y, f.box.width, f.box.height)) for f in faces)


def _cut_out(region: Region, picture: Picture) -> Picture:
    x, y, width, height = region
    part = picture[y : y + height, x : x + width]
    if not part.size:
        raise SourceOpenError(
            f"The region {x},{y},{width},{height} lies outside of the picture of "
            f"{picture.shape[1]} x {picture.shape[0]} pixels."
        )
    return np.ascontiguousarray(part)


def _chosen(picture: PictureSource, fps: float | None, seen: MediaCounts) -> Iterator[Frame]:
    """Yield the first frame of each 1/fps seconds."""
    last = -1
    try:
        picture.open()
        while True:
            try:
                frame = picture.read(_READ_S)
            except SourceEndedError:
                return
            except SourceError as error:
                seen.lost.append(str(error))
                return
            if frame is None:
                continue
            seen.frames += 1
            seen.end_s = max(seen.end_s, frame.stamp_ns / NS_PER_S)
            seen.size = (frame.picture.shape[1], frame.picture.shape[0])
            slot = int(frame.stamp_ns * fps / NS_PER_S + 1e-6) if fps else last + 1
            if slot > last:
                last = slot
                yield frame
    except SourceOpenError as error:
        seen.lost.append(str(error))  # the sound may be good
    finally:
        picture.close()


def _chain(first: Frame, second: Frame | None, rest: Iterator[Frame]) -> Iterator[Frame]:
    yield first
    if second is not None:
        yield second
    yield from rest


def windows(sound: SoundSource, seen: MediaCounts) -> Iterator[MelWindow]:
    """Yield what the network hears, ten times a second.

    Raises:
        SourceError: the file is damaged.
        ModelError: the speech detector is missing.
    """
    frontend = AudioFrontend(MelRing(), load_silero())
    try:
        sound.open()
        while True:
            try:
                block = sound.read(_READ_S)
            except SourceEndedError:
                return
            except SourceError as error:
                seen.lost.append(str(error))
                return
            if block is None:
                continue
            seen.blocks += 1
            seen.end_s = max(seen.end_s, block.stamp_ns / NS_PER_S + len(block.samples) / 16_000)
            window = frontend.push(block)
            if window is not None:
                yield window
    except SourceOpenError as error:
        seen.lost.append(str(error))  # the picture may be good
    finally:
        sound.close()


def in_order(frames: Iterator[FramePacket], heard: Iterator[MelWindow]) -> Iterator[StepInput]:
    """Yield both by time; sound waits for a frame that comes soon, as it does live, so that both share one call."""
    packet, window = next(frames, None), next(heard, None)
    had_picture, had_sound = packet is not None, window is not None
    waiting: MelWindow | None = None
    last_ns: int | None = None
    while packet is not None or window is not None:
        if window is None or (packet is not None and packet.frame.stamp_ns < window.stamp_ns):
            assert packet is not None
            ended = had_sound and window is None and waiting is None
            had_sound = had_sound and not ended
            yield StepInput(packet=packet, window=waiting, sound_gone=ended)
            last_ns, waiting = packet.frame.stamp_ns, None
            packet = next(frames, None)
            continue
        ended = had_picture and packet is None
        had_picture = had_picture and not ended
        if packet is not None and _share(window, packet, last_ns):
            waiting = window
        else:
            yield StepInput(window=window, picture_gone=ended)
        window = next(heard, None)


def _share(window: MelWindow, packet: FramePacket, last_ns: int | None) -> bool:
    """Return whether a window is asked about together with the next frame."""
    if last_ns is None or window.stamp_ns - last_ns >= PICTURE_LIVE_S * NS_PER_S:
        return packet.frame.stamp_ns == window.stamp_ns
    return packet.frame.stamp_ns - window.stamp_ns <= SHARE_WAIT_S * NS_PER_S


def news_of(media: Media, fps: float | None, seen: MediaCounts, region: Region | None = None) -> Iterator[StepInput]:
    """Yield faces and sound of a file in order; opens the file and closes it.

    A stream that breaks off ends there, which ``seen.lost`` says.

    Raises:
        SourceError: nothing at all could be read.
    """
    none: Iterator[FramePacket] = iter(())
    silence: Iterator[MelWindow] = iter(())
    frames = packets(media.picture, fps, seen, region) if media.picture is not None else none
    heard = windows(media.sound, seen) if media.sound is not None else silence
    try:
        yield from in_order(frames, heard)
        if seen.lost and not seen.frames and not seen.blocks:
            raise SourceOpenError(seen.lost[0])
    finally:
        for each in (frames, heard):
            if isinstance(each, Generator):
                each.close()


def readings_of(news: Iterable[StepInput], reader: Reader, people: Recogniser | None = None) -> Iterator[DeskReading]:
    """Yield the readings of the news; ``inference_ms`` is 0: how long it took is no property of the file.

    Args:
        news: faces and sound in the order of their time.
        reader: the network.
        people: names faces and voices; ``None``: everybody is unknown.
    """
    step = InferenceStep(people)
    step.use_network(reader)
    for some in _in_batches(news):
        questions = [step.request(each) for each in some]
        answers = _answers(reader, questions)
        for each, answer in zip(some, answers, strict=True):
            step.update(each, answer)
            stamps = [each.packet.frame.stamp_ns] if each.packet is not None else []
            stamps += [each.window.stamp_ns] if each.window is not None else []
            reading = step.reading(reader, max(stamps), 0.0, asked=answer is not None)
            if reading is not None:
                yield reading


def _in_batches(news: Iterable[StepInput]) -> Iterator[list[StepInput]]:
    """Yield some news at a time; a side that ends also ends a batch, because questions after it depend on that."""
    some: list[StepInput] = []
    rows = 0
    for each in news:
        some.append(each)
        rows += len(each.packet.faces) if each.packet is not None else 0
        if len(some) >= _BATCH_NEWS or rows >= _BATCH_ROWS or each.picture_gone or each.sound_gone:
            yield some
            some, rows = [], 0
    if some:
        yield some


def _answers(reader: Reader, questions: Sequence[InferenceRequest | None]) -> list[Prediction | None]:
    """Ask the network, at once if it can; ``None`` where there is no question."""
    asked = [(one.crops, one.mel) for one in questions if one is not None]
    if isinstance(reader, ReadsMany):
        answers = iter(reader.read_many(asked) if asked else ())
    else:
        answers = iter([reader.read(crops, mel) for crops, mel in asked])
    return [next(answers) if one is not None else None for one in questions]
