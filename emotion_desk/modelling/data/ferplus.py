"""Labels of FER2013: its own, and the votes of ten annotators for each picture (FER+, Barsoum et al. 2016).

Networks are trained on the distribution of the votes, because FER2013's own labels are noisy (human agreement is about
65 %).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from emotion_desk.errors import DataError
from emotion_desk.labels import EMOTIONS
from emotion_desk.modelling.data.zip_archives import open_archive, read_member

#: The table inside the archive.
TABLE: Final = "ferplus_labels.csv"
#: Columns of votes for emotions that the desk knows; FER+ has no calm.
_EMOTION_COLUMNS: Final[Mapping[str, str]] = {
    "neutral": "neutral",
    "happiness": "happy",
    "surprise": "surprised",
    "sadness": "sad",
    "anger": "angry",
    "disgust": "disgust",
    "fear": "fearful",
}
#: FER2013's names of emotions, with those of the desk.
_LABELS: Final[Mapping[str, str]] = {"fear": "fearful", "surprise": "surprised"}
_OTHER_COLUMNS: Final = ("contempt", "unknown", "NF")
#: No label.
_NONE: Final = -1


@dataclass(frozen=True, slots=True)
class FerLabel:
    """Label and votes of one picture.

    Attributes:
        label: index of FER2013's own label in :data:`emotion_desk.labels.EMOTIONS`, -1 if it could not be matched.
        votes: number of votes per class, float32 (8,), in the order of :data:`emotion_desk.labels.EMOTIONS`; calm has
            none.
        other: votes for contempt, for an unknown emotion and for "no face".
    """

    label: int
    votes: NDArray[np.float32]
    other: tuple[int, int, int]

    @property
    def majority(self) -> int:
        """Return the index of the emotion with the most votes, -1 if another class or answer has as many."""
        most = float(self.votes.max())
        winners = np.flatnonzero(self.votes == most)
        return int(winners[0]) if len(winners) == 1 and most > max(self.other) else _NONE

    def distribution(self, own_label: float) -> NDArray[np.float32]:
        """Return the target distribution, float32 (8,); zeros if at least half of the votes are not for an emotion.

        A class with a single vote is taken for a mistake and left out (Barsoum et al. 2016), unless all are like that.

        Args:
            own_label: weight of FER2013's own label beside the votes, 0 to 1.
        """
        if self.votes.sum() <= sum(self.other):
            return np.zeros(len(EMOTIONS), np.float32)
        kept = np.where(self.votes > 1, self.votes, 0.0)
        target = kept / kept.sum() if kept.any() else self.votes / self.votes.sum()
        if self.label != _NONE:
            target = (1.0 - own_label) * target
            target[self.label] += own_label
        return np.asarray(target, np.float32)


def read_labels(archive: Path) -> dict[str, FerLabel]:
    """Read the labels of all pictures of ``fer2013_original.zip``, by the picture's name.

    Raises:
        DataError: the archive or its table is missing or damaged.
    """
    with open_archive(archive) as opened:
        text = read_member(opened, TABLE).decode("utf-8", errors="replace")
    try:
        return {row["file"]: _label(row) for row in csv.DictReader(io.StringIO(text))}
    except (KeyError, TypeError, ValueError, csv.Error) as error:
        raise DataError(f"The table '{TABLE}' of '{archive.name}' is damaged.") from error


def _label(row: Mapping[str, str]) -> FerLabel:
    votes = np.zeros(len(EMOTIONS), np.float32)
    for column, emotion in _EMOTION_COLUMNS.items():
        votes[EMOTIONS.index(emotion)] = int(row[column])
    word = row["fer2013_label"]
    label = EMOTIONS.index(_LABELS.get(word, word)) if word else _NONE
    contempt, unknown, no_face = (int(row[column]) for column in _OTHER_COLUMNS)
    return FerLabel(label, votes, (contempt, unknown, no_face))
