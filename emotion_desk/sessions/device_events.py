"""Collects losses, returns and changes of devices during a recording, for the header of the session."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from typing import Final

from emotion_desk.clock import NS_PER_S
from emotion_desk.messages import DeskEvent, Side, State
from emotion_desk.sessions.header import DeviceChange, DeviceEvent

#: A loose plug may come and go all night; later events are not listed.
_MOST: Final = 1000


class DeviceEventList:
    """Losses, returns and changes in the order of time; safe for any number of threads.

    The first opening of a device is no return, and a device that never opened was not lost.

    Args:
        first: names of the devices at the start by side, ``None`` for a side that is off.
    """

    def __init__(self, first: Mapping[Side, str | None] | None = None) -> None:
        self._devices = dict(first or {})
        self._lock = threading.Lock()
        self._events: list[DeskEvent] = []
        self._changes: list[DeskEvent] = []
        self._lost: set[Side] = set()

    def add(self, event: DeskEvent) -> None:
        """Keep an event if it is a loss, a return or a change of the camera or the microphone."""
        if event.side not in (Side.PICTURE, Side.SOUND):
            return
        with self._lock:
            if event.device is not None and (event.device or None) != self._devices.get(event.side):
                self._devices[event.side] = event.device or None
                self._lost.discard(event.side)
                if len(self._changes) < _MOST:
                    self._changes.append(event)
                return
            if len(self._events) >= _MOST:
                return
            if event.state is State.LOST:
                self._lost.add(event.side)
                self._events.append(event)
            elif event.state is State.RUNNING and event.side in self._lost:
                self._lost.discard(event.side)
                self._events.append(event)

    def listed(self, zero_ns: int) -> tuple[DeviceEvent, ...]:
        """Return the events on the session's time line, whose zero is given on the desk's clock."""
        with self._lock:
            events = list(self._events)
        return tuple(
            DeviceEvent(
                round(max(0, event.stamp_ns - zero_ns) / NS_PER_S, 3),
                event.side.value,
                "lost" if event.state is State.LOST else "returned",
                event.text,
            )
            for event in events
        )

    def changes(self, zero_ns: int) -> tuple[DeviceChange, ...]:
        """Return the changes to other devices on the session's time line."""
        with self._lock:
            changes = list(self._changes)
        return tuple(
            DeviceChange(round(max(0, event.stamp_ns - zero_ns) / NS_PER_S, 3), event.side.value, event.device or None)
            for event in changes
        )
