"""The one place that imports OpenCV.

OpenCV's wheel brings a Qt of its own and, on Linux, points Qt's environment variables at it when imported; PySide6
would then load the wrong platform plug-ins and abort (opencv-python #736).  Here the environment is put back at once.
"""

from __future__ import annotations

import os

_VARIABLES = ("QT_QPA_PLATFORM_PLUGIN_PATH", "QT_QPA_FONTDIR")
_before = {name: os.environ.get(name) for name in _VARIABLES}

import cv2  # noqa: E402

for _name, _value in _before.items():
    if _value is None:
        os.environ.pop(_name, None)
    else:
        os.environ[_name] = _value

# The desk's own threads share the cores; OpenCV's pool would fight them over pictures this small.
cv2.setNumThreads(1)

__all__ = ["cv2"]
