"""Keeps imports of the window from loading what it does not use.

PySide6 looks at each module that is imported after it, to see whether that uses PySide6's optional features (other
names of methods, properties without brackets).  It reads the whole source for that, and Python keeps all lines: 190,000
lines of 700 modules, 14 MB.  The desk and its libraries use none of these features.

pyqtgraph loads NVIDIA's bindings where PyTorch has brought them along, for pictures that lie on a graphics card.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

_FEATURES: Final = "PySide6.support.feature"
_LOOK: Final = "_mod_uses_pyside"


def read_no_sources() -> None:
    """Make PySide6 assume that no module uses its optional features; to be called before other imports."""
    importlib.import_module("PySide6.QtCore")
    features = sys.modules.get(_FEATURES)
    if hasattr(features, _LOOK):  # a private name, which other versions may lack
        setattr(features, _LOOK, _uses_none)


@contextmanager
def absent(name: str) -> Iterator[None]:
    """Let a module that is not loaded yet seem absent, for libraries that use it if it is there."""
    if name in sys.modules:
        yield
        return
    sys.modules[name] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        del sys.modules[name]


def _uses_none(module: object) -> bool:
    del module
    return False
