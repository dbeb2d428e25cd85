"""Zips are read in place, and a broken member costs only itself."""

from __future__ import annotations

import zipfile
from pathlib import Path

import numpy as np
import pytest

from emotion_desk.errors import DataError
from emotion_desk.modelling.data.zip_archives import PICTURE_SUFFIXES, decode_picture, members
from emotion_desk.opencv import cv2


def png(shade: int, size: int = 8) -> bytes:
    """Return a small picture that is not compressed away."""
    noise = np.random.default_rng(shade).integers(0, 255, (size, size, 3), np.uint8)
    return cv2.imencode(".png", noise)[1].tobytes()


def packed(file: Path, content: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        for name, blob in content.items():
            archive.writestr(name, blob)
    return file


def damage(file: Path, member: str) -> None:
    """Turn over the bits in the middle of a member, as a bad disk would."""
    with zipfile.ZipFile(file) as archive:
        info = archive.getinfo(member)
    content = bytearray(file.read_bytes())
    content[info.header_offset + 30 + len(member) + info.file_size // 2] ^= 0xFF
    file.write_bytes(bytes(content))


def test_members_come_in_the_order_of_names_and_of_the_wanted_kind(tmp_path: Path) -> None:
    archive = packed(tmp_path / "set.zip", {"b/2.png": png(2), "a/1.png": png(1), "notes.txt": b"no picture"})
    found = list(members(archive, PICTURE_SUFFIXES))
    assert [name for name, _ in found] == ["a/1.png", "b/2.png"]
    with pytest.raises(ValueError, match="closed"):  # the zip does not stay open behind the reader's back
        found[0][1]()


def test_a_broken_member_costs_only_itself(tmp_path: Path) -> None:
    archive = packed(tmp_path / "set.zip", {f"{i}.png": png(i) for i in range(3)})
    damage(archive, "1.png")
    for name, read in members(archive, PICTURE_SUFFIXES):
        if name == "1.png":
            with pytest.raises(DataError, match=r"^The member '1\.png' of 'set\.zip' is damaged\.$"):
                read()
        else:
            assert decode_picture(read(), name).shape == (8, 8, 3)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 and then nothing"])
def test_what_is_no_zip_is_refused_in_one_sentence(tmp_path: Path, content: bytes) -> None:
    archive = tmp_path / "set.zip"
    archive.write_bytes(content)
    with pytest.raises(DataError, match=r"is not a complete zip file\.$"):
        next(members(archive, PICTURE_SUFFIXES))


def test_a_missing_zip_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"set\.zip' is missing\.$"):
        next(members(tmp_path / "set.zip", PICTURE_SUFFIXES))
