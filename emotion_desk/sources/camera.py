"""Live camera that cannot block its reader.

Drivers may block forever when a camera is unplugged (opencv #4468), and they keep old frames in their buffers (opencv
#13145).  Therefore a separate thread opens the device and reads it as fast as it can.  The reader takes the newest
frame from a slot and waits for that slot only, with a time limit.
"""

from __future__ import annotations

import logging
import sys
import threading
import time
from collections.abc import Callable
from typing import Any, Final, Protocol

from emotion_desk.clock import NS_PER_S, SYSTEM_CLOCK, Clock
from emotion_desk.errors import SourceError, SourceLostError, SourceOpenError
from emotion_desk.messages import Frame, Picture
from emotion_desk.sources.devices import camera_index, list_cameras
from emotion_desk.translatable import translatable

logger = logging.getLogger(__name__)

#: Width and height in pixels and frame rate in Hz that are asked of a camera unless others are chosen.
CAMERA_SIZE: Final = (640, 480)
CAMERA_FPS: Final = 30.0
_OPEN_LIMIT_S: Final = 5.0
_STALL_LIMIT_S: Final = 3.0
#: How long ``close`` waits for the capture thread: some frames even at 5 fps.
_JOIN_S: Final = 0.5
#: A camera that delivers no frame for so long counts as lost; single failures happen on busy USB buses.
_FAILING_S: Final = 1.0
_RETRY_S: Final = 0.02


class CaptureDevice(Protocol):
    """The part of ``cv2.VideoCapture`` that is used; tests replace it."""

    def grab(self) -> bool:
        """Take the next frame from the driver; may block until there is one."""
        ...

    def retrieve(self) -> tuple[bool, Any]:
        """Decode the frame taken last: (success, BGR uint8 picture)."""
        ...

    def release(self) -> None:
        """Release the device."""
        ...


class Camera:
    """A live camera; a :class:`~emotion_desk.sources.protocol.PictureSource`.

    Args:
        which: number, ``/dev/videoN`` or (part of) the name.  It is resolved at each ``open``, so that a camera is
            found again by its name after it was reconnected.
        size: requested width and height in pixels; the driver takes the nearest mode.
        fps: requested frame rate in Hz.
        opener: opens the device; by default OpenCV with the backend of this system.
        open_limit_s: time limit for opening and for the first frame, in seconds.
        stall_limit_s: a camera without a frame for this long counts as lost, in seconds.
        clock: stamps the frames and tells how long none came.

    Example:
        >>> camera = Camera(0)  # doctest: +SKIP
        >>> camera.open(); frame = camera.read(0.5); camera.close()  # doctest: +SKIP
    """

    def __init__(
        self,
        which: int | str = 0,
        *,
        size: tuple[int, int] = CAMERA_SIZE,
        fps: float = CAMERA_FPS,
        opener: Callable[[], CaptureDevice] | None = None,
        open_limit_s: float = _OPEN_LIMIT_S,
        stall_limit_s: float = _STALL_LIMIT_S,
        clock: Clock = SYSTEM_CLOCK,
    ) -> None:
        self._which = which
        self._device_name: str | None = None
        self._opener = opener if opener is not None else lambda: self._open_device(size, fps)
        self._open_limit_s = open_limit_s
        self._stall_limit_s = stall_limit_s
        self._clock = clock
        self._reader: _CaptureThread | None = None
        self._lock = threading.Lock()
        self._dropped = 0

    def _open_device(self, size: tuple[int, int], fps: float) -> CaptureDevice:
        """Open the camera; one that was opened before is found by its name, because its number may have changed."""
        index = camera_index(self._which if self._device_name is None else self._device_name)
        device = open_device(index, size, fps)
        self._device_name = next((each.name for each in list_cameras() if each.index == index), self._device_name)
        return device

    @property
    def name(self) -> str:
        """Return the requested name, or ``Camera N``."""
        text = str(self._which)
        return f"Camera {text}" if text.isdecimal() else text

    @property
    def kind(self) -> str:
        """Return ``camera``."""
        return "camera"

    @property
    def dropped(self) -> int:
        """Return the number of frames since ``open`` that were overwritten before they were read."""
        reader = self._reader
        return reader.dropped if reader is not None else self._dropped

    def open(self) -> None:
        """Open the device within the time limit.

        Raises:
            SourceOpenError: the device is missing, busy, or does not answer.
        """
        self.close()
        reader = _CaptureThread(self.name, self._opener, self._clock)
        with self._lock:
            self._reader = reader
        try:
            reader.wait_opened(self._open_limit_s)
        except SourceError:
            self.close()
            raise

    def read(self, timeout_s: float) -> Frame | None:
        """Return the newest unread frame, or ``None`` after ``timeout_s`` or when closed.

        Raises:
            SourceLostError: the camera failed, or delivered no frame within the stall limit.
        """
        reader = self._reader
        if reader is None:
            time.sleep(min(timeout_s, _RETRY_S))
            return None
        limit_s = self._stall_limit_s if reader.delivered else self._open_limit_s
        return reader.take(timeout_s, limit_s)

    def close(self) -> None:
        """Close the camera; a capture thread that hangs in the driver is abandoned and ends when the driver returns."""
        with self._lock:
            reader, self._reader = self._reader, None
        if reader is None:
            return
        self._dropped = reader.dropped
        if not reader.stop(_JOIN_S):
            logger.warning("%s does not react; its thread was left behind in the driver.", self.name)


class _CaptureThread:
    """The capture thread of one opened device, and the slot for its newest frame.

    Each ``open`` creates a new one, so that an abandoned thread cannot write into the slot of its successor.
    """

    def __init__(self, name: str, opener: Callable[[], CaptureDevice], clock: Clock) -> None:
        self._name = name
        self._opener = opener
        self._clock = clock
        self._changed = threading.Condition()
        self._stopping = threading.Event()
        self._opened = False
        self._error: SourceError | None = None
        self._frame: Frame | None = None
        self._last_ns = self._clock.now_ns()
        self.dropped = 0
        self.delivered = False
        self._thread = threading.Thread(target=self._run, name="emotion-desk-camera", daemon=True)
        self._thread.start()

    def wait_opened(self, limit_s: float) -> None:
        with self._changed:
            self._changed.wait_for(lambda: self._opened or self._error is not None or self._stopping.is_set(), limit_s)
            if self._opened:  # what has failed since then is raised by ``take``, after the frame that came before it
                return
            if self._error is not None:
                raise SourceOpenError(str(self._error)) from self._error
            raise SourceOpenError(
                translatable("{name} does not answer; unplug it and plug it in again.", name=self._name)
            )

    def take(self, timeout_s: float, stall_limit_s: float) -> Frame | None:
        with self._changed:
            ready = self._changed.wait_for(
                lambda: self._frame is not None or self._error is not None or self._stopping.is_set(), timeout_s
            )
            frame, self._frame = self._frame, None
            if frame is not None:
                return frame
            if self._error is not None:
                raise self._error
            if not ready and self._clock.now_ns() - self._last_ns > stall_limit_s * NS_PER_S:
                self._error = SourceLostError(
                    translatable(
                        "{name} hangs: no picture for {stall_limit_s:.0f} seconds.",
                        name=self._name,
                        stall_limit_s=stall_limit_s,
                    )
                )
                raise self._error
            return None

    def stop(self, limit_s: float) -> bool:
        """Stop the thread; return whether it ended in time."""
        self._stopping.set()
        with self._changed:
            self._changed.notify_all()
        self._thread.join(limit_s)
        return not self._thread.is_alive()

    def _run(self) -> None:
        device: CaptureDevice | None = None
        try:
            device = self._opener()
            with self._changed:
                self._opened = True
                self._last_ns = self._clock.now_ns()
                self._changed.notify_all()
            self._loop(device)
        except SourceError as error:
            self._fail(error)
        except Exception as error:  # drivers raise arbitrary exceptions
            logger.exception("%s failed", self._name)
            reason = str(error).partition("\n")[0] or type(error).__name__
            self._fail(SourceLostError(translatable("{name} failed: {reason}.", name=self._name, reason=reason)))
        finally:
            if device is not None:
                _release(device, self._name)

    def _loop(self, device: CaptureDevice) -> None:
        index = 0
        failing_since_ns: int | None = None
        while not self._stopping.is_set():
            grabbed = device.grab()
            stamp_ns = self._clock.now_ns()
            decoded, picture = device.retrieve() if grabbed else (False, None)
            if decoded and picture is not None:
                failing_since_ns = None
                self._put(Frame(index, stamp_ns, as_bgr(picture)))
                index += 1
                continue
            if failing_since_ns is None:
                failing_since_ns = stamp_ns
            if stamp_ns - failing_since_ns > _FAILING_S * NS_PER_S:
                raise SourceLostError(
                    translatable("{name} stopped giving pictures; was it unplugged?", name=self._name)
                )
            self._clock.wait(self._stopping, _RETRY_S)

    def _put(self, frame: Frame) -> None:
        with self._changed:
            if self._frame is not None:
                self.dropped += 1
            self._frame = frame
            self._last_ns = frame.stamp_ns
            self.delivered = True
            self._changed.notify_all()

    def _fail(self, error: SourceError) -> None:
        with self._changed:
            self._error = error
            self._changed.notify_all()


def as_bgr(picture: Any) -> Picture:
    """Convert a driver's frame to BGR, uint8 (height, width, 3); infrared cameras have one channel, some have four.

    Raises:
        SourceLostError: dtype or shape is not that of a picture.
    """
    import numpy as np

    if picture.dtype != np.uint8 or picture.ndim not in (2, 3):
        raise SourceLostError(
            translatable(
                "The camera gives pictures of an unknown kind ({dtype}, {shape}).",
                dtype=picture.dtype,
                shape=picture.shape,
            )
        )
    if picture.ndim == 2 or picture.shape[2] == 1:
        return np.ascontiguousarray(np.repeat(picture.reshape(*picture.shape[:2], 1), 3, axis=2))
    return np.asarray(picture if picture.shape[2] == 3 else np.ascontiguousarray(picture[:, :, :3]))


def open_device(which: int | str, size: tuple[int, int], fps: float) -> CaptureDevice:
    """Open a camera with OpenCV.

    Raises:
        SourceOpenError: no such camera, or it cannot be opened.
    """
    from emotion_desk.opencv import cv2

    index = camera_index(which)
    backends = {"linux": cv2.CAP_V4L2, "win32": cv2.CAP_DSHOW, "darwin": cv2.CAP_AVFOUNDATION}
    device = cv2.VideoCapture(index, backends.get(sys.platform, cv2.CAP_ANY))
    if not device.isOpened():
        device.release()
        raise SourceOpenError(
            translatable(
                "Camera {index} cannot be opened; is it connected, allowed and not used by another program?",
                index=index,
            )
        )
    # Motion JPEG: uncompressed frames of this size exceed the bandwidth of USB 2.
    device.set(cv2.CAP_PROP_FOURCC, cv2.VideoWriter.fourcc(*"MJPG"))
    device.set(cv2.CAP_PROP_FRAME_WIDTH, size[0])
    device.set(cv2.CAP_PROP_FRAME_HEIGHT, size[1])
    device.set(cv2.CAP_PROP_FPS, fps)
    device.set(cv2.CAP_PROP_BUFFERSIZE, 1)
    return device


def _release(device: CaptureDevice, name: str) -> None:
    try:
        device.release()
    except Exception:  # the device is unusable either way
        logger.exception("%s could not be released", name)
