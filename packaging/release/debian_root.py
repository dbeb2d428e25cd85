"""A bare Debian in a folder: made by `debootstrap`, entered by `chroot` as root or as an ordinary user.

Each command gets mounts and processes of its own (`unshare`), which end with it; the machine itself is left as it is.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

#: Where apt and its kind leave lists, caches and logs; nothing that a package owns.
_PASSING = ("dev", "proc", "sys", "tmp", "run", "root", "var/cache", "var/lib/apt", "var/lib/dpkg", "var/log")
_TOOLS = ("debootstrap", "chroot", "unshare", "mount")
_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
#: Mounts for one command: `/proc` of its own processes, the machine's devices, the display's sockets if there are some.
_ENTER = """set -e
root=$1; who=$2; shift 2
mount -t proc proc "$root/proc"
mount --rbind /dev "$root/dev"
if [ -d /tmp/.X11-unix ]; then
    mkdir -p "$root/tmp/.X11-unix"
    mount --bind /tmp/.X11-unix "$root/tmp/.X11-unix"
fi
exec chroot --userspec="$who" "$root" /usr/bin/env -i "$@"
"""


class RootError(Exception):
    """The root cannot be made, or a command in it failed; the text is one sentence."""


class DebianRoot:
    """A bare Debian below a folder.

    Args:
        folder: of the root; made if it is not there.
        suite: of Debian, ``bookworm`` for instance.
        mirror: where its packages come from.
    """

    def __init__(self, folder: Path, suite: str, mirror: str) -> None:
        self.folder = folder
        missing = [tool for tool in _TOOLS if shutil.which(tool) is None]
        if missing:
            raise RootError(f"This needs {', '.join(missing)}.")
        if os.geteuid() != 0:
            raise RootError("A root is made by root only.")
        if not (folder / "etc" / "debian_version").is_file():
            folder.mkdir(parents=True, exist_ok=True)
            command = ["debootstrap", "--variant=minbase", suite, str(folder), mirror]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            if done.returncode != 0:
                raise RootError(f"debootstrap failed: {(done.stdout + done.stderr).strip().splitlines()[-1]}")
        shutil.copyfile("/etc/resolv.conf", folder / "etc" / "resolv.conf")

    def command(self, who: str, home: str, environ: Mapping[str, str], *program: str) -> list[str]:
        """Return the command line that runs a program inside.

        Args:
            who: ``user:group`` by their names or numbers.
            home: the user's folder inside; the program starts there.
            environ: further variables; none comes from outside.
            program: the program and its arguments.
        """
        variables = {"PATH": _PATH, "LANG": "C.UTF-8", "HOME": home, **environ}
        outer = ["unshare", "--mount", "--pid", "--fork", "--kill-child", "sh", "-c", _ENTER, "sh"]
        inner = ["--chdir", home, *(f"{name}={value}" for name, value in variables.items())]
        return [*outer, str(self.folder), who, *inner, *program]

    def run(self, *program: str) -> str:
        """Run a program as root; return its output.

        Raises:
            RootError: its status is not 0.
        """
        environ = {"DEBIAN_FRONTEND": "noninteractive"}
        command = self.command("0:0", "/root", environ, *program)
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            last = (done.stdout + done.stderr).strip().splitlines() or ["it said nothing"]
            raise RootError(f"'{' '.join(program)[:80]}' ended with status {done.returncode}: {last[-1]}")
        return done.stdout

    def add_user(self, name: str, home: str) -> str:
        """Add an ordinary user with this new folder, in place of an earlier one; return ``user:group`` in numbers."""
        if self._account(name) is not None:
            self.run("userdel", "--remove", name)
        self.run("useradd", "--create-home", "--home-dir", home, "--shell", "/bin/bash", name)
        account = self._account(name)
        if account is None:
            raise RootError(f"There is no user '{name}' after adding it.")
        return f"{account[2]}:{account[3]}"

    def files(self) -> set[str]:
        """Return the paths of all files, links and folders that stay, without leading slash."""
        found: set[str] = set()
        for place, folders, files in os.walk(self.folder):
            here = Path(place).relative_to(self.folder)
            folders[:] = [name for name in folders if str(here / name) not in _PASSING]
            found |= {str(here / name) for name in (*folders, *files)}
        return found

    def _account(self, name: str) -> list[str] | None:
        """Return the fields of a user's line in ``/etc/passwd``; ``None`` if there is no such user."""
        lines = (self.folder / "etc" / "passwd").read_text(encoding="utf-8").splitlines()
        return next((line.split(":") for line in lines if line.startswith(f"{name}:")), None)


def contents(folder: Path) -> dict[str, bytes]:
    """Return the files below a folder, by their paths in it, with their bytes."""
    return {str(file.relative_to(folder)): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}
