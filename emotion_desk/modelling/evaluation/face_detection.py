"""How many faces of whole pictures the detectors find, how many boxes are false, and what they cost.

python -m emotion_desk.modelling.evaluation.face_detection --data DIR [--count N]

A face is found by a box whose centre lies within 0.4 of its side and whose side is 0.6 to 1.67 times its own.  A box
that shows no face of the picture is false; LFW's pictures have strangers in the background, who count as false.  Single
pictures are searched thoroughly; ``moving`` is one search as in a video, where later searches find more.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from emotion_desk.catalogue import DETECTORS, HAAR
from emotion_desk.errors import DeskError
from emotion_desk.inference.face_detectors import load_detector
from emotion_desk.messages import Box, Picture
from emotion_desk.modelling.evaluation.detection_scenes import Scene, Scenes

Find = Callable[[Picture], Sequence[Box]]
_NEAR: Final = 0.4
_SMALLEST, _LARGEST = 0.6, 1.67


@dataclass(frozen=True, slots=True)
class Found:
    """What a detector did with some scenes; ``ms`` is the median processor time of a picture."""

    faces: int
    found: int
    false: int
    pictures: int
    ms: float


def measured(find: Find, scenes: Iterable[Scene]) -> Found:
    """Return what a detector finds in scenes."""
    faces = found = false = 0
    times: list[float] = []
    for picture, expected in scenes:
        begun = time.process_time()
        boxes = find(picture)
        times.append(1000 * (time.process_time() - begun))
        faces += len(expected)
        found += sum(any(is_face(box, face) for box in boxes) for face in expected)
        false += sum(not any(_touches(box, face) for face in expected) for box in boxes)
    return Found(faces, found, false, len(times), float(np.median(times)) if times else 0.0)


def is_face(box: Box, face: Box) -> bool:
    """Return whether a box shows a face."""
    return _distance(box, face) < _NEAR * face.width and _SMALLEST < box.width / face.width < _LARGEST


def _touches(box: Box, face: Box) -> bool:
    return _distance(box, face) < 0.5 * face.width


def _distance(box: Box, face: Box) -> float:
    return max(abs(one - other) for one, other in zip(box.centre, face.centre, strict=True))


def table(rows: Mapping[str, Mapping[str, Found]]) -> str:
    """Return a Markdown table: a row a kind of scene and one of all, a column a detector."""
    names = list(next(iter(rows.values())))
    lines = ["| scene | faces | " + " | ".join(names) + " |", "| --- | --- |" + " --- |" * len(names)]
    for scene, found in rows.items():
        cells = [f"{one.found} found, {one.false} false, {one.ms:.0f} ms" for one in found.values()]
        lines.append(f"| {scene} | {next(iter(found.values())).faces} | " + " | ".join(cells) + " |")
    cells = [_sum([found[name] for found in rows.values()]) for name in names]
    faces = sum(found[names[0]].faces for found in rows.values())
    return "\n".join([*lines, f"| all | {faces} | " + " | ".join(cells) + " |"])


def _sum(parts: Sequence[Found]) -> str:
    return f"{sum(one.found for one in parts)} found, {sum(one.false for one in parts)} false"


def detectors() -> dict[str, Find]:
    """Return the detectors by the name of their column."""
    found: dict[str, Find] = {name: load_detector(name, thorough=True).find for name in DETECTORS}
    return found | {f"{name}, moving": load_detector(name).find for name in DETECTORS if name != HAAR}


def main(arguments: Sequence[str]) -> int:
    """Print the table; return the exit status."""
    parser = argparse.ArgumentParser(description="Measure how many faces the detectors find in whole pictures.")
    parser.add_argument("--data", type=Path, required=True, metavar="DIR", help="folder of the data sets' zips")
    parser.add_argument("--count", type=int, default=60, metavar="N", help="pictures of each kind (60)")
    options = parser.parse_args(arguments)
    try:
        finds = detectors()
        rows = {}
        for name, scenes in Scenes(options.data).all(options.count):
            rows[name] = {column: measured(find, scenes) for column, find in finds.items()}
    except DeskError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write(table(rows) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
