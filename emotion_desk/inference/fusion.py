"""Fuses the emotion probabilities of a face and of a voice that belong to the same person.

The rule is a weighted logarithmic opinion pool (Genest and Zidek, "Combining probability distributions", Statistical
Science 1986): ``p`` is proportional to ``face**FACE_WEIGHT * voice**VOICE_WEIGHT``.  Weights that sum to 1 give the
normalised geometric mean.  Weights of 1 each give the product of experts, which is right for independent evidence; face
and voice of one person are not independent.  The weights used here sum to 1.2, so that agreement raises the certainty a
little.  The voice weighs less because its input spans the last 2.3 s, while the face is that of the current frame.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np

from emotion_desk.inference.smoothing import from_log
from emotion_desk.labels import EMOTIONS

FACE_WEIGHT: Final = 0.7
VOICE_WEIGHT: Final = 0.5
#: Lower bound of each probability, so that neither modality alone can rule out an emotion.
LEAST: Final = 0.01


def fuse(
    face: Mapping[str, float],
    voice: Mapping[str, float],
    face_weight: float = FACE_WEIGHT,
    voice_weight: float = VOICE_WEIGHT,
) -> dict[str, float]:
    """Return the fused probabilities by emotion name; they sum to 1.

    Args:
        face: probabilities of the face by emotion name; missing names count as 0.
        voice: those of the voice.
        face_weight: exponent of the face's probabilities.
        voice_weight: exponent of the voice's.

    Example:
        >>> both = fuse({"happy": 0.6, "sad": 0.4}, {"happy": 0.7, "sad": 0.3})
        >>> both["happy"] > 0.7
        True
    """
    logs = [np.log(np.maximum([one.get(name, 0.0) for name in EMOTIONS], LEAST)) for one in (face, voice)]
    return from_log(face_weight * logs[0] + voice_weight * logs[1])
