"""Measures a predictor on what its training never saw, by the very calls that users make.

python -m emotion_desk.training.evaluate --data DIR [--models DIR] [--engine onnx|torch] [--out FILE]
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from emotion_desk.errors import DeskError
from emotion_desk.inference.manifest import Metric
from emotion_desk.inference.predictor import Predictor, load_predictor
from emotion_desk.inference.store import ModelStore
from emotion_desk.labels import EMOTIONS
from emotion_desk.sound.mel import SAMPLE_RATE
from emotion_desk.training.archives import SOUND_SUFFIXES, decode_sound, members
from emotion_desk.training.sets import HELD_OUT_ACTORS, FaceSet, load_fer2013, load_rafdb, ravdess_fields

_BATCH = 32


@dataclass(frozen=True)
class Answers:
    """True and given labels of a test, indices into the emotions."""

    truth: NDArray[np.int64]
    given: NDArray[np.int64]

    @property
    def accuracy(self) -> float:
        """Return the share of right answers in per cent."""
        return float((self.truth == self.given).mean() * 100)

    def recalls(self) -> dict[str, float]:
        """Return each occurring emotion's recall in per cent."""
        return {
            EMOTIONS[label]: float((self.given[self.truth == label] == label).mean() * 100)
            for label in np.unique(self.truth)
        }

    @property
    def unweighted_recall(self) -> float:
        """Return the mean of the recalls in per cent: every emotion counts the same."""
        return float(np.mean(list(self.recalls().values())))

    def confusion(self) -> NDArray[np.int64]:
        """Return how often each emotion (row) was called each emotion (column), (8, 8)."""
        table = np.zeros((len(EMOTIONS), len(EMOTIONS)), np.int64)
        np.add.at(table, (self.truth, self.given), 1)
        return table


@dataclass(frozen=True)
class Test:
    """A finished test with its protocol in one sentence."""

    name: str
    protocol: str
    answers: Answers

    def metrics(self) -> list[Metric]:
        """Return accuracy and unweighted recall as they stand in the manifest."""
        n = len(self.answers.truth)
        return [
            Metric(f"{self.name} accuracy", round(self.answers.accuracy, 2), "%", self.protocol, n),
            Metric(f"{self.name} unweighted recall", round(self.answers.unweighted_recall, 2), "%", self.protocol, n),
        ]


def face_answers(predictor: Predictor, faces: FaceSet) -> Answers:
    """Ask for the emotion of every face of a set."""
    given: list[int] = []
    for start in range(0, len(faces.pictures), _BATCH):
        readings = predictor.read_faces(faces.pictures[start : start + _BATCH])
        given += [_strongest(reading.emotion) for reading in readings]
    return Answers(faces.labels, np.array(given, np.int64))


def voice_answers(predictor: Predictor, data: Path) -> Answers:
    """Ask for the emotion of every RAVDESS clip of the held-out actors."""
    truth: list[int] = []
    given: list[int] = []
    for name, read in members(data / "ravdess_speech_16k.zip", SOUND_SUFFIXES):
        emotion, actor = ravdess_fields(name)
        if actor in HELD_OUT_ACTORS:
            reading = predictor.read_voice(decode_sound(read(), name), SAMPLE_RATE)
            truth.append(emotion)
            given.append(_strongest(reading.emotion))
    return Answers(np.array(truth, np.int64), np.array(given, np.int64))


def _strongest(emotion: dict[str, float]) -> int:
    return EMOTIONS.index(max(emotion, key=emotion.__getitem__))


def evaluate(predictor: Predictor, data: Path) -> Iterator[Test]:
    """Run all tests, one after the other."""
    yield Test(
        "FER2013 val, face emotion",
        "the whole public test set, 7 classes, answers among 8; trained on FER2013 train",
        face_answers(predictor, load_fer2013(data, "val")),
    )
    yield Test(
        "RAF-DB held out, face emotion",
        "a tenth of RAF-DB's training faces chosen by a hash of the name, never trained on, 7 classes, answers among 8",
        face_answers(predictor, load_rafdb(data, held_out=True)),
    )
    yield Test(
        "RAVDESS, voice emotion",
        "actor-disjoint, fold five: actors 1, 4, 9, 22 never seen in training, 8 classes, whole clips",
        voice_answers(predictor, data),
    )


def table(tests: list[Test]) -> str:
    """Return the figures as a Markdown table, with the recall of each emotion."""
    lines = ["| test | n | accuracy | unweighted recall | " + " | ".join(EMOTIONS) + " |", "|---|" * 1 + "---|" * 11]
    for test in tests:
        recalls = test.answers.recalls()
        cells = [f"{recalls[e]:.1f}" if e in recalls else "-" for e in EMOTIONS]
        lines.append(
            f"| {test.name} | {len(test.answers.truth)} | {test.answers.accuracy:.1f} % "
            f"| {test.answers.unweighted_recall:.1f} % | " + " | ".join(cells) + " |"
        )
    return "\n".join(lines)


def main(arguments: list[str] | None = None) -> int:
    """Run the command; return its exit status."""
    parser = argparse.ArgumentParser(prog="python -m emotion_desk.training.evaluate", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the data sets' zips")
    parser.add_argument("--models", type=Path, help="another folder of weights")
    parser.add_argument("--mode", default="multitask")
    parser.add_argument("--engine", default="auto")
    parser.add_argument("--out", type=Path, help="write the figures as JSON")
    options = parser.parse_args(arguments)
    try:
        predictor = load_predictor(options.mode, options.engine, ModelStore(options.models))
        tests = list(evaluate(predictor, options.data))
    except DeskError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write(f"{predictor.mode} on {predictor.engine}\n\n{table(tests)}\n")
    if options.out:
        figures = [
            {"metrics": [asdict(m) for m in test.metrics()], "confusion": test.answers.confusion().tolist()}
            for test in tests
        ]
        options.out.write_text(json.dumps(figures, indent=1), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
