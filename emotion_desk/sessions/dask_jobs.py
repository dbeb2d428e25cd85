"""Runs analysis jobs on an existing Dask cluster, for archives that are too large for one machine.

The workers need Emotion Desk of the same version, and must reach the files under the same paths, and the results, too,
unless these lie on storage (:mod:`emotion_desk.sessions.remote_results`).  The largest files are begun first, so that
no worker is left with a long film at the end.  A worker that dies costs nothing but time: another one takes its file,
and goes on where the first one stopped, if the results lie in a folder that both reach.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Final

from emotion_desk.errors import DeskError, SessionError
from emotion_desk.pipeline.event_log import sentence
from emotion_desk.sessions.batch_jobs import FAILED, Job, Outcome, run_job
from emotion_desk.sessions.remote_results import RemoteResults
from emotion_desk.translatable import translatable

_CONNECT_S: Final = 15
#: A file is tried so many times more where a worker died or failed over it.
_RETRIES: Final = 2


def run_on_cluster(jobs: Sequence[Job], address: str, remote: RemoteResults | None = None) -> Iterator[Outcome]:
    """Run the jobs on a cluster and yield the outcomes in the order in which they finish.

    Args:
        jobs: jobs with absolute paths.
        address: address of the scheduler, for example ``tcp://10.0.0.5:8786``.
        remote: where the results go; ``None``: into the folders of the jobs.

    Raises:
        SessionError: the extra ``cluster`` is not installed, or no scheduler answers at the address.
        DeskError: a worker cannot load the network.
    """
    if find_spec("distributed") is None:
        raise SessionError(translatable("A cluster needs the extra 'cluster': pip install emotion-desk[cluster]."))
    distributed: Any = import_module("distributed")
    try:
        client = distributed.Client(address, timeout=_CONNECT_S, set_as_default=False)
    except (OSError, ValueError) as error:
        raise SessionError(translatable("No Dask scheduler answers at '{address}'.", address=address)) from error
    with client:
        waiting: dict[Any, Job] = {}
        for rank, job in enumerate(sorted(jobs, key=_bytes, reverse=True)):
            call = (run_job, job) if remote is None else (remote.run, job, run_job)
            # pure=False: Dask must not reuse an earlier outcome, because the file may have changed since.
            waiting[client.submit(*call, pure=False, retries=_RETRIES, priority=-rank)] = job
        try:
            for future in distributed.as_completed(waiting, loop=client.loop):
                job = waiting[future]
                if future.status == "finished":
                    yield future.result()
                    continue
                reason = future.exception()
                if isinstance(reason, DeskError):
                    raise reason
                text = sentence(reason, f"The cluster could not analyse '{job.source.name}'")
                yield Outcome(job, FAILED, text)
        finally:
            client.cancel(list(waiting))


def workers_of(address: str) -> int:
    """Return how many files a cluster analyses at the same time.

    Raises:
        SessionError: no scheduler answers at the address.
    """
    distributed: Any = import_module("distributed")
    try:
        with distributed.Client(address, timeout=_CONNECT_S, set_as_default=False) as client:
            return sum(client.nthreads().values())
    except (OSError, ValueError) as error:
        raise SessionError(translatable("No Dask scheduler answers at '{address}'.", address=address)) from error


def _bytes(job: Job) -> int:
    """Return the size of a job's file, 0 if it cannot be looked at: the job will say why."""
    try:
        return job.source.stat().st_size
    except OSError:
        return 0
