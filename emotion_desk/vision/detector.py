"""Finds faces in a picture; the first detector is OpenCV's Haar cascade, others follow the same protocol.

Chosen by measurement on the RAVDESS clips, on LFW faces pasted into grey clouds and on pictures without people
(text, coins, grass, brick): ``alt2`` on a grey picture 320 pixels wide finds the RAVDESS faces on every frame and takes
no wall for a person, where ``default`` sees faces in coins and clocks.  Equalising the histogram cost recall and bought
false faces (Haar features are normalised by their own contrast); a finer scale step costs double the time.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final, Protocol, runtime_checkable

from emotion_desk.errors import ModelError
from emotion_desk.messages import Box, Picture
from emotion_desk.opencv import cv2

CASCADE: Final = "haarcascade_frontalface_alt2.xml"
#: Widths of the grey picture that is searched, in pixels, taken in turn: they lie half a scale step apart, so that a
#: small face between the sizes of one search is met by the next, for the price of one.
SEARCH_WIDTHS: Final = (320, 350)
#: Smallest face looked for, as share of the picture's shorter side, and never below the cascade's own 20 pixels.
SMALLEST_FACE: Final = 0.12
SCALE_STEP: Final = 1.2
#: Hits that must agree on one face.
NEIGHBOURS: Final = 2


@runtime_checkable
class Detector(Protocol):
    """Finds faces in one picture."""

    def find(self, picture: Picture) -> list[Box]:
        """Return the faces in a BGR picture (uint8, (height, width, 3)), boxes in its pixels, largest first."""
        ...


class HaarDetector:
    """OpenCV's frontal-face cascade on a reduced grey picture; used by one thread at a time.

    Args:
        cascade: another cascade file; by default the one that OpenCV ships.

    Raises:
        ModelError: the cascade is absent or cannot be read.
    """

    def __init__(self, cascade: Path | None = None) -> None:
        path = cascade if cascade is not None else Path(cv2.__file__).parent / "data" / CASCADE
        if not path.is_file():
            raise ModelError(
                f"OpenCV's face cascade '{path.name}' is missing, so no face can be found; reinstall OpenCV."
            )
        try:
            self._cascade = cv2.CascadeClassifier(str(path))
            unreadable = self._cascade.empty()
        except (cv2.error, SystemError):
            unreadable = True
        if unreadable:
            raise ModelError(f"OpenCV cannot read the face cascade '{path.name}', so no face can be found.")
        self._searches = 0

    def find(self, picture: Picture) -> list[Box]:
        """Return the faces in a BGR picture (uint8, (height, width, 3)), boxes in its pixels, largest first."""
        height, width = picture.shape[:2]
        if height < 2 or width < 2:
            return []
        scale = min(1.0, SEARCH_WIDTHS[self._searches % len(SEARCH_WIDTHS)] / width)
        self._searches += 1
        size = (max(1, round(width * scale)), max(1, round(height * scale)))
        small = picture if scale == 1.0 else cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
        grey = cv2.cvtColor(small, cv2.COLOR_BGR2GRAY)
        smallest = max(20, round(min(size) * SMALLEST_FACE))
        found = self._cascade.detectMultiScale(
            grey, scaleFactor=SCALE_STEP, minNeighbors=NEIGHBOURS, minSize=(smallest, smallest)
        )
        across, down = width / size[0], height / size[1]
        boxes = [Box(float(x) * across, float(y) * down, float(w) * across, float(h) * down) for x, y, w, h in found]
        return without_nested(boxes)


def without_nested(boxes: list[Box]) -> list[Box]:
    """Drop boxes that lie inside a larger one (a mouth taken for a face), largest first."""
    kept: list[Box] = []
    for box in sorted(boxes, key=lambda b: b.width * b.height, reverse=True):
        x, y = box.centre
        if not any(k.x <= x <= k.x + k.width and k.y <= y <= k.y + k.height for k in kept):
            kept.append(box)
    return kept
