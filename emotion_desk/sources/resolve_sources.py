"""Resolves the user's options to a picture source and a sound source."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from emotion_desk.sources.camera import CAMERA_FPS, CAMERA_SIZE, Camera
from emotion_desk.sources.demo import open_demo
from emotion_desk.sources.devices import list_cameras
from emotion_desk.sources.media import Media, open_media
from emotion_desk.sources.microphone import Microphone
from emotion_desk.sources.protocol import PictureSource, SoundSource
from emotion_desk.translatable import translatable

#: Device name that switches picture or sound off.
NONE: Final = "none"
NO_CAMERA: Final = translatable("No camera was found; the demo clip is playing.")


@dataclass(frozen=True, slots=True, eq=False)
class ResolvedSources:
    """Picture and sound source, not yet open; ``note`` is a sentence for the user if a fallback was taken."""

    picture: PictureSource | None
    sound: SoundSource | None
    note: str | None = None


def resolve_sources(
    camera: str | int | None = None,
    file: Path | None = None,
    demo: bool = False,
    mic: str | int | None = None,
    *,
    paced: bool = True,
    loop: bool | None = None,
    size: tuple[int, int] = CAMERA_SIZE,
    fps: float = CAMERA_FPS,
) -> ResolvedSources:
    """Return the sources for the given options.

    A file or the demo uses its own sound unless ``mic`` is given; a camera uses the default microphone.  Without any
    option it is the first camera, or the demo if there is none.

    Args:
        camera: number or name, or ``"none"``.
        file: plays this file; overrides ``demo`` and ``camera``.
        demo: plays the demo clip; overrides ``camera``.
        mic: number or name of a microphone, ``"none"`` for no sound, ``None`` for the sound of the picture source.
        paced: play files in real time, otherwise as fast as they are read.
        loop: restart files at their end; by default only the demo.
        size: width and height in pixels asked of a camera.
        fps: frame rate in Hz asked of a camera.

    Raises:
        SourceOpenError: the file cannot be played.
    """
    note = None
    if file is None and not demo and camera is None:
        cameras = list_cameras()
        if cameras:
            camera = cameras[0].index
        else:
            demo, note = True, NO_CAMERA
    media = _media(file, demo, paced, loop)
    picture: PictureSource | None
    sound: SoundSource | None
    if _is_none(camera):
        picture = None
    elif media is not None:
        picture = media.picture
    else:
        picture = Camera(camera if camera is not None else 0, size=size, fps=fps)
    if _is_none(mic):
        sound = None
    elif mic is not None or media is None:
        sound = Microphone(mic)
    else:
        sound = media.sound
    return ResolvedSources(picture, sound, note)


def _media(file: Path | None, demo: bool, paced: bool, loop: bool | None) -> Media | None:
    if file is not None:
        return open_media(file, paced=paced, loop=bool(loop))
    if demo:
        return open_demo(True if loop is None else loop, paced=paced)
    return None


def _is_none(which: str | int | None) -> bool:
    return isinstance(which, str) and which.strip().casefold() == NONE
