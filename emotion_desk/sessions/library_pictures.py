"""The small picture by which the library shows a session: a frame in which a face was seen."""

from __future__ import annotations

from typing import Final

from emotion_desk.errors import DeskError
from emotion_desk.messages import Picture
from emotion_desk.sessions.library_summary import SessionSummary
from emotion_desk.sessions.reader import open_session

#: Largest width and height in pixels; drawn at half of it on ordinary displays.
WIDTH: Final = 192
HEIGHT: Final = 108
_QUALITY: Final = 80
#: Without a face the picture is taken this far from the beginning, because many clips begin black.
_PLAIN_S: Final = 1.0
#: No more frames than this are decoded for a picture.
_MOST_FRAMES: Final = 200


def thumbnail(summary: SessionSummary) -> bytes:
    """Return a frame of the session as JPEG of at most 192 x 108 pixels; empty if there is no picture to be had."""
    at_s = summary.face_s if summary.face_s is not None else min(_PLAIN_S, (summary.duration_s or 0.0) / 2)
    try:
        session = open_session(summary.folder)
        if session.media is None:
            return b""
        chosen: Picture | None = None
        for number, (time_s, picture) in enumerate(session.frames(at_s)):
            chosen = picture
            if time_s >= at_s or number >= _MOST_FRAMES:
                break
    except (DeskError, OSError):
        return b""
    return b"" if chosen is None else _jpeg(chosen)


def _jpeg(picture: Picture) -> bytes:
    from emotion_desk.opencv import cv2

    height, width = picture.shape[:2]
    scale = min(WIDTH / width, HEIGHT / height, 1.0)
    size = max(1, round(width * scale)), max(1, round(height * scale))
    small = cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
    done, encoded = cv2.imencode(".jpg", small, [cv2.IMWRITE_JPEG_QUALITY, _QUALITY])
    return encoded.tobytes() if done else b""
