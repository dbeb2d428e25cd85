"""The modes of inference that the window offers, and how it changes between them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ModeControl:
    """The modes of inference and how to change between them.

    Attributes:
        available: each mode with the reason why it cannot be used, ``None`` if it can.
        chosen: the mode in use.
        choose: loads a mode.
        measure: benchmarks the engines again and loads a mode.
    """

    available: dict[str, str | None]
    chosen: str
    choose: Callable[[str], None]
    measure: Callable[[str], None] | None = None
