"""Makes the icons of Windows and macOS from the one picture: `build/icon.ico` and `build/icon.icns`.

python packaging/release/icons.py
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SIZES = (16, 24, 32, 48, 64, 128, 256)


def make_icons(folder: Path) -> tuple[Path, Path]:
    """Write both icons into ``folder`` and return their files."""
    from PIL import Image

    folder.mkdir(parents=True, exist_ok=True)
    windows, mac = folder / "icon.ico", folder / "icon.icns"
    with Image.open(ROOT / "assets" / "icon.png") as picture:
        icon = picture.convert("RGBA")
        icon.save(windows, sizes=[(size, size) for size in SIZES])
        icon.resize((1024, 1024), Image.Resampling.LANCZOS).save(mac)
    return windows, mac


if __name__ == "__main__":
    print(*make_icons(ROOT / "build"), sep="\n")
    sys.exit(0)
