"""Hook of the build: a wheel carries weights and assets; an editable installation reads those of the checkout."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path, PurePath
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

#: Folders of the checkout, and where they lie in a wheel (:mod:`emotion_desk.resources`).
SHIPPED = {"models": "emotion_desk/shipped/models", "assets": "emotion_desk/shipped/assets"}


class ShippedFolders(BuildHookInterface):  # type: ignore[misc]
    """Add the folders to wheels, not to editable installations, where a copy would never be read."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the folders.

        Args:
            version: ``standard`` or ``editable``.
            build_data: what hatchling builds from.
        """
        if version == "standard":
            build_data["force_include"].update(SHIPPED)

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Compress the weights of the finished wheel once more."""
        if version == "standard":
            compress_weights(Path(artifact_path))


def compress_weights(wheel: Path) -> None:
    """Compress the networks in a wheel by the frequency of their bytes alone (deflate with Huffman codes only).

    Weights have no repetitions, but zlib finds chance ones of three bytes, and these take more room than the bytes
    themselves: the five networks take a tenth less without them.  Any program that reads wheels reads the result.
    """
    smaller = wheel.with_suffix(".smaller")
    with zipfile.ZipFile(wheel) as given, zipfile.ZipFile(smaller, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as made:
        for entry in given.infolist():
            member = zipfile.ZipInfo(entry.filename, entry.date_time)
            member.compress_type, member.external_attr = entry.compress_type, entry.external_attr
            with made.open(member, "w") as target:
                if PurePath(entry.filename).match(
                    "models/*.onnx"
                ):  # the standard library has no public way to choose the strategy
                    target._compressor = zlib.compressobj(9, zlib.DEFLATED, -15, 9, zlib.Z_HUFFMAN_ONLY)  # type: ignore[attr-defined]
                target.write(given.read(entry))
    smaller.replace(wheel)
