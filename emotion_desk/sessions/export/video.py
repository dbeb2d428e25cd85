"""Renders picture and sound of a session, with boxes, names and emotions drawn into the picture."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any, Final

import av
import av.error
import numpy as np

from emotion_desk.errors import SessionError
from emotion_desk.labels import EMOTION_COLOURS
from emotion_desk.messages import Headline, PersonReading, Picture
from emotion_desk.opencv import cv2
from emotion_desk.sessions.export.emotion_segments import subject_of
from emotion_desk.sessions.export.faces_to_hide import FacesToHide, moment
from emotion_desk.sessions.export.safe_text import one_line
from emotion_desk.sessions.export.text_mask import text_mask
from emotion_desk.sessions.format import TimedReading
from emotion_desk.sessions.reader import SAMPLE_RATE, Session
from emotion_desk.translatable import translatable

#: A reading speaks for frames at most this much later; as in the window.
_STALE_S: Final = 0.5
_CLOCK: Final = Fraction(1, 1000)
_SOUND_STEP_S: Final = 10.0
#: Squares a side of a hidden face, and how much wider than the box it is hidden on each side.
_MOSAIC: Final = 5
_WIDER: Final = 0.25
#: Size of the letters in a picture 480 pixels high.
_EM: Final = 15
_DARK: Final = (20, 16, 12)
_LIGHT: Final = (255, 255, 255)


def write_video(session: Session, path: Path, anonymise: str = "none") -> None:
    """Render; H.264 and AAC (mono) in the container that the ending of ``path`` names.

    Raises:
        SessionError: the session has no picture, or the file cannot be written.
        SourceError: the media is damaged.
    """
    frames = _upright(session)
    first = next(frames, None)
    if first is None:
        raise SessionError(translatable("The session '{name}' has no picture to draw on.", name=session.folder.name))
    height, width = first[1].shape[:2]
    try:
        with av.open(str(path), "w") as out:
            picture: Any = out.add_stream("libx264", rate=30)
            picture.width, picture.height, picture.pix_fmt = width, height, "yuv420p"
            picture.codec_context.time_base = _CLOCK
            picture.options = {"preset": "veryfast", "crf": "20"}
            sound = _Sound(session, out)
            before_ms = -1
            hidden = FacesToHide(session.readings()) if anonymise != "none" else None
            for time_s, drawn in _drawn(first, frames, session.named_readings(), hidden, anonymise == "strangers"):
                frame = av.VideoFrame.from_ndarray(drawn, format="bgr24")
                before_ms = max(before_ms + 1, round(time_s * 1000))
                frame.pts, frame.time_base = before_ms, _CLOCK
                out.mux(picture.encode(frame))
                sound.until(time_s)
            out.mux(picture.encode(None))
            sound.finish()
    except (av.error.FFmpegError, OSError, ValueError) as error:
        raise SessionError(
            translatable("'{path}' cannot be written as a video: {reason}.", path=path, reason=error)
        ) from error


def _upright(session: Session) -> Iterator[tuple[float, Picture]]:
    """Yield frames of one even size, as H.264 wants them."""
    size: tuple[int, int] | None = None
    for time_s, picture in session.frames():
        height, width = picture.shape[:2]
        size = size or (max(2, width - width % 2), max(2, height - height % 2))
        if (width, height) != size:
            even = picture[: size[1], : size[0]]
            if even.shape[:2] != (size[1], size[0]):
                even = np.asarray(cv2.resize(picture, size), np.uint8)
            picture = np.ascontiguousarray(even)
        yield time_s, picture


def _drawn(
    first: tuple[float, Picture],
    rest: Iterable[tuple[float, Picture]],
    readings: Iterator[TimedReading],
    hidden: FacesToHide | None,
    strangers_only: bool,
) -> Iterator[tuple[float, Picture]]:
    """Yield frames with the newest reading that speaks of them or of one shortly before; first faces are hidden."""
    present: TimedReading | None = None
    following = next(readings, None)
    for time_s, picture in _joined(first, rest):
        if hidden is not None:
            hide_faces(picture, hidden.at(time_s), strangers_only=strangers_only)
        while following is not None and moment(following) <= time_s + 0.0006:
            present, following = following, next(readings, None)
        if present is not None and time_s - moment(present) <= _STALE_S:
            draw(picture, present)
        yield time_s, picture


def _joined(first: tuple[float, Picture], rest: Iterable[tuple[float, Picture]]) -> Iterator[tuple[float, Picture]]:
    yield first
    yield from rest


def hide_faces(picture: Picture, people: Iterable[PersonReading], *, strangers_only: bool = False) -> None:
    """Replace faces by a few large squares of their mean colour, in place.

    The box is widened, because the head is larger than the face.  A mosaic of :data:`_MOSAIC` squares a side keeps no
    detail from which a face could be restored.

    Args:
        picture: BGR, uint8, of shape (height, width, 3).
        people: whose boxes are hidden.
        strangers_only: leave faces with a name as they are.
    """
    height, width = picture.shape[:2]
    for person in people:
        if strangers_only and person.identity.name:
            continue
        box = person.box
        more_x, more_y = box.width * _WIDER, box.height * _WIDER
        left, top = max(0, int(box.x - more_x)), max(0, int(box.y - more_y))
        right, bottom = min(width, int(box.x + box.width + more_x)), min(height, int(box.y + box.height + more_y))
        if right <= left or bottom <= top:
            continue
        small = cv2.resize(picture[top:bottom, left:right], (_MOSAIC, _MOSAIC), interpolation=cv2.INTER_AREA)
        picture[top:bottom, left:right] = cv2.resize(
            small, (right - left, bottom - top), interpolation=cv2.INTER_NEAREST
        )


def draw(picture: Picture, reading: TimedReading) -> None:
    """Draw the faces and the voice of a reading into a picture (BGR, uint8), in place."""
    unit = max(1.0, picture.shape[0] / 480)
    for person in reading.people:
        colour = _colour(person.shown)
        x, y = round(person.box.x), round(person.box.y)
        corner = (round(person.box.x + person.box.width), round(person.box.y + person.box.height))
        cv2.rectangle(picture, (x, y), corner, _DARK, round(4 * unit), cv2.LINE_AA)
        cv2.rectangle(picture, (x, y), corner, colour, round(2 * unit), cv2.LINE_AA)
        name = subject_of(person.identity, person.track_id)
        _tag(picture, name, f": {_words(person.shown)}", x, y - round(6 * unit), unit, colour)
    voice = reading.voice
    if voice is not None and voice.shown is not None:
        place = (round(8 * unit), picture.shape[0] - round(10 * unit))
        _tag(picture, "Voice", f": {_words(voice.shown)}", *place, unit, _colour(voice.shown))


def _words(headline: Headline) -> str:
    """Return a headline as the window shows it: ``happy 81 %`` or ``unsure (neutral / sad)``."""
    return headline.text if headline.emotion is None else f"{headline.text} {headline.probability * 100:.0f} %"


def _colour(headline: Headline) -> tuple[int, int, int]:
    return _LIGHT if headline.emotion is None else _bgr(EMOTION_COLOURS[headline.emotion])


def _tag(
    picture: Picture, name: str, answer: str, x: int, bottom: int, unit: float, colour: tuple[int, int, int]
) -> None:
    """Write on a dark plate with a coloured edge, moved inside the picture; what is too wide is cut.

    Name and answer are set one by one, so that the name comes first also where it is written from right to left.
    """
    pad = round(4 * unit)
    parts = [text_mask(one_line(part), round(_EM * unit)) for part in (name, answer)]
    mask = np.hstack(parts)[: picture.shape[0], : max(1, picture.shape[1] - 3 * pad)]
    height, width = mask.shape
    x = max(0, min(x, picture.shape[1] - width - 3 * pad))
    top = max(0, min(bottom, picture.shape[0]) - height)
    cv2.rectangle(picture, (x, top), (x + width + 3 * pad, top + height - 1), _DARK, -1)
    cv2.rectangle(picture, (x, top), (x + pad - 1, top + height - 1), colour, -1)
    place = picture[top : top + height, x + 2 * pad : x + 2 * pad + width]
    share = mask[: place.shape[0], : place.shape[1], None].astype(np.uint16)
    place[:] = (place * (255 - share) + np.asarray(_LIGHT, np.uint16) * share) // 255


def _bgr(colour: str) -> tuple[int, int, int]:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return blue, green, red


class _Sound:
    """Encodes the sound a stretch at a time, never far ahead of the picture."""

    def __init__(self, session: Session, out: Any) -> None:
        self._session = session
        self._out = out
        self._at_s = 0.0
        self._at = 0
        self._more = session.sound(0.0, 0.1).size > 0
        if self._more:
            self._stream: Any = out.add_stream("aac", rate=SAMPLE_RATE, layout="mono")

    def until(self, time_s: float) -> None:
        while self._more and self._at_s <= time_s:
            samples = self._session.sound(self._at_s, self._at_s + _SOUND_STEP_S)
            self._more = samples.size >= round(_SOUND_STEP_S * SAMPLE_RATE)
            self._at_s += _SOUND_STEP_S
            if not samples.size:
                return
            frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(samples[None]), format="fltp", layout="mono")
            frame.sample_rate, frame.pts, frame.time_base = SAMPLE_RATE, self._at, Fraction(1, SAMPLE_RATE)
            self._at += samples.size
            self._out.mux(self._stream.encode(frame))

    def finish(self) -> None:
        while self._more:
            self.until(self._at_s)
        if self._at:
            self._out.mux(self._stream.encode(None))
