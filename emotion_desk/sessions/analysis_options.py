"""What an analysis depends on: its options, the networks, and the content of the file.

A session's header stores all three, so that a finished analysis is recognised and not repeated.
"""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from emotion_desk.catalogue import ANALYSIS_MODES, AUTO, BOTH, networks_of
from emotion_desk.errors import DeskError, SessionError
from emotion_desk.inference.protocols import Reader
from emotion_desk.inference.shared_predictor import shared_predictor
from emotion_desk.sessions.file_identities import gallery_fingerprint
from emotion_desk.sessions.media_streams import tracker_for
from emotion_desk.sources.plain_file import require_plain_file
from emotion_desk.translatable import translatable
from emotion_desk.vision.face_tracker import FaceTracker

#: Engines that become this one where all networks of a mode are released in 8 bits.
_INT8: Final = "onnx-int8"
_MAY_BE_INT8: Final = (AUTO, "onnx", _INT8)


@dataclass(frozen=True, slots=True)
class AnalysisOptions:
    """How to analyse a file.

    Attributes:
        mode, engine: names of the mode and of the engine, as in the catalogue.
        fps: highest number of frames analysed per second; ``None``: all.
        start_s, end_s: part of the file that is analysed, in seconds.
        every_s: seconds between two analysed frames; takes precedence over ``fps``.
        region: part of the picture that is analysed: x, y, width, height in pixels.
        track: number of the sound track, from 1.
        channel: ``left``, ``right``, ``mix`` or a number from 1.
        people: whether enrolled people are recognised.
        detector: what finds faces, one of :data:`~emotion_desk.catalogue.DETECTORS`.
        faces: what is taken for a face, one of :data:`~emotion_desk.catalogue.FACES`.
        measures: whether pose, gaze, eyes, mouth and blendshapes of each face are measured.
        measure_rate: most frames a second that are measured; ``None``: all that are analysed.
    """

    mode: str = "multitask"
    engine: str = "auto"
    fps: float | None = None
    start_s: float | None = None
    end_s: float | None = None
    every_s: float | None = None
    region: tuple[int, int, int, int] | None = None
    track: int | None = None
    channel: str | None = None
    people: bool = True
    detector: str = BOTH
    faces: str = AUTO
    measures: bool = False
    measure_rate: float | None = None

    @property
    def frame_rate(self) -> float | None:
        """Return the highest number of frames analysed per second, ``None`` for all."""
        return self.fps if self.every_s is None else 1.0 / self.every_s

    def make_tracker(self, step_s: float | None) -> FaceTracker:
        """Return the face tracker of these options, see :func:`~emotion_desk.sessions.media_streams.tracker_for`."""
        return tracker_for(step_s, self.detector, self.faces)


def load_reader(options: AnalysisOptions) -> Reader:
    """Return the predictor of some options; each is loaded once per process.

    Raises:
        ModelError: the weights are missing or damaged.
        EngineError: the engine is not available.
    """
    return shared_predictor(options.mode, options.engine)


def engine_ahead(mode: str, engine: str) -> str | None:
    """Return the engine that a mode will have, before it is loaded; ``None`` where only loading tells."""
    from emotion_desk.inference.model_store import ModelStore

    if mode not in ANALYSIS_MODES or engine not in _MAY_BE_INT8:
        return None
    store = ModelStore()
    try:
        is_int8 = all("int8" in store.entry(name).files for name in networks_of(mode))
    except DeskError:
        return None  # loading says why
    return _INT8 if is_int8 else None


def model_hashes(mode: str, engine: str) -> dict[str, str]:
    """Return the SHA-256 of the released file of each network of a mode, by name.

    Args:
        mode: ``multitask`` or ``singles``.
        engine: name of the engine, for example ``onnx-int8``.
    """
    from emotion_desk.inference.model_store import ModelStore

    entries = ModelStore().entries
    parts = {name: entries[name].part_of(engine) for name in networks_of(mode)}
    return {name: entries[name].files[part].sha256 for name, part in parts.items() if part is not None}


def content_hash(path: Path) -> str:
    """Return the SHA-256 of a file.

    Raises:
        SourceOpenError: the path is not a regular file.
        SessionError: the file cannot be read.
    """
    require_plain_file(path)
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise SessionError(
            translatable("The file '{path}' cannot be read: {reason}.", path=path, reason=error.strerror or error)
        ) from error


def settings_of(sha256: str, options: AnalysisOptions) -> dict[str, Any]:
    """Return the ``settings`` entry of the session header: the options and the file's SHA-256.

    Options that were not given are left out, so that the entry equals that of versions without these options.
    """
    given = {name: value for name, value in asdict(options).items() if value is not None or name == "fps"}
    if options.region is not None:
        given["region"] = list(options.region)
    fingerprint = gallery_fingerprint() if given.pop("people") else None
    if not options.measures:
        del given["measures"]
    if fingerprint is not None:
        given["people"] = fingerprint
    return {"source_sha256": sha256, **given}
