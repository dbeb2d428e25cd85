"""The columns of an utterance that say how the voice sounded, measured from the session's sound."""

from __future__ import annotations

import logging
import math
from collections.abc import Callable
from importlib.util import find_spec
from typing import Final

from emotion_desk.errors import DeskError
from emotion_desk.sessions.export.tidy_table import Column, Row
from emotion_desk.sessions.reader import Session
from emotion_desk.sound.voice_measures import load_praat, voice_measures

logger = logging.getLogger(__name__)

COLUMNS: Final[tuple[Column, ...]] = (
    Column("pitch_hz", float, "Hz", "median fundamental frequency of the voice; with the extra 'voice', as all below"),
    Column("pitch_sd_hz", float, "Hz", "standard deviation of the fundamental frequency"),
    Column("loudness_dbfs", float, "dBFS", "root mean square of the speech"),
    Column("syllables_per_s", float, "1/s", "speaking rate: nuclei of syllables over the length"),
    Column("jitter", float, "ratio", "difference of neighbouring periods over the mean period"),
    Column("shimmer", float, "ratio", "difference of their amplitudes over the mean amplitude"),
    Column("hnr_db", float, "dB", "harmonics-to-noise ratio"),
)
_EMPTY: Final[Row] = {column.name: None for column in COLUMNS}
_DECIMALS: Final = {"jitter": 5, "shimmer": 5}


def voice_of(session: Session, wanted: bool | None) -> Callable[[float, float], Row] | None:
    """Return what measures the voice of a session between two moments, ``None`` where it is not to be measured.

    Args:
        session: with sound.
        wanted: as in :class:`~emotion_desk.sessions.export.options.ExportOptions`.

    Raises:
        DeskError: it is wanted, and the extra is not installed or the session has no media file.
    """
    if wanted is False or (wanted is None and (find_spec("parselmouth") is None or session.media is None)):
        return None
    load_praat()
    if wanted:
        session.sound(0.0, 0.1)  # says in a sentence what is missing

    def measure(from_s: float, to_s: float) -> Row:
        try:
            found = voice_measures(session.sound(from_s, to_s))
        except DeskError as error:
            if wanted:
                raise
            logger.info("the voice cannot be measured: %s", str(error))
            return _EMPTY
        cells = {column.name: getattr(found, column.name) for column in COLUMNS}
        return {
            name: round(value, _DECIMALS.get(name, 2)) if math.isfinite(value) else None
            for name, value in cells.items()
        }

    return measure
