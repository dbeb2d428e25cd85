"""What the command line asks of the window; imports no Qt, so that ``--help`` stays quick."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from emotion_desk.commands.options import RecordOptions


@dataclass(frozen=True, slots=True)
class WindowOptions:
    """How to start the window.

    ``camera`` is an index or a name, ``mic`` a name, ``"none"`` for neither, ``None`` for the user's last choice.
    ``mode`` ``None`` means the mode last used.  ``seconds`` closes the window by itself, ``report`` writes its figures
    as JSON and ``screenshot`` its look as PNG at the end; the three are for smoke tests of an installed program.
    """

    camera: str | None = None
    file: Path | None = None
    demo: bool = False
    mic: str | None = None
    mode: str | None = None
    engine: str = "auto"
    measure_engines: bool = False
    seconds: float | None = None
    report: Path | None = None
    screenshot: Path | None = None
    record: RecordOptions | None = None
    stream: str | None = None
