"""Galleries in folders of their own, with keyrings that belong to no one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import null

from emotion_desk.people.gallery import Gallery
from tests.people.made import MemoryKeyring


@pytest.fixture(autouse=True)
def _no_keyring() -> Iterator[None]:
    """Keep the user's own keyring out of it: a test that wants one sets its own."""
    before: KeyringBackend = keyring.get_keyring()
    keyring.set_keyring(null.Keyring())  # type: ignore[no-untyped-call]
    yield
    keyring.set_keyring(before)


@pytest.fixture
def memory_keyring() -> MemoryKeyring:
    """Give the system a keyring that works."""
    made = MemoryKeyring()
    keyring.set_keyring(made)
    return made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return where the gallery of this test lies."""
    return tmp_path / "own" / "data" / "people"


@pytest.fixture
def gallery(folder: Path) -> Gallery:
    """Return an empty gallery that is not encrypted."""
    made = Gallery(folder)
    made.load()
    return made
