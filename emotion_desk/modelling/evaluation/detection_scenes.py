"""Whole pictures with known faces, made of the data sets: large, small, rolled, many, cut by the border, and none.

Where a face lies in a picture of LFW, CelebA and the unlabelled colour faces is known from the sets' own alignment
(:mod:`emotion_desk.modelling.data.face_placement`).  Pictures are pasted into clouds of noise, turned, and put beside
each other; everything follows from a seed.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final

import numpy as np

from emotion_desk.messages import Box, Picture
from emotion_desk.modelling.data.datasets import ARCHIVES
from emotion_desk.modelling.data.face_placement import BELOW_EYES, PLACEMENTS, SIDE
from emotion_desk.modelling.data.zip_archives import PICTURE_SUFFIXES, decode_picture, open_archive, read_member
from emotion_desk.opencv import cv2
from emotion_desk.vision.geometry import BOX_BELOW, BOX_SIDE

#: A picture and the boxes of the faces in it.
Scene = tuple[Picture, list[Box]]
_SETS: Final = ("lfw", "colour", "celeba")
_TRIES: Final = 20


class Scenes:
    """Makes scenes out of the data sets.

    Args:
        data: folder of the data sets.
        seed: of all choices.

    Raises:
        DataError: a set is missing.
    """

    def __init__(self, data: Path, seed: int = 0) -> None:
        self._archives: dict[str, zipfile.ZipFile] = {name: open_archive(data / ARCHIVES[name]) for name in _SETS}
        self._names = {
            name: sorted(one for one in archive.namelist() if one.lower().endswith(PICTURE_SUFFIXES))
            for name, archive in self._archives.items()
        }
        self._rng = np.random.default_rng(seed)

    def all(self, count: int) -> Iterator[tuple[str, list[Scene]]]:
        """Yield each kind of scene by its name, so many of each (fewer of those with many faces)."""
        few = max(4, count // 8)
        makers: Mapping[str, tuple[int, Callable[[], Scene]]] = {
            "portraits, 320 px": (count, lambda: self.portrait(320)),
            "faces of 90 to 180 px in 640 x 480": (count, lambda: self.photograph(640, 480, (90, 180), 2)),
            "faces of 50 to 90 px in 640 x 480": (count, lambda: self.photograph(640, 480, (50, 90), 3)),
            "faces of 60 to 120 px in 1280 x 720": (count, lambda: self.photograph(1280, 720, (60, 120), 3)),
            "faces of 28 to 50 px in 640 x 480": (count, lambda: self.photograph(640, 480, (28, 50), 3)),
            "rolled by 30 degrees": (count, lambda: self.rolled(30)),
            "rolled by 45 degrees": (count, lambda: self.rolled(45)),
            "a fifth of the box beyond the border": (count, lambda: self.at_the_border(0.2)),
            "gallery, 5 x 5 of 112 px": (few, lambda: self.gallery(5, 5, 112)),
            "gallery, 5 x 5 of 64 px": (few, lambda: self.gallery(5, 5, 64)),
            "strip of 6, 160 px high": (few, lambda: self.gallery(1, 6, 160)),
            "strip of 12, 112 px high": (few, lambda: self.gallery(1, 12, 112)),
            "nobody": (2 * count, self.nobody),
        }
        for name, (number, make) in makers.items():
            yield name, [make() for _ in range(number)]

    def portrait(self, side: int) -> Scene:
        """Return a picture of a set as it is, scaled."""
        picture, box = self._picture()
        return _scaled(picture, side), [_moved(box, side / len(picture))]

    def photograph(self, width: int, height: int, sides: tuple[int, int], most: int) -> Scene:
        """Return clouds with one to ``most`` faces whose boxes have sides in a range, in pixels."""
        whole = self._clouds(width, height)
        boxes: list[Box] = []
        taken: list[Box] = []
        for _ in range(int(self._rng.integers(1, most + 1))):
            picture, box = self._picture()
            side = round(len(picture) * self._rng.uniform(*sides) / box.width)
            for _ in range(_TRIES):
                x, y = (int(self._rng.integers(0, max(1, length - side))) for length in (width, height))
                place = Box(x, y, side, side)
                if side <= min(width, height) and not any(place.overlap(other) for other in taken):
                    whole[y : y + side, x : x + side] = _scaled(picture, side)
                    boxes.append(_moved(box, side / len(picture), x, y))
                    taken.append(place)
                    break
        return whole, boxes

    def rolled(self, degrees: float) -> Scene:
        """Return a face in clouds, turned about its middle to one of both sides."""
        picture, box = self._picture()
        whole = self._clouds(480, 360)
        whole[60:300, 120:360] = _scaled(picture, 240)
        box = _moved(box, 240 / len(picture), 120, 60)
        turn = cv2.getRotationMatrix2D(box.centre, degrees * float(self._rng.choice((-1, 1))), 1.0)
        turned = cv2.warpAffine(whole, turn, (480, 360), borderMode=cv2.BORDER_REFLECT)
        return np.asarray(turned, np.uint8), [box]

    def at_the_border(self, share: float) -> Scene:
        """Return a face of which a share of the box lies beyond the left edge."""
        picture, box = self._picture()
        side = round(len(picture) * 150 / box.width)
        whole = self._clouds(640, side)
        whole[:, :side] = _scaled(picture, side)
        box = _moved(box, side / len(picture))
        cut = round(box.x + share * box.width)
        return np.ascontiguousarray(whole[:, cut:]), [_moved(box, 1.0, -cut)]

    def gallery(self, rows: int, columns: int, side: int) -> Scene:
        """Return pictures of a set beside and below each other."""
        whole = np.empty((rows * side, columns * side, 3), np.uint8)
        boxes = []
        for row in range(rows):
            for column in range(columns):
                picture, box = self._picture()
                x, y = column * side, row * side
                whole[y : y + side, x : x + side] = _scaled(picture, side)
                boxes.append(_moved(box, side / len(picture), x, y))
        return whole, boxes

    def nobody(self) -> Scene:
        """Return clouds with text, circles, rectangles or nothing in them."""
        whole = self._clouds(640, 480)
        kind = int(self._rng.integers(4))
        for row in range(60):
            colour = tuple(int(value) for value in self._rng.integers(0, 255, 3))
            x, y = int(self._rng.integers(0, 640)), int(self._rng.integers(0, 480))
            if kind == 0:
                text = "".join(chr(int(code)) for code in self._rng.integers(33, 122, 50))
                cv2.putText(whole, text, (5, 8 * row), cv2.FONT_HERSHEY_SIMPLEX, 0.4, (20, 20, 20), 1)
            elif kind == 1:
                cv2.circle(whole, (x, y), int(self._rng.integers(5, 60)), colour, int(self._rng.choice((-1, 2))))
            elif kind == 2:
                end = (int(self._rng.integers(0, 640)), int(self._rng.integers(0, 480)))
                cv2.rectangle(whole, (x, y), end, colour, int(self._rng.choice((-1, 3))))
        return whole, []

    def _picture(self) -> tuple[Picture, Box]:
        """Return a picture of a set with the box of its face."""
        name = _SETS[int(self._rng.integers(len(_SETS)))]
        member = self._names[name][int(self._rng.integers(len(self._names[name])))]
        picture = decode_picture(read_member(self._archives[name], member), member)
        region = PLACEMENTS[name].region(picture)
        unit = region.width / SIDE
        side = BOX_SIDE * unit
        x, y = region.centre[0], region.centre[1] - (BELOW_EYES - BOX_BELOW) * unit
        return picture, Box(x - side / 2, y - side / 2, side, side)

    def _clouds(self, width: int, height: int) -> Picture:
        whole = np.full((height, width, 3), self._rng.uniform(60, 190), np.float32)
        for side in (4, 8, 16, 32, 64):
            rough = self._rng.normal(0, 40 / side**0.5, (side, side, 3)).astype(np.float32)
            whole += cv2.resize(rough, (width, height), interpolation=cv2.INTER_CUBIC)
        return np.asarray(np.clip(whole, 0, 255), np.uint8)


def _scaled(picture: Picture, side: int) -> Picture:
    how = cv2.INTER_AREA if side < len(picture) else cv2.INTER_LINEAR
    return np.asarray(cv2.resize(picture, (side, side), interpolation=how), np.uint8)


def _moved(box: Box, scale: float, x: float = 0.0, y: float = 0.0) -> Box:
    return Box(box.x * scale + x, box.y * scale + y, box.width * scale, box.height * scale)
