"""Installs the Debian package in a bare Debian and uses, upgrades and purges it there, as root and as a user would.

    python packaging/release/clean_root.py dist/emotion-desk_VERSION_amd64.deb [--root DIR] [--suite bookworm]

Needs root, `debootstrap` and a mirror of Debian; with `Xvfb` the window is shown on a display as well.  A package of a
lower version, made of the same files, is what the upgrade begins with.  The user's folder has a name that is not ASCII.
Every step prints a line; the status is 1 if one failed.  The root stays where ``--root`` names its place.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from release import smoke
from release.debian_root import DebianRoot, RootError, contents

MIRROR = "http://deb.debian.org/debian"
USER, HOME = "zoe", f"/home/{smoke.HOME}"
#: What a desktop has that learns of a new program: menus, double clicks, icons.
DESKTOP = ("desktop-file-utils", "shared-mime-info", "hicolor-icon-theme")
PERSON = "Zoë"
SESSION_TYPE = "application/x-emotion-desk-session"


class CleanRoot:
    """The steps from a bare system to a bare system.

    Args:
        root: the bare system.
        package: the Debian package.
        work: a folder for the package of a lower version.
    """

    def __init__(self, root: DebianRoot, package: Path, work: Path) -> None:
        self._root, self._package, self._work = root, package, work
        root.run("dpkg", "--purge", "emotion-desk")  # of an earlier walk
        root.run("apt-get", "update", "--quiet")
        root.run("apt-get", "install", "--yes", "--no-install-recommends", *DESKTOP)
        root.run("apt-get", "satisfy", "--yes", "--no-install-recommends", self._field("Depends"))
        self._user = root.add_user(USER, HOME)
        self._home = root.folder / HOME.lstrip("/")
        self._before = root.files()
        self._kept: dict[str, bytes] = {}

    def steps(self) -> Sequence[tuple[str, Callable[[], str]]]:
        """Return all steps in their order, each with its name."""
        return (
            ("an older version is installed", self.install_older),
            ("the desktop knows it", self.is_known),
            ("first use", self.first_use),
            ("the window on a display", self.window),
            ("a person is enrolled", self.enrol),
            ("the new version is installed", self.upgrade),
            ("people and recordings after it", self.is_kept),
            ("purged", self.purge),
        )

    def install_older(self) -> str:
        """The package of a lower version is installed with `apt`."""
        older = lower_version(self._package, self._work)
        self._install(older)
        return self._installed()

    def is_known(self) -> str:
        """Menus and double clicks lead to the program, and its page of the manual is where `man` looks."""
        share = self._root.folder / "usr" / "share"
        cache = (share / "applications" / "mimeinfo.cache").read_text(encoding="utf-8")
        assert f"{SESSION_TYPE}=emotion-desk.desktop;" in cache, "double clicks on sessions do not lead to it"
        names = (share / "mime" / "globs2").read_text(encoding="utf-8")
        assert f"{SESSION_TYPE}:session.json" in names, "session.json has no type"
        assert (share / "man" / "man1" / "emotion-desk.1.gz").is_file(), "there is no page of the manual"
        return SESSION_TYPE

    def first_use(self) -> str:
        """The checks of the smoke test hold for the ordinary user."""
        failed = smoke.failures(self._program({"QT_QPA_PLATFORM": "offscreen"}))
        assert not failed, f"{failed} of {len(smoke.CHECKS)} checks failed"
        report = json.loads((self._home / "run.json").read_text(encoding="utf-8"))
        return f"{report['faces_seen']} faces, {report['results']['per_second']:.1f} answers a second"

    def window(self) -> str:
        """The window opens on a display, with the libraries that the package depends on."""
        with display() as name:
            if name is None:
                return "Xvfb is not installed"
            options = ("--demo", "--seconds", "12", "--report", "display.json", "--screenshot", "display.png")
            self._program({"DISPLAY": name}).run(*options)
        report = json.loads((self._home / "display.json").read_text(encoding="utf-8"))
        assert report["faces_seen"] >= 1, "no face was seen"
        return f"first picture after {report['first_picture_ms'] / 1000:.1f} s"

    def enrol(self) -> str:
        """A person is enrolled from the recording and listed."""
        self._program().run("people", "enrol", PERSON, smoke.recorded(self._program()), "--consent")
        return self._people()

    def upgrade(self) -> str:
        """The newer package takes the place of the older one and touches nothing of the user's."""
        self._kept = contents(self._home)
        self._install(self._package)
        return self._installed()

    def is_kept(self) -> str:
        """People and recordings are as before; the new version knows the person and exports the old recording."""
        assert contents(self._home) == self._kept, "the upgrade changed files of the user"
        people = self._people()
        self._program().run("export", "session", "--format", "csv", "--out", "after.csv")
        rows = len((self._home / "after.csv").read_text(encoding="utf-8").splitlines())
        assert rows > 50, f"only {rows} rows were exported"
        self._kept = contents(self._home)
        return f"{people}, {rows} rows exported"

    def purge(self) -> str:
        """What is left is the user's own, unchanged."""
        self._root.run("apt-get", "purge", "--yes", "emotion-desk")
        left = self._root.files() - self._before
        inside = HOME.lstrip("/")
        others = sorted(path for path in left if not path.startswith(f"{inside}/"))
        assert not others, f"it left {len(others)} files, the first is /{others[0]}"
        assert contents(self._home) == self._kept, "the purge changed files of the user"
        return f"{len(self._kept)} files of the user, nothing else"

    def _program(self, environ: dict[str, str] | None = None) -> smoke.Program:
        command = self._root.command(self._user, HOME, {"USER": USER, **(environ or {})}, "/usr/bin/emotion-desk")
        return smoke.Program(command, self._home)

    def _people(self) -> str:
        lines = self._program().run("people", "list", "--json").splitlines()
        names = [json.loads(line)["name"] for line in lines if line.startswith("{")]
        assert names == [PERSON], f"the people are {names}"
        return f"{len(names)} person"

    def _install(self, package: Path) -> None:
        inside = self._root.folder / "root" / package.name
        shutil.copyfile(package, inside)
        self._root.run("apt-get", "install", "--yes", "--no-install-recommends", f"/root/{package.name}")
        inside.unlink()

    def _installed(self) -> str:
        version = self._root.run("dpkg-query", "--show", "--showformat", "${Status} ${Version}", "emotion-desk")
        assert version.startswith("install ok installed"), version
        return version.rpartition(" ")[2]

    def _field(self, name: str) -> str:
        command = ["dpkg-deb", "--field", str(self._package), name]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def lower_version(package: Path, work: Path) -> Path:
    """Return a package with the same files and a lower version, packed without compression."""
    tree, older = work / "older", work / "emotion-desk-older.deb"
    subprocess.run(["dpkg-deb", "--raw-extract", str(package), str(tree)], check=True)
    control = tree / "DEBIAN" / "control"
    lines = control.read_text(encoding="utf-8").splitlines()
    lines = [f"{line}~older" if line.startswith("Version: ") else line for line in lines]
    control.write_text("\n".join([*lines, ""]), encoding="utf-8")
    command = ["dpkg-deb", "--root-owner-group", "-Znone", "--build", str(tree), str(older)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    shutil.rmtree(tree)
    return older


@contextmanager
def display() -> Iterator[str | None]:
    """Give the name of a new display while it is used; ``None`` where there is no `Xvfb`."""
    if shutil.which("Xvfb") is None:
        yield None
        return
    reader, writer = os.pipe()
    command = ["Xvfb", "-displayfd", str(writer), "-screen", "0", "1600x1200x24", "-nolisten", "tcp", "-noreset"]
    with subprocess.Popen(command, pass_fds=(writer,), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        os.close(writer)
        with os.fdopen(reader) as stream:
            number = stream.readline().strip()
        try:
            yield f":{number}" if number else None
        finally:
            server.terminate()


def main(argv: Sequence[str] | None = None) -> int:
    """Walk all steps; return 1 if one does not hold."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("package", type=Path, metavar="DEB", help="the Debian package")
    parser.add_argument("--root", type=Path, metavar="DIR", help="folder of the root (default: one that is removed)")
    parser.add_argument("--suite", default="bookworm", help="release of Debian (default: bookworm)")
    parser.add_argument("--mirror", default=MIRROR, metavar="URL", help="where Debian's packages come from")
    args = parser.parse_args(argv)
    with tempfile.TemporaryDirectory(prefix="emotion-desk-root-") as name:
        work = Path(name)
        try:
            root = DebianRoot((args.root or work / "root").resolve(), args.suite, args.mirror)
            walk = CleanRoot(root, args.package.resolve(), work)
        except (RootError, OSError, subprocess.CalledProcessError) as error:
            print(f"FAILED  the root: {error}")
            return 1
        for title, step in walk.steps():
            try:
                print(f"good    {title}: {step()}", flush=True)
            except (AssertionError, RootError, OSError, ValueError, KeyError, StopIteration) as error:
                print(f"FAILED  {title}: {error}", flush=True)
                return 1  # each step begins where the one before ended
    return 0


if __name__ == "__main__":
    sys.exit(main())
