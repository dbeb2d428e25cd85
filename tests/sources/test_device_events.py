"""Hot-plugging is noticed: through snapshots, through the events of a sound server, and on a real one."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from emotion_desk.clock import NS_PER_S, Clock
from emotion_desk.sources.device_events import DeviceEvents, snapshot
from tests.conftest import VirtualMicrophone

PATIENCE_S = 30.0
on_linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads Linux's folders")


class Steps(Clock):
    """Each wait of the watcher lasts until the test takes a step; a step is one second."""

    def __init__(self) -> None:
        self._now_ns = NS_PER_S
        self._go, self._done = threading.Semaphore(0), threading.Semaphore(0)
        self._first = True

    def now_ns(self) -> int:
        return self._now_ns

    def wait(self, event: threading.Event, seconds: float) -> bool:
        if not self._first:
            self._done.release()
        self._first = False
        self._go.acquire()
        self._now_ns += NS_PER_S
        return event.is_set()

    def step(self, count: int = 1) -> None:
        """Let the watcher look so often, and wait until it has."""
        for _ in range(count):
            self._go.release()
            assert self._done.acquire(timeout=PATIENCE_S)

    def end(self) -> None:
        """Let it end."""
        self._go.release()


Watch = Callable[..., tuple[Steps, list[int]]]


@pytest.fixture
def watch() -> Iterator[Watch]:
    """Return a function that starts a watcher and gives its steps and the changes it reported."""
    running: list[tuple[DeviceEvents, Steps]] = []

    def begin(
        look: Callable[[], object] = lambda: 0, command: Callable[[], Sequence[str] | None] = lambda: None
    ) -> tuple[Steps, list[int]]:
        steps, changes = Steps(), list[int]()
        events = DeviceEvents(lambda: changes.append(1), look, command, steps)
        events.start()
        running.append((events, steps))
        return steps, changes

    yield begin
    for events, steps in running:
        events._stop.set()
        steps.end()
        events.close(PATIENCE_S)


def test_a_camera_that_comes_or_goes_is_reported_once(watch: Watch, tmp_path: Path) -> None:
    cards = tmp_path / "cards"
    steps, changes = watch(lambda: snapshot(tmp_path, cards))
    steps.step(2)
    assert changes == []
    (tmp_path / "video0").mkdir()
    steps.step(3)
    assert len(changes) == (1 if sys.platform.startswith("linux") else 0)


@on_linux
def test_snapshots_differ_with_cameras_and_cards(tmp_path: Path) -> None:
    cards = tmp_path / "asound"
    nothing = snapshot(tmp_path / "none", cards)
    cards.write_text(" 0 [PCH ]: HDA-Intel - HDA Intel PCH\n")
    with_card = snapshot(tmp_path / "none", cards)
    (tmp_path / "v4l" / "video0").mkdir(parents=True)
    assert len({nothing, with_card, snapshot(tmp_path / "v4l", cards)}) == 3


def server(text: str, lasts: bool, ready: Path) -> Sequence[str]:
    """Return a command that prints as a server's client does, says so by a file, and ends, or not."""
    end = "sys.stdin.read(); time.sleep(600)" if lasts else ""
    code = f"import sys, time, pathlib; print({text!r}, flush=True); pathlib.Path({str(ready)!r}).touch(); {end}"
    return (sys.executable, "-c", code)


@on_linux
@pytest.mark.parametrize(
    ("event", "counts"),
    [
        ("Event 'new' on source #7", 1),
        ("Event 'remove' on card #1", 1),
        ("Event 'change' on server #4294967295", 1),
        ("Event 'new' on source-output #3", 0),
        ("Event 'change' on source #7", 0),
        ("Event 'new' on client #9", 0),
    ],
)
def test_events_of_the_server_count_if_they_change_the_list(
    watch: Watch, tmp_path: Path, event: str, counts: int
) -> None:
    ready = tmp_path / "ready"
    steps, changes = watch(command=lambda: server(event, True, ready))
    steps.step()
    _appears(ready)
    steps.step(3)
    assert len(changes) == counts


@on_linux
def test_no_server_reports_nothing_and_is_asked_again_seldom(watch: Watch) -> None:
    asked: list[int] = []

    def command() -> Sequence[str]:
        asked.append(1)
        return ("/bin/false",)

    steps, changes = watch(command=command)
    steps.step(30)
    # Whether the client has ended at a step depends on the machine; in that case it may be seen to come and to go.
    assert 1 <= len(asked) <= 7
    until = time.monotonic() + PATIENCE_S
    while len(asked) < 2 and time.monotonic() < until:
        steps.step()
        time.sleep(0.001)
    assert len(asked) >= 2
    assert len(changes) <= 2 * len(asked)


@on_linux
def test_a_command_that_cannot_be_started_does_no_harm(watch: Watch, tmp_path: Path) -> None:
    found: list[int] = []
    steps, changes = watch(lambda: len(found), lambda: (str(tmp_path / "no-such-program"),))
    found.append(1)
    steps.step(12)
    assert len(changes) == 1


def test_an_error_ends_the_watching_and_nothing_else() -> None:
    def look() -> object:
        raise RuntimeError("a driver failed")

    events = DeviceEvents(lambda: None, look, lambda: None)
    events.start()
    events.close(PATIENCE_S)
    assert not events._thread.is_alive()


@pytest.mark.microphone
@pytest.mark.slow
def test_a_real_microphone_that_comes_and_goes(virtual_microphone: VirtualMicrophone) -> None:
    virtual_microphone.reload()
    changed = threading.Event()
    events = DeviceEvents(changed.set)
    events.start()
    try:
        for change in (virtual_microphone.unload, virtual_microphone.reload):
            assert _until(changed, events)
            changed.clear()
            change()
            assert changed.wait(PATIENCE_S)
    finally:
        events.close(PATIENCE_S)
        virtual_microphone.reload()


def _until(changed: threading.Event, events: DeviceEvents) -> bool:
    """Wait until the server's client runs; it is started at the watcher's first look."""
    done = threading.Event()
    for _ in range(300):
        if events._server is not None and events._server.connected:
            return True
        done.wait(0.1)
    return False


def _appears(path: Path) -> None:
    done = threading.Event()
    for _ in range(600):
        if path.exists():
            return
        done.wait(0.05)
    raise AssertionError(f"{path} did not appear")
