"""Damaged and hostile files of people and weights: every reader gives people or one sentence, never another error."""

from __future__ import annotations

import hashlib
import json
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emotion_desk.errors import DeskError, GalleryError
from emotion_desk.inference.manifest import read_manifest
from emotion_desk.people import gallery_file
from emotion_desk.people.encrypted_export import read_people
from emotion_desk.people.gallery import Gallery
from emotion_desk.people.impostor_thresholds import read_thresholds
from emotion_desk.people.person_records import new_person, with_prototypes
from tests.fuzzing import FUZZ
from tests.people.made import prototype

#: Texts that JSON parsers and number types stumble over.
ODD = ("1e999", "-1e999", "9" * 400, "[" * 50_000, '{"a":' * 50_000, "NaN", "null", "[]", "true", '"\\ud800"', "-1")
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_subnormal=False)
    | st.text(max_size=20)
    | st.just(10**400),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)
PEOPLE = (with_prototypes(new_person("Ana", "2026-01-01"), [prototype(1), prototype(2)]),)
TABLE = {
    "modality": "face",
    "model": "m",
    "protocol": "p",
    "trials": 9,
    "people": 3,
    "rates": [0.5, 0.1],
    "cosines": [0.1, 0.3],
}
HEADER = {"format": "emotion-desk people", "version": 1, "gallery": 2, "nonce": "00" * 12}
EXPORT = {**HEADER, "scrypt": {"n": 2, "r": 8, "p": 1, "salt": "00"}}
MANIFEST = {
    "format": 3,
    "models": [
        {
            "name": "multitask", "mode": "multitask", "inputs": {"size": 96.0}, "metrics": [], "parameters": 1,
            "files": {"int8": {"file": "a.onnx", "sha256": "00", "bytes": 3}}, "licence": "", "provenance": {},
            "heads": {"face_emotion": {"kind": "classes", "size": 8, "trained": True, "labels": ["a"]}},
        }
    ],
}  # fmt: skip


@st.composite
def changed(draw: st.DrawFn, whole: Any) -> Any:
    """Return a JSON document with some of its values replaced by others, or left out."""
    if draw(st.integers(0, 9)) == 0:
        return draw(VALUES)
    if isinstance(whole, dict):
        return {key: draw(changed(value)) for key, value in whole.items() if draw(st.integers(0, 19))}
    if isinstance(whole, list):
        return [draw(changed(value)) for value in whole] * draw(st.integers(1, 2))
    return whole


def body_of(text: bytes, vectors: bytes = b"") -> bytes:
    return struct.pack("<Q", len(text)) + text + vectors


def plain_people() -> tuple[Any, bytes]:
    body = gallery_file.encode(PEOPLE)
    (length,) = struct.unpack_from("<Q", body)
    return json.loads(body[8 : 8 + length]), body[8 + length :]


def only_desk_errors(read: Callable[[], object]) -> None:
    said = "."
    try:
        read()
    except DeskError as error:
        said = str(error)
    assert "\n" not in said
    assert said.endswith(".")


@pytest.mark.slow
@FUZZ
@given(changed(plain_people()[0]))
def test_any_list_of_people_is_read_or_refused(raw: Any) -> None:
    body = body_of(json.dumps(raw).encode(), plain_people()[1])
    for version in (1, 2):
        only_desk_errors(lambda version=version: gallery_file.decode(body, version))  # type: ignore[misc]


@pytest.mark.slow
@FUZZ
@given(st.binary(max_size=200), st.integers(0, 2**64 - 1))
def test_any_bytes_are_read_or_refused(content: bytes, length: int) -> None:
    only_desk_errors(lambda: gallery_file.unpack(content))
    only_desk_errors(lambda: gallery_file.decode(content, 2))
    only_desk_errors(lambda: gallery_file.decode(struct.pack("<Q", length) + content, 2))


@pytest.mark.slow
@FUZZ
@given(changed(EXPORT), st.binary(max_size=60))
def test_any_export_is_read_or_refused(tmp_path: Path, header: Any, sealed: bytes) -> None:
    file = tmp_path / "some.edpeople"
    file.write_bytes(json.dumps(header).encode() + b"\n" + sealed)
    only_desk_errors(lambda: read_people(file, "a passphrase"))


@pytest.mark.slow
@FUZZ
@given(changed({"format": 1, "impostors": [TABLE]}))
def test_any_table_of_thresholds_is_read_or_refused(tmp_path: Path, raw: Any) -> None:
    (tmp_path / "thresholds.json").write_text(json.dumps(raw))
    only_desk_errors(lambda: read_thresholds(tmp_path))


@pytest.mark.slow
@FUZZ
@given(changed(MANIFEST))
def test_any_manifest_is_read_or_refused(tmp_path: Path, raw: Any) -> None:
    (tmp_path / "manifest.json").write_text(json.dumps(raw))
    only_desk_errors(lambda: read_manifest(tmp_path))


@pytest.mark.parametrize("odd", ODD, ids=range(len(ODD)))
def test_odd_numbers_and_deep_nesting_are_refused(tmp_path: Path, odd: str) -> None:
    text = odd.encode()
    with pytest.raises(GalleryError):
        gallery_file.decode(body_of(b'{"people": [' + text + b'], "x": ' + text + b"}"), 2)
    with pytest.raises(GalleryError):
        gallery_file.unpack(b'{"format": "emotion-desk gallery", "version": ' + text + b"}\n")
    with pytest.raises(GalleryError):
        gallery_file.unpack(text + b"\n")
    for name, read in (("manifest.json", read_manifest), ("thresholds.json", read_thresholds)):
        for content in (text, b'{"format": ' + text + b"}", b'{"format": 1, "models": [' + text + b"]}"):
            (tmp_path / name).write_bytes(content)
            with pytest.raises(DeskError):
                read(tmp_path)


@pytest.mark.parametrize("odd", ODD, ids=range(len(ODD)))
def test_everybody_can_be_forgotten_whatever_the_file_holds(folder: Path, odd: str) -> None:
    body = body_of(b'{"people": ' + odd.encode() + b"}")
    sha = hashlib.sha256(body).hexdigest()
    header = {"format": gallery_file.FORMAT, "version": 2, "key": None, "nonce": "", "sha256": sha}
    for content in (odd.encode(), json.dumps(header).encode() + b"\n" + body):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "people.gallery").write_bytes(content)
        gallery = Gallery(folder)
        gallery.load()
        assert gallery.people == ()
        gallery.forget_all()
        assert [path.name for path in folder.iterdir() if path.name != "people.lock"] == []


def test_a_file_that_is_too_large_or_no_file_is_refused_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gallery_file, "MOST_BYTES", 1000)
    large = tmp_path / "large.edpeople"
    with large.open("wb") as file:
        file.truncate(3 * 2**30)
    for path in (large, tmp_path):
        with pytest.raises(GalleryError, match="cannot be read"):
            read_people(path, "a passphrase")


def test_names_in_a_file_cannot_hold_control_characters(folder: Path) -> None:
    raw, vectors = plain_people()
    for name, shown in (
        ("A\x1b[31mna\x07\n", "Person A [31mna"), ("", "Person without a name"), ("Unknown 3", "Person Unknown 3"),
        ("x" * 300, f"Person {'x' * 60}"), ("\u202eana", "Person ana"),
    ):  # fmt: skip
        raw["people"][0]["name"] = name
        (person,) = gallery_file.decode(body_of(json.dumps(raw).encode(), vectors), 2)
        assert person.name == shown
