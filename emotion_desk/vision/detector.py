"""Face detection: the detector protocol, and OpenCV's Haar cascade.

Chosen by measurement on the RAVDESS clips, on LFW faces pasted into grey clouds and on pictures without people
(text, coins, grass, brick): ``alt2`` on a grey picture 320 pixels wide finds the RAVDESS faces on every frame and takes
no wall for a person, where ``default`` sees faces in coins and clocks.  Equalising the histogram cost recall and bought
false faces (Haar features are normalised by their own contrast); a finer scale step costs double the time.  Looking
only around faces that are known costs a tenth of searching everywhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final, Protocol, TypeVar, runtime_checkable

import numpy as np

from emotion_desk.errors import ModelError
from emotion_desk.messages import Box, Picture
from emotion_desk.opencv import cv2
from emotion_desk.planar_picture import planes_of
from emotion_desk.translatable import translatable
from emotion_desk.vision.geometry import Detection

AnyBox = TypeVar("AnyBox", bound=Box)

CASCADE: Final = "haarcascade_frontalface_alt2.xml"
#: Widths of the grey picture that is searched, in pixels, taken in turn: they lie half a scale step apart, so that a
#: small face between the sizes of one search is met by the next, for the price of one.
SEARCH_WIDTHS: Final = (320, 350)
#: Smallest face looked for, as share of the picture's shorter side, and never below the cascade's own 20 pixels.
SMALLEST_FACE: Final = 0.12
SCALE_STEP: Final = 1.2
#: Hits that must agree on one face.
NEIGHBOURS: Final = 2
#: With so many agreeing hits the detector is as sure as not.
EVEN_HITS: Final = 5
#: Around a known face: how wide it is made before the search, how much is searched on each side of it in its own
#: size, and how much smaller or larger it may have become.
NEAR_WIDTH: Final = 48
NEAR_MARGIN: Final = 0.45
NEAR_CHANGE: Final = 1.4


@runtime_checkable
class Detector(Protocol):
    """Finds faces in one picture; boxes are :class:`~emotion_desk.vision.geometry.Detection` if it can say how sure."""

    def find(self, picture: Picture) -> Sequence[Box]:
        """Return the faces in a BGR picture (uint8, (height, width, 3)), boxes in its pixels, largest first."""
        ...

    def find_near(self, picture: Picture, known: Sequence[Box]) -> Sequence[Box]:
        """Return faces near predicted boxes and of similar size; cheaper than :meth:`find`."""
        ...


@runtime_checkable
class SearchesInTurn(Protocol):
    """A detector that searches a moving picture part by part, some parts at each search."""

    def searches_for_all(self, picture: Picture) -> int:
        """Return the number of searches after which each part of a picture has been searched."""
        ...


class HaarDetector:
    """OpenCV's frontal-face cascade on a reduced grey picture; used by one thread at a time.

    Args:
        cascade: from :func:`load_cascade`, used by nobody else; by default the one that OpenCV ships.

    Raises:
        ModelError: the cascade is absent or cannot be read.
    """

    def __init__(self, cascade: cv2.CascadeClassifier | None = None) -> None:
        self._cascade = cascade if cascade is not None else load_cascade()
        self._searches = 0

    def find(self, picture: Picture) -> list[Detection]:
        """Return the faces in a BGR picture (uint8, (height, width, 3)), boxes in its pixels, largest first."""
        height, width = picture.shape[:2]
        if height < 2 or width < 2:
            return []
        scale = min(1.0, SEARCH_WIDTHS[self._searches % len(SEARCH_WIDTHS)] / width)
        self._searches += 1
        size = (max(1, round(width * scale)), max(1, round(height * scale)))
        grey = reduced_grey(picture, size)
        smallest = max(20, round(min(size) * SMALLEST_FACE))
        return without_nested(self._search(grey, (0, 0), (width / size[0], height / size[1]), smallest, max(size)))

    def find_near(self, picture: Picture, known: Sequence[Box]) -> list[Detection]:
        """Return faces near predicted boxes and of similar size."""
        boxes: list[Detection] = []
        for box in known:
            margin_x, margin_y = box.width * NEAR_MARGIN, box.height * NEAR_MARGIN
            left, top = max(0, round(box.x - margin_x)), max(0, round(box.y - margin_y))
            right, bottom = round(box.x + box.width + margin_x), round(box.y + box.height + margin_y)
            part = picture[top : max(top, bottom), left : max(left, right)]
            scale = NEAR_WIDTH / max(1.0, box.width)
            size = (round(part.shape[1] * scale), round(part.shape[0] * scale))
            if min(size) < NEAR_WIDTH / NEAR_CHANGE:
                continue
            grey = reduced_grey(part, size)
            scales = (part.shape[1] / size[0], part.shape[0] / size[1])
            smallest, largest = round(NEAR_WIDTH / NEAR_CHANGE), round(NEAR_WIDTH * NEAR_CHANGE)
            boxes += self._search(grey, (left, top), scales, smallest, largest)
        return without_nested(boxes)

    def _search(
        self, grey: Picture, origin: tuple[int, int], scales: tuple[float, float], smallest: int, largest: int
    ) -> list[Detection]:
        """Search a grey picture and return boxes in the pixels of the picture that it was cut and scaled from."""
        found, hits = self._cascade.detectMultiScale2(
            grey,
            scaleFactor=SCALE_STEP,
            minNeighbors=NEIGHBOURS,
            minSize=(smallest, smallest),
            maxSize=(largest, largest),
        )
        (left, top), (across, down) = origin, scales
        return [
            Detection(left + x * across, top + y * down, w * across, h * down, confidence=agreed / (agreed + EVEN_HITS))
            for (x, y, w, h), agreed in zip(_rows(found), np.asarray(hits, np.float64).ravel().tolist(), strict=True)
        ]


def load_cascade(path: Path | None = None) -> cv2.CascadeClassifier:
    """Read a cascade, by default OpenCV's; it takes as long as searching a picture.

    Raises:
        ModelError: the file is absent or cannot be read.
    """
    path = path if path is not None else Path(cv2.__file__).parent / "data" / CASCADE
    if not path.is_file():
        raise ModelError(
            translatable(
                "OpenCV's face cascade '{name}' is missing, so no face can be found; reinstall OpenCV.",
                name=path.name,
            )
        )
    try:
        cascade = cv2.CascadeClassifier(str(path))
        unreadable = cascade.empty()
    except (cv2.error, SystemError):
        unreadable = True
    if unreadable:
        raise ModelError(
            translatable("OpenCV cannot read the face cascade '{name}', so no face can be found.", name=path.name)
        )
    return cascade


def reduced_grey(picture: Picture, size: tuple[int, int]) -> Picture:
    """Return a BGR picture in grey and of another size (width, height), uint8 (height, width).

    Grey first, halved as long as that fits and only then scaled by area: less than scaling three channels by an odd
    factor takes, and the same to one or two levels of grey in 256.
    """
    planes = planes_of(picture)
    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY) if planes is None else planes.luma()
    while grey.shape[1] >= 2 * size[0] and grey.shape[0] >= 2 * size[1] and not any(n % 2 for n in grey.shape):
        grey = cv2.resize(grey, (grey.shape[1] // 2, grey.shape[0] // 2), interpolation=cv2.INTER_AREA)
    if (grey.shape[1], grey.shape[0]) != size:
        how = cv2.INTER_AREA if size[0] < grey.shape[1] else cv2.INTER_LINEAR
        grey = cv2.resize(grey, size, interpolation=how)
    return np.asarray(grey if planes is None else planes.stretched(np.asarray(grey, np.uint8)), np.uint8)


def _rows(found: object) -> list[list[float]]:
    """Return OpenCV's answer, an empty tuple or an int32 array (n, 4), as plain floats."""
    return np.asarray(found, np.float64).reshape(-1, 4).tolist()


def without_nested(boxes: Sequence[AnyBox]) -> list[AnyBox]:
    """Drop boxes that lie inside a larger one (a mouth taken for a face), largest first."""
    kept: list[AnyBox] = []
    for box in sorted(boxes, key=lambda b: b.width * b.height, reverse=True):
        x, y = box.centre
        if not any(k.x <= x <= k.x + k.width and k.y <= y <= k.y + k.height for k in kept):
            kept.append(box)
    return kept
