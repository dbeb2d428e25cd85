"""What the library shows of a session, read from its folder in one quick pass.

A session may be hours long and there may be thousands, so only the few fields that are needed are decoded.  The folder
is untrusted: a damaged header becomes a sentence, a damaged line is left out, names are made one safe line.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec

from emotion_desk.errors import SessionError
from emotion_desk.labels import EMOTIONS
from emotion_desk.plain_file import open_to_read
from emotion_desk.sessions.baselines import BASELINE_FILE
from emotion_desk.sessions.export.safe_text import one_line
from emotion_desk.sessions.format import INFO_FILE, READINGS_FILE
from emotion_desk.sessions.jsonl import LONGEST_LINE_BYTES
from emotion_desk.sessions.reader import Session, open_session
from emotion_desk.sessions.session_edits import TAGS_FILE, read_tags
from emotion_desk.translatable import translatable

#: An emotion that was the strongest for less than this share of the answers is not listed.
_LEAST_SHARE: Final = 0.05
_MOST_EMOTIONS: Final = 3
_MOST_NAMES: Final = 50
_LONGEST_NAME: Final = 200
#: After so many lines the thread yields the interpreter to the window.
_LINES: Final = 64


@dataclass(frozen=True, slots=True)
class SessionSummary:
    """One session as the library shows it.

    Args:
        folder: the session's folder, absolute.
        kind: ``recording`` or ``analysis``; empty where the header cannot be read.
        started: the session's zero, seconds since 1970 in UTC; 0 where it is not known.
        duration_s: its length in seconds, ``None`` if it is not known.
        people: names that were recognised, most frequent first.
        faces: most faces that were in the picture at once.
        emotions: emotions and for which share of the answers (0 to 1) each was the strongest, largest first.
        tags: words that the user gave it.
        media: the media file as the header names it, ``None`` for readings alone.
        missing: whether the media file is not where the header says.
        fault: why it cannot be opened, in one sentence; ``None`` if it can.
        face_s: time of the first reading with a face, ``None`` without one.
    """

    folder: Path
    kind: str = ""
    started: float = 0.0
    duration_s: float | None = None
    people: tuple[str, ...] = ()
    faces: int = 0
    emotions: tuple[tuple[str, float], ...] = ()
    tags: tuple[str, ...] = ()
    media: str | None = None
    missing: bool = False
    fault: str | None = None
    face_s: float | None = None

    @property
    def title(self) -> str:
        """Return the name of the folder, which is the session's name."""
        return one_line(self.folder.name)


class _Identity(msgspec.Struct):
    name: str | None = None


class _Headline(msgspec.Struct):
    emotion: str | None = None


class _Person(msgspec.Struct):
    identity: _Identity | None = None
    headline: _Headline | None = None
    emotion: dict[str, float] | None = None
    fused: dict[str, float] | None = None


class _Voice(msgspec.Struct):
    speaking: bool = False
    identity: _Identity | None = None
    headline: _Headline | None = None
    emotion: dict[str, float] | None = None


class _Line(msgspec.Struct):
    time_s: float
    people: list[_Person] = msgspec.field(default_factory=list)
    voice: _Voice | None = None


def state_of(folder: Path) -> str:
    """Return a text that changes whenever a file changes from which the summary is made; stats files only."""
    parts = []
    for name in (INFO_FILE, READINGS_FILE, TAGS_FILE, BASELINE_FILE):
        try:
            status = (folder / name).lstat()
            parts.append(f"{status.st_mtime_ns}:{status.st_size}")
        except OSError:
            parts.append("-")
    return " ".join(parts)


def summarise(folder: Path, cancelled: Callable[[], bool] = lambda: False) -> SessionSummary:
    """Return the summary of a session folder; a session that cannot be opened has a ``fault``."""
    tags = read_tags(folder)
    try:
        session = open_session(folder)
        started = session.info.started.timestamp()
    except (SessionError, ValueError, OverflowError, OSError) as error:
        text = (
            str(error)
            if isinstance(error, SessionError)
            else translatable("'{folder}' cannot be opened.", folder=folder)
        )
        return SessionSummary(folder, tags=tags, fault=one_line(text))
    info = session.info
    pass_over = _pass_over if session.baselines is None else _pass_over_corrected
    names, answers, faces, face_s = pass_over(session, cancelled)
    total = sum(answers.values())
    strongest = [(name, count / total) for name, count in answers.most_common(_MOST_EMOTIONS)] if total else []
    return SessionSummary(
        folder,
        info.kind,
        started,
        info.duration_s,
        tuple(name for name, _count in names.most_common(_MOST_NAMES)),
        faces,
        tuple((name, share) for name, share in strongest if share >= _LEAST_SHARE),
        tags,
        info.media,
        info.media is not None and session.media is None,
        face_s=face_s,
    )


def _pass_over(session: Session, cancelled: Callable[[], bool]) -> tuple[Counter[str], Counter[str], int, float | None]:
    """Return how often each name and each strongest emotion was given, the most faces at once and the first's time."""
    decoder = msgspec.json.Decoder(_Line)
    names: Counter[str] = Counter()
    answers: Counter[str] = Counter()
    faces, face_s = 0, None
    try:
        with open_to_read(session.folder / READINGS_FILE) as file:
            number = 0
            while line := file.readline(LONGEST_LINE_BYTES):
                number += 1
                if number % _LINES == 0:
                    if cancelled():
                        break
                    time.sleep(0)
                try:
                    reading = decoder.decode(line)
                except (msgspec.MsgspecError, ValueError, RecursionError):
                    continue
                if reading.people and face_s is None:
                    face_s = reading.time_s
                faces = max(faces, len(reading.people))
                for person in reading.people:
                    _count(person.identity, _shown(person.headline, person.fused or person.emotion), names, answers)
                voice = reading.voice
                if voice is not None and voice.emotion:
                    _count(voice.identity, _shown(voice.headline, voice.emotion), names, answers)
    except OSError:
        pass  # no readings, or not readable: the header alone is shown
    return names, answers, faces, face_s


def _pass_over_corrected(
    session: Session, cancelled: Callable[[], bool]
) -> tuple[Counter[str], Counter[str], int, float | None]:
    """Return the same of a session whose answers are corrected by each person's own neutral."""
    names: Counter[str] = Counter()
    answers: Counter[str] = Counter()
    faces, face_s = 0, None
    with suppress(SessionError, OSError):  # not readable: the header alone is shown
        for number, reading in enumerate(session.readings()):
            if number % _LINES == 0:
                if cancelled():
                    break
                time.sleep(0)
            if reading.people and face_s is None:
                face_s = reading.time_s
            faces = max(faces, len(reading.people))
            for person in reading.people:
                _count(_Identity(person.identity.name), person.shown.emotion, names, answers)
            if reading.voice is not None and reading.voice.shown is not None:
                _count(_Identity(reading.voice.identity.name), reading.voice.shown.emotion, names, answers)
    return names, answers, faces, face_s


def _shown(headline: _Headline | None, emotions: dict[str, float] | None) -> str | None:
    """Return the emotion that was shown, ``None`` if unsure; of readings without headline, the strongest one."""
    if headline is not None:
        return headline.emotion
    return max(emotions, key=emotions.__getitem__) if emotions else None


def _count(identity: _Identity | None, emotion: str | None, names: Counter[str], answers: Counter[str]) -> None:
    if identity is not None and identity.name and (len(names) < _MOST_NAMES or identity.name in names):
        names[one_line(identity.name[:_LONGEST_NAME])] += 1
    if emotion in EMOTIONS:
        answers[emotion] += 1
