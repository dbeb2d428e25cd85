"""The lists of the window follow a microphone of a real sound server that comes and goes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from emotion_desk.sources.pulse import list_sources
from emotion_desk.ui.device_watch import DeviceWatch
from tests.conftest import VirtualMicrophone

PATIENCE_MS = 60_000


@pytest.mark.microphone
@pytest.mark.slow
def test_the_list_follows_a_microphone(virtual_microphone: VirtualMicrophone, qtbot: QtBot) -> None:
    virtual_microphone.reload()
    lists: list[list[str]] = []
    devices = DeviceWatch()
    devices.listed.connect(lambda _cameras, microphones: lists.append([choice.label for choice in microphones]))
    devices.refresh()
    try:
        qtbot.waitUntil(lambda: bool(lists) and len(lists[-1]) > 1, timeout=PATIENCE_MS)
        name = next(source.description for source in list_sources() or [] if source.monitor)
        assert _has(lists, name)()
        qtbot.waitUntil(lambda: _is_watching(devices), timeout=PATIENCE_MS)
        virtual_microphone.unload()
        qtbot.waitUntil(lambda: not _has(lists, name)(), timeout=PATIENCE_MS)
        virtual_microphone.reload()
        qtbot.waitUntil(_has(lists, name), timeout=PATIENCE_MS)
    finally:
        devices.finish(PATIENCE_MS / 1000)
        virtual_microphone.reload()
    count = len(lists)
    devices.refresh()
    assert len(lists) == count


def _is_watching(devices: DeviceWatch) -> bool:
    server = devices._events._server
    return server is not None and server.connected


def _has(lists: list[list[str]], name: str) -> Callable[[], bool]:
    return lambda: any(name in label for label in lists[-1])
