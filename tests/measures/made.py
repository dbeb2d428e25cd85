"""Measures for the tests."""

from __future__ import annotations

import math

from emotion_desk.measures.names import BLENDSHAPES
from emotion_desk.messages import FaceMeasures

#: A smile, seen from the side, with closed eyes: the gaze is not known.
MEASURES = FaceMeasures(
    yaw=-12.5,
    pitch=3.25,
    roll=0.5,
    gaze_yaw=math.nan,
    gaze_pitch=math.nan,
    eye_left=0.1,
    eye_right=0.125,
    mouth=0.25,
    certainty=0.999,
    blendshapes=tuple(0.75 if name.startswith("mouthSmile") else 0.125 for name in BLENDSHAPES),
    quality=0.75,
    arousal=0.5,
)
