"""How people and headlines are called, the same in window, tables, captions and reports."""

from __future__ import annotations

from emotion_desk.messages import Headline, Identity


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
