"""Words of the desk in the language of the window: emotions, people, devices, modes and reasons.

The layers below know no Qt and speak English, which also stands in files.  Here is everything the window shows of
theirs; a word that is not known is shown as it came.
"""

from __future__ import annotations

import textwrap
from typing import Final

from emotion_desk import wording
from emotion_desk.messages import Headline, Identity
from emotion_desk.ui.language import mark, tr

#: Sense of emotions: adjectives that tell how somebody looks or sounds.
_EMOTION: Final = "emotion"
_EMOTIONS: Final = (
    mark("neutral", "emotion"),
    mark("calm", "emotion"),
    mark("happy", "emotion"),
    mark("sad", "emotion"),
    mark("angry", "emotion"),
    mark("fearful", "emotion"),
    mark("disgust", "emotion"),
    mark("surprised", "emotion"),
)
_TITLES: Final = (mark("Voice"), mark("Unknown"))
#: Tooltips are not wrapped by Qt.
_TIP_COLUMNS: Final = 70
_MATCHES: Final = (mark("strong match"), mark("match"), mark("weak match"))


def emotion(name: str) -> str:
    """Return an emotion's word; a coder's own word comes back as it is.

    Example:
        >>> emotion("happy")
        'happy'
    """
    return tr(name, sense="emotion")


def display_name(identity: Identity, track_id: int | None = None) -> str:
    """Return the name of a person (:func:`emotion_desk.wording.display_name`)."""
    if identity.name is not None:
        return identity.name
    if identity.unknown is not None:
        return tr("Unknown {number}", number=identity.unknown)
    return tr("Unknown") if track_id is None else tr("Face {number}", number=track_id)


def percent(probability: float) -> str:
    """Return a probability in whole percent."""
    return tr("{share} %", share=round(probability * 100))


def headline_words(headline: Headline) -> str:
    """Return a headline without its probability: ``happy``, or ``unsure (neutral / sad)``."""
    if headline.emotion is not None:
        return emotion(headline.emotion)
    return tr("unsure ({emotions})", emotions=" / ".join(map(emotion, headline.candidates)))


def headline_text(headline: Headline) -> str:
    """Return a headline with its probability if it is sure."""
    words = headline_words(headline)
    return words if headline.emotion is None else f"{words} {percent(headline.probability)}"


def title_words(title: str) -> str:
    """Return the title of a subject, which is kept in files: a name, ``Voice``, ``Face 7`` or ``Unknown 2``.

    Example:
        >>> title_words("Face 7"), title_words("Ada")
        ('Face 7', 'Ada')
    """
    kind, _space, rest = title.partition(" ")
    if kind == "Face" and rest.isdecimal():
        return tr("Face {number}", number=rest)
    if kind == "Unknown" and rest.isdecimal():
        return tr("Unknown {number}", number=rest)
    return tr(title) if title in _TITLES else title


def title_tip(title: str) -> str:
    """Return what a title without a name means; empty for names and the voice.

    Args:
        title: as files keep it, see :func:`title_words`.
    """
    kind, _space, rest = title.partition(" ")
    tip = ""
    if kind == "Face" and rest.isdecimal():
        tip = tr(
            "A face that nobody was recognised in (yet). The number counts the faces in the order in which they "
            "appeared; a face that leaves the picture and comes back gets a new one."
        )
    elif kind == "Unknown" and rest.isdecimal():
        tip = tr(
            "A person without a name who is recognised: the number stays when they leave the picture and come back. "
            "Enrol gives them a name."
        )
    return textwrap.fill(tip, _TIP_COLUMNS)


def ago_text(seconds: int) -> str:
    """Return how long ago a tick of a time axis is."""
    if seconds == 0:
        return tr("now")
    if seconds % 60 or seconds < 120:
        return tr("−{seconds} s", seconds=seconds)  # noqa: RUF001 - a real minus sign
    return tr("−{minutes} min", minutes=seconds // 60)  # noqa: RUF001


def match_words(identity: Identity | None) -> str:
    """Return how well a recognised person matches; empty for strangers."""
    words = wording.match_words(identity)
    return tr(words) if words else ""


def match_tip(identity: Identity | None) -> str:
    """Return the explanation of :func:`match_words` with the cosine."""
    if identity is None or identity.score is None:
        return ""
    return tr(
        "Cosine similarity to the enrolled samples: {score:.2f} (1 is identical; strong from 0.6, weak below 0.5)",
        score=identity.score,
    )
