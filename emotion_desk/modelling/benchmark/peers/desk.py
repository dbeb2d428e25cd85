"""The desk over a clip, in a process of its own: ``python -m ... CLIP RESULT``."""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

from emotion_desk import cli
from emotion_desk.machine import peak_rss_mb
from emotion_desk.sessions.format import READINGS_FILE


def answers_of(readings: Path) -> tuple[int, dict[str, int]]:
    """Return the number of frames of a session, and of its answers by question."""
    frames: set[int] = set()
    faces = voices = 0
    for line in readings.read_text(encoding="utf-8").splitlines():
        reading = json.loads(line)
        if reading["frame"] is not None and reading["frame"] not in frames:
            frames.add(reading["frame"])
            faces += sum(person["emotion"] is not None for person in reading["people"])
            voices += bool(reading["voice"] and reading["voice"]["emotion"])
    return len(frames), {
        "face emotion": faces,
        "face identity": faces,
        "voice emotion": voices,
        "voice identity": voices,
    }


def main(clip: Path, result: Path) -> int:
    """Analyse a clip and write frames, answers and peak memory; return the status of the analysis."""
    with tempfile.TemporaryDirectory(prefix="emotion-desk-") as out:
        status = cli.main(["analyze", str(clip), "--out", out, "--no-people", "--jobs", "1"])
        if status == 0:
            frames, answers = answers_of(Path(out) / clip.name / READINGS_FILE)
            found = {"frames": frames, "answers": answers, "peak_mb": peak_rss_mb()}
            result.write_text(json.dumps(found), encoding="utf-8")
    return status


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
