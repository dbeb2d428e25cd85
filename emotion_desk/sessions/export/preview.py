"""The beginning of an export before it is written: the same writers, given the first readings of the session."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

from emotion_desk.errors import SessionError
from emotion_desk.messages import Picture
from emotion_desk.sessions.baselines import Baselines
from emotion_desk.sessions.export.exporters import ENDINGS, export
from emotion_desk.sessions.export.options import ExportOptions
from emotion_desk.sessions.format import TimedReading
from emotion_desk.sessions.reader import Session
from emotion_desk.translatable import translatable

#: Readings in a preview, its most lines, and the most characters per line.
READINGS: Final = 1500
_LINES: Final = 60
_LONGEST_LINE: Final = 4000
_MOST_BYTES: Final = 4_000_000


@dataclass(frozen=True, slots=True)
class Preview:
    """How an export begins.

    Args:
        text: its first lines; empty where it is no text.
        picture: a picture of it, JPEG or PNG (a frame of the video, the first plot of the report).
        whole: whether the preview was made of all readings.
    """

    text: str = ""
    picture: bytes = b""
    whole: bool = True


class _Head(Session):
    """The first readings of a session and one of its frames."""

    def __init__(self, session: Session) -> None:
        super().__init__(session.folder, session.info)
        self.cut = False

    def readings(self) -> Iterator[TimedReading]:
        """Yield the first readings."""
        for number, reading in enumerate(super().readings()):
            if number >= READINGS:
                self.cut = True
                return
            yield reading

    def frames(self, start_s: float = 0.0) -> Iterator[tuple[float, Picture]]:
        """Yield the first frames."""
        return islice(super().frames(start_s), 1)


def preview(session: Session, kind: str, options: ExportOptions) -> Preview:
    """Return how an export of this session begins.

    Raises:
        SessionError: the session does not hold what the format needs, or an extra is missing.
    """
    if not options.baseline:
        session.baselines = Baselines(is_on=False)
    if kind == "video":
        return Preview(picture=_frame(session, options))
    head = _Head(session)
    if kind == "report":
        from emotion_desk.sessions.export.report import first_plot

        picture = first_plot(list(head.named_readings()), head.marks())
        return Preview("" if picture else translatable("There is no plot."), picture, whole=not head.cut)
    with tempfile.TemporaryDirectory(prefix="emotion-desk-preview-") as folder:
        # Parquet is no text; its rows are those of CSV.
        shown = "csv" if kind == "parquet" else kind
        path = Path(folder) / f"preview{ENDINGS[shown]}"
        export(head, shown, path, options)
        with path.open("rb") as file:
            content = file.read(_MOST_BYTES)
    lines = content.decode("utf-8-sig", "replace").splitlines()[:_LINES]
    return Preview("\n".join(line[:_LONGEST_LINE] for line in lines), whole=not head.cut)


def _frame(session: Session, options: ExportOptions) -> bytes:
    """Return the frame of the first reading with a face, as the video shows it.

    Raises:
        SessionError: there is no picture.
    """
    from emotion_desk.opencv import cv2
    from emotion_desk.sessions.export.video import draw, hide_faces

    reading = next((each for each in islice(session.readings(), READINGS) if each.people), None)
    at_s = 0.0 if reading is None else reading.time_s if reading.frame_s is None else reading.frame_s
    picture: Picture | None = None
    for time_s, frame in session.frames(at_s):
        picture = frame
        if time_s >= at_s - 0.0006:
            break
    if picture is None:
        raise SessionError(translatable("The session '{name}' has no picture to draw on.", name=session.folder.name))
    picture = picture.copy()
    if reading is not None:
        if options.anonymise != "none":
            hide_faces(picture, reading.people, strangers_only=options.anonymise == "strangers")
        draw(picture, reading)
    done, encoded = cv2.imencode(".jpg", picture)
    return encoded.tobytes() if done else b""
