"""A command that was asked for something it cannot do; the process then ends with status 2."""

from __future__ import annotations

from emotion_desk.errors import DeskError


class UsageError(DeskError):
    """Bad arguments; the text names what to write instead."""
