"""The version of the program, apart from the package root so that every layer may import it."""

from __future__ import annotations

from typing import Final

__version__: Final = "0.1.0"
