"""Runs the face tracker, the audio front end and the inference step of the live pipeline over a media file.

Live, a network that is free takes the newest frame and the newest sound, so the readings depend on the speed of the
machine.  Here no frame is skipped, and the order of the inference steps follows from the time stamps alone: the same
file gives the same readings on every machine.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from emotion_desk.catalogue import AUTO, BOTH, WHOLE
from emotion_desk.clock import NS_PER_S
from emotion_desk.errors import SourceEndedError, SourceError, SourceOpenError
from emotion_desk.inference.protocols import Reader, ReadsMany
from emotion_desk.measures.face_meter import FaceMeter
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
from emotion_desk.pipeline.profile import Profile, profile_media
from emotion_desk.sessions.source_state import Keep, Mark, Marks, MediaCounts, SourceState, return_to
from emotion_desk.sound.mel import SAMPLE_RATE
from emotion_desk.sound.voice_activity import load_silero
from emotion_desk.sources.media import Media
from emotion_desk.sources.protocol import PictureSource, SoundSource
from emotion_desk.vision.box_tracker import Tracker, TrackerSettings
from emotion_desk.vision.face_tracker import FaceTracker
from emotion_desk.vision.whole_picture import CutOuts, WholePicture

_READ_S: Final = 5.0
#: Step inputs and faces per call of the network: in batches of 32 a face takes two thirds of its time alone.
_BATCH_INPUTS: Final = 32
_BATCH_ROWS: Final = 32
#: Packets are passed on without their picture: the network needs only the crops, and a 4K frame takes 25 MB.
_NO_PICTURE: Final = np.empty((0, 0, 3), np.uint8)
#: Detections that confirm a track, by the seconds between two frames: as many as live come within about 0.2 s.
_HITS: Final = ((0.05, 4), (0.12, 3), (0.5, 2))
#: Where frames are further apart than the tracker's usual limits, a track survives for this many frame intervals.
_STEPS_LOST: Final = 2.5

#: Part of the picture that is analysed: x, y, width and height in pixels.
Region = tuple[int, int, int, int]
#: Makes the face tracker for frames that are so many seconds apart, ``None``: for a single picture.
TrackerMaker = Callable[[float | None], FaceTracker]


def tracker_for(step_s: float | None, detector: str = BOTH, faces: str = AUTO) -> FaceTracker:
    """Return a face tracker for frames that are ``step_s`` seconds apart.

    Args:
        step_s: ``None`` stands for a single picture: it is searched thoroughly, and one detection confirms a track.
        detector: one of :data:`~emotion_desk.catalogue.DETECTORS`.
        faces: one of :data:`~emotion_desk.catalogue.FACES`; what is taken for a face.

    Raises:
        ModelError: the detector's weights are missing.
    """
    from emotion_desk.inference.face_detectors import load_detector

    usual = TrackerSettings()
    if faces == WHOLE:
        lost_s = max(usual.lost_s, _STEPS_LOST * (step_s or 0.0))
        return FaceTracker(WholePicture(), Tracker(TrackerSettings(hits=1, lost_s=lost_s)))
    found = load_detector(detector, thorough=step_s is None)
    if step_s is None:
        return FaceTracker(CutOuts(found) if faces == AUTO else found, Tracker(TrackerSettings(hits=1)))
    hits = next((count for limit_s, count in _HITS if step_s < limit_s), 1)
    settings = TrackerSettings(
        hits=hits,
        lost_s=max(usual.lost_s, _STEPS_LOST * step_s),
        doubt_s=max(usual.doubt_s, _STEPS_LOST * step_s),
    )
    return FaceTracker(found, Tracker(settings), search_every_s=0.0)


def packets(
    picture: PictureSource,
    fps: float | None,
    counts: MediaCounts,
    region: Region | None = None,
    make_tracker: TrackerMaker | None = None,
    meter: FaceMeter | None = None,
    state: SourceState | None = None,
) -> Iterator[FramePacket]:
    """Yield at most ``fps`` frames per second with their faces; boxes are in pixels of the whole picture.

    ``state`` is kept up to date; where it knows a tracker, reading goes on after its last frame.

    Raises:
        SourceError: the region lies outside of the picture.
        ModelError: the face detector is missing.
    """
    state = state if state is not None else SourceState()
    frames = _sampled_frames(picture, fps, counts, state)
    tracker = state.tracker
    if tracker is None:
        first = next(frames, None)
        if first is None:
            return
        second = next(frames, None)
        step_s = None if second is None else (second.stamp_ns - first.stamp_ns) / NS_PER_S
        tracker = state.tracker = (make_tracker or tracker_for)(step_s)
        frames = _chain(first, second, frames)
    for frame in frames:
        tracked = tracker.find(frame) if region is None else _faces_in(region, frame, tracker)
        without_picture = Frame(frame.index, frame.stamp_ns, _NO_PICTURE, frame.media_s)
        packet = FramePacket(without_picture, tracked, tracker.searched).found_only()
        if meter is not None and meter.is_due(frame.stamp_ns):
            packet = replace(packet, faces=tuple(_measured(meter, frame, face) for face in packet.faces))
        counts.analysed += 1
        counts.tracks.update(face.track_id for face in packet.faces)
        state.packets += 1
        yield packet
    if isinstance(tracker.detector, CutOuts) and tracker.detector.taken_whole:
        counts.notes.append("No face was found, so that the small square picture as a whole was taken for one.")


def _measured(meter: FaceMeter, frame: Frame, face: TrackedFace) -> TrackedFace:
    found = meter.measure(frame.picture, face.box, face.track_id, face.crop)
    return face if found is None else replace(face, measures=found.measures)


def _faces_in(region: Region, frame: Frame, tracker: FaceTracker) -> tuple[TrackedFace, ...]:
    """Return the faces in a region, with boxes in pixels of the whole picture."""
    faces = tracker.find(replace(frame, picture=_cut_region(region, frame.picture)))
    x, y = region[:2]
    return tuple(replace(f, box=Box(f.box.x + x, f.box.y + y, f.box.width, f.box.height)) for f in faces)


def _cut_region(region: Region, picture: Picture) -> Picture:
    x, y, width, height = region
    part = picture[y : y + height, x : x + width]
    if not part.size:
        raise SourceOpenError(
            f"The region {x},{y},{width},{height} lies outside of the picture of "
            f"{picture.shape[1]} x {picture.shape[0]} pixels."
        )
    return np.ascontiguousarray(part)


def _sampled_frames(
    picture: PictureSource, fps: float | None, counts: MediaCounts, state: SourceState
) -> Iterator[Frame]:
    """Yield the first frame of each interval of 1/fps seconds."""
    try:
        if state.last is not None:
            return_to(picture, state.last)
        else:
            picture.open()
        while True:
            try:
                frame = picture.read(_READ_S)
            except SourceEndedError:
                return
            except SourceError as error:
                counts.lost.append(str(error))
                return
            if frame is None:
                continue
            counts.frames += 1
            counts.end_s = max(counts.end_s, frame.stamp_ns / NS_PER_S)
            counts.size = (frame.picture.shape[1], frame.picture.shape[0])
            interval = int(frame.stamp_ns * fps / NS_PER_S + 1e-6) if fps else state.interval + 1
            if interval > state.interval:
                state.interval = interval
                state.read = frame
                yield frame
    except SourceOpenError as error:
        counts.lost.append(str(error))  # the sound may still be readable
    finally:
        picture.close()


def _chain(first: Frame, second: Frame | None, rest: Iterator[Frame]) -> Iterator[Frame]:
    yield first
    if second is not None:
        yield second
    yield from rest


def mel_windows(sound: SoundSource, counts: MediaCounts, profile: Profile | None = None) -> Iterator[MelWindow]:
    """Yield the voice network's inputs, ten per second of sound.

    Raises:
        ModelError: the speech detector is missing.
    """
    speech = load_silero()
    frontend = AudioFrontend(MelRing(), speech if profile is None else profile.wrap("speech", speech))
    if profile is not None:
        profile.timed(frontend, push="mel")
    try:
        sound.open()
        while True:
            try:
                block = sound.read(_READ_S)
            except SourceEndedError:
                return
            except SourceError as error:
                counts.lost.append(str(error))
                return
            if block is None:
                continue
            counts.blocks += 1
            counts.end_s = max(counts.end_s, block.stamp_ns / NS_PER_S + len(block.samples) / SAMPLE_RATE)
            window = frontend.push(block)
            if window is not None:
                yield window
    except SourceOpenError as error:
        counts.lost.append(str(error))  # the picture may still be readable
    finally:
        sound.close()


def merge_by_time(
    frames: Iterator[FramePacket],
    windows: Iterator[MelWindow],
    state: SourceState | None = None,
    mark: Callable[[int], Mark | None] | None = None,
) -> Iterator[StepInput | Mark]:
    """Yield frames and windows of sound in the order of their times.

    As live, a window shares the network's call with a frame that follows soon after it.

    Args:
        frames: the stream of frames.
        windows: the stream of windows of sound.
        state: how far they were read before; the windows begin at the beginning all the same.
        mark: called with the present time where no input is half used; what it returns is yielded.
    """
    state = state if state is not None else SourceState()
    if state.begun:
        packet, window = state.packet, _nth(windows, state.windows + state.sound_over)
    else:
        packet, window = next(frames, None), _counted(next(windows, None), state)
        state.had_picture, state.had_sound = packet is not None, window is not None
        state.begun = True
    waiting: MelWindow | None = None
    while packet is not None or window is not None:
        if mark is not None and waiting is None:
            state.packet, state.sound_over = packet, window is None
            stamps = [packet.frame.stamp_ns] if packet is not None else []
            found = mark(min([*stamps, window.stamp_ns] if window is not None else stamps))
            if found is not None:
                yield found
        if window is None or (packet is not None and packet.frame.stamp_ns < window.stamp_ns):
            assert packet is not None
            ended = state.had_sound and window is None and waiting is None
            state.had_sound = state.had_sound and not ended
            yield StepInput(packet=packet, window=waiting, sound_gone=ended)
            state.last_ns, waiting = packet.frame.stamp_ns, None
            packet = next(frames, None)
            continue
        ended = state.had_picture and packet is None
        state.had_picture = state.had_picture and not ended
        if packet is not None and _shares_call(window, packet, state.last_ns):
            waiting = window
        else:
            yield StepInput(window=window, picture_gone=ended)
        window = _counted(next(windows, None), state)


def _counted(window: MelWindow | None, state: SourceState) -> MelWindow | None:
    state.windows += window is not None
    return window


def _nth(windows: Iterator[MelWindow], number: int) -> MelWindow | None:
    """Return the window of a number, from 1, ``None`` behind the last one.

    Those before it are computed again: the speech detector, a recurrent network, cannot be put into a state.
    """
    window: MelWindow | None = None
    for _ in range(number):
        window = next(windows, None)
    return window


def _shares_call(window: MelWindow, packet: FramePacket, last_ns: int | None) -> bool:
    """Return whether a window goes through the network together with the next frame."""
    if last_ns is None or window.stamp_ns - last_ns >= PICTURE_LIVE_S * NS_PER_S:
        return packet.frame.stamp_ns == window.stamp_ns
    return packet.frame.stamp_ns - window.stamp_ns <= SHARE_WAIT_S * NS_PER_S


def step_inputs(
    media: Media,
    fps: float | None,
    counts: MediaCounts,
    region: Region | None = None,
    make_tracker: TrackerMaker | None = None,
    meter: FaceMeter | None = None,
    profile: Profile | None = None,
) -> Iterator[StepInput]:
    """Yield the inputs of all inference steps of a file in order of time; opens the file and closes it.

    A stream that is damaged ends at the damage; ``counts.lost`` says so.

    Raises:
        SourceError: neither picture nor sound could be read.
    """
    for one in marked_inputs(media, fps, counts, region, make_tracker, meter, profile):
        if isinstance(one, StepInput):
            yield one


def marked_inputs(
    media: Media,
    fps: float | None,
    counts: MediaCounts,
    region: Region | None = None,
    make_tracker: TrackerMaker | None = None,
    meter: FaceMeter | None = None,
    profile: Profile | None = None,
    state: SourceState | None = None,
    keep: Keep | None = None,
) -> Iterator[StepInput | Mark]:
    """Yield the inputs of :func:`step_inputs`, and every few seconds a mark from which they can go on.

    Args:
        media: the file.
        fps: highest number of frames analysed per second; ``None``: all.
        counts: is filled in.
        region: part of the picture that is analysed.
        make_tracker: makes the face tracker.
        meter: measures faces.
        profile: collects the time of the stages.
        state: where to go on; ``None``: at the beginning.
        keep: makes the marks; ``None``: there are none.

    Raises:
        SourceError: neither picture nor sound could be read.
        CannotResumeError: the file does not give the frame of ``state`` any more.
    """
    no_frames: Iterator[FramePacket] = iter(())
    no_windows: Iterator[MelWindow] = iter(())
    if profile is not None:
        profile_media(profile, media)
        make_tracker = profile.finder(make_tracker or tracker_for)
        if meter is not None:
            profile.timed(meter, measure="measure")
    state = state if state is not None else SourceState()
    if state.begun:
        known = state.counts
        counts.frames, counts.analysed, counts.end_s = known.frames, known.analysed, known.end_s
        counts.size = known.size
        counts.tracks.update(known.tracks)
    frames = (
        packets(media.picture, fps, counts, region, make_tracker, meter, state)
        if media.picture is not None
        else no_frames
    )
    windows = mel_windows(media.sound, counts, profile) if media.sound is not None else no_windows
    marks = None if keep is None else Marks(state, counts, keep).at
    try:
        yield from merge_by_time(frames, windows, state, marks)
        if counts.lost and not counts.frames and not counts.blocks:
            raise SourceOpenError(counts.lost[0])
    finally:
        for stream in (frames, windows):
            if isinstance(stream, Generator):
                stream.close()


def readings_of(
    inputs: Iterable[StepInput | Mark],
    reader: Reader,
    people: Recogniser | None = None,
    profile: Profile | None = None,
    step: InferenceStep | None = None,
    at_mark: Callable[[Mark, InferenceStep], None] | None = None,
) -> Iterator[DeskReading]:
    """Yield the reading of each inference step.

    ``inference_ms`` is 0, because the speed of the machine must not change the result.

    Args:
        inputs: faces and sound in order of time.
        reader: runs the networks.
        people: recognises faces and voices; ``None``: all are unknown.
        profile: collects the time of the stages.
        step: goes on from the state of an earlier call.
        at_mark: called with each mark when all readings of the inputs before it were taken.
    """
    is_new = step is None
    step = step if step is not None else InferenceStep(people, every_frame=True)
    if profile is not None:
        profile.timed(step, request="smooth", update="smooth", reading="smooth", identify="names")
        profile.timed(reader, read="infer", **{"read_many": "infer"} if isinstance(reader, ReadsMany) else {})
    if is_new:
        step.use_network(reader)
    last_ns = 0
    for batch in _in_batches(inputs):
        if isinstance(batch, Mark):
            if at_mark is not None:
                at_mark(batch, step)
            continue
        predictions = _predict(reader, [step.request(one) for one in batch])
        for one, prediction in zip(batch, predictions, strict=True):
            step.update(one, prediction)
            stamps = [one.packet.frame.stamp_ns] if one.packet is not None else []
            stamps += [one.window.stamp_ns] if one.window is not None else []
            last_ns = max(stamps)
            reading = step.reading(reader, last_ns, 0.0, asked=prediction is not None)
            if reading is not None:
                yield reading
    closing = step.end(reader, last_ns)
    if closing is not None:
        yield closing


def _in_batches(inputs: Iterable[StepInput | Mark]) -> Iterator[list[StepInput] | Mark]:
    """Yield the inputs in batches.

    The end of the picture or of the sound ends a batch, because the requests of later steps depend on it.  So does a
    mark, which follows by itself.
    """
    batch: list[StepInput] = []
    rows = 0
    for one in inputs:
        if isinstance(one, Mark):
            if batch:
                yield batch
            batch, rows = [], 0
            yield one
            continue
        batch.append(one)
        rows += len(one.packet.faces) if one.packet is not None else 0
        if len(batch) >= _BATCH_INPUTS or rows >= _BATCH_ROWS or one.picture_gone or one.sound_gone:
            yield batch
            batch, rows = [], 0
    if batch:
        yield batch


def _predict(reader: Reader, requests: Sequence[InferenceRequest | None]) -> list[Prediction | None]:
    """Return the prediction for each request, ``None`` where there is none; one call for all if the reader can."""
    inputs = [(one.crops, one.mel) for one in requests if one is not None]
    if isinstance(reader, ReadsMany):
        predictions = iter(reader.read_many(inputs) if inputs else ())
    else:
        predictions = iter([reader.read(crops, mel) for crops, mel in inputs])
    return [next(predictions) if one is not None else None for one in requests]
