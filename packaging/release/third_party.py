"""What a frozen program bundles: `THIRD_PARTY.md` with the texts of all licences, and a software bill of materials.

    BUILD_VENV/bin/python packaging/release/third_party.py FOLDER VERSION NAME...

Runs in the environment that was frozen, NAME being the requirements of the program; writes `THIRD_PARTY.md` and
`sbom.cdx.json` (CycloneDX 1.5) into the frozen FOLDER.  Both are the same for the same packages, whenever made.
Libraries of the system that the folder bundles are listed by Debian's packages, where it was frozen on Debian.
"""

from __future__ import annotations

import json
import platform
import re
import sys
import sysconfig
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from email.message import Message
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import cast
from urllib.parse import quote

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from release import system_packages

#: Licences of the native libraries that wheels bring along, by the beginning of their names.
NATIVE = {
    "libav": "LGPL-2.1-or-later, here GPL-2.0-or-later, because it is built with x264",
    "libavif": "BSD-2-Clause",
    "libsw": "LGPL-2.1-or-later, here GPL-2.0-or-later, because it is built with x264",
    "libx264": "GPL-2.0-or-later",
    "libx265": "GPL-2.0-or-later; on Linux a library without an encoder stands in for it",
    "libdav1d": "BSD-2-Clause",
    "libaom": "BSD-2-Clause",
    "libvpx": "BSD-3-Clause",
    "libvpl": "MIT",
    "libSvtAv1": "BSD-3-Clause-Clear; on Linux a library without an encoder stands in for it",
    "libmp3lame": "LGPL-2.0-or-later",
    "libopus": "BSD-3-Clause",
    "libopencore": "Apache-2.0",
    "libwebp": "BSD-3-Clause",
    "libsharpyuv": "BSD-3-Clause",
    "libde265": "LGPL-3.0-or-later",
    "libheif": "LGPL-3.0-or-later",
    "libkvazaar": "BSD-3-Clause",
    "libpng": "libpng-2.0",
    "libjpeg": "IJG AND BSD-3-Clause",
    "libtiff": "libtiff",
    "libopenjp2": "BSD-2-Clause",
    "liblcms2": "MIT",
    "liblzma": "0BSD",
    "libzstd": "BSD-3-Clause",
    "libfreetype": "FTL",
    "libharfbuzz": "MIT",
    "libbrotli": "MIT",
    "libxcb": "MIT",
    "libXau": "MIT",
    "libdrm": "MIT",
    "libasound": "LGPL-2.1-or-later",
    "libgnutls": "LGPL-2.1-or-later",
    "libnettle": "LGPL-3.0-or-later OR GPL-2.0-or-later",
    "libhogweed": "LGPL-3.0-or-later OR GPL-2.0-or-later",
    "libgmp": "LGPL-3.0-or-later OR GPL-2.0-or-later",
    "libunistring": "LGPL-3.0-or-later OR GPL-2.0-or-later",
    "libssl": "OpenSSL",
    "libcrypto": "OpenSSL",
    "libopenblas": "BSD-3-Clause",
    "libscipy_openblas": "BSD-3-Clause",
    "libgfortran": "GPL-3.0-or-later WITH GCC-exception-3.1",
    "libquadmath": "LGPL-2.1-or-later",
    "libgomp": "GPL-3.0-or-later WITH GCC-exception-3.1",
    "liblsl": "MIT",
    "libggml": "MIT",
    "libicu": "Unicode-3.0",
    "libonnxruntime": "MIT",
    "libpyside6": "LGPL-3.0-only",
    "libshiboken6": "LGPL-3.0-only",
    "libQt6": "LGPL-3.0-only",
}


@dataclass(frozen=True)
class Bundled:
    """A distribution that is bundled.

    Attributes:
        name: as its metadata has it.
        version: of the distribution.
        licence: SPDX expression or the metadata's own words; empty if it tells none.
        home: address of the project; empty if it tells none.
        texts: name and text of each licence file that it brings.
        origin: where packages of this kind come from: ``pypi``, ``deb/debian``, or ``generic``.
    """

    name: str
    version: str
    licence: str
    home: str
    texts: tuple[tuple[str, str], ...]
    origin: str = "pypi"


def bundled(names: Sequence[str]) -> list[Bundled]:
    """Return the named distributions and all that they require here, by name."""
    found: dict[str, Bundled] = {}
    waiting = [_name(name) for name in names]
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        try:
            package = distribution(name)
        except PackageNotFoundError:
            continue  # asked for on another system only
        found[name] = _describe(package)
        waiting += list(required_names(package))
    return [found[name] for name in sorted(found)]


def runtime() -> list[Bundled]:
    """Return what runs the packages: Python itself, and PyInstaller's start program where it is installed."""
    file = Path(sysconfig.get_path("stdlib")) / "LICENSE.txt"
    texts = ((file.name, file.read_text(encoding="utf-8").strip()),) if file.is_file() else ()
    python = Bundled("Python", platform.python_version(), "PSF-2.0", "https://www.python.org", texts, "generic")
    try:
        return [_describe(distribution("pyinstaller")), python]
    except PackageNotFoundError:
        return [python]


def from_the_system(folder: Path) -> list[Bundled]:
    """Return the packages of the system whose libraries are bundled; one without a name has those of no package."""
    found = []
    for name, libraries in sorted(system_packages.owners(system_packages.bundled_libraries(folder)).items()):
        text = system_packages.copyright_of(name) if name else ""
        licence = system_packages.licence_of(name, text)
        texts = ((f"copyright, for {', '.join(libraries)}", text),) if text else ()
        home = system_packages.home_of(text)
        version = system_packages.version_of(name) if name else ""
        found.append(Bundled(name or ", ".join(libraries), version, licence, home, texts, "deb/debian"))
    return found


def _name(requirement: str) -> str:
    """Return the normalised name at the beginning of a requirement."""
    match = re.match(r"[A-Za-z0-9._-]+", requirement)
    return re.sub(r"[-_.]+", "-", match[0]).lower() if match else ""


def required_names(package: Distribution) -> Iterator[str]:
    """Yield the normalised names of what a distribution requires without extras, on any system."""
    for requirement in package.requires or ():
        if "extra ==" not in requirement:  # markers of systems are met by what is installed
            yield _name(requirement)


def _describe(package: Distribution) -> Bundled:
    data = cast("Message", package.metadata)
    licence = (
        data.get("License-Expression") or _classified(data.get_all("Classifier") or ()) or data.get("License") or ""
    )
    addresses = dict(line.split(", ", 1) for line in data.get_all("Project-URL") or () if ", " in line)
    home = next((addresses[key] for key in addresses if key.lower() in ("homepage", "source", "repository")), "")
    texts = []
    for file in sorted(package.files or (), key=str):
        if re.match(r"(licen[cs]e|copying|notice|copyright)", file.name, re.IGNORECASE) and ".dist-info" in str(file):
            path = Path(str(file.locate()))
            if path.is_file():
                texts.append((file.name, path.read_text(encoding="utf-8", errors="replace").strip()))
    first = licence.strip().splitlines()[0][:120] if licence.strip() else ""
    return Bundled(data["Name"], package.version, first, data.get("Home-page") or home, tuple(texts))


def _classified(classifiers: Sequence[str]) -> str:
    words = [line.rpartition(" :: ")[2] for line in classifiers if line.startswith("License :: ")]
    return ", ".join(word for word in words if word != "OSI Approved")


def native_libraries(folder: Path) -> dict[str, str]:
    """Return the native libraries that wheels bring, and their licences; empty where unknown.

    They lie below the top folder; what lies in it is of the system.  Plugins of Qt are a part of it.
    """
    files = (file for file in folder.rglob("lib*.so*") if file.is_file() and not file.is_symlink())
    outer = (folder, folder / "_internal")
    inside = sorted(file for file in files if file.parent not in outer and "plugins" not in file.parts)
    return {file.name: _native_licence(file.name) for file in inside}


def _native_licence(name: str) -> str:
    fitting = [start for start in NATIVE if name.startswith(start)]
    return NATIVE[max(fitting, key=len)] if fitting else ""


def document(packages: Sequence[Bundled], native: dict[str, str]) -> str:
    """Return `THIRD_PARTY.md`."""
    lines = [
        "# What Emotion Desk bundles",
        "",
        "| package | version | licence | address |",
        "| --- | --- | --- | --- |",
    ]
    lines += [f"| {one.name} | {one.version} | {one.licence or 'not told'} | {one.home} |" for one in packages]
    lines += ["", "Native libraries inside these packages:", "", "| library | licence |", "| --- | --- |"]
    lines += [f"| {name} | {licence or 'not known'} |" for name, licence in native.items()]
    told: dict[str, str] = {}
    for one in packages:
        for name, text in one.texts:
            title = f"{one.name} {one.version}: {name}"
            lines += ["", f"## {title}", ""]
            if text in told:  # packages of one source
                lines.append(f"As under *{told[text]}*.")
                continue
            told[text] = title
            lines += ["```text", text.replace("```", "'''"), "```"]
    return "\n".join([*lines, ""])


def bill_of_materials(packages: Sequence[Bundled], version: str) -> str:
    """Return the packages as a CycloneDX document."""
    components = [
        {
            "type": "library",
            "name": one.name,
            "version": one.version,
            "purl": _purl(one),
            **({"licenses": [{"license": {"name": one.licence}}]} if one.licence else {}),
        }
        for one in packages
    ]
    program = {"type": "application", "name": "emotion-desk", "version": version}
    bill = {"bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1, "metadata": {"component": program}}
    return json.dumps(bill | {"components": components}, indent=1) + "\n"


def _purl(package: Bundled) -> str:
    """Return the package URL; Debian's names keep dots and signs such as ``+``, which are quoted."""
    name = quote(package.name) if package.origin.startswith("deb") else _name(package.name)
    return f"pkg:{package.origin}/{name}@{quote(package.version)}"


def main(argv: Sequence[str]) -> int:
    """Write both documents; return 1 if a licence is not known."""
    folder, version, names = Path(argv[0]), argv[1], argv[2:]
    packages, native = [*bundled(names), *runtime(), *from_the_system(folder)], native_libraries(folder)
    (folder / "THIRD_PARTY.md").write_text(document(packages, native), encoding="utf-8", newline="\n")
    (folder / "sbom.cdx.json").write_text(bill_of_materials(packages, version), encoding="utf-8", newline="\n")
    unknown = [one.name for one in packages if not one.licence] + [
        name for name, licence in native.items() if not licence
    ]
    if unknown:
        print(f"licences that are not known: {', '.join(unknown)}")
    return 1 if unknown else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
