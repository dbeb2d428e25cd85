"""What the first start shows where there is no display: the demo without a window, a table, a picture of the window.

Only the standard library, like the bootstrap.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from environment import SetUpError

SECONDS = 10
#: Enough for the first answers to stand in the window.
PICTURE_SECONDS = 10
NO_DISPLAY = "There is no display: after the set-up the demo plays {seconds} s without a window."
_BEST = 3


def lacks_display(root: Path) -> bool:
    """Say whether no window can be shown; asked of the desk itself, whose check needs nothing that is installed."""
    sys.path.insert(0, str(root))
    try:
        from emotion_desk.display_check import check_display
        from emotion_desk.errors import DisplayError
    finally:
        sys.path.remove(str(root))
    try:
        check_display()
    except DisplayError:
        return True
    return False


def show(python: Path, venv: Path, say: Callable[[str], None]) -> int:
    """Play the demo, print the table, draw the window; return 0, or the status of a run that failed.

    Raises:
        SetUpError: the run left no report.
    """
    say(f"playing the demo for {SECONDS} s")
    with tempfile.TemporaryDirectory(prefix="emotion-desk-") as name:
        file = Path(name) / "report.json"
        run = ["run", "--demo", "--headless", "--seconds", str(SECONDS), "--report", str(file)]
        done = subprocess.run([python, "-m", "emotion_desk", *run], stdout=subprocess.DEVNULL, check=False)
        if done.returncode != 0:
            return done.returncode
        try:
            report = json.loads(file.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise SetUpError("The demo played, but its report cannot be read.") from error
    picture = venv / "emotion-desk-demo.png"
    window = ["--demo", "--seconds", str(PICTURE_SECONDS), "--screenshot", str(picture)]
    drawn = subprocess.run(
        [python, "-m", "emotion_desk", *window],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen", "EMOTION_DESK_CONFIG": str(venv / "demo-settings.json")},
        capture_output=True,  # sound servers that are missing are no news here
        check=False,
    )
    program = python.with_name("emotion-desk.exe" if os.name == "nt" else "emotion-desk")
    print(table(report, picture if drawn.returncode == 0 and picture.exists() else None, program), flush=True)
    return 0


def table(report: Mapping[str, Any], picture: Path | None, program: Path) -> str:
    """Return the report of a run as a table for people."""
    latency = report["latency_ms"]["capture_to_result"]["p95"]
    rows = [("faces", f"{report['faces_seen']} seen in {report['frames']['processed']} pictures")]
    for number, person in enumerate(report["people"][:4], start=1):
        rows.append((f"face {number}", _strongest(person["emotion"])))
    voice = report["voice"]
    rows.append(("voice", _strongest(voice["emotion"]) if voice else "nobody spoke"))
    spoken = f", speech in {voice['readings']} of {report['results']['count']} answers" if voice else ""
    rows.append(("sound", f"{report['sound']['blocks']} blocks{spoken}"))
    speed = f"{report['preview_fps']:.0f} pictures and {report['results']['per_second']:.1f} answers a second"
    rows.append(("speed", speed + (f", {latency:.0f} ms from picture to answer (p95)" if latency is not None else "")))
    rows.append(("network", f"{report['mode']}, {report['engine']}"))
    rows.append(("window", str(picture) if picture is not None else "could not be drawn"))
    width = max(len(name) for name, _ in rows)
    lines = ["", *(f"  {name:<{width}}  {text}" for name, text in rows), ""]
    rest = ("run --headless --demo", "analyze FILE --out DIR", "export SESSION --format csv", "doctor")
    lines += ["Without a display these work too:", *(f"  {program} {words}" for words in rest)]
    return "\n".join(lines)


def _strongest(emotion: Mapping[str, float]) -> str:
    best = sorted(emotion.items(), key=lambda item: -item[1])[:_BEST]
    return ", ".join(f"{name} {share:.0%}" for name, share in best)
