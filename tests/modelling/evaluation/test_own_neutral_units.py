"""Action units against a person's own neutral clips."""

from __future__ import annotations

import numpy as np
import pytest

from emotion_desk.measures.names import BLENDSHAPES
from emotion_desk.modelling.evaluation.own_neutral_units import Shown, brow_height, log_odds, table

EXPECTED = (("frown", "AU15", ("sad",)), ("jaw drop", "AU26", ("surprised",)))


def test_log_odds_keep_what_lies_close_to_zero() -> None:
    weak = [0.0001 if name.startswith("mouthFrown") else 0.5 for name in BLENDSHAPES]
    stronger = [0.0004 if name.startswith("mouthFrown") else 0.5 for name in BLENDSHAPES]
    (before,), (after,) = log_odds(weak, ["AU15"]), log_odds(stronger, ["AU15"])
    assert after - before == pytest.approx(np.log(4), abs=0.001)
    assert np.isfinite(log_odds([0.0] * 52, ["AU15"])).all()
    assert np.isfinite(log_odds([1.0] * 52, ["AU15"])).all()


def test_each_person_is_compared_with_their_own_neutral_clips() -> None:
    clips = [
        Shown("a-01", "neutral", {"AU15": -7.0, "AU26": -3.0}, 0.31),
        Shown("b-01", "neutral", {"AU15": -8.0, "AU26": -3.0}, 0.30),
        Shown("c-01", "sad", {"AU15": -6.0, "AU26": -3.0}, 0.33),
        Shown("d-01", "surprised", {"AU15": -6.0, "AU26": -2.9}, 0.34),
        Shown("e-02", "sad", {"AU15": 3.0, "AU26": 3.0}, 0.5),  # nothing neutral is known of this person
    ]
    text = "\n".join(table(clips, EXPECTED))
    assert "| frown | AU15 | sad | +1.5 | 1 of 1 | yes |" in text
    assert "| jaw drop | AU26 | surprised | +0.1 | 1 of 1 | no |" in text
    assert "| neutral | 2 | 0.305 | 0.300 | 0.310 |" in text
    assert "0.500" not in text
    assert table(clips[4:], EXPECTED) == []


@pytest.mark.parametrize("tilt", [0.0, 25.0])
def test_the_height_of_the_brows_does_not_depend_on_size_and_tilt(tilt: float) -> None:
    points = np.zeros((478, 2), np.float32)
    for number, place in {33: (-60, 0), 133: (-20, 0), 362: (20, 0), 263: (60, 0), 107: (-15, -24), 336: (15, -24),
                          10: (0, -90), 152: (0, 90)}.items():  # fmt: skip
        points[number] = place
    angle = np.radians(tilt)
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    moved = (points @ turn.T * 3 + 200).astype(np.float32)
    assert brow_height(moved) == pytest.approx(24 / 80, abs=1e-5)
