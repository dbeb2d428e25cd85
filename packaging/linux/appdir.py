"""An AppDir of the frozen program, as `appimagetool` packs it into one file that runs on any distribution.

    appimagetool EmotionDesk.AppDir EmotionDesk-x86_64.AppImage

It holds what the Debian package holds, without the package; nothing is installed outside it.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from linux.deb import HERE, ROOT

_NAME = "emotion-desk"
#: Finds the program wherever the image is mounted.
_RUN = """#!/bin/sh
here=$(dirname "$(readlink -f "$0")")
exec "$here/usr/lib/emotion-desk/emotion-desk" "$@"
"""


def build_appdir(folder: Path, out: Path) -> Path:
    """Lay out the AppDir in ``out`` around the frozen program ``folder``, in place of an older one."""
    appdir = out / "EmotionDesk.AppDir"
    shutil.rmtree(appdir, ignore_errors=True)
    shutil.copytree(folder, appdir / "usr" / "lib" / _NAME, symlinks=True)
    binary = appdir / "usr" / "bin" / _NAME
    binary.parent.mkdir(parents=True)
    binary.symlink_to(Path("../lib") / _NAME / _NAME)
    share = appdir / "usr" / "share"
    for source, target in (
        (HERE / f"{_NAME}.desktop", share / "applications" / f"{_NAME}.desktop"),
        (HERE / f"{_NAME}.metainfo.xml", share / "metainfo" / f"{_NAME}.appdata.xml"),
        (ROOT / "assets" / "icon.svg", share / "icons" / "hicolor" / "scalable" / "apps" / f"{_NAME}.svg"),
    ):
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
    # The tool wants entry, icon and start script at the top.
    (appdir / f"{_NAME}.desktop").symlink_to(Path("usr/share/applications") / f"{_NAME}.desktop")
    (appdir / f"{_NAME}.svg").symlink_to(Path("usr/share/icons/hicolor/scalable/apps") / f"{_NAME}.svg")
    (appdir / ".DirIcon").symlink_to(f"{_NAME}.svg")
    start = appdir / "AppRun"
    start.write_text(_RUN, encoding="utf-8")
    start.chmod(0o755)
    return appdir
