"""What packages carry besides the program, and the scripts that make and check a release."""

from __future__ import annotations

import json
import os
import plistlib
import re
import runpy
import shutil
import struct
import subprocess
import sys
import xml.etree.ElementTree as ET
from importlib.metadata import distribution
from pathlib import Path

import pytest

PACKAGING = Path(__file__).resolve().parent.parent / "packaging"
sys.path.insert(0, str(PACKAGING))
try:
    from freeze import elf, icu, slim, stand_ins
    from freeze.openblas import share_openblas
    from linux import completions, manual_page
    from linux.command_line import desk_commands
    from release import check, third_party
finally:
    sys.path.remove(str(PACKAGING))


def test_an_editable_installation_has_no_second_copy_of_the_weights() -> None:
    installed = distribution("emotion-desk")
    origin = json.loads(installed.read_text("direct_url.json") or "{}")
    if not origin.get("dir_info", {}).get("editable"):
        pytest.skip("Emotion Desk is not installed editable here")
    assert not [str(file) for file in installed.files or () if "shipped" in file.parts]


def test_every_command_of_the_desk_is_there_and_none_of_modelling() -> None:
    names = [command.name for command in desk_commands()]
    assert {"window", "run", "open", "analyze", "export", "people enrol", "figures", "doctor"} <= set(names)
    assert not {"train", "evaluate", "bench"} & set(names)


def test_the_man_page_tells_every_option() -> None:
    page = manual_page.manual_page("0.1.0", 1_700_000_000)
    plain = page.replace("\\-", "-")
    assert '"2023-11-14" "0.1.0"' in plain
    for command in desk_commands():
        for option in command.options:
            assert all(f"\\fB{name}\\fR" in plain for name in option.names), option
    assert "EXIT STATUS" in page


@pytest.mark.skipif(not shutil.which("groff"), reason="groff is not installed")
def test_the_man_page_is_good_roff() -> None:
    page = manual_page.manual_page("0.1.0", 1_700_000_000)
    done = subprocess.run(
        ["groff", "-man", "-Tutf8", "-ww", "-z"], input=page, capture_output=True, text=True, check=True
    )
    assert done.stderr == ""


@pytest.mark.skipif(not shutil.which("bash"), reason="bash is not installed")
@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("emotion-desk ana", {"analyze"}),
        ("emotion-desk export --form", {"--format"}),
        ("emotion-desk export s --format w", {"webvtt"}),
        ("emotion-desk people id", {"identify"}),
        ("emotion-desk --demo --mode s", {"singles"}),
        ("emotion-desk people enrol --con", {"--consent"}),
    ],
)
def test_bash_completes(line: str, expected: set[str], tmp_path: Path) -> None:
    words = line.split(" ")
    script = tmp_path / "complete.sh"
    script.write_text(
        "_init_completion() { cur=${COMP_WORDS[COMP_CWORD]}; prev=${COMP_WORDS[COMP_CWORD-1]}; "
        'words=("${COMP_WORDS[@]}"); cword=$COMP_CWORD; }\n_filedir() { :; }\n'
        f"{completions.bash()}\nCOMP_WORDS=({' '.join(words)})\nCOMP_CWORD={len(words) - 1}\n"
        '_emotion_desk\nprintf "%s\\n" "${COMPREPLY[@]}"\n',
        encoding="utf-8",
    )
    done = subprocess.run(["bash", str(script)], capture_output=True, text=True, check=True)
    assert set(done.stdout.split()) == expected, done.stderr


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_the_other_shells_take_their_completions(shell: str) -> None:
    text = {"zsh": completions.zsh, "fish": completions.fish}[shell]()
    for command in desk_commands():
        assert all(name.lstrip("-") in text for option in command.options for name in option.names)
    if shutil.which(shell) is not None:
        done = subprocess.run([shell, "-n"], input=text, capture_output=True, text=True, check=False)
        assert done.stderr == ""


has_tools = bool(shutil.which("cc") and shutil.which("readelf"))


def made(file: Path, content: bytes = b"library") -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
    return file


@pytest.mark.skipif(sys.platform != "linux", reason="folders are slimmed on Linux only")
class TestSlim:
    """A frozen folder loses what it has twice."""

    def test_one_ffmpeg_of_the_same_version_is_enough(self, tmp_path: Path) -> None:
        ours = made(tmp_path / "av.libs" / "libavcodec-1a.so.62.28.102", b"ours")
        theirs = made(tmp_path / "opencv_python_headless.libs" / "libavcodec-2b.so.62.28.102", b"theirs")
        older = made(tmp_path / "opencv_python_headless.libs" / "libavutil-2b.so.59.1.100")
        made(tmp_path / "av.libs" / "libavutil-1a.so.60.26.102")
        assert slim.share_ffmpeg(tmp_path) == 1
        assert theirs.is_symlink()
        assert theirs.read_bytes() == b"ours"
        assert theirs.resolve() == ours
        assert not older.is_symlink()  # another version has other functions

    def test_copies_of_one_library_become_links(self, tmp_path: Path) -> None:
        files = [made(tmp_path / name) for name in ("libggml.so.0.9.4", "libggml.so.0", "libother.so.0")]
        made(tmp_path / "libother.so.0.1", b"another")
        slim.link_versions(tmp_path)
        assert [file.is_symlink() for file in files] == [False, True, False]
        assert files[1].read_bytes() == b"library"

    def test_links_to_what_is_gone_go_too(self, tmp_path: Path) -> None:
        made(tmp_path / "a.so")
        for name in ("a", "b"):
            (tmp_path / f"lib{name}").symlink_to(f"{name}.so")
        slim.drop_dead_links(tmp_path)
        assert sorted(file.name for file in tmp_path.iterdir()) == ["a.so", "liba"]

    @pytest.mark.skipif(not has_tools, reason="no compiler")
    def test_a_library_without_an_encoder_stands_in_for_x265(self, tmp_path: Path) -> None:
        import ctypes

        encoder, user = tmp_path / "libx265-f5.so.216", tmp_path / "libuser.so"
        code = made(
            tmp_path / "x265.c", b"int x265_api_get_216(int d) { return d + 1; } int x265_other(void) { return 5; }"
        )
        asking = made(tmp_path / "user.c", b"int x265_api_get_216(int); int user(void) { return x265_api_get_216(8); }")
        subprocess.run(["cc", "-shared", f"-Wl,-soname,{encoder.name}", "-o", str(encoder), str(code)], check=True)
        subprocess.run(["cc", "-shared", "-fPIC", "-o", str(user), str(asking), str(encoder)], check=True)
        stand_ins.stand_in(tmp_path, stand_ins.ENCODERS)
        library = ctypes.CDLL(str(encoder))
        assert library.x265_api_get_216(8) == 0
        assert not hasattr(library, "x265_other")  # nobody asked for it

    @pytest.mark.skipif(not has_tools, reason="no compiler")
    def test_opencv_calculates_with_the_openblas_of_numpy(self, tmp_path: Path) -> None:
        import ctypes

        import numpy as np

        numpy_libraries = Path(np.__file__).resolve().parents[1] / "numpy.libs"
        if not list(numpy_libraries.glob("libscipy_openblas64_*")):
            pytest.skip("this NumPy brings no OpenBLAS")
        own, user = tmp_path / "opencv.libs" / "libopenblas-1.so", tmp_path / "user.so"
        own.parent.mkdir()
        (tmp_path / "numpy.libs").symlink_to(numpy_libraries)
        assert elf.build(own, own.name, "void dgesv_(void) {} void sgesdd_(void) {}")
        asking = "void dgesv_(void); void sgesdd_(void); void user(void) { dgesv_(); sgesdd_(); }"
        assert elf.build(user, user.name, asking, str(own))
        assert share_openblas(tmp_path / "numpy.libs", own.parent, user)
        random = np.random.default_rng(1)
        matrix, right = random.normal(size=(40, 40)), random.normal(size=40)
        columns, solved = np.asfortranarray(matrix), right.copy()
        pivots, status = np.zeros(40, np.int32), ctypes.c_int(9)
        size, one = ctypes.c_int(40), ctypes.c_int(1)
        library = ctypes.CDLL(str(own))
        library.dgesv_(
            *(ctypes.byref(size), ctypes.byref(one), columns.ctypes.data_as(ctypes.c_void_p), ctypes.byref(size)),
            *(pivots.ctypes.data_as(ctypes.c_void_p), solved.ctypes.data_as(ctypes.c_void_p)),
            *(ctypes.byref(size), ctypes.byref(status)),
        )
        assert status.value == 0
        np.testing.assert_allclose(solved, np.linalg.solve(matrix, right), rtol=1e-9)
        assert pivots.min() >= 1
        assert pivots.max() <= 40

    @pytest.mark.skipif(not has_tools, reason="no compiler")
    def test_opencvs_openblas_stays_where_a_function_would_be_missing(self, tmp_path: Path) -> None:
        own, user = tmp_path / "opencv.libs" / "libopenblas-1.so", tmp_path / "user.so"
        other = made(tmp_path / "numpy.libs" / "libscipy_openblas64_-1.so")
        own.parent.mkdir()
        assert elf.build(own, own.name, "void dgetri_(void) {}")
        assert elf.build(other, other.name, "void nothing(void) {}")
        assert elf.build(user, user.name, "void dgetri_(void); void user(void) { dgetri_(); }", str(own))
        before = own.read_bytes()
        assert not share_openblas(other.parent, own.parent, user)
        assert own.read_bytes() == before

    @pytest.mark.skipif(not has_tools, reason="no compiler")
    def test_the_newest_c_library_that_is_asked_for(self, tmp_path: Path) -> None:
        library = tmp_path / "liba.so"
        assert elf.build(library, library.name, "#include <stdlib.h>\nvoid *a(void) { return malloc(1); }")
        assert elf.newest_glibc([library]) >= (2, 2)
        assert elf.newest_glibc([made(tmp_path / "text.so", b"none")]) == (0, 0)

    @pytest.mark.skipif(not has_tools, reason="no compiler")
    def test_a_library_that_strip_would_break_is_recognised(self, tmp_path: Path) -> None:
        library = tmp_path / "liba.so"
        assert elf.build(library, library.name, "int a(void) { return 1; }")
        assert elf.is_loadable(library)
        content = bytearray(library.read_bytes())
        headers = int.from_bytes(content[32:40], "little")
        segments = [headers + 56 * index for index in range(content[56])]
        second = [at for at in segments if content[at] == 1][1]  # of type LOAD
        content[second + 8] ^= 0x10  # its offset no longer fits its address
        library.write_bytes(content)
        assert not elf.is_loadable(library)


class TestIcu:
    """Of ICU's data stays what Qt asks for."""

    ITEMS = (
        "icudt73l/coll/root.res",
        "icudt73l/curr/de.res",
        "icudt73l/de.res",
        "icudt73l/ibm-1.cnv",
        "icudt73l/res_index.res",
    )

    def package(self) -> bytes:
        """Return a small data file of ICU's layout, as `icupkg` makes it."""
        header = struct.pack("<HBBHHBBBB4s", 32, 0xDA, 0x27, 20, 0, 0, 0, 2, 0, b"CmnD").ljust(32, b"\0")
        names = b"".join(name.encode() + b"\0" for name in self.ITEMS)
        at_name, at = 4 + 8 * len(self.ITEMS), -(-(4 + 8 * len(self.ITEMS) + len(names)) // 16) * 16
        table, body = struct.pack("<I", len(self.ITEMS)), b""
        first = at
        for name in self.ITEMS:
            table += struct.pack("<II", at_name, at + len(body))
            at_name += len(name) + 1
            body += name.upper().encode().ljust(32, b"\0")
        return header + (table + names).ljust(first, b"\0") + body

    def items(self, data: bytes) -> dict[str, bytes]:
        """Return the items of a data file."""
        (start,) = struct.unpack_from("<H", data)
        (count,) = struct.unpack_from("<I", data, start)
        found = {}
        for index in range(count):
            name, at = struct.unpack_from("<II", data, start + 4 + 8 * index)
            assert at % 16 == 0
            text = data[start + name : data.index(b"\0", start + name)].decode()
            found[text] = data[start + at : start + at + 32].rstrip(b"\0")
        return found

    def test_what_is_kept_is_as_it_was(self) -> None:
        data = self.package()
        assert list(self.items(data)) == list(self.ITEMS)
        kept = self.items(icu.trim_data(data))
        assert kept == {name: name.upper().encode() for name in (self.ITEMS[0], self.ITEMS[4])}

    @pytest.mark.parametrize("length", [0, 8, 30, 40, 70])
    def test_damaged_data_are_refused(self, length: int) -> None:
        with pytest.raises(icu.IcuError):
            icu.trim_data(self.package()[:length])

    @pytest.mark.skipif(not has_tools or sys.platform != "linux", reason="no compiler")
    def test_qt_compares_texts_with_the_trimmed_data(self, tmp_path: Path) -> None:
        import PySide6

        original = next((Path(PySide6.__file__).parent / "Qt" / "lib").glob("libicudata.so.*"), None)
        if original is None:
            pytest.skip("this Qt brings no ICU")
        trimmed = tmp_path / original.name
        shutil.copyfile(original, trimmed)
        assert icu.trim_library(trimmed)
        assert trimmed.stat().st_size < original.stat().st_size / 4
        asked = (
            "from PySide6.QtCore import QCollator, QLocale, QTimeZone;"
            "order = lambda name, words: sorted(words, key=QCollator(QLocale(name)).sortKey);"
            "print(order('de', 'zeälao'), order('sv', 'zeälao'), order('pl', ['łz', 'mb', 'lz', 'la']));"
            "print(QCollator(QLocale('de')).compare('straße', 'STRASSE'), QLocale('tr').toUpper('i'));"
            "print(QTimeZone(b'Europe/Berlin').isValid(), QLocale('pl').monthName(3))"
        )
        answers = [
            subprocess.run(
                [sys.executable, "-X", "utf8", "-c", asked],
                env=os.environ | {"LD_PRELOAD": str(data)},
                capture_output=True,
                text=True,
                check=True,
            )
            for data in (original, trimmed)
        ]
        assert answers[0].stdout == answers[1].stdout
        assert (
            "['a', 'ä', 'e', 'l', 'o', 'z'] ['a', 'e', 'l', 'o', 'z', 'ä'] ['la', 'lz', 'łz', 'mb']"
            in answers[1].stdout
        )
        assert answers[1].stderr == ""


def test_bundled_packages_are_listed_with_licence_and_text() -> None:
    packages = third_party.bundled(["jinja2>=3", "no-such-package"])
    names = [one.name.lower() for one in packages]
    assert names == ["jinja2", "markupsafe"]
    assert all(one.licence and one.texts for one in packages)
    page = third_party.document(packages, {"libdav1d-1.so.7": "BSD-2-Clause"})
    assert "## MarkupSafe" in page
    assert "Redistribution and use" in page
    bill = json.loads(third_party.bill_of_materials(packages, "1.0"))
    assert [one["purl"].split("@")[0] for one in bill["components"]] == ["pkg:pypi/jinja2", "pkg:pypi/markupsafe"]


def test_the_interpreter_is_listed_too() -> None:
    python = third_party.runtime()[-1]
    assert (python.name, python.version) == ("Python", ".".join(map(str, sys.version_info[:3])))
    bill = json.loads(third_party.bill_of_materials([python], "1.0"))
    assert bill["components"][0]["purl"] == f"pkg:generic/python@{python.version}"


def test_native_libraries_have_the_licence_of_the_longest_name(tmp_path: Path) -> None:
    for name in ("libdav1d-f4.so.7.0.0", "libavif-43.so.16", "libnew-1.so.1"):
        made(tmp_path / "av.libs" / name)
    found = third_party.native_libraries(tmp_path)
    assert found["libdav1d-f4.so.7.0.0"] == found["libavif-43.so.16"] == "BSD-2-Clause"
    assert found["libnew-1.so.1"] == ""


def test_the_release_checks_hold_or_say_why(monkeypatch: pytest.MonkeyPatch) -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+", check.versions_agree())
    assert check.weights_are_the_released_ones().endswith("files")
    assert check.cards_have_a_licence().endswith("cards")
    monkeypatch.setattr("release.check.version", lambda: "9.9.9")
    with pytest.raises(check.CheckError, match=r"pyproject\.toml has 9\.9\.9"):
        check.versions_agree()
    with pytest.raises(check.CheckError, match=r"not that of 9\.9\.9"):
        check.changelog_is_written()


def test_what_other_systems_read_is_well_formed() -> None:
    information = plistlib.loads((PACKAGING / "macos" / "Info.plist").read_bytes())
    assert {"NSCameraUsageDescription", "NSMicrophoneUsageDescription"} <= information.keys()
    assert information["LSBackgroundOnly"] is False, "PyInstaller's default has no window to click on"
    entitlements = plistlib.loads((PACKAGING / "macos" / "entitlements.plist").read_bytes())
    assert entitlements["com.apple.security.device.camera"] is True
    for name in ("emotion-desk.metainfo.xml", "emotion-desk-mime.xml"):
        ET.parse(PACKAGING / "linux" / name)
    script = (PACKAGING / "windows" / "emotion-desk.iss").read_text(encoding="utf-8-sig")
    named = re.findall(r"^LicenseFile=(.+)$", script, re.MULTILINE)
    assert named
    assert all((PACKAGING / "windows" / path.replace("\\", "/")).exists() for path in named)


def test_installers_speak_the_languages_of_the_window() -> None:
    spoken = {"en", *(file.stem.rpartition("_")[2] for file in (PACKAGING / "translations").glob("*.ts"))}
    script = (PACKAGING / "windows" / "emotion-desk.iss").read_text(encoding="utf-8-sig")
    assert set(re.findall(r'^Name: "(\w+)"; MessagesFile', script, re.MULTILINE)) == spoken
    for text in set(re.findall(r"{cm:(SearchPath|OpenSession)}", script)):
        assert set(re.findall(rf"^(\w+)\.{text}=.+$", script, re.MULTILINE)) == spoken
    information = plistlib.loads((PACKAGING / "macos" / "Info.plist").read_bytes())
    assert set(information["CFBundleLocalizations"]) == spoken


def test_a_disk_image_has_the_licences_of_what_is_bundled(tmp_path: Path) -> None:
    program = tmp_path / "Emotion Desk.app"
    settings = runpy.run_path(str(PACKAGING / "macos" / "dmg_settings.py"), {"defines": {"app": str(program)}})
    names = {Path(file).name for file in settings["files"]}
    assert names == {"Emotion Desk.app", "THIRD_PARTY.md", "sbom.cdx.json"}
    assert names | {"Applications"} == settings["icon_locations"].keys()


def test_a_validator_that_is_not_there_is_named_and_one_that_fails_fails(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert check._validated("no-such-validator") == "no-such-validator is not installed"
    tool = tmp_path / "validator"
    tool.write_text('#!/bin/sh\necho "line 3 is wrong"\nexit $1\n', encoding="utf-8")
    tool.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    assert check._validated("validator", "0") == "validator finds no fault"
    with pytest.raises(check.CheckError, match="line 3 is wrong"):
        check._validated("validator", "1")


def test_desktop_entry_and_metainfo_are_valid() -> None:
    told = check.desktop_files_are_valid()
    assert "desktop-file-validate" in told
    assert "appstreamcli" in told


def test_errors_of_lintian_are_told_from_its_warnings() -> None:
    output = "E: emotion-desk: dir-or-file-in-opt opt/\nW: emotion-desk: no-manual-page\nN: 1 hint overridden\n"
    assert check.lintian_errors(output) == ["E: emotion-desk: dir-or-file-in-opt opt/"]


def test_a_debian_package_that_is_too_large_fails(tmp_path: Path) -> None:
    package = tmp_path / "large.deb"
    with package.open("wb") as file:
        file.truncate(191_000_000)  # sparse; the limit is 190 MB
    with pytest.raises(check.CheckError, match="at most 190"):
        check.deb_is_valid(package)
