"""What a kill costs a recording: real runs ended by SIGKILL at random moments, and what is left of each.

python -m tests.soak.killed_recording --times 20
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from emotion_desk import open_session
from emotion_desk.errors import DeskError
from emotion_desk.sessions.format import MEDIA_FILE
from emotion_desk.sessions.recover import recover_unfinished
from emotion_desk.settings import DATA_VARIABLE

#: How long a run may take to begin its recording.
_BEGIN_S: Final = 120.0
_POLL_S: Final = 0.01
#: The head of a Matroska file, which holds no frame yet, is smaller.
_HEAD_BYTES: Final = 4096


@dataclass(frozen=True)
class Kill:
    """One killed run.

    ``after_s`` is the moment of the kill and ``lost_s`` what is missing at the end, both counted on the session's time
    line; ``frames`` and ``readings`` could be read before anything was repaired, ``recovered_s`` is the length after.
    """

    after_s: float
    frames: int
    readings: int
    lost_s: float
    recovered_s: float | None

    @property
    def is_good(self) -> bool:
        """Return whether there was something to play, and the next start brought it into order."""
        return self.frames > 0 and self.recovered_s is not None

    def line(self) -> str:
        """Return it as a row of the table."""
        recovered = "not recovered" if self.recovered_s is None else f"{self.recovered_s:.2f} s"
        return f"{self.after_s:8.2f} {self.frames:7d} {self.readings:9d} {self.lost_s:7.2f}   {recovered}"


def kill_one(folder: Path, after_s: float) -> Kill:
    """Record the demo, kill the run that long after its recording began, and look at what is there.

    Args:
        folder: becomes the session.
        after_s: seconds from the first frame that is on disk.

    Raises:
        DeskError: the run never began to record.
    """
    command = [sys.executable, "-m", "emotion_desk", "run", "--demo", "--headless", "--seconds", "60"]
    run = subprocess.Popen([*command, "--record", str(folder)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _await_beginning(folder, run)
        time.sleep(after_s)
    finally:
        run.kill()
        killed = datetime.now(UTC)
        run.wait()
    session = open_session(folder)
    last_s = max((time_s for time_s, _picture in session.frames()), default=0.0)
    readings = list(session.readings())
    frames = sum(1 for _ in session.frames())
    recover_unfinished()
    session = open_session(folder)
    ended_s = (killed - session.info.started).total_seconds()
    told_s = max((reading.time_s for reading in readings), default=0.0)
    recovered_s = session.info.duration_s if session.info.finished else None
    return Kill(ended_s, frames, len(readings), ended_s - min(last_s, told_s), recovered_s)


def main(arguments: list[str] | None = None) -> int:
    """Kill runs and print a table; the status is 1 if one left nothing to play."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak.killed_recording", description=__doc__)
    parser.add_argument("--times", type=int, default=20, help="how many runs to kill")
    parser.add_argument("--within", type=float, default=10.0, metavar="S", help="kill within so many seconds")
    parser.add_argument("--seed", type=int, default=5, help="of the random moments")
    options = parser.parse_args(arguments)
    moments = random.Random(options.seed)
    kills: list[Kill] = []
    say = sys.stdout.write
    say("killed at  frames  readings    lost   recovered\n")
    with tempfile.TemporaryDirectory(prefix="emotion-desk-kills-") as place:
        os.environ[DATA_VARIABLE] = f"{place}/data"
        for number in range(options.times):
            try:
                kill = kill_one(Path(place) / f"s{number}", moments.uniform(0.0, options.within))
            except DeskError as error:
                say(f"{error}\n")
                return 1
            kills.append(kill)
            say(kill.line() + "\n")
            sys.stdout.flush()
    good = sum(kill.is_good for kill in kills)
    worst = max((kill.lost_s for kill in kills), default=0.0)
    say(f"{good} of {len(kills)} can be played and were recovered, at most {worst:.2f} s were lost\n")
    return 0 if good == len(kills) else 1


def _await_beginning(folder: Path, run: subprocess.Popen[bytes]) -> None:
    """Wait until the recording has its media file with something in it."""
    limit = time.monotonic() + _BEGIN_S
    while time.monotonic() < limit and run.poll() is None:
        media = folder / MEDIA_FILE
        if media.is_file() and media.stat().st_size > _HEAD_BYTES:
            return
        time.sleep(_POLL_S)
    raise DeskError("The run did not begin to record.")


if __name__ == "__main__":
    raise SystemExit(main())
