"""The demo clip that ships with the program, used where there is no camera."""

from __future__ import annotations

from emotion_desk.errors import DeskError, SourceOpenError
from emotion_desk.resources import shipped
from emotion_desk.sources.media import Media, open_media

DEMO_NAME = "Demo clip"


def open_demo(loop: bool = True, *, paced: bool = True) -> Media:
    """Return picture and sound source of the demo clip, not yet open.

    Raises:
        SourceOpenError: the clip is missing from this installation.
    """
    try:
        path = shipped("assets") / "demo.mp4"
    except DeskError as error:
        raise SourceOpenError(str(error)) from error
    return open_media(path, paced=paced, loop=loop, name=DEMO_NAME, kind="demo")
