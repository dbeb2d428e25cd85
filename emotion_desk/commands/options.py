"""Options of the commands `run` and of the window, parsed from the command line.

Imports nothing heavy, so that `--help` stays quick.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from emotion_desk.sessions.recording_options import RecordOptions

#: What switches a device off on the command line.
NONE = "none"


@dataclass(frozen=True, slots=True)
class RunOptions:
    """Which sources, which network, how long.

    ``camera`` is an index or a name, ``mic`` a name, ``"none"`` for neither and ``None`` for the first one there is.
    ``loop`` ``None`` means: the demo, also where it stands in for a missing camera, repeats as long as ``seconds``
    last, a file is played once.
    ``consent`` says that the notice was agreed to for this run.  ``stream``: ``lsl``, ``ws`` or ``ws:PORT``.
    """

    camera: str | None = None
    file: Path | None = None
    demo: bool = False
    mic: str | None = None
    mode: str = "multitask"
    engine: str = "auto"
    measure_engines: bool = False
    profile: bool = False
    seconds: float | None = None
    loop: bool | None = None
    consent: bool = False
    record: RecordOptions | None = None
    stream: str | None = None

    @property
    def repeats(self) -> bool:
        """Return whether a file or the demo starts again at its end."""
        return self.loop if self.loop is not None else self.file is None and self.seconds is not None

    @property
    def wants_devices(self) -> bool:
        """Return whether a camera or a microphone may be opened."""
        if self.camera not in (None, NONE) or self.mic not in (None, NONE):
            return True
        played = self.demo or self.file is not None
        return not played and not (self.camera == NONE and self.mic == NONE)


@dataclass(frozen=True, slots=True)
class WindowOptions:
    """How to start the window.

    ``camera`` is an index or a name, ``mic`` a name, ``"none"`` for neither, ``None`` for the user's last choice.
    ``mode`` ``None`` means the mode last used.  ``seconds`` closes the window by itself, ``report`` writes its figures
    as JSON and ``screenshot`` its look as PNG at the end; the three are for smoke tests of an installed program.
    ``review`` is a session folder or media file to open on the Review page.
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
    review: Path | None = None
