"""Loads networks in a thread of its own, so that nothing else waits for weights.

A new network is used only after a warm-up call: the first call is slow (memory, kernels), and a network that fails must
not replace one that works.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import Final, Protocol, runtime_checkable

import numpy as np

from emotion_desk.errors import DeskError
from emotion_desk.inference.protocols import Reader
from emotion_desk.machine import return_memory
from emotion_desk.messages import Side, State
from emotion_desk.pipeline.event_log import EventLog, sentence
from emotion_desk.pipeline.thread_priority import lower_priority
from emotion_desk.sound.mel import BANDS, FLOOR_DB, FRAMES
from emotion_desk.translatable import joined, translatable

logger = logging.getLogger(__name__)

THREAD_NAME: Final = "emotion-desk-loader"

LoadReader = Callable[[], Reader]


@runtime_checkable
class ReportsProgress(Protocol):
    """A loader that reports its progress."""

    note: str

    def load(self, report: Callable[[str], None]) -> Reader:
        """Load, reporting each step in a sentence; ``note`` may hold a remark afterwards."""
        ...


class ReaderLoader:
    """Runs one load after another; of several requests only the newest is kept.

    Args:
        hand_over: called with each network that is ready; returns once the one before is released.
        events: log of what happens to the network.
    """

    def __init__(self, hand_over: Callable[[Reader], object], events: EventLog) -> None:
        self._hand_over = hand_over
        self._events = events
        self._lock = threading.Lock()
        self._requested: LoadReader | None = None
        self._thread: threading.Thread | None = None
        self._is_busy = False
        self._stopping = False
        self._has_reader = False
        #: Set when the first network is ready or has failed to load.
        self.first_load_ended = threading.Event()

    def load(self, load_reader: LoadReader) -> None:
        """Request a load and return at once."""
        with self._lock:
            if self._stopping:
                return
            self._requested = load_reader
            if not self._is_busy:
                self._is_busy = True
                self._thread = threading.Thread(target=self._run, name=THREAD_NAME, daemon=True)
                self._thread.start()

    def ask_stop(self) -> None:
        """Drop a waiting request; a running load cannot be interrupted, but its network is not used any more."""
        with self._lock:
            self._stopping = True
            self._requested = None

    def join(self, timeout_s: float) -> bool:
        """Wait for the end and return whether nothing is loading any more."""
        with self._lock:
            thread = self._thread
        if thread is not None:
            thread.join(timeout_s)
        return thread is None or not thread.is_alive()

    def _run(self) -> None:
        lower_priority()
        while True:
            with self._lock:
                request, self._requested = self._requested, None
                if request is None:
                    self._is_busy = False  # under the lock: a later request starts a new thread
                    return
            try:
                self._load(request)
            finally:
                self.first_load_ended.set()

    def _load(self, load_reader: LoadReader) -> None:
        """Load one network, warm it up and hand it over."""
        self._report(translatable("Loading the network."))
        note = ""
        try:
            loader: object = load_reader
            if isinstance(loader, ReportsProgress):
                reader = loader.load(self._report)
                note = loader.note
            else:
                reader = load_reader()
            warm_up(reader)
        except Exception as error:
            if not isinstance(error, DeskError):
                logger.exception("loading the network")
            text = sentence(error, translatable("The network could not be loaded"))
            self._events.add(
                Side.NETWORK,
                State.FAILED,
                joined((text, translatable("The one before goes on."))) if self._has_reader else text,
            )
            return
        with self._lock:
            if self._stopping or self._requested is not None:
                return
        self._has_reader = True
        ready = translatable("The network is ready: {mode}, {engine}.", mode=reader.mode, engine=reader.engine)
        self._hand_over(reader)
        self._events.add(Side.NETWORK, State.RUNNING, joined((ready, note) if note else (ready,)))
        return_memory()

    def _report(self, text: str) -> None:
        self._events.add(Side.NETWORK, State.OPENING, text)


def warm_up(reader: Reader) -> None:
    """Run a network once on a grey face with silence, and once on the face alone."""
    crop = np.full((96, 96, 3), 128, np.uint8)
    reader.read([crop], np.full((BANDS, FRAMES), FLOOR_DB, np.float32))
    reader.read([crop], None)
