"""How people and headlines are called, the same in window, tables, captions and reports."""

from __future__ import annotations

from typing import Final

from emotion_desk.messages import Headline, Identity

#: Least cosine of a strong and of a plain match.  Of comparisons with strangers one in a thousand reaches the first
#: and one in a hundred the second (models/thresholds.json, networks for faces and voices).
_STRONG: Final = 0.6
_PLAIN: Final = 0.5


def display_name(identity: Identity, track_id: int | None = None) -> str:
    """Return the name of a person.

    Args:
        identity: who it is.
        track_id: of the face, for somebody who has neither name nor number.

    Example:
        >>> display_name(Identity("Ada")), display_name(Identity(unknown=2)), display_name(Identity(), 7)
        ('Ada', 'Unknown 2', 'Face 7')
    """
    if identity.name is not None:
        return identity.name
    if identity.unknown is not None:
        return f"Unknown {identity.unknown}"
    return "Unknown" if track_id is None else f"Face {track_id}"


def percent(probability: float) -> str:
    """Return a probability in whole percent."""
    return f"{round(probability * 100)} %"


def headline_text(headline: Headline) -> str:
    """Return a headline with its probability: ``happy 81 %``, or ``unsure (neutral / sad)`` without one."""
    return headline.text if headline.emotion is None else f"{headline.text} {percent(headline.probability)}"


def match_words(identity: Identity | None) -> str:
    """Return how well a recognised person matches, in words; empty for strangers."""
    if identity is None or identity.name is None or identity.score is None:
        return ""
    if identity.score >= _STRONG:
        return "strong match"
    return "match" if identity.score >= _PLAIN else "weak match"


def match_tip(identity: Identity | None) -> str:
    """Return the explanation of :func:`match_words` with the cosine."""
    if identity is None or identity.score is None:
        return ""
    return (
        f"Cosine similarity to the enrolled samples: {identity.score:.2f} (1 is identical; "
        f"strong from {_STRONG:.1f}, weak below {_PLAIN:.1f})"
    )
