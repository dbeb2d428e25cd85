"""Pictures are saved as a whole, private, and with nothing left behind where the disk is full."""

from __future__ import annotations

import errno
import stat
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from emotion_desk.errors import DeskError
from emotion_desk.ui.widgets.image_saver import save_image


def picture() -> QImage:
    image = QImage(64, 48, QImage.Format.Format_RGB888)
    image.fill(0x336699)
    return image


def test_a_snapshot_is_readable_by_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "new" / "snapshot.png"
    save_image(picture(), path)
    assert QImage(str(path)).size() == picture().size()
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_snapshot_on_a_full_disk_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_path: Path, _content: bytes) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(DeskError, match="No space left on device"):
        save_image(picture(), tmp_path / "snapshot.png")
    assert list(tmp_path.iterdir()) == []
