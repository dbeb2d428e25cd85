"""Imports OpenCV; all other modules import it from here.

OpenCV's wheel contains its own copy of Qt.  On Linux its import sets Qt's environment variables to that copy, after
which PySide6 loads the wrong platform plug-ins and aborts (opencv-python #736).  This module restores the variables.
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

# The program has threads of its own; for pictures of this size OpenCV's thread pool costs more than it gains.
cv2.setNumThreads(1)

__all__ = ["cv2"]
