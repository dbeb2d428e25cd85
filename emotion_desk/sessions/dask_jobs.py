"""The same jobs on a Dask cluster that runs already: for archives beyond one machine.

Workers need Emotion Desk of the same version, and the paths of files and results on a disk they share.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Final

from emotion_desk.errors import DeskError, SessionError
from emotion_desk.pipeline.event_log import sentence
from emotion_desk.sessions.batch_jobs import FAILED, Job, Outcome, run_job

_CONNECT_S: Final = 15


def run_on_cluster(jobs: Sequence[Job], address: str) -> Iterator[Outcome]:
    """Do the jobs on the cluster of a scheduler and yield each outcome as it comes.

    Args:
        jobs: with absolute paths.
        address: of the scheduler, for example ``tcp://10.0.0.5:8786``.

    Raises:
        SessionError: the extra is not installed, or nobody answers there.
        DeskError: a worker cannot load the network.
    """
    if find_spec("distributed") is None:
        raise SessionError("A cluster needs the extra 'cluster': pip install emotion-desk[cluster].")
    distributed: Any = import_module("distributed")
    try:
        client = distributed.Client(address, timeout=_CONNECT_S, set_as_default=False)
    except (OSError, ValueError) as error:
        raise SessionError(f"No Dask scheduler answers at '{address}'.") from error
    with client:
        # Not pure: the same file may have changed since the last time; and a network is used by one thread at a time.
        waiting = {client.submit(run_job, job, pure=False, retries=1): job for job in jobs}
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
