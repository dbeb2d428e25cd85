"""Tells what the window's thread was doing whenever it blocked the event loop.

A precise timer beats on the thread of the window.  A second thread looks at the last beat; when it is older than the
limit, it takes the stack of the window's thread then and again while the block lasts, so that the line that was seen
most often is the one that blocked.  With each block stands the processor time that the window's thread used itself:
where that is small, the thread waited, for a lock, for the interpreter or for a core that other programs held.
"""

from __future__ import annotations

import faulthandler
import gc
import linecache
import re
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer

BEAT_MS: Final = 5
_LOOK_S: Final = 0.005
#: Lines of a stack that are kept, the innermost last.
_LINES: Final = 14
#: A line of faulthandler.
_LINE: Final = re.compile(r'  File "(?P<file>.*)", line (?P<number>\d+) in (?P<name>.*)')


@dataclass(slots=True)
class Block:
    """One blocking of the event loop.

    Attributes:
        step: what the user did.
        ms: how late the next beat came.
        own_ms: processor time of the window's thread in it.
        freeing_ms: the part of it in which Python looked for memory to free.
        stacks: how often each stack was seen.
    """

    step: str
    ms: float = 0.0
    own_ms: float = 0.0
    freeing_ms: float = 0.0
    stacks: Counter[str] = field(default_factory=Counter)

    @property
    def stack(self) -> str:
        """Return the stack that was seen most often."""
        return self.stacks.most_common(1)[0][0] if self.stacks else "(it ended before it could be looked at)\n"


class StallStacks(QObject):
    """Watches the event loop of the thread that creates it.

    Args:
        limit_ms: a beat that is later than this is a block.
    """

    def __init__(self, limit_ms: float) -> None:
        super().__init__()
        self.limit_ms = limit_ms
        self.step = ""
        self.blocks: list[Block] = []
        self.beats = 0
        self._ident = threading.get_ident()
        self._beat_s, self._cpu_s = time.perf_counter(), time.thread_time()
        self._freeing_s = self._freeing_from_s = 0.0
        self._seen: Counter[str] = Counter()
        self._lock = threading.Lock()
        self._ends = threading.Event()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(BEAT_MS)
        self._timer.timeout.connect(self._beat)
        self._thread = threading.Thread(target=self._look, name="stall-stacks", daemon=True)

    def start(self) -> None:
        """Begin to watch."""
        self._beat_s, self._cpu_s = time.perf_counter(), time.thread_time()
        self._timer.start()
        self._thread.start()
        gc.callbacks.append(self._frees)

    def stop(self) -> None:
        """Stop watching."""
        self._beat()
        self._timer.stop()
        gc.callbacks.remove(self._frees)
        self._ends.set()
        self._thread.join()

    def _beat(self) -> None:
        now_s, cpu_s = time.perf_counter(), time.thread_time()
        late_ms = (now_s - self._beat_s) * 1000 - BEAT_MS
        with self._lock:
            seen, self._seen = self._seen, Counter()
            self._beat_s = now_s
        if late_ms > self.limit_ms:
            self.blocks.append(Block(self.step, late_ms, (cpu_s - self._cpu_s) * 1000, self._freeing_s * 1000, seen))
        self._freeing_s = 0.0
        self._cpu_s = cpu_s
        self.beats += 1

    def _frees(self, phase: str, _details: object) -> None:
        """Add up the time of the garbage collector on the window's thread."""
        if threading.get_ident() != self._ident:
            return
        now_s = time.thread_time()
        if phase == "start":
            self._freeing_from_s = now_s
        else:
            self._freeing_s += now_s - self._freeing_from_s

    def _look(self) -> None:
        while not self._ends.wait(_LOOK_S):
            if (time.perf_counter() - self._beat_s) * 1000 - BEAT_MS < self.limit_ms / 2:
                continue
            text = _stack(self._ident)
            with self._lock:
                self._seen[text] += 1


def _stack(ident: int) -> str:
    """Return the stack of a thread, the innermost line last.

    Frame objects of a running thread (``sys._current_frames``) crashed Python 3.11 under load, so the stacks are those
    of faulthandler, which makes no objects.
    """
    with tempfile.TemporaryFile("w+", encoding="utf-8") as file:
        faulthandler.dump_traceback(file, all_threads=True)
        file.seek(0)
        threads = file.read().split("\n\n")
    found = next((one for one in threads if f"0x{ident:016x}" in one.partition("\n")[0]), "")
    lines = [match for line in found.splitlines() if (match := _LINE.match(line))][:_LINES]
    return "".join(_shown(match) for match in reversed(lines))


def _shown(line: re.Match[str]) -> str:
    file, number, name = line.group("file"), int(line.group("number")), line.group("name")
    return f"    {file}:{number} {name}: {linecache.getline(file, number).strip()}\n"
