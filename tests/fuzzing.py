"""How many cases the property tests of readers try, in one place.

Each run of the suite tries 250 new cases of each reader; more are tried with ``EMOTION_DESK_FUZZ_CASES=10000`` (see
``docs/reliability.md``).
"""

from __future__ import annotations

import os
from typing import Final

from hypothesis import HealthCheck, settings

#: Options of every property test that feeds a reader.
FUZZ: Final = settings(
    max_examples=int(os.environ.get("EMOTION_DESK_FUZZ_CASES", "250")),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
