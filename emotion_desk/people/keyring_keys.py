"""Keys of the gallery in the system's keyring, which may be absent, locked, broken or slow: none of it may matter.

A keyring may ask its user for a password, or its service may hang; so every question to it is asked in a thread and
waited for only so long.
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

logger = logging.getLogger(__name__)

SERVICE: Final = "emotion-desk"
THREAD_NAME: Final = "emotion-desk-keyring"
#: Length of a key in bytes: AES-256.
KEY_BYTES: Final = 32
#: Backends that keep secrets themselves say 1 or more; those that write plain files or nothing say less.
_LEAST_PRIORITY: Final = 1.0
_PATIENCE_S: Final = 8.0

Result = TypeVar("Result")


class KeysUnavailableError(GalleryError):
    """The keyring is locked, broken or does not answer."""


class Keys(Protocol):
    """Keeps keys by their id."""

    @property
    def place(self) -> str | None:
        """Return where keys are kept, in words for the user; ``None``: nowhere, nothing can be encrypted."""
        ...

    def get(self, key_id: str) -> bytes | None:
        """Return a key, ``None`` if it is not there.

        Raises:
            KeysUnavailableError: it cannot be told.
        """
        ...

    def create(self, key_id: str) -> bytes:
        """Make a key, keep it, and return it.

        Raises:
            KeysUnavailableError: it could not be kept.
        """
        ...

    def delete(self, key_id: str) -> None:
        """Forget a key; never raises."""
        ...


class SystemKeys:
    """The system's keyring, through the package ``keyring``; safe for any number of threads.

    Args:
        patience_s: how long an answer is waited for.
    """

    def __init__(self, patience_s: float = _PATIENCE_S) -> None:
        self._patience_s = patience_s
        self._known: dict[str, bytes] = {}
        self._place: str | None = None
        self._looked = False

    @property
    def place(self) -> str | None:
        """Return the keyring's name; ``None`` where the system has none that is worth the name."""
        if not self._looked:
            try:
                self._place = self._ask(_place)
            except KeysUnavailableError as error:
                logger.info("no keyring: %s", error)
            self._looked = True
        return self._place

    def get(self, key_id: str) -> bytes | None:
        """Return a key, ``None`` if it is not there."""
        if key_id not in self._known:
            text = self._ask(lambda: _keyring().get_password(SERVICE, key_id))
            if text is None:
                return None
            self._known[key_id] = _decoded(text)
        return self._known[key_id]

    def create(self, key_id: str) -> bytes:
        """Make a key, keep it, read it back, and return it."""
        key = secrets.token_bytes(KEY_BYTES)
        text = base64.b64encode(key).decode("ascii")

        def keep() -> str | None:
            _keyring().set_password(SERVICE, key_id, text)
            kept: str | None = _keyring().get_password(SERVICE, key_id)
            return kept

        if self._ask(keep) != text:
            raise KeysUnavailableError("The system's keyring did not keep the key of the enrolled people.")
        self._known[key_id] = key
        return key

    def delete(self, key_id: str) -> None:
        """Forget a key."""
        self._known.pop(key_id, None)
        try:
            self._ask(lambda: _keyring().delete_password(SERVICE, key_id))
        except KeysUnavailableError as error:
            logger.info("a key stays in the keyring: %s", error)

    def _ask(self, question: Callable[[], Result]) -> Result:
        """Return the answer to a question that may hang or raise anything."""
        answers: queue.SimpleQueue[tuple[bool, Any]] = queue.SimpleQueue()

        def run() -> None:
            try:
                answers.put((True, question()))
            except Exception as error:  # noqa: BLE001 - backends raise what their libraries raise
                answers.put((False, error))

        threading.Thread(target=run, name=THREAD_NAME, daemon=True).start()
        try:
            good, answer = answers.get(timeout=self._patience_s)
        except queue.Empty:
            raise KeysUnavailableError("The system's keyring does not answer; unlock it and try again.") from None
        if not good:
            # The text of a backend's error is the backend's own; it knows no names.
            raise KeysUnavailableError("The system's keyring is locked or does not work.") from answer
        return answer  # type: ignore[no-any-return]


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
        raise KeysUnavailableError("The key of the enrolled people in the system's keyring is damaged.")
    return key
