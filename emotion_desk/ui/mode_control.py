"""The modes of inference that the window offers, and how it changes between them and between engines."""

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
        use_engine: sets what runs the networks that are loaded from now on.
    """

    available: dict[str, str | None]
    chosen: str
    choose: Callable[[str], None]
    measure: Callable[[str], None] | None = None
    use_engine: Callable[[str], None] | None = None


class ReaderControl:
    """Loads modes with the engine in use.

    Args:
        load: loads a mode with an engine, measuring the engines again if the third argument is true.
        engine: the engine in use.
    """

    def __init__(self, load: Callable[[str, str, bool], None], engine: str) -> None:
        self._load, self.engine = load, engine

    def choose(self, mode: str) -> None:
        """Load a mode."""
        self._load(mode, self.engine, False)

    def measure(self, mode: str) -> None:
        """Measure the engines again and load a mode with the fastest."""
        self.engine = "auto"
        self._load(mode, self.engine, True)

    def use_engine(self, engine: str) -> None:
        """Use another engine from the next load on."""
        self.engine = engine
