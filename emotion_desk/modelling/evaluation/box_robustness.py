"""Accuracy of the emotion of a face under changes of its box: the same faces, cropped larger, smaller and shifted.

python -m emotion_desk.modelling.evaluation.box_robustness NETWORK --data DIR [--every N]

The box of a detector varies from frame to frame.  Each picture of RAF-DB's held-out tenth is cropped to the square that
the network expects, and to that square scaled or shifted.  The result is the lowest accuracy minus the highest.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

import numpy as np

from emotion_desk.errors import DeskError
from emotion_desk.inference.model_store import ModelStore
from emotion_desk.inference.predictor import Predictor
from emotion_desk.labels import EMOTIONS
from emotion_desk.modelling.data.datasets import ARCHIVES, emotion_index
from emotion_desk.modelling.data.face_placement import FACE_GEOMETRY, PLACEMENTS, WHOLE, Placement, cut_region
from emotion_desk.modelling.data.splits import rafdb_held_out
from emotion_desk.modelling.evaluation.box_changes import CHANGES, table
from emotion_desk.modelling.evaluation.predict import pictures, run
from emotion_desk.modelling.evaluation.protocols import SEVEN
from emotion_desk.modelling.evaluation.resolve_networks import candidates
from emotion_desk.vision.crop import face_input


def accuracies(predictor: Predictor, data: Path, place: Placement, every: int = 1) -> dict[str, float]:
    """Return the accuracy on RAF-DB's held-out faces, in per cent among the seven emotions, for each change of the box.

    Args:
        predictor: a network with a head for emotions of faces.
        data: folder of the data sets.
        place: where the network's square lies in RAF-DB's pictures.
        every: use one of this many pictures.

    Raises:
        DataError: the set is missing.
    """
    held_out = list(islice(pictures(data / ARCHIVES["rafdb"], rafdb_held_out), 0, None, every))
    truth = [emotion_index(name.split("/")[-2]) for name, _ in held_out]
    classes = [EMOTIONS.index(emotion) for emotion in SEVEN]
    found = {}
    for title, change in CHANGES.items():
        cut = (cut_region(picture, change.applied(place.region(picture))) for _, picture in held_out)
        samples = ((index, face_input([face])) for index, face in enumerate(cut))
        answered = run(lambda rows: predictor.outputs(faces=rows), samples)
        best = [classes[int(outputs["face_emotion"][0][classes].argmax())] for _, outputs in answered]
        found[title] = 100.0 * float(np.mean(np.array(best) == np.array(truth)))
    return found


def main(arguments: Sequence[str]) -> int:
    """Print the table of one network; return the exit status."""
    parser = argparse.ArgumentParser(
        description="Measure the accuracy of the emotion of a face under changes of its box."
    )
    parser.add_argument("network", help="a released network or the folder of a training")
    parser.add_argument("--data", type=Path, required=True, metavar="DIR", help="folder of the data sets' zips")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="use one of N pictures (default: all)")
    options = parser.parse_args(arguments)
    try:
        candidate = next(candidates([options.network], "onnx-fp32", options.data, ModelStore()))
        predictor = candidate.load()
        placed = FACE_GEOMETRY in candidate.about(predictor, "").provenance
        place = PLACEMENTS["rafdb"] if placed else WHOLE
        found = accuracies(predictor, options.data, place, options.every)
    except DeskError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write(table(found, "RAF-DB held out, accuracy, %") + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
