"""Lets OpenCV use NumPy's OpenBLAS instead of a second one of 37 MiB."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from freeze import elf

_SOURCE = Path(__file__).resolve().parent / "lapack.c"


def share_openblas(numpy: Path, opencv: Path, user: Path) -> bool:
    """Replace OpenCV's OpenBLAS by a library that calls NumPy's; return whether it was.

    It stays if ``lapack.c`` lacks a function that is asked for, or if NumPy's has other names.

    Args:
        numpy: folder of NumPy's libraries, beside that of OpenCV's.
        opencv: folder of OpenCV's libraries.
        user: OpenCV itself.
    """
    own = [file for file in opencv.glob("libopenblas*.so*") if not file.is_symlink()]
    other = [file for file in numpy.glob("libscipy_openblas64_*.so*") if not file.is_symlink()]
    if len(own) != 1 or len(other) != 1:
        return False
    options = (str(other[0]), f"-Wl,-rpath,$ORIGIN/../{numpy.name}", f"-Wl,-rpath-link,{numpy}")
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / own[0].name
        text = _SOURCE.read_text(encoding="utf-8")
        if not elf.build(made, elf.soname(own[0]) or own[0].name, text, *options):
            return False
        asked = {name for _, name in elf.symbols(user, "undefined")} & _functions(own[0])
        if not asked or asked - _functions(made):
            return False
        shutil.copyfile(made, own[0])
    return True


def _functions(library: Path) -> set[str]:
    return {name for _, name in elf.symbols(library, "defined")}
