"""The eight emotion names, their order in every network output, and their colours.

The order is RAVDESS' own (Livingstone & Russo 2018); every array with an axis of length eight follows it.
"""

from __future__ import annotations

from typing import Final

EMOTIONS: Final[tuple[str, ...]] = (
    "neutral",
    "calm",
    "happy",
    "sad",
    "angry",
    "fearful",
    "disgust",
    "surprised",
)

#: How soon a shown emotion changes, and the usual pace (:mod:`emotion_desk.pipeline.headline`).
PACES: Final = ("calm", "normal", "quick")
USUAL_PACE: Final = "normal"
#: How much the emotions of a live run are smoothed over time, from not at all to strongly.
SMOOTHINGS: Final = ("none", "usual", "strong")
USUAL_SMOOTHING: Final = "usual"

#: Okabe-Ito colours, safe for colour-blind eyes; always shown with the word beside them.
EMOTION_COLOURS: Final[dict[str, str]] = {
    "neutral": "#8A8F98",
    "calm": "#56B4E9",
    "happy": "#E69F00",
    "sad": "#0072B2",
    "angry": "#D55E00",
    "fearful": "#CC79A7",
    "disgust": "#009E73",
    "surprised": "#F0E442",
}
