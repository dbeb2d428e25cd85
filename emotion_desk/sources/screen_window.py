"""One window of another program as a source of frames: a video call or a player, and nothing that lies over it.

Possible on X11 only, where the Composite extension tells what a window shows even while others cover it.  A Wayland
session, Windows and macOS give a program no such picture by means that we have; there the whole screen is a source, or
a recording of it.

A minimised window shows nothing: the source is lost until it is back.  A window that changes its size is fitted into
the size it had, so that boxes of all frames are in one coordinate system.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Final, Protocol

from emotion_desk.clock import SYSTEM_CLOCK, Clock
from emotion_desk.errors import SourceLostError, SourceOpenError
from emotion_desk.messages import Picture
from emotion_desk.sources.display_picture import fit
from emotion_desk.sources.paced_source import MOST_WIDTH, PacedSource
from emotion_desk.sources.screen import refusal
from emotion_desk.sources.xcb import XDisplay, XError, XWindow
from emotion_desk.translatable import Translatable, translatable

ONLY_X11: Final = translatable(
    "A single window can be read in an X11 session only; choose the screen, "
    "or record the window to a file and open that."
)
#: Characters of a title that are shown.
_LONGEST_TITLE: Final = 80


class Display(Protocol):
    """What is asked of a display; :class:`~emotion_desk.sources.xcb.XDisplay` is one."""

    def close(self) -> None:
        """Close the connection."""
        ...

    def composes(self) -> bool:
        """Return whether it tells what a single window shows."""
        ...

    def windows(self) -> list[XWindow]:
        """Return the windows that are shown."""
        ...

    def exists(self, number: int) -> bool:
        """Return whether there is such a window."""
        ...

    def is_shown(self, number: int) -> bool:
        """Return whether it is shown."""
        ...

    def watch(self, number: int) -> None:
        """Begin to follow a window."""
        ...

    def picture(self, number: int) -> Picture:
        """Return what a window shows."""
        ...


def window_names() -> list[str]:
    """Return the titles of the windows that can be read; empty where single windows cannot be read."""
    if not sys.platform.startswith("linux") or refusal():
        return []
    try:
        display = XDisplay()
    except XError:
        return []
    try:
        return list(_named(display.windows())) if display.composes() else []
    except XError:
        return []
    finally:
        display.close()


class ScreenWindow(PacedSource[Display]):
    """A window; a :class:`~emotion_desk.sources.protocol.PictureSource`.

    Opened again, it finds the window that was open before, whatever its title is now, or else one of this title.

    Args:
        which: its title, as :func:`window_names` returns it.
        opener: connects to the display.
        clock: stamps the frames, and paces them.
        refused: returns why the system forbids it.

    Example:
        >>> window = ScreenWindow(window_names()[0])  # doctest: +SKIP
        >>> window.open(); frame = window.read(0.5); window.close()  # doctest: +SKIP
    """

    def __init__(
        self,
        which: str,
        *,
        opener: Callable[[], Display] = XDisplay,
        clock: Clock = SYSTEM_CLOCK,
        refused: Callable[[], str] = refusal,
    ) -> None:
        super().__init__(which, clock, refused)
        self._opener = opener
        self._number: int | None = None
        self._size: tuple[int, int] | None = None

    @property
    def kind(self) -> str:
        """Return ``window``."""
        return "window"

    def _connect(self) -> Display:
        display = None
        try:
            display = self._opener()
            self._number = self._found(display)
            display.watch(self._number)
        except (XError, SourceOpenError) as error:
            if display is not None:
                display.close()
            if isinstance(error, SourceOpenError):
                raise
            raise SourceOpenError(translatable("The window cannot be read: {reason}.", reason=error)) from error
        self._size = None
        return display

    def _grab(self, connection: Display) -> Picture:
        if self._number is None:
            raise SourceLostError(translatable("The window '{name}' was closed.", name=self._which))
        try:
            return self._fitted(connection.picture(self._number))
        except XError as error:
            raise SourceLostError(self._absence(connection, self._number)) from error

    def _found(self, display: Display) -> int:
        if not display.composes():
            raise SourceOpenError(ONLY_X11)
        if self._number is not None and display.exists(self._number):
            if display.is_shown(self._number):
                return self._number
            raise SourceOpenError(self._absence(display, self._number))
        named = _named(display.windows())
        if self._which in named:
            return named[self._which]
        raise SourceOpenError(translatable("There is no window named '{name}' now.", name=self._which))

    def _absence(self, display: Display, number: int) -> Translatable | str:
        """Return why a window shows nothing."""
        if not display.exists(number):
            return translatable("The window '{name}' was closed.", name=self._which)
        return translatable("The window '{name}' is minimised or on another desktop; show it again.", name=self._which)

    def _fitted(self, picture: Picture) -> Picture:
        height, width = picture.shape[:2]
        if self._size is None:
            scale = min(1.0, MOST_WIDTH / width)
            self._size = (max(1, round(width * scale)), max(1, round(height * scale)))
        return picture if self._size == (width, height) else fit(picture, self._size)


def _named(windows: list[XWindow]) -> dict[str, int]:
    """Return the numbers of windows by their titles; a title that occurs again gets a number."""
    found: dict[str, int] = {}
    for window in windows:
        title = window.title if len(window.title) <= _LONGEST_TITLE else f"{window.title[: _LONGEST_TITLE - 1]}…"
        name, count = title, 1
        while name in found:
            count += 1
            name = f"{title} ({count})"
        found[name] = window.number
    return found
