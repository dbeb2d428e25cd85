"""Options of ``emotion-desk run`` and of the window, after parsing; this module imports nothing heavy."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from emotion_desk.catalogue import BOTH
from emotion_desk.sessions.recording_options import RecordOptions

#: Value of ``--camera`` and ``--mic`` that switches the device off.
NONE = "none"


@dataclass(frozen=True, slots=True)
class RunOptions:
    """Options of a run without a window.

    Attributes:
        camera: index or name, ``"none"``, or ``None`` for the first camera.
        file: media file to play.
        demo: play the demo clip.
        mic: name, ``"none"``, or ``None`` for the system's default microphone.
        mode, engine, detector: as in the catalogue.
        measure_engines: measure the engines again.
        economy: answer at most fifteen frames a second.
        profile: measure the time of each step.
        measures: measure head pose, gaze, eyes, mouth and action units of each face.
        own_neutral: correct the answers to people whose neutral face is kept with them.
        seconds: duration of the run.
        loop: repeat the file or the demo.  ``None``: a file is played once; the demo, also in place of a missing
            camera, is repeated if ``seconds`` is given.
        consent: the user agreed to the notice for this run.
        record: what to record.
        stream: ``lsl``, ``ws`` or ``ws:PORT``.
    """

    camera: str | None = None
    file: Path | None = None
    demo: bool = False
    mic: str | None = None
    mode: str = "multitask"
    engine: str = "auto"
    measure_engines: bool = False
    detector: str = BOTH
    economy: bool = False
    profile: bool = False
    measures: bool = False
    own_neutral: bool = True
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
    """Options of the window; those not listed are as in :class:`RunOptions`.

    Attributes:
        camera: index or name, ``"none"``, or ``None`` for the one used last.
        mic: name, ``"none"``, or ``None`` for the one used last.
        mode: as in the catalogue; ``None``: the one used last.
        detector: what finds faces; ``None``: as the settings say.
        economy: answer at most fifteen frames a second, also if the settings do not say so.
        seconds: close the window so long after the networks are ready, or after the start with ``review``; for tests
            of an installed program, as are the next two.
        report: file for the report of the run.
        screenshot: PNG file for a picture of the window at its end.
        review: session folder or media file to open on the Review page.
    """

    camera: str | None = None
    file: Path | None = None
    demo: bool = False
    mic: str | None = None
    mode: str | None = None
    engine: str = "auto"
    measure_engines: bool = False
    detector: str | None = None
    economy: bool = False
    seconds: float | None = None
    report: Path | None = None
    screenshot: Path | None = None
    record: RecordOptions | None = None
    stream: str | None = None
    review: Path | None = None
