"""The gallery: everybody who is enrolled, in one private file of the user's data folder.

Each change reads the file, changes its content and replaces the file as a whole, all under a lock. Two programs at once
lose nothing of each other's changes, and a process that dies leaves the old or the new state. Readers use
:attr:`Gallery.people`, an immutable tuple that is replaced after a change, so that the inference thread never waits for
a disk, a lock or a keyring.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Sequence
from enum import Enum
from pathlib import Path
from typing import Final

from emotion_desk.errors import GalleryError
from emotion_desk.people import gallery_edits, gallery_file
from emotion_desk.people.gallery_edits import People
from emotion_desk.people.gallery_store import GalleryStore, KeyMissingError, Stamp
from emotion_desk.people.keyring_keys import Keys, SystemKeys
from emotion_desk.people.person_records import NeutralFace, Person, Prototype, checked_name
from emotion_desk.settings import data_folder
from emotion_desk.translatable import translatable

logger = logging.getLogger(__name__)

THREAD_NAME: Final = "emotion-desk-gallery"
#: Least time between two checks whether another program changed the file.
_POLL_EVERY_S: Final = 1.0


class GalleryState(Enum):
    """Whether the file could be read; only a :attr:`READY` gallery can be changed."""

    READY = "ready"
    LOCKED = "locked"
    NEWER = "newer"
    UNREADABLE = "unreadable"


#: State of the file by the error that reading it raised.
_STATES: Final = {KeyMissingError: GalleryState.LOCKED, gallery_file.NewerError: GalleryState.NEWER}


def gallery_folder() -> Path:
    """Return the gallery's folder: ``people`` in the data folder, which ``EMOTION_DESK_DATA`` may name."""
    return data_folder() / "people"


class Gallery:
    """Everybody who is enrolled; safe for any number of threads.

    :meth:`load` must be called once before anything is read; it may take as long as the system's keyring, so not on
    the window's thread.  Methods that change something raise :class:`~emotion_desk.errors.GalleryError` with one
    sentence and leave everything as it was.

    Args:
        folder: the gallery's folder.
        keys: the store of encryption keys; by default the system's keyring.

    Example:
        >>> gallery = Gallery()  # doctest: +SKIP
        >>> gallery.load()  # doctest: +SKIP
        >>> gallery.enrol("Ana", prototypes, consent=True)  # doctest: +SKIP
        >>> [person.name for person in gallery.people]  # doctest: +SKIP
        ['Ana']
    """

    def __init__(self, folder: Path | None = None, keys: Keys | None = None) -> None:
        self._store = GalleryStore(folder or gallery_folder(), keys if keys is not None else SystemKeys())
        self._lock = threading.RLock()
        self._people: People = ()
        self._version = 0
        self._state = GalleryState.READY
        self._erasures = 0
        self._message: str | None = None
        self._encrypted: bool | None = None
        self._stamp: Stamp | None = None
        self._polled_s = 0.0
        self._polling: threading.Thread | None = None

    @property
    def folder(self) -> Path:
        """Return its folder."""
        return self._store.folder

    @property
    def path(self) -> Path:
        """Return its file."""
        return self._store.path

    # -- reading without waiting ----------------------------------------------------------------------------------

    @property
    def people(self) -> People:
        """Return everybody, by name."""
        return self._people

    @property
    def version(self) -> int:
        """Return a number that grows with every change of :attr:`people`."""
        return self._version

    @property
    def erasures(self) -> int:
        """Return how often everybody was forgotten while this object existed, by this program or by another."""
        return self._erasures

    @property
    def state(self) -> GalleryState:
        """Return whether the file could be read."""
        return self._state

    @property
    def message(self) -> str | None:
        """Return what the user should know about the file (renamed, locked, newer) in one sentence, if anything."""
        return self._message

    def find(self, name: str) -> Person | None:
        """Return the person of a name, whatever its case."""
        return gallery_edits.of_name(self._people, name)

    def person(self, name: str) -> Person:
        """Return the person of a name.

        Raises:
            GalleryError: there is none.
        """
        found = self.find(name)
        if found is None:
            raise GalleryError(translatable("Nobody called '{name}' is enrolled.", name=name))
        return found

    def poll(self) -> None:
        """Check whether another program changed the file and read it in a thread of its own; returns at once."""
        if time.monotonic() - self._polled_s < _POLL_EVERY_S or (self._polling and self._polling.is_alive()):
            return
        self._polled_s = time.monotonic()
        if self._store.stamp() != self._stamp and self._state is not GalleryState.LOCKED:
            self._polling = threading.Thread(target=self._load_quietly, name=THREAD_NAME, daemon=True)
            self._polling.start()

    # -- reading that may wait -------------------------------------------------------------------------------------

    def load(self) -> None:
        """Read the file; never raises: :attr:`state` and :attr:`message` hold the result."""
        with self._lock:
            self._message = None
            try:
                self._read()
            except gallery_file.DamagedError:
                self._rename_damaged()
            except GalleryError as error:
                logger.info("the gallery cannot be read now (%s)", self._state.value)
                self._message = str(error)
                self._show((), None)

    def protection(self) -> str:
        """Return in one sentence how the file is protected; may wait for the system's keyring."""
        with self._lock:
            place = self._store.keys.place
            if place is not None and self._encrypted is not False:
                return translatable(
                    "The file is encrypted (AES-256-GCM); its key lies in the system's keyring ({place}).", place=place
                )
            if place is not None:
                return translatable("The file is not encrypted yet; the next change will encrypt it.")
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
            raise GalleryError(translatable("Nobody is enrolled without saying that the person agrees."))
        if not prototypes:
            raise GalleryError(translatable("There is no usable sample of a face or a voice."))

        self._change(lambda people: gallery_edits.enrolled(people, name, prototypes, thumbnail))
        return self.person(name)

    def rename(self, key: str, name: str) -> Person:
        """Give a person another name.

        Raises:
            GalleryError: nobody has this key, somebody else has this name, or the file cannot be changed.
        """
        name = checked_name(name)
        self._change(lambda people: gallery_edits.renamed(people, key, name), forgets=True)
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
            raise GalleryError(translatable("A person cannot be merged with itself."))
        self._change(lambda people: gallery_edits.merged(people, kept, gone), forgets=True)
        return gallery_edits.of_key(self._people, kept)

    def unmerge(self, kept: Person, gone: Person) -> None:
        """Undo a merge: put back both people as they were before it.

        Raises:
            GalleryError: the merged person is gone, the other's name is taken, or the file cannot be changed.
        """
        self._change(lambda people: gallery_edits.unmerged(people, kept, gone))

    def change_thumbnail(self, key: str, thumbnail: bytes | None) -> None:
        """Keep another thumbnail of a person, or none.

        Raises:
            GalleryError: nobody has this key, or the file cannot be changed.
        """
        self._change(lambda people: gallery_edits.with_thumbnail(people, key, thumbnail), forgets=True)

    def keep_neutral(self, key: str, faces: Sequence[NeutralFace]) -> None:
        """Keep what networks answer to a person's neutral face; without any, what was kept is removed.

        Raises:
            GalleryError: nobody has this key, or the file cannot be changed.
        """
        self._change(lambda people: gallery_edits.with_neutral_face(people, key, faces), forgets=True)

    def forget(self, key: str) -> None:
        """Forget a person; nothing of them stays in the folder, nor in damaged files that were renamed.

        Raises:
            GalleryError: nobody has this key, or the file cannot be changed.
        """
        self._change(lambda people: gallery_edits.without(people, key), forgets=True)

    def forget_all(self) -> None:
        """Forget everybody, also where the file cannot be read; its key goes as well.

        Raises:
            GalleryError: the files cannot be removed.
        """
        with self._lock, self._store.exclusive():
            self._store.erase()
            self._state, self._message, self._encrypted = GalleryState.READY, None, None
            self._show((), None)
            self._erasures += 1

    def replace_people(self, change: Callable[[People], People]) -> None:
        """Change everybody at once by a function that gets what is in the file now; for imports.

        Raises:
            GalleryError: the function raised it, or the file cannot be changed.
        """
        self._change(change)

    # -- the file ----------------------------------------------------------------------------------------------

    def _change(self, change: Callable[[People], People], *, forgets: bool = False) -> None:
        """Read, change and write under the lock; ``forgets``: the content before must not stay anywhere."""
        with self._lock, self._store.exclusive():
            try:
                self._read()
            except gallery_file.DamagedError:
                self._rename_locked()
            people = tuple(sorted(change(self._people), key=lambda person: person.name.casefold()))
            self._encrypted = self._store.write(people, forgets=forgets)
            self._state = GalleryState.READY
            self._show(people, self._store.stamp())

    def _read(self) -> None:
        """Read the file into memory, if it is not what was read last.

        Raises:
            gallery_file.DamagedError: it must be renamed.
            GalleryError: it cannot be read now; :attr:`state` says why.
        """
        stamp = self._store.stamp()
        if stamp is not None and stamp == self._stamp and self._state is GalleryState.READY:
            return
        try:
            found = self._store.read()
        except gallery_file.DamagedError:
            raise
        except GalleryError as error:
            self._state = _STATES.get(type(error), GalleryState.UNREADABLE)
            raise
        self._state = GalleryState.READY
        people, self._encrypted = found if found is not None else ((), None)
        if self._people and found is None:  # another program forgot everybody
            self._erasures += 1
        self._show(people, None if found is None else stamp)

    def _rename_damaged(self) -> None:
        """Rename a damaged file unless another program replaced it meanwhile; sets :attr:`message`."""
        try:
            with self._store.exclusive():
                try:
                    self._read()
                except gallery_file.DamagedError:
                    self._rename_locked()
        except GalleryError as error:
            self._state, self._message = GalleryState.UNREADABLE, str(error)
            self._show((), None)

    def _rename_locked(self) -> None:
        try:
            renamed = self._store.rename_damaged()
        except GalleryError:
            self._state = GalleryState.UNREADABLE
            raise
        self._state, self._encrypted = GalleryState.READY, None
        self._message = translatable(
            "The file of the enrolled people was damaged; it was renamed to '{name}'.", name=renamed.name
        )
        self._show((), None)

    def _show(self, people: People, stamp: Stamp | None) -> None:
        self._stamp = stamp
        if people is not self._people:
            self._people = people
            self._version += 1

    def _load_quietly(self) -> None:
        try:
            self.load()
        except Exception:
            logger.exception("reading the gallery")
