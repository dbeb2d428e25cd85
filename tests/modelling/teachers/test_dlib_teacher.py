"""The face teacher on real pictures; torch's copy of dlib's network is held against dlib itself."""

from __future__ import annotations

import zipfile
from pathlib import Path

import numpy as np
import pytest
import torch
from numpy.typing import NDArray

from emotion_desk.errors import DataError, ModelError
from emotion_desk.messages import Picture
from emotion_desk.modelling.data.zip_archives import decode_picture
from emotion_desk.modelling.teachers import dlib_resnet
from emotion_desk.modelling.teachers.dlib_teacher import PLACES, FaceTeacher, model_folder, place_of
from emotion_desk.modelling.teachers.embedding_cache import centre

dlib = pytest.importorskip("dlib", reason="the extra 'teach' is not installed")
LFW = "lfw_multi_160.zip"


@pytest.fixture(scope="module")
def teacher() -> FaceTeacher:
    return FaceTeacher()


def pictures(data: Path, archive: str, names: list[str]) -> list[Picture]:
    if not (data / archive).is_file():
        pytest.skip(f"{archive} is not in {data}")
    with zipfile.ZipFile(data / archive) as packed:
        return [decode_picture(packed.read(name), name) for name in names]


def first_of(data: Path, archive: str, count: int) -> list[str]:
    if not (data / archive).is_file():
        pytest.skip(f"{archive} is not in {data}")
    with zipfile.ZipFile(data / archive) as packed:
        names = [name for name in packed.namelist() if name.endswith(".webp")]
    return names[:: len(names) // count][:count]


def test_the_port_to_torch_gives_the_embeddings_of_dlib(data: Path, teacher: FaceTeacher) -> None:
    weights = model_folder() / "dlib_face_recognition_resnet_model_v1.dat"
    theirs = dlib.face_recognition_model_v1(str(weights))
    for picture in pictures(data, LFW, first_of(data, LFW, 2)):
        chip = teacher.locate(picture, place_of(LFW)).chip
        wanted = np.array(theirs.compute_face_descriptor(chip))
        np.testing.assert_allclose(teacher.vectors([chip])[0], wanted, atol=1e-5)


def test_a_face_is_found_where_it_is_moved_to(data: Path, teacher: FaceTeacher) -> None:
    (picture,) = pictures(data, LFW, first_of(data, LFW, 1))
    before = teacher.locate(picture, place_of(LFW))
    moved = np.ascontiguousarray(np.roll(picture, (6, -8), axis=(0, 1)))
    after = teacher.locate(moved, place_of(LFW))
    assert before.found
    assert after.found
    assert after.box.x - before.box.x == pytest.approx(-8, abs=3)
    assert after.box.y - before.box.y == pytest.approx(6, abs=3)
    near = np.linalg.norm(np.subtract(*teacher.vectors([before.chip, after.chip])))
    assert near < 0.2, "dlib takes 0.6 for the border between two people"


def test_faces_of_one_person_are_nearer_than_those_of_others(data: Path, teacher: FaceTeacher) -> None:
    people = ("Aaron_Peirsol", "Serena_Williams", "Colin_Powell", "Kofi_Annan")
    names = [f"{person}/{person}_{number:04}.webp" for person in people for number in (1, 2)]
    chips = [teacher.locate(picture, place_of(LFW)).chip for picture in pictures(data, LFW, names)]
    vectors = teacher.vectors(chips)
    between = np.linalg.norm(vectors[:, None] - vectors[None], axis=2)
    same = [between[2 * i, 2 * i + 1] for i in range(len(people))]
    other = [between[i, j] for i in range(8) for j in range(8) if i // 2 != j // 2]
    assert max(same) < min(0.6, *other)


@pytest.mark.parametrize("archive", list(PLACES))
def test_each_set_gets_answers(data: Path, teacher: FaceTeacher, archive: str) -> None:
    names = [name for name in first_of(data, archive, 6) if teacher.includes(archive, name)][:4]
    with zipfile.ZipFile(data / archive) as packed:
        batch = [(name, packed.read(name)) for name in names]
    answers = teacher.embed(archive, [*batch, ("broken.webp", b"RIFF")])
    assert list(answers.names) == names
    assert answers.vectors.shape == (len(names), 128)
    assert np.isfinite(answers.vectors).all()
    assert (answers.boxes is not None) == (archive in (LFW, "faces_colour_unlabelled.zip"))
    if answers.boxes is not None:
        side = pictures(data, archive, names[:1])[0].shape[0]
        middle = answers.boxes[:, :2] + answers.boxes[:, 2:4] / 2
        assert np.abs(middle / side - 0.52).max() < 0.15
        assert answers.boxes[:, 4].mean() >= 0.5


def test_where_no_face_is_the_usual_place_is_taken(teacher: FaceTeacher) -> None:
    located = teacher.locate(np.full((160, 160, 3), 90, np.uint8), place_of(LFW))
    assert not located.found
    assert located.box.x == pytest.approx(0.138 * 160, abs=0.01)
    assert located.chip.shape == (150, 150, 3)


def test_which_pictures_are_embedded_and_which_count_for_the_mean(teacher: FaceTeacher) -> None:
    assert not teacher.includes("fer2013_original.zip", "val/fer0000001.webp")
    assert teacher.includes("fer2013_original.zip", "train/fer0000001.webp")
    assert not teacher.counts_for_mean("rafdb_train.zip", "angry/a.webp")
    with pytest.raises(DataError, match=r"other\.zip"):
        place_of("other.zip")


def test_half_a_weights_file_is_refused(tmp_path: Path) -> None:
    whole = (model_folder() / "dlib_face_recognition_resnet_model_v1.dat").read_bytes()
    half = tmp_path / "half.dat"
    half.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(ModelError, match="is incomplete"):
        dlib_resnet.load(half)
    half.write_bytes(b"nothing of the kind")
    with pytest.raises(ModelError, match="is not dlib"):
        dlib_resnet.load(half)
    with pytest.raises(ModelError, match="cannot be read"):
        dlib_resnet.load(tmp_path / "absent.dat")


def test_the_network_pads_as_dlib_does() -> None:
    with torch.inference_mode():
        assert dlib_resnet.DlibResNet()(torch.zeros(1, 150, 150, 3)).shape == (1, 128)


def test_centred_vectors_have_length_one() -> None:
    rows: NDArray[np.float32] = np.array([[1, 0], [0, 1], [0.5, 0.5]], np.float32)
    seen = centre(rows, np.array([0.5, 0.5], np.float32))
    wanted = np.array([[0.7071, -0.7071], [-0.7071, 0.7071], [0, 0]], np.float32)
    np.testing.assert_allclose(seen, wanted, atol=1e-4)
