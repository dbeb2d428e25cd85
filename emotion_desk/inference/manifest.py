"""The list of released weights: ``models/manifest.json``, read into typed records and checked for sense.

Its fields are described in ``docs/formats.md``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from typing import Any, Final

from emotion_desk.errors import ModelError

FORMAT: Final = 3
#: Format 1 had no precision beside its figures; all were taken in float32.  Format 2 did not say what a file reads.
_READABLE: Final = (1, 2, FORMAT)


@dataclass(frozen=True)
class ModelFile:
    """One file of a model: its name beside the manifest, SHA-256 and size in bytes.

    ``reads`` is the part whose file its numbers come from as it is loaded; empty where it holds them itself.
    """

    file: str
    sha256: str
    bytes: int
    reads: str = ""


@dataclass(frozen=True)
class Head:
    """One answer of a network.

    ``kind`` is ``classes`` (logits over the emotions), ``embedding`` (length one) or ``actors`` (logits over a closed
    set of people); ``labels`` name the logits in their order, ``temperature`` divides them.
    """

    kind: str
    size: int
    trained: bool
    labels: tuple[str, ...] = ()
    temperature: float = 1.0


@dataclass(frozen=True)
class Metric:
    """A measured figure with the protocol and the precision (``fp32`` or ``int8``) that make it mean something."""

    measure: str
    value: float
    unit: str
    protocol: str
    n: int
    precision: str = "fp32"


@dataclass(frozen=True)
class ModelEntry:
    """A released network.

    ``files`` maps the part it plays (``weights``, ``onnx``, ``int8``) to a file; ``inputs`` holds the picture size and
    the mel settings it was trained with; ``macs`` are the multiply-accumulates of one row, 0 where nobody counted.
    """

    name: str
    mode: str
    files: Mapping[str, ModelFile]
    inputs: Mapping[str, float]
    heads: Mapping[str, Head]
    metrics: tuple[Metric, ...]
    parameters: int
    licence: str
    provenance: Mapping[str, str]
    macs: int = 0

    def weight_bytes(self, part: str) -> int:
        """Return how many bytes the numbers of a part take: eight bits of each that it reads in half precision."""
        own = self.files[part]
        read = self.files[own.reads].bytes if own.reads else 0
        return own.bytes + (read // 2 if part == "int8" else read)


def read_manifest(folder: Path) -> dict[str, ModelEntry]:
    """Read the manifest of a folder of weights; models by name.

    Raises:
        ModelError: it is missing, damaged, or of a newer format than this desk knows.
    """
    file = folder / "manifest.json"
    try:
        raw = json.loads(file.read_text(encoding="utf-8"))
        if raw["format"] not in _READABLE:
            raise ModelError(f"The manifest '{file}' has format {raw['format']}; this desk reads up to {FORMAT}.")
        entries = [_entry(item) for item in raw["models"]]
    except FileNotFoundError as error:
        raise ModelError(f"There are no weights in '{folder}': manifest.json is missing.") from error
    except (OSError, UnicodeDecodeError, json.JSONDecodeError, KeyError, TypeError, ValueError) as error:
        raise ModelError(f"The manifest '{file}' is damaged; install Emotion Desk again.") from error
    return {entry.name: entry for entry in entries}


def _entry(raw: Mapping[str, Any]) -> ModelEntry:
    files = {part: ModelFile(**item) for part, item in raw["files"].items()}
    if "onnx" in files and "weights" in files:  # so it has always been, also where it is not said
        files["onnx"] = replace(files["onnx"], reads="weights")
    for item in files.values():
        if PurePath(item.file).name != item.file:
            raise ValueError("a model's file lies beside its manifest")
        if item.reads and (item.reads not in files or files[item.reads].reads):
            raise ValueError("a model's file reads another one that holds numbers")
    return ModelEntry(
        name=raw["name"],
        mode=raw["mode"],
        files=files,
        inputs=dict(raw["inputs"]),
        heads={name: Head(**{**head, "labels": tuple(head.get("labels", ()))}) for name, head in raw["heads"].items()},
        metrics=tuple(Metric(**metric) for metric in raw["metrics"]),
        parameters=int(raw["parameters"]),
        licence=raw["licence"],
        provenance=dict(raw["provenance"]),
        macs=int(raw.get("macs", 0)),
    )
