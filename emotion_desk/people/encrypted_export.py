"""People as one file that may travel: encrypted with a passphrase, readable by nothing else.

scrypt (RFC 7914) makes the key slow to guess, AES-256-GCM keeps and checks the content.  The file says which work
factor it was made with, and a reader refuses one that would take all its memory.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from emotion_desk.errors import GalleryError
from emotion_desk.people import gallery_file
from emotion_desk.people.gallery import Gallery
from emotion_desk.people.gallery_edits import People
from emotion_desk.people.person_records import Person, same_name, with_prototypes

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
_LONGEST_HEADER: Final = 4096


def export_people(people: Sequence[Person], path: Path, passphrase: str) -> None:
    """Write people into an encrypted file.

    Raises:
        GalleryError: nobody to write, the passphrase is too short, or the file cannot be written.
    """
    if not people:
        raise GalleryError("Nobody is enrolled, so there is nothing to export.")
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise GalleryError(f"The passphrase needs at least {SHORTEST_PASSPHRASE} letters.")
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
        content = path.read_bytes()
    except OSError as error:
        raise GalleryError(f"'{path}' cannot be read: {error.strerror or error}.") from error
    line, _, sealed = content[:_LONGEST_HEADER].partition(b"\n")
    sealed = content[len(line) + 1 :]
    try:
        header = json.loads(line.decode("ascii"))
        known = header["format"] == FORMAT
        version, inner = int(header["version"]), int(header["gallery"])
        work, salt = int(header["scrypt"]["n"]), bytes.fromhex(header["scrypt"]["salt"])
        nonce = bytes.fromhex(header["nonce"])
        usual = (header["scrypt"]["r"], header["scrypt"]["p"]) == (_BLOCK, 1)
    except (UnicodeDecodeError, ValueError, KeyError, TypeError) as error:
        raise GalleryError(f"'{path.name}' is no file of exported people.") from error
    if not known:
        raise GalleryError(f"'{path.name}' is no file of exported people.")
    if version > VERSION or inner > gallery_file.VERSION:
        raise GalleryError(f"'{path.name}' was written by a newer Emotion Desk.")
    if not usual or not 2 <= work <= _MOST_WORK or work & (work - 1) or inner < 1:
        raise GalleryError(f"'{path.name}' is damaged.")
    try:
        body = AESGCM(_key(passphrase, salt, work)).decrypt(nonce, sealed, line)
    except (InvalidTag, ValueError) as error:
        raise GalleryError(f"The passphrase is wrong, or '{path.name}' is damaged.") from error
    return gallery_file.decode(body, inner)


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
