"""The people whose faces occur in a file: tracks with mean embeddings, joined where they are of one person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from emotion_desk.linear_algebra import unit
from emotion_desk.messages import Embedding, FramePacket, Identity, TrackedFace
from emotion_desk.people.embedding_predictor import PeopleReader
from emotion_desk.vision.crop import MARGIN
from emotion_desk.vision.face_quality import face_quality

#: Faces per call of the network.
_BATCH: Final = 8
#: Even a poor picture counts a little.
_LEAST_WEIGHT: Final = 0.05


@dataclass(slots=True)
class FileFace:
    """A person of a file.

    Attributes:
        total: sum of the embeddings, weighted by the quality of the pictures.
        box: largest box: x, y, width and height in pixels.
        area: sum of the areas of all boxes.
        frames: numbers of the frames in which the face was detected.
        identity: who it is.
        is_repeated: whether the same person stands in the result already.
    """

    total: Embedding
    box: tuple[int, int, int, int]
    area: float
    frames: set[int]
    identity: Identity = field(default_factory=Identity)
    is_repeated: bool = False

    @property
    def mean(self) -> Embedding:
        """Return the mean embedding, of length 1."""
        return unit(self.total)

    def add(self, other: FileFace) -> None:
        """Add another track of the same person."""
        if other.box[2] * other.box[3] > self.box[2] * self.box[3]:
            self.box = other.box
        self.total = self.total + other.total
        self.area += other.area
        self.frames |= other.frames


def faces_of(packets: Iterable[FramePacket], predictor: PeopleReader, same_from: float | None) -> list[FileFace]:
    """Return the people in some frames, the largest and longest first; empty if the network gives no embeddings.

    Args:
        packets: frames with their faces.
        predictor: the network.
        same_from: cosine from which on tracks that never occur in the same frame are one person; ``None``: never.
    """
    tracks: dict[int, FileFace] = {}
    waiting: list[tuple[int, TrackedFace]] = []
    for number, packet in enumerate(packets):
        waiting += [(number, face) for face in packet.faces if face.missed == 0]
        if len(waiting) >= _BATCH:
            _add(waiting, tracks, predictor)
            waiting = []
    _add(waiting, tracks, predictor)
    by_size = sorted(tracks.values(), key=lambda track: -track.area)
    return by_size if same_from is None else _joined(by_size, same_from)


def _add(faces: Sequence[tuple[int, TrackedFace]], tracks: dict[int, FileFace], predictor: PeopleReader) -> None:
    """Add faces, each with the number of its frame, to their tracks; the crops are not kept."""
    if not faces:
        return
    readings = predictor.read_faces([face.crop for _, face in faces])
    for (number, face), reading in zip(faces, readings, strict=True):
        if reading.embedding is None:
            continue
        box = face.box
        quality = face_quality(face.crop, max(box.width, box.height) * (1 + 2 * MARGIN)).quality
        rounded = (round(box.x), round(box.y), round(box.width), round(box.height))
        weighted = np.asarray(max(quality, _LEAST_WEIGHT) * reading.embedding, np.float32)
        new = FileFace(weighted, rounded, float(box.width * box.height), {number})
        if face.track_id in tracks:
            tracks[face.track_id].add(new)
        else:
            tracks[face.track_id] = new


def _joined(tracks: Sequence[FileFace], same_from: float) -> list[FileFace]:
    """Join tracks of one person; a face leaves the picture and comes back as another track."""
    people: list[FileFace] = []
    for track in tracks:
        likeness = [-2.0 if person.frames & track.frames else float(person.mean @ track.mean) for person in people]
        best = int(np.argmax(likeness)) if likeness else -1
        if best >= 0 and likeness[best] >= same_from:
            people[best].add(track)
        else:
            people.append(track)
    return sorted(people, key=lambda person: -person.area)


def resolve_duplicate_names(faces: Sequence[FileFace]) -> None:
    """Treat tracks that were matched to the same person.

    If they occur in the same frame, only the best match keeps the name.  If they follow one another, all but one are
    marked as repeated.
    """
    named: dict[str, list[FileFace]] = {}
    for one in sorted(faces, key=lambda face: -(face.identity.score or 0.0)):
        name = one.identity.name
        if name is None:
            continue
        others = named.setdefault(name, [])
        if any(one.frames & other.frames for other in others):
            one.identity = Identity(None, one.identity.score)
        else:
            one.is_repeated = bool(others)
            others.append(one)
