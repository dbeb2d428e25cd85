"""The predictor of a process: loaded once, also by two threads at the same time."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from emotion_desk.errors import ModelError
from emotion_desk.inference import predictor, shared_predictor


@pytest.fixture
def loads(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[tuple[str, str]]]:
    """Count the loads, each of which takes until the second thread has asked."""
    asked: list[tuple[str, str]] = []

    def load(mode: str, engine: str) -> object:
        asked.append((mode, engine))
        threading.Event().wait(0.05)
        if mode == "absent":
            raise ModelError("There is none.")
        return object()

    shared_predictor._loaded.cache_clear()
    monkeypatch.setattr(predictor, "load_predictor", load)
    yield asked
    shared_predictor._loaded.cache_clear()


def test_it_is_loaded_once(loads: list[tuple[str, str]]) -> None:
    ahead = shared_predictor.load_ahead("multitask", "onnx")
    one = shared_predictor.shared_predictor("multitask", "onnx")
    ahead.join()
    assert one is shared_predictor.shared_predictor("multitask", "onnx")
    assert one is not shared_predictor.shared_predictor("multitask", "auto")
    assert loads == [("multitask", "onnx"), ("multitask", "auto")]


def test_what_fails_ahead_is_said_to_whoever_needs_it(loads: list[tuple[str, str]]) -> None:
    shared_predictor.load_ahead("absent", "onnx").join()
    with pytest.raises(ModelError, match="none"):
        shared_predictor.shared_predictor("absent", "onnx")
    assert len(loads) == 2
