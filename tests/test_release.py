"""What two builds have in common, what the frozen program takes from the system, and the walk in a bare Debian."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

PACKAGING = Path(__file__).resolve().parent.parent / "packaging"
sys.path.insert(0, str(PACKAGING))
try:
    from linux import deb, deb_documents
    from release import check, clean_root, compare, debian_root, smoke, system_packages, third_party
finally:
    sys.path.remove(str(PACKAGING))

needs_dpkg = pytest.mark.skipif(shutil.which("dpkg-deb") is None, reason="dpkg is not installed")


def wheel(file: Path, **members: str) -> Path:
    with zipfile.ZipFile(file, "w") as archive:
        for name, text in members.items():
            archive.writestr(zipfile.ZipInfo(name), text)
    return file


def program(folder: Path) -> Path:
    """Return a small folder laid out as PyInstaller does it."""
    inside = folder / "_internal"
    inside.mkdir(parents=True)
    (folder / "emotion-desk").write_text("#!/bin/sh\n", encoding="utf-8")
    (folder / "emotion-desk").chmod(0o755)
    for name in ("libz.so.1", "libpython3.11.so.1.0", "module.cpython-311.so"):
        (inside / name).write_bytes(name.encode())
        (inside / name).chmod(0o755)
    (inside / "libz.so").symlink_to("libz.so.1")
    return folder


class TestCompare:
    """Two builds are the same, or what differs is named."""

    def test_of_wheels(self, tmp_path: Path) -> None:
        one = wheel(tmp_path / "one.whl", a="1", b="2")
        assert compare.differences(one, wheel(tmp_path / "two.whl", a="1", b="2")) == []
        assert compare.differences(one, wheel(tmp_path / "two.whl", a="1", b="3", c="4")) == ["b", "c"]
        assert compare.differences(one, wheel(tmp_path / "two.whl", b="2", a="1")) == ["order or compression"]
        with pytest.raises(check.CheckError, match=r"one\.whl differ in 1 places, the first is: b"):
            check._same(one, wheel(tmp_path / "two.whl", a="1", b="9"))

    @needs_dpkg
    def test_of_packages_packed_at_other_times_from_other_places(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        packages = []
        for place, moment in (("here", 1_600_000_000), ("there", 1_750_000_000)):
            folder, out = program(tmp_path / place / "emotion-desk"), tmp_path / place / "out"
            out.mkdir()
            for path in folder.rglob("*"):
                os.utime(path, (moment, moment), follow_symlinks=False)
            monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
            packages.append(deb.build_deb(folder, out, "1.2.3", compressed=False))
        assert compare.differences(*packages) == []
        (tmp_path / "there/emotion-desk/_internal/libz.so.1").write_bytes(b"another")
        changed = deb.build_deb(tmp_path / "there/emotion-desk", tmp_path, "1.2.3", compressed=False)
        assert compare.differences(packages[0], changed) == ["./usr/lib/emotion-desk/_internal/libz.so.1"]

    @needs_dpkg
    def test_a_lower_version_has_the_same_files(self, tmp_path: Path) -> None:
        package = deb.build_deb(program(tmp_path / "emotion-desk"), tmp_path, "1.2.3", compressed=False)
        older = clean_root.lower_version(package, tmp_path)
        asked = ["dpkg-deb", "--field", str(older), "Version"]
        version = subprocess.run(asked, capture_output=True, text=True, check=True).stdout.strip()
        assert version == "1.2.3~older"
        changed = compare.differences(package, older)
        assert "./control" in changed
        assert "./usr/lib/emotion-desk/_internal/libz.so.1" not in changed
        assert subprocess.run(["dpkg", "--compare-versions", version, "lt", "1.2.3"], check=False).returncode == 0


class TestPackage:
    """The Debian package's files have the rights and documents that Debian wants."""

    def test_libraries_are_not_programs(self, tmp_path: Path) -> None:
        deb.stage(program(tmp_path / "emotion-desk"), tmp_path / "tree", "1.2.3")
        lib = tmp_path / "tree/usr/lib/emotion-desk"
        assert os.access(lib / "emotion-desk", os.X_OK)
        assert (lib / "_internal/libz.so.1").stat().st_mode & 0o777 == 0o644
        assert (lib / "_internal/module.cpython-311.so").stat().st_mode & 0o777 == 0o644
        assert (lib / "_internal/libz.so").is_symlink()

    def test_its_documents(self, tmp_path: Path) -> None:
        folder = program(tmp_path / "emotion-desk")
        (folder / "THIRD_PARTY.md").write_text("all texts", encoding="utf-8")
        share = tmp_path / "share"
        deb_documents.write_documents(folder, share, "1.2.3", "A <a@example.org>", 1_700_000_000)
        doc = share / "doc" / "emotion-desk"
        assert "MIT License" in (doc / "copyright").read_text(encoding="utf-8")
        changes = subprocess.run(["gzip", "-dc", str(doc / "changelog.gz")], capture_output=True, text=True, check=True)
        assert changes.stdout.startswith("emotion-desk (1.2.3) stable; urgency=medium\n\n  * ")
        assert changes.stdout.endswith(" -- A <a@example.org>  Tue, 14 Nov 2023 22:13:20 +0000\n")
        assert {file.name for file in doc.iterdir()} == {
            "copyright", "changelog.gz", "CHANGELOG.md.gz", "THIRD_PARTY.md.gz",
        }  # fmt: skip
        overrides = (share / "lintian/overrides/emotion-desk").read_text(encoding="utf-8").splitlines()
        assert all(line.startswith("# ") for line in overrides[::2])
        assert all(line.startswith("emotion-desk: ") for line in overrides[1::2])


class TestSystem:
    """Libraries of the system are listed by the packages that they come from."""

    def test_links_python_and_modules_are_not_of_the_system(self, tmp_path: Path) -> None:
        assert system_packages.bundled_libraries(program(tmp_path / "emotion-desk")) == ["libz.so.1"]

    def test_owners_are_read_from_dpkg(self) -> None:
        listing = (
            "zlib1g:amd64: /lib/x86_64-linux-gnu/libz.so.1\n"
            "diversion by glx from: /usr/lib/libGL.so.1\n"
            "libgl1:amd64, libgl1-other:amd64: /usr/lib/libGL.so.1\n"
            "else:amd64: /usr/lib/libother.so\n"
        )
        found = system_packages._sorted_out(["libGL.so.1", "libz.so.1", "libnew.so.2"], listing)
        assert found == {"libgl1": ["libGL.so.1"], "": ["libnew.so.2"], "zlib1g": ["libz.so.1"]}

    def test_a_licence_is_that_of_the_library_or_of_most_files(self) -> None:
        head = "Format: x\nSource: https://example.org\n\n"
        text = head + "Files: *\nCopyright: 2020 A\n  2021 B\nLicense: ISC\n\nFiles: tests\nLicense: GPL-2\n"
        assert system_packages.licence_of("libnew1", text) == "ISC"
        assert system_packages.licence_of("libnew1", "Some words.") == ""
        assert system_packages.licence_of("libx11-xcb1", text) == "MIT"
        assert system_packages.home_of(text) == "https://example.org"

    @pytest.mark.skipif(shutil.which("dpkg-query") is None, reason="dpkg is not installed")
    def test_the_system_names_its_own(self, tmp_path: Path) -> None:
        folder = program(tmp_path / "emotion-desk")
        (folder / "_internal" / "libnobody.so.9").touch()
        nobody, zlib = third_party.from_the_system(folder)
        assert (zlib.name, zlib.licence, bool(zlib.version)) == ("zlib1g", "Zlib", True)
        assert (nobody.name, nobody.licence) == ("libnobody.so.9", "")  # a licence that nobody knows ends the build
        assert third_party._purl(zlib).startswith("pkg:deb/debian/zlib1g@1%3A")

    def test_the_same_text_stands_once(self) -> None:
        first, second = (
            third_party.Bundled(name, "1", "MIT", "", (("copyright", "the long text"),)) for name in ("liba", "libb")
        )
        page = third_party.document([first, second], {})
        assert page.count("the long text") == 1
        assert "As under *liba 1: copyright*." in page


def test_an_ordinary_user_makes_no_root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("release.debian_root.shutil.which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    with pytest.raises(debian_root.RootError, match="by root only"):
        debian_root.DebianRoot(tmp_path, "bookworm", "http://localhost")
    monkeypatch.setattr("release.debian_root.shutil.which", lambda name: None)
    with pytest.raises(debian_root.RootError, match="This needs debootstrap, chroot"):
        debian_root.DebianRoot(tmp_path, "bookworm", "http://localhost")


REPORT = {
    "faces_seen": 1,
    "failures": [],
    "results": {"count": 100, "per_second": 20.0},
    "sound": {"blocks": 300},
    "threads_joined": True,
    "people": [{"readings": 90, "emotion": {"happy": 0.7, "sad": 0.3}}],
    "voice": {"readings": 50, "emotion": {"calm": 0.6, "sad": 0.4}},
}


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"faces_seen": 0}, "no face was seen"),
        ({"failures": ["No speech can be detected."]}, "it says: No speech"),
        ({"results": {"per_second": 0.5}}, "0.5 answers a second"),
        ({"voice": None}, "nobody spoke"),
        ({"people": [{"readings": 90, "emotion": {"happy": 0.7, "sad": 0.7}}]}, "add up to 1.400"),
        ({"people": [{"readings": 90, "emotion": {str(index): 0.125 for index in range(8)}}]}, "no emotion stands out"),
    ],
)
def test_a_run_is_judged_by_its_figures(change: dict[str, object], sentence: str) -> None:
    smoke._check_report(dict(REPORT))
    with pytest.raises(AssertionError, match=sentence):
        smoke._check_report(REPORT | change)


def test_building_again_needs_a_package_to_compare_with(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        check.main(["--again"])
    assert "--again needs the package of --deb" in capsys.readouterr().err
