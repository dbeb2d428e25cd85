"""A recogniser with people of its own, shown made-up faces and voices by the test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import null

from emotion_desk.people.gallery import Gallery
from tests.people.test_recogniser import Scene


@pytest.fixture(autouse=True)
def _no_keyring() -> Iterator[None]:
    """Keep the user's own keyring out of it."""
    before: KeyringBackend = keyring.get_keyring()
    keyring.set_keyring(null.Keyring())  # type: ignore[no-untyped-call]
    yield
    keyring.set_keyring(before)


@pytest.fixture
def gallery(tmp_path: Path) -> Gallery:
    made = Gallery(tmp_path / "data" / "people")
    made.load()
    return made


@pytest.fixture
def empty_scene(gallery: Gallery) -> Scene:
    return Scene(gallery)
