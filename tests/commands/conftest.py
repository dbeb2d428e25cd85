"""Runs of the desk without the time that real networks take."""

from __future__ import annotations

import pytest

from tests.pipeline.fakes import FakeReader


@pytest.fixture
def quick_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Answer at once, for runs in which the answers do not matter."""
    monkeypatch.setattr("emotion_desk.inference.mode_loader.reader_loader", lambda *_given, **_named: FakeReader)
