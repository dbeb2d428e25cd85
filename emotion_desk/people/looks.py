"""When a face is looked at to name it: often while it is new, now and then once it is known.

The network that faces are named by costs as much as an answer of the desk's own and is not needed at each frame: a
few looks make a name (:data:`emotion_desk.people.evidence.LEAST_SAMPLES`), later ones confirm it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

from emotion_desk.clock import NS_PER_S
from emotion_desk.inference.face_embedder import INPUTS, FaceEmbedder, face_entry
from emotion_desk.inference.names import names_store
from emotion_desk.inference.store import ModelStore
from emotion_desk.messages import Embedding, FramePacket, Picture, TrackedFace

#: A new face is looked at so often, until there were so many looks; from then on seldom.
_NEW_S: Final = 0.1
_NEW_LOOKS: Final = 5
_KNOWN_S: Final = 0.6
#: Faces of one frame that are looked at, at most: more would hold the desk's answers up; the others have their turn.
_AT_ONCE: Final = 2


class Embedder(Protocol):
    """What :class:`emotion_desk.inference.face_embedder.FaceEmbedder` does."""

    def embed(self, crops: Sequence[Picture]) -> NDArray[np.float32]:
        """Return an embedding of length one for each crop, float32 (n, dimensions)."""
        ...


@dataclass(slots=True)
class _Track:
    looks: int = 0
    last_ns: int = 0


class Looks:
    """Decides which faces of a frame are looked at, and looks; used by one thread.

    Args:
        load: gives the network, when the first face is looked at.
    """

    def __init__(self, load: Callable[[], Embedder]) -> None:
        self._load = load
        self._embedder: Embedder | None = None
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
        every_s = _NEW_S if closely or seen.looks < _NEW_LOOKS else _KNOWN_S
        return not 0 <= now - seen.last_ns < every_s * NS_PER_S

    def _waited_since(self, face: TrackedFace) -> int:
        seen = self._tracks.get(face.track_id)
        return seen.last_ns if seen is not None else -1


def looks_of(store: ModelStore | None = None) -> Looks | None:
    """Return what looks at faces with the network for names; ``None`` where the desk's own network names them."""
    if face_entry(store) is None:
        return None
    return Looks(lambda: FaceEmbedder(names_store(INPUTS, store)))
