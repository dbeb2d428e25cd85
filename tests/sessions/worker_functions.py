"""Functions that tests call in another process."""

from __future__ import annotations

import os
import sys
import tempfile
import threading
import time
from importlib import import_module
from pathlib import Path

from emotion_desk.atomic_file import atomic_path
from emotion_desk.errors import SessionError
from emotion_desk.sessions.library_summary import SessionSummary
from emotion_desk.sessions.worker_process import Notify
from emotion_desk.translatable import translatable


def count_to(notify: Notify, most: int) -> int:
    for number in range(most):
        notify(number)
    return os.getpid()


def refuse(_notify: Notify, name: str) -> None:
    raise SessionError(translatable("'{name}' is refused.", name=name))


def lose(_notify: Notify, path: Path) -> bytes:
    return path.read_bytes()


def threaded(_notify: Notify) -> threading.Thread:
    return threading.Thread()


def half_write(notify: Notify, path: Path) -> None:
    with atomic_path(path) as temporary:
        temporary.write_text("half")
        scratch = tempfile.mkdtemp()
        notify((os.getpid(), scratch))
        time.sleep(60)


def imported(_notify: Notify, names: tuple[str, ...]) -> list[str]:
    for name in names:
        import_module(name)
    return sorted(sys.modules)


def picture_or_crash(summary: SessionSummary) -> bytes:
    if summary.folder.name == "two":
        os._exit(9)
    return b"a picture of " + summary.folder.name.encode()
