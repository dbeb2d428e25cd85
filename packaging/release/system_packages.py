"""The libraries of the system that a frozen program bundles: from which of Debian's packages, under which licences.

PyInstaller copies what Python and Qt are linked to from the machine that builds into the top folder of the program.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

_DOC = Path("/usr/share/doc")
#: The licence of the library, where a package's text tells those of programs and tests as well; by beginning of name.
LIBRARY_LICENCES = {
    "libasound2": "LGPL-2.1-or-later",
    "libbrotli": "MIT",
    "libbsd0": "BSD-3-Clause AND BSD-2-Clause AND ISC",
    "libbz2": "bzip2-1.0.6",
    "libcap2": "BSD-3-Clause OR GPL-2.0-only",
    "libcom-err2": "MIT",
    "libdbus-1": "AFL-2.1 OR GPL-2.0-or-later",
    "libffi": "MIT",
    "libfontconfig": "HPND",
    "libfreetype6": "FTL OR GPL-2.0-or-later",
    "libgcc-s1": "GPL-3.0-or-later WITH GCC-exception-3.1",
    "libgcrypt20": "LGPL-2.1-or-later",
    "libglib2.0": "LGPL-2.1-or-later",
    "libgpg-error0": "LGPL-2.1-or-later OR BSD-3-Clause",
    "libgssapi-krb5": "MIT",
    "libjack-jackd2": "LGPL-2.1-or-later",
    "libk5crypto": "MIT",
    "libkeyutils1": "LGPL-2.0-or-later",
    "libkrb5": "MIT",
    "liblz4": "BSD-2-Clause",
    "liblzma5": "0BSD",
    "libmd0": "BSD-3-Clause AND BSD-2-Clause AND ISC",
    "libpcre2": "BSD-3-Clause",
    "libpng16": "libpng-2.0",
    "libportaudio2": "MIT",
    "libsqlite3": "blessing",
    "libssl": "Apache-2.0",
    "libstdc++6": "GPL-3.0-or-later WITH GCC-exception-3.1",
    "libsystemd0": "LGPL-2.1-or-later",
    "libtinfo6": "X11-distribute-modifications-variant",
    "libuuid1": "BSD-3-Clause",
    "libwayland": "MIT",
    "libx11": "MIT",
    "libxau": "MIT",
    "libxcb": "MIT",
    "libxdmcp": "MIT",
    "libxext": "MIT",
    "libxfixes": "MIT",
    "libxkbcommon": "MIT",
    "libxrandr": "HPND-sell-variant",
    "libxrender": "HPND-sell-variant",
    "libzstd": "BSD-3-Clause",
    "zlib1g": "Zlib",
}
_ALL_FILES = re.compile(r"^Files: *\*[ \t]*\n(?:.+\n)*?License: *(\S.*)$", re.MULTILINE)
_HOME = re.compile(r"^(?:Source|Homepage): *(https?://\S+)", re.MULTILINE)


def bundled_libraries(folder: Path) -> list[str]:
    """Return the libraries in the top folder of a frozen program, without Python and its modules."""
    files = (file for file in (folder / "_internal").glob("lib*.so*") if file.is_file() and not file.is_symlink())
    return sorted(file.name for file in files if not file.name.startswith("libpython"))


def owners(libraries: Iterable[str]) -> dict[str, list[str]]:
    """Return which installed package brings which of these libraries; a library that none brings is under ``""``."""
    names = sorted(libraries)
    if not names or shutil.which("dpkg-query") is None:
        return {"": names} if names else {}
    command = ["dpkg-query", "--search", *(f"*/{name}" for name in names)]
    listing = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    return _sorted_out(names, listing)


def _sorted_out(names: list[str], listing: str) -> dict[str, list[str]]:
    """Read what `dpkg-query --search` prints: ``PACKAGE:ARCHITECTURE: PATH``, several packages with commas."""
    found: dict[str, str] = {}
    for line in listing.splitlines():
        packages, _, path = line.rpartition(": ")
        name = Path(path).name
        # 'diversion by ... from' has a space before its colon; a library for other processors lies elsewhere.
        if name in names and packages and " " not in packages.partition(",")[0]:
            found.setdefault(name, packages.partition(",")[0].partition(":")[0])
    sorted_out: dict[str, list[str]] = defaultdict(list)
    for name in names:
        sorted_out[found.get(name, "")].append(name)
    return dict(sorted_out)


def version_of(package: str) -> str:
    """Return the version of an installed package."""
    command = ["dpkg-query", "--show", "--showformat", "${Version}", package]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()


def copyright_of(package: str, doc: Path = _DOC) -> str:
    """Return the text in which Debian tells the licences of a package; empty if it is not there."""
    file = doc / package / "copyright"
    return file.read_text(encoding="utf-8", errors="replace").strip() if file.is_file() else ""


def licence_of(package: str, text: str, known: Mapping[str, str] = LIBRARY_LICENCES) -> str:
    """Return the licence of a package's library: as listed here, or that of most files in Debian's text, or nothing."""
    fitting = [start for start in known if package.startswith(start)]
    if fitting:
        return known[max(fitting, key=len)]
    match = _ALL_FILES.search(text)
    return match[1].strip() if match else ""


def home_of(text: str) -> str:
    """Return the address of the project that Debian's text tells; empty if it tells none."""
    match = _HOME.search(text)
    return match[1] if match else ""
