"""Reads a media file as the live pipeline reads devices: frames with their followed faces, windows of sound.

No frame is skipped, and what is read depends on the file alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from itertools import chain
from typing import Final

import numpy as np

from emotion_desk.catalogue import AUTO, BOTH, WHOLE
from emotion_desk.clock import NS_PER_S
from emotion_desk.errors import SourceOpenError
from emotion_desk.messages import Box, Frame, FramePacket, MelWindow, Picture, TrackedFace
from emotion_desk.pipeline.audio_frontend import AudioFrontend
from emotion_desk.pipeline.mel_ring import MelRing
from emotion_desk.pipeline.profile import Profile
from emotion_desk.sessions.frames_ahead import items, sampled_frames
from emotion_desk.sessions.source_state import MediaCounts, SourceState
from emotion_desk.sound.mel import SAMPLE_RATE
from emotion_desk.sound.voice_activity import load_silero
from emotion_desk.sources.protocol import PictureSource, SoundSource
from emotion_desk.translatable import translatable
from emotion_desk.vision.box_tracker import Tracker, TrackerSettings
from emotion_desk.vision.face_tracker import FaceTracker
from emotion_desk.vision.whole_picture import CutOuts, WholePicture

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
    state: SourceState | None = None,
    *,
    with_pictures: bool = False,
) -> Iterator[FramePacket]:
    """Yield at most ``fps`` frames per second with their faces; boxes are in pixels of the whole picture.

    ``state`` is kept up to date; where it knows a tracker, reading goes on after its last frame.  Packets have pictures
    only on request.

    Raises:
        SourceError: the region lies outside of the picture.
        ModelError: the face detector is missing.
    """
    state = state if state is not None else SourceState()
    with closing(sampled_frames(picture, fps, counts, state)) as frames:
        tracker = state.tracker
        read: Iterator[Frame] = frames
        if tracker is None:
            first = next(frames, None)
            if first is None:
                return
            second = next(frames, None)
            step_s = None if second is None else (second.stamp_ns - first.stamp_ns) / NS_PER_S
            tracker = state.tracker = (make_tracker or tracker_for)(step_s)
            read = chain([first], [] if second is None else [second], frames)
        for frame in read:
            tracked = tracker.find(frame) if region is None else _faces_in(region, frame, tracker)
            shown = frame if with_pictures else without_picture(frame)
            packet = FramePacket(shown, tracked, tracker.searched).found_only()
            counts.analysed += 1
            counts.tracks.update(face.track_id for face in packet.faces)
            state.packets += 1
            yield packet
    if isinstance(tracker.detector, CutOuts) and tracker.detector.taken_whole:
        counts.notes.append(
            translatable("No face was found, so that the small square picture as a whole was taken for one.")
        )


def without_picture(frame: Frame) -> Frame:
    """Return a frame without its picture: the network needs only the crops, and a 4K frame takes 25 MB."""
    return Frame(frame.index, frame.stamp_ns, _NO_PICTURE, frame.media_s)


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
            translatable(
                "The region {x},{y},{width},{height} lies outside of the picture of {picture_width} x {picture_height} "
                "pixels.",
                x=x,
                y=y,
                width=width,
                height=height,
                picture_width=picture.shape[1],
                picture_height=picture.shape[0],
            )
        )
    return np.ascontiguousarray(part)


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
        for block in items(sound.read, counts.lost):
            counts.blocks += 1
            counts.end_s = max(counts.end_s, block.stamp_ns / NS_PER_S + len(block.samples) / SAMPLE_RATE)
            window = frontend.push(block)
            if window is not None:
                yield window
    except SourceOpenError as error:
        counts.lost.append(str(error))  # the picture may still be readable
    finally:
        sound.close()
