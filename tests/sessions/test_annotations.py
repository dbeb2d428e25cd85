"""Corrections of a coder: kept beside the readings, and compared with the desk."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from emotion_desk.errors import SessionError
from emotion_desk.labels import EMOTIONS
from emotion_desk.sessions.annotations import (
    ANNOTATIONS_FILE,
    VOICE,
    Annotations,
    agreement,
    cohens_kappa,
    face_subject,
)


def test_they_are_kept_with_who_and_when(tmp_path: Path) -> None:
    kept = Annotations(tmp_path)
    one = kept.add(face_subject(1), 1.0, 2.5, "surprised", "MK")
    two = kept.add(VOICE, 0.5, 0.9, "sad", "MK")
    kept.put(replace(one, label="happy"))
    kept.remove(two.number)
    again = Annotations(tmp_path)
    (left,) = again.all()
    assert (left.label, left.coder, left.made[:4].isdigit()) == ("happy", "MK", True)
    again.put(two)
    assert [each.number for each in Annotations(tmp_path).all()] == [2, 1]
    assert again.add(VOICE, 3, 4, "x", "").number == 3
    with pytest.raises(SessionError, match="span"):
        kept.add(VOICE, 2.0, 2.0, "sad", "MK")


def test_damaged_lines_are_left_out(tmp_path: Path) -> None:
    Annotations(tmp_path).add(VOICE, 0, 1, "sad", "MK")
    with (tmp_path / ANNOTATIONS_FILE).open("a") as file:
        file.write('{"number": 2}\n{"number": true}\n[1]\n{"number": 3, "subject": 1, "start_s": 0, "end_s": 1}\n{"num')
    kept = Annotations(tmp_path)
    assert len(kept.all()) == 1
    assert kept.damaged == 5


@pytest.mark.slow
def test_kappa_is_that_of_scikit_learn() -> None:
    metrics = pytest.importorskip("sklearn.metrics")
    random = np.random.default_rng(3)
    for size in (5, 50, 500):
        one = [EMOTIONS[n] for n in random.integers(0, 4, size)]
        other = [a if random.random() < 0.6 else EMOTIONS[random.integers(0, 6)] for a in one]
        assert cohens_kappa(one, other) == pytest.approx(metrics.cohen_kappa_score(one, other))
    assert cohens_kappa([], []) is None
    assert cohens_kappa(["a", "a"], ["a", "a"]) is None


def test_only_annotated_samples_of_the_same_subject_count(tmp_path: Path) -> None:
    kept = Annotations(tmp_path)
    kept.add(face_subject(1), 0.0, 1.0, "happy", "MK")
    kept.add(face_subject(1), 0.5, 1.0, "sad", "MK")  # said later: it counts where both lie
    kept.add(face_subject(1), 2.0, 3.0, "looks away", "MK")
    answers = [(face_subject(1), t / 10, "happy") for t in range(40)] + [(face_subject(2), 0.1, "sad")]
    found = agreement(kept.all(), answers, EMOTIONS)
    assert (found.samples, found.agreed) == (10, 5)
