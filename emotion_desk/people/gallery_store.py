"""Stores the gallery in its folder: one file, encrypted with a key of the keyring if there is one, and a lock.

A change replaces the file as a whole, so that a process that dies leaves the old or the new state. After a person was
forgotten the file is encrypted with a new key and the old key is deleted, so that old copies of the file on the disk
cannot be decrypted any more.
"""

from __future__ import annotations

import logging
import os
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from emotion_desk.atomic_file import PREFIX
from emotion_desk.errors import GalleryError
from emotion_desk.people import gallery_file
from emotion_desk.people.gallery_edits import People
from emotion_desk.people.keyring_keys import Keys, KeysUnavailableError
from emotion_desk.people.process_lock import locked
from emotion_desk.plain_file import make_private_folder, read_bounded
from emotion_desk.translatable import translatable

logger = logging.getLogger(__name__)

FILE: Final = "people.gallery"
_LOCK_FILE: Final = "people.lock"
_DAMAGED: Final = "people.damaged-"

Stamp = tuple[int, int, int]


class KeyMissingError(GalleryError):
    """The file is encrypted and its key is not available now."""


class GalleryStore:
    """Reads and writes the gallery file of a folder; keeps nothing of its content.

    Args:
        folder: the folder; created at the first change with mode 0700.
        keys: the store of encryption keys.
    """

    def __init__(self, folder: Path, keys: Keys) -> None:
        self.folder = folder
        self.path = folder / FILE
        self.keys = keys

    def stamp(self) -> Stamp | None:
        """Return modification time, size and inode of the file, ``None`` if there is no file."""
        try:
            found = self.path.stat()
        except OSError:
            return None
        return found.st_mtime_ns, found.st_size, found.st_ino

    @contextmanager
    def exclusive(self) -> Iterator[None]:
        """Hold the folder's lock while the block runs.

        Raises:
            GalleryError: the folder cannot be created or written, or another program holds the lock for too long.
        """
        try:
            make_private_folder(self.folder)
            if os.name == "posix":
                with suppress(PermissionError):
                    self.folder.chmod(0o700)
        except OSError as error:
            raise GalleryError(
                translatable("'{folder}' cannot be made: {reason}.", folder=self.folder, reason=error.strerror or error)
            ) from error
        with locked(self.folder / _LOCK_FILE):
            yield

    def read(self) -> tuple[People, bool] | None:
        """Return everybody in the file and whether it is encrypted, ``None`` if there is no file.

        Raises:
            gallery_file.DamagedError: it must be renamed.
            gallery_file.NewerError: a newer desk wrote it.
            KeyMissingError: its key is not available now.
            GalleryError: it cannot be read.
        """
        try:
            content = read_bounded(self.path, gallery_file.MOST_BYTES)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise GalleryError(
                translatable("'{path}' cannot be read: {reason}.", path=self.path, reason=error.strerror or error)
            ) from error
        header, body = gallery_file.unpack(content)
        if header.key is not None:
            body = gallery_file.unseal(header, body, self._key(header.key))
        return gallery_file.decode(body, header.version), header.key is not None

    def write(self, people: People, *, forgets: bool) -> bool:
        """Replace the file and return whether it is encrypted now; the lock is held.

        Args:
            people: everybody.
            forgets: the content before must not stay anywhere.

        Raises:
            GalleryError: it cannot be written.
        """
        before = self._key_of_file()
        key_id, key = self._key_for(before, forgets)
        # Left-over files are removed first: a process that dies in between leaves the old state and no left-overs.
        try:
            self._sweep(damaged=forgets)
        except OSError as error:
            raise GalleryError(
                translatable(
                    "'{folder}' cannot be swept: {reason}.", folder=self.folder, reason=error.strerror or error
                )
            ) from error
        gallery_file.write_whole(self.path, gallery_file.pack(gallery_file.encode(people), key_id, key))
        if before is not None and before != key_id:
            self.keys.delete(before)
        return key is not None

    def erase(self) -> None:
        """Remove the file, left-over files and the key, whatever state the file is in; the lock is held.

        Raises:
            GalleryError: something cannot be removed.
        """
        key = self._key_of_file()
        try:
            self._sweep()
            self.path.unlink(missing_ok=True)
        except OSError as error:
            raise GalleryError(
                translatable(
                    "'{folder}' cannot be emptied: {reason}.", folder=self.folder, reason=error.strerror or error
                )
            ) from error
        if key is not None:
            self.keys.delete(key)

    def rename_damaged(self) -> Path:
        """Give a damaged file another name, and return it; the lock is held.

        Raises:
            GalleryError: it cannot be renamed.
        """
        renamed = self.path.with_name(f"{_DAMAGED}{time.strftime('%Y%m%d-%H%M%S')}-{uuid.uuid4().hex[:4]}.gallery")
        try:
            self.path.rename(renamed)
        except OSError as error:
            raise GalleryError(translatable("'{path}' is damaged and cannot be renamed.", path=self.path)) from error
        return renamed

    def _key(self, key_id: str) -> bytes:
        try:
            key = self.keys.get(key_id)
        except KeysUnavailableError as error:
            raise KeyMissingError(translatable("{reason} Until then nobody is recognised.", reason=error)) from error
        if key is None:
            raise KeyMissingError(
                translatable(
                    "The key of the enrolled people is not in the system's keyring, so they cannot "
                    "be read; forget all of them to begin anew."
                )
            )
        return key

    def _key_for(self, before: str | None, forgets: bool) -> tuple[str | None, bytes | None]:
        """Return id and key to encrypt with."""
        if before is not None and not forgets:
            return before, self.keys.get(before)
        if self.keys.place is not None:
            key_id = f"gallery-{uuid.uuid4().hex[:16]}"
            try:
                return key_id, self.keys.create(key_id)
            except KeysUnavailableError:
                logger.info("the keyring keeps no new key")
        # An encrypted gallery stays encrypted; one that never was is written plain, and the desk says so.
        return (before, self.keys.get(before)) if before is not None else (None, None)

    def _key_of_file(self) -> str | None:
        """Return the id of the key that the file is encrypted with; ``None`` for a plain or damaged file."""
        try:
            return gallery_file.unpack(read_bounded(self.path, gallery_file.MOST_BYTES))[0].key
        except (OSError, GalleryError):
            return None

    def _sweep(self, *, damaged: bool = True) -> None:
        """Remove temporary files of killed processes and, with ``damaged``, damaged files that were renamed."""
        patterns = [f"{PREFIX}*", f".{FILE}.*.part", *([f"{_DAMAGED}*"] if damaged else [])]
        for pattern in patterns:
            for path in self.folder.glob(pattern):
                path.unlink(missing_ok=True)
