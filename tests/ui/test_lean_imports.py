"""Importing the window loads nothing that it does not use."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import emotion_desk
from emotion_desk.ui.lean_imports import absent

_SAID = """
import linecache, sys
from emotion_desk.ui.lean_imports import read_no_sources
read_no_sources()
import emotion_desk.ui.window
print(len(linecache.cache), [name for name in sys.modules if name.split(".")[0] in ("cuda", "torch", "scipy", "onnx")])
"""


def test_no_sources_are_read_and_no_bindings_of_graphics_cards_are_loaded() -> None:
    said = subprocess.run([sys.executable, "-c", _SAID], capture_output=True, text=True, check=True, timeout=60)
    lines, loaded = said.stdout.split(maxsplit=1)
    assert int(lines) < 10  # those of PySide6 itself
    assert loaded.strip() == "[]"


def test_a_module_that_seems_absent_is_there_afterwards() -> None:
    name = "xml.dom.pulldom"
    sys.modules.pop(name, None)
    with absent(name), pytest.raises(ImportError):
        __import__(name)
    __import__(name)
    with absent(name):  # it is loaded already
        __import__(name)


def test_nobody_else_imports_pyqtgraph() -> None:
    folder = Path(emotion_desk.__file__).parent
    importers = [path.name for path in folder.rglob("*.py") if "import pyqtgraph" in path.read_text(encoding="utf-8")]
    assert importers == ["plotting.py"]
