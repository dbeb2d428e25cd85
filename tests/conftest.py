"""What all tests share: nothing may leak, nothing of the user's is touched, real sound comes from a virtual device."""

from __future__ import annotations

import gc
import hashlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import numpy as np
import psutil
import pytest
from filelock import FileLock
from numpy.typing import NDArray

if sys.platform.startswith("linux") and not os.environ.get("DISPLAY") and not os.environ.get("WAYLAND_DISPLAY"):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# Before torch is loaded: its threads wait for one another by spinning, and so do those of programs that tests start.
os.environ.setdefault("OMP_NUM_THREADS", "1")
# Without its bytecode each program that a test starts compiles all its modules anew.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

REPOSITORY = Path(__file__).resolve().parents[1]
SINK = "mic"
#: Threads and files get this long to go away on their own; loading weights takes long on a busy machine.
GRACE_S = 60.0


def pytest_configure(config: pytest.Config) -> None:
    """Keep fixtures of wider scope than a test away from the user's settings, too."""
    if threading.current_thread() is threading.main_thread():
        heed_signals()
    if "PYTEST_XDIST_WORKER" in os.environ and os.environ.get("DISPLAY") and shutil.which("Xvfb"):
        config.add_cleanup(own_display())
    if "PYTEST_XDIST_WORKER" in os.environ and shutil.which("pulseaudio") and shutil.which("pactl"):
        config.add_cleanup(own_sound_server())
    home = tempfile.mkdtemp(prefix="emotion-desk-tests-")
    os.environ["EMOTION_DESK_CONFIG"] = str(Path(home) / "settings.json")
    os.environ["EMOTION_DESK_DATA"] = str(Path(home) / "data")
    os.environ["EMOTION_DESK_LANGUAGE"] = "en"  # whatever the language of this machine
    config.add_cleanup(lambda: shutil.rmtree(home, ignore_errors=True))


def own_display() -> Callable[[], None]:
    """Start a display for this process alone, and return what ends it.

    Windows of two processes on one display take the focus from each other.
    """
    read_end, write_end = os.pipe()
    command = ["Xvfb", "-displayfd", str(write_end), "-screen", "0", "1600x1000x24", "-nolisten", "tcp", "-noreset"]
    server = subprocess.Popen(command, pass_fds=(write_end,), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(write_end)
    with os.fdopen(read_end) as numbers:
        number = numbers.readline().strip()
    if number:
        os.environ["DISPLAY"] = f":{number}"

    def end() -> None:
        server.terminate()
        server.wait(10)

    return end


def own_sound_server() -> Callable[[], None]:
    """Start a sound server with a microphone for this process alone, and return what ends it.

    Otherwise the processes would wait for each other wherever a test uses the microphone.
    """
    patch = pytest.MonkeyPatch()
    server = start_sound_server(patch)

    def end() -> None:
        if server is not None:
            end_sound_server(server)
        patch.undo()

    return end


#: A test that asks for one of these fixtures has the marker beside it, so that no test forgets it.
MARKED = {
    **{"data": "data", "torch": "train", "onnx": "train", "virtual_microphone": "microphone", "mic": "microphone"},
    "x_display": "xvfb",
}


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave out modules of tests that need torch, without importing them, where ``-m`` leaves such tests out.

    Importing torch takes some seconds in each process.
    """
    if collection_path.suffix != ".py" or "not train" not in config.option.markexpr:
        return None
    return True if "\npytestmark = pytest.mark.train\n" in collection_path.read_text(encoding="utf-8") else None


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark tests by what they need, and leave tests of endurance out unless ``-m`` asks for them."""
    for item in items:
        names = set(getattr(item, "fixturenames", ()))
        for fixture, marker in MARKED.items():
            if fixture in names:
                item.add_marker(marker)
        if "modelling" in item.path.parts:
            item.add_marker("train")
    if "soak" not in config.option.markexpr:
        endurance = [item for item in items if item.get_closest_marker("soak") is not None]
        config.hook.pytest_deselected(items=endurance)
        items[:] = [item for item in items if item not in endurance]


def pytest_collection_finish() -> None:
    """Leave what is loaded by now to the end of the process: torch alone brings a million objects to look through."""
    gc.collect()
    gc.freeze()


def heed_signals() -> None:
    """Take back that a shell ignores signals for what it starts in the background or under ``nohup``.

    The desk leaves ignored signals alone, and programs that a test starts inherit them: no signal would end those.
    """
    for number, handler in (
        (signal.SIGINT, signal.default_int_handler),
        (getattr(signal, "SIGHUP", None), signal.SIG_DFL),
    ):
        if number is not None and signal.getsignal(number) is signal.SIG_IGN:
            signal.signal(number, handler)


@pytest.fixture(autouse=True, scope="session")
def _one_thread_of_networks() -> Iterator[None]:
    """Let networks in this process compute with one thread: those of several processes would wait for one another."""
    from emotion_desk.inference import thread_pool

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(thread_pool, "_MOST_THREADS", 1)
        yield


@pytest.fixture(autouse=True)
def _own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give each test settings and data of its own."""
    monkeypatch.setenv("EMOTION_DESK_CONFIG", str(tmp_path / "own" / "settings.json"))
    monkeypatch.setenv("EMOTION_DESK_DATA", str(tmp_path / "own" / "data"))


@pytest.fixture(autouse=True)
def _microphone_is_free(request: pytest.FixtureRequest) -> Iterator[None]:
    """Let only one process at a time use the virtual microphone of a sound server."""
    if request.node.get_closest_marker("microphone") is None:
        yield
        return
    server = hashlib.sha256(os.environ.get("PULSE_SERVER", str(os.getpid())).encode()).hexdigest()[:16]
    with FileLock(Path(tempfile.gettempdir()) / f"emotion-desk-microphone-{server}.lock"):
        yield


# Leaks


@pytest.fixture(autouse=True)
def _no_leaks(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that leaves a thread of the desk, an open file or a running timer behind."""
    threads = set(threading.enumerate())
    files = open_files()
    watches_timers = "qapp" in request.fixturenames
    timers = running_timers() if watches_timers else set()
    yield
    left = leaked_threads(threads)
    deadline = time.monotonic() + GRACE_S
    while left and time.monotonic() < deadline:
        left[0].join(0.05)
        left = leaked_threads(threads)
    assert not left, f"threads left behind: {[thread.name for thread in left]}"
    opened = open_files() - files
    if opened:
        gc.collect()
        opened &= open_files()
    assert not opened, f"files left open: {sorted(opened)}"
    if watches_timers:
        new = running_timers() - timers
        assert not new, f"{len(new)} QTimer left running"


def leaked_threads(before: set[threading.Thread]) -> list[threading.Thread]:
    """Return the new threads that would keep the program alive, or that the desk should have joined."""
    return [
        thread
        for thread in threading.enumerate()
        if thread not in before and (not thread.daemon or thread.name.startswith("emotion-desk"))
    ]


def open_files() -> set[str]:
    """Return the paths of the files of tests and of the repository that this process holds open.

    Fonts are left out: matplotlib and Pillow keep them open as long as the process runs.
    """
    places = (os.path.realpath(tempfile.gettempdir()), str(REPOSITORY))
    kept = (" (deleted)", ".ttf", ".otf")
    return {path for path in _open_paths() if path.startswith(places) and not path.endswith(kept)}


def _open_paths() -> Iterator[str]:
    """Give the paths of all open files; read from /proc where there is one, because each test asks twice."""
    if not sys.platform.startswith("linux"):
        yield from (file.path for file in psutil.Process().open_files())
        return
    for number in Path("/proc/self/fd").iterdir():
        with suppress(OSError):  # closed meanwhile
            yield str(number.readlink())


def running_timers() -> set[int]:
    """Return the identities of the active QTimers; empty as long as nobody loaded Qt."""
    if "PySide6.QtCore" not in sys.modules:
        return set()
    import shiboken6
    from PySide6.QtCore import QTimer

    return {id(thing) for thing in shiboken6.getAllValidWrappers() if isinstance(thing, QTimer) and thing.isActive()}


# Data


@pytest.fixture(scope="session")
def data() -> Path:
    """Return the folder of the data sets, beside the repository or where ``EMOTION_DESK_SHARED_DATA`` says."""
    named = os.environ.get("EMOTION_DESK_SHARED_DATA")
    folder = Path(named) if named else REPOSITORY.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip(f"the data sets are not in {folder} (EMOTION_DESK_SHARED_DATA names another folder)")
    return folder


@pytest.fixture(scope="session")
def ravdess_videos(data: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Return the five RAVDESS clips with picture and sound, unpacked."""
    archive = data / "ravdess_video_5clips.zip"
    if not archive.is_file():
        pytest.skip(f"{archive.name} is not in {data}")
    folder = tmp_path_factory.mktemp("ravdess")
    with zipfile.ZipFile(archive) as packed:
        packed.extractall(folder)
    return sorted(folder.rglob("*.mp4"))


@pytest.fixture(scope="session")
def demo_clip() -> Path:
    """Return the clip that ships with the desk."""
    return REPOSITORY / "assets" / "demo.mp4"


@pytest.fixture(scope="session")
def demo_picture() -> NDArray[np.uint8]:
    """Return the first picture of the demo clip, BGR; it cannot be changed."""
    from emotion_desk.sources.demo import open_demo

    source = open_demo().picture
    assert source is not None
    source.open()
    try:
        frame = source.read(timeout_s=10.0)
    finally:
        source.close()
    assert frame is not None
    picture = frame.picture.copy()
    picture.flags.writeable = False
    return picture


# The virtual microphone


class VirtualMicrophone:
    """A microphone of a real sound server that hears what is played to it and can be unplugged."""

    def __init__(self) -> None:
        self._players: list[subprocess.Popen[bytes]] = []

    def play(self, path: Path | str) -> subprocess.Popen[bytes]:
        """Start playing a sound file into the microphone; returns at once."""
        player = subprocess.Popen(["paplay", f"--device={SINK}", str(path)], stderr=subprocess.DEVNULL)
        self._players.append(player)
        return player

    def silence(self) -> None:
        """Stop all playing."""
        for player in self._players:
            if player.poll() is None:
                player.kill()
            player.wait(5)
        self._players.clear()

    def unload(self) -> None:
        """Unplug the microphone."""
        pactl("unload-module", "module-null-sink")

    def reload(self) -> None:
        """Plug the microphone in again, if it is not there."""
        if not has_sink():
            pactl("load-module", "module-null-sink", f"sink_name={SINK}")
        pactl("set-default-source", f"{SINK}.monitor")


def pactl(*arguments: str) -> str:
    """Ask the sound server."""
    return subprocess.run(["pactl", *arguments], capture_output=True, text=True, timeout=10, check=True).stdout


def unload_sink(name: str) -> None:
    """Remove one null sink from the sound server."""
    for line in pactl("list", "short", "modules").splitlines():
        number, module, *arguments = line.split("\t")
        if module == "module-null-sink" and f"sink_name={name}" in " ".join(arguments).split():
            pactl("unload-module", number)


def has_sink() -> bool:
    """Return whether a sound server with the virtual microphone answers."""
    try:
        return any(line.split("\t")[1] == SINK for line in pactl("list", "short", "sinks").splitlines())
    except (OSError, subprocess.SubprocessError):
        return False


@pytest.fixture(scope="session")
def virtual_microphone() -> Iterator[VirtualMicrophone]:
    """Give a virtual microphone: the one that is running, or one on a private sound server."""
    for program in ("pulseaudio", "pactl", "paplay"):
        if shutil.which(program) is None:
            pytest.skip(f"{program} is not installed (Debian or Ubuntu: sudo apt install pulseaudio pulseaudio-utils)")
    microphone = VirtualMicrophone()
    with pytest.MonkeyPatch.context() as patch:
        server = None
        if not has_sink():
            server = start_sound_server(patch)
            if server is None:
                pytest.skip("pulseaudio is installed but does not start here")
        try:
            microphone.reload()
            yield microphone
        finally:
            microphone.silence()
            if server is not None:
                end_sound_server(server)


def start_sound_server(patch: pytest.MonkeyPatch) -> subprocess.Popen[bytes] | None:
    """Start a PulseAudio that knows no hardware and nobody else knows; ``None`` if it does not start here."""
    # A short path: that of a socket may have only some hundred letters.
    runtime = tempfile.mkdtemp(prefix="ed-pulse-")
    patch.setenv("XDG_RUNTIME_DIR", runtime)
    patch.delenv("PULSE_SERVER", raising=False)
    patch.delenv("PULSE_RUNTIME_PATH", raising=False)
    modules = ["module-native-protocol-unix", f"module-null-sink sink_name={SINK}", "module-always-sink"]
    command = ["pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--log-target=null"]
    server = subprocess.Popen(
        [*command, *(f"--load={module}" for module in modules)], stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL
    )
    patch.setenv("PULSE_SERVER", f"unix:{runtime}/pulse/native")
    deadline = time.monotonic() + 10
    while not has_sink():
        if server.poll() is not None or time.monotonic() > deadline:
            end_sound_server(server)
            patch.undo()
            return None
        time.sleep(0.05)
    pactl("set-default-source", f"{SINK}.monitor")
    return server


def end_sound_server(server: subprocess.Popen[bytes]) -> None:
    """End what :func:`start_sound_server` started."""
    server.terminate()
    try:
        server.wait(10)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait(10)
    shutil.rmtree(os.environ["XDG_RUNTIME_DIR"], ignore_errors=True)
