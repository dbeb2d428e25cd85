"""Settings of `dmgbuild`: a disk image with the program and a link to the folder of applications.

dmgbuild -s packaging/macos/dmg_settings.py -D app="dist/Emotion Desk.app" "Emotion Desk" dist/emotion-desk.dmg
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

#: `dmgbuild` gives the values of `-D` under this name.
defines: dict[str, Any]
_app = Path(globals().get("defines", {}).get("app", "dist/Emotion Desk.app"))

format = "UDZO"
filesystem = "HFS+"
files = [str(_app)]
symlinks = {"Applications": "/Applications"}
icon_locations = {_app.name: (140, 140), "Applications": (420, 140)}
window_rect = ((200, 200), (560, 320))
icon_size = 112
text_size = 13
