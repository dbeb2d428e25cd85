"""Analyses one media file into a session folder, which holds the readings and refers to the file.

The folder is written under a temporary name and renamed at the end, so that an interrupted analysis leaves no
incomplete session; the same analysis goes on from it later (:mod:`emotion_desk.sessions.partial_analysis`).  Its header
stores the file's SHA-256 and the options, by which a finished analysis is recognised
and not repeated.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable
from contextlib import nullcontext, suppress
from dataclasses import asdict, dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, Final

from emotion_desk.catalogue import AUTO, BOTH, networks_of
from emotion_desk.clock import NS_PER_S
from emotion_desk.errors import SessionError
from emotion_desk.inference.face_meters import load_face_meter
from emotion_desk.inference.protocols import Reader
from emotion_desk.messages import DeskReading
from emotion_desk.people.recogniser import Recogniser
from emotion_desk.pipeline.inference_step import InferenceStep
from emotion_desk.pipeline.profile import Profile
from emotion_desk.plain_file import exists, is_folder
from emotion_desk.sessions.carried_over import carry_over, restore, swap
from emotion_desk.sessions.file_identities import gallery_fingerprint, recogniser_for_files, unify_identities
from emotion_desk.sessions.format import ANALYSIS, TimedReading, reading_to_raw
from emotion_desk.sessions.header import Counter, SessionInfo, media_text, read_info, write_info
from emotion_desk.sessions.jsonl import LineWriter
from emotion_desk.sessions.media_streams import tracker_for
from emotion_desk.sessions.offline_inputs import marked_inputs
from emotion_desk.sessions.offline_pipeline import readings_of
from emotion_desk.sessions.partial_analysis import PartialAnalysis, Resumed
from emotion_desk.sessions.prefetch import Prefetcher
from emotion_desk.sessions.source_state import CannotResumeError, Keep, Mark, MediaCounts
from emotion_desk.sessions.timeline import Scaling, Timeline
from emotion_desk.sources.media import Media, open_media
from emotion_desk.sources.plain_file import require_plain_file
from emotion_desk.sources.truncation import is_cut
from emotion_desk.translatable import joined, translatable
from emotion_desk.version import __version__
from emotion_desk.vision.face_tracker import FaceTracker

#: Called with the seconds of the file that are done.
Progress = Callable[[float], None]
_PROGRESS_EVERY: Final = 8
#: ``ended`` in the header of a session whose file was read from beginning to end.
ENDED_WHOLE: Final = translatable("The file was analysed to its end.")


class AnalysisStoppedError(SessionError):
    """The analysis was cancelled; a later one goes on from its temporary folder, if it got so far."""


@dataclass(frozen=True, slots=True)
class AnalysisOptions:
    """How to analyse a file.

    Attributes:
        mode, engine: names of the mode and of the engine, as in the catalogue.
        fps: highest number of frames analysed per second; ``None``: all.
        start_s, end_s: part of the file that is analysed, in seconds.
        every_s: seconds between two analysed frames; takes precedence over ``fps``.
        region: part of the picture that is analysed: x, y, width, height in pixels.
        track: number of the sound track, from 1.
        channel: ``left``, ``right``, ``mix`` or a number from 1.
        people: whether enrolled people are recognised.
        detector: what finds faces, one of :data:`~emotion_desk.catalogue.DETECTORS`.
        faces: what is taken for a face, one of :data:`~emotion_desk.catalogue.FACES`.
        measures: whether pose, gaze, eyes, mouth and blendshapes of each face are measured.
        measure_rate: most frames a second that are measured; ``None``: all that are analysed.
    """

    mode: str = "multitask"
    engine: str = "auto"
    fps: float | None = None
    start_s: float | None = None
    end_s: float | None = None
    every_s: float | None = None
    region: tuple[int, int, int, int] | None = None
    track: int | None = None
    channel: str | None = None
    people: bool = True
    detector: str = BOTH
    faces: str = AUTO
    measures: bool = False
    measure_rate: float | None = None

    @property
    def frame_rate(self) -> float | None:
        """Return the highest number of frames analysed per second, ``None`` for all."""
        return self.fps if self.every_s is None else 1.0 / self.every_s

    def make_tracker(self, step_s: float | None) -> FaceTracker:
        """Return the face tracker of these options, see :func:`~emotion_desk.sessions.media_streams.tracker_for`."""
        return tracker_for(step_s, self.detector, self.faces)


@cache
def _reader(mode: str, engine: str) -> Reader:
    from emotion_desk.inference.predictor import load_predictor
    from emotion_desk.inference.thread_pool import share_threads

    share_threads(spared=1)
    return load_predictor(mode, engine)


def load_reader(options: AnalysisOptions) -> Reader:
    """Return the predictor of some options; each is loaded once per process.

    Raises:
        ModelError: the weights are missing or damaged.
        EngineError: the engine is not available.
    """
    return _reader(options.mode, options.engine)


def model_hashes(mode: str, engine: str) -> dict[str, str]:
    """Return the SHA-256 of the released file of each network of a mode, by name.

    Args:
        mode: ``multitask`` or ``singles``.
        engine: name of the engine, for example ``onnx-int8``.
    """
    from emotion_desk.inference.model_store import ModelStore

    entries = ModelStore().entries
    part = "int8" if "int8" in engine else "weights"
    return {name: entries[name].files[part].sha256 for name in networks_of(mode) if part in entries[name].files}


def content_hash(path: Path) -> str:
    """Return the SHA-256 of a file.

    Raises:
        SourceOpenError: the path is not a regular file.
        SessionError: the file cannot be read.
    """
    require_plain_file(path)
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise SessionError(
            translatable("The file '{path}' cannot be read: {reason}.", path=path, reason=error.strerror or error)
        ) from error


def settings_of(sha256: str, options: AnalysisOptions) -> dict[str, Any]:
    """Return the ``settings`` entry of the session header: the options and the file's SHA-256.

    Options that were not given are left out, so that the entry equals that of versions without these options.
    """
    given = {name: value for name, value in asdict(options).items() if value is not None or name == "fps"}
    if options.region is not None:
        given["region"] = list(options.region)
    fingerprint = gallery_fingerprint() if given.pop("people") else None
    if not options.measures:
        del given["measures"]
    if fingerprint is not None:
        given["people"] = fingerprint
    return {"source_sha256": sha256, **given}


def is_done(folder: Path, source: Path, sha256: str, options: AnalysisOptions, reader: Reader) -> bool:
    """Return whether a folder holds the finished analysis of a file with these options and networks.

    Files are compared by content.  If the file was moved since, the header gets its new path.
    """
    try:
        info = read_info(folder)
    except SessionError:
        return False
    same = info.finished and info.kind == ANALYSIS and dict(info.settings) == settings_of(sha256, options)
    if not same or dict(info.models) != model_hashes(reader.mode, reader.engine):
        return False
    if info.media != media_text(source.resolve()):
        write_info(folder, replace(info, media=media_text(source.resolve())))
    return True


def analyse_file(
    source: Path,
    folder: Path,
    options: AnalysisOptions,
    reader: Reader,
    progress: Progress | None = None,
    stop: threading.Event | None = None,
    decoders: int = 2,
    profile: Profile | None = None,
) -> SessionInfo:
    """Analyse a video, picture or sound file into a session folder.

    Args:
        source: the file.
        folder: the session folder.  An older analysis there is replaced; a folder with other content is refused.
        options: stored in the session header.
        reader: runs the networks.
        progress: called every eight readings.
        stop: cancels the analysis when set.
        decoders: number of threads that decode the picture.
        profile: collects the time of the stages.

    Returns:
        The header of the session.  Of a file that is damaged or cut off, the readable part is analysed; ``ended`` says
        where it broke off.

    Raises:
        SourceError: nothing of the file can be read.
        SessionError: the folder cannot be written, or has other content.
        AnalysisStoppedError: ``stop`` was set.
    """
    sha256 = content_hash(source)
    _require_free(folder)
    people = recogniser_for_files() if options.people else None
    settings = settings_of(sha256, options)
    key = {"settings": settings, "models": model_hashes(reader.mode, reader.engine), "mode": reader.mode}
    partial = PartialAnalysis(folder, key | {"engine": reader.engine, "program": __version__})
    run = _Run(source, folder, options, reader, progress, stop, decoders, profile, people, partial)
    with partial.locked():
        restore(partial.folder, folder)
        return _analysed(run, settings)


def _analysed(run: _Run, settings: dict[str, Any]) -> SessionInfo:
    """Analyse a file from where an earlier run stopped, where that is possible; errors as :func:`analyse_file`."""
    options, partial = run.options, run.partial
    # What is known of enrolled faces and voices must not lie on the disk, a profile is that of a whole run, and
    # measures follow landmarks from frame to frame, which no checkpoint holds.
    is_resumable = run.people is None and run.profile is None and not options.measures
    stopped = False
    try:
        if is_resumable:
            resumed = partial.resume(options.make_tracker, InferenceStep(every_frame=True))
            if resumed is not None:
                with suppress(CannotResumeError):
                    return run.analyse(settings, resumed, partial.keep)
        return run.analyse(settings, None, partial.keep if is_resumable else None)
    except (AnalysisStoppedError, KeyboardInterrupt):
        stopped = True
        raise
    except OSError as error:
        raise SessionError(
            translatable("'{folder}' cannot be written: {reason}.", folder=run.folder, reason=error.strerror or error)
        ) from error
    finally:
        if not (stopped and partial.is_resumable):
            partial.remove()


@dataclass(frozen=True, slots=True)
class _Run:
    """One attempt at an analysis; the arguments are those of :func:`analyse_file`."""

    source: Path
    folder: Path
    options: AnalysisOptions
    reader: Reader
    progress: Progress | None
    stop: threading.Event | None
    decoders: int
    profile: Profile | None
    people: Recogniser | None
    partial: PartialAnalysis

    def analyse(self, settings: dict[str, Any], resumed: Resumed | None, keep: Keep | None) -> SessionInfo:
        """Analyse the file from the beginning, or from where it stopped, to its end.

        Raises:
            CannotResumeError: the file is not the same any more; the analysis must begin anew.
            SourceError, SessionError, AnalysisStoppedError: see :func:`analyse_file`.
        """
        media = self._open()
        if resumed is None:
            self.partial.begin()
        counts = MediaCounts()
        written = self._write_readings(media, counts, resumed, keep)
        if self.people is not None:
            unify_identities(self.partial.readings)
        self.partial.finish()
        info = self._info(settings, media, counts, written)
        write_info(self.partial.folder, info)
        if exists(self.folder):
            carry_over(self.folder, self.partial.folder)
        swap(self.partial.folder, self.folder)
        return info

    def _open(self) -> Media:
        options = self.options
        with nullcontext() if self.profile is None else self.profile.stage("open"):
            media = open_media(
                self.source,
                paced=False,
                track=options.track,
                channel=options.channel,
                window=(options.start_s or 0.0, options.end_s),
            )
        if media.picture is not None:
            media.picture.decoders = self.decoders
            media.picture.in_planes = not options.measures
        return media

    def _write_readings(self, media: Media, counts: MediaCounts, resumed: Resumed | None, keep: Keep | None) -> int:
        """Write the readings, and return how many there are."""
        options, profile, partial = self.options, self.profile, self.partial
        meter = load_face_meter(options.measure_rate) if options.measures else None
        state, step = (resumed.source, resumed.step) if resumed is not None else (None, None)
        written = resumed.written if resumed is not None else 0
        steps = marked_inputs(
            media, options.frame_rate, counts, options.region, options.make_tracker, meter, profile, state, keep
        )
        with LineWriter(partial.readings) as lines, Prefetcher(steps) as inputs:
            if profile is not None:
                profile.timed(lines, write="write")

            def save(mark: Mark, now: InferenceStep) -> None:
                partial.save(mark, now, lines, written)

            for reading in readings_of(inputs, self.reader, self.people, profile, step, save):
                if self.stop is not None and self.stop.is_set():
                    raise AnalysisStoppedError(
                        translatable("The analysis of '{name}' was stopped.", name=self.source.name)
                    )
                lines.write(reading_to_raw(on_file_time(reading)))
                written += 1
                if self.progress is not None and written % _PROGRESS_EVERY == 0:
                    self.progress(reading.published_ns / NS_PER_S)
        return written

    def _info(self, settings: dict[str, Any], media: Media, counts: MediaCounts, written: int) -> SessionInfo:
        source, reader = self.source, self.reader
        return SessionInfo(
            started=self.partial.started,
            kind=ANALYSIS,
            program=__version__,
            finished=True,
            ended=_ended(source, media, self.options, counts),
            duration_s=round(_duration_s(media, counts), 3),
            media=media_text(source.resolve()),
            keeps=("readings",),
            mode=reader.mode,
            engine=reader.engine,
            devices={
                "picture": source.name if media.picture is not None else None,
                "sound": source.name if media.sound is not None else None,
            },
            models=model_hashes(reader.mode, reader.engine),
            settings=settings,
            size=counts.size,
            counters={
                "frames": Counter(counts.frames, counts.analysed, counts.frames - counts.analysed),
                "sound": Counter(counts.blocks, counts.blocks),
                "readings": Counter(written, written),
            },
        )


def _duration_s(media: Media, counts: MediaCounts) -> float:
    """Return the duration of the file in seconds; if its header gives only an estimate, that of the part read."""
    if media.estimated or counts.lost:
        return counts.end_s
    return max(media.duration_s or 0.0, counts.end_s)


def _ended(source: Path, media: Media, options: AnalysisOptions, counts: MediaCounts) -> str:
    """Return sentences for the user that say which part of the file was analysed."""
    sentences = list(dict.fromkeys(counts.lost))
    if not sentences and is_cut(source):
        sentences = [
            translatable("The file '{name}' breaks off; it is damaged or was not copied completely.", name=source.name)
        ]
    if not sentences and (options.start_s is not None or options.end_s is not None):
        sentences = [_part_words(options.start_s or 0.0, options.end_s)]
    return joined([*(sentences or [ENDED_WHOLE]), *media.notes, *counts.notes])


def _part_words(start_s: float, end_s: float | None) -> str:
    if end_s is None:
        return translatable("The file was analysed from {start:g} s to its end.", start=start_s)
    return translatable("The file was analysed from {start:g} s to {end:g} s.", start=start_s, end=end_s)


def on_file_time(reading: DeskReading) -> TimedReading:
    """Return a reading with times in seconds from the beginning of the file."""
    return Timeline(0).convert(reading, Scaling())


def _require_free(folder: Path) -> None:
    """Raise :class:`SessionError` if the folder holds anything but an older analysis."""
    if not exists(folder):
        return
    if is_folder(folder):
        if not any(folder.iterdir()):
            return
        try:
            if read_info(folder).kind == ANALYSIS:
                return
        except SessionError:
            pass
    raise SessionError(
        translatable(
            "'{folder}' is there already and is no analysis; choose another place for the results.", folder=folder
        )
    )
