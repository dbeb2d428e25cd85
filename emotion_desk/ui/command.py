"""``emotion-desk``: opens the window; everything Qt stays behind this one import."""

from __future__ import annotations

from emotion_desk.commands.options import WindowOptions
from emotion_desk.commands.report import check_writable


def window_command(options: WindowOptions) -> int:
    """Open the window and return its exit status when it is closed.

    Raises:
        DisplayError: there is no display.
        DeskError: a file to be written at the end could not be written, or the sources cannot be had.
    """
    for path, what in ((options.report, "report"), (options.screenshot, "screenshot")):
        if path is not None:
            check_writable(path, what)
    from emotion_desk.ui.lean_imports import read_no_sources

    read_no_sources()
    from emotion_desk.ui.app import run_window

    return run_window(options)
