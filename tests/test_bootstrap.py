"""The bootstrap's parts: arguments, stamps, explanations, system libraries, virtual devices."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGING = Path(__file__).resolve().parent.parent / "packaging"
sys.path.insert(0, str(PACKAGING))
try:
    import bootstrap
    import environment
    import system_libraries
    import virtual_devices
finally:
    sys.path.remove(str(PACKAGING))


def said(texts: list[str]) -> environment.Say:
    return texts.append


def test_arguments_are_split_at_the_first_dashes() -> None:
    assert bootstrap._split(["run", "--", "--demo", "--", "x"]) == (["run"], ["--demo", "--", "x"])
    assert bootstrap._split(["test"]) == (["test"], [])


def test_the_environment_variable_and_the_option_name_the_venv(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("EMOTION_DESK_VENV", raising=False)
    assert bootstrap._venv(None) == bootstrap.ROOT / ".venv"
    monkeypatch.setenv("EMOTION_DESK_VENV", str(tmp_path / "a"))
    assert bootstrap._venv(None) == tmp_path / "a"
    assert bootstrap._venv(str(tmp_path / "b")) == tmp_path / "b"


def test_the_standard_library_is_enough() -> None:
    done = subprocess.run(
        [sys.executable, "-E", "-S", str(PACKAGING / "bootstrap.py"), "--help"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "run,test" in done.stdout


def project(folder: Path) -> Path:
    (folder / "packaging").mkdir(parents=True)
    (folder / "pyproject.toml").write_text("[project]\n", encoding="utf-8")
    (folder / "packaging" / "constraints.txt").write_text("", encoding="utf-8")
    (folder / "packaging" / environment.ALONE).write_text("", encoding="utf-8")
    return folder


def test_a_change_of_the_project_changes_the_fingerprint(tmp_path: Path) -> None:
    root = project(tmp_path / "a")
    before = environment.fingerprint(root)
    assert environment.fingerprint(root) == before
    (root / "pyproject.toml").write_text("[project]\nname = 'b'\n", encoding="utf-8")
    assert environment.fingerprint(root) != before
    assert environment.fingerprint(project(tmp_path / "b")) != before


def test_a_finished_set_up_is_used_again_without_installing(tmp_path: Path) -> None:
    root, venv, heard = project(tmp_path / "a"), tmp_path / "v", list[str]()
    subprocess.run([sys.executable, "-m", "venv", str(venv)], check=True)
    stamp = {environment.fingerprint(root): ["dev", "train"]}
    (venv / environment.STAMP).write_text(json.dumps(stamp), encoding="utf-8")

    found = environment.ensure(root, venv, ("dev",), Path(sys.executable), said(heard))

    assert found == environment.interpreter_of(venv)
    assert found.exists()
    assert heard == []


@pytest.mark.parametrize("text", ["", "[]", '{"a": 1}', "{"])
def test_a_damaged_stamp_counts_as_none(tmp_path: Path, text: str) -> None:
    (tmp_path / environment.STAMP).write_text(text, encoding="utf-8")
    assert environment.read_stamp(tmp_path) == {}


def test_a_folder_with_other_things_is_not_overwritten(tmp_path: Path) -> None:
    root, folder = project(tmp_path / "a"), tmp_path / "thesis"
    folder.mkdir()
    (folder / "chapter.txt").write_text("precious", encoding="utf-8")

    with pytest.raises(environment.SetUpError, match="other things"):
        environment.ensure(root, folder, (), Path(sys.executable), said([]))
    assert (folder / "chapter.txt").read_text(encoding="utf-8") == "precious"


def test_a_python_that_is_none_is_refused(tmp_path: Path) -> None:
    root = project(tmp_path / "a")
    with pytest.raises(environment.SetUpError, match="There is no Python"):
        environment.ensure(root, tmp_path / "v", (), tmp_path / "python9", said([]))


@pytest.mark.skipif(os.name != "posix", reason="a script stands in for an old Python")
def test_an_old_python_is_refused(tmp_path: Path) -> None:
    old = tmp_path / "python"
    old.write_text("#!/bin/sh\necho 3 9\n", encoding="utf-8")
    old.chmod(0o755)
    with pytest.raises(environment.SetUpError, match=r"is Python 3\.9"):
        environment.ensure(project(tmp_path / "a"), tmp_path / "v", (), old, said([]))


@pytest.mark.parametrize(
    ("output", "words"),
    [
        ("ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device", "disk is full"),
        (
            "WARNING: Retrying ... NewConnectionError(...)\nERROR: No matching distribution found for av",
            "no connection",
        ),
        ("Collecting x\nERROR: No matching distribution found for x==9\n", "No matching distribution found for x==9"),
        ("", "pip said nothing"),
    ],
)
def test_pip_failures_become_one_sentence(output: str, words: str) -> None:
    text = environment.explain(output)
    assert words in text
    assert "\n" not in text


def test_a_library_is_found_by_loading_it() -> None:
    assert not system_libraries.Need("libnosuchthing.so.9", ("a", "b", "c", "d")).met()
    assert not system_libraries.Need("no-such-program", ("a", "b", "c", "d"), program=True).met()


@pytest.mark.skipif(sys.platform != "linux", reason="system libraries are looked for on Linux only")
class TestSystemLibraries:
    """What is missing, and what is done about it."""

    @pytest.fixture(autouse=True)
    def _one_missing(self, monkeypatch: pytest.MonkeyPatch) -> None:
        missing = system_libraries.Need("libnosuchthing.so.9", ("libnosuch9", "nosuch-dnf", "nosuch", "nosuch-z"))
        monkeypatch.setattr(system_libraries, "NEEDS", (missing, missing))
        monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}" if name == "apt-get" else None)

    def test_each_manager_has_its_own_names(self) -> None:
        assert system_libraries.missing_packages(False, "apt-get") == ["libnosuch9"]
        assert system_libraries.missing_packages(False, "dnf") == ["nosuch-dnf"]

    def test_without_root_the_line_is_printed_and_the_set_up_goes_on(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(system_libraries, "elevation", lambda: None)
        heard: list[str] = []
        assert system_libraries.ensure(False, said(heard)) is False
        assert heard[-1].endswith("sudo apt-get install -y --no-install-recommends libnosuch9")

    def test_one_unknown_package_does_not_cost_the_others(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        log = tmp_path / "log"
        fake = tmp_path / "elevated"
        fake.write_text(f'#!/bin/sh\necho "$@" >> {log}\ncase "$*" in *bad*) exit 1;; esac\n', encoding="utf-8")
        fake.chmod(0o755)
        heard: list[str] = []
        system_libraries.install("apt-get", [str(fake)], ["good", "bad"], said(heard))
        lines = log.read_text(encoding="utf-8").splitlines()
        assert [line.split()[-1] for line in lines[1:]] == ["bad", "good", "bad"]
        assert heard[-1] == "bad could not be installed"


@pytest.mark.skipif(not shutil.which("Xvfb"), reason="Xvfb is not installed")
def test_a_display_is_started_and_stopped() -> None:
    environ = {key: value for key, value in os.environ.items() if key not in ("DISPLAY", "WAYLAND_DISPLAY")}
    with virtual_devices.display(environ, said([])) as given:
        path = "/tmp/.X11-unix/X" + given["DISPLAY"][1:]
        with socket.socket(socket.AF_UNIX) as probe:
            probe.connect(path)
    with socket.socket(socket.AF_UNIX) as probe, pytest.raises(OSError, match=r"refused|No such file"):
        probe.connect(path)


def test_a_display_that_is_there_is_used() -> None:
    with virtual_devices.display({"DISPLAY": ":7"}, said([])) as given:
        assert given == {}


@pytest.mark.skipif(not shutil.which("pulseaudio") or not shutil.which("pactl"), reason="PulseAudio is not installed")
def test_a_microphone_is_started_and_stopped() -> None:
    with virtual_devices.microphone(os.environ, said([])) as given:
        environ = os.environ | given
        told = subprocess.run(["pactl", "info"], env=environ, capture_output=True, text=True, check=True).stdout
        assert "Default Source: mic.monitor" in told
        folder = Path(given["XDG_RUNTIME_DIR"])
        assert folder.stat().st_mode & 0o077 == 0
    assert not folder.exists()
