"""A window is refused in one sentence where no display answers."""

from __future__ import annotations

import socket
import sys
from pathlib import Path

import pytest

from emotion_desk.display_check import check_display
from emotion_desk.errors import DisplayError


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="X and Wayland")
class TestDisplay:
    def test_none(self) -> None:
        with pytest.raises(DisplayError):
            check_display({})

    @pytest.mark.parametrize("display", [":987", "nonsense", ":", "127.0.0.1:987"])
    def test_nobody_answers(self, display: str) -> None:
        with pytest.raises(DisplayError):
            check_display({"DISPLAY": display})

    def test_off_screen_needs_none(self) -> None:
        check_display({"QT_QPA_PLATFORM": "offscreen"})
        with pytest.raises(DisplayError):
            check_display({"QT_QPA_PLATFORM": "xcb"})

    def test_a_stale_wayland_name(self, tmp_path: Path) -> None:
        with pytest.raises(DisplayError):
            check_display({"WAYLAND_DISPLAY": "wayland-9", "XDG_RUNTIME_DIR": str(tmp_path)})
        with socket.socket(socket.AF_UNIX) as server:
            server.bind(str(tmp_path / "wayland-9"))
            check_display({"WAYLAND_DISPLAY": "wayland-9", "XDG_RUNTIME_DIR": str(tmp_path)})

    @pytest.mark.xvfb
    def test_a_real_one(self, x_display: str) -> None:
        check_display({"DISPLAY": x_display})
        check_display({"DISPLAY": f"{x_display}.0"})
