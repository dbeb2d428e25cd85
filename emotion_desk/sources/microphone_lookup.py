"""Which microphone is meant by a number or a name: PortAudio's, or one that only the sound server can name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from emotion_desk.errors import SourceOpenError
from emotion_desk.sources import portaudio, pulse
from emotion_desk.sources.portaudio import InputDevice

#: What ALSA calls the sound server.
_SERVER_DEVICES: Final = ("pulse", "default")


@dataclass(frozen=True, slots=True)
class Target:
    """A device to open, and the sound server's source behind it if one was named."""

    device: InputDevice
    pulse_name: str | None
    served: bool


def find(which: str | int | None) -> Target:
    """Return the device to open.

    An exact name wins over a part of one, PortAudio's names over the sound server's; capitals do not matter.

    Raises:
        SourceOpenError: there is no microphone, or none of that name or number.
    """
    devices = portaudio.input_devices()
    sources = pulse.list_sources()
    server = next((device for name in _SERVER_DEVICES for device in devices if device.name == name), None)
    served = set(_SERVER_DEVICES) if sources is not None else set()
    if not devices or (sources == [] and {device.name for device in devices} <= served):
        raise SourceOpenError("No microphone was found.")
    if which is None:
        device = next((device for device in devices if device.default), devices[0])
        return Target(device, None, device.name in served)
    text = str(which).strip()
    if text.isdecimal():
        for device in devices:
            if device.index == int(text):
                return Target(device, None, device.name in served)
        raise SourceOpenError(f"There is no microphone number {text}.")
    wanted = text.casefold()
    devices = sorted(devices, key=lambda device: not device.preferred)
    for exact in (True, False):
        for device in devices:
            if _matches(wanted, device.name, exact):
                return Target(device, None, device.name in served)
        for source in sources or []:
            if server is not None and (
                _matches(wanted, source.description, exact) or _matches(wanted, source.name, exact)
            ):
                return Target(server, source.name, True)
    raise SourceOpenError(f"There is no microphone named '{text}'.")


def _matches(wanted: str, name: str, exact: bool) -> bool:
    return wanted == name.casefold() if exact else bool(wanted) and wanted in name.casefold()
