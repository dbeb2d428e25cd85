"""Names of the blendshape coefficients, and the action units of the Facial Action Coding System that they stand for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

#: Names of the coefficients, in the order of the network's output; left and right are the person's.
BLENDSHAPES: Final = (
    "neutral", "browDownLeft", "browDownRight", "browInnerUp", "browOuterUpLeft", "browOuterUpRight", "cheekPuff",
    "cheekSquintLeft", "cheekSquintRight", "eyeBlinkLeft", "eyeBlinkRight", "eyeLookDownLeft", "eyeLookDownRight",
    "eyeLookInLeft", "eyeLookInRight", "eyeLookOutLeft", "eyeLookOutRight", "eyeLookUpLeft", "eyeLookUpRight",
    "eyeSquintLeft", "eyeSquintRight", "eyeWideLeft", "eyeWideRight", "jawForward", "jawLeft", "jawOpen", "jawRight",
    "mouthClose", "mouthDimpleLeft", "mouthDimpleRight", "mouthFrownLeft", "mouthFrownRight", "mouthFunnel",
    "mouthLeft", "mouthLowerDownLeft", "mouthLowerDownRight", "mouthPressLeft", "mouthPressRight", "mouthPucker",
    "mouthRight", "mouthRollLower", "mouthRollUpper", "mouthShrugLower", "mouthShrugUpper", "mouthSmileLeft",
    "mouthSmileRight", "mouthStretchLeft", "mouthStretchRight", "mouthUpperUpLeft", "mouthUpperUpRight",
    "noseSneerLeft", "noseSneerRight",
)  # fmt: skip

#: Action unit: its name in the Facial Action Coding System, and the coefficients whose mean estimates it.
ACTION_UNITS: Final[Mapping[str, tuple[str, tuple[str, ...]]]] = {
    "AU01": ("inner brow raiser", ("browInnerUp",)),
    "AU02": ("outer brow raiser", ("browOuterUpLeft", "browOuterUpRight")),
    "AU04": ("brow lowerer", ("browDownLeft", "browDownRight")),
    "AU05": ("upper lid raiser", ("eyeWideLeft", "eyeWideRight")),
    "AU06": ("cheek raiser", ("cheekSquintLeft", "cheekSquintRight")),
    "AU07": ("lid tightener", ("eyeSquintLeft", "eyeSquintRight")),
    "AU09": ("nose wrinkler", ("noseSneerLeft", "noseSneerRight")),
    "AU10": ("upper lip raiser", ("mouthUpperUpLeft", "mouthUpperUpRight")),
    "AU12": ("lip corner puller", ("mouthSmileLeft", "mouthSmileRight")),
    "AU14": ("dimpler", ("mouthDimpleLeft", "mouthDimpleRight")),
    "AU15": ("lip corner depressor", ("mouthFrownLeft", "mouthFrownRight")),
    "AU16": ("lower lip depressor", ("mouthLowerDownLeft", "mouthLowerDownRight")),
    "AU17": ("chin raiser", ("mouthShrugLower",)),
    "AU18": ("lip pucker", ("mouthPucker",)),
    "AU20": ("lip stretcher", ("mouthStretchLeft", "mouthStretchRight")),
    "AU22": ("lip funneler", ("mouthFunnel",)),
    "AU24": ("lip pressor", ("mouthPressLeft", "mouthPressRight")),
    "AU26": ("jaw drop", ("jawOpen",)),
    "AU28": ("lip suck", ("mouthRollLower", "mouthRollUpper")),
    "AU45": ("blink", ("eyeBlinkLeft", "eyeBlinkRight")),
}
#: Where the coefficients of each unit are among :data:`BLENDSHAPES`.
_PLACES: Final = {unit: tuple(map(BLENDSHAPES.index, names)) for unit, (_, names) in ACTION_UNITS.items()}


def action_units(coefficients: Sequence[float]) -> dict[str, float]:
    """Return the estimates of action units, 0 to 1, from coefficients in the order of :data:`BLENDSHAPES`.

    Example:
        >>> smile = [0.9 if name.startswith("mouthSmile") else 0.0 for name in BLENDSHAPES]
        >>> action_units(smile)["AU12"]
        0.9
    """
    return {unit: sum([coefficients[one] for one in places]) / len(places) for unit, places in _PLACES.items()}
