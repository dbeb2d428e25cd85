"""Protocols of picture and sound sources.

**One** thread opens, reads and closes a source; only ``close`` may be called from another thread.  ``read`` waits at
most ``timeout_s`` and returns ``None`` if there is nothing new, so that its caller can check its stop flag.  All time
stamps come from :mod:`emotion_desk.clock`.
"""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from emotion_desk.messages import Frame, SoundBlock


@runtime_checkable
class PictureSource(Protocol):
    """Delivers frames; a live device that is faster than its reader delivers only its newest frame."""

    @property
    def name(self) -> str:
        """Return the display name."""
        ...

    @property
    def kind(self) -> str:
        """Return ``camera``, ``file`` or ``demo``."""
        ...

    @property
    def dropped(self) -> int:
        """Return the number of frames that were dropped before they were read."""
        ...

    def open(self) -> None:
        """Open within the time limit of the source, or raise :class:`~emotion_desk.errors.SourceOpenError`.

        A closed source can be opened again.
        """
        ...

    def read(self, timeout_s: float) -> Frame | None:
        """Return the next frame, or ``None`` after ``timeout_s``.

        Raises:
            SourceEndedError: the end of the file was reached.
            SourceLostError: the device hangs or was disconnected.
        """
        ...

    def close(self) -> None:
        """Release the device; may be called twice and from any thread, and returns quickly."""
        ...


@runtime_checkable
class SoundSource(Protocol):
    """Delivers consecutive blocks of 16 kHz mono sound."""

    @property
    def name(self) -> str:
        """Return the display name."""
        ...

    @property
    def kind(self) -> str:
        """Return ``microphone``, ``file`` or ``demo``."""
        ...

    @property
    def overflows(self) -> int:
        """Return how often sound was lost because it was not read in time."""
        ...

    def open(self) -> None:
        """Open, or raise :class:`~emotion_desk.errors.SourceOpenError`; a closed source can be opened again."""
        ...

    def read(self, timeout_s: float) -> SoundBlock | None:
        """Return all sound since the last call, or ``None`` after ``timeout_s`` without any.

        Raises:
            SourceEndedError: the end of the file was reached.
            SourceLostError: the device hangs or was disconnected.
        """
        ...

    def close(self) -> None:
        """Release the device; may be called twice and from any thread, and returns quickly."""
        ...
