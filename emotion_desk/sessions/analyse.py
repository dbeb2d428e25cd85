"""Analyses one media file into a session folder: the file stays where it is, the readings come beside it.

The folder appears whole or not at all: it is written under another name and renamed at the end.  It names the file's
SHA-256 and the options, so that the same work is never done twice.
"""

from __future__ import annotations

import hashlib
import shutil
import threading
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any, Final

from emotion_desk.catalogue import networks_of
from emotion_desk.clock import NS_PER_S
from emotion_desk.errors import SessionError
from emotion_desk.inference.protocols import Reader
from emotion_desk.messages import DeskReading
from emotion_desk.sessions.format import ANALYSIS, READINGS_FILE, TimedReading, reading_to_raw
from emotion_desk.sessions.header import Counter, SessionInfo, read_info, write_info
from emotion_desk.sessions.jsonl import LineWriter
from emotion_desk.sessions.offline_pipeline import MediaCounts, news_of, readings_of
from emotion_desk.sessions.prefetch import Prefetcher
from emotion_desk.sources.media import open_media
from emotion_desk.version import __version__

#: Is told how many seconds of the file are done.
Progress = Callable[[float], None]
_PROGRESS_EVERY: Final = 8


class AnalysisStoppedError(SessionError):
    """Somebody asked to stop before the end; nothing is left behind."""


@dataclass(frozen=True, slots=True)
class AnalysisOptions:
    """How to analyse: which networks, which engine, at most how many frames a second (``None``: all)."""

    mode: str = "multitask"
    engine: str = "auto"
    fps: float | None = None


@cache
def _reader(mode: str, engine: str) -> Reader:
    from emotion_desk.inference.predictor import load_predictor
    from emotion_desk.inference.thread_pool import share_threads

    share_threads(spared=1)
    return load_predictor(mode, engine)


def load_reader(options: AnalysisOptions) -> Reader:
    """Load the network of some options, once a process.

    Raises:
        ModelError, EngineError: it cannot be had.
    """
    return _reader(options.mode, options.engine)


def model_hashes(mode: str, engine: str) -> dict[str, str]:
    """Return the SHA-256 of the released file of each network of a mode, by name.

    Args:
        mode: ``multitask`` or ``singles``.
        engine: the name of what runs them, for example ``onnx-int8``.
    """
    from emotion_desk.inference.model_store import ModelStore

    entries = ModelStore().entries
    part = "int8" if "int8" in engine else "weights"
    return {name: entries[name].files[part].sha256 for name in networks_of(mode) if part in entries[name].files}


def content_hash(path: Path) -> str:
    """Return the SHA-256 of a file.

    Raises:
        SessionError: it cannot be read.
    """
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise SessionError(f"The file '{path}' cannot be read: {error.strerror or error}.") from error


def settings_of(sha256: str, options: AnalysisOptions) -> dict[str, Any]:
    """Return what ``settings`` of the session says: the options and the file's SHA-256."""
    return {"source_sha256": sha256, **asdict(options)}


def is_done(folder: Path, source: Path, sha256: str, options: AnalysisOptions, reader: Reader) -> bool:
    """Return whether a folder holds the finished analysis of this content; a file that moved is followed."""
    try:
        info = read_info(folder)
    except SessionError:
        return False
    same = info.finished and info.kind == ANALYSIS and dict(info.settings) == settings_of(sha256, options)
    if not same or dict(info.models) != model_hashes(reader.mode, reader.engine):
        return False
    if info.media != str(source.resolve()):
        write_info(folder, replace(info, media=str(source.resolve())))
    return True


def analyse_file(
    source: Path,
    folder: Path,
    options: AnalysisOptions,
    reader: Reader,
    progress: Progress | None = None,
    stop: threading.Event | None = None,
    decoders: int = 2,
) -> SessionInfo:
    """Analyse a video, picture or sound file into a session folder.

    Args:
        source: the file.
        folder: the session; an older analysis there is replaced, anything else is not.
        options: kept in the session; the network is ``reader``.
        reader: the network.
        progress: told now and then how far it is.
        stop: ends it early.
        decoders: threads that decode the picture.

    Raises:
        SourceError: the file cannot be read, or breaks off; nothing is left behind.
        SessionError: the folder cannot be written, or holds something else.
        AnalysisStoppedError: ``stop`` was set.
    """
    sha256 = content_hash(source)
    media = open_media(source, paced=False)
    if media.picture is not None:
        media.picture.decoders = decoders
    _require_free(folder)
    part = folder.with_name(f".{folder.name}.part")
    started = datetime.now(UTC)
    seen = MediaCounts()
    try:
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(parents=True)
        count = 0
        with LineWriter(part / READINGS_FILE) as lines, Prefetcher(news_of(media, options.fps, seen)) as news:
            for reading in readings_of(news, reader):
                if stop is not None and stop.is_set():
                    raise AnalysisStoppedError(f"The analysis of '{source.name}' was stopped.")
                lines.write(reading_to_raw(on_file_time(reading)))
                count += 1
                if progress is not None and count % _PROGRESS_EVERY == 0:
                    progress(reading.published_ns / NS_PER_S)
        info = SessionInfo(
            started=started,
            kind=ANALYSIS,
            program=__version__,
            finished=True,
            ended="The file was analysed to its end.",
            duration_s=round(max(media.duration_s or 0.0, seen.end_s), 3),
            media=str(source.resolve()),
            keeps=("readings",),
            mode=reader.mode,
            engine=reader.engine,
            devices={
                "picture": source.name if media.picture is not None else None,
                "sound": source.name if media.sound is not None else None,
            },
            models=model_hashes(reader.mode, reader.engine),
            settings=settings_of(sha256, options),
            size=seen.size,
            counters={
                "frames": Counter(seen.frames, seen.analysed, seen.frames - seen.analysed),
                "sound": Counter(seen.blocks, seen.blocks),
                "readings": Counter(count, count),
            },
        )
        write_info(part, info)
        if folder.exists():
            shutil.rmtree(folder)
        part.rename(folder)
    except OSError as error:
        raise SessionError(f"'{folder}' cannot be written: {error.strerror or error}.") from error
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return info


def on_file_time(reading: DeskReading) -> TimedReading:
    """Return a reading on the time of its file, whose stamps count from 0."""
    return TimedReading(
        time_s=reading.published_ns / NS_PER_S,
        frame_s=None if reading.frame_stamp_ns is None else reading.frame_stamp_ns / NS_PER_S,
        sound_s=None if reading.sound_stamp_ns is None else reading.sound_stamp_ns / NS_PER_S,
        mode=reading.mode,
        engine=reading.engine,
        inference_ms=reading.inference_ms,
        people=reading.people,
        voice=reading.voice,
    )


def _require_free(folder: Path) -> None:
    """Refuse to replace anything but an older analysis."""
    if not folder.exists():
        return
    if folder.is_dir():
        if not any(folder.iterdir()):
            return
        try:
            if read_info(folder).kind == ANALYSIS:
                return
        except SessionError:
            pass
    raise SessionError(f"'{folder}' is there already and is no analysis; choose another place for the results.")
