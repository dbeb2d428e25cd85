"""A file is replaced as a whole, privately, and through no symbolic link."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from emotion_desk.atomic_file import PREFIX, atomic_path, sweep, write_atomically
from emotion_desk.plain_file import (
    create,
    is_plain,
    make_private_folder,
    open_to_append,
    open_to_change,
    open_to_read,
    read_bounded,
)

posix = pytest.mark.skipif(sys.platform == "win32", reason="POSIX modes and links")


@posix
def test_a_written_file_is_private_whatever_the_umask(tmp_path: Path) -> None:
    umask = os.umask(0)
    try:
        write_atomically(tmp_path / "a.json", "ü")
    finally:
        os.umask(umask)
    assert stat.S_IMODE((tmp_path / "a.json").stat().st_mode) == 0o600
    assert (tmp_path / "a.json").read_bytes() == "ü".encode()
    assert [path.name for path in tmp_path.iterdir()] == ["a.json"]


@posix
def test_a_link_is_replaced_and_its_target_left_alone(tmp_path: Path) -> None:
    target = tmp_path / "target"
    target.write_text("old")
    (tmp_path / "link").symlink_to(target)
    write_atomically(tmp_path / "link", b"new")
    assert target.read_text() == "old"
    assert not (tmp_path / "link").is_symlink()


def test_a_failure_leaves_the_old_file_and_nothing_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old")

    def fail() -> None:
        with atomic_path(path) as temporary:
            temporary.write_text("half")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


@posix
def test_leftovers_of_dead_processes_are_swept_and_those_of_living_ones_stay(tmp_path: Path) -> None:
    child = subprocess.Popen([sys.executable, "-c", ""])
    child.wait()
    dead = tmp_path / f"{PREFIX}{child.pid}-abc.csv"
    living = tmp_path / f"{PREFIX}{os.getppid()}-abc.csv"
    foreign = tmp_path / f"{PREFIX}name.csv"
    for path in (dead, living, foreign):
        path.touch()
    assert sweep(tmp_path) == 1
    assert sorted(tmp_path.iterdir()) == sorted([living, foreign])


@posix
@pytest.mark.parametrize("opened", [open_to_read, open_to_append, open_to_change, create])
def test_links_pipes_and_folders_are_refused(tmp_path: Path, opened: object) -> None:
    assert callable(opened)
    (tmp_path / "target").write_text("x")
    (tmp_path / "link").symlink_to(tmp_path / "target")
    (tmp_path / "nowhere").symlink_to(tmp_path / "not made")
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    for name in ("link", "nowhere", "pipe", "folder"):
        with pytest.raises(OSError):  # noqa: PT011 - each kind has its own number
            opened(tmp_path / name)
        assert not is_plain(tmp_path / name)
    assert not (tmp_path / "not made").exists()


@posix
def test_nothing_but_a_plain_file_is_replaced(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to("/dev/null")
    for name in ("pipe", "folder", "link"):
        with pytest.raises(OSError):  # noqa: PT011 - each kind has its own number
            write_atomically(tmp_path / name, "x")
    assert stat.S_ISFIFO((tmp_path / "pipe").stat().st_mode)
    assert (tmp_path / "link").is_symlink()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["folder", "link", "pipe"]


@posix
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_in_the_middle_leaves_no_temporary_file(tmp_path: Path, number: signal.Signals) -> None:
    """Of any command: the program turns signals into exceptions."""
    code = (
        "import sys, time; from pathlib import Path\n"
        "from emotion_desk import cli; from emotion_desk.atomic_file import atomic_path\n"
        "def command():\n"
        "    with atomic_path(Path(sys.argv[1])):\n"
        "        print('writing', flush=True); time.sleep(60)\n"
        "cli.main = command; cli.program()"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "table.csv")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        assert running.stdout.readline() == "writing\n"
        running.send_signal(number)
        assert running.wait(30) == 128 + number
    assert not list(tmp_path.iterdir())


@posix
@pytest.mark.parametrize("mask", [0o000, 0o777])
def test_folders_are_private_whatever_the_umask(tmp_path: Path, mask: int) -> None:
    umask = os.umask(mask)
    try:
        make_private_folder(tmp_path / "a" / "b" / "c")
    finally:
        os.umask(umask)
    modes = {stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("a", "a/b", "a/b/c")}
    assert modes == {0o700}


def test_a_file_over_the_limit_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "big"
    path.write_bytes(bytes(1001))
    with pytest.raises(OSError, match="too large"):
        read_bounded(path, 1000)
    assert len(read_bounded(path, 1001)) == 1001
