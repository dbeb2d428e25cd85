"""What a recording and its analysis have in common."""

from __future__ import annotations

from dataclasses import replace

import pytest

from emotion_desk.messages import Box
from emotion_desk.sessions.session_agreement import compare
from tests.sessions.made import made_readings, sure


def test_a_session_agrees_with_itself() -> None:
    readings = made_readings()
    faces, voices = compare(readings, readings)
    assert len(faces.same) == sum(len(r.people) for r in readings)
    assert len(voices.same) == sum(r.voice is not None and r.voice.emotion is not None for r in readings)
    assert all(faces.same + voices.same)
    assert max(faces.distances + voices.distances) == 0.0
    assert faces.alone == voices.alone == 0


def test_other_emotions_and_other_places_are_seen() -> None:
    readings = made_readings()
    first = next(r for r in readings if r.people)
    changed = replace(first, people=tuple(replace(p, emotion=sure("disgust", 1.0)) for p in first.people))
    faces, _voices = compare([first], [changed])
    assert not any(faces.same)
    before = next(iter(first.people)).emotion
    assert faces.distances[0] == pytest.approx(1.0 - before["disgust"])
    far = replace(first, people=tuple(replace(p, box=Box(9000.0, 0.0, 50.0, 50.0)) for p in first.people))
    faces, _voices = compare([first], [far])
    assert (faces.same, faces.alone) == ([], len(first.people))
    later = replace(first, frame_s=(first.frame_s or 0.0) + 1.0)
    faces, _voices = compare([first], [later])
    assert faces.alone == len(first.people)
    assert "nothing to compare" in faces.sentence("Faces")
