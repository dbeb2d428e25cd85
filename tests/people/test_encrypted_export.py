from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from emotion_desk.errors import GalleryError
from emotion_desk.people import encrypted_export
from emotion_desk.people.encrypted_export import export_people, import_people, read_people
from emotion_desk.people.gallery import Gallery
from emotion_desk.people.person_records import FACE, VOICE
from tests.people.made import prototype, vector

PASSPHRASE = "correct horse battery"


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encrypted_export, "_WORK", 2**10)


@pytest.fixture
def exported(gallery: Gallery, tmp_path: Path) -> Path:
    gallery.enrol("Xaverine", [prototype(1), prototype(2, VOICE)], consent=True, thumbnail=b"jpeg")
    gallery.enrol("Bo", [prototype(3)], consent=True)
    path = tmp_path / "people.edpeople"
    export_people(gallery.people, path, PASSPHRASE)
    return path


def test_people_travel_whole(exported: Path, tmp_path: Path) -> None:
    content = exported.read_bytes()
    assert b"Xaverine" not in content
    assert vector(1).tobytes() not in content
    other = Gallery(tmp_path / "other")
    other.load()
    assert import_people(other, read_people(exported, PASSPHRASE)) == ["Bo", "Xaverine"]
    found = other.person("Xaverine")
    assert found.thumbnail == b"jpeg"
    assert found.consent
    np.testing.assert_array_equal(found.of(VOICE)[0].vector, vector(2))


def test_importing_again_changes_nothing(exported: Path, gallery: Gallery) -> None:
    gallery.rename(gallery.person("Bo").key, "Bob")
    assert import_people(gallery, read_people(exported, PASSPHRASE)) == ["Bob", "Xaverine"]
    assert {person.name: len(person.prototypes) for person in gallery.people} == {"Bob": 1, "Xaverine": 2}


def test_two_people_of_one_name_stay_two(exported: Path, tmp_path: Path) -> None:
    other = Gallery(tmp_path / "other")
    other.load()
    other.enrol("bo", [prototype(9)], consent=True)
    assert import_people(other, read_people(exported, PASSPHRASE)) == ["Bo (2)", "Xaverine"]
    np.testing.assert_array_equal(other.person("bo").of(FACE)[0].vector, vector(9))


def test_what_cannot_be_read_is_said(exported: Path, tmp_path: Path) -> None:
    with pytest.raises(GalleryError, match="passphrase is wrong"):
        read_people(exported, "wrong horse battery")
    content = exported.read_bytes()
    (tmp_path / "cut").write_bytes(content[:-3])
    with pytest.raises(GalleryError, match="damaged"):
        read_people(tmp_path / "cut", PASSPHRASE)
    line, _, body = content.partition(b"\n")
    header = json.loads(line)
    for change, words in (
        ({"version": 9}, "newer"),
        ({"gallery": 9}, "newer"),
        ({"scrypt": header["scrypt"] | {"n": 2**40}}, "damaged"),
        ({"format": "other"}, "no file of exported people"),
        ({"nonce": None}, "no file of exported people"),
    ):
        (tmp_path / "changed").write_bytes(json.dumps(header | change).encode() + b"\n" + body)
        with pytest.raises(GalleryError, match=words):
            read_people(tmp_path / "changed", PASSPHRASE)
    with pytest.raises(GalleryError, match="no file of exported people"):
        read_people(Path(__file__), PASSPHRASE)
    with pytest.raises(GalleryError, match="cannot be read"):
        read_people(tmp_path / "nothing", PASSPHRASE)


def test_nothing_is_exported_carelessly(gallery: Gallery, tmp_path: Path) -> None:
    with pytest.raises(GalleryError, match="Nobody"):
        export_people((), tmp_path / "x", PASSPHRASE)
    gallery.enrol("Ana", [prototype(1)], consent=True)
    with pytest.raises(GalleryError, match="at least 8"):
        export_people(gallery.people, tmp_path / "x", "short")
    assert not (tmp_path / "x").exists()
