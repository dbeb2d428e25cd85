"""Computes the teachers' embeddings of a folder of data sets, for ``emotion-desk data teach``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from emotion_desk.errors import DataError
from emotion_desk.modelling.teachers.embedding_cache import Progress, Teacher, build

_VOICES: Final = (
    "ravdess_speech_16k.zip",
    "nemo_polish_emotional_speech.zip",
    "librispeech_speakers.zip",
    "indian_emospeech.zip",
)
#: The teachers by the name of their file, with the archives that they are applied to, in this order.
TEACHERS: Final = {
    "face": (
        "lfw_multi_160.zip",
        "faces_colour_unlabelled.zip",
        "rafdb_train.zip",
        "celeba_people.zip",
        "ravdess_face_crops_actors_01_05.zip",
        "fer2013_original.zip",
    ),
    "voice": _VOICES,
    "emotion": _VOICES,
}


def teach(
    data: Path, out: Path, *, only: Sequence[str] | None = None, progress: Progress | None = None
) -> dict[str, Path]:
    """Write a file for each teacher, ``face.safetensors`` and so on; an interrupted call is continued by the next one.

    Args:
        data: folder of the data sets; those that are missing are left out.
        out: folder of the files.
        only: names of teachers (``face``, ``voice``, ``emotion``) or of archives; by default all.
        progress: called with the archive's name, members done and members in all.

    Returns:
        The files, by teacher.

    Raises:
        DataError: there is no such teacher or archive, or the folder has no data set for a teacher.
        EngineError: the extra ``teach`` is not installed.
    """
    known = {*TEACHERS, *(archive for archives in TEACHERS.values() for archive in archives)}
    if only is not None and (strange := sorted(set(only) - known)):
        raise DataError(f"There is no teacher or archive '{strange[0]}'; there are: {', '.join(sorted(known))}.")
    files = {}
    for name, archives in TEACHERS.items():
        wanted = [data / one for one in archives if only is None or name in only or one in only]
        if present := [one for one in wanted if one.is_file()]:
            files[name] = out / f"{name}.safetensors"
            build(files[name], teacher(name), present, progress)
    if not files:
        raise DataError(f"'{data}' has no data set for a teacher.")
    return files


def teacher(name: str) -> Teacher:
    """Return a teacher by its name, with its weights loaded.

    Raises:
        DataError: there is no such teacher.
        EngineError: the extra ``teach`` is not installed.
    """
    if name == "face":
        from emotion_desk.modelling.teachers.dlib_teacher import FaceTeacher

        return FaceTeacher()
    if name == "voice":
        from emotion_desk.modelling.teachers.ge2e_teacher import VoiceTeacher

        return VoiceTeacher()
    if name == "emotion":
        from emotion_desk.modelling.teachers.whisper_teacher import WhisperTeacher

        return WhisperTeacher()
    raise DataError(f"There is no teacher '{name}'.")
