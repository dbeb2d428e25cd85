"""Imports pyqtgraph; other modules import it from here, so that it loads no bindings of graphics cards."""

from __future__ import annotations

from emotion_desk.ui.lean_imports import absent

with absent("cuda.bindings"):
    import pyqtgraph as pg

__all__ = ["pg"]
