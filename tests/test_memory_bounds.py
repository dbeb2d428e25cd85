"""No command takes more than 0.7 GB of memory for files that it refuses, and a bad file does not stop the good ones.

The commands of a test run one after the other in a process of their own, whose peak of resident memory the system
reports.
"""

from __future__ import annotations

import json
import os
import struct
import subprocess
import sys
import wave
import zlib
from pathlib import Path

import numpy as np
import pytest

from tests.sessions.made import made_session
from tests.sources.clips import write_clip

#: Runs a program and writes its status and its peak of memory.  A process of its own, because on Linux a new process
#: begins with the peak of the one that starts it, and the process of the tests may be large.
_MEASURED = """
import os, subprocess, sys
child = subprocess.Popen(sys.argv[2:])
_, status, usage = os.wait4(child.pid, 0)
open(sys.argv[1], "w").write(f"{os.waitstatus_to_exitcode(status)} {usage.ru_maxrss}")
"""

#: Runs the commands of the JSON list; the status is 0, or that of the last command that had another one.
_COMMANDS = """
import json, sys
from emotion_desk.cli import main
statuses = [main(arguments) for arguments in json.loads(sys.argv[1])]
sys.exit(next((status for status in reversed(statuses) if status), 0))
"""

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(os, "wait4"), reason="the system does not report the memory of a process"),
]

MOST_BYTES = 700_000_000
#: More than may be held at once; what is read in pieces is read to its end, which takes seconds.
HUGE = 750_000_000


def peak(folder: Path, *commands: tuple[str, ...]) -> tuple[int, str, int]:
    """Run commands and return the status, what they printed, and the peak of resident memory in bytes."""
    printed, measured = folder / "printed.txt", folder / "measured.txt"
    with printed.open("wb") as out:
        subprocess.run(
            [sys.executable, "-c", _MEASURED, str(measured), sys.executable, "-c", _COMMANDS, json.dumps(commands)],
            cwd=folder,
            env=os.environ | {"HOME": str(folder), "EMOTION_DESK_DATA": str(folder / "data")},
            stdout=out,
            stderr=out,
            check=True,
        )
    status, most = (int(word) for word in measured.read_text().split())
    return status, printed.read_text(errors="replace"), most * (1 if sys.platform == "darwin" else 1024)


def png(width: int, height: int, *, text_bytes: int = 0) -> bytes:
    """Return a PNG picture whose header says this size; optionally with a compressed text of so many bytes."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    packer = zlib.compressobj(1)
    packed = b"".join(packer.compress(bytes(1_000_000)) for _ in range(text_bytes // 1_000_000)) + packer.flush()
    text = chunk(b"zTXt", b"Comment\0\0" + packed) if text_bytes else b""
    profile = chunk(b"iCCP", b"icc\0\0" + packed) if text_bytes else b""
    rows = zlib.compress(bytes(min((width * 3 + 1) * height, 5_000_000)), 9)
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + profile + text + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def wav(path: Path, rate: int, samples: np.ndarray) -> None:
    """Write a WAV file of 32-bit floats, whatever they are."""
    content = samples.astype("<f4").tobytes()
    form = struct.pack("<HHIIHH", 3, 1, rate, rate * 4 % 2**32, 4, 32)
    path.write_bytes(
        b"RIFF" + struct.pack("<I", 36 + len(content)) + b"WAVEfmt " + struct.pack("<I", 16) + form
        + b"data" + struct.pack("<I", len(content)) + content
    )  # fmt: skip


def sparse(path: Path, head: bytes = b"") -> None:
    with path.open("wb") as file:
        file.write(head)
        file.truncate(HUGE)


@pytest.fixture(scope="module")
def bombs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of files that would take gigabytes."""
    folder = tmp_path_factory.mktemp("bombs") / "files"
    folder.mkdir()
    for number in range(4):
        (folder / f"large-{number}.png").write_bytes(png(16_000, 16_000))
    (folder / "wide.png").write_bytes(png(2**31 - 1, 1))
    (folder / "text.png").write_bytes(png(64, 64, text_bytes=400_000_000))
    (folder / "large.gif").write_bytes(b"GIF89a" + struct.pack("<HH", 65_535, 65_535) + b"\x80\0\0" + bytes(6) + b";")
    (folder / "large.bmp").write_bytes(
        b"BM" + struct.pack("<IHHIIiiHHII", HUGE, 0, 0, 54, 40, 50_000, 50_000, 1, 24, 0, 0) + bytes(16)
    )
    (folder / "large.ppm").write_bytes(b"P6 60000 60000 255\n")
    sparse(folder / "zeros.wav", b"RIFF\xff\xff\xff\xffWAVEfmt ")
    sparse(folder / "zeros.png", png(64, 64)[:33])
    t = np.arange(16_000) / 16_000
    tone = np.sin(2 * np.pi * 220 * t)
    wav(folder / "slow.wav", 1, tone)
    wav(folder / "quick.wav", 2**31 - 1, tone)
    wav(folder / "nan.wav", 16_000, np.full(16_000, np.nan))
    wav(folder / "infinite.wav", 16_000, np.where(t > 0.5, np.inf, tone))
    wav(folder / "loud.wav", 16_000, 1e30 * tone)
    return folder


def good_sound(path: Path) -> Path:
    rng = np.random.default_rng(1)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(16_000)
        file.writeframes((rng.normal(0, 3000, 32_000)).astype("<i2").tobytes())
    return path


def test_analyses(bombs: Path, tmp_path: Path) -> None:
    good = write_clip(tmp_path / "good.mp4", seconds=0.5, fps=10, size=(64, 48), flashes=(0.2,))
    arguments = (str(bombs), str(good), "--out", str(tmp_path / "out"), "--engine", "onnx-int8", "--jobs", "1")
    status, printed, most = peak(tmp_path, ("analyze", *arguments))
    assert status == 1, printed
    assert (tmp_path / "out" / "good.mp4" / "session.json").exists(), printed
    assert "unexpected" not in printed
    assert most < MOST_BYTES, printed


def test_identification(bombs: Path, tmp_path: Path) -> None:
    good = good_sound(tmp_path / "good.wav")
    status, printed, most = peak(
        tmp_path, ("people", "identify", *map(str, sorted(bombs.iterdir())), str(good), "--engine", "onnx-int8")
    )
    assert status == 1, printed
    assert f"{good}: face" in printed
    assert "unexpected" not in printed
    assert most < MOST_BYTES, printed


def test_enrolment(bombs: Path, tmp_path: Path) -> None:
    status, printed, most = peak(
        tmp_path, ("people", "enrol", "Ana", str(bombs), "--consent", "--engine", "onnx-int8", "--mode", "multitask")
    )
    assert status in (0, 1), printed
    assert "unexpected" not in printed
    assert most < MOST_BYTES, printed


def test_figures(bombs: Path, tmp_path: Path) -> None:
    names = ("zeros.wav", "slow.wav", "quick.wav", "nan.wav", "infinite.wav", "loud.wav")
    commands = [("figures", str(bombs / name), "--out", str(tmp_path / name)) for name in names]
    status, printed, most = peak(tmp_path, *commands)
    assert status in (0, 2), printed
    assert "unexpected" not in printed
    assert most < MOST_BYTES, printed


def test_imports_and_settings(tmp_path: Path) -> None:
    (tmp_path / "pass").write_text("a passphrase that is long\n")
    sparse(tmp_path / "people.edpeople", b'{"format": ')
    status, printed, most = peak(tmp_path, ("people", "import", "people.edpeople", "--passphrase-file", "pass"))
    assert (status, "people.edpeople" in printed) == (1, True), printed
    assert most < MOST_BYTES
    status, printed, most = peak(tmp_path, ("people", "import", "pass", "--passphrase-file", "people.edpeople"))
    assert status == 1, printed
    assert most < MOST_BYTES


@pytest.mark.parametrize("name", ["session.json", "readings.jsonl", "marks.jsonl", "media.mkv"])
def test_sessions(tmp_path: Path, name: str) -> None:
    session = made_session(tmp_path / "session").folder
    with (session / name).open("ab") as file:
        file.truncate(HUGE)
    commands = [("export", "session", "--format", kind) for kind in ("csv", "elan", "report")]
    if name.endswith("jsonl"):  # read by the same reader for each format, to the end each time
        commands = commands[:1]
    status, printed, most = peak(tmp_path, *commands)
    assert status in (0, 1), printed
    assert "unexpected" not in printed
    assert most < MOST_BYTES, printed
