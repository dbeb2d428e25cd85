"""Analyses one media file into a session folder, which holds the readings and refers to the file.

The folder is written under a temporary name and renamed at the end, so that an interrupted analysis leaves no
incomplete session; the same analysis goes on from it later (:mod:`emotion_desk.sessions.partial_analysis`).  Its header
stores the file's SHA-256 and the options, by which a finished analysis is recognised
and not repeated.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from emotion_desk.clock import NS_PER_S
from emotion_desk.errors import SessionError
from emotion_desk.inference.protocols import Reader
from emotion_desk.messages import DeskReading
from emotion_desk.pipeline.inference_step import InferenceStep, StepInput
from emotion_desk.pipeline.profile import Profile
from emotion_desk.plain_file import exists, is_folder
from emotion_desk.sessions.analysis_options import AnalysisOptions, content_hash, model_hashes, settings_of
from emotion_desk.sessions.carried_over import carry_over, restore, swap
from emotion_desk.sessions.file_identities import recogniser_for_files, unify_identities
from emotion_desk.sessions.format import ANALYSIS, TimedReading, reading_to_raw
from emotion_desk.sessions.header import Counter, SessionInfo, media_text, read_info, write_info
from emotion_desk.sessions.jsonl import LineWriter
from emotion_desk.sessions.offline_inputs import marked_inputs
from emotion_desk.sessions.offline_pipeline import BATCH_INPUTS, readings_of
from emotion_desk.sessions.partial_analysis import PartialAnalysis, Resumed
from emotion_desk.sessions.prefetch import Prefetcher
from emotion_desk.sessions.source_state import CannotResumeError, Keep, Mark, MediaCounts
from emotion_desk.sessions.timeline import Scaling, Timeline
from emotion_desk.sources.media import Media, open_media
from emotion_desk.sources.truncation import is_cut
from emotion_desk.translatable import joined, translatable
from emotion_desk.version import __version__

if TYPE_CHECKING:
    from emotion_desk.measures.face_meter import FaceMeter
    from emotion_desk.people.recogniser import Recogniser

#: Called with the seconds of the file that are done.
Progress = Callable[[float], None]
_PROGRESS_EVERY: Final = 8
#: ``ended`` in the header of a session whose file was read from beginning to end.
ENDED_WHOLE: Final = translatable("The file was analysed to its end.")


class AnalysisStoppedError(SessionError):
    """The analysis was cancelled; a later one goes on from its temporary folder, if it got so far."""


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
        meter = _face_meter(options.measure_rate) if options.measures else None
        state, step = (resumed.source, resumed.step) if resumed is not None else (None, None)
        written = resumed.written if resumed is not None else 0
        steps = marked_inputs(
            media, options.frame_rate, counts, options.region, options.make_tracker, meter, profile, state, keep
        )
        # The next batch is made ready while the network reads this one.  Measured packets have no pictures any more.
        with LineWriter(partial.readings) as lines, Prefetcher(steps, 2 * BATCH_INPUTS, "faces") as inputs:
            if profile is not None:
                profile.timed(lines, write="write")
            numbers = self._write_each(lines, inputs, written, step)
            # A thread of its own gives way to the one that measures; this one serves other files, too.
            beside = None if meter is None else Prefetcher(numbers, what="network", gives_way=True)
            with beside if beside is not None else nullcontext():
                for number in beside if beside is not None else numbers:
                    written = number
        return written

    def _write_each(
        self, lines: LineWriter, inputs: Iterable[StepInput | Mark], written: int, step: InferenceStep | None
    ) -> Iterator[int]:
        """Write the readings; yield how many there are now and then, and at the end."""

        def save(mark: Mark, now: InferenceStep) -> None:
            self.partial.save(mark, now, lines, written)

        for reading in readings_of(inputs, self.reader, self.people, self.profile, step, save):
            if self.stop is not None and self.stop.is_set():
                raise AnalysisStoppedError(translatable("The analysis of '{name}' was stopped.", name=self.source.name))
            lines.write(reading_to_raw(on_file_time(reading)))
            written += 1
            if written % _PROGRESS_EVERY == 0:
                if self.progress is not None:
                    self.progress(reading.published_ns / NS_PER_S)
                yield written
        yield written

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


def _face_meter(rate: float | None) -> FaceMeter:
    from emotion_desk.inference.face_meters import load_face_meter  # most analyses do not need it

    return load_face_meter(rate)


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
