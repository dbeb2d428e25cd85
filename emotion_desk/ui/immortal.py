"""Keeps Python 3.11 alive under PySide6 6.12, which gives ``None`` away once too often at every void call.

From Python 3.12 on the singletons cannot die and nobody notices.  On 3.11 each paint costs a hundred references, and
after a while the interpreter ends with "deallocating None" (seen with PySide6 6.12.0; 6.11.3 counts rightly).  Here the
singletons are given more references than a window could lose in a thousand years.
"""

from __future__ import annotations

import ctypes
import sys

_PLENTY = 1 << 60
_SINGLETONS = (None, True, False, Ellipsis, NotImplemented)


def protect_singletons() -> bool:
    """Make the singletons outlive wrong counting; return whether this interpreter needed it."""
    if sys.version_info >= (3, 12) or sys.implementation.name != "cpython" or ctypes.sizeof(ctypes.c_ssize_t) < 8:
        return False
    return all([_protect(single) for single in _SINGLETONS])


def _protect(single: object) -> bool:
    """Raise one count; it is an object's first word, and where it is not (a debug build) nothing is touched."""
    count = ctypes.c_ssize_t.from_address(id(single))
    if abs(count.value - sys.getrefcount(single)) > 1000:
        return False
    if count.value < _PLENTY // 2:
        count.value += _PLENTY
    return True
