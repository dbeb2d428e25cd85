"""When a voice is listened to in order to name it: often while it is new, now and then once it is known.

The network that voices are named by takes as long as two answers of the desk's own, and what it says of neighbouring
windows is much the same: a few make a name, later ones confirm it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

from emotion_desk.clock import NS_PER_S
from emotion_desk.inference.names import names_store
from emotion_desk.inference.store import ModelStore
from emotion_desk.inference.voice_embedder import INPUTS, VoiceEmbedder, voice_entry
from emotion_desk.messages import Embedding, MelWindow

#: A new voice is listened to so often, until it was so many times; from then on seldom.
_NEW_S: Final = 0.25
_NEW_TIMES: Final = 6
_KNOWN_S: Final = 0.8
#: After so long without being asked the next voice is a new one.
_PAUSE_S: Final = 2.0


class Embedder(Protocol):
    """What :class:`emotion_desk.inference.voice_embedder.VoiceEmbedder` does."""

    def embed_windows(self, windows: NDArray[np.float32]) -> Embedding:
        """Return the embedding of one voice in some windows, float32 (n, samples)."""
        ...


class Ears:
    """Decides which windows of sound are listened to, and listens; used by one thread.

    Args:
        load: gives the network, when the first voice is heard.
    """

    def __init__(self, load: Callable[[], Embedder]) -> None:
        self._load = load
        self._embedder: Embedder | None = None
        self._times = 0
        self._listened_ns: int | None = None
        self._window: MelWindow | None = None
        self._found: Embedding | None = None

    def warm(self) -> None:
        """Load the network now instead of at the first voice.

        Raises:
            ModelError, EngineError: it cannot be loaded.
        """
        if self._embedder is None:
            self._embedder = self._load()

    def at(self, window: MelWindow, *, closely: bool = False) -> Embedding | None:
        """Return the embedding of the voice in a window if it is its turn; asked again, the same.

        Args:
            window: with somebody speaking in it.
            closely: somebody is being enrolled: keep on listening as to a new voice.

        Raises:
            ModelError, EngineError: the network cannot be loaded.
        """
        if window is not self._window:
            self._window, self._found = window, self._listen(window, closely)
        return self._found

    def forget(self) -> None:
        """Forget the voice: the next one may be another's."""
        self._times, self._listened_ns = 0, None
        self._window, self._found = None, None

    def _listen(self, window: MelWindow, closely: bool) -> Embedding | None:
        if window.sound is None:
            return None
        since = None if self._listened_ns is None else (window.stamp_ns - self._listened_ns) / NS_PER_S
        if since is None or not 0.0 <= since <= _PAUSE_S:
            self._times = 0
        elif since < (_NEW_S if closely or self._times < _NEW_TIMES else _KNOWN_S):
            return None
        self.warm()
        assert self._embedder is not None
        self._times, self._listened_ns = self._times + 1, window.stamp_ns
        return self._embedder.embed_windows(window.sound()[None])


def ears_of(store: ModelStore | None = None) -> Ears | None:
    """Return what listens with the network for names; ``None`` where the desk's own network names voices."""
    if voice_entry(store) is None:
        return None
    return Ears(lambda: VoiceEmbedder(names_store(INPUTS, store)))
