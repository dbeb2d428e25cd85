"""Resolves the number or name of a microphone to a PortAudio device and, if there is one, a sound server source."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from emotion_desk.errors import SourceOpenError
from emotion_desk.sources import portaudio, pulse
from emotion_desk.sources.portaudio import InputDevice
from emotion_desk.translatable import translatable

#: ALSA's number of card and device at the end of a name.
_CARD: Final = re.compile(r"(:\s*-)?\s*\(hw:\d+,\d+\)$")
#: ALSA's names of the sound server.
_SERVER_DEVICES: Final = ("pulse", "default")


@dataclass(frozen=True, slots=True)
class MicrophoneTarget:
    """The device to open, and the name of the sound server source behind it if one was requested."""

    device: InputDevice
    pulse_name: str | None
    served: bool


def find_microphone(which: str | int | None) -> MicrophoneTarget:
    """Return the device to open.

    Exact names take precedence over parts of names, and PortAudio's names over the sound server's.  Case is ignored.

    Raises:
        SourceOpenError: there is no microphone, or none with that name or number.
    """
    devices = portaudio.input_devices()
    sources = pulse.list_sources()
    server = next((device for name in _SERVER_DEVICES for device in devices if device.name == name), None)
    served = set(_SERVER_DEVICES) if sources is not None else set()
    if not devices or (sources == [] and {device.name for device in devices} <= served):
        raise SourceOpenError(translatable("No microphone was found."))
    if which is None:
        device = next((device for device in devices if device.default), devices[0])
        return MicrophoneTarget(device, None, device.name in served)
    text = str(which).strip()
    if text.isdecimal():
        for device in devices:
            if device.index == int(text):
                return MicrophoneTarget(device, None, device.name in served)
        raise SourceOpenError(translatable("There is no microphone number {text}.", text=text))
    wanted = text.casefold()
    devices = sorted(devices, key=lambda device: not device.preferred)
    for exact in (True, False):
        for device in devices:
            if _matches(wanted, device.name, exact):
                return MicrophoneTarget(device, None, device.name in served)
        for source in sources or []:
            if server is not None and (
                _matches(wanted, source.description, exact) or _matches(wanted, source.name, exact)
            ):
                return MicrophoneTarget(server, source.name, True)
    raise SourceOpenError(translatable("There is no microphone named '{name}'.", name=text))


def lasting_name(name: str) -> str:
    """Return a PortAudio name without ALSA's number of the card, which may change when the device is reconnected."""
    return _CARD.sub("", name) or name


def _matches(wanted: str, name: str, exact: bool) -> bool:
    return wanted == name.casefold() if exact else bool(wanted) and wanted in name.casefold()
