"""Results of analyses on storage that is no folder of this machine, by its address: ``s3://bucket/study``.

Each file is analysed into a temporary folder of the machine that does it, and the finished session is copied to the
storage, its header last: a session whose header is there is complete.  Storage is reached through fsspec.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from emotion_desk.errors import SessionError
from emotion_desk.sessions.batch_jobs import DONE, FAILED, Job, Outcome
from emotion_desk.sessions.format import INFO_FILE
from emotion_desk.translatable import translatable

#: Runs one job, as :func:`~emotion_desk.sessions.batch_jobs.run_job`.
RunJob = Callable[[Job], Outcome]


def is_remote(place: str) -> bool:
    """Return whether a place is an address of storage, as ``s3://bucket/folder``, and no path."""
    return "://" in place


@dataclass(frozen=True, slots=True)
class RemoteResults:
    """A folder on storage; it can be pickled and sent to another process or machine.

    Attributes:
        address: of the folder, as fsspec reads it.
        root: the local folder that stands for it in the jobs.
    """

    address: str
    root: Path

    def check(self) -> None:
        """Find out whether the storage can be reached at all.

        Raises:
            SessionError: one sentence why not.
        """
        self._storage()

    def run(self, job: Job, run_job: RunJob) -> Outcome:
        """Run a job in a temporary folder and copy its result; a result that is there already is left alone.

        Raises:
            ModelError, EngineError: see :func:`~emotion_desk.sessions.batch_jobs.run_job`.
            SessionError: the storage cannot be reached.
        """
        storage, place = self._storage()
        target = f"{place.rstrip('/')}/{job.folder.relative_to(self.root).as_posix()}"
        with tempfile.TemporaryDirectory(prefix="emotion-desk-") as scratch:
            folder = Path(scratch) / job.folder.name
            try:
                if storage.exists(f"{target}/{INFO_FILE}"):
                    folder.mkdir()
                    storage.get_file(f"{target}/{INFO_FILE}", str(folder / INFO_FILE))
                outcome = run_job(replace(job, folder=folder))
                if outcome.state == DONE:
                    _copy(storage, folder, target)
            except OSError as error:
                why = translatable("'{place}' cannot be written: {reason}.", place=target, reason=str(error))
                return Outcome(job, FAILED, why)
        return replace(outcome, job=job)

    def _storage(self) -> tuple[Any, str]:
        """Return fsspec's file system and the path of the folder on it."""
        if find_spec("fsspec") is None:
            raise SessionError(
                translatable("Results on storage need the extra 'cluster': pip install emotion-desk[cluster].")
            )
        try:
            found: tuple[Any, str] = import_module("fsspec.core").url_to_fs(self.address)
        except (ImportError, ValueError, OSError) as error:
            raise SessionError(
                translatable("'{address}' cannot be reached: {reason}.", address=self.address, reason=error)
            ) from error
        return found


def _copy(storage: Any, folder: Path, target: str) -> None:
    """Copy a session, its header last.

    Raises:
        OSError: the storage refuses.
    """
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != INFO_FILE)
    storage.makedirs(target, exist_ok=True)
    for path in (*files, folder / INFO_FILE):
        name = f"{target}/{path.relative_to(folder).as_posix()}"
        storage.makedirs(name.rpartition("/")[0], exist_ok=True)
        storage.put_file(str(path), name)
