"""Does it help to turn a face upright before it is read?  The released network with and without, face by face.

``python -m emotion_desk.training.evaluation.alignment --data DATA`` asks the network about the same held-out faces as
they are, with the line of their eyes level, and with their eyes at one place; and once more after every face was
turned by an angle up to 30 degrees that a hash of its name picks, as heads lean in front of a camera.  Differences
are taken on the same faces, with 95 % intervals by the bootstrap of the other figures.  What it printed stands in
``docs/results.md``.
"""

from __future__ import annotations

import argparse
import hashlib
import logging
import math
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

import numpy as np
from numpy.typing import NDArray

from emotion_desk.errors import DataError, DeskError
from emotion_desk.inference.predictor import Predictor, load_predictor
from emotion_desk.labels import EMOTIONS
from emotion_desk.messages import Box, Picture
from emotion_desk.opencv import cv2
from emotion_desk.training.archives import PICTURE_SUFFIXES, members
from emotion_desk.training.evaluation.answers import Labelled, gather
from emotion_desk.training.evaluation.asking import pictures, run
from emotion_desk.training.evaluation.scores import measured
from emotion_desk.training.evaluation.suite import FER2013, RAFDB, SEVEN, Test
from emotion_desk.training.sets import ARCHIVES, emotion_index
from emotion_desk.training.splits import rafdb_held_out
from emotion_desk.vision.crop import face_input
from emotion_desk.vision.landmarks import LandmarkDetector, Landmarks

#: Faces of both sets fill their pictures; a detector's box would be this share of the side.
_BOX: Final = 0.9
#: Faces are made to lean by up to this much, in degrees.
_MOST_LEAN: Final = 30.0
#: The ways a face is shown to the network.
AS_IT_IS, LEVEL, PLACED = "as it is", "eyes level", "eyes level, at one place"

Matrix = NDArray[np.float64]
_SETS: Final[tuple[tuple[Test, str, Callable[[str], bool]], ...]] = (
    (RAFDB, "rafdb", rafdb_held_out),
    (FER2013, "fer2013", lambda name: name.startswith("val/")),
)


@dataclass(frozen=True, eq=False)
class Face:
    """A face with its label and, where they were found, the middles of its eyes as shares of its side, float64 (4,)."""

    name: str
    label: int
    picture: Picture
    eyes: NDArray[np.float64] | None


def picked(archive: Path, wanted: Callable[[str], bool], most: int | None) -> frozenset[str]:
    """Return the names of the faces that are asked about: all that are wanted, or so many, picked by a hash."""
    names = [name for name, _ in members(archive, PICTURE_SUFFIXES) if wanted(name)]
    return frozenset(sorted(names, key=_share)[:most])


def faces(archive: Path, names: frozenset[str], detector: LandmarkDetector, leans: bool) -> Iterator[Face]:
    """Yield the faces of a set, as they are or made to lean, with their eyes."""
    for name, picture in pictures(archive, names.__contains__):
        shown = leaning(picture, lean_of(name)) if leans else picture
        found = detector.find(shown, _box(shown))
        label = emotion_index(PurePosixPath(name).parts[-2])
        yield Face(name, label, shown, None if found is None else _places(found, shown))


def _box(picture: Picture) -> Box:
    height, width = picture.shape[:2]
    side = _BOX * min(height, width)
    return Box((width - side) / 2, (height - side) / 2, side, side)


def _places(found: Landmarks, picture: Picture) -> NDArray[np.float64]:
    left, right = found.eyes
    return np.asarray(np.concatenate((left, right)) / picture.shape[0], np.float64)


def lean_of(name: str) -> float:
    """Return by how many degrees a face is made to lean: even between both ends, the same for a name for ever."""
    return (2 * _share(f"lean {name}") - 1) * _MOST_LEAN


def _share(text: str) -> float:
    """Return a number from 0 to 1 that depends on nothing but the text."""
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:4], "big") / 2**32


def leaning(picture: Picture, degrees: float) -> Picture:
    """Return a picture turned about its middle; the border is repeated."""
    height, width = picture.shape[:2]
    return _moved(picture, np.asarray(cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)))


def level(face: Face) -> Picture:
    """Return a face turned about its middle so that its eyes lie level; as it is where no eyes were found."""
    if face.eyes is None:
        return face.picture
    x1, y1, x2, y2 = face.eyes
    return leaning(face.picture, math.degrees(math.atan2(y2 - y1, x2 - x1)))


def placed(face: Face, target: NDArray[np.float64]) -> Picture:
    """Return a face turned, scaled and moved so that its eyes lie at ``target``, (4,) as shares of the side."""
    if face.eyes is None:
        return face.picture
    side = face.picture.shape[0]
    (x1, y1, x2, y2), (u1, v1, u2, v2) = face.eyes * side, target * side
    # A turn with a scale is a product with a complex number.
    turn = complex(u2 - u1, v2 - v1) / complex(x2 - x1, y2 - y1)
    matrix = np.array([[turn.real, -turn.imag, 0.0], [turn.imag, turn.real, 0.0]])
    matrix[:, 2] = np.array([(u1 + u2) / 2, (v1 + v2) / 2]) - matrix[:, :2] @ np.array([(x1 + x2) / 2, (y1 + y2) / 2])
    return _moved(face.picture, matrix)


def _moved(picture: Picture, matrix: Matrix) -> Picture:
    height, width = picture.shape[:2]
    moved = cv2.warpAffine(picture, matrix, (width, height), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(moved, np.uint8)


def usual_eyes(found: Sequence[Face]) -> NDArray[np.float64]:
    """Return where the eyes of a set usually lie: the medians, made level.

    Raises:
        DataError: no face has eyes.
    """
    all_eyes = [face.eyes for face in found if face.eyes is not None]
    if not all_eyes:
        raise DataError("No eyes were found in any face, so none can be aligned.")
    x1, y1, x2, y2 = np.median(all_eyes, axis=0)
    return np.array([x1, (y1 + y2) / 2, x2, (y1 + y2) / 2])


def answers(predictor: Predictor, shown: Sequence[tuple[Face, Picture]]) -> Labelled:
    """Return what the network answers, among the seven emotions of the sets."""
    samples = (((face.name, 0, face.label), face_input([picture])) for face, picture in shown)
    answered = list(run(lambda rows: predictor.outputs(faces=rows), samples))
    logits = np.concatenate([outputs["face_emotion"] for _, outputs in answered])
    return gather(EMOTIONS, [label for label, _ in answered], logits).among(SEVEN)


def compared(predictor: Predictor, found: Sequence[Face]) -> dict[str, Labelled]:
    """Return the answers to the same faces, by how they were shown."""
    target = usual_eyes(found)
    return {
        AS_IT_IS: answers(predictor, [(face, face.picture) for face in found]),
        LEVEL: answers(predictor, [(face, level(face)) for face in found]),
        PLACED: answers(predictor, [(face, placed(face, target)) for face in found]),
    }


def rows(title: str, found: Sequence[Face], given: dict[str, Labelled]) -> list[str]:
    """Return the rows of the table for one set."""
    plain = measured(given[AS_IT_IS], "accuracy")
    lines = []
    for way, answered in given.items():
        one = measured(answered, "accuracy")
        text = f"{one.value:.1f} ({one.interval[0]:.1f} to {one.interval[1]:.1f})"
        change = "-"
        if way != AS_IT_IS:
            difference = one.minus(plain)
            change = f"{difference.value:+.1f} ({difference.interval[0]:+.1f} to {difference.interval[1]:+.1f})"
        lines.append(f"| {title} | {way} | {text} | {change} |")
    with_eyes = [face.eyes for face in found if face.eyes is not None]
    leans = [abs(math.degrees(math.atan2(y2 - y1, x2 - x1))) for x1, y1, x2, y2 in with_eyes]
    half, most = np.percentile(leans, (50, 95))
    lines.append(
        f"{title}: {len(found)} faces, eyes found in {100 * len(with_eyes) / len(found):.1f} %; "
        f"half lean by more than {half:.1f} degrees, one in twenty by more than {most:.1f}."
    )
    return lines


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m emotion_desk.training.evaluation.alignment", allow_abbrev=False)
    parser.add_argument("--data", type=Path, required=True, metavar="DIR", help="folder of the data sets' zips")
    parser.add_argument("--engine", default="onnx-fp32", help="what runs the network (default: onnx-fp32)")
    parser.add_argument("--most", type=int, metavar="N", help="only so many faces a set, picked by a hash")
    options = parser.parse_args(arguments)
    logging.basicConfig(level=logging.WARNING, format="%(message)s", stream=sys.stderr)
    try:
        detector, predictor = LandmarkDetector(), load_predictor(engine=options.engine)
        table, notes = [], []
        for test, archive, wanted in _SETS:
            file = options.data / ARCHIVES[archive]
            names = picked(file, wanted, options.most)
            for leans in (False, True):
                title = test.title.partition(", ")[2] + (", made to lean" if leans else "")
                found = list(faces(file, names, detector, leans))
                *lines, note = rows(title, found, compared(predictor, found))
                table += lines
                notes.append(note)
    except DeskError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    head = "| faces | shown | accuracy, % | minus as it is, points |\n| --- | --- | --- | --- |\n"
    sys.stdout.write(head + "\n".join(table) + "\n\n" + "\n".join(notes) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
