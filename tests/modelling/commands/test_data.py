"""``emotion-desk data`` as a user meets it: sentences, exit statuses, nothing on the terminal that nobody asked for."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from emotion_desk.cli import main
from tests.conftest import REPOSITORY
from tests.modelling.clips import name, start, voice, voices

pytest.importorskip("safetensors", reason="the extra 'train' is not installed")


@pytest.fixture
def download(tmp_path: Path) -> Path:
    return voices(tmp_path / "download", actors=2)


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_a_terminal_gets_a_progress_bar(download: Path, tmp_path: Path) -> None:
    import fcntl
    import pty
    import struct
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 100, 0, 0))
    command = [sys.executable, "-m", "emotion_desk", "data", "prepare", str(download), "--out", str(tmp_path / "set")]
    try:
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=theirs, cwd=REPOSITORY) as running:
            running.wait(60)
        said = os.read(ours, 1 << 16).decode()
    finally:
        os.close(ours)
        os.close(theirs)
    assert "100%" in said
    assert "4/4" in said


def test_prepare_then_info(download: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "new folder" / "set.packed"
    voice(download / f"{name(3, 3, channel=2)}.wav")
    assert main(["data", "prepare", str(download), "--out", str(out)]) == 0
    said = capsys.readouterr()
    assert f"Packed into '{out}'" in said.out
    assert "1 songs were left out." in said.out
    assert said.err == ""  # no bar where there is no terminal
    assert main(["data", "prepare", str(download), "--out", str(out)]) == 0
    assert "nothing to do" in capsys.readouterr().out
    assert main(["data", "info", str(out)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "recordings   4" in lines
    assert "actors       2: 1, 2" in lines
    assert "emotions     neutral 2, calm 2" in lines
    assert any(line.startswith("with faces   0,") for line in lines)


@pytest.mark.parametrize(("strict", "status"), [((), 0), (("--strict",), 1)])
def test_broken_clips_are_listed(
    download: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], strict: tuple[str, ...], status: int
) -> None:
    (download / f"{name(3, 9)}.wav").touch()
    out = str(tmp_path / "set.packed")
    for _ in range(2):  # also when there is nothing to do any more
        assert main(["data", "prepare", str(download), "--out", out, *strict]) == status
        assert capsys.readouterr().err.splitlines() == [
            "Left out as broken, 1 in all:",
            f"  The file '{name(3, 9)}.wav' is empty.",
        ]


def test_a_folder_without_clips_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["data", "prepare", str(tmp_path), "--out", str(tmp_path / "set.packed")]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == f"emotion-desk: The folder '{tmp_path}' has no spoken clip of RAVDESS.\n"
    assert list(tmp_path.iterdir()) == []


def test_where_nothing_can_be_written_is_one_sentence(
    download: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").touch()
    assert main(["data", "prepare", str(download), "--out", str(tmp_path / "file" / "set.packed")]) == 1
    assert capsys.readouterr().err.count("\n") == 1
    assert main(["data", "prepare", str(download), "--out", str(tmp_path)]) == 1
    assert "is a folder; name a file." in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["pack"],
        ["--strict", "prepare"],
        ["prepare"],
        ["prepare", "x"],
        ["prepare", "x", "--out", "y", "--frames", "0"],
        ["prepare", "x", "--out", "y", "--jobs", "many"],
        ["info"],
        ["teach", "x"],
    ],
)
def test_wrong_arguments_are_one_sentence(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["data", *arguments]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert "--help' shows the arguments." in said.err


def test_info_of_something_else_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("something else")
    assert main(["data", "info", str(tmp_path / "file")]) == 1
    assert capsys.readouterr().err.endswith("is damaged, not whole, or not a packed set.\n")


def test_help_names_the_actions_and_loads_nothing_heavy() -> None:
    code = (
        "import sys; from emotion_desk.cli import main\n"
        "try: main(['data', '--help'])\n"
        "finally: print(sorted({'torch', 'cv2', 'av', 'numpy', 'safetensors'} & set(sys.modules)))"
    )
    said, _ = start("-c", code).communicate(timeout=30)
    for action in ("prepare", "info", "teach"):
        assert action in said
    assert said.endswith("[]\n")


def test_teach_refuses_in_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("torch", reason="the extra 'train' is not installed")
    assert main(["data", "teach", str(tmp_path), "--out", str(tmp_path / "out")]) == 1
    assert "has no data set for a teacher." in capsys.readouterr().err
    assert main(["data", "teach", str(tmp_path), "--out", str(tmp_path / "out"), "--only", "nobody"]) == 1
    assert "There is no teacher or archive 'nobody'" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
