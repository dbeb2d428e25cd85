"""A screen of this machine as a source of frames: a video call or a player that no camera sees.

Screens are read with mss: by XCB on Linux, by the GDI on Windows, by Core Graphics on macOS.  Two systems do not let a
program read the screen without more ado: a Wayland session, and macOS before the user has allowed it.  There ``open``
says so, because what would be read is black or only the background.

mss reads places of the screen and not windows, so that a message over a window would be analysed as a part of it.  A
single window is a source of its own (:mod:`~emotion_desk.sources.screen_window`).
"""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Callable
from typing import Any, Final

import numpy as np

from emotion_desk.clock import SYSTEM_CLOCK, Clock
from emotion_desk.errors import SourceLostError, SourceOpenError
from emotion_desk.messages import Picture
from emotion_desk.sources.paced_source import MOST_WIDTH, PacedSource
from emotion_desk.translatable import translatable

#: The entry of a screen that cannot be read, so that the user learns why.
UNREADABLE: Final = "Screen"
WAYLAND: Final = translatable(
    "This Wayland session does not let a program read the screen or a window; log in to an X11 "
    "session, or record the screen to a file and open that."
)
MAC: Final = translatable(
    "macOS does not allow Emotion Desk to read the screen; allow it in System "
    "Settings, Privacy & Security, Screen Recording, and start the program again."
)


def refusal(platform: str = sys.platform, environment: dict[str, str] | None = None) -> str:
    """Return why this system does not let a program read the screen; empty if it does."""
    values = os.environ if environment is None else environment
    if platform == "darwin":
        return "" if _mac_allows() else MAC
    if platform.startswith("linux") and (
        values.get("WAYLAND_DISPLAY") or values.get("XDG_SESSION_TYPE", "").casefold() == "wayland"
    ):
        return WAYLAND
    return ""


def screen_names() -> list[str]:
    """Return the names of the screens; empty without a display."""
    if refusal():
        return [UNREADABLE]
    try:
        with _open_screens() as screens:
            return [_name(number, screen) for number, screen in enumerate(screens.monitors[1:], start=1)]
    except Exception:  # noqa: BLE001 - each system fails in its own way without a display
        return []


class Screen(PacedSource[Any]):
    """A screen; a :class:`~emotion_desk.sources.protocol.PictureSource`.

    Args:
        which: its name, as :func:`screen_names` returns it.
        opener: opens all screens.
        clock: stamps the frames, and paces them.
        refused: returns why the system forbids it.

    Example:
        >>> screen = Screen(screen_names()[0])  # doctest: +SKIP
        >>> screen.open(); frame = screen.read(0.5); screen.close()  # doctest: +SKIP
    """

    def __init__(
        self,
        which: str,
        *,
        opener: Callable[[], Any] | None = None,
        clock: Clock = SYSTEM_CLOCK,
        refused: Callable[[], str] = refusal,
    ) -> None:
        super().__init__(which, clock, refused)
        self._opener = opener if opener is not None else _open_screens
        self._place: dict[str, Any] = {}

    @property
    def kind(self) -> str:
        """Return ``screen``."""
        return "screen"

    def _connect(self) -> Any:
        screens = None
        try:
            screens = self._opener()
            found = {_name(n, each): each for n, each in enumerate(screens.monitors[1:], start=1)}
        except Exception as error:
            if screens is not None:
                screens.close()
            raise SourceOpenError(translatable("The screen cannot be read: {reason}.", reason=error)) from error
        if self._which not in found:
            screens.close()
            known = ", ".join(f"'{name}'" for name in found) or "none"
            raise SourceOpenError(
                translatable("There is no screen named '{name}'; there is {known}.", name=self._which, known=known)
            )
        self._place = found[self._which]
        return screens

    def _grab(self, connection: Any) -> Picture:
        try:
            shot = connection.grab(self._place)
        except Exception as error:
            raise SourceLostError(translatable("{name} cannot be read any more.", name=self.name)) from error
        return _picture(shot)


def _picture(shot: Any) -> Picture:
    """Return a screenshot (BGRA) as BGR, uint8, (height, width, 3), reduced to :data:`MOST_WIDTH`."""
    from emotion_desk.opencv import cv2

    pixels = np.frombuffer(shot.raw, np.uint8).reshape(shot.size.height, shot.size.width, 4)
    picture = cv2.cvtColor(pixels, cv2.COLOR_BGRA2BGR)
    height, width = picture.shape[:2]
    if width > MOST_WIDTH:
        size = (MOST_WIDTH, max(1, round(height * MOST_WIDTH / width)))
        picture = cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
    return np.asarray(picture, np.uint8)


def _open_screens() -> Any:
    import mss

    return mss.MSS()


def _name(number: int, screen: dict[str, Any]) -> str:
    output = str(screen.get("output") or "").strip()
    return f"Screen {number} ({output})" if output else f"Screen {number}"


def _mac_allows() -> bool:
    """Return whether macOS lets this program read the screen; the first time the system asks the user."""
    try:
        graphics = ctypes.CDLL("/System/Library/Frameworks/CoreGraphics.framework/CoreGraphics")
        return bool(graphics.CGPreflightScreenCaptureAccess()) or bool(graphics.CGRequestScreenCaptureAccess())
    except (OSError, AttributeError):  # before macOS 10.15 nothing has to be allowed
        return True
