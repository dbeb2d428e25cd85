"""Schedules identity-embedding inference for faces and voices.

An embedding network costs as much as the desk's own inference, and neighbouring frames or windows give nearly the same
embedding.  A new track or voice is embedded several times in quick succession, until there are enough samples to match
it (:data:`emotion_desk.people.track_identity.LEAST_SAMPLES`); afterwards it is only re-checked at a low rate.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

from emotion_desk.clock import NS_PER_S
from emotion_desk.inference.face_embedder import INPUTS as FACE_INPUTS
from emotion_desk.inference.face_embedder import FaceEmbedder, face_entry
from emotion_desk.inference.identity_models import names_store
from emotion_desk.inference.model_store import ModelStore
from emotion_desk.inference.voice_embedder import INPUTS as VOICE_INPUTS
from emotion_desk.inference.voice_embedder import VoiceEmbedder, voice_entry
from emotion_desk.messages import Embedding, FramePacket, MelWindow, Picture, TrackedFace

#: A new face is looked at so often, until there were so many looks; from then on seldom.
_NEW_FACE_S: Final = 0.1
_NEW_LOOKS: Final = 5
_KNOWN_FACE_S: Final = 0.6
#: Faces of one frame that are looked at, at most: more would hold the desk's answers up; the others have their turn.
_AT_ONCE: Final = 2


#: A new voice is embedded at this interval, for this many times; afterwards at the longer interval.
_NEW_VOICE_S: Final = 0.25
_NEW_VOICE_TIMES: Final = 6
_KNOWN_VOICE_S: Final = 0.8
#: After this long without speech the next voice counts as a new one.
_PAUSE_S: Final = 2.0


class CropEmbedder(Protocol):
    """What :class:`emotion_desk.inference.face_embedder.FaceEmbedder` does."""

    def embed(self, crops: Sequence[Picture]) -> NDArray[np.float32]:
        """Return an embedding of length one for each crop, float32 (n, dimensions)."""
        ...


@dataclass(slots=True)
class _Track:
    looks: int = 0
    last_ns: int = 0


class FaceEmbeddingSchedule:
    """Decides which faces of a frame are looked at, and looks; used by one thread.

    Args:
        load: gives the network, when the first face is looked at.
    """

    def __init__(self, load: Callable[[], CropEmbedder]) -> None:
        self._load = load
        self._embedder: CropEmbedder | None = None
        self._tracks: dict[int, _Track] = {}
        self._packet: FramePacket | None = None
        self._found: dict[int, Embedding] = {}

    def warm(self) -> None:
        """Load the network now instead of at the first face.

        Raises:
            ModelError, EngineError: it cannot be loaded.
        """
        if self._embedder is None:
            self._embedder = self._load()

    def at(self, packet: FramePacket, *, closely: bool = False) -> Mapping[int, Embedding]:
        """Return the embeddings of the faces of a frame whose turn it is, by track; asked again, the same.

        Args:
            packet: the frame with its faces.
            closely: somebody is being enrolled: keep on looking as at a new face.

        Raises:
            ModelError, EngineError: the network cannot be loaded.
        """
        if packet is not self._packet:
            self._packet, self._found = packet, self._look(packet, closely)
        return self._found

    def forget(self) -> None:
        """Forget all faces: there is no picture any more."""
        self._tracks.clear()
        self._packet, self._found = None, {}

    def _look(self, packet: FramePacket, closely: bool) -> dict[int, Embedding]:
        now = packet.frame.stamp_ns
        here = {face.track_id for face in packet.faces}
        self._tracks = {track: seen for track, seen in self._tracks.items() if track in here}
        due = sorted((face for face in packet.faces if self._is_due(face, now, closely)), key=self._waited_since)
        due = due[:_AT_ONCE]
        if not due:
            return {}
        self.warm()
        assert self._embedder is not None
        for face in due:
            seen = self._tracks.setdefault(face.track_id, _Track())
            seen.looks, seen.last_ns = seen.looks + 1, now
        found = self._embedder.embed([face.crop for face in due])
        return {face.track_id: embedding for face, embedding in zip(due, found, strict=True)}

    def _is_due(self, face: TrackedFace, now: int, closely: bool) -> bool:
        if face.missed:
            return False
        seen = self._tracks.get(face.track_id)
        if seen is None:
            return True
        every_s = _NEW_FACE_S if closely or seen.looks < _NEW_LOOKS else _KNOWN_FACE_S
        return not 0 <= now - seen.last_ns < every_s * NS_PER_S

    def _waited_since(self, face: TrackedFace) -> int:
        seen = self._tracks.get(face.track_id)
        return seen.last_ns if seen is not None else -1


def face_schedule(store: ModelStore | None = None) -> FaceEmbeddingSchedule | None:
    """Return what looks at faces with the network for names; ``None`` where the desk's own network names them."""
    if face_entry(store) is None:
        return None
    return FaceEmbeddingSchedule(lambda: FaceEmbedder(names_store(FACE_INPUTS, store)))


class WindowEmbedder(Protocol):
    """What :class:`emotion_desk.inference.voice_embedder.VoiceEmbedder` does."""

    def embed_windows(self, windows: NDArray[np.float32]) -> Embedding:
        """Return one embedding of a speaker from windows of samples, float32 (n, samples)."""
        ...


class VoiceEmbeddingSchedule:
    """Decides which windows of sound are listened to, and listens; used by one thread.

    Args:
        load: gives the network, when the first voice is heard.
    """

    def __init__(self, load: Callable[[], WindowEmbedder]) -> None:
        self._load = load
        self._embedder: WindowEmbedder | None = None
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
        elif since < (_NEW_VOICE_S if closely or self._times < _NEW_VOICE_TIMES else _KNOWN_VOICE_S):
            return None
        self.warm()
        assert self._embedder is not None
        self._times, self._listened_ns = self._times + 1, window.stamp_ns
        return self._embedder.embed_windows(window.sound()[None])


def voice_schedule(store: ModelStore | None = None) -> VoiceEmbeddingSchedule | None:
    """Return what listens with the network for names; ``None`` where the desk's own network names voices."""
    if voice_entry(store) is None:
        return None
    return VoiceEmbeddingSchedule(lambda: VoiceEmbedder(names_store(VOICE_INPUTS, store)))
