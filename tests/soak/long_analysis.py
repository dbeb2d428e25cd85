"""Analyses a long film and prints memory and processor time by minute of it.

python -m tests.soak.long_analysis [--minutes 60] [--fps N]

The film is the demo over and over, joined without encoding it anew.  Memory must not grow with length, and a minute at
the end must cost what one at the beginning costs.  The status is 1 if the later half holds over 20 MB more than the
first, or costs over a tenth more.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from statistics import mean
from time import process_time

import av

from emotion_desk.machine import resident_mb
from emotion_desk.resources import shipped
from emotion_desk.sessions.analyse import analyse_file
from emotion_desk.sessions.analysis_options import AnalysisOptions, load_reader

_MINUTE_S = 60.0
_MOST_MB = 20.0
_MOST_SLOWER = 1.1
#: Minutes at the beginning that are not compared: buffers and allocators are still growing.
_WARM_UP = 1
#: Packets may begin a little before the zero of a film, and times must rise.
_APART_S = 0.1


def write_long_film(path: Path, source: Path, seconds: float) -> None:
    """Write a film again and again, packet by packet, until it has a length."""
    with av.open(str(path), "w") as out:
        with av.open(str(source)) as film:
            length = int(film.duration or 0) / av.time_base + _APART_S
            wanted = [stream for stream in film.streams if stream.type in ("video", "audio")]
            streams = {stream.index: out.add_stream_from_template(stream) for stream in wanted}
        for loop in range(max(1, round(seconds / length))):
            with av.open(str(source)) as film:
                for packet in film.demux():
                    if packet.dts is None or packet.stream_index not in streams:
                        continue
                    assert packet.time_base is not None
                    shift = round(loop * length / packet.time_base)
                    packet.dts += shift
                    packet.pts = (packet.pts or 0) + shift
                    packet.stream = streams[packet.stream_index]
                    out.mux(packet)


def main(arguments: list[str] | None = None) -> int:
    """Analyse the film; print a row a minute."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak.long_analysis", description=__doc__)
    parser.add_argument("--minutes", type=float, default=60.0, help="length of the film (default: 60)")
    parser.add_argument("--fps", type=float, help="frames a second that are analysed (default: all)")
    options = parser.parse_args(arguments)
    rows: list[tuple[float, float]] = []
    began = [process_time()]

    def progress(at_s: float) -> None:
        if at_s >= _MINUTE_S * (len(rows) + 1):
            now = process_time()
            rows.append((resident_mb() or 0.0, (now - began[0]) / _MINUTE_S))
            began[0] = now
            _print(f"{len(rows):6d}{rows[-1][0]:13.1f}{rows[-1][1]:16.3f}")

    with tempfile.TemporaryDirectory() as scratch:
        film = Path(scratch) / "long.mp4"
        write_long_film(film, shipped("assets") / "demo.mp4", options.minutes * _MINUTE_S + 1.0)
        _print(f"{'minute':>6}{'memory, MB':>13}{'CPU s a second':>16}")
        analysis = AnalysisOptions(fps=options.fps, people=False)
        began[0] = process_time()
        analyse_file(film, Path(scratch) / "session", analysis, load_reader(analysis), progress)
    return verdict(rows)


def verdict(rows: list[tuple[float, float]]) -> int:
    """Print the halves; return 1 if the later one holds or costs more."""
    settled = rows[_WARM_UP:]
    if len(settled) < 2:
        _print("too short to compare halves")
        return 0
    half = len(settled) // 2
    (held, cost), (later, slower) = (
        (mean(row[0] for row in part), mean(row[1] for row in part)) for part in (settled[:half], settled[half:])
    )
    _print(f"first half {held:.1f} MB, {cost:.3f} CPU s a second; second half {later:.1f} MB, {slower:.3f}")
    return 1 if later - held > _MOST_MB or slower > cost * _MOST_SLOWER else 0


def _print(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
