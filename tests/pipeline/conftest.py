"""Desks that end with their test."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from emotion_desk.inference.protocols import Reader
from emotion_desk.pipeline.desk import Desk
from emotion_desk.sources.protocol import PictureSource, SoundSource
from emotion_desk.vision.face_tracker import FaceTracker
from tests.pipeline.desks import Make
from tests.pipeline.fakes import one_face


@pytest.fixture
def make() -> Iterator[Make]:
    """Make desks that are stopped after the test."""
    desks: list[Desk] = []

    def _make(
        picture: PictureSource | None = None,
        sound: SoundSource | None = None,
        load: Callable[[], Reader] | None = None,
        finder: Callable[[], FaceTracker] = one_face,
    ) -> Desk:
        desk = Desk(picture, sound, load, finder)
        desks.append(desk)
        desk.start()
        return desk

    yield _make
    assert all([desk.stop() for desk in desks])
