"""Names that are not UTF-8, too long, or full of control characters: every command says a sentence, never a traceback.

The commands run in this process with streams in cp1252, as on a Windows terminal, set up as ``program`` does.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import hypothesis
import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from emotion_desk.cli import DESK_COMMANDS, main
from emotion_desk.commands.output import say_json
from emotion_desk.figures import sound_figures
from emotion_desk.modelling.cli import COMMANDS as MODELLING_COMMANDS
from tests.sessions.made import made_session
from tests.sources.clips import write_clip

#: Names that broke something once, or are the usual traps.
TRAPS = [
    os.fsdecode(b"\xff\xfe.wav"),
    "\ud800x.png",
    "n" * 250,
    "n" * 5000,
    "x\u0300" * 100,
    "é☃漢字\U0001f600.mp4",
    "\x1b[31mred\n\t.wav",
    "\x85\x9b31m.png",
    "\u202egnp.exe",
    "=1+1",
    "%s%d{}",
    "-",
    os.fsdecode(b"\xff/\xfe/x"),
    "~nobody/x",
]
#: Names that no file of the test has: an existing path would open the window or be searched through.
NAMES = st.one_of(
    st.sampled_from(TRAPS),
    st.text(st.characters(exclude_characters="\0/."), min_size=1, max_size=40),
    st.binary(min_size=1, max_size=40).map(lambda raw: os.fsdecode(raw.replace(b"\0", b"0").replace(b"/", b"\xff"))),
    st.integers(240, 300).map(lambda length: "é" * (length // 2)),
)
#: Each command with an odd name in each of its places; the folder holds a session and a file ``a.txt``.
PLACES: dict[str, Callable[[str], list[str]]] = {
    "no command": lambda name: [f"?{name}"],
    "open": lambda name: ["open", name],
    "window": lambda name: ["--file", name, "--record", "--keep"],
    "run file": lambda name: ["run", "--headless", "--file", name],
    "run mode": lambda name: ["run", "--mode", name],
    "run engine": lambda name: ["run", "--engine", name],
    "run seconds": lambda name: ["run", "--seconds", name],
    "run report": lambda name: ["run", "--headless", "--demo", "--engine", "x", "--report", name],
    "analyze": lambda name: ["analyze", name, "--out", "out"],
    "analyze out": lambda name: ["analyze", "a.txt", "--out", name, "--jobs", "1"],
    "analyze region": lambda name: ["analyze", "a.txt", "--out", "out", "--region", name],
    "analyze from": lambda name: ["analyze", "a.txt", "--out", "out", "--from", name],
    "analyze channel": lambda name: ["analyze", "a.txt", "--out", "out", "--channel", name],
    "export": lambda name: ["export", name, "--format", "csv"],
    "export csv": lambda name: ["export", "session", "--format", "csv", "--out", name],
    "export elan": lambda name: ["export", "session", "--format", "elan", "--out", name],
    "export report": lambda name: ["export", "session", "--format", "report", "--out", name],
    "export delimiter": lambda name: ["export", "session", "--format", "csv", "--out", "x.csv", "--delimiter", name],
    "people list": lambda name: ["people", "list", name],
    "people enrol": lambda name: ["people", "enrol", name, "missing", "--consent"],
    "people enrol file": lambda name: ["people", "enrol", "Ana", name, "--consent"],
    "people rename": lambda name: ["people", "rename", "Ana", name],
    "people merge": lambda name: ["people", "merge", name, "Ana"],
    "people forget": lambda name: ["people", "forget", name, "--yes"],
    "people export": lambda name: ["people", "export", name, "--passphrase-file", "a.txt", "--yes"],
    "people import": lambda name: ["people", "import", name, "--passphrase-file", "a.txt"],
    "people passphrase": lambda name: ["people", "import", "a.txt", "--passphrase-file", name],
    "people identify": lambda name: ["people", "identify", name],
    "figures": lambda name: ["figures", name, "--out", "figures"],
    "study demo": lambda name: ["study", "demo", f"a.txt/{name}"],
    "study check": lambda name: ["study", "check", name],
    "study combine": lambda name: ["study", "combine", name],
    "doctor": lambda name: ["doctor", name],
    "data prepare": lambda name: ["data", "prepare", name],
    "data info": lambda name: ["data", "info", name],
    "data teach": lambda name: ["data", "teach", name, "--out", "teachers"],
    "train recipe": lambda name: ["train", name, "--data", "."],
    "train data": lambda name: ["train", "multitask", "--data", name],
    "evaluate": lambda name: ["evaluate", name, "--data", "."],
    "evaluate out": lambda name: ["evaluate", "--out", name],
    "evaluate identity": lambda name: ["evaluate", "identity", name],
    "bench": lambda name: ["bench", "--engines", name],
}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a session and a plain file, and a home of its own."""
    folder = tmp_path_factory.mktemp("odd")
    made_session(folder / "session")
    (folder / "a.txt").write_text("a passphrase that is long\n")
    return folder


def run(arguments: list[str]) -> tuple[int, str]:
    """Run a command as ``program`` does and return its status and all that it printed."""
    streams = [io.TextIOWrapper(io.BytesIO(), encoding="cp1252", errors="backslashreplace") for _ in range(2)]
    with contextlib.redirect_stdout(streams[0]), contextlib.redirect_stderr(streams[1]):
        try:
            status = main(arguments)
        except SystemExit as end:  # --help
            status = int(end.code or 0)
    printed = b""
    for stream in streams:
        stream.flush()
        printed += stream.buffer.getvalue()
    return status, printed.decode("cp1252", "replace")


def test_every_command_has_a_place_for_an_odd_name() -> None:
    named = {name.split()[0] for name in PLACES}
    commands = {name.partition("-")[0] for name, *_ in (*DESK_COMMANDS, *MODELLING_COMMANDS)}
    assert commands <= named


@pytest.mark.slow
@pytest.mark.parametrize("where", PLACES)
@hypothesis.settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(name=NAMES)
def test_odd_names_are_one_sentence(place: Path, monkeypatch: pytest.MonkeyPatch, where: str, name: str) -> None:
    monkeypatch.chdir(place)
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    hypothesis.assume(not os.path.lexists(name))
    status, printed = run(PLACES[where](name))
    if where == "export delimiter" or where.startswith(("export ", "people export")):
        shutil.rmtree(place / name, ignore_errors=True)
        with contextlib.suppress(OSError, ValueError):
            (place / name).unlink()
    assert status in (0, 1, 2), printed
    assert "unexpected" not in printed
    assert "Traceback" not in printed
    assert "\x1b" not in printed
    assert "\x9b" not in printed


@pytest.mark.slow
@pytest.mark.parametrize("name", [*TRAPS[:3], *TRAPS[5:8]], ids=ascii)
def test_files_of_odd_names_are_read_and_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    # One figure of the six: all have their title and their file from the same code.
    monkeypatch.setattr(sound_figures, "FIGURES", dict([*sound_figures.FIGURES.items()][:1]))
    sound = tmp_path / name
    try:
        shutil.copy(write_clip(tmp_path / "clip.mp4", seconds=0.5, fps=10, size=(64, 48), flashes=(0.2,)), sound)
    except (OSError, UnicodeError):
        pytest.skip("this file system takes no such name")
    out = tmp_path / "out"
    status, printed = run(["figures", str(sound), "--out", str(out)])
    assert status == 0, printed
    status, printed = run(["analyze", str(sound), "--out", str(out), "--engine", "onnx-int8", "--no-people"])
    assert status == 0, printed
    status, printed = run(["export", str(out / name), "--format", "video", "--out", str(tmp_path / "x.mp4")])
    assert status == 0, printed
    status, printed = run(["analyze", str(sound), "--out", str(out), "--engine", "onnx-int8", "--no-people"])
    assert "1 done before" in printed, printed


@pytest.mark.parametrize("name", [TRAPS[0], *TRAPS[2:7]], ids=ascii)
def test_the_program_ends_with_a_sentence_on_a_terminal_of_another_encoding(tmp_path: Path, name: str) -> None:
    environment = os.environ | {"PYTHONIOENCODING": "cp1252", "EMOTION_DESK_CONFIG": name, "HOME": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-m", "emotion_desk", "export", name, "--format", "csv"],
        env=environment,
        cwd=tmp_path,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.startswith(b"emotion-desk: ")
    assert b"Traceback" not in done.stderr


def test_people_of_any_name_are_listed_in_any_encoding(capsys: pytest.CaptureFixture[str]) -> None:
    for text in ("Łucja 漢字 \U0001f600", "a\x9bb", "\udcff"):
        say_json({"name": text})
        assert json.loads(capsys.readouterr().out) == {"name": text}
    stream = io.TextIOWrapper(io.BytesIO(), encoding="cp1252", errors="backslashreplace")
    with contextlib.redirect_stdout(stream):
        say_json({"name": "\U0001f600\x81"})
    stream.flush()
    assert json.loads(stream.buffer.getvalue()) == {"name": "\U0001f600\x81"}
