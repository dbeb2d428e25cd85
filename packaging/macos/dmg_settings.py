"""Settings of `dmgbuild`: a disk image with the program, the licences of what it bundles, and a link.

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
# The licences lie beside the program: a file that is added to the signed bundle would break its signature.
_listed = [_app.parent / "emotion-desk" / name for name in ("THIRD_PARTY.md", "sbom.cdx.json")]
files = [str(_app), *(str(file) for file in _listed)]
symlinks = {"Applications": "/Applications"}
icon_locations = {
    _app.name: (140, 140),
    "Applications": (420, 140),
    **{file.name: (140 + 280 * place, 330) for place, file in enumerate(_listed)},
}
window_rect = ((200, 200), (560, 480))
icon_size = 112
text_size = 13
