"""Keeps Python 3.11 alive under PySide6 6.12, which gives ``None`` away once too often at every void call.

From Python 3.12 on ``None`` cannot die and nobody notices.  On 3.11 each paint costs a hundred references, and after a
minute the interpreter ends with "deallocating None" (seen with PySide6 6.12.0; 6.11.3 counts rightly).  Until the
packages agree, ``None`` is given more references here than a window could lose in a thousand years.
"""

from __future__ import annotations

import ctypes
import sys

_PLENTY = 1 << 60


def protect_none() -> bool:
    """Make ``None`` outlive wrong counting; return whether this interpreter needed it."""
    if sys.version_info >= (3, 12) or sys.implementation.name != "cpython" or ctypes.sizeof(ctypes.c_ssize_t) < 8:
        return False
    count = ctypes.c_ssize_t.from_address(id(None))
    # The count is an object's first word; if it were not (a debug build), nothing is touched.
    if abs(count.value - sys.getrefcount(None)) > 1000:
        return False
    if count.value < _PLENTY // 2:
        count.value += _PLENTY
    return True
