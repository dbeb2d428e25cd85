"""Walks the checklist of a release: what must agree, be whole, be small enough, and come out the same twice.

    python packaging/release/check.py [--folder dist/emotion-desk] [--deb dist/emotion-desk_VERSION_amd64.deb [--again]]

Run from a clean checkout of what will be released.  Every point prints a line; the status is 1 if one failed.  With
``--folder`` the frozen program is looked at as well, and packed twice; with ``--deb`` the compressed package.  With
``--again`` a fresh clone of the last commit is built whole, which must give the same package and the same wheel; that
takes as long as the first time.  A validator that is not installed is named in the line of its point.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

for place in (1, 2):
    sys.path.insert(0, str(Path(__file__).resolve().parents[place]))

from linux.deb import build_deb  # noqa: E402
from release.build import DEB_MB, FOLDER_MIB, ROOT, WHEEL_MB, build_wheel, size_of, source_date_epoch, version  # noqa: E402
from release.compare import differences, digest  # noqa: E402

Check = Callable[[], str]


class CheckError(Exception):
    """A point of the list does not hold; the text says why."""


def versions_agree() -> str:
    """The version is the same in the project, in the package, in the metainfo, and has a section in the changelog."""
    project = version()
    code = (ROOT / "emotion_desk" / "version.py").read_text(encoding="utf-8")
    told = re.search(r'__version__\s*(?::[^=]+)?=\s*"([^"]+)"', code)
    metainfo = (ROOT / "packaging/linux/emotion-desk.metainfo.xml").read_text(encoding="utf-8")
    released = re.search(r'<release version="([^"]+)"', metainfo)
    for where, found in (("emotion_desk/version.py", told), ("the metainfo", released)):
        if found is None or found[1] != project:
            raise CheckError(f"pyproject.toml has {project}, {where} has {found[1] if found else 'none'}")
    return project


def changelog_is_written() -> str:
    """The newest section of the changelog is that of this version and says something."""
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    sections = re.split(r"^## ", text, flags=re.MULTILINE)[1:]
    if not sections or version() not in sections[0].splitlines()[0]:
        raise CheckError(f"the first section is not that of {version()}: rename 'Unreleased' when it is released")
    points = sections[0].count("\n- ")
    if not points:
        raise CheckError("its section is empty")
    return f"{points} points"


def weights_are_the_released_ones() -> str:
    """Every file of both manifests has the hash and the size that it is listed with."""
    count = 0
    for manifest in (ROOT / "models/manifest.json", ROOT / "models/names/manifest.json"):
        for listed in _files(json.loads(manifest.read_text(encoding="utf-8"))):
            file = manifest.parent / listed["file"]
            if not file.is_file() or digest(file) != listed["sha256"]:
                raise CheckError(f"{file.name} is not as listed")
            count += 1
    return f"{count} files"


def _files(node: object) -> Iterator[dict[str, str]]:
    """Yield everything in a manifest that has a file and a hash."""
    if isinstance(node, dict):
        if {"file", "sha256"} <= node.keys():
            yield node
        for value in node.values():
            yield from _files(value)
    elif isinstance(node, list):
        for value in node:
            yield from _files(value)


def cards_have_a_licence() -> str:
    """Every network that is listed has a card, and every card says under which licence it is."""
    cards = [*(ROOT / "models").glob("*.md"), *(ROOT / "models/names").glob("*.md")]
    silent = [
        card.name
        for card in cards
        if not re.search(r"licen[cs]e|Boost|Apache|CC0", card.read_text("utf-8"), re.IGNORECASE)
    ]
    if silent or not cards:
        raise CheckError(f"no licence in {', '.join(silent) or 'any card'}")
    return f"{len(cards)} cards"


def wheel_is_reproducible() -> str:
    """The wheel is small enough, and two builds have the same bytes."""
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as two:
        wheels = [build_wheel(Path(folder)) for folder in (one, two)]
        _same(*wheels)
        size = wheels[0].stat().st_size / 1e6
        if size > WHEEL_MB:
            raise CheckError(f"{size:.0f} MB, at most {WHEEL_MB}")
        return f"{size:.1f} MB, {digest(wheels[0])[:12]}, {_validated('twine', 'check', '--strict', str(wheels[0]))}"


def desktop_files_are_valid() -> str:
    """The desktop entry and the metainfo follow their specifications."""
    linux = ROOT / "packaging" / "linux"
    entry = _validated("desktop-file-validate", str(linux / "emotion-desk.desktop"))
    metainfo = str(linux / "emotion-desk.metainfo.xml")
    return f"{entry}, {_validated('appstreamcli', 'validate', '--no-net', metainfo)}"


def built_again(package: Path) -> str:
    """A fresh clone, in another folder and with an environment of its own, gives the same package and wheel."""
    with tempfile.TemporaryDirectory(prefix="emotion-desk-again-") as name:
        clone, out = Path(name) / "clone", Path(name) / "dist"
        _call("git", "clone", "--quiet", "--no-hardlinks", str(ROOT), str(clone))
        options = ["--deb", "--wheel", "--out", str(out), "--venv", str(Path(name) / "venv")]
        _call(sys.executable, str(clone / "packaging" / "release" / "build.py"), *options)
        told = []
        for first in (package, build_wheel(Path(name))):
            _same(first, out / first.name)
            told.append(f"{first.suffix[1:]} {digest(first)[:12]}")
        return ", ".join(told)


def bill_is_valid(bill: Path) -> str:
    """The bill of materials follows the schema of CycloneDX."""
    if importlib.util.find_spec("cyclonedx") is None:
        return "cyclonedx-python-lib is not installed"
    code = (
        "import sys; from cyclonedx.schema import SchemaVersion;"
        "from cyclonedx.validation.json import JsonStrictValidator;"
        "fault = JsonStrictValidator(SchemaVersion.V1_5).validate_str(open(sys.argv[1], encoding='utf-8').read());"
        "sys.exit(str(fault)[:300] if fault else 0)"
    )
    _call(sys.executable, "-c", code, str(bill))
    return "CycloneDX 1.5 holds"


def deb_is_valid(package: Path) -> str:
    """The compressed Debian package is small enough, and lintian finds no errors but search paths of libraries."""
    size = package.stat().st_size / 1e6
    if size > DEB_MB:
        raise CheckError(f"{size:.0f} MB, at most {DEB_MB}")
    if shutil.which("lintian") is None:
        return f"{size:.0f} MB, lintian is not installed"
    command = ["lintian", "--fail-on", "none", "--tag-display-limit", "0", str(package)]
    errors = [line for line in lintian_errors(_call(*command)) if "custom-library-search-path" not in line]
    if errors:
        raise CheckError(f"{len(errors)} errors of lintian, the first is: {errors[0]}")
    return f"{size:.0f} MB, lintian finds no errors"


def lintian_errors(output: str) -> list[str]:
    """Return the errors in what lintian prints."""
    return [line for line in output.splitlines() if line.startswith("E: ")]


def _validated(program: str, *arguments: str) -> str:
    """Run a validator, from beside this Python or from the search path; return what came of it."""
    places = os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)))
    found = shutil.which(program, path=places)
    if found is None:
        return f"{program} is not installed"
    _call(found, *arguments)
    return f"{program} finds no fault"


def requirements_agree() -> str:
    """The installed packages fit each other."""
    return _call(sys.executable, "-m", "pip", "check").strip().splitlines()[-1]


def folder_is_listed(folder: Path) -> str:
    """The frozen program is small enough, and all that it bundles has a known licence."""
    size = size_of(folder) / 2**20
    if size > FOLDER_MIB:
        raise CheckError(f"{size:.0f} MiB, at most {FOLDER_MIB}")
    listed = (folder / "THIRD_PARTY.md").read_text(encoding="utf-8")
    for missing in ("| not told |", "| not known |"):
        if missing in listed:
            raise CheckError("THIRD_PARTY.md has packages without a licence")
    components = json.loads((folder / "sbom.cdx.json").read_text(encoding="utf-8"))["components"]
    debian = sum(component["purl"].startswith("pkg:deb/") for component in components)
    valid = bill_is_valid(folder / "sbom.cdx.json")
    return f"{size:.0f} MiB, {len(components)} packages, {debian} of them Debian's, {valid}"


def deb_is_reproducible(folder: Path) -> str:
    """Two Debian packages of one frozen program have the same bytes."""
    os.environ["SOURCE_DATE_EPOCH"] = source_date_epoch()
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as two:
        packages = [build_deb(folder, Path(place), version(), compressed=False) for place in (one, two)]
        _same(*packages)
        return digest(packages[0])[:12]


def _same(one: Path, two: Path) -> None:
    found = differences(one, two)
    if found:
        raise CheckError(f"two builds of {one.name} differ in {len(found)} places, the first is: {found[0]}")


def _call(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise CheckError((done.stdout + done.stderr).strip().splitlines()[-1])
    return done.stdout


def checklist(folder: Path | None, package: Path | None = None, *, again: bool = False) -> list[tuple[str, Check]]:
    """Return the points in the order in which a release is made."""
    points: list[tuple[str, Check]] = [
        ("versions agree", versions_agree),
        ("changelog", changelog_is_written),
        ("weights", weights_are_the_released_ones),
        ("model cards", cards_have_a_licence),
        ("requirements", requirements_agree),
        ("desktop entry and metainfo", desktop_files_are_valid),
        ("wheel, twice the same", wheel_is_reproducible),
    ]
    if folder is not None:
        points.append(("frozen program", lambda: folder_is_listed(folder)))
        points.append(("Debian package, twice the same", lambda: deb_is_reproducible(folder)))
    if package is not None:
        points.append(("compressed Debian package", lambda: deb_is_valid(package)))
        if again:
            points.append(("built again from a fresh clone", lambda: built_again(package)))
    return points


def main(argv: Sequence[str] | None = None) -> int:
    """Walk the list; return 1 if a point does not hold."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--folder", type=Path, metavar="DIR", help="the frozen program, to be looked at as well")
    parser.add_argument("--deb", type=Path, metavar="FILE", help="the compressed Debian package, likewise")
    parser.add_argument("--again", action="store_true", help="build a fresh clone, too, and compare")
    args = parser.parse_args(argv)
    if args.again and args.deb is None:
        parser.error("--again needs the package of --deb to compare with")
    failed = 0
    for title, check in checklist(args.folder, args.deb, again=args.again):
        try:
            print(f"good    {title}: {check()}", flush=True)
        except (CheckError, OSError, ValueError, KeyError, tomllib.TOMLDecodeError) as error:
            failed += 1
            print(f"FAILED  {title}: {error}", flush=True)
    print("ready to be released" if not failed else f"{failed} points are open")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
