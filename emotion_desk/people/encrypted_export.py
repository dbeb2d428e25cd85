"""Exports people into one file that is encrypted with a passphrase, and imports them again.

scrypt (RFC 7914) derives the key, which makes a passphrase slow to guess; AES-256-GCM encrypts and authenticates the
content. The file names the work factor that it was made with; a reader refuses one that would take too much memory.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Final, Literal

import msgspec
from msgspec import Meta

from emotion_desk.errors import GalleryError
from emotion_desk.people import gallery_file
from emotion_desk.people.gallery import Gallery
from emotion_desk.people.gallery_edits import People
from emotion_desk.people.person_records import Person, same_name, with_prototypes
from emotion_desk.plain_file import read_bounded
from emotion_desk.translatable import translatable

FORMAT: Final = "emotion-desk people"
VERSION: Final = 1
SUFFIX: Final = ".edpeople"
#: Work of scrypt: 2**16 blocks of 8 * 128 bytes are 64 MB and some 0.3 s.
_WORK: Final = 2**16
_MOST_WORK: Final = 2**20
_BLOCK: Final = 8
_SALT_BYTES: Final = 16
#: Shorter ones are guessed however slow the guessing is.
SHORTEST_PASSPHRASE: Final = 8


class _Scrypt(msgspec.Struct):
    """Work factor of the key: ``n`` blocks of ``r`` times 128 bytes are held in memory at once."""

    n: int
    r: int
    p: int
    salt: Annotated[str, Meta(max_length=128)]


class _Header(msgspec.Struct):
    """The first line of the file; it is authenticated together with the content."""

    format: Literal["emotion-desk people"]
    version: Annotated[int, Meta(ge=1)]
    gallery: Annotated[int, Meta(ge=1)]
    scrypt: _Scrypt
    nonce: Annotated[str, Meta(max_length=128)]


def export_people(people: Sequence[Person], path: Path, passphrase: str) -> None:
    """Write people into an encrypted file.

    Raises:
        GalleryError: nobody to write, the passphrase is too short, or the file cannot be written.
    """
    if not people:
        raise GalleryError(translatable("Nobody is enrolled, so there is nothing to export."))
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise GalleryError(
            translatable(
                "The passphrase needs at least {count} characters.",
                count=SHORTEST_PASSPHRASE,
            )
        )
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    salt, nonce = secrets.token_bytes(_SALT_BYTES), secrets.token_bytes(gallery_file.NONCE_BYTES)
    header = {
        "format": FORMAT,
        "version": VERSION,
        "gallery": gallery_file.VERSION,
        "scrypt": {"n": _WORK, "r": _BLOCK, "p": 1, "salt": salt.hex()},
        "nonce": nonce.hex(),
    }
    line = json.dumps(header).encode("ascii")
    sealed = AESGCM(_key(passphrase, salt, _WORK)).encrypt(nonce, gallery_file.encode(people), line)
    gallery_file.write_whole(path, line + b"\n" + sealed)


def read_people(path: Path, passphrase: str) -> People:
    """Read people from an encrypted file.

    Raises:
        GalleryError: it is no such file, was written by a newer program, is damaged, or the passphrase is wrong.
    """
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        content = read_bounded(path, gallery_file.MOST_BYTES)
    except OSError as error:
        raise GalleryError(
            translatable("'{path}' cannot be read: {reason}.", path=path, reason=error.strerror or error)
        ) from error
    line, _, _ = content[: gallery_file.LONGEST_HEADER].partition(b"\n")
    sealed = content[len(line) + 1 :]
    try:
        header = msgspec.json.decode(line, type=_Header)
        salt, nonce = bytes.fromhex(header.scrypt.salt), bytes.fromhex(header.nonce)
    except gallery_file.DECODE_ERRORS as error:
        raise GalleryError(translatable("'{name}' is no file of exported people.", name=path.name)) from error
    if header.version > VERSION or header.gallery > gallery_file.VERSION:
        raise GalleryError(translatable("'{name}' was written by a newer Emotion Desk.", name=path.name))
    work = header.scrypt.n
    if not 2 <= work <= _MOST_WORK or work & (work - 1) or (header.scrypt.r, header.scrypt.p) != (_BLOCK, 1):
        raise GalleryError(translatable("'{name}' is damaged.", name=path.name))
    try:
        body = AESGCM(_key(passphrase, salt, work)).decrypt(nonce, sealed, line)
    except (InvalidTag, ValueError, OverflowError) as error:
        raise GalleryError(translatable("The passphrase is wrong, or '{name}' is damaged.", name=path.name)) from error
    return gallery_file.decode(body, header.gallery)


def import_people(gallery: Gallery, people: Sequence[Person]) -> list[str]:
    """Add people of an export to a gallery and return the names under which they are there now.

    Somebody who is there already (the same key) gets the samples and keeps the name; a name that another person has
    is given a number, because two people of one name must not become one.

    Raises:
        GalleryError: the gallery cannot be changed.
    """
    names: list[str] = []

    def add(there: People) -> People:
        names.clear()
        by_key = {person.key: person for person in there}
        for person in people:
            known = by_key.get(person.key)
            if known is not None:
                new = {one.vector.tobytes() for one in known.prototypes}
                added = [one for one in person.prototypes if one.vector.tobytes() not in new]
                by_key[person.key] = with_prototypes(known, added)
            else:
                name = _free(person.name, [other.name for other in by_key.values()])
                by_key[person.key] = Person(
                    person.key, name, person.added, person.consent, person.prototypes, person.thumbnail
                )
            names.append(by_key[person.key].name)
        return tuple(by_key.values())

    gallery.replace_people(add)
    return names


def _free(name: str, taken: Sequence[str]) -> str:
    """Return the name, with the lowest number behind it that makes it free."""
    candidate, number = name, 2
    while any(same_name(candidate, other) for other in taken):
        candidate, number = f"{name} ({number})", number + 1
    return candidate


def _key(passphrase: str, salt: bytes, work: int) -> bytes:
    return hashlib.scrypt(
        passphrase.encode("utf-8"), salt=salt, n=work, r=_BLOCK, p=1, maxmem=256 * work * _BLOCK, dklen=32
    )
