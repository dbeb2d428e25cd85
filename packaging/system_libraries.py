"""Installs the system libraries that wheels do not contain on Linux.

A library is missing if it cannot be loaded; the name of the distribution does not matter.  Missing libraries are
installed with the package manager if this user may do so; otherwise the command that installs them is printed.  The
set-up continues in both cases, because not every library is needed by everybody.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

Say = Callable[[str], None]


@dataclass(frozen=True)
class Need:
    """A library or program of the system that the desk or its tests need.

    Attributes:
        name: file name of the library, name of the program, or ``fonts``.
        packages: names of its package for apt, dnf, pacman and zypper.
        for_tests: only the tests need it.
        program: it is a program.
    """

    name: str
    packages: tuple[str, str, str, str]
    for_tests: bool = False
    program: bool = False

    def met(self) -> bool:
        """Return whether it is installed."""
        if self.program:
            return shutil.which(self.name) is not None
        if self.name == "fonts":
            return has_fonts()
        try:
            ctypes.CDLL(self.name)
        except OSError:
            return False
        return True


def _x11(name: str, apt: str, others: str = "") -> Need:
    """Return the need for one of the small X11 libraries, which dnf and pacman bundle in a few packages."""
    return Need(name, (apt, others or "xcb-util-wm", others or "xcb-util-wm", apt))


NEEDS = (
    Need("libportaudio.so.2", ("libportaudio2", "portaudio", "portaudio", "libportaudio2")),
    Need("libpulse.so.0", ("libpulse0", "pulseaudio-libs", "libpulse", "libpulse0")),
    Need("libEGL.so.1", ("libegl1", "mesa-libEGL", "mesa", "Mesa-libEGL1")),
    Need("libGL.so.1", ("libgl1", "mesa-libGL", "mesa", "Mesa-libGL1")),
    Need("libgthread-2.0.so.0", ("libglib2.0-0", "glib2", "glib2", "libgthread-2_0-0")),
    Need("libdbus-1.so.3", ("libdbus-1-3", "dbus-libs", "dbus", "libdbus-1-3")),
    Need("libfontconfig.so.1", ("libfontconfig1", "fontconfig", "fontconfig", "libfontconfig1")),
    Need("libxkbcommon.so.0", ("libxkbcommon0", "libxkbcommon", "libxkbcommon", "libxkbcommon0")),
    Need("libxkbcommon-x11.so.0", ("libxkbcommon-x11-0", "libxkbcommon-x11", "libxkbcommon-x11", "libxkbcommon-x11-0")),
    Need("libX11-xcb.so.1", ("libx11-xcb1", "libX11-xcb", "libx11", "libX11-xcb1")),
    Need("libXrandr.so.2", ("libxrandr2", "libXrandr", "libxrandr", "libXrandr2")),
    _x11("libxcb-cursor.so.0", "libxcb-cursor0", "xcb-util-cursor"),
    _x11("libxcb-icccm.so.4", "libxcb-icccm4"),
    _x11("libxcb-image.so.0", "libxcb-image0", "xcb-util-image"),
    _x11("libxcb-keysyms.so.1", "libxcb-keysyms1", "xcb-util-keysyms"),
    _x11("libxcb-render-util.so.0", "libxcb-render-util0", "xcb-util-renderutil"),
    _x11("libxcb-randr.so.0", "libxcb-randr0", "libxcb"),
    _x11("libxcb-shape.so.0", "libxcb-shape0", "libxcb"),
    _x11("libxcb-xkb.so.1", "libxcb-xkb1", "libxcb"),
    _x11("libxcb-sync.so.1", "libxcb-sync1", "libxcb"),
    _x11("libxcb-xfixes.so.0", "libxcb-xfixes0", "libxcb"),
    _x11("libxcb-shm.so.0", "libxcb-shm0", "libxcb"),
    Need("fonts", ("fonts-dejavu-core", "dejavu-sans-fonts", "ttf-dejavu", "dejavu-fonts")),
    Need("Xvfb", ("xvfb", "xorg-x11-server-Xvfb", "xorg-server-xvfb", "xvfb-run"), True, True),
    Need("pulseaudio", ("pulseaudio", "pulseaudio", "pulseaudio", "pulseaudio"), True, True),
    Need("pactl", ("pulseaudio-utils", "pulseaudio-utils", "libpulse", "pulseaudio-utils"), True, True),
    Need("strace", ("strace", "strace", "strace", "strace"), True, True),
    Need("espeak-ng", ("espeak-ng", "espeak-ng", "espeak-ng", "espeak-ng"), True, True),
)

#: PortAudio uses ALSA and reaches the virtual microphone through ALSA's PulseAudio plug-in, which no program links to.
ALSA_PULSE = ("libasound2-plugins", "alsa-plugins-pulseaudio", "alsa-plugins", "alsa-plugins-pulse")
ALSA_PLUGIN = "libasound_module_pcm_pulse.so"

MANAGERS: dict[str, list[str]] = {
    "apt-get": ["apt-get", "install", "-y", "--no-install-recommends"],
    "dnf": ["dnf", "install", "-y"],
    "pacman": ["pacman", "-S", "--noconfirm", "--needed"],
    "zypper": ["zypper", "--non-interactive", "install"],
}


def ensure(for_tests: bool, say: Say) -> bool:
    """Install what is missing, or print the command that does; return whether everything is installed."""
    if sys.platform != "linux":
        return True
    manager = next((name for name in MANAGERS if shutil.which(name)), None)
    packages = missing_packages(for_tests, manager or "apt-get")
    if not packages:
        return True
    say(f"missing system libraries: {' '.join(packages)}")
    if manager is None:
        say("install them with your system's package manager; going on without them")
        return False
    prefix = elevation()
    line = " ".join([*([] if prefix == [] else ["sudo"]), *MANAGERS[manager], *packages])
    if prefix is None:
        say(f"this installs them: {line}")
        return False
    install(manager, prefix, packages, say)
    left = missing_packages(for_tests, manager)
    if left:
        say(f"still missing: {' '.join(left)}; going on without them; this should install them: {line}")
    return not left


def missing_packages(for_tests: bool, manager: str) -> list[str]:
    """Return the names of the packages to install with ``manager``, each once."""
    column = list(MANAGERS).index(manager)
    packages = [need.packages[column] for need in NEEDS if (for_tests or not need.for_tests) and not need.met()]
    if for_tests and not has_alsa_pulse():
        packages.append(ALSA_PULSE[column])
    return list(dict.fromkeys(packages))


def elevation() -> list[str] | None:
    """Return the prefix for a command that needs root: empty or ``sudo``; ``None`` if this user may not run it."""
    if os.name != "posix":
        return None
    if os.geteuid() == 0:
        return []
    if (
        shutil.which("sudo")
        and subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0
    ):
        return ["sudo", "-n"]
    return None


def install(manager: str, prefix: Sequence[str], packages: Sequence[str], say: Say) -> None:
    """Install all packages at once; if that fails, one by one, so that an unknown name does not affect the others."""
    environ = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}

    def run(command: Sequence[str]) -> bool:
        done = subprocess.run([*prefix, *command], env=environ, stdout=subprocess.DEVNULL, check=False)
        return done.returncode == 0

    say(f"installing them with {manager}")
    if manager == "apt-get":
        run(["apt-get", "update", "-qq"])
    if run([*MANAGERS[manager], *packages]):
        return
    for package in packages:
        if not run([*MANAGERS[manager], package]):
            say(f"{package} could not be installed")


def has_fonts() -> bool:
    """Return whether any font is installed; without one, Qt draws empty boxes."""
    folders = [Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".local/share/fonts"]
    return any(path.suffix in {".ttf", ".otf", ".ttc"} for folder in folders for path in folder.rglob("*.?t?"))


def has_alsa_pulse() -> bool:
    """Return whether ALSA's PulseAudio plug-in is installed."""
    roots = [Path("/usr/lib"), Path("/usr/lib64"), Path("/usr/local/lib")]
    return any(next(root.glob(f"{depth}alsa-lib/{ALSA_PLUGIN}"), None) for root in roots for depth in ("", "*/"))
