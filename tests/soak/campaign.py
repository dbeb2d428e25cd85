"""The cases of the fault campaign, by class: each function yields one outcome a case.

An outcome is :data:`HANDLED`, :data:`LOST`, or a sentence on what happened unexpectedly.
"""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import tracemalloc
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice, pairwise
from pathlib import Path
from random import Random
from typing import Any, Final
from xml.etree import ElementTree as Xml

from emotion_desk import open_session
from emotion_desk.clock import NS_PER_S
from emotion_desk.errors import DeskError
from emotion_desk.labels import EMOTIONS
from emotion_desk.messages import DeskEvent, Side, State
from emotion_desk.sessions.annotations import agreement
from emotion_desk.sessions.device_events import DeviceEventList
from emotion_desk.sessions.export.exporters import export
from emotion_desk.sessions.library_summary import summarise
from emotion_desk.sessions.marks import Marks
from emotion_desk.sessions.recover import recover
from emotion_desk.sessions.session_edits import write_tags
from emotion_desk.sources.media import open_media
from tests.sessions.made import made_session
from tests.soak.memory import growth_mb
from tests.sources.clips import write_clip

HANDLED: Final = "handled"
LOST: Final = "lost"
_MOST_BYTES: Final = 300_000_000

Cases = Callable[[Path, Random, float], Iterator[str]]


def _times(count: int, scale: float) -> range:
    return range(max(1, round(count * scale)))


def _tried(action: Callable[[], object]) -> str:
    """Return the outcome of an action that may work or be refused."""
    try:
        action()
    except DeskError as error:
        return HANDLED if "\n" not in str(error) and str(error) else f"no sentence: {error!r}"
    except Exception as error:  # noqa: BLE001 - what the campaign looks for
        return f"{type(error).__name__}: {error}"
    return HANDLED


def _mutated(content: bytes, random: Random) -> bytes:
    """Return bytes with some of them changed, cut off, repeated or removed."""
    changed = bytearray(content)
    for _ in range(random.randint(1, 8)):
        at = random.randrange(len(changed) + 1)
        kind = random.randrange(4)
        if kind == 0 and at < len(changed):
            changed[at] = random.randrange(256)
        elif kind == 1:
            changed[at:] = b""
        elif kind == 2:
            changed[at:at] = random.choice([b"1e999", b"null", b"[" * 2000, b"\x00", b"9" * 400, b"NaN", b'"', b"{}"])
        else:
            del changed[at : at + random.randint(1, 40)]
    return bytes(changed)


def media(folder: Path, random: Random, scale: float) -> Iterator[str]:
    """Damaged media files are opened and decoded for some frames."""
    content = write_clip(folder / "clip.mp4", seconds=0.5, fps=10, size=(64, 48), flashes=(0.2,)).read_bytes()

    def decode(path: Path) -> None:
        opened = open_media(path, paced=False)
        for source in (opened.picture, opened.sound):
            if source is not None:
                source.open()
                try:
                    for _ in range(5):
                        source.read(1.0)
                finally:
                    source.close()

    for _ in _times(300, scale):
        path = folder / f"x{random.choice(['.mp4', '.png', '.wav', '.mkv', '.jpg'])}"
        path.write_bytes(_mutated(content, random))
        yield _tried(partial(decode, path))


def stores(folder: Path, random: Random, scale: float) -> Iterator[str]:
    """Damaged session files are read, compared, listed and exported, and the recovery runs over them."""
    made = made_session(folder / "s")
    made.annotations.add("face 1", 0.0, 2.0, "happy", "me")
    made.keep_baselines(made.measure_baseline((0.0, 2.0)))
    session = made.folder
    write_tags(session, ["pilot"])
    whole = {path.name: path.read_bytes() for path in session.iterdir()}

    def use() -> None:
        opened = open_session(session)
        list(opened.readings())
        Marks(session).all()
        agreement(opened.annotations.all(), [("face 1", 1.0, "happy")], EMOTIONS)
        summarise(session)
        export(opened, random.choice(["csv", "webvtt", "elan", "srt", "jsonl"]), folder / "out")
        recover(session)

    for _ in _times(700, scale):
        for name, content in whole.items():
            (session / name).write_bytes(content)
        name = random.choice(sorted(whole))
        (session / name).write_bytes(_mutated(whole[name], random))
        yield _tried(use)


def kills(folder: Path, random: Random, scale: float) -> Iterator[str]:
    """Recordings end by SIGKILL; what was on disk before is there after the recovery."""
    if sys.platform == "win32":
        return
    for number in _times(5, scale):
        session = folder / f"k{number}"
        child = subprocess.Popen(
            [sys.executable, "-m", "tests.sessions.feeding", str(session)], stdout=subprocess.PIPE, text=True
        )
        assert child.stdout is not None
        after_s = random.uniform(0.8, 2.5)
        ran_s = 0.0
        for line in child.stdout:
            ran_s = float(line)
            if ran_s >= after_s:
                break
        child.send_signal(signal.SIGKILL)
        child.stdout.close()
        child.wait()
        before = len(list(open_session(session).readings()))
        recover(session)
        after = open_session(session)
        yield HANDLED if len(list(after.readings())) >= before and after.info.finished else LOST


_FULL_DISK: Final = """
import resource, signal, sys
from pathlib import Path
from emotion_desk.atomic_file import write_atomically
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
for limit in range(0, 4096, int(sys.argv[2])):
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
    try:
        write_atomically(Path(sys.argv[1]), b"n" * 4096)
        print("written")
    except OSError:
        content = Path(sys.argv[1]).read_bytes()
        print("handled" if content == b"o" * 4096 and len(list(Path(sys.argv[1]).parent.iterdir())) == 1 else "lost")
"""


def disk(folder: Path, _random: Random, scale: float) -> Iterator[str]:
    """The disk is full after each possible number of bytes: the old file stays, and nothing is left beside it."""
    if sys.platform == "win32":
        return
    path = folder / "settings.json"
    path.write_bytes(b"o" * 4096)
    step = max(1, round(40 / scale))
    done = subprocess.run(
        [sys.executable, "-c", _FULL_DISK, str(path), str(step)], capture_output=True, text=True, check=False
    )
    if done.returncode:
        yield done.stderr.strip().splitlines()[-1]
    for line in done.stdout.split():
        yield {"handled": HANDLED, "lost": LOST}.get(line, line)


def _read_all(session: Path) -> None:
    list(open_session(session).readings())
    Marks(session).all()


def resources(folder: Path, _random: Random, scale: float) -> Iterator[str]:
    """Files that would take gigabytes are refused or skipped in little memory."""
    for number in _times(2, scale):
        for name in ("session.json", "readings.jsonl", "marks.jsonl"):
            session = made_session(folder / f"{number}-{name}").folder
            with (session / name).open("r+b") as file:
                file.truncate(_MOST_BYTES)
            tracemalloc.start()
            outcome = _tried(partial(_read_all, session))
            peak = tracemalloc.get_traced_memory()[1]
            tracemalloc.stop()
            yield outcome if peak < 50_000_000 else f"{name} took {peak / 1e6:.0f} MB"
            (session / name).unlink()


def devices(_folder: Path, random: Random, scale: float) -> Iterator[str]:
    """Whatever devices do, losses and returns of a side alternate, beginning with a loss."""
    for _ in _times(300, scale):
        events = DeviceEventList()
        for second in range(random.randint(1, 60)):
            side, state = random.choice(list(Side)), random.choice(list(State))
            events.add(DeskEvent(side, state, "", second * NS_PER_S))
        listed = events.listed(0)
        for name in ("picture", "sound"):
            returns = [n for n, e in enumerate(e for e in listed if e.side == name) if e.state == "returned"]
            if 0 in returns or any(second - first == 1 for first, second in pairwise(returns)):
                yield "a return without a loss"
                break
        else:
            yield HANDLED


def security(folder: Path, random: Random, scale: float) -> Iterator[str]:
    """Names and labels of any characters leave the exports readable, and links in a session lead nowhere."""
    mine = folder / "mine"
    mine.write_text("precious")
    for number in _times(250, scale):
        session = made_session(folder / f"g{number}")
        label = "".join(chr(random.choice([random.randrange(32), random.randrange(0x3000), 0xFFFE])) for _ in range(9))
        session.mark_list.add(1.0, random.choice(["=", "+", "-", "@", ""]) + label.encode("utf-8", "replace").decode())
        ending = random.choice([".eaf", ".vtt", ".csv"])
        for name in ("readings.jsonl.tmp", f"export{ending}", f".part-export{ending}", ".recording"):
            (session.folder / name).symlink_to(mine)

        def use(session: Any = session, ending: str = ending) -> None:
            path = export(session, {".eaf": "elan", ".vtt": "webvtt", ".csv": "csv"}[ending])
            if ending == ".eaf":
                Xml.parse(path)
            header = session.folder / "session.json"
            header.write_text(json.dumps(json.loads(header.read_text()) | {"finished": False}))
            recover(session.folder)

        outcome = _tried(use)
        yield outcome if mine.read_text() == "precious" else LOST


def soak(folder: Path, _random: Random, scale: float) -> Iterator[str]:
    """A recording keeps its memory: the growth is printed, and more than 20 MB in the run is unexpected."""
    for number in islice(_times(1, scale), 1):
        growth, seconds = growth_mb(folder / f"h{number}", 60.0 * scale)
        sys.stdout.write(f"  H: {growth:+.2f} MB in {seconds:.0f} s of recording\n")
        yield HANDLED if growth < 20.0 else f"memory grew by {growth:.1f} MB"


CLASSES: Final[dict[str, tuple[str, Cases]]] = {
    "A": ("media", media),
    "B": ("stores", stores),
    "C": ("kills", kills),
    "D": ("disk", disk),
    "E": ("resources", resources),
    "F": ("devices", devices),
    "G": ("security", security),
    "H": ("soak", soak),
}
