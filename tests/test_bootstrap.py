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
    import first_look
    import package_index
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


def test_tiers_become_options_of_pytest() -> None:
    assert bootstrap.pytest_options([], with_train=True, quick=False) == ["-n", "3", "--dist", "worksteal"]
    quick = bootstrap.pytest_options([], with_train=True, quick=True)
    assert quick[-2:] == ["-m", "not slow and not train and not data and not microphone"]
    assert "--ignore=tests/soak" in quick
    bare = bootstrap.pytest_options(["-n", "0"], with_train=False, quick=False)
    assert bare == ["-p", "tests.without_train", "--ignore=tests/modelling", "-m", "not train"]
    assert "-m" not in bootstrap.pytest_options(["-m", "slow"], with_train=True, quick=True)


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
    return folder


def test_a_change_of_the_project_changes_the_fingerprint(tmp_path: Path) -> None:
    root = project(tmp_path / "a")
    before = environment.fingerprint(root)
    assert environment.fingerprint(root) == before
    (root / "pyproject.toml").write_text("[project]\nname = 'b'\n", encoding="utf-8")
    assert environment.fingerprint(root) != before
    assert environment.fingerprint(project(tmp_path / "b")) != before


@pytest.mark.slow
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


def test_a_missing_network_is_said_before_pip_tries(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package_index, "answers", lambda _python: False)
    monkeypatch.setattr(environment, "_works", lambda *_: True)
    monkeypatch.setattr(environment, "_pip", lambda *_: pytest.fail("pip was asked"))
    with pytest.raises(environment.SetUpError, match=r"no connection to the package index.*--wheels"):
        environment.ensure(project(tmp_path / "a"), tmp_path / "v", (), Path(sys.executable), said([]))


def test_a_missing_network_is_said_before_an_environment_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(package_index, "connects", lambda _host, _port: False)
    monkeypatch.setattr(package_index, "settings", lambda _python: {})
    monkeypatch.setattr(environment, "_create", lambda *_: pytest.fail("an environment was made"))
    with pytest.raises(environment.SetUpError, match="no connection to the package index"):
        environment.ensure(project(tmp_path / "a"), tmp_path / "v", (), Path(sys.executable), said([]))


def test_an_environment_with_a_part_of_pip_is_made_anew(tmp_path: Path) -> None:
    (tmp_path / "pip").mkdir()
    (tmp_path / "pip" / "__init__.py").touch()
    python = tmp_path / "python"
    python.write_text(f'#!/bin/sh\ncd {tmp_path}\nexec {sys.executable} -S "$@"\n')
    python.chmod(0o755)
    assert environment._works(python)
    assert not environment._works(python, "-m", "pip", "--version")


def test_without_pip_nobody_can_tell_which_index_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package_index, "connects", lambda _host, _port: pytest.fail("a connection was tried"))
    assert package_index.answers(tmp_path / "no-python")


@pytest.mark.parametrize(
    ("settings", "environ", "place"),
    [
        ({}, {}, ("pypi.org", 443)),
        ({"index-url": "http://mirror:8080/simple"}, {}, ("mirror", 8080)),
        ({}, {"https_proxy": "proxy.example:3128"}, ("proxy.example", 3128)),
        ({"index-url": "file:///wheels"}, {}, None),
        ({"no-index": "1"}, {}, None),
        ({"index-url": "https://host:port/"}, {}, None),
    ],
)
def test_the_index_is_the_one_of_pip(
    settings: dict[str, str], environ: dict[str, str], place: tuple[str, int] | None
) -> None:
    assert package_index.host_of(settings, environ) == place


def test_a_connection_is_tried() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        assert package_index.connects("127.0.0.1", port)
    assert not package_index.connects("127.0.0.1", port)


def test_wheels_of_a_folder_need_no_network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[list[str]] = []
    monkeypatch.setattr(package_index, "answers", lambda _python: pytest.fail("a connection was tried"))
    monkeypatch.setattr(environment, "_works", lambda *_: True)
    monkeypatch.setattr(environment, "_pip", lambda _python, arguments: asked.append(arguments))
    root, venv, wheels = project(tmp_path / "a"), tmp_path / "v", tmp_path / "wheels"
    venv.mkdir()
    with pytest.raises(environment.SetUpError, match="no wheels in"):
        environment.ensure(root, venv, (), Path(sys.executable), said([]), wheels)
    wheels.mkdir()
    (wheels / "numpy-2-py3-none-any.whl").touch()
    environment.ensure(root, venv, (), Path(sys.executable), said([]), wheels)
    assert len(asked) == 1
    assert all(one[1:4] == ["--no-index", "--find-links", str(wheels)] for one in asked)


def test_a_full_disk_is_said_before_anything_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(environment.NEEDED, False, 10**18)
    venv = tmp_path / "deep" / "v"
    with pytest.raises(environment.SetUpError, match="GB free and the set-up needs"):
        environment.ensure(project(tmp_path / "a"), venv, (), Path(sys.executable), said([]))
    assert not venv.parent.exists()


REPORT = {
    "faces_seen": 1, "frames": {"processed": 300}, "preview_fps": 29.6, "results": {"count": 80, "per_second": 8.1},
    "people": [{"emotion": {"happy": 0.71, "neutral": 0.2, "sad": 0.09}}], "mode": "multitask", "engine": "onnx-int8",
    "voice": None, "sound": {"blocks": 312}, "latency_ms": {"capture_to_result": {"p95": 120.4}},
}  # fmt: skip


def test_the_first_look_is_a_readable_table(tmp_path: Path) -> None:
    text = first_look.table(REPORT, tmp_path / "demo.png", Path("/v/bin/emotion-desk"))
    assert "1 seen in 300 pictures" in text
    assert "happy 71%, neutral 20%, sad 9%" in text
    assert "nobody spoke" in text
    assert "30 pictures and 8.1 answers a second, 120 ms from picture to answer" in text
    assert str(tmp_path / "demo.png") in text
    assert "/v/bin/emotion-desk analyze FILE" in text


def test_without_a_display_the_first_start_says_so_before_the_set_up(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    done: list[str] = []

    def note(text: str) -> int:
        done.append(text)
        return 0

    monkeypatch.setattr(first_look, "lacks_display", lambda _root: True)
    monkeypatch.setattr(system_libraries, "ensure", lambda **_: note(capsys.readouterr().err))
    monkeypatch.setattr(environment, "ensure", lambda *_: Path(sys.executable))
    monkeypatch.setattr(first_look, "show", lambda *_: note("shown"))
    monkeypatch.setattr(bootstrap, "_start_desk", lambda _python, passed_on: note(" ".join(passed_on)))
    assert bootstrap.main(["run"]) == 0
    assert "There is no display" in done[0]
    assert done[1] == "shown"
    assert bootstrap.main(["run", "--", "--demo"]) == 0
    assert "There is no display" not in done[2]
    assert done[3] == "--demo"  # whoever asks for something gets it


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
