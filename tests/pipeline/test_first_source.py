"""A file waits for the network, so that a short one is answered at all; a camera does not."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from emotion_desk.errors import ModelError
from emotion_desk.inference.protocols import Reader
from emotion_desk.pipeline import source_thread as life
from emotion_desk.pipeline.desk import Desk
from tests.pipeline.fakes import FakePicture, FakeReader, one_face, wait_until


class Scene:
    """A desk whose network loads when it is told to."""

    def __init__(self, kind: str, error: Exception | None = None) -> None:
        self.may_load = threading.Event()
        self.picture = FakePicture()
        self.picture.kind = kind
        self._error = error
        self.desk = Desk(self.picture, None, self._load, one_face)
        self.desk.start()

    def _load(self) -> Reader:
        self.may_load.wait(10)
        if self._error is not None:
            raise self._error
        return FakeReader()

    @property
    def opened(self) -> bool:
        return self.picture.opened > 0


@pytest.fixture
def scenes() -> Iterator[list[Scene]]:
    made: list[Scene] = []
    yield made
    for scene in made:
        scene.may_load.set()
        assert scene.desk.stop()


@pytest.mark.parametrize("error", [None, ModelError("The weights are missing.")])
def test_a_file_begins_when_the_network_is_ready_or_will_never_be(scenes: list[Scene], error: Exception | None) -> None:
    scene = Scene("file", error)
    scenes.append(scene)
    assert not wait_until(lambda: scene.opened, 0.5)
    scene.may_load.set()
    assert wait_until(lambda: scene.opened)


def test_a_file_does_not_wait_for_ever(scenes: list[Scene], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(life, "HOLD_S", 0.3)
    scenes.append(Scene("file"))
    assert wait_until(lambda: scenes[0].opened)


@pytest.mark.parametrize("kind", ["camera", "demo"])
def test_what_goes_on_without_end_begins_at_once(scenes: list[Scene], kind: str) -> None:
    scenes.append(Scene(kind))
    assert wait_until(lambda: scenes[0].opened)


def test_a_desk_that_holds_a_file_back_stops_at_once(scenes: list[Scene]) -> None:
    scene = Scene("file")
    scene.desk.stop(0.6)
    assert not scene.picture.opened
    scenes.append(scene)
