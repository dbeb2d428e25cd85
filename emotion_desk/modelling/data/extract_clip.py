"""Extracts the training samples of one RAVDESS recording: some faces, and the log-mel spectrogram of the clip.

Detection, cropping, scaling, decoding and the spectrogram use the code of the live desk.  Each clip has a detector of
its own, so that the result depends on the clip alone and not on the order or the number of threads.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Final, TypeVar

import av.error
import numpy as np
from numpy.typing import NDArray

from emotion_desk.errors import DataError, DeskError
from emotion_desk.messages import Picture
from emotion_desk.modelling.data.mel_codec import to_steps
from emotion_desk.modelling.data.ravdess import Clip, Recording
from emotion_desk.modelling.data.zip_archives import decode_picture, open_archive, read_member
from emotion_desk.opencv import cv2
from emotion_desk.sound.mel import BANDS, log_mel
from emotion_desk.sound.utterance_windows import voiced_span
from emotion_desk.sources.file_picture import upright
from emotion_desk.sources.file_sound import decode_sound
from emotion_desk.sources.media_file import decode, open_container, picture_stream, probe, sound_stream, start_time_s
from emotion_desk.vision.crop import cut_face, resize_face
from emotion_desk.vision.detector import HaarDetector

#: Side of the stored faces in pixels, the largest input size that was tried.
FACE_SIZE: Final = 112
_Kept = TypeVar("_Kept")


@dataclass(frozen=True)
class Extract:
    """Samples of a recording.

    Attributes:
        faces: uint8 BGR (n, FACE_SIZE, FACE_SIZE, 3); may be empty.
        mel: int16 (columns, bands), see :func:`emotion_desk.modelling.data.mel_codec.to_steps`; may be empty.
        picture, sound: names of the clips that they came from.
        digest: SHA-256 of the content of these clips.
        complaints: a sentence for each damaged clip.
    """

    faces: NDArray[np.uint8]
    mel: NDArray[np.int16]
    picture: str | None
    sound: str | None
    digest: str
    complaints: tuple[str, ...]


def extract(recording: Recording, frames: int, folder: Path) -> Extract:
    """Extract faces and sound of a recording, each from the first of its clips that is not damaged.

    Args:
        recording: the performance and its clips.
        frames: number of frames, distributed evenly over the clip.
        folder: folder for files that must be unpacked temporarily.

    Raises:
        OSError: ``folder`` cannot be written.
    """
    complaints: dict[str, str] = {}
    faces, shown = _first(recording.pictures, lambda clip: _faces(clip, frames, folder), complaints)
    mel, heard = _first(recording.sounds, lambda clip: _mel(clip, folder), complaints)
    digest = hashlib.sha256()
    for used in (shown, heard):
        if used is not None:
            digest.update(_content_hash(used))
    return Extract(
        faces if faces is not None else np.empty((0, FACE_SIZE, FACE_SIZE, 3), np.uint8),
        mel if mel is not None else np.empty((0, BANDS), np.int16),
        shown.stem if shown else None,
        heard.stem if heard else None,
        digest.hexdigest(),
        tuple(complaints.values()),
    )


def _first(
    clips: Sequence[Clip], take: Callable[[Clip], _Kept], complaints: dict[str, str]
) -> tuple[_Kept, Clip] | tuple[None, None]:
    """Return the result for the first undamaged clip; adds a sentence to ``complaints`` for each damaged one."""
    for clip in clips:
        try:
            return take(clip), clip
        except DeskError as error:
            complaints.setdefault(clip.name, str(error))
        except (av.error.FFmpegError, cv2.error, ValueError) as error:
            complaints.setdefault(clip.name, f"The clip '{clip.name}' cannot be decoded ({type(error).__name__}).")
    return None, None


def _faces(clip: Clip, frames: int, folder: Path) -> NDArray[np.uint8]:
    """Return the largest face of each sampled frame that shows one."""
    detector = HaarDetector()
    faces = []
    for picture in _stills(clip, frames) if clip.stills else _frames(clip, frames, folder):
        boxes = detector.find(picture) or detector.find(picture)  # the second search has another scale, as live
        if boxes:
            faces.append(resize_face(cut_face(picture, boxes[0]), FACE_SIZE))
    if not faces:
        raise DataError(f"No face was found in the clip '{clip.name}'.")
    return np.stack(faces)


def _stills(clip: Clip, frames: int) -> Iterator[Picture]:
    """Yield pictures of a clip that is a folder of pictures, evenly sampled if there are more than wanted."""
    if clip.members:
        with open_archive(clip.path) as opened:
            for member in _evenly(clip.members, frames):
                yield decode_picture(read_member(opened, member), member)
        return
    for file in _evenly(clip.files, frames):
        yield decode_picture(_read(file), clip.name)


def _evenly(items: Sequence[_Kept], count: int) -> list[_Kept]:
    if len(items) <= count:
        return list(items)
    return [items[int((number + 0.5) * len(items) / count)] for number in range(count)]


def _frames(clip: Clip, frames: int, folder: Path) -> Iterator[Picture]:
    """Yield frames evenly over a video; all of it is decoded, so that a truncated file is detected."""
    with on_disk(clip, folder) as path:
        info = probe(path, exact=True)
        if not info.has_picture:
            raise DataError(f"The clip '{clip.name}' holds no picture.")
        length = info.picture_s or info.duration_s or 0.0
        wanted = [(number + 0.5) * length / frames for number in range(frames)]
        with open_container(path) as container:
            stream = picture_stream(container)
            aspect = None if stream is None else stream.sample_aspect_ratio
            start = start_time_s(container)
            for frame in decode(container, stream, path.name):
                if wanted and frame.time is not None and frame.time - start >= wanted[0]:
                    yield upright(frame, aspect)
                    while wanted and frame.time - start >= wanted[0]:
                        wanted.pop(0)


def _mel(clip: Clip, folder: Path) -> NDArray[np.int16]:
    with on_disk(clip, folder) as path, open_container(path) as container:
        stream = sound_stream(container)
        if stream is None:
            raise DataError(f"The clip '{clip.name}' holds no sound.")
        samples = np.concatenate([np.empty(0, np.float32), *decode_sound(container, stream, path.name)])
    if not np.isfinite(samples).all():
        raise DataError(f"The sound of the clip '{clip.name}' has values that are not finite.")
    mel = log_mel(samples)
    if voiced_span(mel) == (0, 0):
        raise DataError(f"The clip '{clip.name}' is silent.")
    return to_steps(mel)


@contextmanager
def on_disk(clip: Clip, folder: Path) -> Iterator[Path]:
    """Yield the path of a clip as a file: its own, or that of a copy unpacked from its zip, which is removed later."""
    if not clip.members:
        yield clip.path
        return
    with open_archive(clip.path) as opened:
        content = read_member(opened, clip.members[0])
    with TemporaryDirectory(dir=folder) as unpacked:
        path = Path(unpacked) / PurePosixPath(clip.members[0]).name
        path.write_bytes(content)
        yield path


def _content_hash(clip: Clip) -> bytes:
    digest = hashlib.sha256(clip.stem.encode())
    if clip.members:
        with open_archive(clip.path) as opened:
            for member in clip.members:
                digest.update(read_member(opened, member))
    else:
        for file in clip.files or (clip.path,):
            digest.update(_read(file))
    return digest.digest()


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise DataError(f"The file '{file.name}' cannot be read: {error.strerror or error}.") from error
