"""Schedules identity-embedding inference for faces and voices.

An embedding network costs as much as the desk's own inference, and neighbouring frames or windows give nearly the same
embedding.  A new track or voice is embedded several times in quick succession, until there are enough samples to match
it (:data:`emotion_desk.people.track_identity.LEAST_SAMPLES`); afterwards it is only re-checked at a low rate.

Live, an embedding is computed after the reading was published and belongs to the next one, so that no reading waits for
it (:meth:`FaceEmbeddingSchedule.catch_up`).
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
from emotion_desk.messages import Embedding, FramePacket, MelWindow, Picture, Samples, TrackedFace

#: A new face is embedded at this interval, for this many times; afterwards at the longer interval.
_NEW_FACE_S: Final = 0.1
_NEW_FACE_TIMES: Final = 5
_KNOWN_FACE_S: Final = 0.6
#: Most faces of one frame that are embedded; more would delay the readings, so the others wait for a later frame.
_AT_ONCE: Final = 2


#: A new voice is embedded at this interval, for this many times; afterwards at the longer interval.
_NEW_VOICE_S: Final = 0.25
_NEW_VOICE_TIMES: Final = 6
_KNOWN_VOICE_S: Final = 0.8
#: After this long without speech the next voice counts as a new one.
_PAUSE_S: Final = 2.0


class CropEmbedder(Protocol):
    """Interface of :class:`emotion_desk.inference.face_embedder.FaceEmbedder`."""

    def embed(self, crops: Sequence[Picture]) -> NDArray[np.float32]:
        """Return an embedding of length one for each crop, float32 (n, dimensions)."""
        ...


@dataclass(slots=True)
class _Track:
    times: int = 0
    last_ns: int = 0


class FaceEmbeddingSchedule:
    """Selects the faces of a frame that are due and embeds them; used by one thread.

    Args:
        load: loads the network; called when the first face is due.
        later: embed in :meth:`catch_up`, and return the embeddings with the next frame.
    """

    def __init__(self, load: Callable[[], CropEmbedder], *, later: bool = False) -> None:
        self._load = load
        self._later = later
        self._waiting: list[TrackedFace] = []
        self._late: dict[int, Embedding] = {}
        self._embedder: CropEmbedder | None = None
        self._tracks: dict[int, _Track] = {}
        self._packet: FramePacket | None = None
        self._found: dict[int, Embedding] = {}

    def warm(self) -> None:
        """Load the network now instead of at the first face.

        Raises:
            ModelError, EngineError: the network cannot be loaded.
        """
        if self._embedder is None:
            self._embedder = self._load()

    def at(self, packet: FramePacket, *, closely: bool = False) -> Mapping[int, Embedding]:
        """Return the embeddings of the faces that are due, by track; the same again for the same frame.

        Args:
            packet: the frame with its faces.
            closely: embed every face at the short interval, and at once, because somebody is being enrolled.

        Raises:
            ModelError, EngineError: the network cannot be loaded.
        """
        if packet is not self._packet:
            late, self._late = self._late, {}
            due = self._take_due(packet, closely)
            if self._later and not closely:
                self._waiting, found = due, {track: one for track, one in late.items() if track in packet.tracks}
            else:
                self._waiting, found = [], self._embed(due)
            self._packet, self._found = packet, found
        return self._found

    def catch_up(self) -> None:
        """Embed the faces that were due and have waited.

        Raises:
            ModelError, EngineError: the network cannot be loaded.
        """
        waiting, self._waiting = self._waiting, []
        self._late.update(self._embed(waiting))

    def forget(self) -> None:
        """Forget all tracks."""
        self._tracks.clear()
        self._waiting, self._late = [], {}
        self._packet, self._found = None, {}

    def _take_due(self, packet: FramePacket, closely: bool) -> list[TrackedFace]:
        """Return the faces that are due, those that have waited longest; they count as embedded."""
        now = packet.frame.stamp_ns
        here = packet.tracks
        self._tracks = {track: seen for track, seen in self._tracks.items() if track in here}
        due = sorted((face for face in packet.faces if self._is_due(face, now, closely)), key=self._waited_since)
        due = due[:_AT_ONCE]
        for face in due:
            seen = self._tracks.setdefault(face.track_id, _Track())
            seen.times, seen.last_ns = seen.times + 1, now
        return due

    def _embed(self, faces: Sequence[TrackedFace]) -> dict[int, Embedding]:
        if not faces:
            return {}
        self.warm()
        assert self._embedder is not None
        found = self._embedder.embed([face.crop for face in faces])
        return {face.track_id: embedding for face, embedding in zip(faces, found, strict=True)}

    def _is_due(self, face: TrackedFace, now: int, closely: bool) -> bool:
        if face.missed:
            return False
        seen = self._tracks.get(face.track_id)
        if seen is None:
            return True
        every_s = _NEW_FACE_S if closely or seen.times < _NEW_FACE_TIMES else _KNOWN_FACE_S
        return not 0 <= now - seen.last_ns < every_s * NS_PER_S

    def _waited_since(self, face: TrackedFace) -> int:
        seen = self._tracks.get(face.track_id)
        return seen.last_ns if seen is not None else -1


def face_schedule(store: ModelStore | None = None, *, later: bool = False) -> FaceEmbeddingSchedule | None:
    """Return a schedule for the identity network of faces; ``None`` if it is not installed."""
    if face_entry(store) is None:
        return None
    return FaceEmbeddingSchedule(lambda: FaceEmbedder(names_store(FACE_INPUTS, store)), later=later)


class WindowEmbedder(Protocol):
    """Interface of :class:`emotion_desk.inference.voice_embedder.VoiceEmbedder`."""

    def embed_windows(self, windows: NDArray[np.float32]) -> Embedding:
        """Return one embedding of a speaker from windows of samples, float32 (n, samples)."""
        ...


class VoiceEmbeddingSchedule:
    """Selects the windows of sound that are due and embeds them; used by one thread.

    Args:
        load: loads the network; called when the first window is due.
        later: embed in :meth:`catch_up`, and return the embedding with the next window.
    """

    def __init__(self, load: Callable[[], WindowEmbedder], *, later: bool = False) -> None:
        self._load = load
        self._later = later
        self._waiting: Samples | None = None
        self._late: Embedding | None = None
        self._embedder: WindowEmbedder | None = None
        self._times = 0
        self._embedded_ns: int | None = None
        self._window: MelWindow | None = None
        self._found: Embedding | None = None

    def warm(self) -> None:
        """Load the network now instead of at the first voice.

        Raises:
            ModelError, EngineError: the network cannot be loaded.
        """
        if self._embedder is None:
            self._embedder = self._load()

    def at(self, window: MelWindow, *, closely: bool = False) -> Embedding | None:
        """Return the embedding of the voice if the window is due; the same again for the same window.

        Args:
            window: a window that contains speech.
            closely: embed at the short interval, and at once, because somebody is being enrolled.

        Raises:
            ModelError, EngineError: the network cannot be loaded.
        """
        if window is not self._window:
            due = self._take_due(window, closely)
            late, self._late = self._late, None
            if self._later and not closely:
                self._waiting, found = due, late
            else:
                self._waiting, found = None, None if due is None else self._embed(due)
            self._window, self._found = window, found
        return self._found

    def catch_up(self) -> None:
        """Embed the voice that was due and has waited.

        Raises:
            ModelError, EngineError: the network cannot be loaded.
        """
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            self._late = self._embed(waiting)

    def forget(self) -> None:
        """Treat the next voice as a new one."""
        self._waiting = self._late = None
        self._times, self._embedded_ns = 0, None
        self._window, self._found = None, None

    def _take_due(self, window: MelWindow, closely: bool) -> Samples | None:
        """Return the samples of a window that is due, which counts as embedded; ``None`` if it is not."""
        if window.sound is None:
            return None
        since = None if self._embedded_ns is None else (window.stamp_ns - self._embedded_ns) / NS_PER_S
        if since is None or not 0.0 <= since <= _PAUSE_S:
            self._times = 0
            self._late = None  # of another voice
        elif since < (_NEW_VOICE_S if closely or self._times < _NEW_VOICE_TIMES else _KNOWN_VOICE_S):
            return None
        self._times, self._embedded_ns = self._times + 1, window.stamp_ns
        return window.sound()

    def _embed(self, samples: Samples) -> Embedding:
        self.warm()
        assert self._embedder is not None
        return self._embedder.embed_windows(samples[None])


def voice_schedule(store: ModelStore | None = None, *, later: bool = False) -> VoiceEmbeddingSchedule | None:
    """Return a schedule for the identity network of voices; ``None`` if it is not installed."""
    if voice_entry(store) is None:
        return None
    return VoiceEmbeddingSchedule(lambda: VoiceEmbedder(names_store(VOICE_INPUTS, store)), later=later)
