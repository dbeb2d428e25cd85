"""The gallery's file: people to bytes and back, sealed or plain, versions, and how it gets onto the disk whole.

One header line of JSON that says how to read the rest, then the body: the length of a JSON text, that text, and all
embeddings one after the other.  ``docs/formats.md`` is this module in words.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import os
import secrets
import struct
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np

from emotion_desk.errors import GalleryError
from emotion_desk.people.person_records import MODALITIES, Person, Prototype

FORMAT: Final = "emotion-desk gallery"
#: Version of the body; raise it together with a new entry in :data:`MIGRATIONS`.
VERSION: Final = 2
NONCE_BYTES: Final = 12
_LENGTH: Final = struct.Struct("<Q")
#: A header is a few hundred bytes; a file without a line end must not be searched through.
_LONGEST_HEADER: Final = 4096
_LARGEST_VECTOR: Final = 4096

Raw = dict[str, Any]


class DamagedError(GalleryError):
    """The bytes are not what was written."""


class NewerError(GalleryError):
    """The bytes were written by a newer program."""


@dataclass(frozen=True, slots=True)
class Header:
    """What the first line says: ``key`` is the id of the key that seals the body, ``None`` where it is plain."""

    version: int
    key: str | None
    nonce: bytes
    sha256: str


# The body


def encode(people: Sequence[Person]) -> bytes:
    """Return the body of the present version."""
    vectors: list[bytes] = []
    at = 0
    raw: list[Raw] = []
    for person in people:
        prototypes: list[Raw] = []
        for one in person.prototypes:
            vector = np.ascontiguousarray(one.vector, "<f4")
            prototypes.append(
                {
                    "modality": one.modality,
                    "model": one.model,
                    "quality": round(float(one.quality), 4),
                    "added": one.added,
                    "at": at,
                    "size": int(vector.size),
                }
            )
            vectors.append(vector.tobytes())
            at += int(vector.size)
        thumbnail = None if person.thumbnail is None else base64.b64encode(person.thumbnail).decode("ascii")
        raw.append(
            {
                "key": person.key,
                "name": person.name,
                "added": person.added,
                "consent": person.consent,
                "thumbnail": thumbnail,
                "prototypes": prototypes,
            }
        )
    text = json.dumps({"people": raw}, ensure_ascii=False).encode("utf-8")
    return b"".join([_LENGTH.pack(len(text)), text, *vectors])


def decode(body: bytes, version: int) -> tuple[Person, ...]:
    """Build people from a body of this or an older version.

    Raises:
        DamagedError: it cannot be understood.
    """
    try:
        (length,) = _LENGTH.unpack_from(body)
        raw = json.loads(body[_LENGTH.size : _LENGTH.size + length].decode("utf-8"))
        while version < VERSION:
            raw = MIGRATIONS[version](raw)
            version += 1
        vectors = np.frombuffer(body, "<f4", offset=_LENGTH.size + length)
        return tuple(_person(item, vectors) for item in raw["people"])
    except (KeyError, TypeError, ValueError, AttributeError, struct.error, RecursionError, binascii.Error) as error:
        raise DamagedError("The file of the enrolled people is damaged.") from error


def _person(raw: Raw, vectors: np.ndarray[Any, Any]) -> Person:
    thumbnail = raw["thumbnail"]
    return Person(
        key=str(raw["key"]),
        name=str(raw["name"]),
        added=str(raw["added"]),
        consent=str(raw["consent"]),
        prototypes=tuple(_prototype(one, vectors) for one in raw["prototypes"]),
        thumbnail=None if thumbnail is None else base64.b64decode(thumbnail, validate=True),
    )


def _prototype(raw: Raw, vectors: np.ndarray[Any, Any]) -> Prototype:
    at, size = int(raw["at"]), int(raw["size"])
    if raw["modality"] not in MODALITIES or not 0 < size <= _LARGEST_VECTOR or not 0 <= at <= len(vectors) - size:
        raise ValueError("no such prototype")
    vector = np.array(vectors[at : at + size], np.float32)
    if not np.isfinite(vector).all():
        raise ValueError("an embedding is finite")
    return Prototype(str(raw["modality"]), vector, str(raw["model"]), float(raw["quality"]), str(raw["added"]))


def _one_list_with_quality(raw: Raw) -> Raw:
    """Version 1 kept faces and voices apart, and no quality."""
    people = []
    for person in raw["people"]:
        prototypes = [
            {**one, "modality": modality, "quality": 1.0} for modality in MODALITIES for one in person[modality]
        ]
        kept = {name: value for name, value in person.items() if name not in MODALITIES}
        people.append({**kept, "prototypes": prototypes})
    return {"people": people}


#: From each version of the body to the next one.
MIGRATIONS: Final[Mapping[int, Callable[[Raw], Raw]]] = {1: _one_list_with_quality}


# The file around it


def pack(body: bytes, key_id: str | None, key: bytes | None) -> bytes:
    """Return the content of the file: sealed with AES-256-GCM where there is a key, else plain."""
    nonce = b""
    if key is not None:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        nonce = secrets.token_bytes(NONCE_BYTES)
        body = AESGCM(key).encrypt(nonce, body, _sealed_with(VERSION))
    header = {
        "format": FORMAT,
        "version": VERSION,
        "key": key_id if key is not None else None,
        "nonce": nonce.hex(),
        "sha256": hashlib.sha256(body).hexdigest(),
    }
    return json.dumps(header).encode("ascii") + b"\n" + body


def unpack(content: bytes) -> tuple[Header, bytes]:
    """Return header and body, still sealed.

    Raises:
        DamagedError: the file is not whole.
        NewerError: it is of a newer version.
    """
    line, found, body = content[:_LONGEST_HEADER].partition(b"\n")
    try:
        raw = json.loads(line.decode("ascii")) if found else None
        if not isinstance(raw, dict) or raw["format"] != FORMAT or not isinstance(raw["version"], int):
            raise DamagedError("The file of the enrolled people is damaged.")
        if raw["version"] > VERSION:
            raise NewerError("The enrolled people were kept by a newer Emotion Desk; install it to use or change them.")
        key = raw["key"] if raw["key"] is None else str(raw["key"])
        header = Header(raw["version"], key, bytes.fromhex(raw["nonce"]), str(raw["sha256"]))
    except (UnicodeDecodeError, ValueError, KeyError, TypeError) as error:
        raise DamagedError("The file of the enrolled people is damaged.") from error
    body = content[len(line) + 1 :]
    if header.version < 1 or hashlib.sha256(body).hexdigest() != header.sha256:
        raise DamagedError("The file of the enrolled people is damaged.")
    return header, body


def unseal(header: Header, body: bytes, key: bytes) -> bytes:
    """Return the plain body.

    Raises:
        GalleryError: the key is another one's.
    """
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        return AESGCM(key).decrypt(header.nonce, body, _sealed_with(header.version))
    except (InvalidTag, ValueError) as error:
        raise GalleryError("The key in the system's keyring is not the one of the enrolled people.") from error


def _sealed_with(version: int) -> bytes:
    return f"{FORMAT} {version}".encode("ascii")


# The disk


def write_whole(path: Path, content: bytes) -> None:
    """Write a file that only its owner may read, so that a crash leaves the old one or the new one.

    Raises:
        GalleryError: it cannot be written.
    """
    beside = path.with_name(f".{path.name}.{os.getpid()}-{secrets.token_hex(4)}{PART}")
    try:
        number = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        with os.fdopen(number, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
        flush_folder(path.parent)
    except OSError as error:
        with suppress(OSError):
            beside.unlink()
        raise GalleryError(f"'{path}' cannot be written: {error.strerror or error}.") from error


#: Ending of files that are being written.
PART: Final = ".part"


def flush_folder(folder: Path) -> None:
    """Wait until the disk knows the names in a folder; where folders cannot be opened (Windows) it knows at once."""
    with suppress(OSError):
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)
