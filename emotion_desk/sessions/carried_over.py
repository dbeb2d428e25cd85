"""Carries what people added to an analysis over to the analysis that replaces it.

The same file is analysed again when somebody was enrolled or when options changed.  Readings and header are then made
anew, but corrections, events, tags, exports and whatever else lies in the folder are somebody's work.
"""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from emotion_desk.atomic_file import PREFIX
from emotion_desk.errors import SessionError
from emotion_desk.sessions.format import INFO_FILE, READINGS_FILE

if TYPE_CHECKING:
    from emotion_desk.sessions.baselines import Baseline, Baselines
    from emotion_desk.sessions.reader import Session

#: What each analysis makes itself.
_MADE_ANEW: Final = (INFO_FILE, READINGS_FILE)


def carry_over(before: Path, after: Path) -> None:
    """Give a new analysis everything of the one before that the new one did not make itself.

    Files are linked where the disk can, else copied; the analysis before stays whole.  Spans in which somebody is
    neutral are measured again on the new answers.

    Args:
        before: folder of the analysis that will be replaced.
        after: folder of the new analysis, with header and readings.

    Raises:
        OSError: a file cannot be copied.
        SessionError: the new analysis cannot be read or written.
    """

    def ignored(folder: str, names: list[str]) -> set[str]:
        is_top = Path(folder) == before
        return {name for name in names if is_top and (name in _MADE_ANEW or name.startswith(PREFIX))}

    from emotion_desk.sessions.reader import open_session  # a first analysis does without

    shutil.copytree(before, after, symlinks=True, ignore=ignored, copy_function=_link, dirs_exist_ok=True)
    _measure_again(open_session(after))


def swap(part: Path, folder: Path) -> None:
    """Put a finished folder in the place of another, which is there until the new one is.

    Raises:
        OSError: a folder cannot be renamed.
    """
    aside = _aside(folder, part)
    if os.path.lexists(folder):
        folder.rename(aside)
    try:
        part.rename(folder)
    except OSError:
        with suppress(OSError):
            aside.rename(folder)
        raise
    _remove(aside)


def restore(part: Path, folder: Path) -> None:
    """Bring back the folder of a process that was killed in :func:`swap`."""
    aside = _aside(folder, part)
    if not os.path.lexists(aside):
        return
    if os.path.lexists(folder):
        _remove(aside)
    else:
        aside.rename(folder)


def _remove(aside: Path) -> None:
    if aside.is_symlink():
        aside.unlink(missing_ok=True)
    else:
        shutil.rmtree(aside, ignore_errors=True)


def _aside(folder: Path, part: Path) -> Path:
    return folder.with_name(f"{part.name.removesuffix('.part')}.before")


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target, follow_symlinks=False)
    except (OSError, NotImplementedError):
        shutil.copy2(source, target, follow_symlinks=False)


def _measure_again(session: Session) -> None:
    from emotion_desk.sessions.baselines import BASELINE_FILE, Baselines

    given = session.baselines
    if given is None:
        return
    session.baselines = Baselines(is_on=given.is_on)
    for one in given.each:
        with suppress(SessionError):  # this person is not seen in the span any more
            session.baselines = _measured(session, one)
    if session.baselines.each:
        session.keep_baselines(replace(session.baselines, is_on=given.is_on))
    else:
        (session.folder / BASELINE_FILE).unlink()


def _measured(session: Session, one: Baseline) -> Baselines:
    """Return the session's baselines with one measured again, also of somebody who has another name now."""
    from emotion_desk.sessions.baselines import Baselines

    if one.from_s is None or one.to_s is None:
        return (session.baselines or Baselines()).with_those((one,))
    span = (one.from_s, one.to_s)
    try:
        return session.measure_baseline(span, one.subject)
    except SessionError:
        found = session.measure_baseline(span).each
        same = [each for each in found if set(one.tracks).intersection(each.tracks)]
        return (session.baselines or Baselines()).with_those(same)
