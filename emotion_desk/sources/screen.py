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
import threading
from collections.abc import Callable
from typing import Any, Final

import numpy as np

from emotion_desk.clock import NS_PER_S, SYSTEM_CLOCK, Clock
from emotion_desk.errors import SourceLostError, SourceOpenError
from emotion_desk.messages import Frame, Picture
from emotion_desk.translatable import translatable

#: Frames per second, and the largest width of a frame in pixels: larger screens are reduced.
FPS: Final = 15.0
MOST_WIDTH: Final = 1920
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


class Screen:
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
        self._which = which
        self._opener = opener if opener is not None else _open_screens
        self._clock = clock
        self._refused = refused
        self._lock = threading.Lock()
        self._closing = threading.Event()
        self._screens: Any = None
        self._place: dict[str, Any] = {}
        self._index = 0
        self._due_ns = 0

    @property
    def name(self) -> str:
        """Return the name of the screen."""
        return self._which

    @property
    def kind(self) -> str:
        """Return ``screen``."""
        return "screen"

    @property
    def dropped(self) -> int:
        """Return 0: a screen is read when a frame is wanted."""
        return 0

    def open(self) -> None:
        """Open the screen.

        Raises:
            SourceOpenError: the system does not allow it, there is no such screen, or it cannot be read.
        """
        why = self._refused()
        if why:
            raise SourceOpenError(why)
        with self._lock:
            self._shut()
            self._closing.clear()
            self._index = 0
            self._due_ns = self._clock.now_ns()
            try:
                self._screens = self._opener()
                found = {_name(n, each): each for n, each in enumerate(self._screens.monitors[1:], start=1)}
            except Exception as error:
                self._shut()
                raise SourceOpenError(translatable("The screen cannot be read: {reason}.", reason=error)) from error
            if self._which not in found:
                self._shut()
                known = ", ".join(f"'{name}'" for name in found) or "none"
                raise SourceOpenError(
                    translatable("There is no screen named '{name}'; there is {known}.", name=self._which, known=known)
                )
            self._place = found[self._which]

    def read(self, timeout_s: float) -> Frame | None:
        """Return the next frame when it is due, or ``None`` after ``timeout_s`` or when closed.

        Raises:
            SourceLostError: the screen was disconnected or cannot be read any more.
        """
        wait_s = (self._due_ns - self._clock.now_ns()) / NS_PER_S
        if self._screens is None:
            wait_s = timeout_s
        if self._clock.wait(self._closing, min(max(wait_s, 0.0), timeout_s)) or wait_s > timeout_s:
            return None
        with self._lock:
            if self._screens is None or self._closing.is_set():
                self._shut()
                return None
            stamp_ns = self._clock.now_ns()
            try:
                shot = self._screens.grab(self._place)
            except Exception as error:
                self._shut()
                raise SourceLostError(translatable("{name} cannot be read any more.", name=self.name)) from error
        self._due_ns = max(self._due_ns + round(NS_PER_S / FPS), stamp_ns)
        self._index += 1
        return Frame(self._index - 1, stamp_ns, _picture(shot))

    def close(self) -> None:
        """Close the screen; a read that is under way closes it when it returns."""
        self._closing.set()
        if self._lock.acquire(timeout=0.2):
            try:
                self._shut()
            finally:
                self._lock.release()

    def _shut(self) -> None:
        screens, self._screens = self._screens, None
        if screens is not None:
            screens.close()


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
