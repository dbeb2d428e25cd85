"""Builds a Debian package of the frozen program, reproducible byte for byte.

The program is installed in ``/usr/lib/emotion-desk`` with a link in ``/usr/bin``; desktop entry, icons, MIME type,
metainfo, man page, shell completions and copyright go where the system expects them.  Removing or purging the package
leaves the user's files alone.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from freeze import elf
from linux.deb_documents import write_documents

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
#: Libraries that the frozen program takes from the system.
DEPENDS = ", ".join(
    (
        *("libc6 (>= {libc})", "libasound2 | libasound2t64", "libasound2-plugins", "libportaudio2", "libegl1"),
        *("libgl1", "libdbus-1-3", "libfontconfig1", "libxkbcommon0", "libxkbcommon-x11-0", "libx11-xcb1"),
        *("libxcb-cursor0", "libxcb-icccm4", "libxcb-image0", "libxcb-keysyms1", "libxcb-render-util0"),
        *("libxcb-randr0", "libxcb-shape0", "libxcb-xkb1", "libxcb-sync1", "libxcb-xfixes0", "libxcb-shm0"),
        "fonts-dejavu-core",
    )
)
#: The desk is not tried with an older C library.
OLDEST_GLIBC = (2, 35)
ICON_SIZES = (16, 24, 32, 48, 64, 128, 256, 512)


def build_deb(folder: Path, out: Path, version: str, *, compressed: bool = True) -> Path:
    """Pack a frozen program.

    Args:
        folder: the frozen program.
        out: where the package goes.
        version: of the package.
        compressed: compress with xz; without, packing takes seconds instead of minutes.
    """
    package = out / f"emotion-desk_{version}_amd64.deb"
    with tempfile.TemporaryDirectory(prefix="emotion-desk-deb-") as name:
        tree = Path(name) / "emotion-desk"
        stage(folder, tree, version)
        command = ["dpkg-deb", "--root-owner-group", *(["-Zxz", "-z6"] if compressed else ["-Znone"])]
        # One thread: blocks of several threads are packed less well, and depend on the machine's memory.
        environ = os.environ | {"SOURCE_DATE_EPOCH": str(epoch()), "DPKG_DEB_THREADS_MAX": "1"}
        subprocess.run(
            [*command, "--build", str(tree), str(package)], check=True, env=environ, stdout=subprocess.DEVNULL
        )
    return package


def stage(folder: Path, tree: Path, version: str) -> None:
    """Lay out the files of the package below ``tree``."""
    shutil.copytree(folder, tree / "usr" / "lib" / "emotion-desk", symlinks=True)
    _link(tree / "usr/bin/emotion-desk", "../lib/emotion-desk/emotion-desk")
    share = tree / "usr" / "share"
    _copy(HERE / "emotion-desk.desktop", share / "applications" / "emotion-desk.desktop")
    _copy(HERE / "emotion-desk.metainfo.xml", share / "metainfo" / "emotion-desk.metainfo.xml")
    _copy(HERE / "emotion-desk-mime.xml", share / "mime" / "packages" / "emotion-desk.xml")
    _copy(ROOT / "assets" / "icon.svg", share / "icons/hicolor/scalable/apps/emotion-desk.svg")
    for size in ICON_SIZES:
        _icon(share / f"icons/hicolor/{size}x{size}/apps/emotion-desk.png", size)
    control = (HERE / "control.in").read_text(encoding="utf-8")
    maintainer = re.findall(r"^Maintainer: (.+)$", control, re.MULTILINE)[0]
    write_documents(folder, share, version, maintainer, epoch())
    installed = sum(file.lstat().st_size for file in tree.rglob("*") if file.is_file()) // 1024
    files = [*elf.libraries(folder), folder / "emotion-desk"]
    major, minor = max(OLDEST_GLIBC, elf.newest_glibc(files) if shutil.which("readelf") else (0, 0))
    depends = DEPENDS.format(libc=f"{major}.{minor}")
    control = control.format(version=version, depends=depends, installed=installed)
    _write(tree / "DEBIAN" / "control", control)
    for script in ("postinst", "postrm"):
        _copy(HERE / script, tree / "DEBIAN" / script)
        (tree / "DEBIAN" / script).chmod(0o755)
    moment = epoch()
    for path in (tree, *tree.rglob("*")):
        if not path.is_symlink():
            is_program = os.access(path, os.X_OK) and ".so" not in path.suffixes  # libraries are mapped, not run
            path.chmod(0o755 if path.is_dir() or is_program else 0o644)
        os.utime(path, (moment, moment), follow_symlinks=False)  # dpkg-deb replaces later times only


def epoch() -> int:
    """Return the time of all files in seconds since 1970: that of the build where it has a fixed one."""
    return int(os.environ.get("SOURCE_DATE_EPOCH", "1700000000"))


def _icon(target: Path, size: int) -> None:
    from PIL import Image

    target.parent.mkdir(parents=True, exist_ok=True)
    with Image.open(ROOT / "assets" / "icon.png") as icon:
        icon.convert("RGBA").resize((size, size), Image.Resampling.LANCZOS).save(target, optimize=True)


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def _write(target: Path, text: str) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")


def _link(link: Path, target: str) -> None:
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(target)
