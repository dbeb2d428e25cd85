"""The gallery: everybody who was enrolled, in one private file of the user's data folder.

Each change reads the file, changes what it read and replaces the file whole, all under a lock: two desks at once lose
nothing of each other, and a process that dies leaves the old or the new state.  Readers look at :attr:`Gallery.people`,
an unchanging tuple that is replaced when something changed, so that the inference thread never waits for a disk, a lock
or a keyring.
"""

from __future__ import annotations

import logging
import os
import threading
import time
import uuid
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from enum import Enum
from pathlib import Path
from typing import Final

from emotion_desk.errors import GalleryError
from emotion_desk.people import storage
from emotion_desk.people.keys import Keys, KeysUnavailableError, SystemKeys
from emotion_desk.people.lock import locked
from emotion_desk.people.records import (
    Person,
    Prototype,
    checked_name,
    new_person,
    now,
    same_name,
    with_prototypes,
)
from emotion_desk.settings import data_folder

logger = logging.getLogger(__name__)

FILE: Final = "people.gallery"
_LOCK_FILE: Final = "people.lock"
_ASIDE: Final = "people.damaged-"
THREAD_NAME: Final = "emotion-desk-gallery"
#: The file is looked at for changes of another program at most so often.
_LOOK_EVERY_S: Final = 1.0

People = tuple[Person, ...]
_Stamp = tuple[int, int, int]


class GalleryState(Enum):
    """Whether the file could be read; only a :attr:`READY` gallery can be changed."""

    READY = "ready"
    LOCKED = "locked"
    NEWER = "newer"
    UNREADABLE = "unreadable"


def gallery_folder() -> Path:
    """Return where the gallery lies: ``people`` in the user's data folder, or in the one of ``EMOTION_DESK_DATA``."""
    return data_folder() / "people"


class Gallery:
    """Everybody who was enrolled; safe for any number of threads.

    :meth:`load` must be called once before anything is read; it may take as long as the system's keyring, so not on
    the window's thread.  Methods that change something raise :class:`~emotion_desk.errors.GalleryError` with one
    sentence and leave everything as it was.

    Args:
        folder: where it lies.
        keys: where keys are kept; the system's keyring by default.

    Example:
        >>> gallery = Gallery()  # doctest: +SKIP
        >>> gallery.load()  # doctest: +SKIP
        >>> gallery.enrol("Ana", prototypes, consent=True)  # doctest: +SKIP
        >>> [person.name for person in gallery.people]  # doctest: +SKIP
        ['Ana']
    """

    def __init__(self, folder: Path | None = None, keys: Keys | None = None) -> None:
        self.folder = folder if folder is not None else gallery_folder()
        self.path = self.folder / FILE
        self._keys: Keys = keys if keys is not None else SystemKeys()
        self._turn = threading.RLock()
        self._people: People = ()
        self._version = 0
        self._state = GalleryState.READY
        self._message: str | None = None
        self._sealed: bool | None = None
        self._stamp: _Stamp | None = None
        self._looked = 0.0
        self._looking: threading.Thread | None = None

    # -- reading: never waits ----------------------------------------------------------------------------------

    @property
    def people(self) -> People:
        """Return everybody, by name."""
        return self._people

    @property
    def version(self) -> int:
        """Return a number that grows with every change of :attr:`people`."""
        return self._version

    @property
    def state(self) -> GalleryState:
        """Return whether the file could be read."""
        return self._state

    @property
    def message(self) -> str | None:
        """Return what the user should know about the file (put aside, locked, newer) in one sentence, if anything."""
        return self._message

    def find(self, name: str) -> Person | None:
        """Return the person of a name, whatever its case."""
        return next((person for person in self._people if same_name(person.name, name)), None)

    def person(self, name: str) -> Person:
        """Return the person of a name.

        Raises:
            GalleryError: there is none.
        """
        found = self.find(name)
        if found is None:
            raise GalleryError(f"Nobody called '{name}' is enrolled.")
        return found

    def poll(self) -> None:
        """Look whether another program changed the file, and read it in a thread of its own; returns at once."""
        if time.monotonic() - self._looked < _LOOK_EVERY_S or (self._looking and self._looking.is_alive()):
            return
        self._looked = time.monotonic()
        if self._stamp_now() != self._stamp and self._state is not GalleryState.LOCKED:
            self._looking = threading.Thread(target=self._load_quietly, name=THREAD_NAME, daemon=True)
            self._looking.start()

    # -- reading: may wait -------------------------------------------------------------------------------------

    def load(self) -> None:
        """Read the file; never raises: :attr:`state` and :attr:`message` tell what became of it."""
        with self._turn:
            self._message = None
            try:
                self._read()
            except storage.DamagedError:
                self._put_aside()
            except GalleryError as error:
                logger.info("the gallery cannot be read now (%s)", self._state.value)
                self._message = str(error)
                self._show((), None)

    def protection(self) -> str:
        """Return in one sentence how the file is protected; may wait for the system's keyring."""
        with self._turn:
            place = self._keys.place
            if place is not None and self._sealed is not False:
                return f"The file is encrypted (AES-256-GCM); its key lies in the system's keyring ({place})."
            if place is not None:
                return "The file is not encrypted yet; the next change will encrypt it."
            return (
                "This system has no keyring, so the file is not encrypted; "
                "only its owner's account (and the administrator) may read it."
            )

    # -- changing ----------------------------------------------------------------------------------------------

    def enrol(
        self,
        name: str,
        prototypes: Sequence[Prototype],
        *,
        consent: bool,
        thumbnail: bytes | None = None,
    ) -> Person:
        """Enrol somebody, or add samples to the person of that name.

        Args:
            name: as it shall be shown.
            prototypes: of face, voice or both.
            consent: whether it was stated that this person agrees.
            thumbnail: JPEG, if the user wants one kept.

        Raises:
            GalleryError: without consent or samples, or the file cannot be changed.
        """
        name = checked_name(name)
        if not consent:
            raise GalleryError("Nobody is enrolled without saying that the person agrees.")
        if not prototypes:
            raise GalleryError("There is no usable sample of a face or a voice.")

        def add(people: People) -> People:
            found = next((person for person in people if same_name(person.name, name)), None)
            if found is None:
                return (*people, with_prototypes(new_person(name, now(), thumbnail), prototypes))
            more = replace(with_prototypes(found, prototypes), thumbnail=thumbnail or found.thumbnail)
            return tuple(more if person.key == found.key else person for person in people)

        self._change(add)
        return self.person(name)

    def rename(self, key: str, name: str) -> Person:
        """Give a person another name.

        Raises:
            GalleryError: nobody has this key, somebody else has this name, or the file cannot be changed.
        """
        name = checked_name(name)

        def call(people: People) -> People:
            _of_key(people, key)
            if any(same_name(person.name, name) and person.key != key for person in people):
                raise GalleryError(f"Somebody called '{name}' is enrolled already; merge the two if they are the same.")
            return tuple(replace(person, name=name) if person.key == key else person for person in people)

        self._change(call, forgets=True)
        return self.person(name)

    def merge(self, kept: str, gone: str) -> Person:
        """Give one person the samples of another, who goes.

        Args:
            kept: key of the person who keeps name and thumbnail.
            gone: key of the other.

        Raises:
            GalleryError: nobody has one of the keys, they are the same, or the file cannot be changed.
        """
        if kept == gone:
            raise GalleryError("A person cannot be merged with itself.")

        def join(people: People) -> People:
            one, other = _of_key(people, kept), _of_key(people, gone)
            whole = replace(with_prototypes(one, other.prototypes), thumbnail=one.thumbnail or other.thumbnail)
            return tuple(whole if person.key == kept else person for person in people if person.key != gone)

        self._change(join, forgets=True)
        return _of_key(self._people, kept)

    def change_thumbnail(self, key: str, thumbnail: bytes | None) -> None:
        """Keep another thumbnail of a person, or none.

        Raises:
            GalleryError: nobody has this key, or the file cannot be changed.
        """

        def change(people: People) -> People:
            _of_key(people, key)
            return tuple(replace(one, thumbnail=thumbnail) if one.key == key else one for one in people)

        self._change(change, forgets=True)

    def forget(self, key: str) -> None:
        """Forget a person; nothing of them stays in the folder, nor in files that were put aside.

        Raises:
            GalleryError: nobody has this key, or the file cannot be changed.
        """

        def drop(people: People) -> People:
            _of_key(people, key)
            return tuple(person for person in people if person.key != key)

        self._change(drop, forgets=True)

    def forget_all(self) -> None:
        """Forget everybody, also where the file cannot be read; its key goes as well.

        Raises:
            GalleryError: the files cannot be removed.
        """
        with self._turn, self._alone():
            key = self._key_of_file()
            try:
                self._sweep()
                self.path.unlink(missing_ok=True)
                storage.flush_folder(self.folder)
            except OSError as error:
                raise GalleryError(f"'{self.folder}' cannot be emptied: {error.strerror or error}.") from error
            if key is not None:
                self._keys.delete(key)
            self._state, self._message, self._sealed = GalleryState.READY, None, None
            self._show((), None)

    def replace_people(self, change: Callable[[People], People]) -> None:
        """Change everybody at once by a function that gets what is in the file now; for imports.

        Raises:
            GalleryError: the function raised it, or the file cannot be changed.
        """
        self._change(change)

    # -- the file ----------------------------------------------------------------------------------------------

    def _change(self, change: Callable[[People], People], *, forgets: bool = False) -> None:
        """Read, change and write under the lock; ``forgets``: what was there before must not stay anywhere."""
        with self._turn, self._alone():
            try:
                self._read()
            except storage.DamagedError:
                self._aside()
            people = tuple(sorted(change(self._people), key=lambda person: person.name.casefold()))
            before = self._key_of_file()
            key_id, key = self._key_for(before, forgets)
            # Leftovers go first: a process that dies in between leaves the old state, but never a leftover alone.
            try:
                self._sweep(aside=forgets)
            except OSError as error:
                raise GalleryError(f"'{self.folder}' cannot be swept: {error.strerror or error}.") from error
            storage.write_whole(self.path, storage.pack(storage.encode(people), key_id, key))
            if before is not None and before != key_id:
                self._keys.delete(before)
            self._sealed = key is not None
            self._state = GalleryState.READY
            self._show(people, self._stamp_now())

    def _key_for(self, before: str | None, forgets: bool) -> tuple[str | None, bytes | None]:
        """Return the key to seal with: after forgetting a new one, so that old bytes on a disk are bytes for ever."""
        if before is not None and not forgets:
            return before, self._keys.get(before)
        if self._keys.place is not None:
            key_id = f"gallery-{uuid.uuid4().hex[:16]}"
            try:
                return key_id, self._keys.create(key_id)
            except KeysUnavailableError:
                logger.info("the keyring keeps no new key")
        # A gallery that was sealed stays sealed; what never was is written plain, and protection() says so.
        return (before, self._keys.get(before)) if before is not None else (None, None)

    def _read(self) -> None:
        """Read the file into memory.

        Raises:
            storage.DamagedError: it must be put aside.
            GalleryError: it cannot be read now.
        """
        stamp = self._stamp_now()
        if stamp is not None and stamp == self._stamp and self._state is GalleryState.READY:
            return
        try:
            content = self.path.read_bytes()
        except FileNotFoundError:
            self._state, self._sealed = GalleryState.READY, None
            self._show((), None)
            return
        except OSError as error:
            self._state = GalleryState.UNREADABLE
            raise GalleryError(f"'{self.path}' cannot be read: {error.strerror or error}.") from error
        try:
            header, body = storage.unpack(content)
        except storage.NewerError:
            self._state = GalleryState.NEWER
            raise
        if header.key is not None:
            body = storage.unseal(header, body, self._key_in_keyring(header.key))
        people = storage.decode(body, header.version)
        self._state, self._sealed = GalleryState.READY, header.key is not None
        self._show(people, stamp)

    def _key_in_keyring(self, key_id: str) -> bytes:
        self._state = GalleryState.LOCKED  # until it is there
        try:
            key = self._keys.get(key_id)
        except KeysUnavailableError as error:
            raise GalleryError(f"{error} Until then nobody is recognised.") from error
        if key is None:
            raise GalleryError(
                "The key of the enrolled people is not in the system's keyring, so they cannot be read; "
                "forget all of them to begin anew."
            )
        return key

    def _put_aside(self) -> None:
        """Put a damaged file aside, unless another program mended it meanwhile; tells in :attr:`message`."""
        try:
            with self._alone():
                try:
                    self._read()
                except storage.DamagedError:
                    self._aside()
        except GalleryError as error:
            self._state, self._message = GalleryState.UNREADABLE, str(error)
            self._show((), None)

    def _aside(self) -> None:
        aside = self.path.with_name(f"{_ASIDE}{time.strftime('%Y%m%d-%H%M%S')}-{uuid.uuid4().hex[:4]}.gallery")
        try:
            self.path.rename(aside)
            storage.flush_folder(self.folder)
        except OSError as error:
            self._state = GalleryState.UNREADABLE
            raise GalleryError(f"'{self.path}' is damaged and cannot be put aside.") from error
        self._state, self._sealed = GalleryState.READY, None
        self._message = f"The file of the enrolled people was damaged; it was put aside as '{aside.name}'."
        self._show((), None)

    def _alone(self) -> _Alone:
        return _Alone(self.folder)

    def _sweep(self, *, aside: bool = True) -> None:
        """Remove what killed processes left, and files that were put aside; the lock is held."""
        patterns = [f".{FILE}.*{storage.PART}", *([f"{_ASIDE}*"] if aside else [])]
        for pattern in patterns:
            for path in self.folder.glob(pattern):
                path.unlink(missing_ok=True)

    def _key_of_file(self) -> str | None:
        """Return the id of the key that the file is sealed with."""
        try:
            return storage.unpack(self.path.read_bytes())[0].key
        except (OSError, GalleryError):
            return None

    def _stamp_now(self) -> _Stamp | None:
        try:
            found = self.path.stat()
        except OSError:
            return None
        return found.st_mtime_ns, found.st_size, found.st_ino

    def _show(self, people: People, stamp: _Stamp | None) -> None:
        self._stamp = stamp
        if people is not self._people:
            self._people = people
            self._version += 1

    def _load_quietly(self) -> None:
        try:
            self.load()
        except Exception:
            logger.exception("reading the gallery")


class _Alone:
    """Holds the lock of a gallery's folder, which is made where it is missing, for its owner alone."""

    def __init__(self, folder: Path) -> None:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            if os.name == "posix":
                with suppress(PermissionError):
                    folder.chmod(0o700)
        except OSError as error:
            raise GalleryError(f"'{folder}' cannot be made: {error.strerror or error}.") from error
        self._lock = locked(folder / _LOCK_FILE)

    def __enter__(self) -> None:
        self._lock.__enter__()

    def __exit__(self, *error: object) -> None:
        self._lock.__exit__(None, None, None)


def _of_key(people: People, key: str) -> Person:
    for person in people:
        if person.key == key:
            return person
    raise GalleryError("This person is not enrolled any more.")
