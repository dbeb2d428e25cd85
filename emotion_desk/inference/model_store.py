"""The model store: finds released weights and refuses files whose SHA-256 differs from the manifest."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

from emotion_desk.errors import DeskError, ModelError
from emotion_desk.inference.manifest import ModelEntry, ModelFile, read_manifest
from emotion_desk.labels import EMOTIONS
from emotion_desk.resources import shipped
from emotion_desk.sound import mel
from emotion_desk.translatable import translatable
from emotion_desk.vision.crop import INPUT_SIZE

#: Environment variable with the path of a folder of weights that replaces the one installed with the program.
MODELS_VARIABLE: Final = "EMOTION_DESK_MODELS"
#: Preprocessing of this version.  A network that was trained with other values is refused.
INPUTS: Mapping[str, float] = {
    "size": INPUT_SIZE,
    "sample_rate": mel.SAMPLE_RATE,
    "window": mel.WINDOW,
    "taper": mel.TAPER,
    "hop": mel.HOP,
    "bands": mel.BANDS,
    "frames": mel.FRAMES,
    "lowest_hz": mel.LOWEST_HZ,
    "highest_hz": mel.HIGHEST_HZ,
    "range_db": mel.RANGE_DB,
}


@dataclass(frozen=True)
class ModelCheck:
    """The result of checking one file; ``text`` is one sentence for the user."""

    name: str
    file: str
    ok: bool
    text: str


def file_sha256(file: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


class ModelStore:
    """Released weights in a folder.

    Args:
        folder: the folder; by default that of ``EMOTION_DESK_MODELS``, else the one installed with the program.
        inputs: preprocessing for which its networks must have been trained.
    """

    def __init__(self, folder: Path | None = None, inputs: Mapping[str, float] = INPUTS) -> None:
        self._folder = folder
        self._inputs = inputs

    @cached_property
    def folder(self) -> Path:
        """Return the folder of weights."""
        if self._folder is not None:
            return self._folder
        named = os.environ.get(MODELS_VARIABLE)
        return Path(named).expanduser() if named else shipped("models")

    @cached_property
    def entries(self) -> Mapping[str, ModelEntry]:
        """Return the models of the manifest by name.

        Raises:
            ModelError: the manifest is missing or damaged.
        """
        return read_manifest(self.folder)

    def entry(self, name: str) -> ModelEntry:
        """Return one model.

        Raises:
            ModelError: it is not in the manifest, or was trained with other preprocessing or labels.
        """
        entry = self.entries.get(name)
        if entry is None:
            raise ModelError(translatable("The network '{name}' is not among the released weights.", name=name))
        for key, value in self._inputs.items():
            if entry.inputs.get(key) != value:
                raise ModelError(
                    translatable(
                        "The network '{name}' was made for {key} {value}, this desk gives {own}.",
                        name=name,
                        key=key,
                        value=entry.inputs.get(key),
                        own=value,
                    )
                )
        for head, spec in entry.heads.items():
            if spec.kind == "classes" and spec.labels != EMOTIONS:
                raise ModelError(
                    translatable(
                        "The network '{name}' names other emotions for '{head}' than this desk.", name=name, head=head
                    )
                )
        return entry

    def path(self, name: str, part: str) -> Path:
        """Return the path of a model's file after checking its hash, and that of the file that it refers to.

        Raises:
            ModelError: a file is missing, cannot be read, or has a wrong hash.
        """
        files = self.entry(name).files
        listed = files.get(part)
        if listed is None:
            raise ModelError(translatable("The network '{name}' was not released as '{part}'.", name=name, part=part))
        if listed.reads:
            self._checked(files[listed.reads])
        return self._checked(listed)

    def _checked(self, listed: ModelFile) -> Path:
        file = self.folder / listed.file
        try:
            size = file.stat().st_size
            digest = file_sha256(file) if size == listed.bytes else ""
        except FileNotFoundError as error:
            raise ModelError(
                translatable("The weights '{file}' are missing; install Emotion Desk again.", file=listed.file)
            ) from error
        except OSError as error:
            raise ModelError(
                translatable("The weights '{file}' cannot be read: {reason}.", file=listed.file, reason=error.strerror)
            ) from error
        if digest != listed.sha256:
            raise ModelError(
                translatable(
                    "The weights '{file}' are damaged or not the released ones (wrong SHA-256); "
                    "install Emotion Desk again.",
                    file=listed.file,
                )
            )
        return file

    def verify(self, names: Collection[str] | None = None) -> list[ModelCheck]:
        """Check the files of all models, or of the named ones; faults are results, nothing is raised."""
        try:
            entries = self.entries
        except DeskError as error:
            return [ModelCheck("manifest", "manifest.json", False, str(error))]
        checks: list[ModelCheck] = []
        for name, entry in entries.items():
            for listed in entry.files.values() if names is None or name in names else ():
                try:
                    self.entry(name)
                    self._checked(listed)
                except ModelError as error:
                    checks.append(ModelCheck(name, listed.file, False, str(error)))
                else:
                    text = f"{listed.file}: {listed.bytes / 1e6:.1f} MB, SHA-256 {listed.sha256[:12]} as released."
                    checks.append(ModelCheck(name, listed.file, True, text))
        return checks
