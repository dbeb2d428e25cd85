"""Writes a session in another format, chosen by name; the file appears complete or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from emotion_desk.atomic_file import atomic_path, sweep
from emotion_desk.errors import SessionError
from emotion_desk.sessions.baselines import Baselines
from emotion_desk.sessions.export import captions, elan, table_files
from emotion_desk.sessions.export.emotion_segments import segments
from emotion_desk.sessions.export.options import ExportOptions
from emotion_desk.sessions.export.summary_table import SUMMARY_COLUMNS, summary_rows
from emotion_desk.sessions.export.tidy_table import COLUMNS, Column, Row, rows
from emotion_desk.sessions.export.utterance_table import UTTERANCE_COLUMNS, utterance_rows
from emotion_desk.sessions.export.voice_columns import voice_of
from emotion_desk.sessions.reader import Session
from emotion_desk.translatable import translatable

#: Ending of each format's file.
ENDINGS: Final[Mapping[str, str]] = {
    "csv": ".csv",
    "jsonl": ".jsonl",
    "parquet": ".parquet",
    "webvtt": ".vtt",
    "srt": ".srt",
    "elan": ".eaf",
    "video": ".mp4",
    "report": ".html",
}


def export(session: Session, kind: str, out: Path | None = None, options: ExportOptions | None = None) -> Path:
    """Write a session in another format.

    Args:
        session: what to write.
        kind: one of :data:`ENDINGS`.
        out: the file; by default ``export`` and the format's ending in the session's folder.
        options: how to write it; without the baseline, the session is read without it from now on.

    Returns:
        The file, readable by its owner only.  It appears complete or not at all.

    Raises:
        SessionError: the format is unknown, the session does not hold what it needs, or the file cannot be written.

    Example:
        >>> export(open_session("talk"), "csv")  # doctest: +SKIP
        PosixPath('talk/export.csv')
    """
    writer = _WRITERS.get(kind)
    if writer is None:
        raise SessionError(
            translatable("There is no format '{kind}'; choose one of {known}.", kind=kind, known=", ".join(ENDINGS))
        )
    path = out if out is not None else session.folder / f"export{ENDINGS[kind]}"
    media = session.media
    if media is not None and path.resolve() == media.resolve():
        raise SessionError(translatable("'{path}' is the session's own media file.", path=path))
    chosen = options or ExportOptions()
    if not chosen.baseline:
        session.baselines = Baselines(is_on=False)
    sweep(path.parent)
    try:
        with atomic_path(path) as temporary:
            writer(session, temporary, chosen)
    except OSError as error:
        raise SessionError(
            translatable("'{path}' cannot be written: {reason}.", path=path, reason=error.strerror or error)
        ) from error
    except MemoryError as error:
        raise SessionError(
            translatable(
                "There is not enough memory to export '{name}' as {kind}.", name=session.folder.name, kind=kind
            )
        ) from error
    return path


def _table(session: Session, options: ExportOptions) -> tuple[Iterator[Row], Sequence[Column]]:
    if options.rows == "summary":
        return summary_rows(session.named_readings()), SUMMARY_COLUMNS
    if options.rows == "utterances":
        return utterance_rows(session.named_readings(), voice_of(session, options.voice)), UTTERANCE_COLUMNS
    return rows(session.named_readings()), COLUMNS


def _csv(session: Session, path: Path, options: ExportOptions) -> None:
    table, columns = _table(session, options)
    table_files.write_csv(table, path, columns, options)


def _jsonl(session: Session, path: Path, options: ExportOptions) -> None:
    table_files.write_jsonl(_table(session, options)[0], path)


def _parquet(session: Session, path: Path, options: ExportOptions) -> None:
    table, columns = _table(session, options)
    table_files.write_parquet(table, path, columns)


def _webvtt(session: Session, path: Path, _options: ExportOptions) -> None:
    captions.write_webvtt(segments(session.named_readings()), session.marks(), path)


def _srt(session: Session, path: Path, _options: ExportOptions) -> None:
    captions.write_srt(segments(session.named_readings()), session.marks(), path)


def _elan(session: Session, path: Path, _options: ExportOptions) -> None:
    stretches, speech = segments(session.named_readings()), elan.spoken(session.named_readings())
    elan.write_elan(session.info, session.media, stretches, speech, session.marks(), path)


def _video(session: Session, path: Path, options: ExportOptions) -> None:
    from emotion_desk.sessions.export.video import write_video

    write_video(session, path, options.anonymise)


def _report(session: Session, path: Path, _options: ExportOptions) -> None:
    from emotion_desk.sessions.export.report import write_report

    readings = list(session.named_readings())
    write_report(session.info, session.folder.resolve().name, readings, segments(readings), session.marks(), path)


_WRITERS: Final[Mapping[str, Callable[[Session, Path, ExportOptions], None]]] = {
    "csv": _csv,
    "jsonl": _jsonl,
    "parquet": _parquet,
    "webvtt": _webvtt,
    "srt": _srt,
    "elan": _elan,
    "video": _video,
    "report": _report,
}
