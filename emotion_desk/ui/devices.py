"""Lists cameras and microphones and says when one was plugged in or out; listing opens no device."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtMultimedia import QMediaDevices


class DeviceWatch(QObject):
    """Follows the system's device lists.

    ``changed`` is emitted when either list changed.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._media = QMediaDevices(self)
        self._media.videoInputsChanged.connect(self.changed)
        self._media.audioInputsChanged.connect(self.changed)

    def cameras(self) -> list[str]:
        """Return the cameras' names, the system's choice first."""
        default = QMediaDevices.defaultVideoInput()
        found = [device.description() for device in QMediaDevices.videoInputs()]
        return _default_first(found, default.description() if not default.isNull() else None)

    def microphones(self) -> list[str]:
        """Return the microphones' names, the system's choice first."""
        default = QMediaDevices.defaultAudioInput()
        found = [device.description() for device in QMediaDevices.audioInputs()]
        return _default_first(found, default.description() if not default.isNull() else None)


def _default_first(names: list[str], default: str | None) -> list[str]:
    unique = list(dict.fromkeys(names))
    if default in unique:
        unique.remove(default)
        unique.insert(0, default)
    return unique
