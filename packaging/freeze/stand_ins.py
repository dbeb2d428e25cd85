"""Replaces libraries that the desk never calls by small ones that refuse.

PyAV and Pillow's HEIF plugin are linked to encoders (x265, SVT-AV1), OpenCV to a reader of AVIF pictures; the desk
writes H.264 and reads pictures with Pillow.  The loader wants these libraries all the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from freeze import elf

#: Encoders, and what their functions answer: no encoder, and EB_ErrorInsufficientResources.
ENCODERS = {"libx265-": "0", "libSvtAv1Enc-": "0x80001000"}
#: Readers of pictures: no decoder and no encoder could be made, which OpenCV takes for a file of another kind.
PICTURES = {"libavif-": "0"}


def stand_in(libraries: Path, answers: Mapping[str, str], users: Path | None = None) -> None:
    """Put libraries that refuse in the places of others, with the functions that are asked for.

    Args:
        libraries: folder of the libraries, and of what asks for them.
        answers: beginning of a library's name, and what all its functions return.
        users: a library elsewhere that asks for them.
    """
    for beginning, answer in answers.items():
        for file in libraries.glob(f"{beginning}*"):
            asking = [other for other in libraries.glob("*.so*") if other != file]
            asking += [users] if users is not None else []
            asked = {name for other in asking for _, name in elf.symbols(other, "undefined")}
            wanted = {name: kind for kind, name in elf.symbols(file, "defined") if name in asked}
            name = elf.soname(file)
            if name and wanted and all(kind in "TW" for kind in wanted.values()):  # functions only
                lines = [f"long {function}(void) {{ return {answer}; }}" for function in sorted(wanted)]
                elf.build(file, name, "\n".join(lines) + "\n", "-fno-builtin")
