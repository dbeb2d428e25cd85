"""Stores the gallery's encryption keys in the system's keyring.

A keyring may be absent, locked or broken.  It may also wait for the user's password, or its service may not answer at
all; so each call runs in a thread of its own and is waited for with a time limit.
"""

from __future__ import annotations

import base64
import binascii
import logging
import queue
import secrets
import threading
from collections.abc import Callable
from typing import Any, Final, Protocol, TypeVar

from emotion_desk.errors import GalleryError
from emotion_desk.translatable import translatable

logger = logging.getLogger(__name__)

SERVICE: Final = "emotion-desk"
THREAD_NAME: Final = "emotion-desk-keyring"
#: Length of a key in bytes: AES-256.
KEY_BYTES: Final = 32
#: Backends that protect secrets have a priority of 1 or more; those that write plain files or nothing have less.
_LEAST_PRIORITY: Final = 1.0
_TIMEOUT_S: Final = 8.0

Result = TypeVar("Result")


class KeysUnavailableError(GalleryError):
    """The keyring is locked, broken or does not answer."""


class Keys(Protocol):
    """A store of keys by id."""

    @property
    def place(self) -> str | None:
        """Return the name of the store for the user; ``None``: there is none, so nothing can be encrypted."""
        ...

    def get(self, key_id: str) -> bytes | None:
        """Return a key, ``None`` if there is none of this id.

        Raises:
            KeysUnavailableError: the store does not answer.
        """
        ...

    def create(self, key_id: str) -> bytes:
        """Make a random key, store it, and return it.

        Raises:
            KeysUnavailableError: it could not be stored.
        """
        ...

    def delete(self, key_id: str) -> None:
        """Delete a key; never raises."""
        ...


class SystemKeys:
    """The system's keyring, through the package ``keyring``; thread-safe.

    Args:
        timeout_s: longest time to wait for an answer, in seconds.
    """

    def __init__(self, timeout_s: float = _TIMEOUT_S) -> None:
        self._timeout_s = timeout_s
        self._cache: dict[str, bytes] = {}
        self._place: str | None = None
        self._place_is_known = False

    @property
    def place(self) -> str | None:
        """Return the keyring's name; ``None`` if the system has none that protects its content."""
        if not self._place_is_known:
            try:
                self._place = self._call(_place)
            except KeysUnavailableError as error:
                logger.info("no keyring: %s", error)
            self._place_is_known = True
        return self._place

    def get(self, key_id: str) -> bytes | None:
        """Return a key, ``None`` if there is none of this id."""
        if key_id not in self._cache:
            text = self._call(lambda: _keyring().get_password(SERVICE, key_id))
            if text is None:
                return None
            self._cache[key_id] = _decoded(text)
        return self._cache[key_id]

    def create(self, key_id: str) -> bytes:
        """Make a random key, store it, read it back to be sure, and return it."""
        key = secrets.token_bytes(KEY_BYTES)
        text = base64.b64encode(key).decode("ascii")

        def store() -> str | None:
            _keyring().set_password(SERVICE, key_id, text)
            stored: str | None = _keyring().get_password(SERVICE, key_id)
            return stored

        if self._call(store) != text:
            raise KeysUnavailableError(
                translatable("The system's keyring did not keep the key of the enrolled people.")
            )
        self._cache[key_id] = key
        return key

    def delete(self, key_id: str) -> None:
        """Delete a key."""
        self._cache.pop(key_id, None)
        try:
            self._call(lambda: _keyring().delete_password(SERVICE, key_id))
        except KeysUnavailableError as error:
            logger.info("a key stays in the keyring: %s", error)

    def _call(self, function: Callable[[], Result]) -> Result:
        """Return the result of a function that may block or raise any exception.

        Raises:
            KeysUnavailableError: it raised, or did not return in time.
        """
        results: queue.SimpleQueue[tuple[bool, Any]] = queue.SimpleQueue()

        def run() -> None:
            try:
                results.put((True, function()))
            except Exception as error:  # noqa: BLE001 - each backend has exceptions of its own
                results.put((False, error))

        threading.Thread(target=run, name=THREAD_NAME, daemon=True).start()
        try:
            succeeded, result = results.get(timeout=self._timeout_s)
        except queue.Empty:
            raise KeysUnavailableError(
                translatable("The system's keyring does not answer; unlock it and try again.")
            ) from None
        if not succeeded:
            # The backend's message is only chained: it is technical and helps no user.
            raise KeysUnavailableError(translatable("The system's keyring is locked or does not work.")) from result
        return result  # type: ignore[no-any-return]


def _keyring() -> Any:
    import keyring

    return keyring


def _place() -> str | None:
    backend = _keyring().get_keyring()
    return str(backend.name) if backend.priority >= _LEAST_PRIORITY else None


def _decoded(text: str) -> bytes:
    try:
        key = base64.b64decode(text, validate=True)
    except binascii.Error:
        key = b""
    if len(key) != KEY_BYTES:
        raise KeysUnavailableError(translatable("The key of the enrolled people in the system's keyring is damaged."))
    return key
