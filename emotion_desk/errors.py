"""Typed errors; the text of each is one sentence that may be shown to the user as it is."""

from __future__ import annotations


class DeskError(Exception):
    """Base of all errors that the desk expects and explains to its user."""

    def __str__(self) -> str:
        """Return the sentence as it was given, so that a translatable one stays translatable."""
        only = self.args[0] if len(self.args) == 1 else None
        return only if isinstance(only, str) else super().__str__()


class SourceError(DeskError):
    """A camera, microphone or file could not be used."""


class SourceOpenError(SourceError):
    """The source could not be opened."""


class SourceLostError(SourceError):
    """The source was open and stopped delivering (unplugged, hung, unreadable from here on)."""


class SourceEndedError(SourceError):
    """The source came to its natural end (a file played once)."""


class ModelError(DeskError):
    """Weights are missing, damaged, of a wrong hash or of an unknown format."""


class EngineError(DeskError):
    """The wanted inference engine is not available on this machine."""


class UntrainedHeadError(ModelError):
    """A prediction was requested from a head that was never trained."""


class SettingsError(DeskError):
    """The settings file could not be read or written."""


class DataError(DeskError):
    """A data set or one of its items cannot be read."""


class SessionError(DeskError):
    """A session cannot be recorded, opened or written."""


class GalleryError(DeskError):
    """The enrolled people cannot be read, changed or compared."""


class DisplayError(DeskError):
    """There is no display to show a window on."""
