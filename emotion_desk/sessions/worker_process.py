"""Runs functions in a process of its own, which shares neither Python's lock nor its crashes with the caller.

Python code in a thread holds the lock that the window's thread needs for each frame; code in another process does not.
The process is started at the first call and kept for further ones; a call that is cancelled ends it at once, whatever
it does.  It ends, too, when the program that started it is gone.
"""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
import sys
import tempfile
import threading
import time
import traceback
from _thread import interrupt_main
from collections.abc import Callable, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import FrameType, TracebackType
from typing import Any, Final, Self, TypeVar

from emotion_desk.atomic_file import sweep_of
from emotion_desk.errors import DeskError
from emotion_desk.pipeline.thread_priority import lower_priority
from emotion_desk.translatable import translatable

Result = TypeVar("Result")
#: Sends something to the caller while the function is running.
Notify = Callable[[object], object]

#: How often a caller looks whether its call is cancelled, in seconds.
_LOOK_S: Final = 0.05
#: A process that is asked to end has so long before it is killed, in seconds.
_END_S: Final = 2.0
_NOTICE, _DONE, _FAILED = "notice", "done", "failed"


class ProcessDiedError(DeskError):
    """The process ended in the middle of a call: it was killed, or crashed in a library."""


class CallCancelledError(DeskError):
    """A call was cancelled; the process was ended."""


class WorkerProcess:
    """Calls functions in another process, one at a time; safe for several threads.

    Args:
        name: of the process, for whoever lists them.

    Example:
        >>> with WorkerProcess("emotion-desk-example") as process:  # doctest: +SKIP
        ...     process.call(count_words, path, notify=print)
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._turn = threading.Lock()  # held during a call
        self._lock = threading.Lock()  # held while the process is started or ended
        self._process: BaseProcess | None = None
        self._connection: Connection | None = None
        self._scratch: Path | None = None
        self._closed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def pid(self) -> int | None:
        """Return the number of the process, ``None`` while there is none."""
        with self._lock:
            return None if self._process is None else self._process.pid

    def call(
        self,
        function: Callable[..., Result],
        *arguments: object,
        notify: Notify = lambda _notice: None,
        cancelled: Callable[[], bool] = lambda: False,
        writes: Sequence[Path] = (),
    ) -> Result:
        """Call ``function(notify, *arguments)`` there and return its result.

        Args:
            function: a function of a module; it, the arguments and the result are pickled.
            *arguments: its arguments after ``notify``.
            notify: called in this thread with each notice that the function sends.
            cancelled: asked while the function is running.
            writes: folders that lose half-written files when the process is ended or dies.

        Raises:
            CallCancelledError: the call was cancelled, or the process was closed.
            ProcessDiedError: the process died.
            Exception: whatever the function raised.
        """
        while not self._turn.acquire(timeout=_LOOK_S):
            self._require_wanted(cancelled)
        try:
            return self._call(function, arguments, notify, cancelled, writes)
        finally:
            self._turn.release()

    def close(self) -> None:
        """End the process; a call under way ends with :class:`CallCancelledError`."""
        self._closed = True
        self._end()

    def _call(
        self,
        function: Callable[..., Result],
        arguments: tuple[object, ...],
        notify: Notify,
        cancelled: Callable[[], bool],
        writes: Sequence[Path],
    ) -> Result:
        connection, number = self._started()
        try:
            kind, value = self._answer(connection, (function, arguments), notify, cancelled)
        except BaseException:  # it would go on with what nobody waits for
            self._end()
            if number is not None:
                for folder in writes:
                    sweep_of(folder, number)
            raise
        if kind == _FAILED:
            raise value
        result: Result = value
        return result

    def _answer(
        self,
        connection: Connection,
        question: tuple[Callable[..., Any], tuple[object, ...]],
        notify: Notify,
        cancelled: Callable[[], bool],
    ) -> tuple[str, Any]:
        """Send a question and return what the process answers at last.

        Raises:
            CallCancelledError: the call was cancelled, or the process was closed.
            ProcessDiedError: the process died.
        """
        kind, value = _NOTICE, None
        try:
            connection.send(question)
            while kind == _NOTICE:
                while not connection.poll(_LOOK_S):
                    self._require_wanted(cancelled)
                kind, value = connection.recv()
                if kind == _NOTICE:
                    self._require_wanted(cancelled)
                    notify(value)
        except (EOFError, OSError) as error:
            self._require_wanted(cancelled)
            raise ProcessDiedError(translatable("The process that did this work died.")) from error
        return kind, value

    def _require_wanted(self, cancelled: Callable[[], bool]) -> None:
        """Raise :class:`CallCancelledError` where nobody waits for the answer any more."""
        if self._closed or cancelled():
            raise CallCancelledError(_CANCELLED)

    def _started(self) -> tuple[Connection, int | None]:
        """Return the connection to the process and its number; started if there is none, or if it died idle.

        Raises:
            CallCancelledError: it is closed.
        """
        with self._lock:
            if self._closed:
                raise CallCancelledError(_CANCELLED)
            if self._process is not None and not self._process.is_alive():
                self._forget()
            if self._process is None or self._connection is None:
                context = multiprocessing.get_context("spawn")
                self._connection, theirs = context.Pipe()
                self._scratch = Path(tempfile.mkdtemp(prefix="emotion-desk-process-"))
                self._process = context.Process(
                    target=_serve, args=(theirs, str(self._scratch)), name=self._name, daemon=True
                )
                self._process.start()
                # Not by starting it in a thread of low priority: Python's lock is held until the new program runs.
                lower_priority(self._process.pid)
                theirs.close()  # so that the end of the process is the end of the connection
            return self._connection, self._process.pid

    def _end(self) -> None:
        with self._lock:
            process = self._process
            if process is None:
                return
            process.terminate()
            process.join(_END_S)
            if process.is_alive():
                process.kill()
                process.join(_END_S)
            self._forget()

    def _forget(self) -> None:
        """Let go of a process that ended; its temporary files go, too."""
        if self._scratch is not None:
            shutil.rmtree(self._scratch, ignore_errors=True)
        self._process = self._scratch = self._connection = None


_CANCELLED: Final = translatable("The work was cancelled.")


def _serve(connection: Connection, scratch: str) -> None:
    """Run functions until the caller is gone; in the other process."""
    signal.signal(signal.SIGINT, _heed)
    tempfile.tempdir = scratch
    threading.Thread(target=_end_with_parent, args=(scratch,), name="emotion-desk-parent", daemon=True).start()
    try:
        while _answer_one(connection):
            pass
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _answer_one(connection: Connection) -> bool:
    """Run one function; return whether the caller is still there."""
    answer: tuple[str, Any]
    try:
        function, arguments = connection.recv()
    except (EOFError, OSError):
        return False
    try:
        answer = _DONE, function(lambda notice: connection.send((_NOTICE, notice)), *arguments)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is raised where the function was called
        error.add_note("".join(traceback.format_exception(error)))
        answer = _FAILED, error
    try:
        connection.send(answer)
    except (BrokenPipeError, ConnectionError):
        return False
    except Exception as error:  # noqa: BLE001 - it cannot be pickled
        connection.send((_FAILED, RuntimeError(f"{type(answer[1]).__name__}: {answer[1]} ({error})")))
    return True


def _heed(_number: int, _frame: FrameType | None) -> None:
    """End as by an exception, so that temporary files are removed; Ctrl+C is for the program, which decides."""
    parent = multiprocessing.parent_process()
    if parent is None or not parent.is_alive():
        raise SystemExit(1)


def _end_with_parent(scratch: str) -> None:
    """End this process when the program is gone, whatever the main thread is doing."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        with suppress(OSError):
            parent.join()
        main = threading.main_thread().ident
        if sys.platform == "win32" or main is None:
            interrupt_main()
        else:
            signal.pthread_kill(main, signal.SIGINT)  # also where it waits
        time.sleep(_END_S)
        shutil.rmtree(scratch, ignore_errors=True)
        os._exit(1)
