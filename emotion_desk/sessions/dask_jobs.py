"""Runs analysis jobs on an existing Dask cluster, for archives that are too large for one machine.

The workers need Emotion Desk of the same version, and must reach files and results under the same paths.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Final

from emotion_desk.errors import DeskError, SessionError
from emotion_desk.pipeline.event_log import sentence
from emotion_desk.sessions.batch_jobs import FAILED, Job, Outcome, run_job
from emotion_desk.translatable import translatable

_CONNECT_S: Final = 15


def run_on_cluster(jobs: Sequence[Job], address: str) -> Iterator[Outcome]:
    """Run the jobs on a cluster and yield the outcomes in the order in which they finish.

    Args:
        jobs: jobs with absolute paths.
        address: address of the scheduler, for example ``tcp://10.0.0.5:8786``.

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
        # pure=False: Dask must not reuse an earlier outcome, because the file may have changed since.
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
