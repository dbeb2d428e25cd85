"""Faults of PySide6 that the desk must not meet."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtGui import QImage


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="singletons cannot die from Python 3.12 on")
def test_qt_gives_no_singleton_away() -> None:
    """PySide6 6.12.0 on Python 3.11 took a reference from None at every void call, until the interpreter died of it."""
    image = QImage(8, 8, QImage.Format.Format_RGB32)
    before = sys.getrefcount(None)
    for _ in range(2000):
        image.fill(0)
    assert abs(sys.getrefcount(None) - before) < 500
