"""What packages carry besides the program, and the scripts that make and check a release."""

from __future__ import annotations

import json
import plistlib
import random
import re
import runpy
import shutil
import subprocess
import sys
import types
import xml.etree.ElementTree as ET
import zipfile
from importlib.metadata import distribution
from pathlib import Path

import pytest

PACKAGING = Path(__file__).resolve().parent.parent / "packaging"
sys.path.insert(0, str(PACKAGING))
try:
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


def test_weights_in_a_wheel_are_compressed_by_frequency_and_nothing_else_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    interface = types.SimpleNamespace(BuildHookInterface=object)
    monkeypatch.setitem(sys.modules, "hatchling.builders.hooks.plugin.interface", interface)
    for name in ("hatchling", "hatchling.builders", "hatchling.builders.hooks", "hatchling.builders.hooks.plugin"):
        monkeypatch.setitem(sys.modules, name, types.ModuleType(name))
    hook = runpy.run_path(str(PACKAGING / "build_hook.py"))
    wheel = tmp_path / "some.whl"
    numbers = b"".join(random.Random(3).choices([bytes([value]) for value in range(15)], range(1, 16), k=300_000))
    with zipfile.ZipFile(wheel, "w", zipfile.ZIP_DEFLATED) as made:
        for name in ("emotion_desk/shipped/models/net-int8.onnx", "emotion_desk/shipped/models/names/net.onnx", "a.py"):
            made.writestr(name, numbers)
    before = {one.filename: one for one in zipfile.ZipFile(wheel).infolist()}
    hook["compress_weights"](wheel)
    with zipfile.ZipFile(wheel) as after:
        assert after.testzip() is None
        assert after.namelist() == list(before)
        for one in after.infolist():
            was = before[one.filename]
            assert after.read(one) == numbers
            assert (one.date_time, one.external_attr, one.CRC) == (was.date_time, was.external_attr, was.CRC)
        first, *rest = after.infolist()
        assert first.compress_size < 0.95 * before[first.filename].compress_size
        assert all(one.compress_size >= 0.98 * before[one.filename].compress_size for one in rest)
    assert list(tmp_path.iterdir()) == [wheel]


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
        (tmp_path / "av.libs").mkdir(exist_ok=True)
        (tmp_path / "av.libs" / name).write_bytes(b"library")
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
