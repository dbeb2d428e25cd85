"""Loads networks in a thread of their own, so that nothing else waits for weights.

A network takes over only after it has answered once: its first answer is slow (memory, kernels), and one that cannot
answer at all must not replace one that can.
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
from emotion_desk.pipeline.thread_priority import step_back
from emotion_desk.sound.mel import BANDS, FLOOR_DB, FRAMES

logger = logging.getLogger(__name__)

THREAD_NAME: Final = "emotion-desk-loader"

LoadReader = Callable[[], Reader]


@runtime_checkable
class Telling(Protocol):
    """A way to load that says how far it is."""

    note: str

    def load(self, tell: Callable[[str], None]) -> Reader:
        """Load, and tell in a sentence each what is being done; afterwards ``note`` may say more."""
        ...


class ReaderLoader:
    """Runs one load after another; of several wishes only the newest is kept.

    Args:
        hand_over: is given each network that is ready; returns once the one before is free.
        events: where it tells what happened.
    """

    def __init__(self, hand_over: Callable[[Reader], object], events: EventLog) -> None:
        self._hand_over = hand_over
        self._events = events
        self._lock = threading.Lock()
        self._wish: LoadReader | None = None
        self._thread: threading.Thread | None = None
        self._is_busy = False
        self._stopping = False
        self._has_reader = False
        #: Set as soon as the first network answers, or could not be loaded.
        self.settled = threading.Event()

    def load(self, load_reader: LoadReader) -> None:
        """Begin to load and return at once."""
        with self._lock:
            if self._stopping:
                return
            self._wish = load_reader
            if not self._is_busy:
                self._is_busy = True
                self._thread = threading.Thread(target=self._run, name=THREAD_NAME, daemon=True)
                self._thread.start()

    def ask_stop(self) -> None:
        """Throw away what is still wished for; a load under way cannot be interrupted, but takes over no more."""
        with self._lock:
            self._stopping = True
            self._wish = None

    def join(self, timeout_s: float) -> bool:
        """Wait for the end and return whether nothing is loading any more."""
        with self._lock:
            thread = self._thread
        if thread is not None:
            thread.join(timeout_s)
        return thread is None or not thread.is_alive()

    def _run(self) -> None:
        step_back()
        while True:
            with self._lock:
                wish, self._wish = self._wish, None
                if wish is None:
                    self._is_busy = False  # decided under the lock: a wish after this starts a new thread
                    return
            try:
                self._load(wish)
            finally:
                self.settled.set()

    def _load(self, load_reader: LoadReader) -> None:
        """Load one network, let it answer once, hand it over."""
        self._say("Loading the network.")
        note = ""
        try:
            loader: object = load_reader
            if isinstance(loader, Telling):
                reader = loader.load(self._say)
                note = loader.note
            else:
                reader = load_reader()
            warm_up(reader)
        except Exception as error:
            if not isinstance(error, DeskError):
                logger.exception("loading the network")
            text = sentence(error, "The network could not be loaded")
            self._events.add(
                Side.NETWORK, State.FAILED, f"{text} The one before goes on." if self._has_reader else text
            )
            return
        with self._lock:
            if self._stopping or self._wish is not None:
                return
        self._has_reader = True
        ready = f"The network is ready: {reader.mode}, {reader.engine}. {note}".strip()
        self._hand_over(reader)
        self._events.add(Side.NETWORK, State.RUNNING, ready)
        return_memory()

    def _say(self, text: str) -> None:
        self._events.add(Side.NETWORK, State.OPENING, text)


def warm_up(reader: Reader) -> None:
    """Let a network answer a grey face and silence once, together and the face alone."""
    crop = np.full((96, 96, 3), 128, np.uint8)
    reader.read([crop], np.full((BANDS, FRAMES), FLOOR_DB, np.float32))
    reader.read([crop], None)
