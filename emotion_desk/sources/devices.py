"""Lists cameras and microphones without opening them.

Listing is fast, needs no permission, and switches on no camera light.  Without a device, a driver or a sound library
the list is empty; this is not an error.
"""

from __future__ import annotations

import logging
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from emotion_desk.errors import SourceOpenError
from emotion_desk.sources import portaudio, pulse
from emotion_desk.translatable import translatable

logger = logging.getLogger(__name__)

#: Folder in which Linux lists its cameras.
V4L_ROOT: Final = Path("/sys/class/video4linux")


@dataclass(frozen=True, slots=True)
class CameraDevice:
    """A camera; ``index`` is its number for OpenCV."""

    index: int
    name: str


@dataclass(frozen=True, slots=True)
class MicrophoneDevice:
    """A microphone; ``index`` is its number in PortAudio, ``None`` if only the sound server lists it."""

    index: int | None
    name: str


def list_cameras(root: Path = V4L_ROOT) -> list[CameraDevice]:
    """Return the cameras by their numbers; empty if there are none or they cannot be listed."""
    return _linux_cameras(root) if _on_linux() else _listed_cameras()


def list_microphones() -> list[MicrophoneDevice]:
    """Return the input devices; empty if there are none or PortAudio is missing.

    Where a sound server runs, it lists the microphones, since PortAudio sees it as one device.  PortAudio is then not
    loaded: with all plugins of ALSA and what they need, it takes some twenty megabytes.
    """
    sources = pulse.list_sources() if portaudio.is_installed() else None
    if sources is not None:
        return [MicrophoneDevice(None, source.description) for source in sources]
    try:
        return [MicrophoneDevice(device.index, device.name) for device in portaudio.input_devices()]
    except SourceOpenError as error:
        logger.info("%s", error)
        return []


def camera_index(which: int | str, root: Path = V4L_ROOT) -> int:
    """Return the number of a camera given by number, ``/dev/videoN`` or (part of) its name.

    Raises:
        SourceOpenError: no camera has that name.
    """
    text = str(which).strip()
    number = text.removeprefix("/dev/video")
    if number.isdecimal():
        return int(number)
    cameras = list_cameras(root)
    wanted = text.casefold()
    for camera in cameras:
        if camera.name.casefold() == wanted:
            return camera.index
    for camera in cameras:
        if wanted and wanted in camera.name.casefold():
            return camera.index
    if cameras:
        known = ", ".join(f"'{camera.name}'" for camera in cameras)
        raise SourceOpenError(
            translatable("There is no camera named '{name}'; there is {known}.", name=text, known=known)
        )
    if _on_linux():
        raise SourceOpenError(translatable("There is no camera named '{name}'; no camera is connected.", name=text))
    raise SourceOpenError(
        translatable("There is no camera named '{name}'; give its number (0, 1, …) instead.", name=text)
    )


def _on_linux() -> bool:
    return sys.platform.startswith("linux")


def _linux_cameras(root: Path) -> list[CameraDevice]:
    """Read the names from sysfs; the second node of a camera carries metadata only and is skipped."""
    found = []
    try:
        nodes = list(root.glob("video[0-9]*"))
    except OSError:
        return []
    for node in nodes:
        number = node.name.removeprefix("video")
        try:
            name = (node / "name").read_text(encoding="utf-8", errors="replace").strip()
            part = (node / "index").read_text(encoding="ascii", errors="replace").strip()
        except OSError as error:
            logger.debug("%s: %s", node, error)
            continue
        if number.isdecimal() and part == "0":
            found.append(CameraDevice(int(number), name or node.name))
    return sorted(found, key=lambda camera: camera.index)


def _listed_cameras() -> list[CameraDevice]:
    """List AVFoundation or DirectShow devices through PyAV, in the order in which OpenCV numbers them."""
    import av
    import av.error

    try:
        devices = av.enumerate_input_devices("avfoundation" if sys.platform == "darwin" else "dshow")
    except (AttributeError, av.error.FFmpegError, OSError, ValueError) as error:
        logger.info("cameras cannot be listed: %s", error)
        return []
    video = [device for device in devices if "video" in {str(kind) for kind in device.media_types}]
    names = [str(device.description) for device in video if not str(device.description).startswith("Capture screen")]
    return [CameraDevice(index, name) for index, name in enumerate(names)]
