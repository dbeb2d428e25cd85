"""The folder of an analysis that is not finished, from which a later run goes on where this one stopped.

Beside the readings so far lies a file that says which analysis it is of, how many bytes of readings belong to it, and
the state of everything that remembers earlier frames.  It is replaced every few seconds of film.  A later run takes it
up if file, options, networks and program are the same, drops readings behind it, and gives the same readings as if
nothing had happened.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final
from zlib import crc32

from emotion_desk.atomic_file import sweep, write_atomically
from emotion_desk.errors import SessionError
from emotion_desk.pipeline.inference_step import InferenceStep
from emotion_desk.plain_file import FOLDER_MODE, open_to_read
from emotion_desk.sessions.format import READINGS_FILE
from emotion_desk.sessions.jsonl import LineWriter
from emotion_desk.sessions.media_streams import TrackerMaker
from emotion_desk.sessions.recording_registry import Lock
from emotion_desk.sessions.saved_state import state_bytes, state_from
from emotion_desk.sessions.source_state import Mark, SourceState
from emotion_desk.translatable import translatable

CHECKPOINT_FILE: Final = "checkpoint"
#: A checkpoint has some hundred kilobytes; a longer file is none.
_LONGEST_BYTES: Final = 64_000_000
_CHUNK: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Resumed:
    """Where an analysis goes on.

    Attributes:
        source: the state of the source.
        step: the state of the inference.
        written: readings that are there.
        started: when the analysis was begun.
    """

    source: SourceState
    step: InferenceStep
    written: int
    started: datetime


class PartialAnalysis:
    """Folder of an unfinished analysis; used by one thread, except :meth:`keep`.

    Args:
        folder: where the finished session will be.
        key: what the analysis depends on; JSON values.
    """

    def __init__(self, folder: Path, key: Mapping[str, Any]) -> None:
        # Not the whole name: file systems take 255 bytes, and the name may have as many.
        self._finished = folder
        self.folder = folder.with_name(f".{hashlib.sha256(os.fsencode(folder.name)).hexdigest()[:16]}.part")
        self.started = datetime.now(UTC)
        self._key = json.dumps(key, sort_keys=True)
        self._bytes = self._crc = 0

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep other programs from analysing into the same folder while the block runs.

        Raises:
            SessionError: another one does just now, or the folder cannot be written.
        """
        parent = self.folder.parent
        try:
            parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise SessionError(
                translatable("'{parent}' cannot be written: {reason}.", parent=parent, reason=error.strerror or error)
            ) from error
        busy = translatable("Another program analyses into '{name}' just now.", name=self._finished.name)
        lock = Lock(parent, f"{self.folder.name}.lock", busy)
        try:
            yield
        finally:
            lock.release()

    @property
    def readings(self) -> Path:
        """Return the file of the readings."""
        return self.folder / READINGS_FILE

    def begin(self) -> None:
        """Make the folder anew.

        Raises:
            OSError: it cannot be made.
        """
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.parent.mkdir(parents=True, exist_ok=True)
        self.folder.mkdir(mode=FOLDER_MODE)
        self._bytes = self._crc = 0

    def resume(self, make_tracker: TrackerMaker, step: InferenceStep) -> Resumed | None:
        """Return where to go on, and cut the readings there; ``None`` if there is nothing to go on from.

        Args:
            make_tracker: makes a tracker like that of the kept state.
            step: a new one.
        """
        try:
            head, source, kept_step = self._read()
            if head["key"] != self._key:
                return None
            size, crc, written = int(head["bytes"]), int(head["crc"]), int(head["written"])
            started = datetime.fromisoformat(head["started"])
            # The time between two frames decides on limits, which are in the state, and on nothing that is borrowed.
            fresh = SourceState(tracker=make_tracker(1.0))
            resumed = Resumed(state_from(source, fresh), state_from(kept_step, step), written, started)
            if self._crc_of(size) != crc:
                return None
            os.truncate(self.readings, size)
        except (OSError, ValueError, KeyError, TypeError, SessionError):
            return None
        sweep(self.folder)
        self._bytes, self._crc, self.started = size, crc, started
        return resumed

    @property
    def is_resumable(self) -> bool:
        """Return whether a later run can go on from here."""
        return (self.folder / CHECKPOINT_FILE).is_file()

    @staticmethod
    def keep(state: SourceState) -> bytes:
        """Return the state of a source as bytes, in the thread that reads it."""
        return state_bytes(state)

    def save(self, mark: Mark, step: InferenceStep, lines: LineWriter, written: int) -> None:
        """Let a later run go on from a mark.

        Raises:
            SessionError: the state cannot be kept, or the disk is full.
            OSError: the folder is gone.
        """
        lines.flush()
        size = self.readings.stat().st_size
        self._crc, self._bytes = self._crc_of(size, self._bytes, self._crc), size
        kept_step = state_bytes(step)
        head = {
            "key": self._key,
            "bytes": size,
            "crc": self._crc,
            "written": written,
            "started": self.started.isoformat(),
            "source": len(mark.state),
            "step": len(kept_step),
            "states": crc32(kept_step, crc32(mark.state)),
        }
        content = json.dumps(head).encode() + b"\n" + mark.state + kept_step
        write_atomically(self.folder / CHECKPOINT_FILE, content, durable=False)

    def finish(self) -> None:
        """Remove what a finished session does not need.

        Raises:
            OSError: it cannot be removed.
        """
        (self.folder / CHECKPOINT_FILE).unlink(missing_ok=True)

    def remove(self) -> None:
        """Remove the folder."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def _read(self) -> tuple[dict[str, Any], bytes, bytes]:
        """Return the head of the checkpoint and both states.

        Raises:
            OSError, ValueError, KeyError, TypeError: there is none, or it is damaged.
        """
        with open_to_read(self.folder / CHECKPOINT_FILE) as file:
            content = file.read(_LONGEST_BYTES + 1)
        first, _, states = content.partition(b"\n")
        head = json.loads(first)
        length = int(head["source"])
        if (
            len(content) > _LONGEST_BYTES
            or len(states) != length + int(head["step"])
            or crc32(states) != head["states"]
        ):
            raise ValueError("damaged")
        return head, states[:length], states[length:]

    def _crc_of(self, size: int, start: int = 0, crc: int = 0) -> int:
        """Return the checksum of the readings up to ``size``, continuing that of the bytes before ``start``.

        Raises:
            ValueError: the file is shorter.
        """
        with open_to_read(self.readings) as file:
            file.seek(start)
            left = size - start
            while left > 0:
                piece = file.read(min(left, _CHUNK))
                if not piece:
                    raise ValueError("too short")
                crc = crc32(piece, crc)
                left -= len(piece)
        return crc
