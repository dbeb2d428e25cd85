"""Texts of the review page: what is shown by colour is also written."""

from __future__ import annotations

from emotion_desk.ui.language import tr
from emotion_desk.ui.review.frame_index import FrameIndex
from emotion_desk.ui.review.readings import Readings
from emotion_desk.ui.review.session_loader import Opened
from emotion_desk.ui.words import display_name, headline_text


def session_title(opened: Opened) -> str:
    """Return the title of a session or file."""
    if opened.session is None:
        return opened.path.name
    info = opened.session.info
    parts = [opened.session.folder.name, info.started.astimezone().strftime("%Y-%m-%d %H:%M"), info.mode, info.engine]
    return "  ·  ".join(part for part in parts if part)


def now_text(time_s: float, index: FrameIndex | None, readings: Readings) -> str:
    """Return the frame number and everybody's emotion at a time."""
    parts = []
    if index is not None and len(index):
        parts.append(tr("frame {number} of {total}", number=index.at(time_s) + 1, total=len(index)))
    parts += [
        f"{display_name(person.identity, person.track_id)}: {headline_text(person.shown)}"
        for person in readings.people_at(time_s)
    ]
    voice = readings.voice
    sample = -1 if voice is None else int(voice.at(time_s))
    answer = voice.headline(sample) if voice is not None and sample >= 0 else None
    if answer is not None:
        parts.append(tr("Voice: {emotion}", emotion=headline_text(answer)))
    return "  ·  ".join(parts)
