"""What every source of pictures or sound must do.

A source is opened, read and closed by **one** thread of the pipeline; only ``close`` may be called from
another.  ``read`` waits at most ``timeout_s`` and returns ``None`` when nothing new came, so that its
caller can look at its stop flag.  All stamps come from :mod:`emotion_desk.clock`.
"""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from emotion_desk.messages import Frame, SoundBlock


@runtime_checkable
class PictureSource(Protocol):
    """Gives frames; newest first where the device is faster than its reader."""

    @property
    def name(self) -> str:
        """Return what the user calls this source."""
        ...

    @property
    def kind(self) -> str:
        """Return ``camera``, ``file`` or ``demo``."""
        ...

    @property
    def dropped(self) -> int:
        """Return how many frames were thrown away before anyone read them."""
        ...

    def open(self) -> None:
        """Open within the source's own time limit, or raise :class:`~emotion_desk.errors.SourceOpenError`.

        A closed source can be opened again.
        """
        ...

    def read(self, timeout_s: float) -> Frame | None:
        """Return the next frame, or ``None`` after ``timeout_s``.

        Raises:
            SourceEndedError: the file was played to its end.
            SourceLostError: the device hangs or is gone.
        """
        ...

    def close(self) -> None:
        """Let go of the device; may be called twice and from any thread, never blocks for long."""
        ...


@runtime_checkable
class SoundSource(Protocol):
    """Gives consecutive blocks of 16 kHz mono sound."""

    @property
    def name(self) -> str:
        """Return what the user calls this source."""
        ...

    @property
    def kind(self) -> str:
        """Return ``microphone``, ``file`` or ``demo``."""
        ...

    @property
    def overflows(self) -> int:
        """Return how often sound was lost because nobody took it in time."""
        ...

    def open(self) -> None:
        """Open, or raise :class:`~emotion_desk.errors.SourceOpenError`; a closed source can be opened again."""
        ...

    def read(self, timeout_s: float) -> SoundBlock | None:
        """Return all sound since the last call, or ``None`` after ``timeout_s`` without any.

        Raises:
            SourceEndedError: the file was played to its end.
            SourceLostError: the device hangs or is gone.
        """
        ...

    def close(self) -> None:
        """Let go of the device; may be called twice and from any thread, never blocks for long."""
        ...
