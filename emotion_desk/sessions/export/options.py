"""Choices for an export: how numbers and cells are written, what a row stands for, whose faces are hidden."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from emotion_desk.errors import SessionError
from emotion_desk.translatable import translatable

ROWS: Final = ("frames", "utterances", "summary")
ANONYMISE: Final = ("none", "all", "strangers")
DECIMALS: Final = {"point": ".", "comma": ","}


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """How to write an export.

    Args:
        decimal: ``point`` or ``comma``, for CSV.
        delimiter: one character between cells, for CSV.
        bom: begin a CSV file with a byte-order mark, by which Excel recognises UTF-8.
        rows: ``frames`` for one row a reading and subject, ``utterances`` for one row an utterance, ``summary`` for one
            row a subject.
        anonymise: whose faces are made unrecognisable in a video: ``none``, ``all`` or ``strangers`` (faces without a
            name).
        voice: whether rows of utterances have measures of the voice: ``True``, ``False``, or ``None`` for where the
            extra is installed and the sound is there.
        baseline: whether answers are corrected by the neutral faces that are kept with the session.

    Raises:
        SessionError: a choice is unknown, or the delimiter would make the table unreadable.
    """

    decimal: str = "point"
    delimiter: str = ","
    bom: bool = False
    rows: str = "frames"
    anonymise: str = "none"
    voice: bool | None = None
    baseline: bool = True

    def __post_init__(self) -> None:
        for value, choices in ((self.decimal, DECIMALS), (self.rows, ROWS), (self.anonymise, ANONYMISE)):
            if value not in choices:
                raise SessionError(
                    translatable(
                        "'{value}' is no choice of an export; choose one of {known}.",
                        value=value,
                        known=", ".join(choices),
                    )
                )
        if len(self.delimiter) != 1 or self.delimiter in "\"'\r\n" or self.delimiter.isalnum():
            raise SessionError(
                translatable("A delimiter is one character such as ';' or a tab, no letter, digit or quotation mark.")
            )
