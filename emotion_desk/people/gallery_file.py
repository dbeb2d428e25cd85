"""Encodes and decodes the gallery file: encrypted or plain, of this version or an older one.

The file is one header line of JSON, then the body: the length of a JSON text, that text, and all embeddings one after
the other. ``docs/formats.md`` describes it. The file may be damaged and an export may come from a stranger, so both are
decoded against a schema and each number is checked before memory is taken by it.
"""

from __future__ import annotations

import hashlib
import json
import secrets
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Final, Literal

import msgspec
import numpy as np
from msgspec import Meta

from emotion_desk.atomic_file import write_atomically
from emotion_desk.errors import GalleryError
from emotion_desk.labels import EMOTIONS
from emotion_desk.people.person_records import MODALITIES, NeutralFace, Person, Prototype, checked_name
from emotion_desk.translatable import translatable

FORMAT: Final = "emotion-desk gallery"
#: Version of the body; a new version also needs the schema of the one before it, see :func:`decode`.
VERSION: Final = 2
NONCE_BYTES: Final = 12
_LENGTH: Final = struct.Struct("<Q")
#: A header is a few hundred bytes; a file without a line end must not be searched through.
LONGEST_HEADER: Final = 4096
#: Largest file that is read: ten thousand people with all their prototypes take less.
MOST_BYTES: Final = 256 * 2**20
#: Limits of one field, of the people in a file and of one person's prototypes.
_LONGEST_TEXT: Final = 400
_LARGEST_VECTOR: Final = 4096
_MOST_PEOPLE: Final = 100_000
_MOST_SAMPLES: Final = 1000
_LARGEST_THUMBNAIL: Final = 2**20

_Text = Annotated[str, Meta(max_length=_LONGEST_TEXT)]
_DAMAGED: Final = translatable("The file of the enrolled people is damaged.")
#: What decoding of hostile bytes may raise: msgspec's errors are ValueErrors, deep nesting is a RecursionError.
DECODE_ERRORS: Final = (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError, struct.error)


class DamagedError(GalleryError):
    """The bytes are not what was written."""


class NewerError(GalleryError):
    """The bytes were written by a newer program."""


@dataclass(frozen=True, slots=True)
class Header:
    """The header line: ``key`` is the id of the key that encrypts the body, ``None`` if the body is plain."""

    version: int
    key: str | None
    nonce: bytes
    sha256: str


# The body


class _SampleV1(msgspec.Struct):
    """A prototype in version 1, which kept faces and voices apart, and no quality."""

    model: _Text
    added: _Text
    at: Annotated[int, Meta(ge=0, lt=2**40)]
    size: Annotated[int, Meta(gt=0, le=_LARGEST_VECTOR)]


class _Sample(_SampleV1):
    """A prototype: ``at`` and ``size`` say where its vector lies among the numbers behind the text."""

    modality: Literal["face", "voice"]
    quality: Annotated[float, Meta(ge=0.0, le=1.0)] = 1.0


class _Neutral(msgspec.Struct):
    """A neutral face: the probabilities are in the order of the labels."""

    model: _Text
    answers: Annotated[int, Meta(gt=0, lt=2**31)]
    added: _Text
    emotion: Annotated[
        list[Annotated[float, Meta(ge=0.0, le=1.0)]], Meta(min_length=len(EMOTIONS), max_length=len(EMOTIONS))
    ]


class _PersonFields(msgspec.Struct):
    """What both versions know of a person."""

    key: Annotated[str, Meta(min_length=1, max_length=_LONGEST_TEXT)]
    name: _Text
    added: _Text
    consent: _Text
    thumbnail: bytes | None


class _PersonV1(_PersonFields):
    face: Annotated[list[_SampleV1], Meta(max_length=_MOST_SAMPLES)]
    voice: Annotated[list[_SampleV1], Meta(max_length=_MOST_SAMPLES)]


class _Person(_PersonFields):
    prototypes: Annotated[list[_Sample], Meta(max_length=_MOST_SAMPLES)]
    # Programs before 1.0 leave it out and ignore it, so the version stays.
    neutral: Annotated[list[_Neutral], Meta(max_length=_MOST_SAMPLES)] = []


class _BodyV1(msgspec.Struct):
    people: Annotated[list[_PersonV1], Meta(max_length=_MOST_PEOPLE)]


class _Body(msgspec.Struct):
    people: Annotated[list[_Person], Meta(max_length=_MOST_PEOPLE)]


def encode(people: Sequence[Person]) -> bytes:
    """Return the body of the present version."""
    vectors: list[bytes] = []
    at = 0
    listed: list[_Person] = []
    for person in people:
        samples: list[_Sample] = []
        for one in person.prototypes:
            vector = np.ascontiguousarray(one.vector, "<f4")
            size = int(vector.size)
            samples.append(_Sample(one.model, one.added, at, size, one.modality, round(float(one.quality), 4)))  # type: ignore[arg-type]
            vectors.append(vector.tobytes())
            at += size
        neutral = [
            _Neutral(one.model, one.answers, one.added, [round(float(one.emotion[name]), 6) for name in EMOTIONS])
            for one in person.neutral
        ]
        listed.append(
            _Person(person.key, person.name, person.added, person.consent, person.thumbnail, samples, neutral)
        )
    text = msgspec.json.encode(_Body(listed))
    return b"".join([_LENGTH.pack(len(text)), text, *vectors])


def decode(body: bytes, version: int) -> tuple[Person, ...]:
    """Build people from a body of this or an older version.

    Raises:
        DamagedError: it does not have the schema of its version, or a number in it is impossible.
    """
    try:
        (length,) = _LENGTH.unpack_from(body)
        if length > len(body) - _LENGTH.size:
            raise DamagedError(_DAMAGED)
        text = memoryview(body)[_LENGTH.size : _LENGTH.size + length]
        people = msgspec.json.decode(text, type=_Body).people if version >= VERSION else _from_version_1(text)
        vectors = np.frombuffer(body, "<f4", offset=_LENGTH.size + length)
        found = tuple(_person(item, vectors) for item in people)
    except DECODE_ERRORS as error:
        raise DamagedError(_DAMAGED) from error
    if len({person.key for person in found}) != len(found):
        raise DamagedError(_DAMAGED)
    return found


def _from_version_1(text: memoryview) -> list[_Person]:
    return [
        _Person(
            person.key,
            person.name,
            person.added,
            person.consent,
            person.thumbnail,
            [
                _Sample(one.model, one.added, one.at, one.size, modality)
                for modality in MODALITIES
                for one in getattr(person, modality)
            ],
        )
        for person in msgspec.json.decode(text, type=_BodyV1).people
    ]


def _person(raw: _Person, vectors: np.ndarray[Any, Any]) -> Person:
    if raw.thumbnail is not None and len(raw.thumbnail) > _LARGEST_THUMBNAIL:
        raise ValueError("a thumbnail is small")
    return Person(
        key=raw.key,
        name=_shown_name(raw.name),
        added=raw.added,
        consent=raw.consent,
        prototypes=tuple(_prototype(one, vectors) for one in raw.prototypes),
        thumbnail=raw.thumbnail,
        neutral=tuple(
            NeutralFace(one.model, one.answers, one.added, dict(zip(EMOTIONS, one.emotion, strict=True)))
            for one in raw.neutral
        ),
    )


def _shown_name(name: str) -> str:
    """Return a name that can be shown: characters that :func:`checked_name` refuses are removed.

    The dialog and the command check names; a file written by somebody else may have any.
    """
    try:
        return checked_name(name)
    except GalleryError:
        cleaned = "".join(char if char.isprintable() else " " for char in name)[:60].strip()
        return checked_name(f"Person {cleaned}" if cleaned else "Person without a name")


def _prototype(raw: _Sample, vectors: np.ndarray[Any, Any]) -> Prototype:
    if raw.at > len(vectors) - raw.size:
        raise ValueError("the vector lies outside the file")
    vector = np.array(vectors[raw.at : raw.at + raw.size], np.float32)
    if not np.isfinite(vector).all() or not 0.5 < float(np.linalg.norm(vector.astype(np.float64))) < 2.0:
        raise ValueError("an embedding is finite and of length one")
    return Prototype(raw.modality, vector, raw.model, raw.quality, raw.added)


# The file around it


class _HeaderVersion(msgspec.Struct):
    format: Literal["emotion-desk gallery"]
    version: Annotated[int, Meta(ge=1)]


class _RawHeader(_HeaderVersion):
    key: _Text | None
    nonce: _Text
    sha256: _Text


def pack(body: bytes, key_id: str | None, key: bytes | None) -> bytes:
    """Return the content of the file: encrypted with AES-256-GCM if there is a key, else plain."""
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
    """Return header and body, which may still be encrypted.

    Raises:
        DamagedError: the file is not whole.
        NewerError: it is of a newer version.
    """
    line, found, _ = content[:LONGEST_HEADER].partition(b"\n")
    try:
        if not found:
            raise DamagedError(_DAMAGED)
        version = msgspec.json.decode(line, type=_HeaderVersion)
        if version.version > VERSION:
            raise NewerError(
                translatable("The enrolled people were kept by a newer Emotion Desk; install it to use or change them.")
            )
        raw = msgspec.json.decode(line, type=_RawHeader)
        header = Header(raw.version, raw.key, bytes.fromhex(raw.nonce), raw.sha256)
    except DECODE_ERRORS as error:
        raise DamagedError(_DAMAGED) from error
    body = content[len(line) + 1 :]
    if hashlib.sha256(body).hexdigest() != header.sha256:
        raise DamagedError(_DAMAGED)
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
    except (InvalidTag, ValueError, OverflowError) as error:
        raise GalleryError(
            translatable("The key in the system's keyring is not the one of the enrolled people.")
        ) from error


def _sealed_with(version: int) -> bytes:
    return f"{FORMAT} {version}".encode("ascii")


# The disk


def write_whole(path: Path, content: bytes) -> None:
    """Write a file with mode 0600 so that a crash leaves the old file or the new one.

    Raises:
        GalleryError: it cannot be written.
    """
    try:
        write_atomically(path, content)
    except OSError as error:
        raise GalleryError(
            translatable("'{path}' cannot be written: {reason}.", path=path, reason=error.strerror or error)
        ) from error
