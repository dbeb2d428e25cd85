"""Reads and makes native libraries of Linux with the tools of binutils and a C compiler."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

_NEEDED = re.compile(r"\(NEEDED\).*\[(.+)\]")
_SONAME = re.compile(r"\(SONAME\).*\[(.+)\]")
_SYMBOL = re.compile(r"^[0-9a-f]*\s+([A-Za-z])\s+(\w+)(?:@.*)?$", re.MULTILINE)
_GLIBC = re.compile(r"Name: GLIBC_(\d+)\.(\d+)")
_SEGMENT = re.compile(r"^\s+LOAD\s+(0x\w+)\s+(0x\w+)\s+.*\s(0x\w+)$", re.MULTILINE)


def has_compiler() -> bool:
    """Return whether libraries can be made here."""
    return shutil.which("cc") is not None


def libraries(folder: Path) -> list[Path]:
    """Return all libraries below a folder, without links, sorted."""
    return sorted(file for file in folder.rglob("*.so*") if file.is_file() and not file.is_symlink())


def needed(file: Path) -> list[str]:
    """Return the names of the libraries that a library asks for."""
    return _NEEDED.findall(_read("readelf", "--dynamic", file))


def soname(file: Path) -> str:
    """Return the name by which a library is asked for; empty if it has none."""
    return next(iter(_SONAME.findall(_read("readelf", "--dynamic", file))), "")


def symbols(file: Path, which: str) -> list[tuple[str, str]]:
    """Return kind and name of the dynamic symbols that a library has (``defined``) or asks for (``undefined``)."""
    return _SYMBOL.findall(_read("nm", "-D", f"--{which}-only", file))


def section(file: Path, name: str) -> bytes:
    """Return the bytes of a section of a library; empty if it has none of that name."""
    with tempfile.NamedTemporaryFile() as made:
        command = ["objcopy", "--output-target=binary", f"--only-section={name}", str(file), made.name]
        done = subprocess.run(command, check=False, stderr=subprocess.DEVNULL)
        return Path(made.name).read_bytes() if done.returncode == 0 else b""


def newest_glibc(files: Sequence[Path]) -> tuple[int, int]:
    """Return the newest version of the C library that some of these files ask for; (0, 0) if none does."""
    found = {version for file in files for version in _GLIBC.findall(_read("readelf", "--version-info", file))}
    return max(((int(major), int(minor)) for major, minor in found), default=(0, 0))


def build(target: Path, name: str, source: str, *options: str, language: str = "c") -> bool:
    """Compile a library; return whether that went well.  ``target`` is replaced only then.

    Args:
        target: its file.
        name: by which it is asked for.
        source: its text.
        options: further ones of the compiler, such as libraries to link.
        language: of the text, as ``cc -x`` has it.
    """
    with tempfile.TemporaryDirectory() as folder:
        text, made = Path(folder) / "source", Path(folder) / "made.so"
        text.write_text(source, encoding="utf-8")
        wanted = ["-shared", "-fPIC", "-Os", "-s", f"-Wl,-soname,{name}", "-Wl,--build-id=none", "-Wl,--no-undefined"]
        command = ["cc", *wanted, "-o", str(made), "-x", language, str(text), "-x", "none", *options]
        if subprocess.run(command, check=False, stderr=subprocess.DEVNULL).returncode != 0:
            return False
        shutil.copyfile(made, target)
    return True


def strip(files: Sequence[Path]) -> None:
    """Remove symbols from libraries; those that the loader would refuse afterwards stay as they are."""
    if shutil.which("strip") is None or shutil.which("readelf") is None:
        return
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "made.so"
        for file in files:
            command = ["strip", "--strip-unneeded", "-o", str(made), str(file)]
            done = subprocess.run(command, check=False, stderr=subprocess.DEVNULL)
            if done.returncode == 0 and is_loadable(made):
                shutil.copyfile(made, file)


def is_loadable(file: Path) -> bool:
    """Return whether every segment lies in the file as its address asks for (`strip` breaks some patched libraries)."""
    segments = _SEGMENT.findall(_read("readelf", "--program-headers", "--wide", file))
    return bool(segments) and all(
        (int(offset, 16) - int(address, 16)) % int(alignment, 16) == 0 for offset, address, alignment in segments
    )


def _read(program: str, *arguments: str | Path) -> str:
    done = subprocess.run([program, *map(str, arguments)], capture_output=True, text=True, check=False)
    return done.stdout
