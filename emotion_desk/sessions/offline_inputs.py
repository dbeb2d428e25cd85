"""Puts the frames and the windows of sound of a media file into the order of their times, as inputs of inference steps.

Live, a network that is free takes the newest frame and the newest sound, so the readings depend on the speed of the
machine.  Here the order of the inference steps follows from the time stamps alone: the same file gives the same
readings on every machine.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import nullcontext
from typing import TYPE_CHECKING

from emotion_desk.clock import NS_PER_S
from emotion_desk.errors import SourceOpenError
from emotion_desk.messages import FramePacket, MelWindow
from emotion_desk.pipeline.inference_step import PICTURE_LIVE_S, SHARE_WAIT_S, StepInput
from emotion_desk.pipeline.profile import Profile, profile_media
from emotion_desk.sessions.measured_packets import measured_packets
from emotion_desk.sessions.media_streams import Region, TrackerMaker, mel_windows, packets, tracker_for
from emotion_desk.sessions.prefetch import Prefetcher
from emotion_desk.sessions.source_state import Keep, Mark, Marks, MediaCounts, SourceState
from emotion_desk.sources.media import Media

if TYPE_CHECKING:
    from emotion_desk.measures.face_meter import FaceMeter


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


def _counted_at_the_end(
    windows: Iterable[MelWindow], of_sound: MediaCounts, counts: MediaCounts
) -> Iterator[MelWindow]:
    """Yield the windows, and add the counts of the sound when the last one was taken.

    The thread of the sound is ahead, by how much depends on the machine: what it knows must not be known earlier.
    """
    yield from windows
    counts.blocks += of_sound.blocks
    counts.end_s = max(counts.end_s, of_sound.end_s)
    counts.lost += of_sound.lost


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
        packets(media.picture, fps, counts, region, make_tracker, state, with_pictures=meter is not None)
        if media.picture is not None
        else no_frames
    )
    if meter is not None:
        frames = measured_packets(frames, meter)
    # Sound has a thread of its own beside that of the picture: both together take longer than the network.
    of_sound = MediaCounts()
    heard = (
        Prefetcher(mel_windows(media.sound, of_sound, profile), what="sound", gives_way=meter is not None)
        if media.sound is not None
        else None
    )
    windows = _counted_at_the_end(heard, of_sound, counts) if heard is not None else no_windows
    marks = None if keep is None else Marks(state, counts, keep).at
    try:
        with heard if heard is not None else nullcontext():
            yield from merge_by_time(frames, windows, state, marks)
        if counts.lost and not counts.frames and not counts.blocks:
            raise SourceOpenError(counts.lost[0])
    finally:
        if isinstance(frames, Generator):
            frames.close()
