"""The predictor over modes with known answers: what it asks of the network and what it makes of the answer."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from emotion_desk.errors import DataError, UntrainedHeadError
from emotion_desk.inference.manifest import Head
from emotion_desk.inference.modes import MultiTask, Singles
from emotion_desk.inference.predictor import Predictor
from emotion_desk.inference.protocols import Outputs
from emotion_desk.labels import EMOTIONS
from emotion_desk.sound.mel import BANDS, FRAMES

FACE = np.full((50, 40, 3), 120, np.uint8)
MEL = np.full((BANDS, 30), -40.0, np.float32)


def heads(*, identity: bool = False, emotion: bool = True, temperature: float = 1.0) -> dict[str, Head]:
    return {
        "face_emotion": Head("classes", 8, emotion, EMOTIONS, temperature),
        "voice_emotion": Head("classes", 8, emotion, EMOTIONS, temperature),
        "face_identity": Head("embedding", 4, identity),
        "voice_identity": Head("embedding", 4, identity),
    }


class Known:
    """An engine whose logits say which row they are of."""

    name = "known-fp32"

    def __init__(self, only: str | None = None) -> None:
        self.calls: list[tuple[int, ...]] = []
        self._only = only

    def run(self, rows: NDArray[np.float32]) -> Outputs:
        self.calls.append(rows.shape)
        logits = np.zeros((len(rows), 8), np.float32)
        logits[np.arange(len(rows)), np.arange(len(rows)) % 8] = 4.0
        vectors = np.tile(np.array([0.6, 0.8, 0, 0], np.float32), (len(rows), 1))
        outputs = {h: logits if h.endswith("emotion") else vectors for h in heads()}
        return outputs if self._only is None else {self._only: outputs[self._only]}


def test_one_forward_pass_for_faces_and_sound() -> None:
    engine = Known()
    predictor = Predictor(MultiTask(engine, heads()))
    faces, voice = predictor.read([FACE, FACE], MEL)
    assert engine.calls == [(3, 3, BANDS, FRAMES)]
    assert [max(f.emotion, key=lambda e: f.emotion[e]) for f in faces] == ["neutral", "calm"]
    assert voice is not None
    assert max(voice.emotion, key=lambda e: voice.emotion[e]) == "happy"
    assert tuple(voice.emotion) == EMOTIONS
    assert sum(voice.emotion.values()) == pytest.approx(1.0, abs=1e-5)


def test_of_several_questions_only_those_that_are_asked_are_answered() -> None:
    mode = MultiTask(Known(), heads())
    faces, sounds = (np.zeros((count, 3, 96, 96), np.float32) for count in (2, 1))
    every = mode.answer(faces, sounds)
    for asked in (["face_emotion"], ["voice_emotion"], ["face_emotion", "voice_identity"]):
        found = mode.answer(faces, sounds, asked)
        assert set(found) == set(asked)
        assert [len(found[head]) for head in asked] == [2 if head.startswith("face") else 1 for head in asked]
    np.testing.assert_array_equal(mode.answer(faces, sounds, ["face_emotion"])["face_emotion"], every["face_emotion"])
    assert mode.answer(faces, sounds, []) == {}


def test_nothing_to_read_calls_nothing() -> None:
    engine = Known()
    predictor = Predictor(MultiTask(engine, heads()))
    assert predictor.read([], None) == ((), None)
    assert predictor.read_faces([]) == []
    assert engine.calls == []
    assert predictor.read([FACE], None)[1] is None
    assert predictor.read([], MEL)[0] == ()


def test_untrained_heads_give_none_or_raise_never_noise() -> None:
    untrained = Predictor(MultiTask(Known(), heads(emotion=False)))
    with pytest.raises(UntrainedHeadError, match="face_emotion"):
        untrained.read_faces([FACE])
    plain = Predictor(MultiTask(Known(), heads()))
    assert plain.read_faces([FACE])[0].embedding is None
    named = Predictor(MultiTask(Known(), heads(identity=True)))
    embedding = named.read_voice(np.random.default_rng(0).normal(0, 0.1, 90_000).astype(np.float32), 16_000).embedding
    assert embedding is not None
    assert float(np.linalg.norm(embedding)) == pytest.approx(1.0)


def test_temperature_softens() -> None:
    sharp = Predictor(MultiTask(Known(), heads())).read_faces([FACE])[0].emotion["neutral"]
    soft = Predictor(MultiTask(Known(), heads(temperature=2.0))).read_faces([FACE])[0].emotion["neutral"]
    assert sharp > soft > 1 / 8


def test_singles_run_each_network_over_its_own_rows() -> None:
    engines = {head: Known(head) for head in heads()}
    predictor = Predictor(Singles(engines, heads()))
    predictor.read([FACE, FACE], MEL)
    assert [len(engine.calls) for engine in engines.values()] == [1, 1, 1, 1]
    assert engines["face_emotion"].calls[0][0] == 2
    assert engines["voice_identity"].calls[0][0] == 1
    predictor.read([FACE], None)
    assert len(engines["voice_emotion"].calls) == 1
    assert predictor.mode == "singles"


@pytest.mark.parametrize("rate", [8_000, 16_000, 22_050, 44_100, 48_000])
def test_voices_of_any_rate_and_length(rate: int) -> None:
    predictor = Predictor(MultiTask(Known(), heads()))
    for seconds in (0.05, 1.0, 7.0):
        tone = np.sin(np.arange(int(rate * seconds)) * 2 * np.pi * 300 / rate).astype(np.float32)
        assert sum(predictor.read_voice(tone, rate).emotion.values()) == pytest.approx(1.0, abs=1e-5)


@pytest.mark.parametrize(
    ("samples", "rate", "says"),
    [
        (np.zeros(16_000, np.float32), 16_000, "silent"),
        (np.empty(0, np.float32), 16_000, "silent"),
        (np.zeros((100, 2), np.float32), 16_000, "mono"),
        (np.zeros(100, np.int16), 16_000, "float"),
        (np.full(100, np.nan, np.float32), 16_000, "finite"),
        (np.ones(100, np.float32), 0, "impossible"),
    ],
)
def test_what_is_no_voice_is_refused(samples: NDArray[np.float32], rate: int, says: str) -> None:
    with pytest.raises(DataError, match=says):
        Predictor(MultiTask(Known(), heads())).read_voice(samples, rate)


def test_an_array_of_faces_is_a_sequence_too() -> None:
    predictor = Predictor(MultiTask(Known(), heads()))
    assert len(predictor.read_faces(np.stack([FACE, FACE, FACE]))) == 3  # type: ignore[arg-type]
    assert predictor.read_faces(np.empty((0, 50, 40, 3), np.uint8)) == []  # type: ignore[arg-type]
