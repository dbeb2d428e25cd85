"""Memory of the window with a long file open that was analysed.

python -m tests.soak.long_review [--minutes 90] [--analyze]

The demo clip is copied over and over into one file, without encoding it anew.  Its analysis is written from one reading
per frame, or with ``--analyze`` done by the command (one frame a second).  Then the window opens the session on its
Review page, and its resident memory is read every second; the status is 1 if it ever exceeds 600 MB.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import av
import psutil

from emotion_desk.resources import shipped
from emotion_desk.sessions.format import ANALYSIS, READINGS_FILE, reading_to_raw
from emotion_desk.sessions.header import SessionInfo, write_info
from emotion_desk.sessions.jsonl import LineWriter
from tests.sessions.made import made_readings

_MOST_MB: Final = 600.0
_FPS: Final = 25


def long_clip(path: Path, minutes: float) -> None:
    """Write the demo clip so often that the file is this long; packets are copied."""
    with av.open(str(path), "w") as out:
        streams: dict[int, Any] = {}
        offset_s = 1.0  # the first packets of sound lie before zero
        while offset_s < minutes * 60:
            with av.open(str(shipped("assets") / "demo.mp4")) as clip:
                for stream in clip.streams:
                    if stream.index not in streams:
                        streams[stream.index] = out.add_stream_from_template(stream)
                for packet in clip.demux():
                    if packet.dts is None or packet.pts is None:
                        continue
                    ticks = round(offset_s / packet.time_base)
                    packet.pts, packet.dts = packet.pts + ticks, packet.dts + ticks
                    packet.stream = streams[packet.stream.index]
                    out.mux(packet)
                offset_s += float(clip.duration or 0) / av.time_base + 0.2


def write_session(folder: Path, clip: Path, minutes: float) -> None:
    """Write an analysis of the clip with a reading for every frame."""
    folder.mkdir()
    write_info(
        folder,
        SessionInfo(
            datetime.now(UTC), ANALYSIS, finished=True, media=str(clip), duration_s=minutes * 60, size=(640, 360)
        ),
    )
    reading = made_readings()[15]
    with LineWriter(folder / READINGS_FILE) as lines:
        for number in range(round(minutes * 60 * _FPS)):
            at_s = number / _FPS
            lines.write(reading_to_raw(replace(reading, time_s=at_s, frame_s=at_s, sound_s=at_s)))


def watched(command: list[str]) -> tuple[int, float]:
    """Run a command and return its status and the most resident memory of its processes together, in MB."""
    run = subprocess.Popen([sys.executable, "-m", "emotion_desk", *command], env=os.environ, stdout=subprocess.DEVNULL)
    most = 0.0
    while run.poll() is None:
        try:
            root = psutil.Process(run.pid)
            most = max(most, sum(one.memory_info().rss for one in (root, *root.children(recursive=True))) / 1e6)
        except psutil.Error:
            pass
        time.sleep(1.0)
    return run.returncode, most


def main(arguments: list[str] | None = None) -> int:
    """Make the file, open it, print what was measured."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak.long_review", description=__doc__)
    parser.add_argument("--minutes", type=float, default=90.0, help="length of the file")
    parser.add_argument("--seconds", type=float, default=180.0, help="how long the window is open")
    parser.add_argument("--analyze", action="store_true", help="analyse the file, one frame a second")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="emotion-desk-long-") as name:
        clip, session = Path(name) / "long.mkv", Path(name) / "long"
        long_clip(clip, options.minutes)
        if options.analyze:
            status, most = watched(
                ["analyze", str(clip), "--out", str(session), "--every", "1", "--engine", "onnx-int8"]
            )
            sys.stdout.write(f"analysis of {options.minutes:g} minutes: status {status}, most {most:.0f} MB\n")
            session = next(path.parent for path in Path(name).rglob("session.json"))
        else:
            write_session(session, clip, options.minutes)
        status, most = watched(["open", str(session), "--seconds", str(options.seconds)])
        sys.stdout.write(f"window with {options.minutes:g} minutes open: status {status}, most {most:.0f} MB\n")
    return 1 if status or most > _MOST_MB else 0


if __name__ == "__main__":
    raise SystemExit(main())
