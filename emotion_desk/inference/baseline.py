"""Corrects the answers to a face by what the same face is answered when it is neutral.

Some faces look sad or happy at rest, to networks as to people, and some networks answer neutral to whatever a person
shows weakly.  Where some seconds of a person's neutral face are known, what matters is how far an answer departs from
the answer to that face.  In log space, with the baseline ``b`` (the normalised geometric mean of the answers to the
neutral face) and ``r``, the answer that a neutral face shall get::

    log p'(k) = log r(k) + GAIN * (log p(k) - log b(k)), normalised

With a gain of 1 this is Bayes' rule for a changed prior (Saerens, Latinne and Decaestecker, "Adjusting the outputs of a
classifier to new a priori probabilities", Neural Computation 2002); a larger one counts departures from the person's
own neutral for more, as they are better evidence than departures from that of people in general.  An answer equal to
the baseline becomes ``r``.  Probabilities below :data:`LEAST` count as that, so that noise of tiny ones is not
enlarged.

:data:`GAIN` and :data:`NEUTRAL` were chosen on one actor's clips (``docs/measures.md``).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import numpy as np
from numpy.typing import NDArray

from emotion_desk.inference.smoothing import from_log, to_log
from emotion_desk.labels import EMOTIONS
from emotion_desk.messages import Emotions

GAIN: Final = 2.0
#: Probability of neutral in the answer that a neutral face shall get; the other emotions share the rest.
NEUTRAL: Final = 0.85
LEAST: Final = 0.02
_LOG_SHALL: Final = np.log([NEUTRAL if name == "neutral" else (1 - NEUTRAL) / (len(EMOTIONS) - 1) for name in EMOTIONS])


def baseline_of(answers: Iterable[Emotions]) -> dict[str, float] | None:
    """Return the baseline of answers to a neutral face: their normalised geometric mean; ``None`` without any.

    Args:
        answers: probabilities by emotion name.
    """
    logs = [to_log(answer) for answer in answers]
    return from_log(np.mean(logs, axis=0)) if logs else None


def correct(answer: Emotions, baseline: Emotions) -> dict[str, float]:
    """Return an answer as the departure from a baseline says; the probabilities sum to 1.

    Example:
        >>> rest = dict.fromkeys(EMOTIONS, 0.0) | {"neutral": 0.3, "sad": 0.7}
        >>> same = correct(rest, rest)
        >>> round(same["neutral"], 2), round(same["sad"], 3)
        (0.85, 0.021)
        >>> brighter = correct(rest | {"sad": 0.5, "happy": 0.2}, rest)
        >>> max(brighter.items(), key=lambda one: one[1])[0]
        'happy'
    """
    return from_log(_LOG_SHALL + GAIN * (_log(answer) - _log(baseline)))


def _log(emotions: Emotions) -> NDArray[np.float64]:
    return np.maximum(to_log(emotions), np.log(LEAST))
