"""Receives markers by Lab Streaming Layer and tells when each was sent, on the clock of the desk."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import Any, Final

from emotion_desk.clock import NS_PER_S, now_ns
from emotion_desk.errors import SessionError
from emotion_desk.sessions.export.safe_text import one_line
from emotion_desk.translatable import translatable

logger = logging.getLogger(__name__)

THREAD_NAME: Final = "emotion-desk-lsl-markers"
_RESOLVE_S: Final = 0.5
_PULL_S: Final = 0.2
_LONGEST: Final = 200


class MarkerReceiver:
    """Receives the markers of one stream, whenever it appears, until :meth:`close`.

    Args:
        name: of the stream.
        take: called in a thread with the label and its moment in nanoseconds of the desk's clock.

    Raises:
        SessionError: the extra or the library liblsl is missing.
    """

    def __init__(self, name: str, take: Callable[[str, int], object]) -> None:
        try:
            import pylsl
        except (ImportError, RuntimeError, OSError) as error:
            raise SessionError(
                translatable(
                    "Markers by Lab Streaming Layer need the extra 'streams' and the library "
                    "liblsl: pip install emotion-desk[streams]."
                )
            ) from error
        self._pylsl: Any = pylsl
        self._name = name
        self._take = take
        self._stop = threading.Event()
        #: Whether the stream was found.
        self.connected = threading.Event()
        self._thread = threading.Thread(target=self._run, name=THREAD_NAME, daemon=True)
        self._thread.start()

    def close(self, timeout_s: float = 3.0) -> None:
        """End within a second; may be called twice."""
        self._stop.set()
        self._thread.join(timeout_s)

    def _run(self) -> None:
        try:
            while not self._stop.is_set():
                found = self._pylsl.resolve_byprop("name", self._name, minimum=1, timeout=_RESOLVE_S)
                if found:
                    self._receive(self._pylsl.StreamInlet(found[0]))
        except Exception:
            logger.exception("receiving markers")

    def _receive(self, inlet: Any) -> None:
        inlet.open_stream(timeout=2.0)
        correction = inlet.time_correction(timeout=2.0)
        self.connected.set()
        while not self._stop.is_set():
            sample, stamp_s = inlet.pull_sample(timeout=_PULL_S)
            if sample is None:
                continue
            ago_s = self._pylsl.local_clock() - (stamp_s + correction)
            label = one_line(str(sample[0]))[:_LONGEST]
            self._take(label, now_ns() - round(ago_s * NS_PER_S))
        inlet.close_stream()
