"""Opens a session folder: typed readings, marks, frames and sound, whatever version wrote it.

Everything is read on demand, readings and frames one at a time, because a session may be hours long.  The folder is
untrusted: a damaged line is left out and counted, and no symbolic link in the folder is followed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Final, TypeVar

import numpy as np

from emotion_desk.errors import SessionError, SourceLostError
from emotion_desk.messages import Picture, Samples, Utterance
from emotion_desk.plain_file import is_file, is_folder, is_plain
from emotion_desk.sessions.annotations import Annotations
from emotion_desk.sessions.baselines import Baselines, corrected, measure, read_baselines, write_baselines
from emotion_desk.sessions.format import (
    DAMAGED,
    INFO_FILE,
    READINGS_FILE,
    RECORDING,
    Mark,
    TimedReading,
    reading_from_raw,
)
from emotion_desk.sessions.header import SessionInfo, media_path, read_info
from emotion_desk.sessions.jsonl import LineReader
from emotion_desk.sessions.marks import Marks
from emotion_desk.sessions.track_names import TrackIdentities, track_identities, with_track_identity
from emotion_desk.sessions.utterances import utterances_of
from emotion_desk.translatable import translatable

SAMPLE_RATE: Final = 16_000
#: Positions nearer to the start are reached by decoding, without seeking.
_SEEK_MARGIN_S: Final = 1.0
#: Sound is decoded from this much earlier, so that the codec has settled.
_PREROLL_S: Final = 0.5

Item = TypeVar("Item")


class Session:
    """One session on disk; made by :func:`open_session`.

    Example:
        >>> session = open_session("talk")  # doctest: +SKIP
        >>> happiest = max(session.readings(), key=lambda r: r.people[0].emotion["happy"])  # doctest: +SKIP
    """

    def __init__(self, folder: Path, info: SessionInfo) -> None:
        self.folder = folder
        self.info = info
        #: Lines of ``readings.jsonl`` that the last full pass left out because they were torn or damaged.
        self.damaged_readings = 0
        self._marks: Marks | None = None
        self._annotations: Annotations | None = None
        #: What answers are corrected by, ``None``: they are as they were given.
        self.baselines: Baselines | None = read_baselines(folder)

    @property
    def media(self) -> Path | None:
        """Return the file with picture and sound, ``None`` if there is none (any more).

        The media of a recording lies in its folder; an analysis names the absolute path of the analysed file.
        """
        name = self.info.media
        if not name or "\0" in name:
            return None
        if self.info.kind == RECORDING:
            return self.folder / name if Path(name).name == name and is_plain(self.folder / name) else None
        path = self.folder / media_path(name)  # an absolute path stays itself
        try:
            return path if is_file(path) else None
        except OSError:
            return None

    def readings(self) -> Iterator[TimedReading]:
        """Yield the readings in the order they were given, corrected by the baselines of the session.

        Raises:
            SessionError: the file cannot be read.
        """
        given = self.given_readings()
        return given if self.baselines is None else corrected(given, self.baselines)

    def given_readings(self) -> Iterator[TimedReading]:
        """Yield the readings as they are on disk.

        Raises:
            SessionError: the file cannot be read.
        """
        lines = LineReader(self.folder / READINGS_FILE)
        bad = 0
        for raw in lines:
            try:
                yield reading_from_raw(raw)
            except DAMAGED:
                bad += 1
        self.damaged_readings = lines.damaged + bad

    def named_readings(self) -> Iterator[TimedReading]:
        """Yield the readings with one identity for each track, the one it has in most readings; reads them twice.

        Raises:
            SessionError: the file cannot be read.
        """
        identities = track_identities(self.readings())
        yield from _with_identities(self.readings(), identities)

    def measure_baseline(self, span: tuple[float, float], subject: str | None = None) -> Baselines:
        """Return the session's baselines with those of a neutral span added; see :meth:`keep_baselines`.

        Args:
            span: begin and end in seconds.
            subject: whose; by default everybody's who is seen in it.

        Raises:
            SessionError: the readings cannot be read, or the span holds too few answers.
        """
        identities = track_identities(self.given_readings())
        new = measure(_with_identities(self.given_readings(), identities), span, subject)
        return (self.baselines or Baselines()).with_those(new)

    def keep_baselines(self, baselines: Baselines) -> None:
        """Correct the answers by these from now on.

        Raises:
            SessionError: they cannot be written.
        """
        write_baselines(self.folder, baselines)
        self.baselines = baselines

    def utterances(self) -> list[Utterance]:
        """Return the utterances by begin; their spans count in nanoseconds from the session's zero.

        Raises:
            SessionError: the readings cannot be read.
        """
        return utterances_of(self.readings())

    def marks(self) -> list[Mark]:
        """Return the marks by time."""
        return self.mark_list.all()

    @property
    def mark_list(self) -> Marks:
        """Return the marks for adding, editing and removing."""
        if self._marks is None:
            self._marks = Marks(self.folder)
        return self._marks

    @property
    def annotations(self) -> Annotations:
        """Return what coders said of it, for adding, editing and removing."""
        if self._annotations is None:
            self._annotations = Annotations(self.folder)
        return self._annotations

    def frames(self, start_s: float = 0.0) -> Iterator[tuple[float, Picture]]:
        """Yield (seconds since the session's zero, BGR picture) from the frame at or just before ``start_s`` on.

        Pictures are uint8 of shape (height, width, 3), upright; times are those of ``frame_s`` in the readings.

        Raises:
            SessionError: there is no media file.
            SourceError: it cannot be decoded.
        """
        from emotion_desk.sources.display_picture import DisplayConverter
        from emotion_desk.sources.media_container import picture_stream, seek, timed_frames
        from emotion_desk.sources.picture_file import picture_header, read_assembled

        header = None if self.media is None else picture_header(self.media)
        if header is not None and header.assembled and self.media is not None:
            yield 0.0, read_assembled(self.media)
            return
        with self._container() as container:
            stream = picture_stream(container)
            if stream is None:
                return
            stream.thread_type = "AUTO"
            converter = DisplayConverter(stream, self.media)
            offset_s = self._offset_s(container)
            if start_s > _SEEK_MARGIN_S:
                seek(container, start_s - offset_s)
            before = None
            for file_s, frame in self._until_cut(timed_frames(container, stream, self._name)):
                time_s = round(file_s + offset_s, 6)
                if time_s <= start_s and start_s > 0:
                    before = (time_s, frame)
                    continue
                if before is not None:
                    yield before[0], converter(before[1])
                    before = None
                yield time_s, converter(frame)
            if before is not None:
                yield before[0], converter(before[1])

    def _until_cut(self, items: Iterator[Item]) -> Iterator[Item]:
        """Yield what can be read of an analysed file; that it was cut off was said when it was analysed."""
        empty = True
        try:
            for item in items:
                empty = False
                yield item
        except SourceLostError:
            if empty or self.info.kind == RECORDING:
                raise

    def sound(self, start_s: float = 0.0, end_s: float | None = None) -> Samples:
        """Return the sound between two moments: 16 kHz mono float32, sample n at ``start_s + n / 16000``.

        Empty if there is none.  A whole hour takes 230 MB; ask for stretches.

        Raises:
            SessionError: there is no media file.
            SourceError: it cannot be decoded.
        """
        from emotion_desk.sources.file_sound import decode_sound
        from emotion_desk.sources.media_container import seek, sound_streams
        from emotion_desk.sources.sound_selection import selection_of

        wanted = None if end_s is None else max(0, round((end_s - start_s) * SAMPLE_RATE))
        pieces: list[Samples] = []
        held = 0
        with self._container() as container:
            streams = sound_streams(container)
            if not streams or self.media is None:
                return np.zeros(0, np.float32)
            settings = self.info.settings
            selection = selection_of(self.media, settings.get("track"), settings.get("channel"))
            stream = streams[selection.track - 1]
            offset_s = self._offset_s(container)
            if start_s > _SEEK_MARGIN_S:
                seek(container, start_s - offset_s - _PREROLL_S)
            decoded = decode_sound(container, stream, self._name, start_s - offset_s, selection.downmix)
            for piece in self._until_cut(decoded):
                pieces.append(piece)
                held += piece.size
                if wanted is not None and held >= wanted:
                    break
        whole = np.concatenate(pieces) if pieces else np.zeros(0, np.float32)
        return whole if wanted is None else whole[:wanted]

    @property
    def _name(self) -> str:
        return media_path(self.info.media or "").name

    def _offset_s(self, container: Any) -> float:
        """Return the session's time at the beginning of the media.

        A recording presents everything at its session time, so what begins late really did; a file that was analysed
        counts from its own beginning.
        """
        from emotion_desk.sources.media_file import start_time_s

        return start_time_s(container) if self.info.kind == RECORDING else 0.0

    def _container(self) -> Any:
        from emotion_desk.sources.media_file import open_container

        if self.media is None:
            name, media = self.folder.name, self.info.media
            if media is None:
                raise SessionError(translatable("The session '{name}' keeps neither picture nor sound.", name=name))
            raise SessionError(translatable("The session '{name}' has lost '{media}'.", name=name, media=media))
        return open_container(self.media)


def _with_identities(readings: Iterator[TimedReading], identities: TrackIdentities) -> Iterator[TimedReading]:
    for reading in readings:
        yield replace(reading, people=tuple(with_track_identity(person, identities) for person in reading.people))


def open_session(path: Path | str) -> Session:
    """Open a session by its folder or its ``session.json``; older versions are upgraded in memory.

    Raises:
        SessionError: one sentence that says why it cannot be opened.

    Example:
        >>> from emotion_desk import open_session
        >>> for time_s, picture in open_session("talk").frames(): ...  # doctest: +SKIP
    """
    folder = Path(path)
    if folder.name == INFO_FILE:
        folder = folder.parent
    if not is_folder(folder):
        raise SessionError(translatable("'{folder}' is not the folder of a session.", folder=folder))
    return Session(folder, read_info(folder))
