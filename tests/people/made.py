"""People and samples that are made up, keyrings that behave as real ones do, and where galleries of tests lie."""

from __future__ import annotations

import threading
from pathlib import Path

import numpy as np
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked, PasswordDeleteError

from emotion_desk.people.person_records import FACE, Prototype

MODEL = "made:0123456789abcdef"
SIZE = 128


def vector(seed: int, size: int = SIZE) -> np.ndarray:
    """Return an embedding of length one."""
    made = np.random.default_rng(seed).normal(size=size).astype(np.float32)
    return np.asarray(made / np.linalg.norm(made), np.float32)


def near(other: np.ndarray, seed: int, cosine: float = 0.8) -> np.ndarray:
    """Return an embedding that has a cosine to another one."""
    noise = vector(seed, other.size)
    noise = noise - (noise @ other) * other
    made = cosine * other + np.sqrt(1 - cosine**2) * noise / np.linalg.norm(noise)
    return np.asarray(made, np.float32)


def prototype(seed: int, modality: str = FACE, model: str = MODEL, quality: float = 0.9) -> Prototype:
    """Return a prototype of a made embedding."""
    return Prototype(modality, vector(seed), model, quality, "2026-11-23T04:00:00+00:00")


def bytes_below(folder: Path) -> dict[Path, bytes]:
    """Return the content of all files below a folder."""
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


class MemoryKeyring(KeyringBackend):
    """Keeps secrets as a real keyring does, in memory."""

    priority = 9
    name = "Memory"

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.secrets: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.secrets.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.secrets[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if self.secrets.pop((service, username), None) is None:
            raise PasswordDeleteError("not there")


class LockedKeyring(MemoryKeyring):
    """Refuses everything until it is unlocked."""

    def get_password(self, service: str, username: str) -> str | None:
        raise KeyringLocked("locked")

    def set_password(self, service: str, username: str, password: str) -> None:
        raise KeyringLocked("locked")


class HangingKeyring(MemoryKeyring):
    """Asks its user for a password who is not there."""

    def __init__(self) -> None:
        super().__init__()
        self.answer = threading.Event()

    def get_password(self, service: str, username: str) -> str | None:
        self.answer.wait(20)
        return super().get_password(service, username)

    def set_password(self, service: str, username: str, password: str) -> None:
        self.answer.wait(20)
