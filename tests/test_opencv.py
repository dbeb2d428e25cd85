"""OpenCV and PySide6 in one process: each brings a Qt of its own, only one may be used."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

BOTH = """
import os
from emotion_desk.opencv import cv2
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLabel
import numpy as np
app = QApplication([])
label = QLabel("seen")
label.show()
app.processEvents()
grey = cv2.cvtColor(np.full((8, 8, 3), 7, np.uint8), cv2.COLOR_BGR2GRAY)
print(app.platformName(), label.isVisible(), int(grey[0, 0]), cv2.getNumThreads())
print([name for name in os.environ if name in ("QT_QPA_PLATFORM_PLUGIN_PATH", "QT_QPA_FONTDIR")])
"""


def run(code: str, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("QT_QPA")}
    return subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env={**kept, "QT_QPA_PLATFORM": "offscreen", **environment},
    )


@pytest.mark.slow
def test_a_window_opens_after_opencv_was_imported() -> None:
    done = run(BOTH)

    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == ["offscreen True 7 1", "[]"]


def test_what_the_user_had_set_is_kept() -> None:
    code = "import os; import emotion_desk.opencv; print(os.environ['QT_QPA_FONTDIR'])"
    done = run(code, QT_QPA_FONTDIR="/fonts/of/mine")

    assert done.stdout.strip() == "/fonts/of/mine", done.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="only the wheel for Linux brings a Qt")
def test_the_repair_is_still_needed() -> None:
    """Importing OpenCV directly does change the environment; once it does not, the module can go."""
    done = run("import os, cv2; print('QT_QPA_PLATFORM_PLUGIN_PATH' in os.environ)")

    assert done.stdout.strip() == "True", done.stderr


def test_nobody_else_imports_opencv() -> None:
    import emotion_desk

    (root,) = emotion_desk.__path__
    importers = [
        os.path.relpath(os.path.join(folder, name), root)  # noqa: PTH118 - relative names for the message
        for folder, _, names in os.walk(root)
        for name in names
        if name.endswith(".py") and imports_opencv(os.path.join(folder, name))  # noqa: PTH118
    ]

    assert importers == ["opencv.py"]


def imports_opencv(path: str) -> bool:
    with open(path, encoding="utf-8") as file:  # noqa: PTH123
        return any(line.split()[:2] in (["import", "cv2"], ["from", "cv2"]) for line in file)
