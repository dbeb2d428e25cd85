"""The option that names a neutral span: from when to when, and whose."""

from __future__ import annotations

import argparse
from dataclasses import dataclass

from emotion_desk.commands.moments import moment


@dataclass(frozen=True, slots=True)
class NeutralSpan:
    """A span in seconds; ``person`` is ``None`` for everybody who is seen in it."""

    from_s: float
    to_s: float
    person: str | None = None


def neutral_span(text: str) -> NeutralSpan:
    """Return the span of ``FROM-TO`` or ``FROM-TO=PERSON``, with times as seconds or ``HH:MM:SS``.

    Example:
        >>> neutral_span("2-0:08=Ana")
        NeutralSpan(from_s=2.0, to_s=8.0, person='Ana')
    """
    times, _, person = text.partition("=")
    start, dash, end = times.partition("-")
    if not dash:
        raise argparse.ArgumentTypeError(f"'{text}' is no span; give FROM-TO, as 2-8, or FROM-TO=PERSON")
    span = NeutralSpan(moment(start), moment(end), person.strip() or None)
    if span.to_s <= span.from_s:
        raise argparse.ArgumentTypeError(f"'{times}' ends before it begins")
    return span
