"""The tutorial does what it says: its commands and its Python run, in their order, in an empty folder."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from emotion_desk import cli
from emotion_desk.inference import engine_selection
from emotion_desk.inference.engine_selection import EngineChoice

TUTORIAL = Path(__file__).resolve().parents[1] / "docs" / "tutorial.md"


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", TUTORIAL.read_text(encoding="utf-8"), re.DOTALL)


@pytest.mark.slow
def test_the_tutorial_runs_from_recording_to_plot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pandas", reason="the extra 'dev' is not installed")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(engine_selection, "measure", lambda *_: EngineChoice("onnx-int8"))  # a comparison takes seconds
    for block in blocks("sh"):
        for line in block.strip().splitlines():
            program, *arguments = shlex.split(line)
            assert program == "emotion-desk"
            assert cli.main(arguments) == 0
    script = "import matplotlib\nmatplotlib.use('Agg')\n" + "\n".join(blocks("python"))
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, check=True, capture_output=True, text=True, timeout=180
    )
    means = [line.split() for line in done.stdout.splitlines()[:8]]
    assert sum(float(value) for _, value in means) == pytest.approx(1.0, abs=0.02)
    assert (tmp_path / "emotions.png").read_bytes().startswith(b"\x89PNG")
