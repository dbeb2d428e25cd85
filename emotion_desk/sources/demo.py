"""The clip that ships with the desk, for where there is no camera."""

from __future__ import annotations

from emotion_desk.errors import DeskError, SourceOpenError
from emotion_desk.resources import shipped
from emotion_desk.sources.media import Media, open_media

DEMO_NAME = "Demo clip"


def open_demo(loop: bool = True, *, paced: bool = True) -> Media:
    """Return the demo clip's picture and sound, still closed.

    Raises:
        SourceOpenError: this installation lacks the clip.
    """
    try:
        path = shipped("assets") / "demo.mp4"
    except DeskError as error:
        raise SourceOpenError(str(error)) from error
    return open_media(path, paced=paced, loop=loop, name=DEMO_NAME, kind="demo")
