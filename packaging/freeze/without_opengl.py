"""Runs first in the frozen program: Qt's OpenGL bindings (8.5 MiB), which pyqtgraph imports, are an empty module.

Only plots drawn by OpenGL use them, which the desk does not make.
"""

import sys
import types

sys.modules["PySide6.QtOpenGL"] = types.ModuleType("PySide6.QtOpenGL")
