"""The predictors that the analyses of a process share: each is loaded once, and a thread can load it ahead."""

from __future__ import annotations

import threading
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING, Final

from emotion_desk.errors import DeskError

if TYPE_CHECKING:
    from emotion_desk.inference.predictor import Predictor

_loading: Final = threading.Lock()


def shared_predictor(mode: str, engine: str) -> Predictor:
    """Return the predictor of a mode and an engine; whoever asks while it is loaded waits.

    Raises:
        ModelError: the weights are missing or damaged.
        EngineError: the engine is not available.
    """
    with _loading:
        return _loaded(mode, engine)


def load_ahead(mode: str, engine: str) -> threading.Thread:
    """Load a predictor in a thread, while files are found and opened; return the thread.

    Errors are not reported here: the first job meets them, too.
    """

    def load() -> None:
        with suppress(DeskError):
            shared_predictor(mode, engine)

    thread = threading.Thread(target=load, name="emotion-desk-network", daemon=True)
    thread.start()
    return thread


@cache
def _loaded(mode: str, engine: str) -> Predictor:
    from emotion_desk.inference.predictor import load_predictor
    from emotion_desk.inference.thread_pool import share_threads

    share_threads(spared=1)
    return load_predictor(mode, engine)
