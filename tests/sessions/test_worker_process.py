"""Work in a process of its own: results, errors, cancelling, death, and that nothing is left."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from emotion_desk.errors import SessionError
from emotion_desk.sessions.worker_process import CallCancelledError, ProcessDiedError, WorkerProcess
from emotion_desk.translatable import Translatable
from tests.sessions import worker_functions

_PROGRAM = """
import sys
from pathlib import Path
from emotion_desk.sessions.worker_process import WorkerProcess
from tests.sessions import worker_functions

if __name__ == "__main__":
    work, notify = worker_functions.half_write, lambda notices: print(*notices, flush=True)
    WorkerProcess("test").call(work, Path(sys.argv[1]), notify=notify)
"""


@pytest.fixture
def process() -> Iterator[WorkerProcess]:
    with WorkerProcess("emotion-desk-test") as made:
        yield made


def is_there(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_function_notifies_and_returns_and_the_process_stays(process: WorkerProcess) -> None:
    notices: list[object] = []
    number = process.call(worker_functions.count_to, 3, notify=notices.append)
    assert notices == [0, 1, 2]
    assert number == process.pid != os.getpid()
    assert process.call(worker_functions.count_to, 0) == number


def test_errors_arrive_as_they_are(process: WorkerProcess, tmp_path: Path) -> None:
    number = process.call(worker_functions.count_to, 0)
    with pytest.raises(SessionError, match="'one' is refused") as refused:
        process.call(worker_functions.refuse, "one")
    assert isinstance(text := str(refused.value), str)
    assert isinstance(refused.value.args[0], Translatable)
    assert refused.value.args[0].template == "'{name}' is refused.", text
    with pytest.raises(FileNotFoundError):
        process.call(worker_functions.lose, tmp_path / "none")
    with pytest.raises(RuntimeError, match="pickle"):
        process.call(worker_functions.threaded)
    assert process.call(worker_functions.count_to, 0) == number


@pytest.mark.parametrize(
    "how", ["cancelled", "killed", *(pytest.param(how, marks=pytest.mark.slow) for how in ("closed", "notice"))]
)
def test_nothing_is_left_of_what_is_ended(process: WorkerProcess, tmp_path: Path, how: str) -> None:
    """Not the process, no half-written file and no temporary folder, whatever the function is doing."""
    notices: list[tuple[int, str]] = []

    def notify(what: object) -> None:
        assert isinstance(what, tuple)
        notices.append(what)
        if how == "killed":
            os.kill(what[0], 9)
        elif how == "closed":
            process.close()
        elif how == "notice":
            raise ValueError("no more")

    expected = {"killed": ProcessDiedError, "notice": ValueError}.get(how, CallCancelledError)
    began = time.monotonic()
    with pytest.raises(expected):
        process.call(
            worker_functions.half_write,
            tmp_path / "out.csv",
            notify=notify,
            cancelled=lambda: how == "cancelled" and bool(notices),
            writes=[tmp_path],
        )
    assert time.monotonic() - began < 20
    ((number, scratch),) = notices
    assert not is_there(number)
    assert not Path(scratch).exists()
    assert not list(tmp_path.iterdir())
    if how == "closed":
        with pytest.raises(CallCancelledError):
            process.call(worker_functions.count_to, 0)
    else:
        assert process.call(worker_functions.count_to, 0) != number


@pytest.mark.slow
def test_it_ends_with_the_program_that_started_it(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(_PROGRAM)
    env = dict(os.environ, PYTHONPATH=str(Path(__file__).parents[2]))
    with subprocess.Popen(
        [sys.executable, str(program), str(tmp_path / "out.csv")], stdout=subprocess.PIPE, env=env, text=True
    ) as started:
        assert started.stdout is not None
        notices = started.stdout.readline().split()
        number, scratch = int(notices[0]), Path(notices[1])
        assert is_there(number)
        assert scratch.is_dir()
        started.kill()
    deadline = time.monotonic() + 10
    while is_there(number) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not is_there(number)
    assert not scratch.exists()
    assert list(tmp_path.iterdir()) == [program]


def test_it_imports_no_window(process: WorkerProcess) -> None:
    """Nor the networks' runtime: it starts quickly and takes little memory."""
    work = (
        "emotion_desk.sessions.export.export_process",
        "emotion_desk.sessions.library_scan",
        "emotion_desk.studies.combine",
        "emotion_desk.figures.pane_file",
    )
    loaded = process.call(worker_functions.imported, work)
    assert set(work) <= set(loaded)
    assert not {"PySide6", "pyqtgraph", "onnxruntime", "torch", "matplotlib", "emotion_desk.ui"} & set(loaded)
