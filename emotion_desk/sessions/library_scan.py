"""Reads the folders of a library into its index, and makes the pictures, in a process of its own.

Thousands of sessions are read when a library is opened for the first time; that takes many seconds of Python code.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Final

from emotion_desk.errors import DeskError
from emotion_desk.sessions.library_index import LibraryIndex
from emotion_desk.sessions.library_pictures import thumbnail
from emotion_desk.sessions.library_summary import SessionSummary
from emotion_desk.sessions.worker_process import Notify, ProcessDiedError, WorkerProcess
from emotion_desk.translatable import translatable

#: What has been read so far is shown so often, in seconds: each time the whole list is made anew.
_SHOW_S: Final = 1.0
#: So many media files may crash the decoder in one scan.
_MOST_DEATHS: Final = 5


@dataclass(frozen=True, slots=True)
class Scan:
    """Callbacks of a scan; each is called in the thread of the scan.

    Args:
        changed: there are other sessions in the index.
        read: all folders are read; pictures follow.
        pictured: a session has a picture now.
        cancelled: whether the scan shall end.
    """

    changed: Callable[[], object]
    read: Callable[[], object]
    pictured: Callable[[Path], object]
    cancelled: Callable[[], bool]


@dataclass(frozen=True, slots=True)
class _Step:
    """A step of the scan; ``folder`` is that of the picture that is begun or done."""

    step: str
    folder: Path | None = None


_CHANGED, _READ, _BEGUN, _PICTURED = "changed", "read", "begun", "pictured"


def scan_in_process(
    index: LibraryIndex,
    roots: Sequence[Path],
    singles: Sequence[Path],
    scan: Scan,
    picture_of: Callable[[SessionSummary], bytes] = thumbnail,
) -> None:
    """Bring an index up to date with its folders.

    A media file at which the process dies has no picture from then on, and the scan goes on.

    Args:
        index: the file of which is written by another process.
        roots: folders that are searched for sessions.
        singles: session folders elsewhere.
        scan: its callbacks.
        picture_of: makes the picture of a session.

    Raises:
        DeskError: the index cannot be written, the scan was cancelled, or the process died in reading.
    """
    index.open()  # so that it is made in one place
    begun: list[Path] = []

    def notify(notice: object) -> None:
        if not isinstance(notice, _Step):
            return
        if notice.step == _BEGUN and notice.folder is not None:
            begun[:] = [notice.folder]
        elif notice.step == _PICTURED and notice.folder is not None:
            scan.pictured(notice.folder)
        elif notice.step == _READ:
            scan.read()
        else:
            scan.changed()

    with WorkerProcess("emotion-desk-library") as process:
        for _death in range(_MOST_DEATHS):
            begun.clear()
            try:
                process.call(_scan, index.path, roots, singles, picture_of, notify=notify, cancelled=scan.cancelled)
            except ProcessDiedError as error:
                if not begun:
                    raise DeskError(translatable("The process that reads the folders of the library died.")) from error
                index.set_picture(begun[0], b"")
            else:
                return


def _scan(
    notify: Notify,
    path: Path,
    roots: Sequence[Path],
    singles: Sequence[Path],
    picture_of: Callable[[SessionSummary], bytes],
) -> None:
    index = LibraryIndex(path)
    shown = monotonic()

    def report(_count: int) -> None:
        nonlocal shown
        if monotonic() - shown >= _SHOW_S:
            shown = monotonic()
            notify(_Step(_CHANGED))

    try:
        index.refresh(roots, singles, report=report)
        notify(_Step(_CHANGED))
        notify(_Step(_READ))
        for summary in index.without_picture():
            notify(_Step(_BEGUN, summary.folder))
            try:
                jpeg = picture_of(summary)
            except Exception:  # noqa: BLE001 - decoders fail in many ways on damaged files; there is no picture then
                jpeg = b""
            index.set_picture(summary.folder, jpeg)
            if jpeg:
                notify(_Step(_PICTURED, summary.folder))
    finally:
        index.close()
