"""Reads the list of released weights, ``models/manifest.json``, against a schema into typed records.

``docs/formats.md`` describes its fields. A folder of weights may come from anywhere, so its size and each number are
bounded.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path, PurePath
from typing import Annotated, Final

import msgspec
from msgspec import Meta

from emotion_desk.errors import ModelError
from emotion_desk.plain_file import read_bounded
from emotion_desk.translatable import translatable

FORMAT: Final = 3
#: Format 1 had no precision beside its figures; all were taken in float32.  Format 2 did not say what a file reads.
_READABLE: Final = (1, 2, FORMAT)
_MOST_BYTES: Final = 2**22

_Count = Annotated[int, Meta(ge=0, lt=2**53)]


@dataclass(frozen=True)
class ModelFile:
    """One file of a model: its name beside the manifest, SHA-256 and size in bytes.

    ``reads`` is the part whose file holds its weights, as in earlier releases; empty where it holds them itself.
    """

    file: str
    sha256: str
    bytes: _Count
    reads: str = ""


@dataclass(frozen=True)
class Head:
    """One head of a network.

    ``kind`` is ``classes`` (logits over the emotions), ``embedding`` (length one) or ``actors`` (logits over a closed
    set of people); ``labels`` name the logits in their order, ``temperature`` divides them.
    """

    kind: str
    size: _Count
    trained: bool
    labels: tuple[str, ...] = ()
    #: The smallest normal number, because ``gt=0`` lets 0 pass where denormal numbers count as zero.
    temperature: Annotated[float, Meta(ge=sys.float_info.min)] = 1.0


@dataclass(frozen=True)
class Metric:
    """A measured figure with the protocol and the precision (``fp32`` or ``int8``) that it belongs to."""

    measure: str
    value: float
    unit: str
    protocol: str
    n: _Count
    precision: str = "fp32"


@dataclass(frozen=True)
class ModelEntry:
    """A released network.

    ``files`` maps the part it plays to a file: ``int8``, and in folders of earlier releases ``weights`` and ``onnx``;
    ``inputs`` holds the picture size and the mel settings it was trained with; ``macs`` are the multiply-accumulates of
    one row, 0 if unknown.  ``network_id`` names the network that computed an embedding; a network whose files are
    stored in another way keeps it.  Empty: name and hash of the file.
    """

    name: str
    mode: str
    files: Mapping[str, ModelFile]
    inputs: Mapping[str, float]
    heads: Mapping[str, Head]
    metrics: tuple[Metric, ...]
    parameters: _Count
    licence: str
    provenance: Mapping[str, str]
    macs: _Count = 0
    network_id: str = ""

    def part_of(self, engine: str) -> str | None:
        """Return the part with the weights that an engine runs, by the engine's name; ``None`` if there is none."""
        parts = ("int8",) if "int8" in engine else ("weights", "onnx", "int8")
        return next((part for part in parts if part in self.files), None)

    def weight_bytes(self, part: str) -> int:
        """Return the size of the files that a part's weights are read from."""
        own = self.files[part]
        return own.bytes + (self.files[own.reads].bytes if own.reads else 0)


def read_manifest(folder: Path) -> dict[str, ModelEntry]:
    """Read the manifest of a folder of weights; models by name.

    Raises:
        ModelError: it is missing, damaged, or of a newer format than this desk knows.
    """
    file = folder / "manifest.json"
    try:
        content = read_bounded(file, _MOST_BYTES)
    except FileNotFoundError as error:
        raise ModelError(
            translatable("There are no weights in '{folder}': manifest.json is missing.", folder=folder)
        ) from error
    except OSError as error:
        raise ModelError(
            translatable("The manifest '{file}' cannot be read: {reason}.", file=file, reason=error.strerror or error)
        ) from error
    return dict(_entries(file, content))


@lru_cache(maxsize=4)
def _entries(file: Path, content: bytes) -> Mapping[str, ModelEntry]:
    """Return the models of a manifest's content, decoded once: an analysis of many pictures asks for each of them."""
    try:
        version = msgspec.json.decode(content, type=_Version).format
        if version not in _READABLE:
            raise ModelError(
                translatable(
                    "The manifest '{file}' has format {version}; this desk reads up to {format}.",
                    file=file,
                    version=version,
                    format=FORMAT,
                )
            )
        entries = [_checked(entry) for entry in msgspec.json.decode(content, type=_Manifest).models]
    except (ValueError, TypeError, OverflowError, RecursionError) as error:
        raise ModelError(
            translatable("The manifest '{file}' is damaged; install Emotion Desk again.", file=file)
        ) from error
    return {entry.name: entry for entry in entries}


class _Version(msgspec.Struct):
    format: int


class _Manifest(_Version):
    models: Annotated[list[ModelEntry], Meta(max_length=1000)]


def _checked(entry: ModelEntry) -> ModelEntry:
    """Return an entry whose files lie beside the manifest and refer to each other sensibly.

    Raises:
        ValueError: they do not.
    """
    files = dict(entry.files)
    if "onnx" in files and "weights" in files:  # true of all formats, also where the field is missing
        files["onnx"] = replace(files["onnx"], reads="weights")
    for item in files.values():
        if PurePath(item.file).name != item.file or item.file in ("", ".", ".."):
            raise ValueError("a model's file lies beside its manifest")
        if item.reads and (item.reads not in files or files[item.reads].reads):
            raise ValueError("a model's file reads another one that holds numbers")
    return replace(entry, files=files)
