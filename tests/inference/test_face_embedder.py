"""The released network that faces are named by."""

from __future__ import annotations

import shutil
from pathlib import Path

import cv2
import numpy as np
import pytest

from emotion_desk.errors import DataError, ModelError
from emotion_desk.inference.face_embedder import (
    CHIP,
    INPUTS,
    NAME,
    FaceEmbedder,
    face_chips,
    face_entry,
    load_face_embedder,
)
from emotion_desk.inference.identity_models import FOLDER, names_store
from emotion_desk.inference.model_store import ModelStore
from emotion_desk.messages import Picture
from emotion_desk.people.embedder_ids import embedders
from emotion_desk.people.impostor_thresholds import thresholds_of
from emotion_desk.people.person_records import FACE
from emotion_desk.sources.media import open_media
from emotion_desk.vision.crop import cut_face
from emotion_desk.vision.detector import HaarDetector


@pytest.fixture(scope="module")
def embedder() -> FaceEmbedder:
    found = load_face_embedder()
    assert found is not None
    return found


def faces(clip: Path, count: int) -> list[Picture]:
    """Return the largest face of some frames of a clip."""
    picture = open_media(clip, paced=False).picture
    assert picture is not None
    detector = HaarDetector()
    found: list[Picture] = []
    picture.open()
    try:
        while len(found) < count:
            frame = picture.read(5.0)
            if frame is not None and (boxes := detector.find(frame.picture)):
                found.append(cut_face(frame.picture, max(boxes, key=lambda box: box.width)))
    finally:
        picture.close()
    return found


def test_a_face_is_like_itself_and_unlike_another(
    embedder: FaceEmbedder, demo_clip: Path, ravdess_videos: list[Path]
) -> None:
    one = faces(demo_clip, 1)[0]
    mirrored = np.ascontiguousarray(one[:, ::-1])
    dark = np.asarray(one * 0.7, np.uint8)
    small = cv2.resize(one, (72, 72), interpolation=cv2.INTER_AREA)
    other = faces(ravdess_videos[0], 1)[0]
    own, *alike, stranger = embedder.embed([one, mirrored, dark, np.asarray(small), other])
    assert np.linalg.norm(own) == pytest.approx(1, abs=1e-4)
    assert min(float(own @ like) for like in alike) > 0.9
    assert float(own @ stranger) < 0.35


def test_a_face_alone_is_answered_as_among_others(embedder: FaceEmbedder, demo_clip: Path) -> None:
    crops = faces(demo_clip, 3)
    together = embedder.embed(crops)
    np.testing.assert_allclose(together[1], embedder.embed([crops[1]])[0], atol=1e-4)
    assert embedder.embed([]).shape == (0, together.shape[1])


def test_chips_lie_where_dlib_looks() -> None:
    crop = np.zeros((112, 112, 3), np.uint8)  # a box of 100 pixels and its margin
    crop[40:44, 54:58] = 255
    chip = face_chips([crop])[0]
    rows, columns = np.nonzero(chip[0] > 0)
    assert chip.shape == (3, CHIP, CHIP)
    assert columns.mean() == pytest.approx(CHIP / 2 - 0.5, abs=1)
    assert rows.mean() == pytest.approx((42 - 6 - 8.8) / 100 * CHIP, abs=1.5)


@pytest.mark.parametrize("crop", [np.zeros((0, 4, 3), np.uint8), np.zeros((4, 4), np.uint8), np.zeros((4, 4, 3))])
def test_what_is_no_picture_is_refused(crop: Picture) -> None:
    with pytest.raises(DataError, match="must be uint8"):
        face_chips([crop])


def test_names_are_measured_for_the_released_file() -> None:
    entry = face_entry()
    assert entry is not None
    made_by = {FACE: embedders("multitask")[FACE]}
    assert made_by[FACE].startswith(f"{NAME}:")
    assert embedders("singles")[FACE] == made_by[FACE]
    assert thresholds_of(made_by)[FACE].people > 400


def test_without_its_weights_the_desk_s_own_network_names_faces(tmp_path: Path) -> None:
    shutil.copy(ModelStore().folder / "manifest.json", tmp_path)
    store = ModelStore(tmp_path)
    assert load_face_embedder(store) is None
    assert embedders("multitask", store)[FACE].startswith("multitask:")


def test_damaged_weights_are_refused(tmp_path: Path) -> None:
    shutil.copytree(ModelStore().folder / FOLDER, tmp_path / FOLDER)
    store = ModelStore(tmp_path)
    file = names_store(INPUTS, store).path(NAME, "int8")
    with file.open("r+b") as opened:
        opened.seek(1000)
        opened.write(b"\0\0\0\0")
    with pytest.raises(ModelError, match="wrong SHA-256"):
        load_face_embedder(store)
    file.unlink()
    with pytest.raises(ModelError, match="missing"):
        load_face_embedder(store)
