from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from emotion_desk.cli import main
from emotion_desk.errors import DataError
from emotion_desk.modelling.data import mmap_arrays
from emotion_desk.modelling.data.splits import lfw_held_out
from emotion_desk.modelling.evaluation.open_set import (
    Samples,
    draw_faces,
    draw_voices,
    halves,
    impostors,
    match_speed,
    open_set,
)
from tests.people.made import near, vector


def made_people(count: int, samples: int, cosine: float) -> Samples:
    """Return people whose samples have a cosine to a direction of their own."""
    return {
        f"P{who:03}": np.stack([near(vector(who), 10_000 + 100 * who + one, cosine) for one in range(samples)])
        for who in range(count)
    }


def test_people_who_are_far_apart_are_all_named() -> None:
    made = open_set(draw_faces(made_people(60, 9, 0.9), 20, 20), draws=10)
    assert (made.people, made.strangers, made.enrolled_from, made.draws) == (20, 20, 5, 10)
    assert made.right.mean == 100.0
    assert made.wrong.mean == 0.0
    assert made.false_accepts.mean <= 1.0


def test_people_without_a_likeness_are_named_by_chance() -> None:
    made = open_set(draw_faces(made_people(60, 9, 0.0), 20, 40), draws=10)
    assert made.right.mean < 3.0
    assert made.false_accepts.mean <= 1.0


def test_a_threshold_measured_on_other_people_keeps_its_promise() -> None:
    one, other = halves(made_people(160, 8, 0.75))
    assert not set(one) & set(other)
    table = impostors(one, "half")
    made = open_set(draw_faces(other, 20, 60), draws=20, table=table)
    assert made.right.mean > 95.0
    assert made.false_accepts.mean < 2.5


def test_small_galleries_take_everybody_with_two_samples() -> None:
    people = dict(made_people(30, 3, 0.9))
    with pytest.raises(DataError, match="Only 0 people"):
        draw_faces(people, 5, 5)
    made = open_set(draw_faces(people, 20, 10, full=False), draws=5)
    assert (made.people, made.enrolled_from) == (20, 2)


def test_voices_are_asked_with_the_other_sentence() -> None:
    sentences = np.array([1, 1, 1, 1, 2, 2, 2, 2])
    people = {who: (vectors, sentences) for who, vectors in made_people(5, 8, 0.9).items()}
    drawn = draw_voices(people, 2)(np.random.default_rng(0))
    assert (len(drawn.enrolled), len(drawn.strangers)) == (3, 2)
    for who, taken in drawn.enrolled.items():
        assert taken.shape[0] == 3
        assert drawn.probes[who].shape[0] == 4
        assert not {row.tobytes() for row in taken} & {row.tobytes() for row in drawn.probes[who]}
    assert open_set(draw_voices(people, 2), draws=5).right.mean == 100.0


def test_a_match_is_timed() -> None:
    speed = match_speed(100, 1000, 32, n=50, warm_up=5)
    assert (speed.people, speed.n) == (100, 50)
    assert 0 < speed.p50_ms <= speed.p95_ms


def test_the_command_measures_teachers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A teacher of faces made up, of people who are held out: the command's whole way, in a few seconds."""
    people = [f"Person_{number:03}" for number in range(400) if lfw_held_out(f"Person_{number:03}")]
    names = [f"{who}/{who}_{one:04}.webp" for who in people for one in range(8)]
    vectors = np.stack([near(vector(at // 8), 10_000 + at, 0.8) for at in range(len(names))])
    mean = mmap_arrays.Column("mean", "float32", (), [np.zeros(128, np.float32)])
    held = mmap_arrays.Column("vectors/lfw_multi_160.zip", "float32", (128,), [vectors])
    listed = np.frombuffer(json.dumps(names).encode(), np.uint8)
    columns = [held, mmap_arrays.Column("names/lfw_multi_160.zip", "uint8", (), [listed]), mean]
    metadata = {"format": "emotion-desk teacher", "version": "1", "teacher": "made"}
    archives = {"archives": json.dumps({"lfw_multi_160.zip": "0" * 64})}
    mmap_arrays.write(tmp_path / "face.safetensors", columns, lambda: metadata | archives)

    out = tmp_path / "out"
    assert main(["evaluate", "identity", "--teachers", str(tmp_path), "--draws", "3", "--out", str(out)]) == 0
    said = capsys.readouterr().out
    assert "20 people and 20 strangers" in said
    assert (out / "identity.md").read_text() == said
    (network,) = json.loads((out / "identity.json").read_text())["networks"]
    assert network["equal_error"]["face"]["percent"] < 5
    assert network["impostors"]["face"]["people"] == len(people)
    assert (out / "roc-identity-face.svg").is_file()


def test_the_command_says_what_is_missing(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", "identity", "multitask"]) == 1
    assert "--data DIR" in capsys.readouterr().err
