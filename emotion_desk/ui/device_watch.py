"""Lists cameras and microphones, and again after hot-plugging; listing opens no device.

The names are those of the source classes, so that each can be opened.  Listing asks a sound server and may be slow, so
it runs in a thread.
"""

from __future__ import annotations

import contextlib
import threading

from PySide6.QtCore import QObject, Signal

from emotion_desk.sources.device_events import DeviceEvents
from emotion_desk.sources.devices import list_cameras, list_microphones
from emotion_desk.sources.screen import screen_names
from emotion_desk.sources.screen_window import window_names
from emotion_desk.ui.source_controller import SourceChoice

#: The system's default microphone, whichever that is at the time.
DEFAULT_MICROPHONE = SourceChoice("microphone", "")


class DeviceWatch(QObject):
    """Follows the devices of this machine."""

    #: Cameras with screens and windows, and microphones: two lists of
    #: :class:`~emotion_desk.ui.source_controller.SourceChoice`.
    listed = Signal(list, list)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._again = False
        self._closed = False
        self._events = DeviceEvents(self.refresh)
        self._events.start()

    def refresh(self) -> None:
        """List the devices again; returns at once, from any thread."""
        with self._lock:
            if self._closed:
                return
            if self._thread is not None:
                self._again = True
                return
            self._thread = threading.Thread(target=self._run, name="emotion-desk-devices", daemon=True)
            self._thread.start()

    def finish(self, timeout_s: float = 1.0) -> None:
        """Stop watching, and wait for a listing that is under way."""
        with self._lock:
            self._closed, self._again = True, False
            thread = self._thread
        self._events.close(timeout_s)
        if thread is not None:
            thread.join(timeout_s)

    def _run(self) -> None:
        while True:
            cameras = [SourceChoice("camera", name) for name in dict.fromkeys(camera.name for camera in list_cameras())]
            cameras += [SourceChoice("screen", name) for name in screen_names()]
            cameras += [SourceChoice("window", name) for name in window_names()]
            names = dict.fromkeys(microphone.name for microphone in list_microphones())
            microphones = [DEFAULT_MICROPHONE, *(SourceChoice("microphone", name) for name in names)] if names else []
            with contextlib.suppress(RuntimeError):  # the window may be gone by now
                self.listed.emit(cameras, microphones)
            with self._lock:
                if not self._again:
                    self._thread = None
                    return
                self._again = False
